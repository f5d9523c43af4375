import pytest
from django.urls import reverse
from django.utils.html import escape

from households.choices import HouseholdState
from households.models import Household
from tests import factories

LIST = reverse("households:list")


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def blo(village):
    return factories.HouseholdFactory(
        village=village, head_name="Rơ Châm Đen", with_head__citizen_number="064080001234"
    )


@pytest.fixture
def others(village):
    return factories.HouseholdFactory.create_batch(2, village=village)


def names(response):
    return [household.head_name for household in response.context["page"]]


@pytest.mark.parametrize(
    "text", ["ro cham den", "RƠ CHÂM ĐEN", "cham d", "064080001234", "23000-99999", "23000-9999"]
)
def test_a_household_is_found_by_name_code_or_citizen_number(log_in, officer, blo, others, text):
    Household.objects.filter(pk=blo.pk).update(code="23000-99999")

    response = log_in(officer).get(LIST, {"q": text})

    assert names(response) == ["Rơ Châm Đen"]


def test_a_household_is_found_by_a_member_who_is_not_its_head(log_in, officer, blo, others):
    factories.MemberFactory(household=blo, full_name="Siu H'Lép", position=2)

    response = log_in(officer).get(LIST, {"q": "h'lep"})

    assert names(response) == ["Rơ Châm Đen"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"Nghèo", "Cận nghèo", "Thường"}),
        ({"status": "POOR"}, {"Nghèo"}),
        ({"status": "NEAR_POOR"}, {"Cận nghèo"}),
        ({"status": "NONE"}, {"Thường"}),
        ({"minority": "true"}, {"Nghèo", "Cận nghèo"}),
        ({"minority": "false"}, {"Thường"}),
        ({"no_labour_capacity": "true"}, {"Nghèo"}),
        ({"has_merit": "true"}, {"Thường"}),
        ({"state": "MOVED"}, {"Đã đi"}),
        ({"state": "ALL"}, {"Nghèo", "Cận nghèo", "Thường", "Đã đi"}),
        ({"state": "Ở đâu đó"}, set()),
        ({"village": "99999"}, set()),
        ({"status": "RICH"}, set()),
    ],
)
def test_filters_narrow_the_list_and_a_senseless_one_empties_it(
    log_in, officer, village, this_round, filters, found
):
    kinh = factories.EthnicGroupFactory(kinh=True)
    poor = factories.HouseholdFactory(village=village, head_name="Nghèo", no_labour_capacity=True)
    near_poor = factories.HouseholdFactory(village=village, head_name="Cận nghèo")
    factories.HouseholdFactory(village=village, head_name="Thường", ethnicity=kinh, has_merit=True)
    factories.HouseholdFactory(
        village=village, head_name="Đã đi", state=HouseholdState.MOVED, left_on="2021-10-01"
    )
    factories.PovertyRecordFactory(household=poor)
    factories.PovertyRecordFactory(household=near_poor, near_poor=True)

    response = log_in(officer).get(LIST, filters)

    assert set(names(response)) == found


def test_one_village_of_the_commune_can_be_chosen(log_in, officer, village, blo):
    elsewhere = factories.HouseholdFactory(village__commune=village.commune)

    response = log_in(officer).get(LIST, {"village": elsewhere.village_id})

    assert names(response) == [elsewhere.head_name]


def test_district_people_filter_by_commune_and_officers_see_no_such_choice(
    log_in, labour_office, officer, village, other_commune, blo
):
    factories.HouseholdFactory(village__commune=other_commune)

    district = log_in(labour_office).get(LIST, {"commune": village.commune_id})
    commune = log_in(officer).get(LIST)

    assert names(district) == ["Rơ Châm Đen"]
    assert commune.context["filter"].form["commune"].is_hidden


def test_an_officer_sees_own_households_only(log_in, officer, blo, other_commune):
    factories.HouseholdFactory(village__commune=other_commune)

    response = log_in(officer).get(LIST, {"state": "ALL"})

    assert names(response) == ["Rơ Châm Đen"]


def test_names_stand_in_vietnamese_order(log_in, officer, village):
    for name in ("Ăn", "An", "Đào", "Dung", "Ất"):
        factories.HouseholdFactory(village=village, head_name=name)

    response = log_in(officer).get(LIST)

    assert names(response) == ["An", "Ăn", "Ất", "Dung", "Đào"]


def test_pages_follow_one_another_without_loss(log_in, officer, village):
    factories.HouseholdFactory.create_batch(60, village=village, head_name="Siu Blơi")

    first = log_in(officer).get(LIST)
    second = log_in(officer).get(LIST, {"cursor": first.context["page"].next_cursor})
    keys = [household.pk for page in (first, second) for household in page.context["page"]]

    assert len(keys) == len(set(keys)) == 60
    assert first.context["page"].total == 60


@pytest.mark.parametrize("cursor", ["-1", "abc", "eyJ2IjogMX0"])
def test_a_tampered_page_is_refused(log_in, officer, blo, cursor):
    response = log_in(officer).get(LIST, {"cursor": cursor})

    assert response.status_code == 400


def test_htmx_is_given_the_table_alone(log_in, officer, blo):
    response = log_in(officer).get(LIST, headers={"HX-Request": "true"})

    assert [t.name for t in response.templates][0] == "households/_table.html"
    assert b"<html" not in response.content


@pytest.mark.parametrize("household_count", [3, 30])
def test_the_number_of_queries_does_not_grow_with_the_list(
    log_in, labour_office, village, this_round, django_assert_num_queries, household_count
):
    factories.HouseholdFactory.create_batch(household_count, village=village)
    client = log_in(labour_office)
    client.get(LIST)

    with django_assert_num_queries(9):
        client.get(LIST)


def test_a_commune_without_households_is_told_what_to_do(log_in, officer):
    response = log_in(officer).get(LIST)

    assert "Sổ hộ chưa có hộ nào" in response.content.decode()
    assert reverse("households:create") in response.content.decode()


def test_a_list_emptied_by_its_filters_says_so(log_in, officer, blo):
    response = log_in(officer).get(LIST, {"q": "không ai"})

    assert "Không có hộ nào khớp" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{7*7}}", '"><img src=x onerror=y>']
)
def test_a_hostile_name_is_shown_literally(log_in, officer, village, name):
    household = factories.HouseholdFactory(village=village, head_name=name)

    pages = [
        log_in(officer).get(address).content.decode()
        for address in (LIST, reverse("households:detail", args=[household.pk]))
    ]

    assert all(escape(name) in page for page in pages)
    assert all("<script>alert" not in page and "<img src=x" not in page for page in pages)
