# ruff: noqa: S608  (rows are falsified on purpose, by statements put together here)
"""Falsifies any stored column of the demo by SQL, and asks the number checks about it.

A falsification keeps the rules of the row and of the database: one that they refuse needs no check.
It is coherent: the last entry of the row's history can be falsified alike, so that only an identity
between figures tells.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator
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
OWN_APPS = (
    *("accounts", "areas", "correspondence", "households", "inspections", "procedure", "support"),
    "targets",
)
# Of these tables one row of each kind is falsified, of others the first, or the last
# where only the history is asked: older ones may be locked.
KINDS = {
    "households_povertyrecord": "year, movement, near_poor_movement",
    "households_household": "state",
    "households_assessment": "state",
    # The first of each role is of a household that split; a death in a household is in no figure.
    "households_lifeeventpart": "role",
    # Two goals follow from no other one: only their history tells.
    "targets_goal": "CASE WHEN code IN ('above_average_fall', 'relapse') THEN '' ELSE code END",
    "targets_allocation": "state",
}
FEW = 4
DAY = dt.timedelta(days=1)
SOME_DAY = dt.datetime(2021, 6, 7, tzinfo=dt.UTC)


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
        found = history.logged_models().get(self.model)
        return found if found and self.field.column in history.logged_columns(found) else None


def stored_columns() -> Iterator[Column]:
    """Yield every column of the product's own tables, without keys and histories."""
    for model in apps.get_models():
        if model._meta.app_label in OWN_APPS and not hasattr(model, "history_object"):
            for field in model._meta.concrete_fields:
                if not field.primary_key:
                    yield Column(model, field)


@dataclass(frozen=True, slots=True)
class Reader:
    """A check that finds nothing for a year, and the statements by which it reads the database."""

    check: Check
    year: int
    statements: str


class _Undo(Exception):
    """Ends a falsification, whose changes are undone."""


def has_rows(model: Any) -> bool:
    return bool(model._base_manager.exists())


def silent_rows(column: Column, *, with_history: bool) -> list[str]:
    """Return the falsifications of a column that neither the database nor any check notices.

    Of each row the first other value that the database takes, and NULL where it takes that.
    """
    silent = []
    for pk, before in _sample(column, of_each_kind=with_history or not column.history):
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
                last = entries.order_by("history_id").last()
                entries.filter(history_id=last.history_id).update(**{name: value})
            noticed = _is_noticed(column, with_history=with_history)
            raise _Undo
    except (_Undo, DatabaseError):
        return noticed


def _is_noticed(column: Column, *, with_history: bool) -> bool:
    if column.history and not with_history:
        found = history.rows_unlike_their_history(column.model, column.history)
        return next(found, None) is not None
    return any(
        next(iter(reader.check.problems(reader.year)), None) is not None
        for reader in _readers(column.table, column.field.column)
    )


def _readers(table: str, column: str) -> list[Reader]:
    """Return the checks whose statements name a column of a table; only they can notice it."""
    return [
        reader
        for reader in checks_of_figures()
        if re.search(rf"\b{table}\b", reader.statements)
        and re.search(rf"\b{column}\b", reader.statements)
    ]


@cache
def checks_of_figures() -> list[Reader]:
    """Return the checks other than those of the histories, silent on the demo, for each year.

    A check that finds something on the demo as it is (there is no plan for 2020) shows nothing.
    """
    found = []
    for year in YEARS:
        for check in ALL_CHECKS:
            sent: list[str] = []

            def listen(execute, sql, *rest, sent=sent):
                sent.append(sql)
                return execute(sql, *rest)

            with connection.execute_wrapper(listen):
                is_silent = check not in history.CHECKS and not list(check.problems(year))
            if is_silent:
                found.append(Reader(check, year, "\n".join(sent)))
    return found


def _sample(column: Column, *, of_each_kind: bool) -> list[tuple[Any, Any]]:
    key, table = column.model._meta.pk.column, column.table
    keys = f"SELECT {'MIN' if of_each_kind else 'MAX'}({key}) FROM {table}"
    if of_each_kind and table in KINDS:
        keys += f" WHERE {KINDS[table]} <> ''" if table == "targets_goal" else ""
        keys += f" GROUP BY {KINDS[table]}"
    with connection.cursor() as cursor:
        cursor.execute(keys)
        wanted = [pk for (pk,) in cursor.fetchall() if pk is not None]
    rows = column.model._base_manager.filter(pk__in=wanted).order_by("pk")
    return list(rows.values_list("pk", column.field.attname))


def _other_values(field: Any, before: Any) -> Iterator[Any]:
    """Yield other values that a column could have."""
    if field.choices:
        yield from [word for word, _ in field.flatchoices if word != before][:FEW]
    elif field.is_relation:
        others = field.related_model._base_manager.exclude(pk=before).order_by("pk")
        yield from others.values_list("pk", flat=True)[:FEW]
    else:
        kind = next(kind for kind in _BY_KIND if isinstance(field, kind))
        yield from _BY_KIND[kind](field, before)


def _other_days(field: Any, before: Any) -> list[Any]:
    known = before or (SOME_DAY if isinstance(field, models.DateTimeField) else SOME_DAY.date())
    return [known - DAY, known + DAY, known - 400 * DAY]


def _other_decimals(field: Any, before: Any) -> list[Any]:
    """Return values a hundredth away: a smaller step is within the rounding of rates."""
    step = max(Decimal("0.01"), Decimal(1).scaleb(-field.decimal_places))
    return [(before or Decimal(0)) - step, (before or Decimal(0)) + step]


def _other_texts(field: Any, before: Any) -> list[Any]:
    """Return a longer text, and one of the same length for numbers and codes of a fixed one."""
    text = before or "064080001234"
    changed = text[:-1] + ("1" if text[-1] != "1" else "2")
    has_room = field.max_length is None or len(before or "") < field.max_length
    return [f"{before or ''}x", changed] if has_room else [changed]


# In this order: a moment is a day to Django's fields.
_BY_KIND: dict[type, Callable[[Any, Any], list[Any]]] = {
    models.BooleanField: lambda _, before: [not before],
    models.DateField: _other_days,
    models.DecimalField: _other_decimals,
    models.IntegerField: lambda _, before: [(before or 0) + step for step in (1, -1, 10)],
    models.UUIDField: lambda _, before: [uuid.UUID(int=before.int ^ 1)],
    models.JSONField: lambda _, before: (
        [[*before, "x"]] if isinstance(before, list) else [{**(before or {}), "x": True}]
    ),
    models.BinaryField: lambda *_: [b"x"],
    models.CharField: _other_texts,
    models.TextField: _other_texts,
}
