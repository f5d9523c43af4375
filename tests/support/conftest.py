"""Reasons, and a poor household of a year with its round."""

import pytest

from tests import factories


@pytest.fixture
def land(db):
    return factories.PovertyReasonFactory()


@pytest.fixture
def illness(db):
    return factories.PovertyReasonFactory(number=7, key="illness", name="Ốm đau")


@pytest.fixture
def poor_household(commune, land, illness):
    """A household on the list of 2021, in a year with a round."""
    factories.RoundFactory()
    village = factories.VillageFactory(commune=commune)
    household = factories.HouseholdFactory(village=village)
    factories.PovertyRecordFactory(household=household)
    return household
