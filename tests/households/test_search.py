"""Households found by what people type, on pages and in the API alike."""

import pytest
from django.urls import reverse

from households.models import Household
from households.rules.typed_numbers import TypedNumber, typed_number
from tests import factories

LIST, API = reverse("households:list"), "/api/v1/households/"
NUMBER = "064184000123"


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def register(village):
    """Four households; three of them have a second member."""
    people = {
        "23782-00826": ("Bùi Đức Hùng", "Nguyễn Thị Đào"),
        "23782-02693": ("Rơ Châm Y-Ngêh", "Rơ Châm H'Linh"),
        "23782-01826": ("Đinh H'Bluên", "Nguyễn Thị Tám"),
        "23764-00001": ("Rơ Châm Hùng", None),
    }
    for code, (head, other) in people.items():
        household = factories.HouseholdFactory(village=village, code=code, head_name=head)
        if other:
            factories.MemberFactory(
                household=household, full_name=other, relation="CHILD", position=2
            )
    tam = Household.objects.get(code="23782-01826").members.get(position=2)
    tam.citizen_number = NUMBER
    tam.save()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("02693", {"23782-02693"}),
        ("2693", {"23782-02693"}),
        ("826", {"23782-00826", "23782-01826"}),
        ("00826", {"23782-00826"}),
        ("23782 00826", {"23782-00826"}),
        ("23782.00826", {"23782-00826"}),
        ("2378200826", {"23782-00826"}),
        ("23782-826", {"23782-00826"}),
        ("23764", {"23764-00001"}),
        ("23764-", {"23764-00001"}),
        (NUMBER, {"23782-01826"}),
        ("064 184 000 123", {"23782-01826"}),
        ("064.184.000.123", {"23782-01826"}),
        ("'064184000123", {"23782-01826"}),
        ("64184000123", {"23782-01826"}),
        ("064184", set()),
        ("184000123", set()),
        ("0641840001234", set()),
        ("hlinh", {"23782-02693"}),
        ("h'linh", {"23782-02693"}),
        ("H‘Linh", {"23782-02693"}),
        ("h linh", {"23782-02693"}),
        ("nguyen tam", {"23782-01826"}),
        ("tam nguyen", {"23782-01826"}),
        ("Nguyễn  Tám", {"23782-01826"}),
        ("hung ro cham", {"23764-00001"}),
        ("rocham hung", {"23764-00001"}),
        ("RơChâm", {"23764-00001", "23782-02693"}),
        ("y ngeh", {"23782-02693"}),
        ("\u00d0inh", {"23782-01826"}),
        ("dinh hbluen", {"23782-01826"}),
        ("bui dao", set()),
        ("anh", set()),
        ("'", set()),
        ("%", set()),
    ],
)
def test_a_household_is_found_as_people_type_it(
    log_in, api_as, officer, commune, register, text, codes
):
    page = log_in(officer).get(LIST, {"q": text})
    answer = api_as(officer).get(API, {"q": text})

    assert {household.code for household in page.context["page"]} == codes
    assert {household["code"] for household in answer.json()["results"]} == codes


def test_the_member_found_is_named_unless_it_is_the_head(log_in, api_as, officer, register):
    page = log_in(officer).get(LIST, {"q": "dao"}).content.decode()
    head = log_in(officer).get(LIST, {"q": "duc hung"}).content.decode()
    answer = api_as(officer).get(API, {"q": "dao"}).json()["results"]

    assert "có: Nguyễn Thị Đào (con)" in page
    assert "có: " not in head
    assert [household["matched_member"] for household in answer] == ["Nguyễn Thị Đào"]


def test_naming_members_takes_no_query_per_row(
    log_in, officer, village, register, django_assert_max_num_queries
):
    client = log_in(officer)
    client.get(LIST, {"q": "nguyen"})
    for number in range(20):
        household = factories.HouseholdFactory(village=village)
        factories.MemberFactory(household=household, full_name=f"Nguyễn {number}", position=2)

    with django_assert_max_num_queries(14):
        page = client.get(LIST, {"q": "nguyen"})

    assert len(page.context["page"]) == 22


def test_the_list_is_sorted_by_given_name_on_request(log_in, api_as, officer, register):
    page = log_in(officer).get(LIST, {"order": "GIVEN_NAME"})
    answer = api_as(officer).get(API, {"order": "GIVEN_NAME", "page_size": 2}).json()
    rest = api_as(officer).get(API, {"order": "GIVEN_NAME", "cursor": answer["next"]}).json()

    names = ["Đinh H'Bluên", "Bùi Đức Hùng", "Rơ Châm Hùng", "Rơ Châm Y-Ngêh"]
    assert [household.head_name for household in page.context["page"]] == names
    found = [household["head_name"] for household in (*answer["results"], *rest["results"])]
    assert found == names


@pytest.mark.parametrize("text", ["nguyen", "", "12a", "1/2", "٠١٢٣"])
def test_other_texts_are_no_numbers(text):
    assert typed_number(text) is None


def test_a_number_of_any_length_is_read():
    assert typed_number("9" * 90) == TypedNumber(beginnings=("99999-" + "9" * 85,))
