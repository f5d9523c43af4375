"""The dashboard as of a past day, of a part of the district, and its change since days before."""

import datetime as dt
import random

import pytest

from common.parameters import WrongParameters
from reports.choices import DashboardFigure
from reports.filters.dashboard import past_month_asked
from reports.pages.dashboard.page import page_of
from reports.pages.dashboard.parameters import DashboardAddress
from reports.queries.area import UnknownArea
from reports.queries.dashboard import dashboard
from reports.words.dashboard import change_words
from reports.words.tables import table_of
from targets.queries.changes import FallChange, changes_of, days_before
from targets.queries.months import months
from targets.queries.progress import progress
from tests import factories
from tests.targets.data import TODAY, listed, plan_of_a_small_district

DASHBOARD = "/bang-dieu-hanh/"
OCTOBER = dt.date(2021, 10, 31)


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


@pytest.fixture
def moves(plan, commune, other_commune):
    """Return twenty households with random movements as (commune, what happened, day)."""
    draw = random.Random(44)  # noqa: S311  (test data)
    found = []
    for number in range(20):
        where = draw.choice([commune, other_commune])
        what = draw.choice(["exited", "relapsed", ""])
        day = dt.date(2021, 1, 1) + dt.timedelta(days=draw.randrange(319))
        listed(where, kinh=number % 3 == 0, **({what: True, "moved_on": day} if what else {}))
        found.append((where, what, day))
    return found


def fall_of(moves, day, *, commune=None):
    """Return the net fall by a day, counted from the list of movements."""
    signs = {"exited": 1, "relapsed": -1, "": 0}
    return sum(signs[what] for where, what, on in moves if on <= day and commune in {None, where})


def found_of(plan, **asked):
    return dashboard(plan, plans=[plan], as_of=TODAY, **asked)


@pytest.mark.parametrize("month", range(1, 11))
def test_the_figures_of_a_past_day_are_those_of_the_movements_by_then(plan, moves, month):
    found = found_of(plan, month=month)

    day = found.progress.as_of
    assert day.month == month
    assert found.progress.total.everyone.flow.net_fall == fall_of(moves, day)
    assert {row.code: row.everyone.flow.net_fall for row in found.progress.communes} == {
        each.code: fall_of(moves, day, commune=each) for each in {where for where, _, _ in moves}
    }
    assert all(row.balances for row in found.progress.communes)


def test_changes_are_counted_by_the_recorded_days(plan, moves, commune):
    found = found_of(plan)

    whole = changes_of(found.counted, [row.pk for row in found.progress.communes])
    own = changes_of(found.counted, [commune.pk])

    assert [each.since for each in whole] == [dt.date(2021, 11, 8), dt.date(2021, 10, 15)]
    for each in whole:
        assert each.households == fall_of(moves, TODAY) - fall_of(moves, each.since)
    for each in own:
        now, before = (fall_of(moves, day, commune=commune) for day in (TODAY, each.since))
        assert each.households == now - before


def test_the_net_fall_on_the_last_day_of_a_month_is_that_of_the_month(plan, moves):
    days = [dt.date(2021, month, 28) for month in (2,)] + [dt.date(2021, 9, 30), OCTOBER]

    counted = months(plan, as_of=TODAY, days=days)

    for day in days:
        everyone = sum(all_ for all_, _ in counted.falls[day].values())
        minority = sum(em for _, em in counted.falls[day].values())
        assert everyone == counted.total.everyone[day.month - 1].net_fall
        assert minority == counted.total.minority[day.month - 1].net_fall


def test_a_week_and_a_month_before_are_days_of_the_same_year():
    assert days_before(dt.date(2021, 1, 5)) == ()
    assert days_before(dt.date(2021, 2, 28)) == (dt.date(2021, 2, 21), dt.date(2021, 1, 31))
    assert days_before(dt.date(2021, 5, 30)) == (dt.date(2021, 5, 23), dt.date(2021, 4, 30))


@pytest.mark.parametrize(
    ("households", "words"),
    [
        (12, "tăng 12 hộ so với 08/11"),
        (-3, "giảm 3 hộ so với 08/11"),
        (0, "không đổi so với 08/11"),
    ],
)
def test_a_change_is_said_in_words(households, words):
    assert change_words(FallChange(since=dt.date(2021, 11, 8), households=households)) == words


