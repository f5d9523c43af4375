"""A year before a merger on its own units or on the new ones; later years on the new ones only."""

import datetime as dt

import pytest

from areas.choices import Boundaries
from areas.models import Commune
from households.queries.boundaries import regrouped
from households.queries.population import Population
from targets.queries.plans import closing_figures
from targets.queries.progress import progress
from targets.queries.rows import BaselineFigures
from targets.services.baseline import CommuneBaseline, change_baseline
from tests import factories

TODAY = dt.date(2025, 8, 1)
MERGER = dt.date(2025, 7, 1)


@pytest.fixture
def sister(db):
    return factories.CommuneFactory(code="23771", name="Ia Bă")


@pytest.fixture
def merged(commune, sister):
    """Two communes of the district made one on 1 July 2025."""
    new = factories.CommuneFactory(code="23764", name="Ia Grai", district=None, valid_from=MERGER)
    old = Commune.objects.filter(pk__in=[commune.pk, sister.pk])
    old.update(merged_into=new, valid_to=MERGER - dt.timedelta(days=1))
    return new


def plan_of(year, *communes):
    plan = factories.YearPlanFactory(year=year)
    for each in communes:
        factories.CommuneTargetFactory(plan=plan, commune=each)
        factories.PovertyRecordFactory(
            household__village__commune=each, year=year, standard=plan.standard
        )
    return plan


def names(found):
    return {row.name for row in found.communes}


def test_a_year_before_keeps_its_units_unless_asked(merged, commune, sister):
    plan = plan_of(2021, commune, sister)

    old = progress(plan, as_of=TODAY)
    new = progress(plan, as_of=TODAY, boundaries=Boundaries.NEW)

    assert (names(old), names(new)) == ({"Ia O", "Ia Bă"}, {"Ia Grai"})
    assert old.grouping.has_choice
    assert (old.grouping.is_regrouped, new.grouping.is_regrouped) == (False, True)


def test_figures_of_a_new_unit_are_the_sum_of_the_old_ones(merged, commune, sister):
    plan = plan_of(2021, commune, sister)

    (row,) = progress(plan, as_of=TODAY, boundaries=Boundaries.NEW).communes

    line = row.everyone
    assert (line.baseline_households, line.baseline_poor, line.target_fall) == (2000, 100, 28)
    assert (line.flow.opening, line.flow.closing, line.households) == (2, 2, 2)


@pytest.mark.parametrize("asked", Boundaries)
def test_the_year_of_the_merger_is_shown_on_the_new_units_only(merged, commune, sister, asked):
    plan = plan_of(2025, commune, sister, merged)

    found = progress(plan, as_of=TODAY, boundaries=asked)

    assert names(found) == {"Ia Grai"}
    assert not found.grouping.has_choice
    assert found.communes[0].everyone.flow.opening == 3


def test_without_a_merger_there_is_nothing_to_choose(commune, sister):
    plan = plan_of(2021, commune, sister)

    found = progress(plan, as_of=TODAY, boundaries=Boundaries.NEW)

    assert names(found) == {"Ia O", "Ia Bă"}
    assert (found.grouping.has_choice, found.grouping.boundaries) == (False, Boundaries.OLD)


def test_the_choice_costs_no_query(merged, commune, sister, django_assert_num_queries):
    plan = plan_of(2021, commune, sister)

    with django_assert_num_queries(6):
        progress(plan, as_of=TODAY, boundaries=Boundaries.NEW)


def test_the_next_baseline_is_proposed_on_the_units_it_starts_with(merged, commune, sister):
    plan = plan_of(2025, commune, sister)

    figures = closing_figures(year=2025, standard=plan.standard)

    assert set(figures) == {merged.pk}
    assert figures[merged.pk].poor == 2


