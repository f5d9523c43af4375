"""The year and the standard that figures of the poor list and of reviews are about."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from common.sources import FigureSource
from households.models import PovertyStandard, Rescoring, Round
from households.queries.poor_list import working_standard


def year_source(
    year: int, *, on: dt.date, at: dt.datetime, standard: PovertyStandard | None = None
) -> FigureSource:
    """Return the source of figures of a year under a standard, by default its working one."""
    found = standard or working_standard(year)
    pairs = ((found.code, found.name),) if found else ()
    return FigureSource(year=year, standards=pairs, as_of=on, computed_at=at)


def reviews_source(
    year: int, standards: Iterable[PovertyStandard], *, on: dt.date, at: dt.datetime
) -> FigureSource:
    """Return the source of figures of a year's reviews, under each of their standards."""
    pairs = tuple((each.code, each.name) for each in standards)
    return FigureSource(year=year, standards=pairs, as_of=on, computed_at=at)


def round_source(round_: Round, *, on: dt.date, at: dt.datetime) -> FigureSource:
    """Return the source of figures of a round, under each of its standards."""
    rows = round_.round_standards.order_by("position").values_list(
        "standard__code", "standard__name"
    )
    return FigureSource(year=round_.year, standards=tuple(rows), as_of=on, computed_at=at)


def run_source(run: Rescoring) -> FigureSource:
    """Return what the changes of a rescoring are about; the run is loaded with round and table."""
    standard = run.table.standard
    return FigureSource(
        year=run.round.year,
        standards=((standard.code, standard.name),),
        as_of=timezone.localtime(run.started_at).date(),
        computed_at=run.worked_at or run.started_at,
    )
