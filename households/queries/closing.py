"""What stands in the way of closing a round or of undoing a closing, and the figures to be fixed.

Apps above register what they know of (`register_hindrances`, `register_dependants`), so that page,
API and service go by one list.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from households.choices import AssessmentState, PovertyStatus, RoundKind, RoundState
from households.models import Assessment, PovertyRecord, PovertyStandard, Round
from households.queries.flow import flow_report
from households.queries.population import population_by_commune
from households.queries.reconciliation import reconciliation

_LISTED = [PovertyStatus.POOR, PovertyStatus.NEAR_POOR]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingQuestion:
    """The round to be closed, for all communes or (`commune_id`) for one that was reopened."""

    round: Round
    user: User
    on: dt.date
    at: dt.datetime
    commune_id: int | None = None

    def of_commune(self, rows: QuerySet) -> QuerySet:
        """Keep the rows of the commune, if the question is about one."""
        return rows if self.commune_id is None else rows.filter(commune=self.commune_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """One line of the check list: `count` things (`unit`) of one kind still to be done.

    `page` and `query` lead to them: the name of a URL, and its parameters.
    """

    key: str
    label: str
    count: int
    unit: str = "hộ"
    page: str = ""
    query: str = ""

    @property
    def is_met(self) -> bool:
        return self.count == 0

    @property
    def sentence(self) -> str:
        return f"{self.label}: còn {self.count} {self.unit}."


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFigures:
    """What closing a round fixes under a standard, in households."""

    standard: PovertyStandard
    poor: int
    near_poor: int
    households: int

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.poor, self.households) if self.households else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingState:
    """A round to be closed; a closed one has neither check list nor figures."""

    round: Round
    hindrances: Sequence[Hindrance] = ()
    figures: Sequence[FixedFigures] = ()

    @property
    def left(self) -> list[Hindrance]:
        """The lines that block the closing."""
        return unmet(self.hindrances)


_HINDRANCES: list[Callable[[ClosingQuestion], Iterable[Hindrance]]] = []
_DEPENDANTS: list[Callable[[Round], Iterable[str]]] = []


def register_hindrances(find: Callable[[ClosingQuestion], Iterable[Hindrance]]) -> None:
    """Add what an app above knows of; called once, from its `AppConfig.ready()`."""
    _HINDRANCES.append(find)


def register_dependants(find: Callable[[Round], Iterable[str]]) -> None:
    """Add sentences about what rests on a closed round in an app above."""
    _DEPENDANTS.append(find)


def hindrances_of(asked: ClosingQuestion) -> list[Hindrance]:
    """Return the whole check list of a closing, met lines too, in the order of the work."""
    found = [*_forms(asked), *(each for find in _HINDRANCES for each in find(asked))]
    if asked.commune_id is not None:
        return found
    return [*_dates(asked), *found, _reconciliation(asked)]


def closing_state(asked: ClosingQuestion) -> ClosingState:
    """Return the check list of a round and the figures that closing it fixes."""
    if not asked.round.is_open:
        return ClosingState(round=asked.round)
    return ClosingState(
        round=asked.round, hindrances=hindrances_of(asked), figures=figures_to_fix(asked.round)
    )


def figures_to_fix(round_: Round) -> list[FixedFigures]:
    """Return the figures that closing a round fixes now, that of the year's goals first."""
    living = population_by_commune(year=round_.year, people=False)
    households = sum(each.households for each in living.values())
    return [
        FixedFigures(
            standard=row.standard,
            poor=_now(round_, row.standard, PovertyStatus.POOR),
            near_poor=_now(round_, row.standard, PovertyStatus.NEAR_POOR),
            households=households,
        )
        for row in round_.round_standards.select_related("standard").order_by("position")
    ]


