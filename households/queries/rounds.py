"""Whether a round, or a year, accepts writes for a commune at a moment."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max

from areas.models import Commune
from areas.querysets import CommuneQuerySet
from households.choices import Arrival, LifeKind, LifeRole, RoundKind, RoundState
from households.models import Household, LifeEvent, PovertyRecord, Round, RoundReopening


def is_open_for(round_: Round, commune_id: int, at: dt.datetime | None) -> bool:
    """Whether a round may be written to for a commune: open, or reopened until later.

    Without a moment no reopening counts. The database checks every write in the same way, by its
    own clock (`households/database/triggers.py`).
    """
    if round_.is_open or at is None:
        return round_.is_open
    reopened = RoundReopening.objects.in_force(at).filter(round=round_, commune=commune_id)
    return reopened.exists()


def communes_of_round(round_: Round) -> CommuneQuerySet:
    """Return the communes a round was held in: those in force on the day it was due."""
    return Commune.objects.valid_on(round_.due_on)


def is_year_closed_for(year: int, commune_id: int, at: dt.datetime | None) -> bool:
    """Whether a year's final review is closed for a commune at a moment."""
    year_end = Round.objects.filter(year=year, kind=RoundKind.YEAR_END).first()
    return year_end is not None and not is_open_for(year_end, commune_id, at)


def counting_year(on: dt.date, communes: Iterable[int], at: dt.datetime) -> int:
    """Return the year whose lists an event of a day changes: its own, or the first one still open.

    A year is closed for a commune with its final review, and for all once the next one is open.
    """
    opened = PovertyRecord.objects.exclude(opening_status="").aggregate(last=Max("year"))["last"]
    first_open = [on.year, opened or on.year]
    for commune in set(communes):
        closed = Round.objects.filter(kind=RoundKind.YEAR_END, state=RoundState.CLOSED)
        reopened = RoundReopening.objects.in_force(at).filter(commune=commune)
        last = closed.exclude(pk__in=reopened.values("round")).aggregate(last=Max("year"))["last"]
        first_open.append((last or 0) + 1)
    return max(first_open)


def arrival_year(household: Household) -> int | None:
    """Return the year whose lists a household's arrival changes, None for a resident."""
    if household.arrival == Arrival.RESIDENT or household.arrived_on is None:
        return None
    arrivals = LifeEvent.objects.standing().filter(
        kind__in=[LifeKind.SPLIT, LifeKind.MOVE_BETWEEN],
        parts__household=household,
        parts__role=LifeRole.TARGET,
    )
    return arrivals.values_list("counts_in", flat=True).first() or household.arrived_on.year
