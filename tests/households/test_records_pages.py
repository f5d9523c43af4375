import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from households.choices import Arrival, Figure
from households.models import PovertyRecord
from households.queries.poor_list import poverty_flow
from tests import factories
from tests.households.review_data import TODAY, approved, new_standard

LIST = reverse("households:record_list")
EXPORT = reverse("households:record_export")

# One household of each kind; the reviewed ones carry a result.
KINDS = (
    {},
    {},
    {"exited": True},
    {"near_poor_exit": True},
    {"relapsed": True},
    {"first_poor": True},
    {"fallen": True},
    {"left": True},
    {"near_poor": True},
    {"opening_status": "", "movement": "ARRIVED"},
    {"members": 3},
    {"opening_members": 4},
    {"near_poor": True, "members": 3},
    {"near_poor": True, "opening_members": 4},
    {"near_poor": True, "status": "NOT_POOR"},
    {"near_poor": True, "has_left": True},
    {"near_poor": True, "opening_status": "", "near_poor_movement": "RELAPSED"},
    {"near_poor": True, "opening_status": "", "near_poor_movement": "FIRST_NEAR_POOR"},
    {"near_poor": True, "opening_status": "", "near_poor_movement": "ARRIVED"},
    {"opening_status": "", "status": "NOT_POOR", "movement": "NONE"},
)


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def records(village, this_round, standard):
    kinh = factories.EthnicGroupFactory(kinh=True)
    made = [
        factories.PovertyRecordFactory(
            household=factories.HouseholdFactory(village=village, ethnicity=group),
            standard=standard,
            **kind,
        )
        for kind in KINDS
        for group in (factories.EthnicGroupFactory(), kinh)
    ]
    reviewed = factories.ResultFactory(standard=standard)
    PovertyRecord.objects.filter(pk=made[0].pk).update(result=reviewed)
    return made


def shown(client, **asked):
    return client.get(LIST, asked).context["page"].rows


def sheet_of(answer):
    return load_workbook(BytesIO(answer.getvalue())).active


# The list behind a figure → where the flow tables count it.
NEAR_POOR = {
    "near_poor_opening": "opening",
    "near_poor_exits": "exits",
    "became_poor": "became_poor",
    "near_poor_other_out": "other_out",
    "fallen_from_poor": "fallen_from_poor",
    "near_poor_relapsed": "relapsed",
    "first_near_poor": "first_near_poor",
    "near_poor_other_in": "other_in",
    "near_poor_now": "closing",
}
NOT_IN_THE_TABLES = {"listed", "not_reviewed"}
POOR = [
    figure.value
    for figure in Figure
    if figure.value not in {*NEAR_POOR, *NOT_IN_THE_TABLES} and "people" not in figure
]
FIGURES = [(figure, "poor", figure) for figure in POOR] + [
    (figure, "near_poor", column) for figure, column in NEAR_POOR.items()
]


@pytest.mark.parametrize(("figure", "table", "column"), FIGURES)
def test_the_list_behind_a_figure_is_as_long_as_the_figure(
    figure, table, column, records, commune, standard, officer, log_in
):
    flow = poverty_flow(year=2021, standard=standard)[commune.pk]
    asked = {"year": 2021, "standard": standard.code, "figure": figure}
    client = log_in(officer)

    everyone = shown(client, **asked)
    minority = shown(client, **asked, minority="true")

    assert len(everyone) == getattr(getattr(flow.of_everyone, table), column) > 0
    assert len(minority) == getattr(getattr(flow.of_minority, table), column) > 0


@pytest.mark.parametrize(
    ("figure", "table", "column"),
    [
        ("people_out", "poor_people", "other_out"),
        ("people_in", "poor_people", "other_in"),
        ("near_poor_people_out", "near_poor_people", "other_out"),
        ("near_poor_people_in", "near_poor_people", "other_in"),
    ],
)
def test_the_people_of_the_other_columns_are_those_of_the_list_behind(
    figure, table, column, records, commune, standard, officer, log_in
):
    flow = poverty_flow(year=2021, standard=standard)[commune.pk]

    rows = shown(log_in(officer), year=2021, standard=standard.code, figure=figure)

    people = sum(
        record.opening_members if record.has_left else abs(record.members - record.opening_members)
        for record in rows
    )
    assert people == getattr(getattr(flow.of_everyone, table), column) > 0


def test_reviewed_and_not_reviewed_make_up_the_opening(records, officer, log_in):
    client = log_in(officer)

    reviewed = {record.pk for record in shown(client, figure="reviewed")}
    waiting = {record.pk for record in shown(client, figure="not_reviewed")}

    assert reviewed | waiting == {record.pk for record in shown(client, figure="opening")}
    assert not reviewed & waiting


def test_without_a_figure_the_poor_and_near_poor_of_now_are_shown(records, officer, log_in):
    client = log_in(officer)

    listed = {record.pk for record in shown(client)}

    poor = {record.pk for record in shown(client, figure="closing")}
    near_poor = {record.pk for record in shown(client, figure="near_poor_now")}
    assert listed == poor | near_poor


