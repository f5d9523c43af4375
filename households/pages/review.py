"""Pages of one review form: its parts with their outcomes, the desk, the comparison."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.history import HistoryEvent
from households.models import Assessment, Member, PovertyStandard
from households.pages.stories import last_return, story_of
from households.queries.comparison import (
    Past,
    corrected_by,
    differences_from,
    has_stale_reason,
    past_of,
    turnings_of,
)
from households.queries.needs import (
    NeedKind,
    RecordedNeeds,
    TickBox,
    need_kinds,
    recorded_needs,
    tick_boxes,
)
from households.queries.parts import FormPart, parts_of_form
from households.queries.people import ReviewedPerson, home_of, people_of_form
from households.queries.review import corrections_of, people_of
from households.queries.standing import FormStanding, standings_of
from households.rules import FormOutcome
from households.services import answers
from households.words.review import (
    DifferenceWords,
    difference_words,
    missing_in,
    missing_words,
    turning_words,
)


def input_prefix(standard: PovertyStandard) -> str:
    """Return the start of the names of a standard's inputs on the form, and of their anchors."""
    return f"s{standard.pk}_"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPage:
    """A part of a form with its outcome; `missing` lists in words what is not answered yet."""

    part: FormPart
    outcome: FormOutcome
    missing: list[str]

    @property
    def answered(self) -> int:
        """The number of indicators answered."""
        open_questions = set(self.outcome.missing) & set(self.part.keys)
        return len(self.part.indicators) - len(open_questions)

    @property
    def prefix(self) -> str:
        return input_prefix(self.part.standard)


def part_pages(parts: Iterable[FormPart]) -> list[PartPage]:
    """Return the parts of a form with their outcomes."""
    outcomes = ((part, answers.classify(part)) for part in parts)
    return [
        PartPage(part=part, outcome=outcome, missing=missing_words(outcome))
        for part, outcome in outcomes
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonNotice:
    """Why a form needs a reason of change, in sentences, and whether a fitting one is given."""

    turnings: list[str]
    is_given: bool
    is_stale: bool


def reason_notice(
    assessment: Assessment, parts: Sequence[FormPart], past: Past, *, reason: str
) -> ReasonNotice:
    """Return what the result panel says about the reason of change."""
    is_stale = has_stale_reason(assessment, parts, reason=reason)
    return ReasonNotice(
        turnings=turning_words(turnings_of(assessment, parts, past)),
        is_given=bool(reason) and not is_stale,
        is_stale=is_stale,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionChanges:
    """A correction against the form it corrects: the changes of class first, then the others."""

    classes: list[DifferenceWords]
    others: list[DifferenceWords]


def correction_changes(
    assessment: Assessment, parts: Sequence[FormPart]
) -> CorrectionChanges | None:
    """Return what a correction changes, None for other forms; one query."""
    former = corrected_by(assessment)
    if former is None:
        return None
    found = difference_words(differences_from(former, assessment, parts))
    return CorrectionChanges(
        classes=[each for each in found if each.what == "status"],
        others=[each for each in found if each.what != "status"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A form to be read: parts, what is missing, differences from last year, its history.

    `correction` compares with the corrected form; None when the form corrects none. `turnings` and
    `missing` are sentences. `standing` says what a submitted form in a round with steps waits for.
    """

    parts: list[PartPage]
    missing: list[str]
    past: Past
    turnings: list[str]
    differences: list[DifferenceWords]
    correction: CorrectionChanges | None
    corrections: list[Assessment]
    standing: FormStanding | None
    story: list[HistoryEvent]
    people: list[ReviewedPerson]
    needs: Sequence[NeedKind] = ()
    recorded: RecordedNeeds | None = None

    @property
    def household_boxes(self) -> list[TickBox]:
        """The support that the household as a whole needs."""
        return tick_boxes(self.needs, self.recorded)

    @property
    def people_rows(self) -> list[tuple[ReviewedPerson, list[TickBox]]]:
        """The people with the support that each of them needs; none for someone who has left."""
        return [
            (each, tick_boxes(self.needs, self.recorded, each.member.client_id))
            if each.member
            else (each, [])
            for each in self.people
        ]

    @property
    def returned(self) -> HistoryEvent | None:
        return last_return(self.story)


def form_page(assessment: Assessment) -> FormPage:
    """Return the page of a form; the number of queries does not grow with the form."""
    past = past_of(assessment)
    recorded = recorded_needs([assessment.household_id], up_to=assessment.round.year)
    parts = parts_of_form(assessment, past.last, with_copied=True)
    turnings = turnings_of(assessment, parts, past)
    shown = part_pages(parts)
    outcomes = [(each.part, each.outcome) for each in shown]
    return FormPage(
        parts=shown,
        missing=missing_in(
            assessment,
            outcomes,
            turnings,
            has_stale_reason=has_stale_reason(assessment, parts, reason=assessment.change_reason),
        ),
        past=past,
        turnings=turning_words(turnings),
        differences=difference_words(differences_from(past, assessment, parts)),
        correction=correction_changes(assessment, parts),
        corrections=corrections_of(assessment),
        standing=standings_of([assessment]).get(assessment.pk),
        story=story_of(assessment),
        people=people_of_form(assessment),
        needs=need_kinds(),
        recorded=recorded.get(assessment.household_id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """What is shown beside a form while it is filled in.

    `parts` are the form's parts with the answers that follow from the register today.
    """

    parts: Sequence[FormPart]
    members: Sequence[Member]
    past: Past
    returned: HistoryEvent | None
    reason: ReasonNotice


def desk_page(assessment: Assessment, on: dt.date) -> DeskPage:
    """Return what is shown while a form is filled in on a day; nothing is written."""
    past, members = past_of(assessment), list(people_of(assessment.household))
    parts = parts_of_form(assessment, past.last, with_copied=True, on=on)
    if assessment.is_draft:
        day = assessment.surveyed_on or on
        answers.refresh(parts, home_of(members, day, assessment.house_area))
    return DeskPage(
        parts=parts,
        members=members,
        past=past,
        returned=last_return(story_of(assessment)) if assessment.return_reason else None,
        reason=reason_notice(assessment, parts, past, reason=assessment.change_reason),
    )
