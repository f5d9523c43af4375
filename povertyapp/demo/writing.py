"""Bulk writing: keys given beforehand, rows by the ORM, history rows by one INSERT … SELECT each."""

import datetime as dt
from collections import Counter
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, models

from households.models import Assessment, AssessmentResult, Household, Member, PovertyRecord

# Members stand before their households: a household is refused unless its head is there already,
# while the members' own foreign keys are checked at the end of the transaction.
ORDER: tuple[type[models.Model], ...] = (
    Member,
    Household,
    Assessment,
    AssessmentResult,
    PovertyRecord,
)
REASON = "Nạp dữ liệu mẫu"

Row = TypeVar("Row", bound=models.Model)


class Writer:
    """Collects new rows, gives each its key at once, and inserts them model by model."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[Any]] = {model: [] for model in ORDER}
        self._last_keys: Counter[type[models.Model]] = Counter()

    def add(self, row: Row) -> Row:
        """Take a row for the next flush; it has its key from now on."""
        self._last_keys[type(row)] += 1
        row.pk = self._last_keys[type(row)]
        self._rows[type(row)].append(row)
        return row

    def flush(self) -> None:
        """Insert what was collected."""
        for model in ORDER:
            model._default_manager.bulk_create(self._rows[model])
            self._rows[model].clear()

    def finish(self, at: dt.datetime) -> None:
        """Write the history of everything flushed, and let the next keys follow the last ones."""
        with connection.cursor() as cursor:
            for model in ORDER:
                cursor.execute(*_history_of(model, at))
            for statement in connection.ops.sequence_reset_sql(no_style(), list(ORDER)):
                cursor.execute(statement)


def _history_of(model: type[models.Model], at: dt.datetime) -> tuple[str, list[Any]]:
    """Return the statement that gives every row of a fresh table its "created" history row."""
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
    """Let the engine learn the new tables: without it the first pages run on wrong guesses.

    VACUUM also marks PostgreSQL's pages as visible to all, which index-only scans need; it is
    left out inside a transaction, where PostgreSQL refuses it.
    """
    plain = connection.vendor == "sqlite" or connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if plain else "VACUUM (ANALYZE)")
