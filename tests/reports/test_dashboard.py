"""The leader's dashboard: its figures, and its page for one user."""

import datetime as dt
from fractions import Fraction

import pytest

from common.charts import tiles
from common.parameters import WrongParameters
from reports.choices import Colouring, DashboardFigure
from reports.pages.dashboard.classes import ABOVE, GONE, NEAR_POOR, NEW, POOR, classes_chart
from reports.pages.dashboard.page import page_of
from reports.pages.dashboard.parameters import DashboardAddress, address_of
from reports.pages.dashboard.trend import months_chart, years_chart
from reports.queries.classes import class_flows
from reports.queries.dashboard import YearRate, dashboard, plans_for
from reports.words.dashboard import rate_source
from reports.words.tables import table_of
from targets.models import CommuneTarget, Goal
from targets.queries.alerts import alerts
from targets.queries.progress import progress
from targets.rules.path import planned_by
from targets.words.alerts import alert_sentence
from tests import factories
from tests.targets.data import TODAY, listed, live_in, plan_of_a_small_district

TWELFTHS = [Fraction(month, 12) for month in range(1, 13)]


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def year(plan, commune, other_commune):
    """Ia O: one exited, one relapsed, one stays; Ia Chia: one not reviewed."""
    listed(commune, exited=True)
    listed(commune, kinh=True)
    listed(commune, relapsed=True)
    listed(other_commune, reviewed=False)
    return plan


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


def found_of(plan, **more):
    return dashboard(plan, plans=[plan], as_of=TODAY, **more)


def page_for(user, plan, **asked):
    address = DashboardAddress(year=plan.year, **asked)
    return page_of(found_of(plan), address=address, user=user)


def test_the_numbers_are_those_of_the_progress(year):
    assert found_of(year).progress == progress(year, as_of=TODAY, near_poor=True)


def test_the_page_answers_first_and_says_why(year, leader):
    page = page_for(leader, year)

    assert page.answer == (
        "Có nguy cơ không đạt (không còn khả năng): 0/4 đã công nhận; "
        "thiếu 4, chỉ còn 1 hộ chưa nộp phiếu"
    )
    assert page.tally == "6 mục tiêu: 6 có nguy cơ không đạt"
    assert page.why == (
        "1 hộ thoát nghèo, 1 hộ tái nghèo, 0 hộ nghèo phát sinh; còn 1 hộ đầu năm chưa rà soát; "
        "2/2 xã có nguy cơ không đạt chỉ tiêu hoặc chưa có căn cứ dự báo."
    )


def test_communes_stand_worst_first_with_what_they_have_done(year, leader):
    page = page_for(leader, year)

    assert [(row.name, row.done) for row in page.communes] == [("Ia Chia", "0/1"), ("Ia O", "0/3")]
    assert [row.marks for row in page.communes] == ["◆", "▲◆"]
    assert [row.sign.word for row in page.communes] == [
        "Chưa có căn cứ dự báo",
        "Có nguy cơ không đạt",
    ]


def test_a_bar_shows_where_the_forecast_ends_the_year(year, leader):
    found = found_of(year)
    bars = {row.name: row.bar for row in page_for(leader, year).communes}
    ahead = {row.commune.name: row.everyone.forecast for row in found.ahead.communes}

    assert found.ahead.total.everyone.months[-1].net_fall == 0
    assert (bars["Ia O"].drawing.low, bars["Ia O"].drawing.span) == ("0.0", "0.5")
    assert (ahead["Ia O"].low, ahead["Ia O"].high) == (0, 0)


def test_every_late_commune_has_something_to_do(year, leader):
    tasks = page_for(leader, year).tasks

    assert [(task.title, task.action) for task in tasks] == [
        ("Xã Ia Chia", "Bắt đầu rà soát 1 hộ nghèo đầu năm"),
        ("Xã Ia O", "Đã rà soát hết: bàn lại với xã về hộ còn có thể thoát nghèo và hộ mới nghèo"),
    ]


def test_a_late_commune_says_what_the_forecast_warns_of(year, leader):
    warned = {alert_sentence(alert) for alert in alerts(found_of(year).ahead, today=TODAY)}
    [ia_chia, ia_o] = page_for(leader, year).tasks

    assert any("giảm thực 0/3 hộ" in warning for warning in ia_o.warnings)
    assert {*ia_o.warnings, *ia_chia.warnings} <= warned


