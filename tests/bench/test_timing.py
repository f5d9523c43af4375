"""The contents of `bench/latest.json` and of the table."""

from benchmarks.cases import CASES
from benchmarks.timing import Measured, measure, table

MEASURED = Measured(
    name="progress_page", value=42.0, cpu=30.0, against="hello", against_value=2.0, against_cpu=1.5
)


def test_an_entry_holds_the_figure_its_unit_its_comparison_and_the_ratio():
    entry = MEASURED.as_json()

    assert entry == {
        "value": 42.0,
        "unit": "ms",
        "cpu": 30.0,
        "against": "hello: 2.000 ms",
        "ratio": 21.0,
        "cpu_ratio": 20.0,
    }


def test_the_table_names_the_figure_and_what_it_is_compared_with():
    lines = table([MEASURED]).splitlines()

    assert lines[1].split() == [
        *("progress_page", "42.00", "ms", "21.0", "30.00", "ms", "20.0"),
        *("hello", "(2.00", "ms)"),
    ]


def test_both_actions_are_taken_in_turn():
    calls = []

    measure(
        "a",
        lambda: calls.append("a"),
        against="b",
        comparison=lambda: calls.append("b"),
        runs=20,
    )

    assert calls == ["a", "b"] * 25


def test_the_first_four_benchmarks_are_there():
    names = {case.name for case in CASES}

    assert names >= {
        "progress_page",
        "household_list_page",
        "household_search",
        "household_last_page",
    }


def test_time_computed_is_no_more_than_time_passed():
    found = measure(
        "a", lambda: sum(range(20_000)), against="b", comparison=lambda: sum(range(20_000)), runs=9
    )

    assert 0 < found.cpu <= found.value * 1.5
