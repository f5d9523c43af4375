"""The small district of these tests, with its leader and its finance department."""

import pytest

from tests import factories
from tests.targets.data import plan_of_a_small_district


@pytest.fixture
def plan(commune, other_commune):
    factories.InstallationFactory(is_demo=True)
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


@pytest.fixture
def finance(db):
    return factories.UserFactory(finance=True)


@pytest.fixture
def reminder(plan, commune, leader):
    return factories.ThreadFactory(plan=plan, commune=commune, opened_by=leader)
