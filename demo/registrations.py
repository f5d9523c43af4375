"""Households registered to exit in April 2021: most communes registered enough, two did not."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import cycle

from accounts.models import User
from areas.models import Commune
from common.history import create_many
from households.choices import Figure
from households.models import PovertyRecord
from targets.choices import RegistrationState, ReviewOutcome
from targets.models import ExitRegistration, YearPlan
from targets.queries.candidates import CandidateRow, candidates
from targets.queries.coverage import CoverageRow, coverage

NAMING_TOO_FEW = {"23791", "23788"}  # Ia Pếch, Ia Chia
FIRST_DAY, DAYS = dt.date(2021, 4, 5), 20
SPARE = 2  # registrations beyond the need, so that one household may stay poor
# One exit in five was not registered; one registration in ten was reviewed and stays poor.
UNNAMED_EXIT, STAYED_POOR = 5, 10
SUPPORT = (
    "Vay 50 triệu đồng vốn hộ nghèo",
    "2 con bò sinh sản của dự án giảm nghèo",
    "",
    "Học nghề cạo mủ cao su",
    "Hỗ trợ cà phê giống và phân bón",
    "",
)
REASONS = (
    "Cà phê năm nay cho thu bói, có thêm bò",
    "Hai con đi làm công nhân cao su, có lương",
    "Đã làm nhà mới, có nước sạch",
    "Thu điều và mì tăng",
)
WITHDRAWN = "Chủ hộ ốm dài ngày, không còn lao động chính"


def name_exits(year_plan: YearPlan, officers: Mapping[str, User]) -> None:
    """Write the registrations of each commune; `officers` by commune code."""
    report = coverage(year_plan)
    for commune in Commune.objects.filter(code__in=officers).order_by("code"):
        row = report.of(commune.pk)
        if row is not None:
            rows = _rows(year_plan, commune)
            named = _named(rows, row, is_short=commune.code in NAMING_TOO_FEW)
            by = officers[commune.code]
            create_many(_registrations(year_plan, rows, named, by=by), by=by)


def _rows(year_plan: YearPlan, commune: Commune) -> list[CandidateRow]:
    records = PovertyRecord.objects.of_year(year_plan.year, year_plan.standard)
    rows = candidates(year_plan, records.behind(Figure.OPENING).filter(commune=commune))
    return sorted(rows, key=lambda row: (not row.record.is_ethnic_minority, row.by_rank))


def _named(rows: Sequence[CandidateRow], row: CoverageRow, *, is_short: bool) -> list[CandidateRow]:
    """Select the households: ethnic-minority ones first, then the nearest to the line."""
    by_outcome: dict[str, list[CandidateRow]] = {outcome: [] for outcome in ReviewOutcome}
    for each in rows:
        by_outcome[each.outcome].append(each)
    exited = by_outcome[ReviewOutcome.EXITED]
    waiting = by_outcome[ReviewOutcome.NOT_REVIEWED]
    named = [each for n, each in enumerate(exited, start=1) if n % UNNAMED_EXIT]
    named += by_outcome[ReviewOutcome.STILL_POOR][: 1 + len(exited) // STAYED_POOR]
    em_exited = [each for each in exited if each.record.is_ethnic_minority]
    lacking = max(0, (row.everyone.needed or 0) - len(exited))
    em_lacking = max(0, (row.minority.needed or 0) - len(em_exited))
    if is_short:
        return [*named, *waiting[: lacking // 2]]
    minority = [each for each in waiting if each.record.is_ethnic_minority]
    first = minority[: em_lacking + SPARE]
    others = [each for each in waiting if each not in first]
    return [*named, *first, *others[: max(0, lacking + SPARE - len(first))]]


def _registrations(
    year_plan: YearPlan,
    rows: Sequence[CandidateRow],
    named: Sequence[CandidateRow],
    *,
    by: User,
) -> list[ExitRegistration]:
    support, reasons = cycle(SUPPORT), cycle(REASONS)
    found = [
        _registration(
            year_plan,
            row,
            state=RegistrationState.REGISTERED,
            has_plan=number % 5 != 0,
            support=next(support),
            reason=next(reasons),
            registered_on=FIRST_DAY + dt.timedelta(days=number % DAYS),
            registered_by=by,
        )
        for number, row in enumerate(named)
    ]
    keys = {row.record.household_id for row in named}
    rest = [row for row in rows if row.may_register and row.record.household_id not in keys]
    found += [
        _registration(
            year_plan,
            row,
            state=RegistrationState.WITHDRAWN,
            registered_on=FIRST_DAY,
            registered_by=by,
            withdrawn_reason=WITHDRAWN,
        )
        for row in rest[:1]
    ]
    considered = RegistrationState.CONSIDERED
    found += [_registration(year_plan, row, state=considered, has_plan=True) for row in rest[1:3]]
    return found


def _registration(year_plan: YearPlan, row: CandidateRow, **said: object) -> ExitRegistration:
    return ExitRegistration(
        plan=year_plan, household=row.record.household, commune=row.record.commune, **said
    )
