"""The HTML of the dashboard."""

import pytest

from households.choices import Figure
from tests import factories
from tests.targets.data import listed, plan_of_a_small_district

DASHBOARD = "/bang-dieu-hanh/"
MOST_QUERIES = 15
BY_COMMUNE = {"by_commune": "true"}


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


def text_of(response):
    return response.content.decode()


def test_the_page_says_of_when_its_numbers_are(log_in, leader, plan, commune):
    listed(commune, exited=True)

    page = log_in(leader).get(DASHBOARD, {"year": 2021})

    assert page.status_code == 200
    assert "Số liệu đến ngày 15/11/2021" in text_of(page)


def test_a_year_without_a_plan_says_what_to_do(log_in, leader, plan):
    page = text_of(log_in(leader).get(DASHBOARD, {"year": 2019}))

    assert "Năm 2019 chưa có kế hoạch" in page
    assert f"{DASHBOARD}?year=2021" in page


def test_a_leader_is_shown_no_link_to_households(log_in, leader, plan, commune):
    listed(commune, exited=True)

    assert f"figure={Figure.EXITS}" not in text_of(log_in(leader).get(DASHBOARD))


def test_the_labour_office_opens_the_households_behind_a_figure(
    log_in, labour_office, plan, commune
):
    listed(commune, exited=True)

    page = text_of(log_in(labour_office).get(DASHBOARD))

    assert f"figure={Figure.EXITS}&amp;commune={commune.pk}" in page


def test_names_are_escaped(log_in, leader, plan, commune):
    commune.name = "Ia <b>O</b>"
    commune.save()

    page = text_of(log_in(leader).get(DASHBOARD))

    assert "Ia &lt;b&gt;O&lt;/b&gt;" in page
    assert "<b>O" not in page


@pytest.mark.parametrize("asked", [{"minority": "x"}, {"colouring": "x"}, {"year": "x"}])
def test_an_address_that_makes_no_sense_is_refused(log_in, leader, plan, asked):
    assert log_in(leader).get(DASHBOARD, asked).status_code == 400


@pytest.mark.parametrize(
    "asked", [{"minority": "true"}, {"colouring": "change"}, {"colouring": "progress"}, BY_COMMUNE]
)
def test_the_page_opens_in_every_way(log_in, leader, plan, commune, asked):
    listed(commune, exited=True)

    assert log_in(leader).get(DASHBOARD, asked).status_code == 200


def test_the_number_of_queries_does_not_grow(
    log_in, leader, plan, commune, django_assert_max_num_queries
):
    client = log_in(leader)
    listed(commune, exited=True)
    client.get(DASHBOARD)  # names of catalogues and the district are cached from now on
    with django_assert_max_num_queries(MOST_QUERIES) as before:
        client.get(DASHBOARD)
    listed(commune, fallen=True)
    listed(factories.CommuneFactory())
    live = factories.HouseholdFactory(village=commune.villages.first())
    factories.AssessmentFactory(household=live, submitted=True)

    with django_assert_max_num_queries(MOST_QUERIES) as after:
        client.get(DASHBOARD)

    assert len(after) <= len(before)


@pytest.fixture
def analysed(plan, commune, other_commune):
    """Ia O: one of many is landless; Ia Chia: six, all of them."""
    land = factories.PovertyReasonFactory(name="Thiếu đất", key="land")
    for each in [listed(commune), *(listed(other_commune) for _ in range(6))]:
        factories.ReasonAnalysisFactory(
            household=each.household, commune=each.commune, year=2021
        ).findings.create(reason=land)


def cells_of(page):
    return [row.cells for row in page.context["page"].reasons.rows]


def test_few_households_are_hidden_from_other_offices_with_the_reason(log_in, analysed):
    bank = factories.UserFactory(bank=True)

    page = log_in(bank).get(DASHBOARD, BY_COMMUNE)

    assert [row.households for row in page.context["page"].reasons.rows] == ["ẩn"]
    assert cells_of(page) == [["ẩn", "ẩn"]]
    assert "ẩn: dưới 5 hộ" in text_of(page)


def test_the_leader_is_given_every_number(log_in, leader, analysed):
    page = log_in(leader).get(DASHBOARD, BY_COMMUNE)

    assert cells_of(page) == [["6", "1"]]
    assert "ẩn: dưới 5 hộ" not in text_of(page)


def test_the_officer_sees_the_own_commune_only(log_in, officer, analysed):
    assert cells_of(log_in(officer).get(DASHBOARD, BY_COMMUNE)) == [["ẩn", "1"]]


def test_a_commune_where_nothing_was_looked_at_has_no_zero(log_in, leader, analysed, plan):
    listed(factories.CommuneFactory(name="Ia Khai"), reviewed=False)

    page = log_in(leader).get(DASHBOARD, BY_COMMUNE)

    assert cells_of(page) == [["6", "chưa phân tích", "1"]]


def test_a_commune_without_poor_households_has_a_dash(log_in, leader, analysed, plan):
    factories.CommuneTargetFactory(plan=plan, commune=factories.CommuneFactory(name="Ia Khai"))

    page = log_in(leader).get(DASHBOARD, BY_COMMUNE)

    assert cells_of(page) == [["6", "–", "1"]]


def test_what_the_poor_lack_is_ranked(log_in, leader, plan, commune):
    indicator = plan.standard.indicators.first()
    record = listed(commune)
    record.result.answers = {indicator.key: True}
    record.result.save()

    rows = log_in(leader).get(DASHBOARD).context["page"].deprivations.rows

    assert [(row.name, row.households, row.share) for row in rows] == [
        (indicator.name, "1", "100 %")
    ]
