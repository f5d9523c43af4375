import pytest
from hypothesis import HealthCheck, given, settings

from tests.households.review_world import STEPS, World, undone

pytestmark = pytest.mark.django_db
ANY_STORY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ANY_STORY
@given(steps=STEPS)
def test_the_flow_of_every_commune_balances_whatever_happens(steps):
    with undone():
        world = World()

        world.play(steps)

        flows = world.flows()
        assert [flow.closing for flow in flows] == [flow.expected_closing for flow in flows]


@ANY_STORY
@given(steps=STEPS)
def test_the_list_equals_what_the_forms_and_households_say(steps):
    with undone():
        world = World()

        world.play(steps)

        assert world.recorded() == world.recomputed()
