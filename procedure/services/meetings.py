"""Step 3: the village meeting that agrees with the scoring or sends it back."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction

from accounts.models import User
from common.history import save_with_history, update_many
from procedure import rules
from procedure.choices import TermKey, VillageStep
from procedure.models import VillageMeeting, VillageReview
from procedure.models.reviews import MOST_PEOPLE
from procedure.queries.procedures import Terms, terms_on
from procedure.services import steps
from procedure.services.steps import CannotProceed
from procedure.services.survey import require_all_submitted


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """The minutes of a meeting; counts are people, the last one households."""

    held_on: dt.date
    place: str
    chair_name: str
    secretary_name: str
    invited: int
    present: int
    votes_for: int
    votes_against: int
    households_represented: int
    opinions: str = ""


@transaction.atomic
def hold_meeting(
    *, review_id: int, version: int, facts: MeetingFacts, by: User, at: dt.datetime, on: dt.date
) -> VillageMeeting:
    """Record a village meeting: on to the posting with enough votes, else back to the survey.

    QĐ 24/2021/QĐ-TTg: at least 50 % of those attending; below that the forms go back to the officer
    and the village meets again. The forms and versions voted on are stored. Raises CannotProceed
    out of order, for impossible numbers, for an empty list, or while a form is missing.
    """
    review = steps.locked_review(review_id)
    last = review.meetings.order_by("-number").first()
    if last is not None and _says(last, facts):
        return last
    steps.require_step(review, VillageStep.MEETING)
    steps.require_version(review, version)
    _check(review, facts, on)
    steps.require_households(review)
    require_all_submitted(review)
    terms = terms_on(facts.held_on)
    meeting = _meeting(review, facts, terms, number=(last.number if last else 0) + 1)
    save_with_history(meeting, by=by)
    if meeting.agreed:
        _note_forms(review, by=by)
        steps.move(review, VillageStep.POSTING, by=by)
    else:
        steps.back_to_survey(review, _why_back(meeting), by=by, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    meeting_id: int,
    version: int,
    facts: MeetingFacts,
    reason: str,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> VillageMeeting:
    """Correct the record of the last meeting while no later step rests on it; idempotent.

    `version` is that of the village's list. The history keeps what was recorded before, and the
    reason. When the corrected votes are too few, the list goes back to the survey as after any
    meeting without agreement. Raises CannotProceed after the posting began, without a reason, for
    impossible numbers, or when a meeting without agreement would become one with it: its forms are
    back at the officer, so they are submitted and the meeting is recorded again.
    """
    meeting = VillageMeeting.objects.get(pk=meeting_id)
    review = steps.locked_review(meeting.village_review_id)
    meeting.refresh_from_db()
    if _says(meeting, facts):
        return meeting
    _require_changeable(review, meeting)
    steps.require_version(review, version)
    if not reason:
        raise CannotProceed("Hãy ghi lý do sửa biên bản.", field="reason")
    _check(review, facts, on)
    agreed_before = meeting.agreed
    changed = _meeting(review, facts, terms_on(facts.held_on), number=meeting.number)
    if changed.agreed and not agreed_before:
        raise CannotProceed(
            "Theo số phiếu này thì thôn thống nhất kết quả, nhưng phiếu đã trở về khảo sát. Hãy nộp lại"
            " phiếu, kết thúc khảo sát rồi ghi lại cuộc họp.",
            field="votes_for",
        )
    changed.pk = meeting.pk
    changed._state.adding = False
    save_with_history(changed, by=by, reason=reason[:100])
    if agreed_before and not changed.agreed:
        steps.back_to_survey(review, _why_back(changed), by=by, at=at)
    else:
        steps.save(review, by=by)
    return changed


def _require_changeable(review: VillageReview, meeting: VillageMeeting) -> None:
    if not rules.meeting_may_change(
        review.step,
        agreed=meeting.agreed,
        is_last=not review.meetings.filter(number__gt=meeting.number).exists(),
        was_posted=review.postings.filter(closed_on=None).exists(),
    ):
        raise CannotProceed("Biên bản này không sửa được nữa: bước sau đã dựa vào kết quả họp.")


def _meeting(
    review: VillageReview, facts: MeetingFacts, terms: Terms, *, number: int
) -> VillageMeeting:
    agreed = rules.village_agrees(
        votes_for=facts.votes_for,
        present=facts.present,
        agree_percent=terms.required(TermKey.AGREE_PERCENT),
    )
    return VillageMeeting(
        village_review=review,
        commune_id=review.commune_id,
        procedure=terms.procedure,
        number=number,
        agreed=agreed,
        **asdict(facts),
    )


def _says(meeting: VillageMeeting, facts: MeetingFacts) -> bool:
    return all(getattr(meeting, name) == value for name, value in asdict(facts).items())


def _check(review: VillageReview, facts: MeetingFacts, on: dt.date) -> None:
    finished, started = review.survey_finished_on, review.survey_started_on
    what = "khảo sát xong" if finished else "bắt đầu khảo sát"
    steps.require_day(facts.held_on, field="held_on", on=on, after=finished or started, what=what)
    if not 1 <= facts.present <= MOST_PEOPLE:
        raise CannotProceed(f"Số người dự họp phải từ 1 đến {MOST_PEOPLE}.", field="present")
    _check_votes(facts)
    listed = review.listed_households.open().count()
    if facts.households_represented > listed:
        raise CannotProceed(f"Danh sách chỉ có {listed} hộ.", field="households_represented")


def _check_votes(facts: MeetingFacts) -> None:
    """Raise CannotProceed beside the number that is too large."""
    present, votes_for, votes_against = facts.present, facts.votes_for, facts.votes_against
    if votes_for > present:
        message = f"Số người tán thành ({votes_for}) nhiều hơn số người dự họp ({present})."
        raise CannotProceed(message, field="votes_for")
    if votes_for + votes_against > present:
        raise CannotProceed(
            f"Số phiếu không được nhiều hơn số người dự họp. {votes_for} tán thành và"
            f" {votes_against} không tán thành là {votes_for + votes_against} người, dự họp"
            f" {present} người.",
            field="votes_against",
        )


def _why_back(meeting: VillageMeeting) -> str:
    votes = f"{meeting.votes_for}/{meeting.present} người tán thành"
    said = f": {meeting.opinions}" if meeting.opinions else ""
    return f"Họp thôn ngày {meeting.held_on:%d/%m/%Y} không thông qua ({votes}){said}"


def _note_forms(review: VillageReview, *, by: User) -> None:
    """Store the form of each household that the village voted on."""
    forms = {form.household_id: form for form in steps.forms_of(review)}
    listed = list(review.listed_households.open())
    for row in listed:
        row.assessment = forms[row.household_id]
        row.assessed_version = forms[row.household_id].version
    update_many(listed, ["assessment", "assessed_version"], by=by)
