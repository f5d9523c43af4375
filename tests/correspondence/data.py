"""Shorter calls of the services of correspondence."""

import datetime as dt
import uuid

from correspondence.services import opening, replies
from tests import factories

TODAY = dt.date(2021, 11, 15)
AT = factories.NOON
LATER = AT + dt.timedelta(hours=1)


def remind(plan, by, *communes, client_id=None, **facts):
    said = {"matter": "REVIEW", "body": "Đề nghị UBND xã rà soát.", "with_facts": False}
    return opening.send_reminders(
        client_id=client_id or uuid.uuid4(),
        plan_id=plan.pk,
        facts=opening.ReminderFacts(
            **{**said, "communes": [each.pk for each in communes], **facts}
        ),
        by=by,
        at=AT,
        on=TODAY,
    )


def comment(plan, by, *, client_id=None, body="Vì sao thấp?", **on):
    return opening.write_comment(
        client_id=client_id or uuid.uuid4(),
        plan_id=plan.pk,
        body=body,
        by=by,
        at=AT,
        on=TODAY,
        **on,
    )


def ask(plan, by, *, client_id=None, **said):
    facts = {"office": "FINANCE", "subject": "Kinh phí", "body": "Đã cấp đủ chưa?", **said}
    return opening.ask_office(
        client_id=client_id or uuid.uuid4(), plan_id=plan.pk, by=by, at=AT, on=TODAY, **facts
    )


def answer(thread, by, *, client_id=None, body="Xã đã làm.", at=LATER):
    return replies.reply(
        thread_id=thread.pk, client_id=client_id or uuid.uuid4(), body=body, by=by, at=at
    )


def read(thread, by, *, at=LATER):
    return replies.record_reading(thread_id=thread.pk, by=by, at=at)


def withdraw(message, by, *, reason="Gửi nhầm xã"):
    return replies.withdraw_message(message_id=message.pk, reason=reason, by=by, at=LATER)