def test_what_is_not_recorded_by_day_is_not_shown_of_a_past_day(plan, moves, leader):
    found = found_of(plan, month=10, reader=leader)
    page = page_of(found, address=DashboardAddress(year=2021, month=10), user=leader)

    assert (page.line.rate, page.tasks, page.classes, page.reasons) == (None, [], None, None)
    assert page.past_note.startswith("Không ghi theo ngày")
    assert {goal.sign.word for goal in page.goals if "Tỷ lệ" in goal.label} == {
        "Không ghi theo ngày"
    }
    assert table_of(DashboardFigure.CLASSES, found, is_minority=False) is None


def test_the_api_gives_no_number_that_is_not_recorded_by_day(api_as, leader, plan, moves):
    answer = api_as(leader).get("/api/v1/dashboard/", {"month": "2021-10"}).json()

    assert answer["is_past"] is True
    assert answer["as_of"] == "2021-10-31"
    assert answer["progress"]["total"]["net_fall"] == fall_of(moves, OCTOBER)
    assert answer["progress"]["total"]["households"] is None
    assert answer["progress"]["total"]["workload"] is None
    assert (answer["reasons"], answer["classes"]) == ([], [])


@pytest.mark.parametrize(
    ("text", "month"), [("", None), ("2021-10", 10), ("2021-11", None), ("2021-01", 1)]
)
def test_the_month_of_the_working_date_is_today(text, month):
    assert past_month_asked(text, year=2021, on=TODAY) == month


@pytest.mark.parametrize("text", ["2021-12", "2020-12", "2021-13", "10", "nonsense"])
def test_a_month_that_is_not_over_or_not_of_the_year_is_refused(text):
    with pytest.raises(WrongParameters):
        past_month_asked(text, year=2021, on=TODAY)


@pytest.mark.parametrize("area", ["99999", "BORDER", "x"])
def test_an_area_that_does_not_exist_is_refused(log_in, leader, plan, area):
    with pytest.raises(UnknownArea):
        found_of(plan, area=area)
    assert log_in(leader).get(DASHBOARD, {"area": area}).status_code == 400


def test_the_figures_of_a_commune_are_those_of_its_line(plan, moves, commune):
    found = found_of(plan, area=commune.code)

    [row] = [row for row in progress(plan, as_of=TODAY).communes if row.pk == commune.pk]
    assert found.area.everyone == row.everyone
    assert [each.pk for each in found.area.rows] == [commune.pk]


def test_the_figures_of_some_communes_are_their_sum(plan, moves):
    found = found_of(plan, area="border")

    rows = [row for row in found.progress.communes if row.is_border]
    assert found.area.everyone.flow.net_fall == sum(r.everyone.flow.net_fall for r in rows)
    assert found.area.everyone.target_fall == sum(r.everyone.target_fall for r in rows)
    assert found.area.minority.households == sum(r.minority.households for r in rows)


def test_communes_above_the_average_are_an_area(plan, moves, commune):
    assert [row.pk for row in found_of(plan, area="above").area.rows] == [commune.pk]


def test_filters_in_use_can_be_taken_off(log_in, leader, plan, moves, commune):
    asked = {"year": 2021, "month": "2021-10", "area": commune.code, "minority": "true"}

    page = log_in(leader).get(DASHBOARD, asked)

    badges = {badge.label: badge.url for badge in page.context["page"].badges}
    assert set(badges) == {"Tính đến 31/10/2021", "Xã Ia O", "Hộ dân tộc thiểu số"}
    assert "month" not in badges["Tính đến 31/10/2021"]
    assert "area=23782" not in badges["Xã Ia O"]
    assert "Số liệu đến ngày 31/10/2021" in page.content.decode()


def test_forms_that_wait_are_shaded_from_the_day_of_the_oldest(plan, moves, leader, commune):
    household = factories.HouseholdFactory(village=commune.villages.first())
    form = factories.AssessmentFactory(household=household, submitted=True)

    page = page_of(found_of(plan), address=DashboardAddress(year=2021), user=leader)

    assert page.waiting.startswith("1 phiếu chờ công nhận, lâu nhất từ ")
    assert page.months.shade.words == page.waiting
    assert form.submitted_at is not None
