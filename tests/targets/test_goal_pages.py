"""Pages and API of the goals, of the months, and of earlier versions."""

from decimal import Decimal

import pytest
from django.urls import reverse

from targets.choices import GoalGroup
from targets.models import Goal, PathPoint, YearPlan
from targets.queries.goal_versions import goal_versions
from targets.services.path import set_path
from targets.words.plan_history import plan_history_text
from tests import factories
from tests.targets.test_goal_services import border, goals_set, lacking
from tests.targets.test_views import goals_sent, text_of

API = "/api/v1/year-plans/2021/"


def row(number, **fields):
    return {f"goal-{number}-{name}": value for name, value in fields.items()}


def rows(total, initial=0):
    return {"goal-TOTAL_FORMS": total, "goal-INITIAL_FORMS": initial}


@pytest.fixture
def water(plan):
    return plan.standard.indicators.get(key="water")


@pytest.fixture
def goals_page():
    return reverse("targets:goals_edit", args=[2021])


def test_goals_are_added_on_the_page(log_in, leader, plan, water, goals_page):
    sent = goals_sent(
        plan,
        **rows(3),
        **row(0, code="deprivation_rate", group="EVERYWHERE", indicator=water.pk, value="12,5"),
        **row(1, code="poor_fall", group="BORDER", comparison="MORE_THAN", value="1"),
        **row(2, code="", group="EVERYWHERE", indicator="", comparison="", value=""),
    )

    log_in(leader).post(goals_page, sent)

    added = Goal.objects.filter(position__gt=7).order_by("position")
    assert [(goal.group, goal.comparison, goal.value) for goal in added] == [
        ("EVERYWHERE", "AT_MOST", Decimal("0.125")),
        ("BORDER", "MORE_THAN", 1),
    ]


def test_a_goal_is_changed_into_another_or_taken_out(log_in, leader, plan, water, goals_page):
    goals_set(plan, {}, more=[lacking(water, None), border("relapse", 1)], by=leader)
    plan.refresh_from_db()
    sent = goals_sent(
        plan,
        **rows(2, initial=2),
        decision_number="60/KH-UBND",
        **row(0, code="deprivation_rate", group="BORDER", indicator=water.pk, value="5"),
        **row(1, code="relapse", group="BORDER", value="1", DELETE="on"),
    )

    log_in(leader).post(goals_page, sent)

    (only,) = Goal.objects.filter(position__gt=7)
    assert (only.group, only.indicator, only.value) == ("BORDER", water, Decimal("0.05"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": "deprivation_rate", "value": "5"}, "Hãy chọn chỉ số"),
        ({"code": "poor_fall", "value": "2,5"}, "Hãy nhập số nguyên"),
        ({"code": "poor_rate", "value": "2.5"}, "dấu phẩy"),
        ({"code": "", "value": "2"}, "bắt buộc"),
        ({"code": "relapse", "group": "EVERYWHERE", "value": "2"}, "một lần"),
    ],
)
def test_a_row_that_makes_no_sense_is_said(log_in, leader, plan, goals_page, fields, words):
    sent = goals_sent(plan, **rows(1), **row(0, **{"group": "BORDER", **fields}))

    page = log_in(leader).post(goals_page, sent)

    assert words in text_of(page)
    assert YearPlan.objects.get().version == 1


def test_a_page_without_its_rows_is_refused(log_in, leader, plan, goals_page):
    sent = goals_sent(plan)
    del sent["goal-TOTAL_FORMS"]

    assert log_in(leader).post(goals_page, sent).status_code == 200
    assert YearPlan.objects.get().version == 1


def test_the_plan_shows_where_it_was_decided(log_in, leader, plan):
    goals_set(plan, {}, by=leader, legal_basis="NQ 12-NQ/HU", more=[border("poor_fall", 1)])

    page = text_of(log_in(leader).get(reverse("targets:plan"), {"year": 2021}))

    assert "Hội nghị triển khai" in page
    assert "NQ 12-NQ/HU" in page
    assert "(các xã biên giới)" in page


def test_goals_are_added_and_taken_out_by_api(api_as, leader, plan, water):
    api = api_as(leader)
    named = {"code": "deprivation_rate", "group": "BORDER", "indicator": "water"}
    sent = {"version": 1, "decision_number": "45/KH", "decided_on": "2021-03-24", "goals": []}
    again = {"version": 2, "decision_number": "60/KH", "removed": [named]}

    added = api.put(
        f"{API}goals/", sent | {"goals": [{**named, "value": 0.2}]}, format="json"
    ).json()
    taken = api.put(f"{API}goals/", sent | again, format="json")

    assert added["goals"][-1] == {
        **named,
        "label": "Tỷ lệ hộ nghèo thiếu hụt water (các xã biên giới)",
        "unit": "RATE",
        "comparison": "AT_MOST",
        "value": 0.2,
    }
    assert len(taken.json()["goals"]) == 7


