"""What the database refuses in the tables of a review round, whichever way a write comes.

`common/triggers.py` installs these rules around migrations. A new table whose rows belong to a
round is added to `GUARDED`: one line. It needs the columns `round_id` and `commune_id`, or states
how they are found. The sentence users read for a refusal is in `households/database/messages.py`.

A closed round may be written to for a commune while a reopening of it is in force
(`RoundReopening`), by the database's own clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from common.triggers import Trigger, TriggerSet
from households.database.guards import (
    CLOSED,
    FROZEN_RULES,
    HEAD_RULES,
    OPENING_RULES,
    PROVISIONAL_RULES,
    REOPENING_RULES,
    ROUND_RULES,
    TWICE_RULES,
    UNLOCK_RULES,
)
from households.database.messages import SENTENCES


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

    def rules(self) -> Iterator[Trigger]:
        """Return the rules: rows of a closed round may not be added, changed or removed."""
        moved = " OR ".join(f"NEW.{key} <> OLD.{key}" for key in self.keys)
        for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["NEW", "OLD"]), ("DELETE", ["OLD"])):
            for row in rows:
                leaves = event == "UPDATE" and row == "OLD"
                suffix = "_leaving" if leaves else ""
                found = self.found.format(row=row)
                condition = f"EXISTS (SELECT 1 FROM {found} AND {self._is_closed(row)})"
                yield Trigger(
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

RULES: tuple[Trigger, ...] = (
    *HEAD_RULES,
    *ROUND_RULES,
    *(rule for guard in GUARDED for rule in guard.rules()),
    *REOPENING_RULES,
    *UNLOCK_RULES,
    *FROZEN_RULES,
    *OPENING_RULES,
    *PROVISIONAL_RULES,
    *TWICE_RULES,
)

HOUSEHOLDS_TRIGGERS = TriggerSet(
    triggers=RULES,
    sentences=SENTENCES,
    # What earlier versions created under a name no longer used.
    former=("household_head_is_its_member",),
)
