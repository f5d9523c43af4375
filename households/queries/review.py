"""What the review pages show: piles, lists, the story of a form, where one can be begun."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from households.choices import AssessmentState, Pile, RoundState
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    Member,
    PovertyRecord,
    PovertyStandard,
    Round,
    RoundStandard,
)
from households.queries.comparison import (
    Difference,
    Past,
    Turning,
    differences_from,
    missing_in,
    past_of,
    turnings_of,
)
from households.queries.parts import FormPart, parts_of_form
from households.queries.poor_list import working_standard
from households.querysets import PILES, PovertyRecordQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step in the life of a form."""

    at: dt.datetime
    who: str
    what: str
    reason: str = ""


def story_of(assessment: Assessment) -> list[Event]:
    """Return the steps of a form, newest first; a person's saves in a row count as one."""
    events: list[Event] = []
    state = ""
    rows = assessment.history.select_related("history_user").order_by("history_date", "history_id")
    for row in rows:
        what, reason = _step(state, row)
        who = str(row.history_user or "")
        if events and what == _SAVED and (events[-1].what, events[-1].who) == (what, who):
            events.pop()
        events.append(Event(at=row.history_date, who=who, what=what, reason=reason))
        state = row.state
    return events[::-1]


def _last_return(story: Sequence[Event]) -> Event | None:
    return next((event for event in story if event.what == _RETURNED), None)


_SAVED, _RETURNED = "Lưu nháp", "Trả lại"
_STEPS = {
    AssessmentState.SUBMITTED: "Nộp để duyệt",
    AssessmentState.APPROVED: "Duyệt",
    AssessmentState.SUPERSEDED: "Được thay bằng phiếu đính chính",
}


def _step(before: str, row: Assessment) -> tuple[str, str]:
    if not before and row.state != AssessmentState.DRAFT:
        return "Nạp phiếu đã có từ trước", ""
    if not before:
        return ("Mở phiếu đính chính" if row.corrects_id else "Mở phiếu"), row.correction_reason
    if before == row.state:
        return _SAVED, ""
    if row.state == AssessmentState.DRAFT:
        return _RETURNED, row.return_reason
    return _STEPS[AssessmentState(row.state)], ""


def story_of_round(round_: Round) -> list[Event]:
    """Return what was done to a round, newest first."""
    events: list[Event] = []
    state = ""
    rows = round_.history.select_related("history_user").order_by("history_date", "history_id")
    for row in rows:
        if not state:
            what = "Mở đợt"
        elif state == row.state:
            steps = ", qua đủ các bước" if row.follows_procedure else ""
            what = f"Sửa: {row.starts_on:%d/%m/%Y} – {row.due_on:%d/%m/%Y}{steps}"
        else:
            what = "Mở lại" if row.state == RoundState.OPEN else "Khóa đợt"
        who, reason = str(row.history_user or ""), row.history_change_reason or ""
        events.append(Event(at=row.history_date, who=who, what=what, reason=reason))
        state = row.state
    return sorted([*events, *_reopenings(round_)], key=lambda event: event.at, reverse=True)


def _reopenings(round_: Round) -> Iterator[Event]:
    for one in round_.reopenings.select_related("commune", "opened_by", "relocked_by"):
        name, until = one.commune.full_name, timezone.localtime(one.closes_at)
        what = f"Mở lại cho {name} đến {until:%H:%M %d/%m/%Y}"
        yield Event(at=one.opened_at, who=str(one.opened_by), what=what, reason=one.reason)
        if one.relocked_at is not None:
            who, own = str(one.relocked_by or ""), "" if one.relocked_by else " (tự khóa)"
            yield Event(at=one.relocked_at, who=who, what=f"Khóa lại {name}{own}")


