"""Bulk inserts: keys assigned beforehand, many rows per statement, history by INSERT … SELECT."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, models

from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    Member,
    PovertyRecord,
    QuickCheck,
)

# Members come before their households: a household is refused unless its head exists,
# while the members' foreign keys are checked at the end of the transaction.
ORDER: tuple[type[models.Model], ...] = (
    Member,
    Household,
    Assessment,
    AssessmentResult,
    QuickCheck,
    PovertyRecord,
)
REASON = "Nạp dữ liệu mẫu"
MOST_PARAMETERS = 20_000
_LINES_AT_ONCE = 50
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})

Row = TypeVar("Row", bound=models.Model)


class Writer:
    """Collects new rows, assigns keys immediately, and inserts them model by model.

    `at` is the real time of loading, for the history.
    """

    def __init__(self, at: dt.datetime) -> None:
        self.at = at
        self._rows: dict[type[models.Model], list[Any]] = {model: [] for model in ORDER}
        self._last_keys: Counter[type[models.Model]] = Counter()

    def add(self, row: Row) -> Row:
        """Queue a row for the next flush; it has its key from now on."""
        self._last_keys[type(row)] += 1
        row.pk = self._last_keys[type(row)]
        self._rows[type(row)].append(row)
        return row

    def flush(self) -> None:
        """Insert the queued rows, except the poor lists."""
        for model in ORDER:
            if model is not PovertyRecord:
                self._insert(model)

    def finish(self) -> None:
        """Insert the poor lists, write all histories, and reset the key sequences.

        One year's list after the other: a year may not change once the next is open.
        """
        with connection.cursor() as cursor:
            self._insert_poor_lists(cursor)
            for model in ORDER:
                cursor.execute(*_history_of(model, self.at))
            for statement in connection.ops.sequence_reset_sql(no_style(), list(ORDER)):
                cursor.execute(statement)

    def _insert_poor_lists(self, cursor: Any) -> None:
        """Insert year by year; the triggers of a row read the rows of the years beside it.

        PostgreSQL plans those reads for an empty table, and scans it for each row, until it has
        statistics.
        """
        rows = self._rows[PovertyRecord]
        for year in sorted({record.year for record in rows}):
            _insert(PovertyRecord, [record for record in rows if record.year == year])
            cursor.execute(f"ANALYZE {PovertyRecord._meta.db_table}")
        rows.clear()

    def _insert(self, model: type[models.Model]) -> None:
        _insert(model, self._rows[model])
        self._rows[model].clear()


def _insert(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert complete rows; bulk_create would take five times as long for these 160,000."""
    fields = model._meta.concrete_fields
    readers = [(field.attname, _adapter(field)) for field in fields]
    values = ([adapt(getattr(row, name)) for name, adapt in readers] for row in rows)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    target = f"{quote(model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.copy_expert(f"COPY {target} FROM STDIN", _Lines(values))
            return
        size = (connection.features.max_query_params or MOST_PARAMETERS) // len(fields)
        one_row = f"({', '.join(['%s'] * len(fields))})"
        while batch := list(islice(values, size)):
            places = ", ".join([one_row] * len(batch))
            cursor.execute(f"INSERT INTO {target} VALUES {places}", list(chain(*batch)))  # noqa: S608


class _Lines:
    """Rows as a file in the text format of COPY: written while the server stores those before."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._lines = map(_line, rows)

    def read(self, _size: int) -> str:
        return "".join(islice(self._lines, _LINES_AT_ONCE))


def _line(values: Sequence[Any]) -> str:
    """Return a row in the text format of PostgreSQL's COPY."""
    return "\t".join(map(_copied, values)) + "\n"


def _copied(value: Any) -> str:
    if value is None:
        return r"\N"
    return value.translate(_ESCAPED) if isinstance(value, str) else str(value)


def _adapter(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, models.JSONField) and connection.vendor == "postgresql":
        return lambda value: None if value is None else json.dumps(value, cls=field.encoder)
    if isinstance(field, models.UUIDField | models.DateField | models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return str if field.choices else _unchanged


def _unchanged(value: Any) -> Any:
    return value


def _history_of(model: type[models.Model], at: dt.datetime) -> tuple[str, list[Any]]:
    """Return the statement that writes a "created" history row for every row of a new table."""
    history = model.history.model  # type: ignore[attr-defined]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in history.tracked_fields)
    statement = (
        f"INSERT INTO {quote(history._meta.db_table)}"  # noqa: S608  (own table names only)
        f" ({columns}, history_date, history_type, history_change_reason)"
        f" SELECT {columns}, %s, '+', %s FROM {quote(model._meta.db_table)}"
    )
    return statement, [connection.ops.adapt_datetimefield_value(at), REASON]


def tidy() -> None:
    """Update the engine's statistics: without them the first pages run on wrong estimates.

    VACUUM also sets PostgreSQL's visibility map, which index-only scans need; it is left out inside
    a transaction, where PostgreSQL refuses it.
    """
    plain = connection.vendor == "sqlite" or connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if plain else "VACUUM (ANALYZE)")
