"""A thread goes from sent to read, answered and ended; a text is withdrawn only while unread."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from common import triggers
from common.errors import Conflict
from correspondence.models import Thread, ThreadMessage, ThreadReading
from correspondence.services import replies
from correspondence.services.opening import CannotCorrespond
from tests import factories
from tests.correspondence.data import AT, LATER, answer, ask, comment, read, withdraw


def state_of(thread):
    return Thread.objects.with_state().get(pk=thread.pk).state


def close(thread, by, *, version=None):
    seen = Thread.objects.get(pk=thread.pk).version if version is None else version
    return replies.close_thread(thread_id=thread.pk, version=seen, by=by, at=LATER)


def test_a_reminder_is_read_by_the_commune_then_answered_then_ended(reminder, officer, leader):
    assert state_of(reminder) == "SENT"
    read(reminder, officer)
    assert state_of(reminder) == "READ"
    answer(reminder, officer)
    assert state_of(reminder) == "ANSWERED"
    close(reminder, leader)
    assert state_of(reminder) == "CLOSED"


def test_who_read_first_and_when_is_kept(reminder, officer, chair):
    read(reminder, chair, at=AT)
    read(reminder, officer)

    found = Thread.objects.with_state().get(pk=reminder.pk)
    assert (found.reader, found.read_at) == (chair.full_name, AT)


def test_the_sender_and_other_offices_do_not_count_as_readers(reminder, leader, labour_office):
    read(reminder, leader)
    read(reminder, labour_office)

    assert state_of(reminder) == "SENT"
    assert not ThreadReading.objects.filter(is_addressee=True).exists()


def test_reading_again_writes_nothing_until_there_is_something_new(reminder, officer, leader):
    first = read(reminder, officer)
    again = read(reminder, officer, at=LATER.replace(hour=23))
    assert again.last_read_at == first.last_read_at
    assert first.history.count() == 1

    answer(reminder, leader, body="Thêm một việc.", at=LATER.replace(hour=22))

    assert read(reminder, officer, at=LATER.replace(hour=23)).last_read_at.hour == 23


def test_a_further_text_of_the_sender_is_no_answer(reminder, leader, labour_office):
    answer(reminder, leader)
    answer(reminder, labour_office)

    assert state_of(reminder) == "SENT"


def test_a_reply_sent_twice_is_sent_once(reminder, officer, chair):
    key = uuid.uuid4()
    first = answer(reminder, officer, client_id=key)

    assert answer(reminder, officer, client_id=key) == first
    assert reminder.messages.count() == 2
    with pytest.raises(CannotCorrespond, match="gửi ở nơi khác"):
        answer(reminder, chair, client_id=key)


def test_only_those_addressed_and_those_who_steer_reply(plan, leader, finance, labour_office):
    bank, question = factories.UserFactory(bank=True), ask(plan, leader)

    assert answer(question, finance).is_answer
    assert not answer(question, labour_office).is_answer
    with pytest.raises(CannotCorrespond, match="không gửi cho nơi bạn"):
        answer(question, bank)


def test_the_labour_office_answers_the_leaders_comment(
    plan, leader, labour_office, officer, commune
):
    goal = plan.goals.get(code="poor_fall")
    on_goal, on_commune = comment(plan, leader, goal=goal), comment(plan, leader, commune=commune)

    assert answer(on_goal, labour_office).is_answer
    assert answer(on_commune, officer).is_answer
    with pytest.raises(CannotCorrespond):
        answer(on_goal, officer)


def test_users_of_a_merged_commune_answer_for_its_predecessor(plan, leader, commune, reminder):
    successor = factories.CommuneFactory(name="Ia Mới")
    commune.merged_into = successor
    commune.save()

    assert answer(reminder, factories.UserFactory(officer=True, commune=successor)).is_answer


def test_an_empty_reply_is_refused(reminder, officer):
    with pytest.raises(CannotCorrespond, match="Hãy ghi nội dung"):
        answer(reminder, officer, body="")


def test_only_who_opened_a_thread_ends_it(reminder, leader, labour_office):
    with pytest.raises(CannotCorrespond, match="Chỉ người mở"):
        close(reminder, labour_office)

    assert close(reminder, leader).closed_by == leader
    assert close(reminder, leader, version=1).is_closed


def test_a_thread_that_was_answered_meanwhile_is_not_ended_unseen(reminder, leader, officer):
    seen = reminder.version
    answer(reminder, officer)

    with pytest.raises(Conflict, match=officer.full_name):
        close(reminder, leader, version=seen)


def test_nothing_is_written_in_an_ended_thread(reminder, leader, officer):
    close(reminder, leader)

    with pytest.raises(CannotCorrespond, match="đã kết thúc"):
        answer(reminder, officer)
    with pytest.raises(CannotCorrespond, match="đã kết thúc"):
        withdraw(reminder.messages.get(), leader)


def test_an_unread_reminder_is_withdrawn_with_its_reason(reminder, leader, officer):
    read(reminder, leader)

    withdrawn = withdraw(reminder.messages.get(), leader)

    assert withdrawn.withdrawal_reason == "Gửi nhầm xã"
    assert state_of(reminder) == "WITHDRAWN"
    assert withdraw(withdrawn, leader) == withdrawn
    assert not Thread.objects.visible_to(officer).exists()
    with pytest.raises(CannotCorrespond, match="đã rút"):
        answer(reminder, officer)
    with pytest.raises(CannotCorrespond, match="đã rút"):
        close(reminder, leader)


def test_a_text_that_was_read_is_not_withdrawn(reminder, leader, officer):
    read(reminder, officer)

    with pytest.raises(CannotCorrespond, match="đã có người đọc"):
        withdraw(reminder.messages.get(), leader)


def test_a_reply_is_withdrawn_until_the_other_side_has_read_it(reminder, leader, officer):
    read(reminder, leader, at=AT)
    message = answer(reminder, officer)

    withdraw(message, officer)
    assert state_of(reminder) == "READ"

    second = answer(reminder, officer)
    read(reminder, leader, at=LATER.replace(hour=23))
    with pytest.raises(CannotCorrespond, match="đã có người đọc"):
        withdraw(second, officer)


def test_the_text_of_another_user_is_not_withdrawn(reminder, labour_office, leader):
    with pytest.raises(CannotCorrespond, match="Chỉ người viết"):
        withdraw(reminder.messages.get(), labour_office)
    with pytest.raises(CannotCorrespond, match="lý do rút"):
        withdraw(reminder.messages.get(), leader, reason="")


@pytest.fixture
def guarded(db):
    triggers.install(connection)


def refused(change, marker):
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        change()
    return marker in str(error.value)


def test_the_database_refuses_another_text(guarded, reminder):
    rows = ThreadMessage.objects.filter(thread=reminder)

    assert refused(lambda: rows.update(body="Khác"), "thread_message_is_never_edited")
    assert refused(lambda: rows.update(at=LATER), "thread_message_is_never_edited")


def test_the_database_refuses_to_withdraw_what_was_read(guarded, reminder, officer):
    read(reminder, officer)
    rows = ThreadMessage.objects.filter(thread=reminder)
    gone = {"withdrawn_at": LATER, "withdrawal_reason": "Nhầm"}

    assert refused(lambda: rows.update(**gone), "thread_message_is_withdrawn_unread")


def test_the_database_does_not_take_back_a_withdrawal(guarded, reminder, leader):
    withdraw(reminder.messages.get(), leader)
    back = {"withdrawn_at": None, "withdrawal_reason": ""}

    assert refused(
        lambda: ThreadMessage.objects.update(**back), "thread_message_is_withdrawn_unread"
    )
