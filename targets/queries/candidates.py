"""The poor households of a commune's opening list, ranked by how near they are to leaving it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from accounts.models import User
from areas.models import Commune
from common.paging import PAGE_SIZE, BadCursor, Page
from households.choices import Figure, RuleShape
from households.models import PovertyRecord, StandardLine
from households.querysets import PovertyRecordQuerySet
from targets.choices import RegistrationState, ReviewOutcome
from targets.models import ExitRegistration, YearPlan
from targets.queries.coverage import CoverageRow
from targets.rules.coverage import Coverage
from targets.rules.ranking import Candidate, PoorLine, Score, score

_OF_RESULT = ("result__b1_points", "result__income_per_person", "result__answers")
_COMMUNE = {f"commune_{name}": F(f"commune__{name}") for name in ("area_type", "name", "sort_key")}
_RESULT = {f"latest_{number}": F(name) for number, name in enumerate(_OF_RESULT)}
# What the rows show; any other column would be a query per row.
_COLUMNS = (
    "commune",
    "year",
    "is_ethnic_minority",
    "opened_as_minority",
    "opening_status",
    "status",
    "has_left",
    "members",
    "household__code",
    "household__head_name",
    "household__sort_key",
    "household__village__kind",
    "household__village__name",
    "result",
)


@dataclass(frozen=True, slots=True)
class LatestResult:
    """What the ranking reads of an approved result; `answers` are those of `AssessmentResult`."""

    b1_points: int | None
    income_per_person: int | None
    answers: Mapping[str, bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """A household of the opening poor list, with its latest result, registration and score.

    `record` has the name of the household's ethnic group (`ethnicity`) and of its commune
    (`commune_name`, `commune_sort_key`) as columns. `result` is the latest approved one under the plan's standard: this year's, otherwise last
    year's. `registration` is None while the commune has not considered the household.
    """

    record: PovertyRecord
    result: LatestResult | None
    registration: ExitRegistration | None
    score: Score

    @property
    def outcome(self) -> ReviewOutcome:
        return outcome_of(self.record)

    @property
    def state(self) -> str:
        return self.registration.state if self.registration else ""

    @property
    def is_registered(self) -> bool:
        return self.state == RegistrationState.REGISTERED

    @property
    def may_register(self) -> bool:
        """Whether the household can be registered: it has not left and is not registered yet."""
        return not self.is_registered and not self.record.has_left

    @property
    def needs_reason(self) -> bool:
        """Whether registering needs a reason: reviewed this year and still poor."""
        is_new = not self.is_registered
        return is_new and self.outcome == ReviewOutcome.STILL_POOR

    @property
    def is_ranked(self) -> bool:
        """Whether the household is ranked: only those still poor are compared with the line."""
        return self.outcome in {ReviewOutcome.NOT_REVIEWED, ReviewOutcome.STILL_POOR}

    @property
    def deprivations(self) -> int | None:
        return None if self.result is None else deprivations_of(self.result)

    @property
    def version(self) -> int:
        """The version required for a change; 0 while there is no row."""
        return self.registration.version if self.registration else 0

    @property
    def by_name(self) -> tuple[str, int]:
        return self.record.household.sort_key, self.record.household_id

    @property
    def by_commune(self) -> tuple[str, str, int]:
        """Sort key: by commune, then by name."""
        record: Any = self.record
        return record.commune_sort_key, *self.by_name

    @property
    def by_rank(self) -> tuple[bool, bool, int, str, int]:
        """Sort key: households still poor first, the nearest first, ties by name."""
        return (not self.is_ranked, *self.score.order, *self.by_name)


def outcome_of(record: PovertyRecord) -> ReviewOutcome:
    """Return the result of the year's review of a household of the opening list; no query."""
    if record.has_left:
        return ReviewOutcome.LEFT
    if record.status != record.opening_status:
        return ReviewOutcome.EXITED
    return ReviewOutcome.NOT_REVIEWED if record.result_id is None else ReviewOutcome.STILL_POOR


def deprivations_of(result: LatestResult) -> int:
    """Return the number of deprivations in a result."""
    return sum(1 for lacking in result.answers.values() if lacking)


def opening_list(plan: YearPlan, user: User) -> PovertyRecordQuerySet:
    """Return the records of households poor when the plan's year opened that the user may see."""
    records = PovertyRecord.objects.visible_to(user).of_year(plan.year, plan.standard)
    return records.behind(Figure.OPENING)


def registered_list(plan: YearPlan, user: User, commune: Commune | None) -> PovertyRecordQuerySet:
    """Return the records of the opening list that are registered, of a commune or of all
    the user sees."""
    named = plan.registrations.registered().order_by().values("household")
    records = opening_list(plan, user).filter(household__in=named)
    return records if commune is None else records.within(commune.pk)


