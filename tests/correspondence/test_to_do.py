"""What waits for an answer is on the home page of those who owe it."""

import datetime as dt

import pytest

from correspondence.pages.reminders import thread_reminders
from tests import factories
from tests.correspondence.data import TODAY, answer, read

PAST = TODAY - dt.timedelta(days=3)


def lines_of(user):
    return [(each.what, each.days_late) for each in thread_reminders(user, TODAY)]


@pytest.fixture
def overdue(plan, commune, leader):
    return factories.ThreadFactory(plan=plan, commune=commune, opened_by=leader, due_on=PAST)


def test_officer_and_chair_owe_an_answer_until_one_of_them_gives_it(overdue, officer, chair):
    waiting = [("Huyện đôn đốc, chờ trả lời", 3)]
    assert lines_of(officer) == lines_of(chair) == waiting

    read(overdue, officer)
    assert lines_of(officer) == waiting

    answer(overdue, officer)
    assert lines_of(officer) == []
    read(overdue, chair)
    assert lines_of(chair) == []


def test_another_commune_owes_nothing(overdue, other_commune):
    assert lines_of(factories.UserFactory(officer=True, commune=other_commune)) == []


def test_the_sender_follows_up_what_is_overdue_then_reads_the_answer(overdue, leader, officer):
    assert lines_of(leader) == [("Ia O", 3)]

    answer(overdue, officer)
    assert lines_of(leader) == [("Có nội dung chưa đọc", 0)]

    read(overdue, leader)
    assert lines_of(leader) == []


def test_overdue_reminders_are_one_line(overdue, plan, other_commune, leader):
    factories.ThreadFactory(plan=plan, commune=other_commune, opened_by=leader, due_on=TODAY)
    earlier = PAST - dt.timedelta(days=2)
    factories.ThreadFactory(plan=plan, commune=other_commune, opened_by=leader, due_on=earlier)

    (line,) = thread_reminders(leader, TODAY)

    assert (line.name, line.what, line.days_late) == (
        "2 trao đổi quá hạn trả lời",
        "Ia Chia, Ia O",
        5,
    )


def test_an_asked_office_owes_an_answer(plan, leader, finance, labour_office):
    factories.ThreadFactory(question=True, plan=plan, opened_by=leader)

    assert lines_of(finance) == [("Câu hỏi chờ trả lời", 0)]
    assert lines_of(labour_office) == []
    assert lines_of(factories.UserFactory(bank=True)) == []


def test_a_comment_is_to_be_read_not_answered(plan, leader, labour_office, officer, commune):
    thread = factories.ThreadFactory(comment=True, plan=plan, commune=commune, opened_by=leader)
    unread = [("Ý kiến về số liệu chưa đọc", 0)]
    assert lines_of(officer) == lines_of(labour_office) == unread

    read(thread, officer)

    assert lines_of(officer) == []
    assert lines_of(labour_office) == unread


def test_ended_and_withdrawn_threads_wait_for_no_one(overdue, leader, officer):
    message = overdue.messages.get()
    message.withdrawn_at, message.withdrawal_reason = factories.NOON, "Nhầm"
    message.save()

    assert lines_of(officer) == lines_of(leader) == []


def test_a_reminder_of_the_district_is_first_on_the_home_page(log_in, officer, overdue, plan):
    for _ in range(9):
        factories.DirectionBearerFactory(
            direction__plan=plan, direction__due_on=dt.date(2021, 5, 1), commune=officer.commune
        )

    to_do = log_in(officer).get("/").context["to_do"]

    assert to_do.first[0].what == "Huyện đôn đốc, chờ trả lời"
    assert to_do.late == 10
