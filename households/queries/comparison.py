"""Compare a form with the year before: the differences, and whether they need a written reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from households import rules
from households.models import Assessment, AssessmentResult, PovertyRecord, PovertyStandard
from households.queries.parts import FormPart, last_review, opening_records, shared_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a form is compared with: the last approved form of an earlier year, the opening lists."""

    last: Assessment | None
    opening: list[PovertyRecord]

    @property
    def is_known(self) -> bool:
        """Whether there is anything to compare with."""
        return self.last is not None or bool(self.opening)

    def result(self, standard: PovertyStandard) -> AssessmentResult | None:
        """Return the last form's result under a standard."""
        results = self.last.results.all() if self.last else ()
        return next((each for each in results if each.standard_id == standard.pk), None)

    def opening_status(self, standard: PovertyStandard) -> str:
        """Return the class on the year's opening list under a standard, "" when on none."""
        found = (each for each in self.opening if each.standard_id == standard.pk)
        return next((each.opening_status for each in found), "")

    def status(self, standard: PovertyStandard) -> str:
        """Return the class the household comes from: the opening list's, else the last form's."""
        result = self.result(standard)
        return self.opening_status(standard) or (result.status if result else "")


def past_of(assessment: Assessment) -> Past:
    """Return what a form is compared with, in four queries."""
    year = assessment.round.year
    return Past(
        last=last_review(assessment.household, year),
        opening=opening_records(assessment.household, year),
    )


def corrected_by(assessment: Assessment) -> Past | None:
    """Return the form a correction corrects, to compare with; None for other forms. One query."""
    former = assessment.corrects
    if former is None:
        return None
    prefetch_related_objects([former], "results__standard")
    return Past(last=former, opening=[])


def has_stale_reason(assessment: Assessment, parts: Sequence[FormPart], *, reason: str) -> bool:
    """Whether a correction keeps the copied reason of change although its class is another one.

    The reason of the corrected form explains the class of that form.
    """
    former = assessment.corrects
    if former is None or not reason or reason != former.change_reason:
        return False
    classes = {each.standard_id: each.status for each in former.results.all()}
    found = [part.result for part in parts if part.result and part.result.status]
    return any(classes.get(each.standard_id, each.status) != each.status for each in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Why a form needs a reason under one standard; `status` is the class it leads to now."""

    standard: PovertyStandard
    turn: rules.Turn
    status: str


def turnings_of(assessment: Assessment, parts: Sequence[FormPart], past: Past) -> list[Turning]:
    """Return the standards under which a form needs a reason, with why."""
    found = []
    for part in parts:
        result, last = part.result, past.result(part.standard)
        if result is None:
            continue
        turn = rules.turn(
            last_b1=last.b1_points if last else None,
            b1_points=result.b1_points,
            limit=assessment.round.b1_change_limit,
            classes_before=[past.status(part.standard)],
            status=result.status,
        )
        if turn:
            found.append(Turning(standard=part.standard, turn=turn, status=result.status))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleCount:
    """How many people a form was judged with, and the names that only this form has."""

    number: int
    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDifference:
    """One fact that differs from the year before.

    `what` names it for programs: "status", "b1_points", the key of an indicator or the label of
    an item of B1, "house_area", "people"; `name` is the indicator's, "" for the others. The values
    are a class, points, true for deprived, the label of an answer, m², or a PeopleCount.
    `standard` is None for facts about the household.
    """

    what: str
    before: object
    now: object
    name: str = ""
    standard: PovertyStandard | None = None


def differences_from(
    past: Past, assessment: Assessment, parts: Sequence[FormPart]
) -> list[FormDifference]:
    """Return the differences between a form and the year before, classes first.

    A question that two standards share is listed once. Empty without an earlier form or list.
    """
    found = [each for part in parts for each in _of_result(past, part)]
    listed_once: set[tuple[int, str]] = set()
    for first, *others in shared_questions(parts):
        if past.result(first[0].standard) is not None:
            listed_once |= {(part.standard.pk, key) for part, key in others}
    for part in parts:
        found += _of_answers(past, part, listed_once)
    if past.last is not None:
        found += _of_household(past.last, assessment)
    return found


def _of_result(past: Past, part: FormPart) -> Iterator[FormDifference]:
    now, standard = part.result or AssessmentResult(), part.standard
    before = past.status(standard)
    if before and now.status and before != now.status:
        yield FormDifference(what="status", before=before, now=now.status, standard=standard)


def _of_answers(
    past: Past, part: FormPart, listed_elsewhere: set[tuple[int, str]]
) -> Iterator[FormDifference]:
    last, now = past.result(part.standard), part.result
    if last is None or now is None:
        return
    names = {each.key: each.name for each in part.indicators}
    for change in rules.changes(_answers_of(part, last), _answers_of(part, now)):
        if (part.standard.pk, change.what) in listed_elsewhere:
            continue
        yield FormDifference(
            what=change.what,
            name=names.get(change.what, ""),
            before=change.before,
            now=change.now,
            standard=part.standard,
        )


def _answers_of(part: FormPart, result: AssessmentResult) -> rules.FormAnswers:
    answers = {key: result.answers.get(key) for key in part.keys}  # in the order of the form
    lines = [line.partition(": ") for line in result.b1_explanation.splitlines()]
    items = {item: answer for item, _, answer in lines}
    return rules.FormAnswers(b1_points=result.b1_points, answers=answers, items=items)


def _of_household(last: Assessment, now: Assessment) -> Iterator[FormDifference]:
    if None not in (last.house_area, now.house_area) and last.house_area != now.house_area:
        yield FormDifference(what="house_area", before=last.house_area, now=now.house_area)
    if last.people and now.people:
        gone = sorted(name for key, name in last.people.items() if key not in now.people)
        come = sorted(name for key, name in now.people.items() if key not in last.people)
        if gone or come:
            yield FormDifference(
                what="people",
                before=PeopleCount(number=len(last.people), names=gone),
                now=PeopleCount(number=len(now.people), names=come),
            )