def rounds_with_work() -> QuerySet[Round]:
    """Return the rounds with their standards and `drafts`, `submitted`, `approved`: forms."""

    def forms(state: str) -> Count:
        return Count("assessments", filter=Q(assessments__state=state))

    counted = Round.objects.annotate(
        drafts=forms(AssessmentState.DRAFT),
        submitted=forms(AssessmentState.SUBMITTED),
        approved=forms(AssessmentState.APPROVED),
    )
    return counted.order_by("-year", "-kind").prefetch_related(
        "round_standards__standard", "reopenings__commune"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workpile:
    """How many forms lie on one pile."""

    pile: Pile
    count: int


def piles_of(forms: QuerySet[Assessment]) -> list[Workpile]:
    """Count forms by pile, in one query."""
    counted = forms.order_by().aggregate(
        **{pile: Count("pk", filter=condition) for pile, condition in PILES.items()}
    )
    return [Workpile(pile=pile, count=counted[pile]) for pile in Pile]


def awaiting_review(*, user: User, year: int) -> PovertyRecordQuerySet:
    """Return last year's poor and near-poor for whom nobody has begun a form this year.

    Under the standard of the year's goals, in the communes the person works with.
    """
    records = PovertyRecord.objects.visible_to(user)
    standard = working_standard(year)
    if standard is None:
        return records.none()
    begun = Assessment.objects.at_work().filter(round__year=year)
    return records.of_year(year, standard).awaiting_review(begun)


def open_rounds(day: dt.date) -> list[Round]:
    """Return the open rounds, the one under way on the day first."""
    return _under_way_first(Round.objects.open(), day)


def _under_way_first(rounds: QuerySet[Round], day: dt.date) -> list[Round]:
    ordered = rounds.order_by("-year", "-starts_on")
    return sorted(ordered, key=lambda round_: round_.starts_on > day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """In which rounds a form can be begun for a household.

    `approved` are its approved forms in those rounds: a new one would correct them. `at_work`
    is a form already begun when there is no other round to begin one in.
    """

    rounds: list[Round]
    approved: list[Assessment]
    at_work: Assessment | None


def beginning_for(household: Household, day: dt.date, at: dt.datetime) -> Beginning:
    """Return where a form can be begun for a household at a moment, in two queries."""
    rounds = _under_way_first(Round.objects.open_for(household.commune_id, at), day)
    forms = (
        Assessment.objects.filter(household=household, round__in=rounds)
        .exclude(state=AssessmentState.SUPERSEDED)
        .select_related("round")
        .prefetch_related("results__standard")
    )
    at_work = [form for form in forms if not form.is_approved]
    taken = {form.round_id for form in at_work}
    free = [round_ for round_ in rounds if round_.pk not in taken]
    return Beginning(
        rounds=free,
        approved=[form for form in forms if form.is_approved],
        at_work=at_work[0] if at_work and not free else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A form of a list with its results in the order of the list's standards."""

    assessment: Assessment
    results: list[AssessmentResult | None]


def rows_of(
    assessments: Iterable[Assessment], standards: Sequence[PovertyStandard]
) -> list[FormRow]:
    """Return the forms (with `for_list()`) as rows with one result per standard."""
    rows = []
    for assessment in assessments:
        found = {result.standard_id: result for result in assessment.results.all()}
        results = [found.get(standard.pk) for standard in standards]
        rows.append(FormRow(assessment=assessment, results=results))
    return rows


def standards_of_year(year: int) -> list[PovertyStandard]:
    """Return the standards under which a year is reviewed, that of its goals first."""
    rows = RoundStandard.objects.filter(round__year=year).select_related("standard")
    found = {row.standard_id: row.standard for row in rows.order_by("position", "pk")}
    return list(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A form read: its parts, what came of it, what is otherwise than last year, its story."""

    parts: list[FormPart]
    missing: list[str]
    past: Past
    turnings: list[Turning]
    differences: list[Difference]
    corrections: list[Assessment]
    story: list[Event]

    @property
    def returned(self) -> Event | None:
        return _last_return(self.story)


def form_page(assessment: Assessment) -> FormPage:
    """Return what the page of a form shows; the number of queries does not grow with it."""
    past = past_of(assessment)
    parts = parts_of_form(assessment, past.last, with_copied=True)
    turnings = turnings_of(assessment, parts, past)
    return FormPage(
        parts=parts,
        missing=missing_in(assessment, parts, turnings),
        past=past,
        turnings=turnings,
        differences=differences_from(past, assessment, parts),
        corrections=list(assessment.corrections.order_by("pk")),
        story=story_of(assessment),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """What lies beside a form while it is filled in: the people, and what was said before."""

    members: QuerySet[Member]
    past: Past
    returned: Event | None


def desk_page(assessment: Assessment, past: Past) -> DeskPage:
    """Return the household's people and where it stood when the year opened."""
    household = assessment.household
    return DeskPage(
        members=household.members.select_related("ethnicity").order_by("position", "pk"),
        past=past,
        returned=_last_return(story_of(assessment)) if assessment.return_reason else None,
    )
