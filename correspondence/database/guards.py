"""A message that was sent is never edited, and is withdrawn only while no one else has read it."""

from common.triggers import Trigger, TriggerSet

NEVER_EDITED = "thread_message_is_never_edited"
WITHDRAWN_UNREAD = "thread_message_is_withdrawn_unread"

SENTENCES = {
    NEVER_EDITED: "Tin đã gửi thì không sửa được. Hãy gửi tin khác.",
    WITHDRAWN_UNREAD: "Tin này đã có người đọc, không rút được nữa. Hãy gửi tin khác.",
}

_THREAD = "correspondence_thread"
_MESSAGE = "correspondence_threadmessage"
_READING = "correspondence_threadreading"
_FIXED = ("thread_id", "body", "by_id", "role", "at", "is_opening", "is_answer")

CORRESPONDENCE_TRIGGERS = TriggerSet(
    triggers=(
        Trigger(
            name=NEVER_EDITED,
            table=_MESSAGE,
            event=f"UPDATE OF {', '.join(_FIXED)}",
            condition=" OR ".join(f"NEW.{column} <> OLD.{column}" for column in _FIXED),
            marker=NEVER_EDITED,
        ),
        Trigger(
            name=WITHDRAWN_UNREAD,
            table=_MESSAGE,
            event="UPDATE OF withdrawn_at",
            condition="NEW.withdrawn_at IS NULL AND OLD.withdrawn_at IS NOT NULL"
            " OR NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL"
            f" AND EXISTS (SELECT 1 FROM {_READING} r WHERE r.thread_id = NEW.thread_id"
            " AND r.user_id <> NEW.by_id AND r.last_read_at >= NEW.at)",
            marker=WITHDRAWN_UNREAD,
            lock=f"SELECT 1 FROM {_THREAD} t WHERE t.id = NEW.thread_id FOR UPDATE OF t",
            tables=(_THREAD, _READING),
        ),
    ),
    sentences=SENTENCES,
)
