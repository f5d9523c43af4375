"""The forecast keeps its promise on random districts: a small, seeded run of the benchmark."""

import pytest

from benchmarks.forecast_coverage import LINKS, CoverageCount, measured, pooled
from targets.choices import Chance
from targets.rules.strata import strata_of

SHARES = (0.3, 0.7)


def cells_of(method) -> list[CoverageCount]:
    return [measured(method, link=link, share=share, years=5) for link in LINKS for share in SHARES]


def coverage(cells):
    return sum(cell.held for cell in cells) / sum(cell.made for cell in cells)


@pytest.fixture(scope="module")
def cells():
    return cells_of(strata_of)


def test_the_80_per_cent_interval_of_a_district_holds_four_results_in_five(cells):
    assert 0.78 <= coverage(cells) <= 0.88
    assert min(cell.coverage for cell in cells) >= 0.74


def test_the_intervals_of_communes_hold_as_much_or_more(cells):
    held = sum(cell.communes_held for cell in cells) / sum(cell.communes for cell in cells)

    assert 0.78 <= held <= 0.92


def test_the_error_does_not_lean_to_the_fast_communes(cells):
    """Households, of about 900 in a district."""
    assert all(abs(cell.error / cell.made) < 10 for cell in cells)


def test_one_pooled_rate_for_the_district_does_not_keep_the_promise():
    """What the bounds above would refuse: the district as one stratum."""
    assert coverage(cells_of(pooled)) < 0.65


@pytest.mark.parametrize(
    ("verdict", "least", "most"),
    [
        (Chance.SURE, 0.88, 1),
        (Chance.LIKELY, 0.6, 0.9),
        (Chance.AT_RISK, 0, 0.6),
    ],
)
def test_verdicts_come_true_as_often_as_they_promise(cells, verdict, least, most):
    made = sum(cell.words[verdict][0] for cell in cells)
    met = sum(cell.words[verdict][1] for cell in cells)

    assert made > 50
    assert least <= met / made <= most
