"""One age of a member, at the edges of both standards and of B1 (decision record 24)."""

import datetime as dt

import pytest

from common.tables import read_table
from households.choices import Schooling, Work
from households.models import Member
from households.queries.people import home_of, person_of
from households.queries.scoring import roster_facts
from households.rules import derive
from households.services.reference import DATA
from tests.households.register_data import born

SURVEY = dt.date(2021, 11, 15)
OLD, NEW = "VN-2016-2020", "VN-2022-2025"
WORDINGS = {
    (row["standard"], row["key"]): row["threshold"]
    for row in read_table(DATA / "deprivation_indicators.tsv")
}


def member(birth=None):
    """A member who is not at school, finished primary school, and has no insurance."""
    facts = {
        "birth_date": birth and birth.date,
        "birth_date_is_exact": birth.is_exact if birth else True,
        "schooling": Schooling.PRIMARY,
        "work": Work.FARM,
        "has_health_insurance": False,
    }
    return Member(full_name="Siu Thử", **facts)


def answer(standard, key, one):
    found = derive({key: WORDINGS[standard, key]}, home_of([one], SURVEY, None)).get(key)
    return found and found.answer


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (born(2006, 11, 15), 15),
        (born(2006, 11, 16), 14),
        (born(2006, exact=False), 15),
        (born(2007, exact=False), 14),
        (None, None),
    ],
)
def test_the_age_is_in_full_years_or_the_difference_of_the_years(birth, age):
    assert person_of(member(birth), SURVEY).age == age


@pytest.mark.parametrize(
    ("birth", "dependants"),
    [
        (born(2006, 11, 15), 0),
        (born(2006, 11, 16), 1),
        (born(2006, exact=False), 0),
        (born(2007, exact=False), 1),
        (born(1960, 11, 15), 1),
        (born(1960, 11, 16), 0),
        (born(1960, exact=False), 1),
        (born(1961, exact=False), 0),
        (None, None),
    ],
)
def test_b1_counts_dependants_under_15_and_over_60(birth, dependants):
    assert roster_facts([member(birth)], SURVEY).dependants == dependants


@pytest.mark.parametrize(
    ("standard", "key", "birth", "expected"),
    [
        (OLD, "health_insurance", born(2015, 11, 15), True),
        (OLD, "health_insurance", born(2015, 11, 16), False),
        (OLD, "health_insurance", born(2015, exact=False), True),
        (OLD, "health_insurance", born(2016, exact=False), False),
        (NEW, "health_insurance", born(2015, exact=False), True),
        (NEW, "health_insurance", born(2016, exact=False), False),
        (OLD, "child_school", born(2006, exact=False), False),
        (OLD, "child_school", born(2007, exact=False), True),
        (OLD, "child_school", born(2006, 11, 16), True),
        (NEW, "child_school", born(2005, exact=False), False),
        (NEW, "child_school", born(2006, exact=False), True),
        (OLD, "adult_education", born(2006, exact=False), True),
        (OLD, "adult_education", born(2007, exact=False), False),
        (NEW, "adult_education", born(2005, exact=False), True),
        (NEW, "adult_education", born(2006, exact=False), False),
        (NEW, "dependents", born(2005, exact=False), False),
        (NEW, "dependents", born(2006, exact=False), True),
        (NEW, "nutrition", born(2005, exact=False), False),
        (NEW, "nutrition", born(2006, exact=False), None),
        (NEW, "nutrition", None, None),
    ],
)
def test_b2_derives_from_the_same_age(standard, key, birth, expected):
    assert answer(standard, key, member(birth)) is expected