def page_of_rows(rows: Sequence[CandidateRow], asked: str, *, size: int = PAGE_SIZE) -> Page:
    """Return one page of a ranked list: a number, empty for the first, "last" for the last.

    Ranks are computed in Python, so a page is a slice of one commune's list. Raises BadCursor for
    a page that does not exist.
    """
    last = max(1, -(-len(rows) // size))
    number = _page_number(asked, last)
    start = (number - 1) * size
    return Page(
        rows=list(rows[start : start + size]),
        next_cursor=str(number + 1) if number < last else "",
        previous_cursor=str(number - 1) if number > 1 else "",
        total=len(rows),
    )


def _page_number(asked: str, last: int) -> int:
    if asked in {"", "last"}:
        return last if asked else 1
    is_number = len(asked) <= 6 and asked.isascii() and asked.isdigit()
    if not is_number or not 1 <= int(asked) <= last:
        raise BadCursor("Không có trang này.")
    return int(asked)


def candidates(plan: YearPlan, records: QuerySet[PovertyRecord]) -> list[CandidateRow]:
    """Return households of a year's opening poor list, the nearest to leaving it first.

    In 4 queries at any number. For each household the latest approved result under the plan's
    standard counts: this year's, otherwise that of the year before. Households no longer poor and
    those that left come last; those without a result come after those with one.
    """
    found = list(
        records.select_related("household__village")
        .only(*_COLUMNS)
        .annotate(ethnicity=F("household__ethnicity__name"), **_COMMUNE, **_RESULT)
        .order_by()
    )
    keys = [record.household_id for record in found]
    before = _results_before(plan, [one.household_id for one in found if one.result_id is None])
    registrations = plan.registrations.filter(household__in=keys).order_by()
    named = {row.household_id: row for row in registrations}
    lines = _lines(plan)
    rows = [
        _row(
            record,
            result=_own_result(record) or before.get(record.household_id),
            registration=named.get(record.household_id),
            lines=lines,
        )
        for record in found
    ]
    return sorted(rows, key=lambda row: row.by_rank)


def with_names(row: CoverageRow, ticked: Iterable[CandidateRow]) -> CoverageRow:
    """Return a commune's coverage as if these households were registered too; no query."""
    new = [each for each in ticked if not each.is_registered]
    return CoverageRow(
        commune_id=row.commune_id,
        name=row.name,
        sort_key=row.sort_key,
        merged_into=row.merged_into,
        everyone=_named(row.everyone, new),
        minority=_named(row.minority, [one for one in new if one.record.is_minority_throughout]),
    )


def _named(coverage: Coverage, rows: Sequence[CandidateRow]) -> Coverage:
    outcomes = [row.outcome for row in rows]
    return coverage.with_names(
        exited=outcomes.count(ReviewOutcome.EXITED),
        still_poor=outcomes.count(ReviewOutcome.STILL_POOR),
        not_reviewed=outcomes.count(ReviewOutcome.NOT_REVIEWED),
        left=outcomes.count(ReviewOutcome.LEFT),
    )


def _own_result(record: Any) -> LatestResult | None:
    if record.result_id is None:
        return None
    return LatestResult(*(getattr(record, name) for name in _RESULT))


def _results_before(plan: YearPlan, households: Sequence[int]) -> dict[int, LatestResult]:
    rows = (
        PovertyRecord.objects.of_year(plan.year - 1, plan.standard)
        .filter(household__in=households, result__isnull=False)
        .values_list("household", *_OF_RESULT)
        .order_by()
    )
    return {household: LatestResult(*result) for household, *result in rows}


def _lines(plan: YearPlan) -> dict[str, StandardLine]:
    lines = StandardLine.objects.filter(standard=plan.standard).select_related("standard")
    return {line.area_type: line for line in lines}


def _row(
    record: Any,
    *,
    result: LatestResult | None,
    registration: ExitRegistration | None,
    lines: Mapping[str, StandardLine],
) -> CandidateRow:
    line = lines.get(record.commune_area_type)
    passed = poor_line(line) if line else None
    value = None
    if result is not None and passed is not None:
        value = result.b1_points if passed.by_points else result.income_per_person
    facts = Candidate(
        value=value,
        deprivations=deprivations_of(result) if result else 0,
        has_plan=bool(registration and registration.has_plan),
        support=registration.support if registration else "",
    )
    return CandidateRow(
        record=record, result=result, registration=registration, score=score(facts, passed)
    )


def poor_line(line: StandardLine) -> PoorLine:
    """Return the thresholds a poor household of an area must pass under a standard."""
    low, high = line.score_low, line.score_high
    by_points = low is not None and high is not None
    if low is None or high is None:
        low, high = line.income_poor_max, line.income_near_poor_max
    has_floor = line.standard.shape == RuleShape.INCOME_BAND
    return PoorLine(
        floor=low if has_floor else None,
        ceiling=high,
        by_points=by_points,
        points_per_deprivation=line.standard.points_per_deprivation,
        deprivation_limit=line.standard.deprivation_limit,
    )
