# ruff: noqa: S608  (rows are falsified on purpose, by statements put together here)
"""Falsifies any stored column of the demo by SQL, and asks the number checks about it.

A falsification keeps the rules of the row and of the database: one that they refuse needs no check.
It is coherent: the last entry of the row's history can be falsified alike, so that only an identity
between figures tells.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from common.number_checks import Check
from povertyapp.number_checks import history
from povertyapp.number_checks.registry import ALL_CHECKS

YEARS = (2021, 2020)
OWN_APPS = ("accounts", "areas", "households", "inspections", "procedure", "support", "targets")
# Rows are taken one of each of these kinds; of other tables the first and the last.
KINDS = {
    "households_povertyrecord": "year, standard_id, movement, near_poor_movement, has_left",
    "households_household": "state, arrival",
    "households_assessment": "state, round_id",
    "targets_goal": "code",
    "targets_allocation": "state",
    "procedure_application": "kind, state",
}
FEW = 4
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Column:
    """A stored column of a model that is no history."""

    model: Any
    field: Any

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def name(self) -> str:
        return f"{self.table}.{self.field.column}"

    @property
    def history(self) -> Any:
        found = dict(history.logged_models()).get(self.model)
        return found if found and self.field.column in history.logged_columns(found) else None


def stored_columns() -> Iterator[Column]:
    """Yield every column of the product's own tables, without keys and histories."""
    for model in apps.get_models():
        if model._meta.app_label in OWN_APPS and not hasattr(model, "history_object"):
            for field in model._meta.concrete_fields:
                if not field.primary_key:
                    yield Column(model, field)


class _Undo(Exception):
    """Ends a falsification, whose changes are undone."""


def silent_rows(column: Column, *, with_history: bool) -> list[str]:
    """Return the falsifications of a column that neither the database nor any check notices.

    Of each row the first other value that the database takes, and NULL where it takes that.
    """
    silent = []
    for pk, before in _sample(column):
        tries = [_other_values(column.field, before)]
        if column.field.null and before is not None:
            tries.append(iter([None]))
        for values in tries:
            value, noticed = _first_taken(column, pk, values, with_history=with_history)
            if noticed is False:
                silent.append(f"{column.name} dòng {pk}: {before!r} → {value!r}")
    return silent


def _first_taken(
    column: Column, pk: Any, values: Iterator[Any], *, with_history: bool
) -> tuple[Any, bool | None]:
    """Return the first value that the database takes and whether a check notices it; or None."""
    for value in values:
        noticed = _falsified(column, pk, value, with_history=with_history)
        if noticed is not None:
            return value, noticed
    return None, None


def _falsified(column: Column, pk: Any, value: Any, *, with_history: bool) -> bool | None:
    """Return whether a check notices the value; None where the database refuses it."""
    noticed = None
    name = column.field.attname
    try:
        with transaction.atomic():
            column.model._base_manager.filter(pk=pk).update(**{name: value})
            if with_history:
                entries = column.history._base_manager.filter(**{column.model._meta.pk.name: pk})
                last = entries.order_by("-history_id").values("history_id")[:1]
                entries.filter(history_id__in=list(last.values_list("history_id", flat=True))).update(**{name: value})
            noticed = _is_noticed(column, with_history=with_history)
            raise _Undo
    except (_Undo, DatabaseError):
        return noticed


def _is_noticed(column: Column, *, with_history: bool) -> bool:
    if column.history and not with_history:
        found = history.rows_unlike_their_history(column.model, column.history)
        return next(found, None) is not None
    return any(
        next(iter(check.problems(year)), None) is not None
        for year in YEARS
        for check in _readers(column.table, column.field.column)
    )


def _readers(table: str, column: str) -> list[Check]:
    """Return the checks whose statements name a column of a table; only they can notice it."""
    return [
        check
        for check, statements in _statements()
        if re.search(rf"\b{table}\b", statements) and re.search(rf"\b{column}\b", statements)
    ]


@cache
def _statements() -> list[tuple[Check, str]]:
    """Return the checks of figures, and everything each sends to the database."""
    found = []
    for check in ALL_CHECKS:
        if check not in history.CHECKS:
            sent: list[str] = []

            def listen(execute, sql, *rest, sent=sent):
                sent.append(sql)
                return execute(sql, *rest)

            with connection.execute_wrapper(listen):
                for year in YEARS:
                    list(check.problems(year))
            found.append((check, "\n".join(sent)))
    return found


def _sample(column: Column) -> list[tuple[Any, Any]]:
    key, table = column.model._meta.pk.column, column.table
    kinds = KINDS.get(table)
    keys = f"SELECT MIN({key}) FROM {table}"
    keys += f" GROUP BY {kinds}" if kinds else f" UNION SELECT MAX({key}) FROM {table}"
    with connection.cursor() as cursor:
        cursor.execute(keys)
        wanted = [pk for (pk,) in cursor.fetchall() if pk is not None]
    rows = column.model._base_manager.filter(pk__in=wanted).order_by("pk")
    return list(rows.values_list("pk", column.field.attname))


def _other_values(field: Any, before: Any) -> Iterator[Any]:
    if field.choices:
        yield from [word for word, _ in field.flatchoices if word != before][:FEW]
    elif field.is_relation:
        others = field.related_model._base_manager.exclude(pk=before).order_by("pk")
        yield from others.values_list("pk", flat=True)[:FEW]
    elif isinstance(field, models.BooleanField):
        yield not before
    elif isinstance(field, models.DateTimeField | models.DateField):
        known = before or (dt.datetime.now(dt.UTC) if isinstance(field, models.DateTimeField) else dt.date(2021, 6, 7))
        yield from (known - DAY, known + DAY, known - 400 * DAY)
    elif isinstance(field, models.DecimalField):
        step = Decimal(1).scaleb(-field.decimal_places)
        yield from ((before or Decimal(0)) + step, (before or Decimal(0)) - step)
    elif isinstance(field, models.IntegerField):
        yield from ((before or 0) + 1, (before or 0) - 1, (before or 0) + 10)
    elif isinstance(field, models.UUIDField):
        yield uuid.UUID(int=before.int ^ 1) if before else uuid.UUID(int=1)
    elif isinstance(field, models.JSONField):
        yield [*before, "x"] if isinstance(before, list) else {**(before or {}), "x": True}
    elif isinstance(field, models.BinaryField):
        yield b"x"
    elif isinstance(field, models.CharField) and field.max_length and field.max_length <= 12:
        text = before or "064080001234"
        yield from (text[:-1] + ("1" if text[-1] != "1" else "2"),)
    else:
        yield f"{before or ''}x"
