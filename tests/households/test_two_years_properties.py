"""Whatever happens in whatever order over two years: nobody is lost, every year opens as the last closed."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, example, given, settings

from areas.models import Commune
from households.models import Household, LifeEvent, PovertyRecord
from households.services.life.snapshots import values_of
from tests.households.life_data import living, take_back
from tests.households.review_world import undone
from tests.households.two_years import ANY_LIFE, CORRECTIONS, STORIES, TwoYears

pytestmark = pytest.mark.django_db
ANY_STORY = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# What a few random stories may not have: corrections between a closing and the next opening.
TURN_OF_A_YEAR = [
    ("close", 0, 0, 30),
    ("enlist", 1, 0, 30),
    ("recolour", 1, 1, 2),
    ("open", 0, 0, 0),
    ("judge", 1, 2, 0),
]
CLOSED, NEW_YEAR = dt.date(2021, 12, 28), dt.date(2022, 1, 1)


@ANY_STORY
@given(stories=STORIES)
@example(stories=TURN_OF_A_YEAR)
def test_nothing_is_lost_between_two_years(stories):
    with undone():
        told = TwoYears()

        told.tell(stories)
        told.finish()

        assert set(living()) == told.expected_living()
        for year in (2022, 2023):
            assert told.opening(year) == told.closing(year - 1)
            assert told.totals(year, "opening") == told.totals(year - 1, "closing")


@ANY_STORY
@given(stories=STORIES)
@example(stories=TURN_OF_A_YEAR)
def test_every_table_balances_for_all_and_for_minorities(stories):
    with undone():
        told = TwoYears()

        told.tell(stories)
        told.finish()

        for year in (2021, 2022):
            for tables in told.tables(year):
                poor, near = tables.poor.columns, tables.near_poor.columns
                poor_people, near_people = (
                    tables.poor_people.columns,
                    tables.near_poor_people.columns,
                )
                for one, two, three, four, *ins, nine in (poor, near, poor_people, near_people):
                    assert nine == one - two - three - four + sum(ins)
                assert (poor[1], poor_people[1]) == (near[4], near_people[4])
                assert (poor[4], poor_people[4]) == (near[2], near_people[2])


@ANY_STORY
@given(stories=STORIES)
@example(stories=TURN_OF_A_YEAR)
def test_the_number_checks_find_nothing(stories):
    with undone():
        told = TwoYears()

        told.tell(stories)
        before = [told.problems(year) for year in (2021, told.round.year)]
        told.finish()

        assert before == [[], []]
        assert [told.problems(year) for year in (2021, 2022, 2023)] == [[], [], []]


@ANY_STORY
@given(stories=STORIES)
@example(stories=TURN_OF_A_YEAR)
def test_the_open_list_is_the_register_of_the_day(stories):
    with undone():
        told = TwoYears()
        told.tell(stories)
        told.finish()

        for record in PovertyRecord.objects.filter(year=2023).select_related("household"):
            household = Household.objects.select_related("ethnicity").get(pk=record.household_id)
            assert record.has_left == (household.state != "ACTIVE")
            if not record.has_left:
                facts = (household.member_count, household.ethnicity.is_minority)
                assert (record.members, record.is_ethnic_minority) == facts


def _turned(stories, *, opened_first: bool) -> TwoYears:
    """Tell the same events after the closing of 2021, with the list of 2022 opened before or after."""
    told = TwoYears()
    told.today = CLOSED
    told.close()
    told.today = NEW_YEAR
    if opened_first:
        told.open()
    told.tell(stories)
    if not opened_first:
        told.open()
    return told


def _list_of_2022() -> dict:
    """Return every column of the list but keys, by the household's number in order of entry."""
    numbers = {
        pk: n for n, pk in enumerate(Household.objects.order_by("pk").values_list("pk", flat=True))
    }
    communes = {
        pk: n for n, pk in enumerate(Commune.objects.order_by("pk").values_list("pk", flat=True))
    }
    found = {}
    for record in PovertyRecord.objects.filter(year=2022):
        values = values_of(record)
        for key in ("id", "standard_id", "household_id"):
            del values[key]
        found[numbers[record.household_id]] = values | {"commune_id": communes[record.commune_id]}
    return found


@ANY_STORY
@given(stories=ANY_LIFE)
@example(stories=[("recolour", 1, 1, 0)])
@example(stories=[("enlist", 1, 1, 0)])
@example(stories=[("move", 2, 1, 0), ("part", 5, 1, 0)])  # of the household that arrived
@example(
    stories=[("crown", 2, 1, 0), ("part", 2, 1, 0), ("recolour", 2, 0, 0), ("enlist", 2, 0, 0)]
)
def test_it_makes_no_difference_when_the_year_is_opened(stories):
    lists = []
    for opened_first in (True, False):
        with undone():
            told = _turned(stories, opened_first=opened_first)
            lists.append(_list_of_2022())
            assert told.problems(2022) == []

    assert lists[0] == lists[1]


@ANY_STORY
@given(stories=ANY_LIFE)
def test_what_happened_before_the_opening_can_be_undone_after_it(stories):
    with undone():
        told = TwoYears()
        told.today = CLOSED
        told.close()
        told.today = NEW_YEAR
        told.tell([story for story in stories if story[0] not in {*CORRECTIONS, "come_back"}])
        told.open()

        for event in LifeEvent.objects.standing().order_by("-pk"):
            take_back(event, by=told.officer, at=told.at)

        opening, closing = told.opening(2022), told.closing(2022)
        assert opening == closing == told.closing(2021)
        assert set(living()) == told.everybody


def test_the_two_years_let_things_happen():
    with undone():
        told = TwoYears()
        steps = (
            "part",
            "unite",
            "move",
            "crown",
            "bury",
            "leave",
            "come_back",
            "recolour",
            "enlist",
            "judge",
        )
        told.tell([(step, number * 2, number % 3, 3) for number, step in enumerate(steps)])
        told.finish()

        assert LifeEvent.objects.count() >= 3
        assert PovertyRecord.objects.filter(year=2023).exists()
