"""Rewrites stored names in normal form, for data migrations."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from common.text import UnsafeText, normalise

REASON = "Chuẩn hóa chữ trong tên"
_CHUNK = 2000


def mend_names(
    rows: Any,
    history: Any,
    *,
    names: Iterable[str],
    keys: Mapping[str, Callable[[Any], str]],
    at: dt.datetime,
) -> tuple[int, int]:
    """Normalise the name columns of a model and compute its key columns anew.

    `rows` is the manager of the model and `history` that of its history, both of the migration's
    state. A row whose name changes gets a history row and, where it has one, the next version.
    Returns how many rows were written and how many names changed.
    """
    names = tuple(names)
    written = renamed = 0
    for chunk in _chunks(rows.order_by("pk").iterator(chunk_size=_CHUNK)):
        changes = {row.pk: _changed_columns(row, names, keys) for row in chunk}
        for column in (*names, *keys, "version"):
            if mended := [row for row in chunk if column in changes[row.pk]]:
                rows.bulk_update(mended, [column], 500)
        named = [row for row in chunk if changes[row.pk] & set(names)]
        history.bulk_create([_history_row(history.model, row, at) for row in named], 500)
        written += sum(bool(columns) for columns in changes.values())
        renamed += len(named)
    return written, renamed


def _changed_columns(
    row: Any, names: tuple[str, ...], keys: Mapping[str, Callable[[Any], str]]
) -> set[str]:
    """Set the columns of a row anew; return those whose value changed."""
    before = {column: getattr(row, column) for column in (*names, *keys)}
    for name in names:
        setattr(row, name, _normal(getattr(row, name)))
    for column, key in keys.items():
        setattr(row, column, key(row))
    changed = {column for column, value in before.items() if getattr(row, column) != value}
    if changed & set(names) and hasattr(row, "version"):
        row.version += 1
        changed.add("version")
    return changed


def _normal(text: str) -> str:
    try:
        return normalise(text)
    except UnsafeText:
        return text


def _chunks(rows: Iterable[Any]) -> Iterable[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _history_row(model: Any, row: Any, at: dt.datetime) -> Any:
    own = {field.attname for field in row._meta.concrete_fields}
    copied = {
        field.attname: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if field.attname in own
    }
    return model(**copied, history_date=at, history_type="~", history_change_reason=REASON)
