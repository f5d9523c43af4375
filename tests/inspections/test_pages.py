"""Pages, file and API of re-checks."""

import uuid
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from inspections.models import RecheckCase, RecheckSample
from tests import factories
from tests.inspections.data import KEYS, approved_form, drawn_sample

pytestmark = pytest.mark.django_db


def sheet_of(case, *, b1="135", lacking=()):
    prefix = f"s{case.assessment.round.standards.get().pk}_"
    answers = {f"{prefix}{key}": "yes" if key in lacking else "no" for key in KEYS}
    return {
        "version": case.version,
        "state": "CHECKED",
        "checked_on": "15/11/2021",
        "note": "",
        f"{prefix}b1_points": b1,
        **answers,
    }


@pytest.fixture
def office(log_in, labour_office):
    factories.InstallationFactory(is_demo=True)
    return log_in(labour_office)


def test_a_sample_is_drawn_on_the_page(office, commune):
    form = approved_form(commune)
    sent = {
        "client_id": uuid.uuid4(),
        "round": form.round_id,
        "commune": commune.pk,
        "group": "ALL",
        "size": "5",
        "seed": "abc",
    }

    answer = office.post(reverse("inspections:sample_draw"), sent)

    sample = RecheckSample.objects.get()
    assert answer["Location"] == reverse("inspections:sample_detail", args=[sample.pk])
    assert "rút 1 trong 1 phiếu, mã abc" in office.get(answer["Location"]).content.decode()


def test_the_class_approved_is_not_shown_before_the_re_check_is_written_down(office, commune):
    case = drawn_sample(commune).cases.get()

    page = office.get(reverse("inspections:case_edit", args=[case.pk])).content.decode()

    assert "Hộ cận nghèo" not in page


def test_a_difference_is_shown_with_its_interval(office, commune):
    case = drawn_sample(commune).cases.get()

    answer = office.post(
        reverse("inspections:case_edit", args=[case.pk]), sheet_of(case, b1="100"), follow=True
    )

    page = answer.content.decode()
    assert "Cần đính chính" in page
    assert "1/1 phiếu; khoảng tin cậy 95 %: 20,65 % – 100,00 %" in page
    assert "Hộ cận nghèo → Hộ nghèo: 1 hộ" in page


def test_a_sample_asks_the_same_number_of_queries_at_any_size(
    office, commune, django_assert_max_num_queries
):
    form = approved_form(commune)
    for _ in range(6):
        approved_form(commune)
    sample = drawn_sample(commune, size=8)
    assert (sample.cases.count(), form.round) == (8, sample.round)

    with django_assert_max_num_queries(15):
        assert office.get(reverse("inspections:sample_detail", args=[sample.pk])).status_code == 200


def test_the_file_lists_the_households_without_citizen_numbers(office, commune):
    sample = drawn_sample(commune)

    answer = office.get(reverse("inspections:sample_export", args=[sample.pk]))

    rows = list(load_workbook(BytesIO(answer.getvalue())).active.iter_rows(values_only=True))
    assert rows[5][:4] == ("STT", "Mã hộ", "Chủ hộ", "Thôn, làng")
    assert rows[6][1] == sample.cases.get().household.code
    assert "DỮ LIỆU MẪU" in rows[4][0]
    assert "Số định danh" not in rows[5]


def test_the_watch_list_shows_who_lies_close_to_a_line(office, commune):
    close = approved_form(commune, b1=123, head_name="Rơ Châm Sát")
    far = approved_form(commune, b1=135, head_name="Rơ Châm Xa")
    for form in (close, far):
        factories.PovertyRecordFactory(
            household=form.household, near_poor=True, result=form.results.get()
        )

    page = office.get(reverse("inspections:watch_list")).content.decode()

    assert "Rơ Châm Sát" in page
    assert "+3" in page
    assert "Rơ Châm Xa" not in page


