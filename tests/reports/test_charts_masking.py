"""A hidden number cannot be derived from what is shown."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.rules.masking import hidden, is_small

COUNT = st.one_of(st.integers(0, 8), st.integers(0, 400))
ROWS = st.lists(st.tuples(COUNT, COUNT), min_size=2, max_size=15)


@pytest.mark.parametrize(("number", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_households_are_few(number, small):
    assert is_small(number) is small


@given(ROWS)
def test_no_small_number_is_shown(rows):
    found = hidden(rows)
    shown = [numbers for place, numbers in enumerate(rows) if place not in found]

    assert not any(is_small(number) for numbers in shown for number in (*numbers, sum(numbers)))


@given(ROWS, st.data())
def test_a_hidden_number_could_be_another_one_with_the_same_totals(rows, data):
    """A household moved between two hidden places changes nothing that is shown."""
    found = hidden(rows)
    places = [place for place in sorted(found) if rows[place][0]]
    assume(places)
    giver = data.draw(st.sampled_from(places))
    taker = data.draw(st.sampled_from(sorted(found - {giver})))

    moved = dict(enumerate(rows))
    moved[giver] = (rows[giver][0] - 1, rows[giver][1])
    moved[taker] = (rows[taker][0] + 1, rows[taker][1])

    assert all(moved[place] == rows[place] for place in range(len(rows)) if place not in found)
    assert [sum(part) for part in zip(*moved.values(), strict=True)] == [
        sum(part) for part in zip(*rows, strict=True)
    ]


@given(ROWS)
def test_no_more_is_hidden_than_it_takes(rows):
    small = {
        place
        for place, numbers in enumerate(rows)
        if any(is_small(number) for number in (*numbers, sum(numbers)))
    }

    assert len(hidden(rows)) == (2 if len(small) == 1 else len(small))


def test_the_next_smallest_is_hidden_with_a_single_one():
    assert hidden([(20, 0), (3, 0), (9, 0)]) == {1, 2}


def test_a_place_without_households_hides_nothing_while_another_can():
    assert hidden([(0, 0), (3, 0), (9, 0)]) == {1, 2}


def test_few_of_the_majority_are_hidden_too():
    assert hidden([(30, 2), (12, 9), (50, 20)]) == {0, 1}


def test_nothing_small_means_nothing_hidden():
    assert hidden([(0, 5), (9, 0)]) == frozenset()
