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

        world.assert_tables_agree()
        assert world.recorded() == world.recomputed()
        everyone = world.tables()[::2]
        poor = sum(tables.poor_people.closing for tables in everyone)
        near_poor = sum(tables.near_poor_people.closing for tables in everyone)
        assert poor == world.people_of("POOR")
        assert near_poor == world.people_of("NEAR_POOR")
