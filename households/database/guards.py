"""Row rules of single tables that a CHECK constraint cannot express, as triggers.

Conditions are SQL that both engines understand. Installed by `common/triggers.py`.
"""

from common.triggers import Trigger

HEAD = "household_head_is_its_member"
CLOSED = "round_is_closed"
FROZEN = "frozen_result_stays"
OPENING = "opening_is_last_closing"
NEXT_OPEN = "next_year_is_open"
ROUND = "round_goes_forward_only"
PROVISIONAL = "provisional_points_stay_a_draft"
TWICE = "nobody_lives_twice"
MARKERS = (HEAD, CLOSED, FROZEN, OPENING, NEXT_OPEN, ROUND, PROVISIONAL, TWICE)

HEAD_RULES = (
    *(
        Trigger(
            name=f"{HEAD}_on_{event.split()[0].lower()}",
            table="households_household",
            event=event,
            condition="NEW.head_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM households_member m"
            " WHERE m.id = NEW.head_id AND m.household_id = NEW.id)",
            marker=HEAD,
            tables=("households_member",),
        )
        for event in ("INSERT", "UPDATE OF head_id")
    ),
    Trigger(
        name="member_heading_a_household_stays",
        table="households_member",
        event="UPDATE OF household_id",
        condition="EXISTS (SELECT 1 FROM households_household h"
        " WHERE h.head_id = NEW.id AND h.id <> NEW.household_id)",
        marker=HEAD,
        tables=("households_household",),
    ),
)

# A member whose number another row holds lives here again only with the number, which is unique.
TWICE_RULES = (
    Trigger(
        name=f"{TWICE}_in_a_household_that_returns",
        table="households_household",
        event="UPDATE OF state",
        condition="NEW.state = 'ACTIVE' AND EXISTS (SELECT 1 FROM households_member m"
        " WHERE m.household_id = NEW.id AND m.released_number IS NOT NULL)",
        marker=TWICE,
        tables=("households_member",),
    ),
    Trigger(
        name=f"{TWICE}_as_a_member_who_moves",
        table="households_member",
        event="UPDATE OF household_id, released_number",
        condition="NEW.released_number IS NOT NULL AND EXISTS (SELECT 1 FROM households_household h"
        " WHERE h.id = NEW.household_id AND h.state = 'ACTIVE')",
        marker=TWICE,
        tables=("households_household",),
    ),
)

ROUND_RULES = (
    Trigger(
        name="round_begins_open",
        table="households_round",
        event="INSERT",
        condition="NEW.state <> 'OPEN'",
        marker=ROUND,
    ),
    Trigger(
        name="closed_round_stays_on_update",
        table="households_round",
        event="UPDATE",
        # A closing is undone once, with a signed reason for exactly this closing.
        condition="OLD.state = 'CLOSED' AND NOT (NEW.state = 'OPEN' AND NEW.year = OLD.year"
        " AND NEW.kind = OLD.kind AND EXISTS (SELECT 1 FROM households_roundunlock u"
        " WHERE u.round_id = OLD.id AND u.round_version = OLD.version))",
        marker=ROUND,
        tables=("households_roundunlock",),
    ),
    Trigger(
        name="closed_round_stays_on_delete",
        table="households_round",
        event="DELETE",
        condition="OLD.state = 'CLOSED'",
        marker=ROUND,
    ),
)

# B1 from an unverified or incomplete scoring table must not classify a household.
PROVISIONAL_RULES = (
    Trigger(
        name=f"{PROVISIONAL}_on_its_way",
        table="households_assessment",
        event="UPDATE OF state",
        condition="NEW.state IN ('SUBMITTED', 'APPROVED') AND NEW.state <> OLD.state"
        " AND EXISTS (SELECT 1 FROM households_assessmentresult r"
        " WHERE r.assessment_id = NEW.id AND r.is_provisional)",
        marker=PROVISIONAL,
        tables=("households_assessmentresult",),
    ),
    *(
        Trigger(
            name=f"{PROVISIONAL}_on_{event.lower()}",
            table="households_assessmentresult",
            event=event,
            condition="NEW.is_provisional AND EXISTS (SELECT 1 FROM households_assessment a"
            " WHERE a.id = NEW.assessment_id AND a.state IN ('APPROVED', 'SUPERSEDED'))",
            marker=PROVISIONAL,
            tables=("households_assessment",),
        )
        for event in ("INSERT", "UPDATE")
    ),
)

