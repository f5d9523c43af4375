"""Histories: every row agrees with the last entry of its history, and no row has vanished.

The columns are those of the models, so a new column is compared without being listed here.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from common.number_checks import Check, by_commune, rows

EVERYWHERE = "Toàn huyện"
MOST_DESCRIBED = 200
# The steps from a row towards the household and the commune it belongs to.
_TOWARDS = (
    *("household", "assessment", "result", "case", "analysis", "village_review", "event"),
    *("submission", "allocation", "direction", "bearer", "answer", "thread"),
)


@cache
def logged_models() -> dict[Any, Any]:
    """Return the models that keep a history, and for each the model of its history."""
    return {
        model: getattr(model, model._meta.simple_history_manager_attribute).model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    }


def logged_columns(history: Any) -> list[str]:
    """Return the columns that a history repeats."""
    return [field.column for field in history.tracked_fields if field.concrete]


def rows_agree_with_their_history(_year: int) -> Iterator[str]:
    for model, history in logged_models().items():
        yield from rows_unlike_their_history(model, history)


def rows_unlike_their_history(model: Any, history: Any) -> Iterator[str]:
    table, key = model._meta.db_table, model._meta.pk.column
    differs = " OR ".join(_differs(model, column) for column in logged_columns(history))
    found = [
        pk
        for (pk,) in rows(
            f"SELECT t.{key} FROM {table} t LEFT JOIN {_last(history, key)} l"  # noqa: S608
            f" ON l.{key} = t.{key} AND l.history_type <> '-'"
            f" WHERE l.{key} IS NULL OR {differs} ORDER BY t.{key}"
        )
    ]
    described = model._base_manager.filter(pk__in=found[:MOST_DESCRIBED]).order_by("pk")
    yield from _lines(model, described, found, "khác lịch sử")


def _differs(model: Any, column: str) -> str:
    """Return the condition that a row `t` and its last entry `l` differ in a column.

    A reference emptied because its row was deleted has no entry of its own.
    """
    mine, logged = f't."{column}"', f'l."{column}"'
    field = next(one for one in model._meta.concrete_fields if one.column == column)
    still_there = ""
    if field.is_relation and field.remote_field.on_delete is models.SET_NULL:
        target = field.related_model._meta
        still_there = (
            f" AND ({logged} IS NULL OR EXISTS (SELECT 1 FROM {target.db_table} x"  # noqa: S608
            f" WHERE x.{target.pk.column} = {logged}))"
        )
    return f"{mine} <> {logged} OR (({mine} IS NULL) <> ({logged} IS NULL){still_there})"


def no_row_has_vanished(_year: int) -> Iterator[str]:
    """A row whose history does not end with its deletion is still there."""
    for model, history in logged_models().items():
        table, key = model._meta.db_table, model._meta.pk.column
        found = [
            entry
            for (entry,) in rows(
                f"SELECT l.history_id FROM {_last(history, key)} l"  # noqa: S608
                f" LEFT JOIN {table} t ON t.{key} = l.{key}"
                f" WHERE t.{key} IS NULL AND l.history_type <> '-' ORDER BY l.history_id"
            )
        ]
        entries = history._base_manager.filter(pk__in=found[:MOST_DESCRIBED]).order_by("pk")
        yield from _lines(model, [entry.instance for entry in entries], found, "không còn")


def _last(history: Any, key: str) -> str:
    """Return the subquery of the last entry of every row."""
    table = history._meta.db_table
    return (
        f"(SELECT e.* FROM {table} e JOIN (SELECT MAX(history_id) AS history_id"  # noqa: S608
        f" FROM {table} GROUP BY {key}) m ON m.history_id = e.history_id)"
    )


def _lines(model: Any, described: Any, found: list[Any], what: str) -> Iterator[str]:
    named = [_place_and_name(row) for row in described]
    named += [(EVERYWHERE, "…")] * (len(found) - len(named))
    yield from by_commune(named, f"dòng {model._meta.verbose_name} {what}")


def _place_and_name(row: models.Model) -> tuple[str, str]:
    """Return the commune of a row and the code of its household, or else its number."""
    name, commune, seen = f"dòng {row.pk}", None, row
    for _ in range(4):
        commune = commune or _next(seen, "commune")
        if code := getattr(seen, "code", "") if type(seen).__name__ == "Household" else "":
            name = f"{code}, dòng {row.pk}" if seen is not row else str(code)
            break
        further = next((one for step in _TOWARDS if (one := _next(seen, step))), None)
        if further is None:
            break
        seen = further
    return (commune.full_name if commune else EVERYWHERE), name


def _next(row: Any, step: str) -> Any:
    """Return a row that another refers to; None without such a column, or where it is gone."""
    if step not in {field.name for field in row._meta.concrete_fields}:
        return None
    field = row._meta.get_field(step)
    key = getattr(row, field.attname) if field.is_relation else None
    return field.related_model._base_manager.filter(pk=key).first() if key else None


CHECKS = (
    Check("Mỗi dòng khớp lịch sử của nó", rows_agree_with_their_history),
    Check("Không dòng nào mất mà không có lịch sử", no_row_has_vanished),
)
