"""Paper review forms: blank or filled in, for one household or several."""

import pytest
from django.urls import reverse

from households.queries import field_forms
from tests import factories
from tests.households.review_data import approved

pytestmark = pytest.mark.django_db
MANY = reverse("households:field_form_many")
BLANK = reverse("households:field_form_blank")


def page_of(client, address, **asked):
    return client.get(address, asked).content.decode()


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)  # the demo's date is 15/11/2021


@pytest.fixture
def household(village, this_round):
    made = factories.HouseholdFactory(village=village, head_name="Rơ Châm Bí")
    factories.MemberFactory(household=made, full_name="Siu H'Đào")
    factories.PovertyRecordFactory(household=made)
    return made


def test_a_household_takes_its_members_code_and_places_to_sign_along(log_in, officer, household):
    page = page_of(log_in(officer), reverse("households:field_form", args=[household.pk]))

    assert "Rơ Châm Bí" in page
    assert "Siu H&#x27;Đào" in page
    assert household.code in page
    assert "CHỦ HỘ" in page and "RÀ SOÁT VIÊN" in page


def test_the_questions_have_the_numbers_of_the_standard(log_in, officer, household, standard):
    page = page_of(log_in(officer), reverse("households:field_form", args=[household.pk]))

    indicators = list(standard.indicators.order_by("number"))
    assert indicators
    for each in indicators:
        assert f'<td class="num">{each.number}</td>' in page
        assert each.threshold in page


def test_the_answers_of_last_year_are_beside_the_questions(
    log_in, officer, chair, household, standard
):
    last = factories.RoundFactory(year=2020, with_standards=[standard])
    form = factories.AssessmentFactory(household=household, round=last, approved=True)
    key = standard.indicators.order_by("number").first().key
    factories.ResultFactory(assessment=form, standard=standard, answers={key: True}, b1_points=118)

    page = page_of(log_in(officer), reverse("households:field_form", args=[household.pk]))

    assert "năm trước: 118 điểm" in page
    assert '<td class="sheet__mark">Thiếu</td>' in page


def test_a_form_has_no_citizen_number(log_in, officer, household):
    household.members.update(citizen_number=None)
    household.head.citizen_number = "064080001234"
    household.head.save()

    page = page_of(log_in(officer), reverse("households:field_form", args=[household.pk]))

    assert "064080001234" not in page


def test_a_blank_form_names_no_household(log_in, officer, household, standard):
    page = page_of(log_in(officer), BLANK, standard=standard.code)

    assert "Phiếu giấy để trống" in page
    assert "Rơ Châm Bí" not in page
    assert standard.indicators.first().threshold in page


def test_a_standard_of_another_round_is_refused(log_in, officer, this_round):
    assert log_in(officer).get(BLANK, {"standard": "VN-1999"}).status_code == 400


def test_the_forms_of_a_village_follow_the_filter(log_in, officer, household, commune):
    elsewhere = factories.VillageFactory(commune=commune)
    other = factories.HouseholdFactory(village=elsewhere, head_name="Ksor Xa")
    factories.PovertyRecordFactory(household=other)

    page = page_of(log_in(officer), MANY, village=household.village_id)

    assert "Rơ Châm Bí" in page
    assert "Ksor Xa" not in page


def test_households_beyond_the_limit_are_named_as_left_out(
    log_in, officer, household, village, monkeypatch
):
    monkeypatch.setattr(field_forms, "MOST_FORMS", 1)
    factories.PovertyRecordFactory(household__village=village)

    page = page_of(log_in(officer), MANY)

    assert "còn 1 hộ chưa có ở đây" in page


def test_the_queries_do_not_grow_with_the_households(
    log_in, officer, household, village, django_assert_max_num_queries
):
    client = log_in(officer)
    with django_assert_max_num_queries(30) as few:
        client.get(MANY)
    for _ in range(5):
        made = factories.HouseholdFactory(village=village)
        factories.MemberFactory.create_batch(3, household=made)
        factories.PovertyRecordFactory(household=made)

    with django_assert_max_num_queries(len(few)):
        client.get(MANY)


def test_another_communes_household_has_no_form_here(log_in, officer, other_commune, this_round):
    theirs = factories.HouseholdFactory(village__commune=other_commune)

    answer = log_in(officer).get(reverse("households:field_form", args=[theirs.pk]))

    assert answer.status_code == 404


def test_the_printed_form_has_its_people_and_places_to_sign(
    log_in, officer, chair, village, this_round
):
    household = factories.HouseholdFactory(village=village, head_name="Rơ Châm Bí")
    factories.MemberFactory(household=household, full_name="Siu Đào")
    form = approved(household, this_round, officer, chair)

    page = page_of(log_in(officer), reverse("households:assessment_detail", args=[form.pk]))

    assert "Nhân khẩu trong hộ (2)" in page
    assert "Siu Đào" in page
    assert "RÀ SOÁT VIÊN" in page


# --- Support needs -------------------------------------------------------------------------------


@pytest.fixture
def needs(household):
    """The household needs credit, its second member health care; housing is a kind nobody needs."""
    analysis = factories.ReasonAnalysisFactory(household=household, year=2020)
    analysis.findings.create(reason=factories.PovertyReasonFactory())
    credit = factories.SupportNeedFactory(number=4, key="credit", name="Tín dụng")
    factories.SupportNeedFactory(number=5, key="housing", name="Nhà ở")
    factories.NeedFindingFactory(analysis=analysis, need=credit)
    member = household.members.get(full_name="Siu H'Đào")
    factories.NeedFindingFactory(
        analysis=analysis, person=member.client_id, person_name=member.full_name
    )
    return analysis


def test_needs_are_ticked_on_the_paper_form_where_they_were_recorded(
    log_in, officer, household, needs
):
    page = page_of(log_in(officer), reverse("households:field_form", args=[household.pk]))

    of_household, _, members = page.partition("II. Nhân khẩu trong hộ")
    ticked = '<span class="box box--ticked"></span>'
    assert of_household.count(ticked) == 1 and f"{ticked} 4 Tín dụng" in of_household
    assert members.count(ticked) == 1 and f"{ticked}1" in members
    assert "(năm 2020)" in of_household


def test_a_blank_form_has_boxes_without_ticks(log_in, officer, household, needs, standard):
    page = page_of(log_in(officer), BLANK, standard=standard.code)

    assert "box--ticked" not in page
    assert page.count("</span>5") >= 8


def test_the_printed_review_form_has_the_same_ticks(log_in, officer, household, needs, this_round):
    form = factories.AssessmentFactory(household=household, round=this_round)

    page = page_of(log_in(officer), reverse("households:assessment_detail", args=[form.pk]))

    assert page.count("box--ticked") == 2


def test_the_page_of_the_household_shows_reasons_and_needs(log_in, officer, household, needs):
    page = page_of(log_in(officer), reverse("households:detail", args=[household.pk]))

    assert "Nguyên nhân nghèo, nhu cầu hỗ trợ năm 2020" in page
    assert "Không có đất sản xuất" in page
    assert "Nhu cầu: Siu H&#x27;Đào" in page and "Y tế" in page