def test_the_watch_list_names_a_group_that_crowds_past_the_line(office, commune, other_commune):
    for b1, place, times in ((121, commune, 6), (170, other_commune, 12)):
        for _ in range(times):
            form = approved_form(place, b1=b1, status="NEAR_POOR" if b1 < 150 else "NOT_POOR")
            moved = {"near_poor_exit": True} if b1 < 150 else {"exited": True}
            factories.PovertyRecordFactory(
                household=form.household, result=form.results.get(), **moved
            )

    page = office.get(reverse("inspections:watch_list")).content.decode()

    assert page.count("Ít khả năng do ngẫu nhiên</span>") == 1


def test_the_watch_list_shows_exits_of_three_years(office, commune):
    factories.InstallationFactory(is_demo=True)
    factories.RoundFactory()
    village = factories.VillageFactory(commune=commune)
    for name, year in (("Siu Mới", 2019), ("Siu Lâu", 2017)):
        factories.HouseholdFactory(village=village, head_name=name, earlier_exit_year=year)

    page = office.get(reverse("inspections:watch_list")).content.decode()

    assert "Siu Mới" in page
    assert "Siu Lâu" not in page


@pytest.mark.parametrize("margin", ["0", "21", "x", "-1"])
def test_a_margin_that_makes_no_sense_is_named(office, commune, margin):
    approved_form(commune)

    page = office.get(reverse("inspections:watch_list"), {"margin": margin}).content.decode()

    assert "Ít khả năng do ngẫu nhiên" not in page
    assert "Chưa lọc được" in page
    assert "27.771" not in page


def test_a_year_without_a_round_says_so(office):
    assert "chưa có đợt rà soát" in office.get(reverse("inspections:watch_list")).content.decode()


def test_the_api_does_what_the_pages_do(api_as, labour_office, commune):
    factories.InstallationFactory(is_demo=True)
    form, api = approved_form(commune), api_as(labour_office)
    sent = {
        "client_id": str(uuid.uuid4()),
        "round": form.round_id,
        "communes": [commune.pk],
        "group": "ALL",
        "size": 3,
        "seed": "abc",
    }

    (sample,) = api.post(reverse("api:recheck_sample_list"), sent, format="json").json()
    case = RecheckCase.objects.get()
    found = {
        "standard": form.round.standards.get().code,
        "b1_points": 100,
        "answers": dict.fromkeys(KEYS, False),
    }
    told = api.put(
        reverse("api:recheck_case_detail", args=[case.pk]),
        {"version": 1, "state": "CHECKED", "checked_on": "15/11/2021", "found": [found]},
        format="json",
    ).json()
    closed = api.post(
        reverse("api:recheck_sample_close", args=[sample["id"]]),
        {"version": 1, "conclusion": "Sai một hộ"},
        format="json",
    ).json()

    assert told["is_wrong"] is True
    assert told["results"][0]["status"] == "POOR"
    assert closed["sample"]["state"] == "CLOSED"
    assert closed["findings"][0]["error"]["wrong"] == 1


def test_the_watch_lists_of_the_api(api_as, labour_office, commune):
    factories.InstallationFactory(is_demo=True)
    form, api = approved_form(commune, b1=118, status="POOR"), api_as(labour_office)
    factories.PovertyRecordFactory(household=form.household, result=form.results.get())

    near = api.get(reverse("api:watch_near_line"), {"margin": "2"}).json()
    far = api.get(reverse("api:watch_near_line"), {"margin": "1"}).json()
    groups = api.get(reverse("api:watch_groups")).json()

    assert [row["distance"] for row in near["results"]] == [-2]
    assert far["results"] == []
    assert (groups["enumerators"], groups["communes"], groups["year"]) == ([], [], 2021)


def test_the_watch_lists_of_the_api_take_one_commune(api_as, labour_office, commune, other_commune):
    factories.InstallationFactory(is_demo=True)
    form, api = approved_form(commune, b1=118, status="POOR"), api_as(labour_office)
    factories.PovertyRecordFactory(household=form.household, result=form.results.get())
    factories.HouseholdFactory(village__commune=commune, earlier_exit_year=2020)

    def found(name, place):
        return api.get(reverse(name), {"commune": place.pk}).json()["results"]

    assert len(found("api:watch_near_line", commune)) == 1
    assert found("api:watch_near_line", other_commune) == []
    assert len(found("api:watch_recent_exits", commune)) == 1
    assert found("api:watch_recent_exits", other_commune) == []