def dependants_of(round_: Round) -> list[str]:
    """Return sentences about what rests on a closed round; empty when its closing can be undone."""
    later = Round.objects.filter(year__gt=round_.year).order_by("year", "kind")
    found = [f"{one} đã mở." for one in later]
    if PovertyRecord.objects.filter(year=round_.year + 1).exists():
        found.append(f"Danh sách năm {round_.year + 1} đã mở từ kết quả này.")
    if round_.reopenings.exists():
        found.append("Đợt đã được mở lại cho từng xã sau khi khóa.")
    year_end = Round.objects.filter(
        year=round_.year, kind=RoundKind.YEAR_END, state=RoundState.CLOSED
    )
    if round_.kind != RoundKind.YEAR_END and year_end.exists():
        found.append(f"Đợt rà soát cuối năm {round_.year} đã khóa.")
    return [*found, *(words for find in _DEPENDANTS for words in find(round_))]


def _dates(asked: ClosingQuestion) -> Iterable[Hindrance]:
    left = max(0, (asked.round.due_on - asked.on).days)
    label = f"Đến hạn của đợt ({asked.round.due_on:%d/%m/%Y})"
    yield Hindrance(key="due", label=label, count=left, unit="ngày")
    if asked.round.kind == RoundKind.YEAR_END:
        yield Hindrance(
            key="opening",
            label=f"Mở danh sách hộ nghèo, cận nghèo đầu năm {asked.round.year}",
            count=_unopened(asked.round),
        )


def _unopened(round_: Round) -> int:
    """Count last year's poor and near-poor households whose standard has no opening list yet."""
    opened = PovertyRecord.objects.filter(
        year=round_.year, standard=OuterRef("standard"), opening_status__in=_LISTED
    )
    last_year = PovertyRecord.objects.filter(
        ~Exists(opened),
        year=round_.year - 1,
        standard__in=round_.round_standards.values("standard"),
        status__in=_LISTED,
        has_left=False,
    )
    return last_year.values("household").distinct().count()


def _forms(asked: ClosingQuestion) -> Iterable[Hindrance]:
    number = asked.round.pk
    # A reopened commune had its results when the round was closed.
    if asked.round.kind == RoundKind.YEAR_END and asked.commune_id is None:
        yield Hindrance(
            key="awaiting",
            label="Hộ nghèo, cận nghèo đầu năm đã có kết quả",
            count=_without_result(asked.round).values("household").distinct().count(),
            page="households:assessment_todo",
        )
    for key, state, label in (
        ("drafts", AssessmentState.DRAFT, "Phiếu đang nhập đã nộp hoặc hủy"),
        ("submitted", AssessmentState.SUBMITTED, "Phiếu chờ duyệt đã duyệt hoặc trả lại"),
    ):
        forms = asked.of_commune(Assessment.objects.filter(round=number, state=state))
        yield Hindrance(
            key=key,
            label=label,
            count=forms.count(),
            unit="phiếu",
            page="households:assessment_list",
            query=f"pile={state}&round={number}",
        )


def _without_result(round_: Round) -> QuerySet[PovertyRecord]:
    """Return the opening list without a result this year or a form in the round (counted apart)."""
    listed = PovertyRecord.objects.filter(
        year=round_.year, standard__in=round_.round_standards.values("standard")
    )
    return listed.awaiting_review(Assessment.objects.at_work().filter(round=round_))


def _reconciliation(asked: ClosingQuestion) -> Hindrance:
    """Count the identities of "Đối chiếu" that do not hold, over all standards of the round."""
    broken = 0
    query = f"year={asked.round.year}"
    for row in asked.round.round_standards.select_related("standard").order_by("position"):
        tables: dict[str, Any] = {"year": asked.round.year, "standard": row.standard}
        report = flow_report(as_of=asked.on, computed_at=asked.at, **tables)
        if report.has_records:
            wrong = [each for each in reconciliation(report, user=asked.user) if each.broken]
            broken += len(wrong)
            if wrong:
                query = f"year={asked.round.year}&standard={row.standard.code}"
    return Hindrance(
        key="reconciliation",
        label="Đối chiếu số liệu khớp",
        count=broken,
        unit="chỗ lệch",
        page="households:reconciliation",
        query=query,
    )


def _now(round_: Round, standard: PovertyStandard, status: str) -> int:
    listed = PovertyRecord.objects.of_year(round_.year, standard)
    return listed.filter(Q(status=status), has_left=False).count()


def unmet(found: Sequence[Hindrance]) -> list[Hindrance]:
    """Return the lines that block a closing."""
    return [each for each in found if not each.is_met]