def test_an_unknown_service_is_refused_by_api(api_as, leader, plan):
    goal = {"code": "deprivation_rate", "indicator": "nothing", "value": 0.2}
    sent = {"version": 1, "goals": [goal], "decision_number": "", "decided_on": None}

    assert api_as(leader).put(f"{API}goals/", sent, format="json").status_code == 400


def path_sent(plan, **months):
    return {"version": plan.version, **{f"m{month}": "" for month in range(1, 13)}, **months}


def test_the_months_are_typed_in_per_cent(log_in, leader, plan):
    url = reverse("targets:path_edit", args=[2021])

    log_in(leader).post(url, path_sent(plan, m9="20", m12="100"))

    assert list(PathPoint.objects.values_list("month", "share")) == [
        (9, Decimal("0.2000")),
        (12, Decimal("1.0000")),
    ]
    assert YearPlan.objects.get().version == 2


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ({"m9": "50", "m10": "40", "m12": "100"}, "thấp hơn tháng trước"),
        ({"m9": "50"}, "phải là 100 %"),
        ({"m9": "0,123", "m12": "100"}, "hai số lẻ"),
    ],
)
def test_months_that_fall_or_do_not_end_with_all_are_refused(log_in, leader, plan, months, words):
    page = log_in(leader).post(reverse("targets:path_edit", args=[2021]), path_sent(plan, **months))

    assert words in text_of(page)
    assert not PathPoint.objects.exists()


def test_a_path_is_changed_taken_back_and_the_same_again_is_nothing(plan, leader):
    set_path(plan_id=plan.pk, version=1, points={9: Decimal("0.2"), 12: Decimal(1)}, by=leader)
    set_path(plan_id=plan.pk, version=1, points={9: Decimal("0.2"), 12: Decimal(1)}, by=leader)
    changed = set_path(plan_id=plan.pk, version=2, points={12: Decimal(1)}, by=leader)

    assert changed.version == 3
    assert PathPoint.objects.get().month == 12


def test_the_months_are_set_by_api(api_as, leader, plan):
    sent = {"version": 1, "points": [{"month": 11, "share": 0.22}, {"month": 12, "share": 1}]}

    answer = api_as(leader).put(f"{API}path/", sent, format="json")
    late = api_as(leader).put(f"{API}path/", {"version": 1, "points": []}, format="json")

    assert answer.json()["path"][10] == 0.22
    assert late.status_code == 409


def test_every_version_says_what_the_goals_were(plan, water, leader):
    goals_set(plan, {"relapse": Decimal(2)}, more=[lacking(water, Decimal("0.2"))], by=leader)
    key = Goal.objects.get(indicator=water).key
    new = {"version": 2, "decision_number": "60/KH-UBND"}
    goals_set(plan, {"relapse": Decimal(3)}, removed=[key], by=leader, **new)

    found = plan_history_text(goal_versions(YearPlan.objects.get()))

    lines = {line.label: line.cells for line in found.goals}
    relapse = lines["Số hộ tái nghèo"]
    assert [version.number for version in found.versions] == [3, 2, 1]
    assert [cell.text for cell in relapse] == ["không quá 3 hộ", "không quá 2 hộ", "chưa đặt"]
    assert [cell.was for cell in relapse] == ["không quá 2 hộ", "chưa đặt", None]
    service = lines["Tỷ lệ hộ nghèo thiếu hụt water"]
    assert [cell.text for cell in service] == ["–", "không quá 20,00 %", "–"]


def test_the_history_is_read_on_its_page_and_by_api(log_in, api_as, leader, plan):
    goals_set(plan, {"relapse": Decimal(2)}, by=leader)

    page = text_of(log_in(leader).get(reverse("targets:plan_history", args=[2021])))
    answer = api_as(leader).get(f"{API}history/").json()

    assert "trước: chưa đặt" in page
    assert leader.full_name in page
    assert answer["versions"][0]["number"] == 2
    assert {cell["was"] for line in answer["goals"] for cell in line["cells"]} == {
        None,
        "chưa đặt",
    }


def test_three_queries_whatever_the_number_of_versions(plan, leader, django_assert_num_queries):
    goals_set(plan, {"relapse": Decimal(2)}, by=leader)
    new = {"version": 2, "decision_number": "60/KH-UBND"}
    goals_set(plan, {"relapse": Decimal(3)}, by=leader, **new)

    with django_assert_num_queries(3):
        goal_versions(plan)


def test_goals_of_another_group_do_not_disturb_the_shares(log_in, labour_office, plan):
    factories.GoalFactory(plan=plan, code="poor_fall", group=GoalGroup.BORDER, value=1, position=8)

    page = log_in(labour_office).get(reverse("targets:plan"), {"year": 2021})

    assert not [words for words in page.context["problems"] if "các xã cộng lại" in words]
