"""Whether a round, or a year, accepts writes for a commune at a moment."""

import datetime as dt

from areas.models import Commune
from areas.querysets import CommuneQuerySet
from households.choices import RoundKind
from households.models import Round, RoundReopening


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
