"""One commune's year: forecast, alerts, registrations, answer; and its villages."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from households.choices import Figure
from households.models import PovertyRecord
from households.querysets import FIGURES
from targets.models import YearPlan
from targets.queries.alerts import Alert, alerts
from targets.queries.answers import AnswerStanding, answers_by_commune
from targets.queries.coverage import CoverageRow
from targets.queries.directions import overdue_by_commune
from targets.queries.forecast import ForecastRow, YearForecast, year_forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneYear:
    """One commune's year. Registrations (`names`), answer and alerts exist only for today, not
    for a past month."""

    found: YearForecast
    row: ForecastRow
    alerts: Sequence[Alert] = ()
    names: CoverageRow | None = None
    answer: AnswerStanding | None = None


def commune_year(
    plan: YearPlan, commune: int, *, today: dt.date, month: int | None = None
) -> CommuneYear | None:
    """Return one commune's year in 20 queries; None if the commune is not part of the plan.

    As of today, or of the end of an earlier month of the year.
    """
    found = year_forecast(plan, as_of=today, month=month)
    row = found.of(commune)
    if row is None:
        return None
    if not found.is_present:
        return CommuneYear(found=found, row=row)
    answers, overdue = answers_by_commune(plan), overdue_by_commune(plan, today)
    of_district = alerts(found, today=today, answers=answers, overdue=overdue)
    return CommuneYear(
        found=found,
        row=row,
        alerts=[alert for alert in of_district if alert.commune_id == commune],
        names=found.coverage.of(commune) if found.coverage else None,
        answer=answers.get(commune),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageYear:
    """The poor list of one village now, in households."""

    name: str
    opening: int
    reviewed: int
    not_reviewed: int
    exits: int
    other_out: int
    gains: int
    closing: int


def villages_of(plan: YearPlan, commune: int) -> list[VillageYear]:
    """Return the villages that have households on the list, by name, in one query.

    Households count in the village they live in now; communes merged into this one are included.
    """
    gains = FIGURES[Figure.RELAPSED] | FIGURES[Figure.NEW_POOR] | FIGURES[Figure.OTHER_IN]
    columns = {
        "opening": FIGURES[Figure.OPENING],
        "reviewed": FIGURES[Figure.REVIEWED],
        "not_reviewed": FIGURES[Figure.NOT_REVIEWED],
        "exits": FIGURES[Figure.EXITS],
        "other_out": FIGURES[Figure.OTHER_OUT],
        "gains": gains,
        "closing": FIGURES[Figure.CLOSING],
    }
    rows: Iterable[Mapping[str, Any]] = (
        PovertyRecord.objects.of_year(plan.year, plan.standard_id)
        .within(commune)
        .filter(FIGURES[Figure.OPENING] | FIGURES[Figure.CLOSING])
        .order_by("household__village__sort_key", "household__village")
        .values("household__village", name=F("household__village__name"))
        .annotate(**{key: Count("pk", filter=condition) for key, condition in columns.items()})
    )
    return [VillageYear(name=row["name"], **{key: row[key] for key in columns}) for row in rows]
