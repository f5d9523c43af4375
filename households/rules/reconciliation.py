"""The identities of the two flow tables: each table in itself, and one against the other."""

from collections.abc import Callable
from dataclasses import dataclass

from households.rules.flows import Flow, NearPoorFlow, Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class TableIdentity:
    """An identity of one commune's tables: two numbers that must be equal.

    `flow` picks the table that must balance; None for an identity between two tables.
    """

    key: str
    sides: Callable[[Tables], tuple[int, int]]
    flow: Callable[[Tables], Flow | NearPoorFlow] | None = None


def _balance(key: str, pick: Callable[[Tables], Flow | NearPoorFlow]) -> TableIdentity:
    """Opening − decreases + increases = closing."""
    return TableIdentity(
        key=key,
        sides=lambda tables: (pick(tables).expected_closing, pick(tables).closing),
        flow=pick,
    )


TABLE_IDENTITIES = (
    _balance("poor", lambda tables: tables.poor),
    _balance("poor_people", lambda tables: tables.poor_people),
    _balance("near_poor", lambda tables: tables.near_poor),
    _balance("near_poor_people", lambda tables: tables.near_poor_people),
    TableIdentity(
        key="exits",
        sides=lambda tables: (tables.poor.exits_to_near_poor, tables.near_poor.fallen_from_poor),
    ),
    TableIdentity(
        key="exits_people",
        sides=lambda tables: (
            tables.poor_people.exits_to_near_poor,
            tables.near_poor_people.fallen_from_poor,
        ),
    ),
    TableIdentity(
        key="falls",
        sides=lambda tables: (tables.poor.fallen_from_near_poor, tables.near_poor.became_poor),
    ),
    TableIdentity(
        key="falls_people",
        sides=lambda tables: (
            tables.poor_people.fallen_from_near_poor,
            tables.near_poor_people.became_poor,
        ),
    ),
)
