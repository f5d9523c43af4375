"""The small district of these tests."""

import pytest

from tests import factories
from tests.targets.data import plan_of_a_small_district


@pytest.fixture
def plan(commune, other_commune):
    """A plan in which Ia O is above the average and Ia Chia below it."""
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)
