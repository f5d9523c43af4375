import pytest
from django.urls import reverse

from households.models import Assessment, Round
from tests import factories
from tests.households.review_data import (
    approved,
    filled,
    give_back,
    start,
    submitted,
)
from tests.households.review_data import (
    page_url as url,
)

LIST = reverse("households:assessment_list")
TODO = reverse("households:assessment_todo")


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)  # the demo's date is 15/11/2021


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village, head_name="Rơ Châm Hyơi")


def test_checking_lists_what_is_missing_with_links(
    household, this_round, standard, officer, log_in
):
    assessment = start(household, this_round, officer)

    page = log_in(officer).get(url("assessment_submit", assessment)).content.decode()

    assert "Phiếu chưa đủ để nộp" in page
    assert f"#id_s{standard.pk}_water" in page
    assert "Nộp phiếu để duyệt" not in page


def test_a_checked_form_goes_to_the_chair(household, this_round, officer, log_in):
    assessment = filled(household, this_round, officer)

    answer = log_in(officer).post(
        url("assessment_submit", assessment), {"version": assessment.version}, follow=True
    )

    assert "Đã nộp phiếu của hộ Rơ Châm Hyơi" in answer.content.decode()
    assert "Thôn không còn hộ nào chưa nộp phiếu" in answer.content.decode()
    assert Assessment.objects.get().is_submitted


def test_an_unfinished_form_is_not_submitted(household, this_round, officer, log_in):
    assessment = start(household, this_round, officer)

    answer = log_in(officer).post(
        url("assessment_submit", assessment), {"version": assessment.version}, follow=True
    )

    assert "Phiếu chưa đủ" in answer.content.decode()
    assert Assessment.objects.get().is_draft


def test_a_form_without_its_version_is_not_submitted(household, this_round, officer, log_in):
    assessment = filled(household, this_round, officer)

    log_in(officer).post(url("assessment_submit", assessment))

    assert Assessment.objects.get().is_draft


def test_the_page_of_a_form_shows_results_signatures_and_story(
    household, this_round, officer, chair, log_in
):
    draft = give_back(submitted(household, this_round, officer), by=chair, reason="Thiếu chữ ký")

    page = log_in(officer).get(url("assessment_detail", draft)).content.decode()

    assert "Phiếu bị trả lại: Thiếu chữ ký" in page
    assert f"{chair.full_name}" in page
    assert "nằm giữa 120 và 150" in page


@pytest.mark.parametrize(
    ("who", "offered", "hidden"),
    [
        ("officer", "Nhập tiếp", "Duyệt phiếu"),
        ("chair", "Lịch sử", "Nhập tiếp"),
    ],
)
def test_a_draft_offers_its_next_step_to_the_officer_only(
    household, this_round, officer, log_in, request, who, offered, hidden
):
    assessment = filled(household, this_round, officer)

    page = log_in(request.getfixturevalue(who)).get(url("assessment_detail", assessment))

    assert offered in page.content.decode()
    assert hidden not in page.content.decode()


def test_a_submitted_form_offers_approval_to_the_chair_only(
    household, this_round, officer, chair, log_in
):
    assessment = submitted(household, this_round, officer)

    for_chair = log_in(chair).get(url("assessment_detail", assessment)).content.decode()
    for_officer = log_in(officer).get(url("assessment_detail", assessment)).content.decode()

    assert "Duyệt phiếu" in for_chair
    assert "Duyệt phiếu" not in for_officer


def test_an_approved_form_offers_a_correction_while_the_round_is_open(
    household, this_round, officer, chair, log_in
):
    assessment = approved(household, this_round, officer, chair)
    before = log_in(officer).get(url("assessment_detail", assessment)).content.decode()
    Round.objects.update(state="CLOSED")

    after = log_in(officer).get(url("assessment_detail", assessment)).content.decode()

    assert "Đính chính" in before
    assert "Đính chính" not in after


def test_a_form_and_its_correction_name_each_other(household, this_round, officer, chair, log_in):
    former = approved(household, this_round, officer, chair)
    correction = start(household, this_round, officer, correction_reason="Nhầm điểm")

    old = log_in(officer).get(url("assessment_detail", former)).content.decode()
    new = log_in(officer).get(url("assessment_detail", correction)).content.decode()

    assert url("assessment_detail", correction) in old
    assert url("assessment_detail", former) in new


def test_a_discarded_draft_puts_the_household_back_on_the_list(
    household, this_round, standard, officer, log_in
):
    factories.PovertyRecordFactory(household=household, standard=standard)
    assessment = start(household, this_round, officer)

    log_in(officer).post(url("assessment_discard", assessment), {"version": assessment.version})

    page = log_in(officer).get(TODO)
    assert page.context["awaiting"] == 1


def test_hostile_words_are_shown_as_they_are(village, this_round, officer, chair, log_in):
    name = "<script>alert(1)</script>"
    household = factories.HouseholdFactory(village=village, head_name=name)
    draft = give_back(submitted(household, this_round, officer), by=chair, reason='"><img src=x>')

    page = log_in(officer).get(url("assessment_edit", draft)).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page


@pytest.mark.parametrize(
    "name",
    [
        "assessment_detail",
        "assessment_edit",
        "assessment_submit",
    ],
)
def test_a_form_of_another_commune_does_not_exist(name, other_commune, this_round, officer, log_in):
    village = factories.VillageFactory(commune=other_commune)
    assessment = start(factories.HouseholdFactory(village=village), this_round, officer)

    answer = log_in(officer).get(url(name, assessment))

    assert answer.status_code == 404
