import datetime as dt
import uuid

import pytest
from django.urls import reverse

from households.models import Assessment, Round
from tests import factories
from tests.households.review_data import (
    approved,
    facts,
    filled,
    give_back,
    new_standard,
    save,
    start,
    submitted,
)

LIST = reverse("households:assessment_list")
TODO = reverse("households:assessment_todo")


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)  # the demo's date is 15/11/2021


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village, head_name="Rơ Châm Hyơi")


def url(name, assessment):
    return reverse(f"households:{name}", args=[assessment.pk])


def sent(assessment, standard, *, points="135", lacking=(), **given):
    """What the browser sends for a fully answered form."""
    form = {
        "version": assessment.version,
        "surveyed_on": "14/11/2021",
        "note": "",
        f"s{standard.pk}_b1_points": points,
        **{
            f"s{standard.pk}_{key}": "yes" if key in lacking else "no"
            for key in ("water", "toilet", "health_insurance")
        },
    }
    return {**form, **given}


def names(page):
    return [row.assessment.household.head_name for row in page.context["rows"]]


# --- Lists -----------------------------------------------------------------------------------


def test_an_officer_first_sees_the_drafts_and_a_chair_what_waits(
    household, this_round, village, officer, chair, log_in
):
    start(household, this_round, officer)
    other = factories.HouseholdFactory(village=village, head_name="Siu Blơi")
    submitted(other, this_round, officer)

    drafts = log_in(officer).get(LIST)
    waiting = log_in(chair).get(LIST)

    assert (names(drafts), names(waiting)) == (["Rơ Châm Hyơi"], ["Siu Blơi"])


def test_piles_count_all_forms_of_the_year_in_the_commune(
    household, this_round, village, other_commune, officer, chair, log_in
):
    give_back(submitted(household, this_round, officer), by=chair)
    submitted(factories.HouseholdFactory(village=village), this_round, officer)
    elsewhere = factories.VillageFactory(commune=other_commune)
    start(factories.HouseholdFactory(village=elsewhere), this_round, officer)

    page = log_in(officer).get(LIST)

    found = {each.pile.value: each.count for each in page.context["piles"]}
    assert found == {"DRAFT": 0, "RETURNED": 1, "SUBMITTED": 1, "APPROVED": 0, "SUPERSEDED": 0}


def test_a_form_is_found_by_its_heads_name_without_marks(household, this_round, officer, log_in):
    start(household, this_round, officer)

    page = log_in(officer).get(LIST, {"q": "ro cham hyoi"})
    nothing = log_in(officer).get(LIST, {"q": "siu"})

    assert (names(page), names(nothing)) == (["Rơ Châm Hyơi"], [])


def test_forms_are_filtered_by_the_class_under_the_standard_of_the_year(
    household, standard, village, officer, log_in
):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])
    filled(household, round_, officer, points=110)  # poor by the first, near-poor by the second
    filled(factories.HouseholdFactory(village=village), round_, officer, points=200)

    page = log_in(officer).get(LIST, {"status": "POOR"})

    assert names(page) == ["Rơ Châm Hyơi"]


def test_both_results_stand_side_by_side(household, standard, officer, log_in):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])
    filled(household, round_, officer, points=110)

    page = log_in(officer).get(LIST)

    [row] = page.context["rows"]
    assert [result.status for result in row.results] == ["POOR", "NEAR_POOR"]


def test_a_filter_that_makes_no_sense_shows_nothing(household, this_round, officer, log_in):
    start(household, this_round, officer)

    page = log_in(officer).get(LIST, {"pile": "NONSENSE"})

    assert names(page) == []


def test_htmx_is_given_the_table_alone(household, this_round, officer, log_in):
    page = log_in(officer).get(LIST, headers={"HX-Request": "true"})

    assert "households/_assessment_table.html" in [each.name for each in page.templates]
    assert "base.html" not in [each.name for each in page.templates]


@pytest.mark.parametrize("address", [LIST, f"{LIST}?pile=ALL", TODO])
def test_a_list_asks_the_same_number_of_questions_for_3_and_30_rows(
    address, village, this_round, standard, officer, log_in, django_assert_max_num_queries
):
    client = log_in(officer)
    _fill_lists(village, this_round, standard, officer, 3)
    with django_assert_max_num_queries(15) as few:
        client.get(address)

    _fill_lists(village, this_round, standard, officer, 27)

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def _fill_lists(village, round_, standard, officer, count):
    for household in factories.HouseholdFactory.create_batch(count, village=village):
        assessment = factories.AssessmentFactory(
            household=household, round=round_, entered_by=officer
        )
        factories.ResultFactory(assessment=assessment, standard=standard)
        waiting = factories.HouseholdFactory(village=village)
        factories.PovertyRecordFactory(household=waiting, standard=standard)


def test_those_not_yet_reviewed_are_last_years_poor_and_near_poor_without_a_form(
    household, this_round, standard, village, officer, chair, log_in
):
    waiting = factories.HouseholdFactory(village=village, head_name="Siu Chờ")
    factories.PovertyRecordFactory(household=waiting, standard=standard, near_poor=True)
    begun = factories.HouseholdFactory(village=village)
    factories.PovertyRecordFactory(household=begun, standard=standard)
    start(begun, this_round, officer)
    factories.PovertyRecordFactory(household=household, standard=standard)
    approved(household, this_round, officer, chair)
    factories.PovertyRecordFactory(
        household=factories.HouseholdFactory(village=village), standard=standard, left=True
    )

    page = log_in(officer).get(TODO)

    assert [record.household for record, _ in page.context["rows"]] == [waiting]
    assert page.context["awaiting"] == 1


def test_a_reader_is_offered_no_work(household, standard, this_round, log_in):
    factories.PovertyRecordFactory(household=household, standard=standard)

    page = log_in(factories.UserFactory(finance=True)).get(TODO)

    assert "Bắt đầu phiếu" not in page.content.decode()


# --- Beginning a form --------------------------------------------------------------------------


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


# --- Filling it in -----------------------------------------------------------------------------


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


# --- Checking and submitting -------------------------------------------------------------------


def test_checking_lists_what_is_missing_with_links(
    household, this_round, standard, officer, log_in
):
    assessment = start(household, this_round, officer)

    page = log_in(officer).get(url("assessment_submit", assessment)).content.decode()

    assert "Phiếu chưa đủ để nộp" in page
    assert f"#id_s{standard.pk}_water" in page
    assert "Nộp phiếu để duyệt" not in page


def test_two_answers_to_one_question_are_pointed_out(household, standard, officer, log_in):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])
    assessment = start(household, round_, officer)
    save(assessment, facts(standard, lacking=1), facts(new_standard()), by=officer)

    page = log_in(officer).get(url("assessment_submit", assessment)).content.decode()

    assert "Hai chuẩn hỏi như nhau mà trả lời khác nhau" in page


def test_a_checked_form_goes_to_the_chair(household, this_round, officer, log_in):
    assessment = filled(household, this_round, officer)

    answer = log_in(officer).post(
        url("assessment_submit", assessment), {"version": assessment.version}, follow=True
    )

    assert "Đã nộp phiếu của hộ Rơ Châm Hyơi" in answer.content.decode()
    assert "rà soát hộ tiếp theo" in answer.content.decode()
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


# --- One form --------------------------------------------------------------------------------


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


def test_the_todo_list_names_the_round_and_its_deadline(this_round, officer, log_in):
    page = log_in(officer).get(TODO)

    assert "hạn 14/12/2021" in page.content.decode()
