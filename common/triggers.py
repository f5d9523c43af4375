"""Rules that the database enforces on every path: raw SQL, bulk writes, an application error.

An app lists its rules as `Trigger`s in its `database/` package and registers them from its
`AppConfig.ready()`. They are removed before a `migrate` that has work to do and installed again
after it: SQLite rebuilds a table for most changes to it, which drops its triggers, and refuses the
renaming while a trigger elsewhere names the table. Therefore

- a migration does not need to handle triggers and must not create any;
- a migration may move data past the rules; every later write is checked again;
- a rule is installed once all tables it names exist, so migrating backwards works too.

Conditions are SQL that SQLite and PostgreSQL read alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import DatabaseError, connections
from django.db.models.signals import post_migrate, pre_migrate

_NOW = {
    "postgresql": "clock_timestamp()",
    # As Django stores a moment: text in UTC.
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Refuse `event` on a row of `table` when `condition` holds, with an error that names `marker`.

    `lock` is run first on engines that lock rows, so that concurrent transactions are checked one
    after the other. `tables` are the other tables the condition reads. `{now}` in the condition is
    the database's clock.
    """

    name: str
    table: str
    event: str
    condition: str
    marker: str
    lock: str = ""
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerSet:
    """The triggers of one app, and the sentence shown to users for each marker.

    `former` are names that earlier versions created and no longer use.
    """

    triggers: tuple[Trigger, ...]
    sentences: Mapping[str, str]
    former: tuple[str, ...] = ()


_REGISTERED: dict[str, TriggerSet] = {}


def register(app: AppConfig, known: TriggerSet) -> None:
    """Install the app's triggers after every `migrate` and remove them before one with work to do."""
    _REGISTERED[app.label] = known
    pre_migrate.connect(_before_migrate, sender=app)
    post_migrate.connect(_after_migrate, sender=app)


def registered() -> list[Trigger]:
    """Return the triggers of all apps."""
    return [trigger for known in _REGISTERED.values() for trigger in known.triggers]


def sentences() -> dict[str, str]:
    """Return the sentences of all apps by marker."""
    return {
        marker: words for known in _REGISTERED.values() for marker, words in known.sentences.items()
    }


def sentence_of(error: BaseException) -> str | None:
    """Return the sentence to show when a trigger refused a write; None for other errors."""
    if not isinstance(error, DatabaseError):
        return None
    message = str(error)
    return next((words for marker, words in sentences().items() if marker in message), None)


def install(connection: Any) -> None:
    """Install the triggers of all apps, replacing those in the database. Idempotent."""
    _install(connection, _REGISTERED.values())


def remove(connection: Any) -> None:
    """Remove the triggers of all apps. Idempotent."""
    _remove(connection, _REGISTERED.values())


def installed(connection: Any) -> set[str]:
    """Return the names of the triggers in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}


def _before_migrate(*, sender: AppConfig, using: str, plan: list[Any], **kwargs: Any) -> None:
    if plan:
        _remove(connections[using], [_REGISTERED[sender.label]])


def _after_migrate(*, sender: AppConfig, using: str, **kwargs: Any) -> None:
    _install(connections[using], [_REGISTERED[sender.label]])


def _install(connection: Any, known: Iterable[TriggerSet]) -> None:
    known = list(known)
    _remove(connection, known)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for each in known:
            for trigger in each.triggers:
                if {trigger.table, *trigger.tables} <= tables:
                    for statement in _statements(trigger, connection.vendor):
                        cursor.execute(statement)


def _remove(connection: Any, known: Iterable[TriggerSet]) -> None:
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for each in known:
            for trigger in each.triggers:
                if trigger.table in tables:
                    place = f" ON {trigger.table}" if is_postgresql else ""
                    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{place}")
            for name in each.former:
                former = f"FUNCTION IF EXISTS {name}() CASCADE" if is_postgresql else ""
                cursor.execute(f"DROP {former or 'TRIGGER IF EXISTS ' + name}")


def _statements(trigger: Trigger, vendor: str) -> Iterator[str]:
    condition = trigger.condition.replace("{now}", _NOW[vendor])
    before = f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW"
    if vendor == "sqlite":
        yield f"{before} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{trigger.marker}'); END"
        return
    lock = f"PERFORM {trigger.lock.removeprefix('SELECT ')};" if trigger.lock else ""
    row = "OLD" if trigger.event == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {lock} IF ({condition}) THEN"
        f" RAISE EXCEPTION '{trigger.marker}' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {row}; END $$"
    )
    yield f"{before} EXECUTE FUNCTION {trigger.name}()"
