import datetime as dt
import uuid

import pytest
from django.urls import reverse

from households.models import Assessment
from tests import factories
from tests.households.review_data import (
    approved,
    sent,
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


def test_a_form_is_begun_from_the_list_and_opens(household, this_round, officer, log_in):
    address = reverse("households:assessment_create", args=[household.pk])

    answer = log_in(officer).post(address, {"client_id": uuid.uuid4(), "round": this_round.pk})

    assessment = Assessment.objects.get()
    assert answer.url == url("assessment_edit", assessment)
    assert assessment.entered_by == officer


def test_beginning_twice_opens_the_one_form(household, this_round, officer, log_in):
    address = reverse("households:assessment_create", args=[household.pk])
    form = {"client_id": uuid.uuid4(), "round": this_round.pk}

    first = log_in(officer).post(address, form)
    second = log_in(officer).post(address, form)

    assert first.url == second.url
    assert Assessment.objects.count() == 1


def test_without_an_open_round_the_page_says_so(household, officer, log_in):
    page = log_in(officer).get(reverse("households:assessment_create", args=[household.pk]))

    assert "Không có đợt rà soát nào đang mở" in page.content.decode()


def test_beginning_a_correction_asks_for_the_reason(household, this_round, officer, chair, log_in):
    approved(household, this_round, officer, chair)
    address = reverse("households:assessment_create", args=[household.pk])
    form = {"client_id": uuid.uuid4(), "round": this_round.pk}

    asked = log_in(officer).post(address, form)
    begun = log_in(officer).post(address, {**form, "correction_reason": "Nhầm nguồn nước"})

    assert asked.context["form"].errors["correction_reason"]
    assert begun.status_code == 302
    assert Assessment.objects.at_work().get().correction_reason == "Nhầm nguồn nước"


def test_a_draft_is_saved_and_shown_again(household, this_round, standard, officer, log_in):
    assessment = start(household, this_round, officer)

    answer = log_in(officer).post(
        url("assessment_edit", assessment), sent(assessment, standard, lacking=["water"])
    )

    assert answer.url == url("assessment_edit", assessment)
    result = assessment.results.get()
    assert (result.b1_points, result.b2_points, result.status) == (135, 10, "NEAR_POOR")
    assessment.refresh_from_db()
    assert assessment.surveyed_on == dt.date(2021, 11, 14)


def test_an_empty_form_may_be_kept_as_a_draft(household, this_round, officer, log_in):
    assessment = start(household, this_round, officer)

    answer = log_in(officer).post(
        url("assessment_edit", assessment), {"version": assessment.version}
    )

    assert answer.status_code == 302


def test_what_makes_no_sense_is_shown_beside_its_box_and_kept(
    household, this_round, standard, officer, log_in
):
    assessment = start(household, this_round, officer)
    form = sent(assessment, standard, points="1.350", surveyed_on="31/02/2021")

    page = log_in(officer).post(url("assessment_edit", assessment), form)

    errors = page.context["form"].errors
    assert set(errors) == {f"s{standard.pk}_b1_points", "surveyed_on"}
    assert 'value="1.350"' in page.content.decode()


@pytest.mark.parametrize("points", ["501", "-1", "1e3", "１２０", "135.0"])
def test_points_are_whole_numbers_in_range(
    household, this_round, standard, officer, log_in, points
):
    assessment = start(household, this_round, officer)

    page = log_in(officer).post(
        url("assessment_edit", assessment), sent(assessment, standard, points=points)
    )

    assert f"s{standard.pk}_b1_points" in page.context["form"].errors


def test_what_the_service_refuses_stands_beside_its_field(
    household, this_round, standard, officer, log_in
):
    assessment = start(household, this_round, officer)
    form = sent(assessment, standard, surveyed_on="16/11/2021")

    page = log_in(officer).post(url("assessment_edit", assessment), form)

    assert "hôm nay" in page.context["form"].errors["surveyed_on"][0]


def test_last_years_facts_stand_beside_the_questions(
    household, this_round, standard, officer, chair, log_in
):
    last = factories.RoundFactory(year=2020, with_standards=[standard])
    of_2020 = {"surveyed_on": dt.date(2020, 10, 1)}
    approved(household, last, officer, chair, points=118, lacking=1, **of_2020)
    assessment = start(household, this_round, officer)

    page = log_in(officer).get(url("assessment_edit", assessment)).content.decode()

    assert "B1 118 · B2 10" in page
    assert "Năm 2020: có thiếu hụt" in page


def test_the_preview_judges_and_writes_nothing(household, this_round, standard, officer, log_in):
    assessment = start(household, this_round, officer)
    form = sent(assessment, standard, lacking=["water", "toilet", "health_insurance"])

    page = log_in(officer).post(url("assessment_preview", assessment), form)

    words = "B1 = 135 nằm giữa 120 và 150; thiếu hụt 3 chỉ số = 30 điểm ≥ 30: hộ nghèo"
    assert words in page.content.decode()
    assert assessment.results.get().b1_points is None


def test_the_preview_of_nonsense_says_what_is_missing(
    household, this_round, standard, officer, log_in
):
    assessment = start(household, this_round, officer)

    page = log_in(officer).post(
        url("assessment_preview", assessment), sent(assessment, standard, points="abc")
    )

    assert "Còn thiếu tổng điểm B1" in page.content.decode()


def test_two_people_at_once_are_shown_both_versions(
    household, this_round, standard, officer, log_in
):
    assessment = start(household, this_round, officer)
    colleague = factories.UserFactory(full_name="Ksor Hạnh")
    log_in(colleague).post(
        url("assessment_edit", assessment), sent(assessment, standard, points="110")
    )

    page = log_in(officer).post(
        url("assessment_edit", assessment), sent(assessment, standard, points="151")
    )

    assert page.status_code == 409
    [difference] = page.context["form"].differences
    assert (difference.label, difference.theirs, difference.mine) == (
        "Chuẩn nghèo 2016–2020: Tổng điểm B1",
        "110",
        "151",
    )
    assert "Ksor Hạnh đã lưu lúc" in page.content.decode()
    assert assessment.results.get().b1_points == 110


def test_after_seeing_both_versions_mine_can_be_kept(
    household, this_round, standard, officer, log_in
):
    assessment = start(household, this_round, officer)
    form = sent(assessment, standard, points="151")
    log_in(factories.UserFactory()).post(
        url("assessment_edit", assessment), sent(assessment, standard, points="110")
    )
    page = log_in(officer).post(url("assessment_edit", assessment), form)

    again = dict(page.context["form"].sent) | {"version": page.context["assessment"].version}
    log_in(officer).post(url("assessment_edit", assessment), again)

    assert assessment.results.get().b1_points == 151


def test_a_submitted_form_opens_read_only(household, this_round, officer, log_in):
    assessment = submitted(household, this_round, officer)

    answer = log_in(officer).get(url("assessment_edit", assessment))

    assert answer.url == url("assessment_detail", assessment)


def test_typing_into_a_form_submitted_meanwhile_is_refused_and_kept(
    household, this_round, standard, officer, log_in
):
    assessment = submitted(household, this_round, officer)

    page = log_in(officer).post(
        url("assessment_edit", assessment), sent(assessment, standard, points="151")
    )

    assert "không sửa được" in page.content.decode()
    assert 'value="151"' in page.content.decode()


def test_saving_reads_what_it_needs_once(
    household, this_round, standard, officer, log_in, django_assert_max_num_queries
):
    assessment = start(household, this_round, officer)
    client = log_in(officer)

    with django_assert_max_num_queries(25):
        client.post(url("assessment_edit", assessment), sent(assessment, standard))

    assert assessment.results.get().b1_points == 135