def test_a_plan_after_the_merger_takes_the_new_communes(merged, commune, labour_office):
    plan = factories.YearPlanFactory(year=2026, households=10, poor=1, em_households=0, em_poor=0)
    figures = figures_like(plan)

    change_baseline(
        plan_id=plan.pk,
        version=plan.version,
        baseline=figures,
        source="Rà soát 2025",
        communes=[CommuneBaseline(commune_id=merged.pk, figures=figures)],
        by=labour_office,
    )

    assert names(progress(plan, as_of=dt.date(2026, 1, 5))) == {"Ia Grai"}


def figures_like(plan):
    return BaselineFigures(
        households=plan.households,
        poor=plan.poor,
        em_households=plan.em_households,
        em_poor=plan.em_poor,
    )


def test_grouping_adds_what_goes_together_and_leaves_the_rest():
    figures = {n: Population(households=n, em_households=1) for n in (1, 2, 4)}

    found = regrouped(figures, {1: 9, 2: 9})

    assert found == {
        9: Population(households=3, em_households=2),
        4: Population(households=4, em_households=1),
    }


@pytest.mark.parametrize(("asked", "count"), [("", 2), ("&boundaries=new", 1)])
def test_the_api_takes_the_boundaries(merged, commune, sister, api_as, labour_office, asked, count):
    plan_of(2021, commune, sister)

    answer = api_as(labour_office).get(f"/api/v1/progress/?year=2021{asked}").json()

    assert len(answer["communes"]) == count
    assert answer["boundaries"] == (asked[-3:] or "old")


@pytest.mark.parametrize(
    "address", ["progress/", "reports/district-summary/", "reports/poverty-flow/", "poverty-flow/"]
)
def test_the_api_refuses_other_boundaries(merged, commune, api_as, labour_office, address):
    plan_of(2021, commune)
    factories.RoundFactory(year=2021)

    answer = api_as(labour_office).get(f"/api/v1/{address}?year=2021&boundaries=x")

    assert answer.status_code == 400


def test_the_page_offers_the_choice_and_links_its_workbook(
    merged, commune, sister, log_in, labour_office
):
    plan_of(2021, commune, sister)

    page = log_in(labour_office).get("/tien-do/?year=2021&boundaries=new").content.decode()

    assert "theo đơn vị sau sắp xếp" in page
    assert "/bao-cao/tong-hop-huyen/2021/?boundaries=new" in page


@pytest.mark.parametrize(
    ("asked", "shown"), [("", {"Ia O", "Ia Bă"}), ("&boundaries=new", {"Ia Grai"})]
)
def test_the_flow_tables_take_the_boundaries(
    merged, commune, sister, log_in, labour_office, asked, shown
):
    plan_of(2021, commune, sister)
    factories.RoundFactory(year=2021)

    page = log_in(labour_office).get(f"/dien-bien/?year=2021{asked}")

    assert {row.commune.name for row in page.context["report"].rows} == shown


def test_the_flow_by_api_adds_up_on_either_units(merged, commune, sister, api_as, labour_office):
    plan_of(2021, commune, sister)
    factories.RoundFactory(year=2021)
    api = api_as(labour_office)

    old = api.get("/api/v1/poverty-flow/?year=2021&boundaries=old").json()
    new = api.get("/api/v1/poverty-flow/?year=2021&boundaries=new").json()

    assert (len(old["communes"]), len(new["communes"])) == (2, 1)
    assert old["total"] == new["total"]


@pytest.mark.parametrize("report", ["tong-hop-huyen", "dien-bien"])
def test_workbooks_on_the_new_units_say_so_in_their_name(
    merged, commune, sister, log_in, labour_office, report
):
    plan_of(2021, commune, sister)
    factories.RoundFactory(year=2021)
    client = log_in(labour_office)

    old = client.get(f"/bao-cao/{report}/2021/")
    new = client.get(f"/bao-cao/{report}/2021/?boundaries=new")

    assert "don-vi-moi" not in old["Content-Disposition"]
    assert "-2021-don-vi-moi.xlsx" in new["Content-Disposition"]