def test_the_title_says_figure_year_standard_and_day(records, officer, log_in):
    page = log_in(officer).get(LIST, {"figure": "exits", "minority": "true"}).content.decode()

    assert "Thoát nghèo · năm 2021, hộ dân tộc thiểu số" in page
    assert "Chuẩn nghèo 2016–2020" in page and "ố liệu đến ngày 15/11/2021" in page


def test_a_list_is_of_one_standard(village, officer, log_in):
    first, second = factories.StandardFactory(), new_standard()
    factories.RoundFactory(with_standards=[first, second])
    one, two = (factories.HouseholdFactory(village=village) for _ in range(2))
    factories.PovertyRecordFactory(household=one, standard=first)
    factories.PovertyRecordFactory(household=two, standard=second)

    working = shown(log_in(officer))
    other = shown(log_in(officer), standard="VN-2022-2025")

    assert [record.household for record in working] == [one]
    assert [record.household for record in other] == [two]


def test_a_commune_is_chosen_by_people_of_the_district(
    records, commune, other_commune, standard, labour_office, log_in
):
    factories.PovertyRecordFactory(household__village__commune=other_commune, standard=standard)

    everywhere = shown(log_in(labour_office), figure="opening")
    there = shown(log_in(labour_office), figure="opening", commune=other_commune.pk)

    assert (len(everywhere) - len(there), len(there)) == (14, 1)


def test_another_commune_stays_out_of_sight(records, other_commune, log_in):
    stranger = factories.UserFactory(officer=True, commune=other_commune)
    client = log_in(stranger)

    found = shown(client, figure="opening", commune=records[0].commune_id)

    assert found == []


def test_a_link_to_another_commune_does_not_show_ones_own(records, other_commune, officer, log_in):
    assert shown(log_in(officer), figure="opening", commune=other_commune.pk) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"figure": "nonsense"},
        {"year": "x"},
        {"year": "99999999999999999999"},
        {"year": "9" * 5000},
        {"standard": "VN-1999"},
        {"year": "²"},
        {"minority": "tat-ca"},
    ],
)
def test_a_filter_that_makes_no_sense_shows_nothing(records, officer, log_in, asked):
    assert shown(log_in(officer), **asked) == []


def test_a_year_without_a_round_says_so(officer, log_in):
    page = log_in(officer).get(LIST, {"year": 2019})

    assert "Năm 2019 chưa có đợt rà soát" in page.content.decode()


def test_a_household_is_found_by_name_and_leads_to_its_form(
    village, this_round, standard, officer, chair, log_in
):
    household = factories.HouseholdFactory(village=village, head_name="Rơ Châm Hyơi")
    factories.PovertyRecordFactory(household=household, standard=standard)
    assessment = approved(household, this_round, officer, chair, points=100)

    page = log_in(officer).get(LIST, {"q": "ro cham"}).content.decode()

    assert "Rơ Châm Hyơi" in page
    assert reverse("households:assessment_detail", args=[assessment.pk]) in page


@pytest.mark.parametrize("figure", ["listed", "exits", "other_out"])
def test_the_workbook_holds_the_rows_of_the_page(records, officer, log_in, figure):
    client = log_in(officer)

    sheet = sheet_of(client.get(EXPORT, {"figure": figure}))

    codes = [row[1] for row in sheet.iter_rows(min_row=7, values_only=True)]
    assert sorted(codes) == sorted(record.household.code for record in shown(client, figure=figure))


def test_the_workbook_says_what_when_and_why(village, this_round, standard, officer, chair, log_in):
    household = factories.HouseholdFactory(
        village=village, head_name="=1+1", arrival=Arrival.SPLIT, arrived_on=dt.date(2021, 2, 1)
    )
    factories.PovertyRecordFactory(standard=standard)
    approved(household, this_round, officer, chair, points=100)

    sheet = sheet_of(log_in(officer).get(EXPORT, {"figure": "other_in"}))

    assert sheet["A4"].value == "TĂNG KHÁC (CHUYỂN ĐẾN, TÁCH HỘ) · NĂM 2021"
    assert "DỮ LIỆU MẪU" in sheet["A5"].value
    [row] = sheet.iter_rows(min_row=7, values_only=True)
    assert row[2] == "=1+1"
    assert row[5:7] == (None, 1)
    assert row[9:11] == ("Hộ nghèo", "Tăng khác (chuyển đến, tách hộ)")
    assert row[11].date() == TODAY
    assert row[14] == "B1 = 100 ≤ 120: hộ nghèo về thu nhập"


def test_the_list_asks_the_same_number_of_questions_for_3_and_30_rows(
    village, this_round, standard, officer, log_in, django_assert_max_num_queries
):
    client = log_in(officer)
    _fill(village, standard, 3)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST)

    _fill(village, standard, 27)

    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def _fill(village, standard, count):
    for household in factories.HouseholdFactory.create_batch(count, village=village):
        record = factories.PovertyRecordFactory(household=household, standard=standard)
        assessment = factories.AssessmentFactory(household=household)
        record.result = factories.ResultFactory(assessment=assessment, standard=standard)
        record.save()
