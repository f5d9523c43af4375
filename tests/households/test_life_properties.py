"""Properties of life events: no person is lost, one head each, lists balance, undo is exact."""

import pytest
from django.db.models import Count, F
from hypothesis import HealthCheck, given, settings

from common.errors import Refused
from households.models import Household, LifeEvent, PovertyRecord
from tests.households.life_data import living, take_back, world
from tests.households.life_world import LIFE, STORIES, LifeWorld
from tests.households.review_world import undone

pytestmark = pytest.mark.django_db
ANY_STORY = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ANY_STORY
@given(stories=STORIES)
def test_nobody_is_lost_and_every_household_has_its_head(stories):
    with undone():
        told = LifeWorld()

        told.tell(stories)

        assert set(living()) == told.expected_living()
        households = Household.objects.annotate(people=Count("members"))
        assert not households.exclude(people=F("member_count")).exists()
        assert not households.filter(state="ACTIVE", head=None).exists()
        assert not households.exclude(head=None).exclude(head__household=F("pk")).exists()
        assert not households.exclude(members__commune=F("commune")).exclude(people=0).exists()


@ANY_STORY
@given(stories=STORIES)
def test_the_lists_of_both_communes_balance(stories):
    with undone():
        told = LifeWorld()

        told.tell(stories)

        assert [closing for closing, _ in told.balances()] == [
            reckoned for _, reckoned in told.balances()
        ]
        told.assert_tables_agree()
        here = PovertyRecord.objects.filter(year=2021, has_left=False)
        assert not here.exclude(members=F("household__member_count")).exists()


@ANY_STORY
@given(stories=STORIES, last=LIFE)
def test_what_happens_is_taken_back_exactly(stories, last):
    with undone():
        told = LifeWorld()
        told.tell(stories)
        before = world()

        told.tell_and_take_back(last)

        assert world() == before


@ANY_STORY
@given(stories=STORIES)
def test_everything_is_taken_back_from_the_last_to_the_first(stories):
    with undone():
        told = LifeWorld()
        before = world()
        told.tell([story for story in stories if story[0] != "judge"])

        for event in LifeEvent.objects.standing().order_by("-pk"):
            take_back(event, by=told.officer)

        assert world() == before


def test_the_world_lets_things_happen():
    with undone():
        told = LifeWorld()
        happenings = ("part", "unite", "move", "crown", "bury", "leave_for_good")

        for number, step in enumerate(happenings):
            try:
                getattr(told, step)(number * 2, number + 5)
            except Refused:
                continue

        assert LifeEvent.objects.count() >= 3
