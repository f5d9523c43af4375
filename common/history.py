"""Writes that leave a history row with the person who did them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from common.errors import Conflict


def save_with_history(
    instance: models.Model, *, by: models.Model | None, reason: str = "", **kwargs: Any
) -> None:
    """Save a row; its history row names the person and, where given, the reason."""
    instance._history_user = by  # type: ignore[attr-defined]
    if reason:
        instance._change_reason = reason  # type: ignore[attr-defined]
    instance.save(**kwargs)


def delete_with_history(instance: models.Model, *, by: models.Model) -> None:
    """Delete a row; its history keeps what it was and who deleted it."""
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
    """Update many rows of one model together with their history rows; returns their number."""
    if not rows:
        return 0
    bulk_update_with_history(
        list(rows), type(rows[0]), list(fields), batch_size=500, default_user=by
    )
    return len(rows)


def conflict_over(instance: Any) -> Conflict:
    """Return the refusal for a lost race, naming who changed the row last and when."""
    last = instance.history.select_related("history_user").first()
    who = str(last.history_user) if last and last.history_user else "người khác"
    when = last.history_date if last else None
    return Conflict(
        f"{who} đã sửa bản ghi này sau khi bạn mở. Hãy xem lại rồi làm tiếp.",
        changed_by=who,
        changed_at=when,
    )
