"""A form against the year before: what it says otherwise, and whether that asks for a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from common.formats import area
from households import rules
from households.choices import PovertyStatus
from households.models import Assessment, AssessmentResult, PovertyRecord, PovertyStandard
from households.queries.parts import FormPart, last_review, opening_records, shared_questions

PROVISIONAL_WORDS = (
    "Điểm B1 tính theo từng mục mới là tạm tính vì bảng điểm chưa đủ hoặc chưa được kiểm chứng"
)


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
        """Return what the last form said under a standard."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Why a form asks for a reason under one standard."""

    standard: PovertyStandard
    turn: rules.Turn
    status: str

    def __str__(self) -> str:
        words = []
        if moved := self.turn.b1_moved:
            words.append(f"B1 {'tăng' if moved > 0 else 'giảm'} {abs(moved)} điểm")
        if self.turn.class_before:
            before, now = PovertyStatus(self.turn.class_before), PovertyStatus(self.status)
            words.append(f"từ {before.label.lower()} thành {now.label.lower()}")
        return f"{self.standard.name}: {', '.join(words)}"


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


def missing_in(
    assessment: Assessment, parts: Sequence[FormPart], turnings: Sequence[Turning]
) -> list[str]:
    """Return what still keeps a draft from being submitted, in words, in form order."""
    missing = [] if assessment.surveyed_on else ["ngày khảo sát"]
    for part in parts:
        name = part.standard.name
        missing.extend(f"{word} ({name})" for word in part.missing_words)
        if part.result and part.result.is_provisional:
            missing.append(f"tổng điểm B1 trên phiếu giấy ({name}): {PROVISIONAL_WORDS.lower()}")
        missing.extend(f"lý do trả lời khác sổ hộ: {each} ({name})" for each in part.unexplained)
    if turnings and not assessment.change_reason:
        why = "; ".join(map(str, turnings))
        missing.append(f"lý do thay đổi so với năm trước ({why})")
    return missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is otherwise than a year before, in words.

    `what` names it for programs: "status", "b1_points", an indicator's key, "house_area",
    "people"; `standard` is None for what is no standard's own.
    """

    what: str
    label: str
    before: str
    now: str
    standard: PovertyStandard | None = None


def differences_from(
    past: Past, assessment: Assessment, parts: Sequence[FormPart]
) -> list[Difference]:
    """Return what a form says otherwise than the year before, classes first.

    A question that two standards share is told once. Nothing without an earlier form or list.
    """
    found = [each for part in parts for each in _of_result(past, part)]
    asked_once: set[tuple[int, str]] = set()
    for first, *others in shared_questions(parts):
        asked_once |= {(part.standard.pk, key) for part, key in others if _is_told(past, first)}
    for part in parts:
        found += _of_answers(past, part, asked_once)
    if past.last is not None:
        found += _of_household(past.last, assessment)
    return found


def _is_told(past: Past, place: tuple[FormPart, str]) -> bool:
    return past.result(place[0].standard) is not None


def _of_result(past: Past, part: FormPart) -> Iterator[Difference]:
    now, standard = part.result or AssessmentResult(), part.standard
    before = past.status(standard)
    if before and now.status and before != now.status:
        yield Difference(
            what="status",
            label="Kết quả",
            before=PovertyStatus(before).label,
            now=PovertyStatus(now.status).label,
            standard=standard,
        )


def _of_answers(
    past: Past, part: FormPart, told_elsewhere: set[tuple[int, str]]
) -> Iterator[Difference]:
    last, now = past.result(part.standard), part.result
    if last is None or now is None:
        return
    names = {each.key: each.name for each in part.indicators} | {"b1_points": "Tổng điểm B1"}
    for change in rules.changes(_said(part, last), _said(part, now)):
        if (part.standard.pk, change.what) in told_elsewhere:
            continue
        yield Difference(
            what=change.what,
            label=names.get(change.what, change.what),
            before=_words(change.before),
            now=_words(change.now),
            standard=part.standard,
        )


def _said(part: FormPart, result: AssessmentResult) -> rules.Said:
    answers = {key: result.answers.get(key) for key in part.keys}  # in the order of the form
    lines = [line.partition(": ") for line in result.b1_explanation.splitlines()]
    items = {item: answer for item, _, answer in lines}
    return rules.Said(b1_points=result.b1_points, answers=answers, items=items)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "có thiếu hụt" if value else "không thiếu hụt"
    return str(value)


def _of_household(last: Assessment, now: Assessment) -> Iterator[Difference]:
    if None not in (last.house_area, now.house_area) and last.house_area != now.house_area:
        yield Difference(
            what="house_area",
            label="Diện tích nhà ở",
            before=area(last.house_area),
            now=area(now.house_area),
        )
    if last.people and now.people:
        gone = sorted(name for key, name in last.people.items() if key not in now.people)
        come = sorted(name for key, name in now.people.items() if key not in last.people)
        if gone or come:
            yield Difference(
                what="people",
                label="Nhân khẩu",
                before=f"{len(last.people)} người"
                + (f"; không còn: {', '.join(gone)}" if gone else ""),
                now=f"{len(now.people)} người" + (f"; thêm: {', '.join(come)}" if come else ""),
            )