def test_forms_that_wait_for_approval_come_before_more_review(year, leader, commune):
    factories.AssessmentFactory(household=live_in(commune), submitted=True)

    assert page_for(leader, year).tasks[1].action == ("Đôn đốc xã duyệt 1 phiếu đang chờ")


def test_figures_open_the_households_only_for_those_who_may_see_them(year, leader, officer):
    office = factories.UserFactory()

    assert [row.list_url for row in page_for(leader, year).communes] == ["", ""]
    assert ["commune=" in row.list_url for row in page_for(office, year).communes] == [False, True]
    assert ["commune=" in row.list_url for row in page_for(officer, year).communes] == [False, True]


def test_people_of_another_commune_are_given_no_list(year, other_commune):
    neighbour = factories.UserFactory(officer=True, commune=other_commune)

    assert [row.list_url for row in page_for(neighbour, year).communes] == ["", ""]


def test_border_communes_are_summed_apart(year, leader):
    border = page_for(leader, year).border

    assert (border["communes"], border["done"]) == ("2", "0/4")
    assert (border["poor"], border["rate"]) == ("3", "75,00 %")


def test_without_border_communes_nothing_is_said_of_them(db, leader):
    inland = [factories.CommuneFactory(), factories.CommuneFactory()]
    plan = plan_of_a_small_district(above=inland[0], below=inland[1])

    assert page_for(leader, plan).border is None


def test_the_group_asked_for_is_shown_everywhere(year, leader):
    page = page_for(leader, year, is_minority=True)

    assert page.line == progress(year, as_of=TODAY, near_poor=True).total.minority
    assert [(row.name, row.done) for row in page.communes] == [("Ia Chia", "0/1"), ("Ia O", "0/1")]
    assert {row.url for row in page.communes} == {
        f"/tien-do/xa/{row.pk}/?year=2021" for row in page.progress.communes
    }


def test_a_plan_without_a_list_has_no_flow_and_no_rate(plan, leader):
    page = page_for(leader, plan)

    assert page.classes is None
    assert [each.year for each in found_of(plan).years] == [2020]
    assert page.why == "Danh sách hộ nghèo của năm chưa có hộ nào."


def test_a_plan_without_goals_and_shares_says_so(year, leader):
    Goal.objects.all().delete()
    CommuneTarget.objects.update(fall=0, em_fall=0)

    page = page_for(leader, year)

    assert page.answer == "Chưa đặt mục tiêu cho năm này"
    assert {(row.bar, row.sign.word) for row in page.communes} == {(None, "Chưa giao chỉ tiêu")}
    assert page.tasks == []


def test_a_commune_without_households_and_one_alone_have_a_map(db, leader):
    only = factories.CommuneFactory()
    plan = factories.YearPlanFactory()
    factories.CommuneTargetFactory(
        plan=plan, commune=only, households=0, poor=0, em_households=0, em_poor=0, fall=0, em_fall=0
    )

    tile = page_for(leader, plan).map.tiles[0]

    assert (tile.x, tile.y, tile.figure, tile.colour) == (0, 0, "–", "none")


@pytest.mark.parametrize("colouring", Colouring)
def test_every_tile_tells_all_its_figures(year, leader, colouring):
    shown = page_for(leader, year, colouring=colouring).map.tiles

    assert {tile.words for tile in shown} == {
        "Xã Ia O (biên giới): tỷ lệ 66,67 %, thay đổi +29,17 điểm phần trăm, giảm 0/3 hộ",
        "Xã Ia Chia (biên giới): tỷ lệ 100,00 %, thay đổi +91,67 điểm phần trăm, giảm 0/1 hộ",
    }


def test_a_merged_commune_lies_between_those_it_was_made_of(year, commune, other_commune):
    merged = factories.CommuneFactory(name="Ia O mới", valid_from=dt.date(2025, 7, 1))
    for old, longitude in ((commune, 107), (other_commune, 108)):
        old.latitude, old.longitude, old.merged_into = 14, longitude, merged
        old.valid_to = dt.date(2025, 6, 30)
        old.save()

    places = found_of(year, boundaries="new").places

    assert places == [tiles.Place(key=merged.pk, longitude=107.5, latitude=14.0)]


