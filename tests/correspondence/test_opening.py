"""Reminders, comments and questions are sent once, to those they are meant for."""

import datetime as dt
import uuid

import pytest

from correspondence.models import Thread
from correspondence.services.opening import CannotCorrespond
from tests import factories
from tests.correspondence.data import TODAY, ask, comment, read, remind
from tests.targets.data import adopted_as_planned, listed


def state_of(thread):
    return Thread.objects.with_state().get(pk=thread.pk).state


def test_each_commune_gets_a_thread_of_its_own(plan, leader, commune, other_commune):
    sent = remind(plan, leader, commune, other_commune, due_on=TODAY)

    assert {each.commune for each in sent} == {commune, other_commune}
    assert {each.messages.get().body for each in sent} == {"Đề nghị UBND xã rà soát."}
    assert sent[0].history.get().history_user == leader
    assert state_of(sent[0]) == "SENT"


def test_a_reminder_says_what_is_late_in_its_commune(plan, leader, commune, other_commune):
    adopted_as_planned(plan, answers_due_on=dt.date(2021, 11, 1))
    listed(commune, reviewed=False)

    first, second = remind(plan, leader, commune, other_commune, with_facts=True)

    of_each = {each.commune: each.messages.get().body for each in (first, second)}
    assert of_each[commune].startswith("Số liệu đến ngày 15/11/2021 của xã Ia O:\n- ")
    assert "Quá hạn trả lời chỉ tiêu 14 ngày." in of_each[commune]
    assert "xã Ia O" not in of_each[other_commune]
    assert of_each[commune].endswith("\n\nĐề nghị UBND xã rà soát.")


def test_a_reminder_sent_twice_is_sent_once(plan, leader, commune, other_commune):
    key = uuid.uuid4()
    first = remind(plan, leader, commune, other_commune, client_id=key)

    again = remind(plan, leader, commune, other_commune, client_id=key)

    assert {each.pk for each in again} == {each.pk for each in first}
    assert Thread.objects.count() == 2


def test_the_key_of_another_user_is_refused(plan, leader, labour_office, commune):
    key = uuid.uuid4()
    remind(plan, leader, commune, client_id=key)

    with pytest.raises(CannotCorrespond, match="người khác đã gửi"):
        remind(plan, labour_office, commune, client_id=key)


def test_a_second_reminder_about_an_open_matter_has_to_be_confirmed(
    plan, leader, labour_office, commune
):
    remind(plan, leader, commune)

    with pytest.raises(CannotCorrespond, match="đã đôn đốc 15/11, chưa đọc") as refused:
        remind(plan, labour_office, commune)

    assert refused.value.field == "again"
    assert len(remind(plan, labour_office, commune, again=True)) == 1
    assert len(remind(plan, labour_office, commune, matter="TASKS")) == 1


def test_an_ended_reminder_does_not_stand_in_the_way(plan, leader, commune, reminder):
    Thread.objects.filter(pk=reminder.pk).update(closed_by=leader, closed_at=factories.NOON)

    assert len(remind(plan, leader, commune)) == 1


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"communes": []}, "communes", "Hãy chọn xã"),
        ({"communes": [999_999]}, "communes", "Hãy chọn xã"),
        ({"body": ""}, "body", "Hãy ghi nội dung"),
        ({"matter": "WEATHER"}, "matter", "về việc gì"),
        ({"due_on": dt.date(2021, 11, 14)}, "due_on", "từ ngày 15/11/2021"),
        ({"due_on": dt.date(2024, 1, 1)}, "due_on", "trong vòng một năm"),
        ({"body": "x" * 3001}, "body", "quá dài"),
    ],
)
def test_a_reminder_without_sense_is_refused(plan, leader, commune, facts, field, words):
    with pytest.raises(CannotCorrespond, match=words) as refused:
        remind(plan, leader, commune, **facts)

    assert refused.value.field == field
    assert not Thread.objects.exists()


def test_a_commune_of_another_district_is_not_reminded(plan, leader, commune):
    elsewhere = factories.CommuneFactory(district=factories.DistrictFactory(code="999"))

    with pytest.raises(CannotCorrespond, match="không thuộc huyện này"):
        remind(plan, leader, commune, elsewhere)


def test_a_comment_keeps_the_figure_of_its_day(plan, leader, commune):
    goal = plan.goals.get(code="poor_fall")
    written = comment(plan, leader, goal=goal)
    listed(commune, exited=True)

    assert written.figure.startswith("0 hộ, chỉ tiêu từ 4 hộ trở lên")
    assert (written.goal_code, written.figure_on) == ("poor_fall", TODAY)
    written.refresh_from_db()
    assert written.figure.startswith("0 hộ")


def test_a_comment_on_a_commune_keeps_its_verdict_and_rate(plan, leader, commune):
    listed(commune)

    written = comment(plan, leader, commune=commune)

    assert "Tỷ lệ hộ nghèo 100,00 %" in written.figure
    assert written.subject == "Số liệu của xã Ia O, năm 2021"


@pytest.mark.parametrize("on", ["nothing", "both", "goal of another plan", "commune outside"])
def test_a_comment_is_on_one_figure_of_the_plan(plan, leader, commune, on):
    other_plan = factories.YearPlanFactory(year=2020)
    goal = plan.goals.get(code="poor_fall")
    elsewhere = factories.CommuneFactory(district=factories.DistrictFactory(code="999"))
    wrong = {
        "nothing": {},
        "both": {"commune": commune, "goal": goal},
        "goal of another plan": {"goal": factories.GoalFactory(plan=other_plan)},
        "commune outside": {"commune": elsewhere},
    }[on]

    with pytest.raises(CannotCorrespond, match="một mục tiêu, hoặc một xã"):
        comment(plan, leader, **wrong)


def test_a_comment_and_a_question_sent_twice_are_sent_once(plan, leader, commune):
    key, other = uuid.uuid4(), uuid.uuid4()

    for _ in range(2):
        comment(plan, leader, commune=commune, client_id=key)
        ask(plan, leader, client_id=other)

    assert Thread.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"body": ""}, "body"),
        ({"office": "ARMY"}, "office"),
        ({"due_on": dt.date(2021, 1, 1)}, "due_on"),
    ],
)
def test_a_question_without_sense_is_refused(plan, leader, said, field):
    with pytest.raises(CannotCorrespond) as refused:
        ask(plan, leader, **said)

    assert refused.value.field == field


def test_an_office_is_not_asked_by_itself(plan, labour_office):
    with pytest.raises(CannotCorrespond, match="cơ quan khác"):
        ask(plan, labour_office, office="LABOUR_OFFICE")

    assert ask(plan, labour_office, office="FINANCE").office == "FINANCE"


def test_a_withdrawn_reminder_frees_its_matter(plan, leader, commune, reminder):
    opening = reminder.messages.get()
    opening.withdrawn_at, opening.withdrawal_reason = factories.NOON, "Nhầm"
    opening.save()

    assert len(remind(plan, leader, commune)) == 1
    assert read(reminder, leader) is None
