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
    out of order, for impossible numbers, or while a form is missing.
    """
    review = steps.locked_review(review_id)
    last = review.meetings.order_by("-number").first()
    if last is not None and _says(last, facts):
        return last
    steps.require_step(review, VillageStep.MEETING)
    steps.require_version(review, version)
    _check(review, facts, on)
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
    finished = review.survey_finished_on
    steps.require_day(facts.held_on, field="held_on", on=on, after=finished, what="khảo sát xong")
    if not 1 <= facts.present <= MOST_PEOPLE:
        raise CannotProceed(f"Số người dự họp phải từ 1 đến {MOST_PEOPLE}.", field="present")
    if facts.votes_for + facts.votes_against > facts.present:
        raise CannotProceed("Số phiếu không được nhiều hơn số người dự họp.", field="votes_against")
    listed = review.listed_households.open().count()
    if facts.households_represented > listed:
        raise CannotProceed(f"Danh sách chỉ có {listed} hộ.", field="households_represented")


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
