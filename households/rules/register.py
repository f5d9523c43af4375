"""The facts in the register about a household and each of its members.

Every list of a member's fields (columns written, rows compared, JSON, history) is derived from
`MemberFacts`, in its order. `docs/howto/add_a_field.md` shows how to add one.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from common.dates import PartialDate
from households.choices import Arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFacts:
    """The household's own fields; each is a column of that name."""

    village_id: int
    address: str = ""
    no_labour_capacity: bool = False
    has_merit: bool = False
    arrival: str = Arrival.RESIDENT
    arrived_on: dt.date | None = None
    earlier_exit_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """One member's fields. `client_id` identifies the member; `relation` is to the head."""

    client_id: uuid.UUID
    full_name: str
    birth: PartialDate | None = None
    sex: str
    is_head: bool = False
    relation: str = ""
    ethnicity_id: int
    citizen_number: str = ""
    number_reason: str = ""
    schooling: str = ""
    work: str = ""
    has_health_insurance: bool | None = None
    has_disability: bool = False


HOUSEHOLD_FIELDS = tuple(field.name for field in fields(HouseholdFacts))
MEMBER_FIELDS = tuple(field.name for field in fields(MemberFacts))
# `is_head` is a column of the household, `birth` is two columns, and a missing citizen number is
# NULL in its column. All other facts are columns of their own name.
MEMBER_COLUMNS = tuple(
    name for name in MEMBER_FIELDS if name not in {"is_head", "birth", "citizen_number"}
)


def household_facts(row: Any) -> HouseholdFacts:
    """Return the facts in a household's row, present or historical."""
    return HouseholdFacts(**{name: getattr(row, name) for name in HOUSEHOLD_FIELDS})


def member_facts(rows: Iterable[Any], head_id: int | None) -> list[MemberFacts]:
    """Return the facts in members' rows, present or historical, in the order given."""
    return [
        MemberFacts(
            is_head=row.id == head_id,
            birth=PartialDate(row.birth_date, row.birth_date_is_exact) if row.birth_date else None,
            citizen_number=row.citizen_number or "",
            **{name: getattr(row, name) for name in MEMBER_COLUMNS},
        )
        for row in rows
    ]
