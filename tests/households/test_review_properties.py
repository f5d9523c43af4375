import pytest
from hypothesis import HealthCheck, given, settings

from tests.households.review_world import STEPS, World

pytestmark = pytest.mark.django_db
ANY_STORY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def world():
    return World()


@ANY_STORY
@given(steps=STEPS)
def test_whatever_happens_both_tables_balance_and_the_list_follows_from_the_facts(world, steps):
    with world.afresh():
        world.play(steps)

        for tables in world.tables():
            assert_balanced(tables)
            assert_reconciled(tables)
        assert world.recorded() == world.recomputed()
        everyone = world.tables()[::2]
        poor = sum(tables.poor_people.closing for tables in everyone)
        near_poor = sum(tables.near_poor_people.closing for tables in everyone)
        assert poor == world.people_of("POOR")
        assert near_poor == world.people_of("NEAR_POOR")


def assert_balanced(tables):
    for flow in (tables.poor, tables.poor_people, tables.near_poor, tables.near_poor_people):
        one, *less, five, six, seven, eight, nine = flow.columns
        assert nine == one - sum(less) + five + six + seven + eight
        assert flow.balances


def assert_reconciled(tables):
    for poor, near_poor in (
        (tables.poor, tables.near_poor),
        (tables.poor_people, tables.near_poor_people),
    ):
        assert poor.columns[1] == near_poor.columns[4]
        assert poor.columns[4] == near_poor.columns[2]