# BETWEEN, not "=": for a year unknown when it plans, PostgreSQL expects half of the table to be equal
# and scans it for every row; for a range it uses the index.
_NEXT_YEAR_OPEN = (
    "EXISTS (SELECT 1 FROM households_povertyrecord n"
    " WHERE n.year BETWEEN {year} + 1 AND {year} + 1"
    " AND n.opening_status IN ('POOR', 'NEAR_POOR'){more})"
)
_OF_CLOSED_ROUND = (
    "NOT EXISTS (SELECT 1 FROM households_round o"
    " WHERE o.id = NEW.round_id AND o.state = 'CLOSED'{more})"
)
_BEFORE_NEXT_YEAR = (
    "EXISTS (SELECT 1 FROM households_round o WHERE o.id = NEW.round_id AND "
    + _NEXT_YEAR_OPEN.format(year="o.year", more="")
    + ")"
)
UNLOCK_RULES = (
    Trigger(
        name="unlock_is_of_a_closed_round",
        table="households_roundunlock",
        event="INSERT",
        condition=_OF_CLOSED_ROUND.format(more=" AND o.version = NEW.round_version"),
        marker=ROUND,
        tables=("households_round",),
    ),
    Trigger(
        name="unlock_before_the_next_year_opens",
        table="households_roundunlock",
        event="INSERT",
        condition=_BEFORE_NEXT_YEAR,
        marker=NEXT_OPEN,
        tables=("households_round", "households_povertyrecord"),
    ),
    *(
        Trigger(
            name=f"unlock_stays_on_{event.lower()}",
            table="households_roundunlock",
            event=event,
            condition="1 = 1",
            marker=FROZEN,
        )
        for event in ("UPDATE", "DELETE")
    ),
)
REOPENING_RULES = (
    Trigger(
        name="reopening_is_of_a_closed_round",
        table="households_roundreopening",
        event="INSERT",
        condition=_OF_CLOSED_ROUND.format(more=""),
        marker=ROUND,
        tables=("households_round",),
    ),
    Trigger(
        name="reopening_before_the_next_year_opens",
        table="households_roundreopening",
        event="INSERT",
        condition=_BEFORE_NEXT_YEAR,
        marker=NEXT_OPEN,
        tables=("households_round", "households_povertyrecord"),
    ),
    Trigger(
        name="reopening_stays_on_update",
        table="households_roundreopening",
        event="UPDATE",
        condition="OLD.relocked_at IS NOT NULL",
        marker=FROZEN,
    ),
    Trigger(
        name="reopening_stays_on_delete",
        table="households_roundreopening",
        event="DELETE",
        condition="1 = 1",
        marker=FROZEN,
    ),
)

FROZEN_RULES = (
    *(
        Trigger(
            name=f"{table}_stays_on_{event.lower()}",
            table=table,
            event=event,
            condition="1 = 1",
            marker=FROZEN,
        )
        for table in ("households_snapshot", "households_frozenrecord")
        for event in ("UPDATE", "DELETE")
    ),
    Trigger(
        name="households_frozenpopulation_stays_on_update",
        table="households_frozenpopulation",
        event="UPDATE",
        condition="1 = 1",
        marker=FROZEN,
    ),
    # Frozen because units changed while the year was open: undone together with that change.
    Trigger(
        name="households_frozenpopulation_stays_on_delete",
        table="households_frozenpopulation",
        event="DELETE",
        condition="EXISTS (SELECT 1 FROM households_round o WHERE o.year = OLD.year"
        " AND o.kind = 'YEAR_END' AND o.state = 'CLOSED')",
        marker=FROZEN,
        tables=("households_round",),
    ),
)


def _closing(row: str) -> str:
    """The class with which a row of a year opens the next; '' for a household on neither list."""
    return (
        f"CASE WHEN {row}.has_left OR {row}.status NOT IN ('POOR', 'NEAR_POOR')"
        f" THEN '' ELSE {row}.status END"
    )


def _opening(row: str) -> str:
    return (
        f"CASE WHEN {row}.opening_status IN ('POOR', 'NEAR_POOR')"
        f" THEN {row}.opening_status ELSE '' END"
    )


_LAST_YEAR = (
    "FROM households_povertyrecord l WHERE l.year BETWEEN NEW.year - 1 AND NEW.year - 1"
    " AND l.standard_id = NEW.standard_id"
)


def _next_year_rests_on(row: str) -> str:
    """The next year is open under the standard, or its row of the household has another class."""
    is_open = _NEXT_YEAR_OPEN.format(
        year=f"{row}.year", more=f" AND n.standard_id = {row}.standard_id"
    )
    closing = "''" if row == "OLD" else _closing(row)
    return (
        f"{is_open} OR EXISTS (SELECT 1 FROM households_povertyrecord n"
        f" WHERE n.year = {row}.year + 1 AND n.standard_id = {row}.standard_id"
        f" AND n.household_id = {row}.household_id AND {_opening('n')} <> {closing})"
    )


# A year opens as the previous one closed: each household with the same class.
OPENING_RULES = (
    *(
        Trigger(
            name=f"{OPENING}_on_{event.split()[0].lower()}",
            table="households_povertyrecord",
            event=event,
            condition=f"EXISTS (SELECT 1 {_LAST_YEAR}) AND {_opening('NEW')} <> COALESCE("
            f"(SELECT {_closing('l')} {_LAST_YEAR} AND l.household_id = NEW.household_id), '')",
            marker=OPENING,
        )
        for event in ("INSERT", "UPDATE OF year, standard_id, household_id, opening_status")
    ),
    *(
        Trigger(
            name=f"{NEXT_OPEN}_on_{event.lower()}",
            table="households_povertyrecord",
            event=event,
            condition=_next_year_rests_on(row),
            marker=NEXT_OPEN,
        )
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    ),
    Trigger(
        name=f"{NEXT_OPEN}_on_update_leaving",
        table="households_povertyrecord",
        event="UPDATE",
        condition="(NEW.year <> OLD.year OR NEW.standard_id <> OLD.standard_id"
        f" OR NEW.household_id <> OLD.household_id) AND ({_next_year_rests_on('OLD')})",
        marker=NEXT_OPEN,
    ),
)
