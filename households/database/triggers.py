"""Rules enforced by the database on every path: raw SQL, bulk writes, faulty application code.

One list of rules for both engines. They are removed before a `migrate` with pending migrations and
installed again after it (`households/apps.py`): SQLite rebuilds a table for most changes to it,
which drops its triggers and fails while a trigger elsewhere names the table. Therefore

- a migration needs to do **nothing** about triggers, and must not create any itself;
- a data migration is not subject to the rules; later writes are;
- a new table whose rows belong to a round is added to `GUARDED`: one line. It needs a column
  `round_id` and a column `commune_id`, or the SQL that finds them;
- the messages shown when a rule refuses are in `households/database/messages.py`.

A locked round may be written to for a commune while a reopening of it is in force
(`RoundReopening`), by the clock of the database. The rules of a table are installed once all tables
they use exist, so migrating backwards works too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from households.database.guards import (
    CLOSED,
    FROZEN_RULES,
    HEAD_RULES,
    OPENING_RULES,
    PROVISIONAL_RULES,
    REOPENING_RULES,
    ROUND_RULES,
    Rule,
)

_NOW = {
    "postgresql": "clock_timestamp()",
    # As Django stores a moment: text in UTC.
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
}
# Created by earlier versions under names no longer used.
_FORMER = ("household_head_is_its_member",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A table whose rows belong to a round and a commune.

    `found` is SQL that finds the round `o` of a row, `commune` the row's commune; `{row}` is
    replaced by NEW or OLD. `keys` are the columns that determine the round and commune of a row.
    """

    table: str
    found: str = "households_round o WHERE o.id = {row}.round_id"
    commune: str = "{row}.commune_id"
    keys: tuple[str, ...] = ("round_id", "commune_id")
    tables: tuple[str, ...] = ()

    def rules(self) -> Iterator[Rule]:
        """Return the rules: rows of a closed round may not be added, changed or removed."""
        moved = " OR ".join(f"NEW.{key} <> OLD.{key}" for key in self.keys)
        for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["NEW", "OLD"]), ("DELETE", ["OLD"])):
            for row in rows:
                leaves = event == "UPDATE" and row == "OLD"
                suffix = "_leaving" if leaves else ""
                found = self.found.format(row=row)
                condition = f"EXISTS (SELECT 1 FROM {found} AND {self._is_closed(row)})"
                yield Rule(
                    name=f"{self.table}_open_on_{event.lower()}{suffix}",
                    table=self.table,
                    event=event,
                    condition=f"({moved}) AND {condition}" if leaves else condition,
                    marker=CLOSED,
                    lock=f"SELECT 1 FROM {found} FOR KEY SHARE OF o",
                    tables=("households_round", "households_roundreopening", *self.tables),
                )

    def _is_closed(self, row: str) -> str:
        return (
            "o.state = 'CLOSED' AND NOT EXISTS (SELECT 1 FROM households_roundreopening p"
            f" WHERE p.round_id = o.id AND p.commune_id = {self.commune.format(row=row)}"
            " AND p.relocked_at IS NULL AND p.closes_at > {now})"
        )


# Tables whose rows belong to a round; one line for each.
GUARDED: tuple[Guard, ...] = (
    Guard(table="households_assessment"),
    Guard(table="households_quickcheck"),
    Guard(
        table="households_assessmentresult",
        found="households_assessment a JOIN households_round o ON o.id = a.round_id"
        " WHERE a.id = {row}.assessment_id",
        commune="a.commune_id",
        keys=("assessment_id",),
        tables=("households_assessment",),
    ),
    Guard(
        table="households_povertyrecord",
        found="households_round o WHERE o.year = {row}.year AND o.kind = 'YEAR_END'",
        keys=("year", "commune_id"),
    ),
    # Lists and papers of the procedure (an app above this one, so only table names are used).
    Guard(table="procedure_villagereview"),
    Guard(table="procedure_listedhousehold"),
    Guard(table="procedure_communesubmission"),
    Guard(table="procedure_recognitiondecision"),
    *(
        Guard(
            table=table,
            found="procedure_villagereview v JOIN households_round o ON o.id = v.round_id"
            " WHERE v.id = {row}.village_review_id",
            keys=("village_review_id", "commune_id"),
            tables=("procedure_villagereview",),
        )
        for table in ("procedure_villagemeeting", "procedure_posting", "procedure_complaint")
    ),
    *(
        Guard(
            table=table,
            found=f"{paper} p JOIN households_round o ON o.id = p.round_id"
            f" WHERE p.id = {{row}}.{key}",
            commune="p.commune_id",
            keys=(key,),
            tables=(paper,),
        )
        for table, paper, key in (
            ("procedure_submittedreview", "procedure_communesubmission", "submission_id"),
            ("procedure_districtopinion", "procedure_communesubmission", "submission_id"),
            ("procedure_certificate", "procedure_recognitiondecision", "decision_id"),
        )
    ),
    # The standards of a round belong to all its communes, so a reopening does not apply to them.
    Guard(table="households_roundstandard", commune="-1", keys=("round_id",)),
)

RULES: tuple[Rule, ...] = (
    *HEAD_RULES,
    *ROUND_RULES,
    *(rule for guard in GUARDED for rule in guard.rules()),
    *REOPENING_RULES,
    *FROZEN_RULES,
    *OPENING_RULES,
    *PROVISIONAL_RULES,
)


def install(connection: Any) -> None:
    """Install all rules whose tables exist, replacing the present ones. Idempotent."""
    remove(connection)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for rule in RULES:
            if {rule.table, *rule.tables} <= tables:
                for statement in _statements(rule, connection.vendor):
                    cursor.execute(statement)


def remove(connection: Any) -> None:
    """Remove all rules, for the duration of a migration. Idempotent."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for rule in RULES:
            if rule.table in tables:
                place = f" ON {rule.table}" if is_postgresql else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {rule.name}{place}")
        for name in _FORMER:
            former = f"FUNCTION IF EXISTS {name}() CASCADE" if is_postgresql else ""
            cursor.execute(f"DROP {former or 'TRIGGER IF EXISTS ' + name}")


def installed(connection: Any) -> set[str]:
    """Return the names of the triggers in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}


def _statements(rule: Rule, vendor: str) -> Iterator[str]:
    condition = rule.condition.replace("{now}", _NOW[vendor])
    before = f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW"
    if vendor == "sqlite":
        yield f"{before} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{rule.marker}'); END"
        return
    lock = f"PERFORM {rule.lock.removeprefix('SELECT ')};" if rule.lock else ""
    row = "OLD" if rule.event == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {lock} IF ({condition}) THEN"
        f" RAISE EXCEPTION '{rule.marker}' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {row}; END $$"
    )
    yield f"{before} EXECUTE FUNCTION {rule.name}()"
