"""Decisions within the year, month by month: the report due by the 5th."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from households.choices import PovertyStatus
from procedure.choices import ApplicationState
from procedure.models import Application
from procedure.rules.deadlines import monthly_report_due

_POOR, _NEAR_POOR, _NOT_POOR = (
    PovertyStatus.POOR,
    PovertyStatus.NEAR_POOR,
    PovertyStatus.NOT_POOR,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyDecisions:
    """A commune's decisions of a month, in households; the total has no commune."""

    commune: str
    new_poor: int = 0
    new_near_poor: int = 0
    exited: int = 0
    exited_near_poor: int = 0
    refused: int = 0

    @property
    def exits(self) -> int:
        return self.exited + self.exited_near_poor

    def __add__(self, other: "MonthlyDecisions") -> "MonthlyDecisions":
        names = ("new_poor", "new_near_poor", "exited", "exited_near_poor", "refused")
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return MonthlyDecisions(commune=self.commune, **sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReport:
    """The decisions of a month: counted by commune, and one by one. `due_on`: to the district."""

    first: dt.date
    due_on: dt.date | None
    rows: Sequence[MonthlyDecisions]
    total: MonthlyDecisions
    decisions: Sequence[Application]


def month_report(user: User, first: dt.date) -> MonthReport:
    """Return the decisions of the month that begins on a day, in the communes the user sees.

    Households; by the day of signing. An exit from poverty to near-poverty counts as an exit.
    One query. QĐ 24/2021: reported by the 5th, from February to September.
    """
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    decisions = list(
        Application.objects.visible_to(user)
        .decided()
        .filter(decided_on__range=(first, last))
        .select_related("commune", "household__village")
        .order_by("commune__sort_key", "commune", "decided_on", "pk")
    )
    rows: dict[int, MonthlyDecisions] = {}
    for each in decisions:
        known = rows.get(each.commune_id, MonthlyDecisions(commune=each.commune.full_name))
        rows[each.commune_id] = known + _counted(each)
    return MonthReport(
        first=first,
        due_on=monthly_report_due(first.year, first.month),
        rows=list(rows.values()),
        total=sum(rows.values(), MonthlyDecisions(commune="")),
        decisions=decisions,
    )


def _counted(application: Application) -> MonthlyDecisions:
    if application.state == ApplicationState.REFUSED:
        return MonthlyDecisions(commune="", refused=1)
    before, after = application.status_before, application.status_after
    return MonthlyDecisions(
        commune="",
        new_poor=int(after == _POOR),
        new_near_poor=int(after == _NEAR_POOR and before != _POOR),
        exited=int(before == _POOR and after != _POOR),
        exited_near_poor=int(before == _NEAR_POOR and after == _NOT_POOR),
    )
