"""Pages and API of the reasons of poverty."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.urls import reverse

from support.models import ReasonAnalysis
from tests import factories

LIST = reverse("support:reason_list")
API = "/api/v1/reason-analyses/"


def text_of(response):
    return response.content.decode()


@pytest.fixture
def edit(poor_household):
    return f"{reverse('support:reason_edit', args=[poor_household.pk])}?year=2021"


def sent(**wanted):
    return {
        "version": "0",
        "reasons": ["no_land", "illness"],
        "analysed_on": "04/05/2021",
        "note": "",
    } | wanted


def test_the_list_says_how_many_were_analysed(log_in, officer, poor_household):
    other = factories.HouseholdFactory(village=poor_household.village)
    factories.PovertyRecordFactory(household=other)
    factories.ReasonAnalysisFactory(household=other)

    page = log_in(officer).get(LIST, {"year": 2021})

    assert (page.context["analysed"], page.context["poor"]) == (1, 2)
    assert "1/2" in text_of(page)


@pytest.mark.parametrize(("state", "index"), [("done", 0), ("open", 1)])
def test_the_list_is_filtered_by_what_is_done(log_in, officer, poor_household, state, index):
    other = factories.HouseholdFactory(village=poor_household.village)
    factories.PovertyRecordFactory(household=other)
    factories.ReasonAnalysisFactory(household=other)

    page = log_in(officer).get(LIST, {"year": 2021, "state": state}).context["page"]

    assert [row.household for row in page] == [[other, poor_household][index]]


def test_the_list_is_searched_and_a_year_without_a_round_is_said(log_in, officer, poor_household):
    client = log_in(officer)

    found = client.get(LIST, {"year": 2021, "q": poor_household.code})

    assert len(found.context["page"].rows) == 1
    assert "chưa có đợt rà soát" in text_of(client.get(LIST, {"year": 2019}))
    assert client.get(LIST, {"year": "x"}).status_code == 400


def test_the_list_costs_the_same_with_more_rows(
    log_in, officer, poor_household, django_assert_max_num_queries
):
    client = log_in(officer)
    for _ in range(5):
        household = factories.HouseholdFactory(village=poor_household.village)
        factories.PovertyRecordFactory(household=household)
        factories.ReasonAnalysisFactory(household=household)

    with django_assert_max_num_queries(15):
        client.get(LIST, {"year": 2021})


def test_reasons_are_ticked_on_the_form(log_in, officer, edit, poor_household):
    client = log_in(officer)

    answer = client.post(edit, sent())

    analysis = ReasonAnalysis.objects.get()
    assert answer.url == f"{LIST}?year=2021"
    assert analysis.findings.count() == 2
    detail = text_of(client.get(reverse("support:reason_detail", args=[poor_household.pk])))
    assert "Không có đất sản xuất" in detail
    assert client.get(edit).context["form"]["version"].value() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reasons": []}, "ít nhất một nguyên nhân"),
        ({"analysed_on": "04/05/2020"}, "trong năm 2021"),
    ],
)
def test_what_is_missing_is_said(log_in, officer, edit, wrong, words):
    page = log_in(officer).post(edit, sent(**wrong))

    assert words in text_of(page)
    assert not ReasonAnalysis.objects.exists()


def test_reasons_are_recorded_listed_and_counted_by_api(api_as, officer, poor_household):
    api = api_as(officer)
    body = {
        "household": poor_household.pk,
        "year": 2021,
        "reasons": ["no_land"],
        "analysed_on": "2021-05-04",
    }

    made = api.post(API, body, format="json")
    late = api.post(API, body | {"reasons": ["illness"]}, format="json")
    counts = api.get("/api/v1/reason-counts/", {"year": 2021}).json()

    assert (made.status_code, made.json()["reasons"]) == (200, ["no_land"])
    assert late.status_code == 409
    assert api.get(API, {"year": 2021}).json()["count"] == 1
    assert counts["total"]["found"][0] == {
        "reason": "no_land",
        "households": 1,
        "em_households": 1,
    }
    assert api.get("/api/v1/reason-counts/", {"year": 2019}).status_code == 404
    assert api.get("/api/v1/reason-counts/", {"year": "x"}).status_code == 400


def test_households_of_another_commune_are_not_found(api_as, other_commune, poor_household):
    api = api_as(factories.UserFactory(officer=True, commune=other_commune))
    body = {
        "household": poor_household.pk,
        "year": 2021,
        "reasons": ["no_land"],
        "analysed_on": "2021-05-04",
    }

    assert api.post(API, body, format="json").status_code in {400, 404}
    assert api.get(API).json()["count"] == 0


@pytest.fixture
def others(poor_household):
    """Two more poor households of the village, the second one with an analysis."""
    made = []
    for _ in range(2):
        household = factories.HouseholdFactory(village=poor_household.village)
        factories.PovertyRecordFactory(household=household)
        made.append(household)
    factories.ReasonAnalysisFactory(household=made[1])
    return made


def test_the_next_household_of_the_filtered_list_is_opened(log_in, officer, poor_household, others):
    client = log_in(officer)
    asked = {"year": "2021", "village": str(poor_household.village_id), "state": "open"}
    edit = f"{reverse('support:reason_edit', args=[poor_household.pk])}?{urlencode(asked)}"

    first = client.post(edit, sent(then="next"))
    second = client.post(first.url, sent(then="next"), follow=True)

    assert first.url.startswith(reverse("support:reason_edit", args=[others[0].pk]))
    assert dict(parse_qsl(urlsplit(first.url).query)) == asked
    assert "mọi hộ trong danh sách đã có nguyên nhân" in text_of(second)
    assert dict(parse_qsl(second.request["QUERY_STRING"])) == asked


def test_a_household_of_another_village_is_not_next(log_in, officer, poor_household):
    elsewhere = factories.VillageFactory(commune=poor_household.commune)
    factories.PovertyRecordFactory(household=factories.HouseholdFactory(village=elsewhere))
    village = poor_household.village_id
    edit = reverse("support:reason_edit", args=[poor_household.pk])

    answer = log_in(officer).post(f"{edit}?year=2021&village={village}", sent(then="next"))

    assert answer.url.startswith(LIST)


def test_the_form_shows_the_facts_of_the_household(log_in, officer, edit, poor_household, illness):
    earlier = factories.ReasonAnalysisFactory(household=poor_household, year=2020)
    earlier.findings.create(reason=illness)

    page = text_of(log_in(officer).get(edit))

    assert "Dữ liệu của hộ" in page
    assert poor_household.head_name in page
    assert "Nguyên nhân năm 2020" in page
    assert "7. Ốm đau" in page


def test_reasons_are_saved_in_place(log_in, officer, edit):
    answer = log_in(officer).post(edit, sent(), headers={"X-Save-In-Place": "true"})

    assert answer.json() == {"version": 1, "page": edit, "message": answer.json()["message"]}
    assert ReasonAnalysis.objects.get().version == 1


def test_a_wrong_filter_of_the_form_is_refused(log_in, officer, edit):
    assert log_in(officer).get(f"{edit}&state=nonsense").status_code == 400
