"""Correcting the record of a meeting or a posting while no later step rests on it."""

import datetime as dt

import pytest
from django.urls import reverse

from common.errors import Conflict
from households.models import Assessment
from procedure.choices import VillageStep
from procedure.models import VillageMeeting
from procedure.services import meetings, postings
from procedure.services.steps import CannotProceed
from tests import factories
from tests.households.review_data import NOON, TODAY, submit
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


def change(review, officer, *, reason="Ghi nhầm số phiếu", version=None, **said):
    return meetings.change_meeting(
        meeting_id=review.meetings.get().pk,
        version=version or steps.fresh(review).version,
        facts=steps.minutes(**said),
        reason=reason,
        by=officer,
        at=NOON,
        on=TODAY,
    )


def change_posting(posting, officer, *, reason="Ghi nhầm ngày", **said):
    told = {"places": posting.places, "posted_on": posting.posted_on, "closed_on": None}
    return postings.change_posting(
        posting_id=posting.pk,
        version=steps.fresh(posting.village_review).version,
        reason=reason,
        by=officer,
        on=TODAY,
        **{**told, **said},
    )


@pytest.fixture
def agreed(this_round, village, officer, households):
    return steps.agreed(this_round, village, officer, households)


def test_a_wrong_number_of_votes_is_corrected_and_the_history_keeps_it(agreed, officer):
    change(agreed, officer, votes_for=85)

    meeting = agreed.meetings.get()
    now, before = meeting.history.all()
    assert (meeting.votes_for, now.votes_for, before.votes_for) == (85, 85, 80)
    assert (now.history_user, now.history_change_reason) == (officer, "Ghi nhầm số phiếu")
    assert steps.fresh(agreed).step == VillageStep.POSTING


def test_a_correction_of_the_minutes_needs_a_reason(agreed, officer):
    with pytest.raises(CannotProceed) as refusal:
        change(agreed, officer, votes_for=85, reason="")

    assert refusal.value.field == "reason"


def test_too_few_votes_after_the_correction_send_the_list_back(agreed, officer):
    change(agreed, officer, votes_for=20)

    assert steps.fresh(agreed).step == VillageStep.SURVEY
    assert {form.state for form in Assessment.objects.all()} == {"DRAFT"}
    assert not agreed.listed_households.exclude(assessed_version=None).exists()


def test_the_minutes_stand_once_the_posting_has_begun(agreed, officer):
    steps.post(agreed, officer)

    with pytest.raises(CannotProceed, match="bước sau"):
        change(agreed, officer, votes_for=85)


def test_a_meeting_that_sent_forms_back_does_not_agree_afterwards(
    this_round, village, officer, households
):
    review = steps.surveyed(this_round, village, officer, households)
    steps.meet(review, officer, votes_for=10)

    with pytest.raises(CannotProceed, match="ghi lại cuộc họp") as refusal:
        change(review, officer, votes_for=80)

    assert refusal.value.field == "votes_for"


def test_the_loser_of_a_concurrent_correction_is_told(agreed, officer):
    seen = steps.fresh(agreed).version
    change(agreed, officer, votes_for=85)

    with pytest.raises(Conflict):
        change(agreed, officer, votes_for=82, version=seen)


@pytest.mark.parametrize(
    ("votes", "field", "words"),
    [
        ({"present": 32, "votes_for": 35, "votes_against": 0}, "votes_for", "tán thành (35)"),
        ({"present": 32, "votes_for": 30, "votes_against": 5}, "votes_against", "là 35 người"),
    ],
)
def test_too_many_votes_are_refused_beside_the_number_that_is_wrong(
    this_round, village, officer, households, votes, field, words
):
    review = steps.surveyed(this_round, village, officer, households)

    with pytest.raises(CannotProceed) as refusal:
        steps.meet(review, officer, **votes)

    assert refusal.value.field == field
    assert words in refusal.value.message


def test_the_days_of_a_posting_are_corrected_with_its_last_day(agreed, officer):
    posting = steps.post(agreed, officer)

    changed = change_posting(posting, officer, posted_on=dt.date(2021, 10, 20))

    assert changed.ends_on == dt.date(2021, 10, 25)
    assert changed.history.first().history_change_reason == "Ghi nhầm ngày"


def test_a_posting_ended_by_mistake_goes_on(agreed, officer):
    posting = steps.close(steps.post(agreed, officer), officer)

    changed = change_posting(posting, officer)

    review = steps.fresh(agreed)
    assert (changed.closed_on, review.posting_closed_on) == (None, None)
    assert review.step == VillageStep.POSTING


def test_a_posting_stands_once_the_commune_has_reported(agreed, officer):
    posting = steps.close(steps.post(agreed, officer), officer)
    steps.report([agreed], officer)

    with pytest.raises(CannotProceed, match="đã báo cáo"):
        change_posting(posting, officer, places="Trụ sở UBND xã")


# --- On the page ---------------------------------------------------------------------------------


@pytest.fixture
def client_of(log_in):
    factories.InstallationFactory(is_demo=True)
    return log_in


def village_page(client, review) -> str:
    return client.get(reverse("procedure:village_review", args=[review.pk])).content.decode()


def test_the_page_offers_the_correction_and_takes_it(client_of, officer, agreed):
    meeting = VillageMeeting.objects.get()
    address = reverse("procedure:meeting_change", args=[meeting.pk])
    client = client_of(officer)
    sent = {
        **{name: getattr(meeting, name) for name in ("place", "chair_name", "secretary_name")},
        "version": steps.fresh(agreed).version,
        "held_on": "18/10/2021",
        "invited": 120,
        "present": 100,
        "votes_for": 90,
        "votes_against": 5,
        "households_represented": 2,
        "reason": "Ghi nhầm",
    }

    assert address in village_page(client, agreed)
    client.post(address, sent)

    meeting.refresh_from_db()
    assert meeting.votes_for == 90


def test_the_people_and_places_of_the_last_meeting_are_offered_again(
    client_of, officer, this_round, village, households
):
    review = steps.surveyed(this_round, village, officer, households)
    steps.meet(review, officer, votes_for=10, chair_name="Ksor Chủ Trì", place="Nhà rông mới")
    for form in Assessment.objects.all():
        submit(form, by=officer)
    steps.finish(review, officer)

    page = village_page(client_of(officer), review)

    assert 'value="Ksor Chủ Trì"' in page
    assert 'value="Nhà rông mới"' in page


def test_the_day_offered_to_end_a_posting_is_accepted(client_of, officer, agreed):
    posting = steps.post(agreed, officer)
    client = client_of(officer)
    shown = client.get(reverse("procedure:village_review", args=[agreed.pk]))
    day = shown.context["closing"].initial["closed_on"]

    client.post(
        reverse("procedure:posting_close", args=[posting.pk]),
        {"version": steps.fresh(agreed).version, "closed_on": f"{day:%d/%m/%Y}"},
    )

    assert steps.fresh(agreed).step == VillageStep.REPORTING


def test_a_posting_that_is_too_short_is_not_offered_to_be_ended(client_of, officer, agreed):
    posting = steps.post(agreed, officer, posted_on=TODAY)

    page = village_page(client_of(officer), agreed)

    assert reverse("procedure:posting_close", args=[posting.pk]) not in page
    assert f"Kết thúc được từ ngày {posting.ends_on:%d/%m/%Y}" in page