def test_a_year_has_its_rates_under_its_own_standard_only(year):
    newer = factories.StandardFactory(code="VN-2022-2025")
    later = factories.YearPlanFactory(year=2022, standard=newer)

    found = dashboard(later, plans=[later, year], as_of=TODAY)

    assert [(each.year, each.standard_code, rate_source(each)) for each in found.years] == [
        (2020, "VN-2016-2020", "đầu kỳ năm 2021"),
        (2021, "VN-2022-2025", "đầu kỳ năm 2022"),
    ]


def test_no_line_goes_through_two_standards():
    years = [
        YearRate(
            year=2020 + number,
            standard_code=name,
            standard_name=name,
            poor=5,
            households=100,
            em_poor=2,
            em_households=10,
            plan_year=None,
        )
        for number, name in enumerate(["cũ", "cũ", "mới"])
    ]

    lines = years_chart(years, is_minority=False).lines

    assert [(line.label, len(line.dots)) for line in lines] == [("cũ", 2), ("mới", 1)]


def test_without_a_year_the_latest_begun_plan_is_meant(year):
    factories.YearPlanFactory(year=2022)

    assert plans_for(None, on=TODAY)[0] == year
    assert plans_for(2019, on=TODAY)[0] is None
    assert [plan.year for plan in plans_for(2021, on=TODAY)[1]] == [2022, 2021]


def test_households_between_the_lists_are_counted_once(year, commune, other_commune):
    listed(commune, near_poor=True)
    listed(commune, fallen=True)
    listed(other_commune, near_poor_exit=True)

    tables = found_of(year).progress.tables.of_everyone
    flows = class_flows(tables)

    assert sum(v for (source, _), v in flows.items() if source == POOR) == tables.poor.opening
    assert sum(v for (_, target), v in flows.items() if target == POOR) == tables.poor.closing
    assert (
        sum(v for (source, _), v in flows.items() if source == NEAR_POOR)
        == tables.near_poor.opening
    )
    assert flows[NEAR_POOR, POOR] == 1
    assert flows[POOR, NEAR_POOR] == 1
    assert (flows[POOR, ABOVE], flows[POOR, GONE], flows[NEW, POOR]) == (1, 0, 1)


def test_the_table_of_classes_has_the_numbers_of_the_drawing(year):
    table = table_of(DashboardFigure.CLASSES, found_of(year), is_minority=False)
    chart = classes_chart(found_of(year), is_minority=False)

    assert [(row[0], row[-1]) for row in table.rows] == [
        ("Hộ nghèo", 3),
        ("Hộ cận nghèo", 0),
        ("Mới vào danh sách", 1),
    ]
    assert table.totals == ["Cộng", 3, 0, 1, 0, 4]
    assert [bar.number for bar in chart.bars] == ["3", "0", "1", "3", "0", "1", "0"]


def test_the_planned_path_is_read_on_the_day():
    assert planned_by(TWELFTHS, dt.date(2021, 11, 15), year=2021) == Fraction(10, 12) + Fraction(
        1, 24
    )
    assert planned_by(TWELFTHS, dt.date(2021, 1, 31), year=2021) == Fraction(1, 12)
    assert planned_by(TWELFTHS, dt.date(2022, 1, 1), year=2021) == 1
    assert planned_by(TWELFTHS, dt.date(2020, 12, 31), year=2021) == 0


def test_months_are_shown_against_the_plan():
    known = {"path": TWELFTHS, "as_of": dt.date(2021, 2, 14), "planned_share": Fraction(3, 24)}

    chart = months_chart([0, 3], target=24, **known)

    assert [(line.label, len(line.points.split())) for line in chart.lines] == [
        ("Lộ trình", 13),
        ("Đã giảm thực", 3),
    ]
    assert chart.summary == "Đã giảm thực 3 hộ; lộ trình đến 14/02/2021: 3 hộ"
    assert months_chart([], target=None, **known) is None


@pytest.mark.parametrize("query", [{"minority": "x"}, {"colouring": "x"}, {"boundaries": "x"}])
def test_a_choice_that_does_not_exist_is_refused(query):
    with pytest.raises(WrongParameters):
        address_of(query, year=2021)


def test_other_choices_keep_what_was_chosen():
    address = address_of({"minority": "true", "colouring": "progress"}, year=2021)

    assert [choice.url for choice in address.groups()] == [
        "/bang-dieu-hanh/?year=2021&colouring=progress",
        "/bang-dieu-hanh/?year=2021&minority=true&colouring=progress",
    ]
    assert [choice.is_current for choice in address.colourings()] == [False, False, True]
