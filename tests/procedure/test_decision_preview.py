"""What the chair sees before signing, the draft in Word, the confirmation, and sending back."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from procedure.choices import VillageStep
from procedure.documents.decisions import decision_paper
from procedure.models import RecognitionDecision
from procedure.queries.decision import decision_preview
from procedure.services import decisions
from procedure.services.steps import CannotProceed
from tests import factories
from tests.households.review_data import NOON, TODAY, submit
from tests.procedure import steps_data as steps
from tests.procedure.document_data import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def report(this_round, village, officer, labour_office, households):
    report = steps.reported(this_round, village, officer, households)
    steps.opine(report, labour_office)
    report.refresh_from_db()
    return report


def send_back(report, chair, *, reviews, reason="Xem lại điểm B1", **given):
    return decisions.send_back(
        submission_id=report.pk,
        version=given.pop("version", report.version),
        village_reviews=reviews,
        reason=reason,
        by=chair,
        at=NOON,
        on=TODAY,
    )


def decision(report, **given):
    return {
        "version": report.version,
        "number": "75/QĐ-UBND",
        "decided_on": "01/11/2021",
        "signer_name": "Puih Thử",
        **given,
    }


def test_the_figures_count_classes_and_name_changes(report):
    (figures,) = decision_preview(report).standards

    (change,) = figures.changes
    assert (figures.poor, figures.near_poor, figures.exited) == (0, 2, 2)
    assert (change.before, change.after, len(change.lines)) == ("POOR", "NEAR_POOR", 2)


def test_a_household_under_two_standards_is_one_household(report, households):
    second = factories.StandardFactory(code="VN-2022-2025", name="Chuẩn nghèo 2022–2025")
    report.round.round_standards.create(standard=second, position=2)
    for household in households:
        form = household.assessments.get()
        factories.ResultFactory(assessment=form, standard=second)

    preview = decision_preview(report)

    assert [len(preview.standards), preview.households] == [2, 2]


def test_the_page_shows_counts_names_and_the_draft(log_in, chair, report, households):
    page = log_in(chair).get(reverse("procedure:submission", args=[report.pk])).content.decode()

    assert "Hộ nghèo → Hộ cận nghèo: 2 hộ" in page
    assert households[0].head_name in page
    assert reverse("procedure:decision_draft", args=[report.pk]) in page
    assert "Xem lại trước khi ký" in page


def test_the_first_button_only_shows_what_would_be_signed(log_in, chair, village, report):
    address = reverse("procedure:decision_sign", args=[report.pk])
    client = log_in(chair)

    page = client.post(address, decision(report))

    text = page.content.decode()
    assert village.full_name in text
    assert "2 hộ trong danh sách" in text
    assert not RecognitionDecision.objects.exists()
    client.post(address, decision(report, confirmed="1", households="2"))
    assert RecognitionDecision.objects.get().number == "75/QĐ-UBND"


def test_a_list_that_changed_after_the_confirmation_is_not_signed(chair, report):
    with pytest.raises(CannotProceed, match="nay có 2 hộ, không phải 3 hộ"):
        steps.decide(report, chair, households=3)


def test_the_draft_is_marked_and_bears_no_number(log_in, chair, report, households):
    answer = log_in(chair).get(reverse("procedure:decision_draft", args=[report.pk]))

    content = b"".join(answer.streaming_content)
    section = Document(BytesIO(content)).sections[0]
    marks = [section.first_page_header.paragraphs[0].text, section.header.paragraphs[0].text]
    assert all("DỰ THẢO" in mark for mark in marks)
    assert households[0].head_name in words_of(content)
    assert "75/QĐ-UBND" not in words_of(content)


def test_the_api_gives_the_same_figures(api_as, chair, report):
    answer = api_as(chair).get(f"/api/v1/commune-submissions/{report.pk}/decision-preview/")

    (standard,) = answer.json()["standards"]
    assert answer.json()["households"] == 2
    assert (standard["near_poor"], standard["exited"]) == (2, 2)
    assert len(standard["changes"][0]["households"]) == 2


def test_the_chair_sends_a_village_back_instead_of_signing(log_in, chair, report):
    review = report.village_reviews.get()

    send_back(report, chair, reviews=[review.pk])

    assert steps.fresh(review).step == VillageStep.SURVEY
    page = log_in(chair).get(reverse("procedure:submission", args=[report.pk])).content.decode()
    assert "Chủ tịch xã yêu cầu rà soát lại" in page
    assert "đều trở về rà soát lại" in page
    assert "Xem lại trước khi ký" not in page


def test_nothing_is_sent_back_while_the_district_has_time(
    this_round, village, officer, chair, households
):
    report = steps.report(
        [steps.posted(this_round, village, officer, households)], officer, sent_on=TODAY
    )

    with pytest.raises(CannotProceed, match="hạn trả lời"):
        send_back(report, chair, reviews=[report.village_reviews.get().pk])


def test_sending_back_needs_a_reason_and_a_village_of_the_report(chair, report):
    with pytest.raises(CannotProceed, match="lý do"):
        send_back(report, chair, reviews=[report.village_reviews.get().pk], reason="")
    with pytest.raises(CannotProceed, match="trong báo cáo này"):
        send_back(report, chair, reviews=[0])


def test_a_decision_does_not_list_a_village_that_was_sent_back_and_decided_later(
    this_round, village, commune, officer, chair, labour_office, households, standard
):
    other = factories.VillageFactory(commune=commune)
    late = steps.poor_household(other, standard, head_name="Siu Về Sau")
    reviews = [
        steps.posted(this_round, village, officer, households),
        steps.posted(this_round, other, officer, [late]),
    ]
    first = steps.report(reviews, officer)
    steps.opine(first, labour_office, review_again=[reviews[1].pk], text="Xem lại B1")
    signed = steps.decide(first, chair)
    recognised_again(reviews[1], late, officer, chair, labour_office)

    text = words_of(decision_paper(signed).content())

    assert households[0].head_name in text
    assert late.head_name not in text


def recognised_again(review, household, officer, chair, labour_office):
    """Take a village that was sent back through its steps once more."""
    submit(household.assessments.get(), by=officer)
    steps.finish(review, officer)
    steps.meet(review, officer, votes_for=81)
    steps.close(steps.post(review, officer), officer)
    again = steps.report([review], officer)
    steps.opine(again, labour_office)
    steps.decide(again, chair, number="76/QĐ-UBND")
