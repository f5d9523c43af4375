"""Replies in a thread, its end, what is withdrawn from it, and who has read it."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from common.history import conflict_over, save_with_history
from correspondence.models import LONGEST_REASON, Thread, ThreadMessage, ThreadReading
from correspondence.queries.threads import party_of
from correspondence.rules import is_addressed, may_close, may_reply
from correspondence.services.opening import CannotCorrespond

_ENDED = "Trao đổi này đã kết thúc, không trả lời thêm được."


@transaction.atomic
def reply(
    *, thread_id: int, client_id: uuid.UUID, body: str, by: User, at: dt.datetime
) -> ThreadMessage:
    """Write in a thread; the author has then read it.

    Repeated with one `client_id` it returns the same message. Raises CannotCorrespond without a
    text, in a thread that is ended or withdrawn, and for users it is not addressed to.
    """
    thread = _locked(thread_id)
    if known := ThreadMessage.objects.filter(client_id=client_id).first():
        if (known.thread_id, known.by_id) != (thread.pk, by.pk):
            raise CannotCorrespond("Tin này đã gửi ở nơi khác. Hãy mở lại trang và gửi lại.")
        return known
    _require_open(thread)
    party = party_of(thread, by)
    if not may_reply(thread.kind, party, is_open=True):
        raise CannotCorrespond("Trao đổi này không gửi cho nơi bạn làm việc.")
    if not body:
        raise CannotCorrespond("Hãy ghi nội dung.", field="body")
    message = ThreadMessage(
        client_id=client_id,
        thread=thread,
        body=body,
        by=by,
        role=by.role,
        at=at,
        is_answer=is_addressed(thread.kind, party),
    )
    save_with_history(message, by=by)
    _read(thread, by=by, at=at)
    _save(thread, by=by, reason="Trả lời")
    return message


@transaction.atomic
def close_thread(*, thread_id: int, version: int, by: User, at: dt.datetime) -> Thread:
    """End a thread; it stays on record. Only who opened it may.

    Idempotent. Raises CannotCorrespond for others and for a withdrawn thread, Conflict when someone
    wrote in it meanwhile.
    """
    thread = _locked(thread_id)
    if thread.is_closed:
        return thread
    _require_open(thread)
    if not may_close(party_of(thread, by), is_open=True):
        raise CannotCorrespond("Chỉ người mở trao đổi kết thúc được.")
    if thread.version != version:
        raise conflict_over(thread)
    thread.closed_by, thread.closed_at = by, at
    return _save(thread, by=by, reason="Kết thúc")


@transaction.atomic
def withdraw_message(*, message_id: int, reason: str, by: User, at: dt.datetime) -> ThreadMessage:
    """Withdraw one's own message; with the first one the whole thread is withdrawn.

    Idempotent. Raises CannotCorrespond without a reason, for the message of another user, in an
    ended thread, and once anyone else has read it (the database refuses that too).
    """
    found = ThreadMessage.objects.get(pk=message_id)
    thread = _locked(found.thread_id)
    message = ThreadMessage.objects.get(pk=message_id)
    if message.by_id != by.pk:
        raise CannotCorrespond("Chỉ người viết rút được tin của mình.")
    if message.is_withdrawn:
        return message
    _require_open(thread)
    if not 0 < len(reason) <= LONGEST_REASON:
        raise CannotCorrespond(
            f"Hãy ghi lý do rút, không quá {LONGEST_REASON} ký tự.", field="reason"
        )
    if thread.readings.filter(last_read_at__gte=message.at).exclude(user=by).exists():
        raise CannotCorrespond("Tin này đã có người đọc, không rút được nữa. Hãy gửi tin khác.")
    message.withdrawn_at, message.withdrawal_reason = at, reason
    save_with_history(message, by=by, reason="Rút tin")
    _save(thread, by=by, reason="Rút trao đổi" if message.is_opening else "Rút tin")
    return message


@transaction.atomic
def record_reading(*, thread_id: int, by: User, at: dt.datetime) -> ThreadReading | None:
    """Record that a user has read a thread; None for one that was withdrawn.

    Nothing is written while there is nothing new since the last time. Idempotent.
    """
    thread = _locked(thread_id)
    if _is_withdrawn(thread):
        return None
    known = thread.readings.filter(user=by).first()
    newest = thread.messages.order_by("at").last()
    if known is not None and (newest is None or newest.at <= known.last_read_at):
        return known
    return _read(thread, by=by, at=at)


def _read(thread: Thread, *, by: User, at: dt.datetime) -> ThreadReading:
    reading = thread.readings.filter(user=by).first() or ThreadReading(
        thread=thread,
        user=by,
        is_addressee=is_addressed(thread.kind, party_of(thread, by)),
        first_read_at=at,
    )
    reading.last_read_at = max(at, reading.first_read_at)
    save_with_history(reading, by=by)
    return reading


def _locked(thread_id: int) -> Thread:
    threads = Thread.objects.select_for_update(of=("self",)).select_related("commune", "plan")
    return threads.get(pk=thread_id)


def _is_withdrawn(thread: Thread) -> bool:
    return thread.messages.filter(is_opening=True, withdrawn_at__isnull=False).exists()


def _require_open(thread: Thread) -> None:
    if thread.is_closed:
        raise CannotCorrespond(_ENDED)
    if _is_withdrawn(thread):
        raise CannotCorrespond("Trao đổi này đã rút.")


def _save(thread: Thread, *, by: User, reason: str) -> Thread:
    thread.version += 1
    save_with_history(thread, by=by, reason=reason)
    return thread
