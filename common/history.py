"""Writes with a history row and its author, and reading a row's history."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from common.errors import Conflict


def save_with_history(
    instance: models.Model, *, by: models.Model | None, reason: str = "", **kwargs: Any
) -> None:
    """Save a row; its history row records the user and, if given, the reason."""
    instance._history_user = by  # type: ignore[attr-defined]
    if reason:
        instance._change_reason = reason  # type: ignore[attr-defined]
    instance.save(**kwargs)


def delete_with_history(instance: models.Model, *, by: models.Model) -> None:
    """Delete a row; its history keeps the last state and who deleted it."""
    instance._history_user = by  # type: ignore[attr-defined]
    instance.delete()


def create_many(
    rows: Sequence[models.Model], *, by: models.Model | None, batch_size: int = 2000
) -> list[Any]:
    """Insert many rows of one model together with their history rows."""
    if not rows:
        return []
    return bulk_create_with_history(
        list(rows), type(rows[0]), batch_size=batch_size, default_user=by
    )


def update_many(
    rows: Sequence[models.Model], fields: Iterable[str], *, by: models.Model | None
) -> int:
    """Update many rows of one model together with their history rows; return their number."""
    if not rows:
        return 0
    bulk_update_with_history(
        list(rows), type(rows[0]), list(fields), batch_size=500, default_user=by
    )
    return len(rows)


def log_many(
    rows: models.QuerySet, *, by: models.Model | None, at: dt.datetime, reason: str = ""
) -> int:
    """Write a history row of the present state of every row of a query, in one INSERT … SELECT.

    For changes with `QuerySet.update()`, which writes no history: call it after the update, with a
    query that selects the rows in their new state. Returns their number.
    """
    history: Any = rows.model.history.model
    fields = [field for field in history.tracked_fields if field.concrete]
    columns = [field.column for field in fields]
    connection = connections[rows.db]
    values = {
        "history_date": history._meta.get_field("history_date").get_db_prep_value(at, connection),
        "history_change_reason": reason or None,
        "history_type": "~",
        "history_user_id": by.pk if by else None,
    }
    wanted = rows.order_by().values_list(*[field.attname for field in fields]).query
    try:
        select, parameters = wanted.sql_with_params()
    except EmptyResultSet:  # a filter by an empty list of keys
        return 0
    names = ", ".join(connection.ops.quote_name(name) for name in [*columns, *values])
    marks = ", ".join(["%s"] * len(values))
    table = connection.ops.quote_name(history._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT changed.*, {marks} FROM ({select}) changed",  # noqa: S608 (names of our own tables)
            [*values.values(), *parameters],
        )
        return int(cursor.rowcount)


def conflict_over(instance: Any) -> Conflict:
    """Return the refusal of a concurrent edit, with who changed the row last and when."""
    last = instance.history.select_related("history_user").first()
    who = str(last.history_user) if last and last.history_user else "người khác"
    when = last.history_date if last else None
    return Conflict(
        f"{who} đã sửa bản ghi này sau khi bạn mở. Hãy xem lại rồi làm tiếp.",
        changed_by=who,
        changed_at=when,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """One change of a row; `number` is the row's version after it, if it has one."""

    at: dt.datetime
    who: str
    what: str
    reason: str = ""
    number: int | None = None


# Takes a history row and the one before it (None for the first); returns the change and its
# reason, or None to leave the row out.
Step = Callable[[Any, Any], tuple[str, str] | None]


def history_events(instance: Any, step: Step, *, unknown: str = "") -> list[HistoryEvent]:
    """Return the changes of a row, newest first, in one query.

    `step` names each change. `unknown` is shown where the history has no author.
    """
    return events_of(history_rows(instance), step, unknown=unknown)


def history_rows(instance: Any) -> list[Any]:
    """Return the history rows of a row with their authors, oldest first, in one query."""
    return list(instance.history.select_related("history_user").order_by("history_id"))


def events_of(rows: Iterable[Any], step: Step, *, unknown: str = "") -> list[HistoryEvent]:
    """Return the events of history rows that are already loaded, oldest first; no query.

    The result is newest first.
    """
    events: list[HistoryEvent] = []
    before = None
    for row in rows:
        named = step(row, before)
        before = row
        if named is None:
            continue
        what, reason = named
        events.append(
            HistoryEvent(
                at=row.history_date,
                who=str(row.history_user or unknown),
                what=what,
                reason=reason,
                number=getattr(row, "version", None),
            )
        )
    return events[::-1]
