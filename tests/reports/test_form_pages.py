"""The official forms as page, answer and workbook: the same numbers, for each reader his own."""

import re
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from common.formats import count, rate
from reports.words.forms.forms import FORMS
from tests import factories
from tests.households.review_data import new_standard
from tests.reports.form_data import RandomDistrict

each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
PRIVATE = {
    "04": {"water", "toilet", "health_insurance", "sum"},
    "08": {"c3", "c4", "c7", "c8"},
    "10": {"reason1", "reason2"},
    "12": {"c15", "c17", "c18", "c19"},
}


@pytest.fixture(scope="module")
def _district_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield RandomDistrict(3, households=60)
        transaction.set_rollback(True)


@pytest.fixture
def district(_district_once, db):
    return _district_once


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


@pytest.fixture
def department(db):
    return factories.UserFactory(finance=True)


def figures(api, slug, **asked):
    answer = api.get(f"/api/v1/forms/{slug}/", {"year": 2021, **asked})
    assert answer.status_code == 200, answer.json()
    return answer.json()


def in_words(answer):
    """Return the numbers of an answer as the page shows them, line by line."""
    columns = answer["columns"]
    return [
        [
            "ẩn"
            if column["key"] in line["hidden"]
            else (rate if column["is_rate"] else count)(line["values"][column["key"]])
            for column in columns
        ]
        for unit in (*answer["units"], answer["total"])
        for line in unit["lines"]
    ]


def on_page(page):
    rows = html.fromstring(page).xpath(
        '//table[contains(@class, "form-table__table")]//tr[td[@class]]'
    )
    return [[cell.text_content().strip() for cell in row.xpath("td")] for row in rows]


def in_workbook(response, columns, lines):
    """Return the numbers of a workbook as the page shows them."""
    sheet = load_workbook(BytesIO(response.getvalue()), data_only=True).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    first = next(n for n, row in enumerate(rows) if row[0] == "A") + 1
    wide = len(columns)
    return [
        [
            value if isinstance(value, str) else (rate if column["is_rate"] else count)(value)
            for column, value in zip(columns, row[-wide:], strict=True)
        ]
        for row in rows[first : first + lines]
    ]


@each_form
def test_page_answer_and_workbook_have_the_same_numbers(form, district, leader, log_in, api_as):
    answer = figures(api_as(leader), form.slug)
    client = log_in(leader)

    page = client.get(reverse("reports:form", args=[form.slug]), {"year": 2021})
    file = client.get(reverse("reports:form_excel", args=[form.slug]), {"year": 2021})

    wanted = in_words(answer)
    assert on_page(page.content.decode()) == wanted
    assert in_workbook(file, answer["columns"], len(wanted)) == wanted


@each_form
def test_the_api_gives_the_same_file(form, district, leader, log_in, api_as):
    page = log_in(leader).get(reverse("reports:form_excel", args=[form.slug]), {"year": 2021})
    by_api = api_as(leader).get(f"/api/v1/forms/{form.slug}/xlsx/", {"year": 2021})

    assert by_api["Content-Disposition"] == page["Content-Disposition"]
    assert b"".join(by_api.streaming_content)


def small_numbers(answer, keys):
    """Return the numbers of one to four households of communes, in private columns."""
    return [
        (unit["name"], key, line["values"][key])
        for unit in answer["units"]
        for line in unit["lines"]
        for key in keys & line["values"].keys()
        if line["name"] != "Nhân khẩu" and 0 < (line["values"][key] or 0) < 5
    ]


@pytest.mark.parametrize("slug", PRIVATE)
def test_another_office_is_given_no_small_number(slug, district, leader, department, api_as):
    keys = PRIVATE[slug]
    assert small_numbers(figures(api_as(leader), slug), keys)

    answer = figures(api_as(department), slug)

    assert small_numbers(answer, keys) == []
    assert any("ẩn" in note for note in answer["notes"])


def test_a_hidden_count_hides_its_rate_and_its_sum(district, department, api_as):
    api = api_as(department)
    counts, rates = figures(api, "04"), figures(api, "05")

    for counted, rated in zip(counts["units"], rates["units"], strict=True):
        hidden = set(counted["lines"][0]["hidden"])
        assert set(rated["lines"][0]["hidden"]) == {f"{key}_rate" for key in hidden - {"sum"}}
        assert ("sum" in hidden) == bool(hidden)


