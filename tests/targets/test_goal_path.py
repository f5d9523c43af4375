"""The months of a plan."""

from decimal import Decimal
from fractions import Fraction

import pytest

from targets.models import PathPoint
from targets.queries.path import planned_path
from targets.rules.path import path_problem, path_share


@pytest.mark.parametrize(
    ("points", "month", "share"),
    [
        ({}, 1, Fraction(1, 12)),
        ({}, 12, Fraction(1)),
        ({9: Decimal("0.2"), 12: Decimal(1)}, 9, Fraction(1, 5)),
        ({9: Decimal("0.2"), 12: Decimal(1)}, 10, Fraction(1, 5) + Fraction(4, 15)),
        ({9: Decimal("0.18"), 12: Decimal(1)}, 3, Fraction(6, 100)),
    ],
)
def test_a_month_lies_between_its_neighbours(points, month, share):
    assert path_share(points, month) == share


@pytest.mark.parametrize("month", [0, 13])
def test_a_year_has_twelve_months(month):
    with pytest.raises(ValueError, match="no month"):
        path_share({}, month)


@pytest.mark.parametrize(
    ("points", "month", "words"),
    [
        ({1: Decimal("1.01"), 12: Decimal(1)}, 1, "từ 0 đến 100 %"),
        ({1: Decimal("0.5"), 2: Decimal("0.4"), 12: Decimal(1)}, 2, "thấp hơn tháng trước"),
        ({1: Decimal("0.5"), 12: Decimal("0.9")}, 12, "100 %"),
        ({1: Decimal("0.5")}, 12, "100 %"),
    ],
)
def test_a_path_rises_to_all(points, month, words):
    found = path_problem(points)

    assert found[0] == month
    assert words in found[1]


def test_a_path_may_stand_still(plan):
    assert path_problem({1: Decimal(0), 2: Decimal(0), 12: Decimal(1)}) is None
    assert path_problem({}) is None


def test_the_path_of_a_plan_is_twelve_shares(plan):
    PathPoint.objects.create(plan=plan, month=11, share=Decimal("0.22"))

    path = planned_path(plan)

    assert len(path) == 12
    assert (path[0], path[10], path[11]) == (Fraction(2, 100), Fraction(22, 100), 1)
