"""A correction in a recognised village goes on: page, home page, board and service agree."""

import pytest
from django.urls import reverse

from procedure.models import VillageReview
from procedure.pages.reminders import procedure_reminders
from procedure.queries.board import board
from procedure.queries.decision import decision_preview
from procedure.queries.lists import candidates, unlisted_in
from tests import factories
from tests.households.review_data import start, submitted
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def recognised(this_round, village, officer, chair, labour_office, households):
    report = steps.reported(this_round, village, officer, households)
    steps.opine(report, labour_office)
    steps.decide(report, chair)
    return VillageReview.objects.get()


@pytest.fixture
def correction(recognised, this_round, officer, households):
    return submitted(
        households[0], this_round, officer, points=100, correction_reason="Ghi nhầm B1"
    )


def village_page(client, review) -> str:
    return client.get(reverse("procedure:village_review", args=[review.pk])).content.decode()


def test_the_page_of_the_village_offers_the_next_list(log_in, officer, recognised, correction):
    client = log_in(officer)

    page = village_page(client, recognised)
    answer = client.post(
        reverse("procedure:village_review_create", args=[recognised.village_id])
        + f"?round={recognised.round_id}"
    )

    assert "1 phiếu đính chính chưa vào danh sách" in page
    assert "Lập danh sách lần 2" in page
    again = VillageReview.objects.get(batch=2)
    assert answer["Location"] == reverse("procedure:village_review", args=[again.pk])
    assert [row.origin for row in again.listed_households.all()] == ["CORRECTION"]


def test_the_home_page_names_the_village(log_in, officer, village, recognised, correction):
    (reminder,) = procedure_reminders(officer, steps.TODAY)

    assert (reminder.name, reminder.what) == (
        village.full_name,
        "1 phiếu đính chính chưa vào danh sách",
    )
    assert reminder.url == reverse("procedure:village_review", args=[recognised.pk])
    assert reminder.what in log_in(officer).get("/").content.decode()


def test_the_board_counts_it_once_and_the_village_stays_recognised(
    officer, this_round, recognised, correction
):
    (line,) = board(this_round, user=officer, today=steps.TODAY)

    village = line.villages[0]
    assert (village.to_be_listed, village.may_be_listed, village.is_done) == (1, True, False)
    assert (line.households, line.done, line.again) == (2, 1, 1)


def test_the_second_list_does_not_take_the_recognition_back(
    officer, this_round, village, recognised, correction
):
    steps.opened(this_round, village, officer, on=steps.TODAY)

    (line,) = board(this_round, user=officer, today=steps.TODAY)

    assert (line.done, line.again) == (1, 1)
    assert procedure_reminders(officer, steps.TODAY)[0].name == f"{village.full_name} (lần 2)"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("flagged", "1 hộ qua Phiếu A chưa vào danh sách"),
        ("asked", "1 hộ đề nghị được rà soát chưa vào danh sách"),
        ("poor", "1 hộ nghèo chưa vào danh sách"),
    ],
)
def test_every_reason_to_be_listed_is_counted_alike(
    log_in, officer, this_round, village, standard, recognised, kind, words
):
    if kind == "poor":
        steps.poor_household(village, standard)
    else:
        household = factories.HouseholdFactory(village=village)
        if kind == "flagged":
            steps.quick_check(household, this_round, officer, needs_form_b=True)
        else:
            start(household, this_round, officer)

    (line,) = board(this_round, user=officer, today=steps.TODAY)

    assert procedure_reminders(officer, steps.TODAY)[0].what == words
    assert line.villages[0].to_be_listed == 1
    assert words in village_page(log_in(officer), recognised).replace("1 Hộ", "1 hộ")
    assert len(unlisted_in(this_round, village)) == candidates(this_round).count() == 1


def test_the_receipt_names_the_real_next_step(log_in, officer, village, recognised, correction):
    page = log_in(officer).get(reverse("households:assessment_detail", args=[correction.pk]))

    text = page.content.decode()
    assert f"Cán bộ xã lập danh sách lần 2 của {village.name_in_sentence}." in text
    assert "chờ chủ tịch xã duyệt" not in text


def test_officer_and_chair_read_the_same_words(
    log_in, officer, chair, this_round, village, households
):
    steps.surveyed(this_round, village, officer, households)
    address = reverse("households:assessment_list") + "?pile=SUBMITTED"

    pages = [log_in(user).get(address).content.decode() for user in (officer, chair)]

    for page in pages:
        assert page.count("Đã nộp, chờ họp thôn") == 2
        assert "Chờ duyệt" not in page
        assert "Duyệt các phiếu đã chọn" not in page


def test_the_signed_list_shows_what_was_signed(log_in, officer, recognised, correction):
    page = log_in(officer).get(reverse("procedure:village_review", args=[recognised.pk]))

    (row,) = [each for each in page.context["shown"].rows if each.correction]
    assert row.form.pk == correction.corrects_id
    assert [result.b1_points for result in row.results] == [135]
    assert "đính chính" in page.content.decode()


def test_the_approver_sees_first_what_the_correction_changes(log_in, chair, recognised, correction):
    page = log_in(chair).get(reverse("households:assessment_detail", args=[correction.pk]))

    text = page.content.decode()
    assert text.index("So với phiếu được đính chính") < text.index("So với năm trước")
    assert "<strong>Hộ cận nghèo → Hộ nghèo</strong>" in text
    assert "Ghi nhầm B1" in text


def test_a_decision_names_a_correction_against_the_form_it_corrects(
    recognised, correction, this_round, officer
):
    """The household was poor at the opening, near-poor by its first form, poor by the correction."""
    second = steps.opened(this_round, recognised.village, officer)
    steps.start(second, officer)
    steps.finish(second, officer)
    steps.meet(second, officer)
    steps.close(steps.post(second, officer), officer)

    preview = decision_preview(steps.report([second], officer))

    (change,) = preview.standards[0].changes
    assert (change.before, change.after, change.is_correction) == ("NEAR_POOR", "POOR", True)