def test_an_officer_is_given_the_small_numbers_of_the_own_commune(district, api_as, leader):
    own = district.communes[1]
    officer = factories.UserFactory(officer=True, commune=own)
    everything = {each["name"]: each for each in figures(api_as(leader), "08")["units"]}

    for unit in figures(api_as(officer), "08")["units"]:
        in_full = unit["lines"] == everything[unit["name"]]["lines"]
        assert in_full or unit["name"] != own.full_name
    assert small_numbers(figures(api_as(officer), "08"), PRIVATE["08"])


def test_ethnic_groups_are_hidden_together(district, department, api_as):
    answer = figures(api_as(department), "09")

    groups = {column["key"] for column in answer["columns"]} - {"listed", "kinh", "minority"}
    lines = [line for unit in answer["units"] for line in unit["lines"]]
    assert {frozenset(line["hidden"]) for line in lines} <= {frozenset(), frozenset(groups)}
    assert any(line["hidden"] for line in lines)
    assert all(line["values"]["minority"] is not None for line in lines)


def test_a_number_opens_the_households_that_it_counts(district, log_in):
    client = log_in(factories.UserFactory())
    page = client.get(reverse("reports:form", args=["02"]), {"year": 2021}).content.decode()
    rows = html.fromstring(page).xpath('//tbody[contains(@class, "form-table__unit")]/tr[td//a]')

    links = [link for row in rows for link in row.xpath("td//a")]
    assert links
    for link in links[:6]:
        listed = client.get(link.get("href")).context["page"]
        assert count(len(listed.rows)) == link.text_content().strip()


def test_readers_without_the_lists_have_no_links(district, leader, log_in):
    page = log_in(leader).get(reverse("reports:form", args=["02"]), {"year": 2021})

    assert "figure=" not in page.content.decode()


def test_a_form_without_frozen_figures_refuses_them(district, leader, api_as):
    answer = api_as(leader).get("/api/v1/forms/10/", {"year": 2021, "basis": "frozen"})

    assert answer.status_code == 400
    assert "Biểu này không có số liệu đã khóa." in str(answer.json())


def test_a_year_that_is_not_locked_has_nothing_frozen(district, leader, log_in, api_as):
    asked = {"year": 2021, "basis": "frozen"}

    page = log_in(leader).get(reverse("reports:form", args=["01"]), asked).content.decode()

    assert "Chưa có số liệu đã khóa" in page
    assert api_as(leader).get("/api/v1/forms/01/", asked).status_code == 404


def test_the_summary_of_2016_to_2020_is_only_of_its_standard(district, leader, api_as):
    code = new_standard().code

    answer = api_as(leader).get(
        "/api/v1/forms/giai-doan-2016-2020/", {"year": 2021, "standard": code}
    )

    assert answer.status_code == 400
    assert "Chuẩn nghèo này không có biểu đang chọn." in str(answer.json())


def test_the_list_of_forms_names_each_with_its_addresses(leader, api_as):
    rows = api_as(leader).get("/api/v1/forms/").json()

    assert [row["slug"] for row in rows] == [form.slug for form in FORMS]
    assert all(row["url"].startswith("/api/v1/forms/") for row in rows)


def formulas_of(response):
    sheet = load_workbook(BytesIO(response.getvalue())).active
    return {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }


def test_totals_rates_and_subtotals_are_formulas(district, leader, log_in):
    client = log_in(leader)

    result = client.get(reverse("reports:form_excel", args=["01"]), {"year": 2021})
    split = client.get(reverse("reports:form_excel", args=["giai-doan-2016-2020"]), {"year": 2021})

    formulas = set(formulas_of(result).values())
    assert any(each.startswith("=SUM(C") for each in formulas)
    assert any(re.fullmatch(r"=E([0-9]+)/C\1", each) for each in formulas)
    sums = [each for each in formulas_of(split).values() if each.startswith("=SUM(N")]
    assert len(sums) == 3  # thành thị, nông thôn, toàn huyện
    assert sums[-1].count(",") == 1
