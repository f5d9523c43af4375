"""The end of 2020: the population of that day is stored, the round closed and frozen."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from households.models import Household, Round
from households.queries.population import counted_by_commune
from households.services.freezing import freeze_population
from households.services.rounds import record_closed_round

YEAR = 2020
CLOSED_ON = dt.datetime(2020, 12, 31, 16, 30)  # noqa: DTZ001  (made aware below)


def close_2020(round_: Round, *, by: User) -> None:
    """Close the round of 2020 as of its last day, without the arrivals of 2021 and with the
    departures.
    """
    at = timezone.make_aware(CLOSED_ON)
    was_here = Household.objects.filter(
        Q(arrived_on=None) | Q(arrived_on__year__lte=YEAR),
        Q(left_on=None) | Q(left_on__year__gt=YEAR),
    )
    freeze_population(year=YEAR, at=at, by=by, population=counted_by_commune(was_here))
    record_closed_round(round_id=round_.pk, version=round_.version, by=by, at=at)
