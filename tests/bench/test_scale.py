"""The multiplied register of the benchmarks."""

from django.db import connection

from areas.models import Commune
from benchmarks.scale import copy_districts
from common.triggers import installed
from households.models import Household, PovertyRecord
from targets.queries.progress import progress
from tests import factories
from tests.targets.data import TODAY, listed, live_in


def test_districts_are_copied_until_there_are_enough_households(commune):
    plan = factories.YearPlanFactory(district=commune.district)
    listed(commune, exited=True)
    live_in(commune)
    before = progress(plan, as_of=TODAY)

    assert copy_districts(until=7) == 8

    assert Commune.objects.count() == 4
    assert PovertyRecord.objects.count() == 4
    assert Household.objects.values("commune").distinct().count() == 4
    assert progress(plan, as_of=TODAY) == before
    assert installed(connection)
