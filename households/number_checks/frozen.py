"""Frozen results: the lines frozen when a year was closed still equal the year's list."""

from collections.abc import Iterator
from typing import Any

from common.number_checks import Check, by_commune, rows

FACTS = (
    *("opening_status", "status", "movement", "near_poor_movement"),
    *("has_left", "is_ethnic_minority", "opening_members", "members"),
)


def frozen_lines_are_the_list(year: int) -> Iterator[str]:
    """For the year and the one before: each commune's latest edition, line by line, both ways.

    Reopened communes, and those whose new edition is not written yet, are left out.
    """
    found = []
    for closed in (year - 1, year):
        frozen, listed = _frozen(closed), _listed(closed)
        for key in frozen.keys() | listed.keys():
            line, record = frozen.get(key), listed.get(key)
            if line is None or record is None or line[2:] != record[2:]:
                commune, code = (line or record or ("", ""))[:2]
                found.append((commune, f"{code} năm {closed}"))
    yield from by_commune(sorted(found), "hộ")


def _facts(alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in FACTS)


def _frozen(year: int) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Return the lines that count, by standard and household."""
    lines = rows(
        f"SELECT s.standard_id, f.household_id, f.commune_id, s.edition, {{commune}},"  # noqa: S608
        f" f.household_code, {_facts('f')} FROM households_frozenrecord f"
        " JOIN households_snapshot s ON s.id = f.snapshot_id"
        " JOIN households_round o ON o.id = s.round_id AND o.kind = 'YEAR_END'"
        " JOIN areas_commune c ON c.id = f.commune_id"
        " WHERE o.year = %s AND o.state = 'CLOSED'"
        " AND NOT EXISTS (SELECT 1 FROM households_roundreopening p"
        "  WHERE p.round_id = o.id AND p.commune_id = f.commune_id AND p.relocked_at IS NULL)",
        year,
    )
    latest = _latest_editions(year)
    return {
        (standard, household): tuple(facts)
        for standard, household, commune, edition, *facts in lines
        if edition == latest.get((standard, commune), latest[standard, None])
    }


def _latest_editions(year: int) -> dict[tuple[int, int | None], int]:
    """Return the latest edition by standard and commune; None is the one of all communes."""
    found = rows(
        "SELECT s.standard_id, s.commune_id, MAX(s.edition) FROM households_snapshot s"
        " JOIN households_round o ON o.id = s.round_id AND o.kind = 'YEAR_END'"
        " WHERE o.year = %s GROUP BY s.standard_id, s.commune_id",
        year,
    )
    return {(standard, commune): edition for standard, commune, edition in found}


def _listed(year: int) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Return the year's list by standard and household, where its round has been frozen."""
    lines = rows(
        f"SELECT r.standard_id, r.household_id, {{commune}}, h.code, {_facts('r')}"  # noqa: S608
        " FROM households_povertyrecord r JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id"
        " JOIN households_round o ON o.year = r.year AND o.kind = 'YEAR_END'"
        " JOIN households_snapshot s ON s.round_id = o.id AND s.standard_id = r.standard_id"
        "  AND s.commune_id IS NULL"
        " WHERE r.year = %s AND o.state = 'CLOSED' AND NOT EXISTS (SELECT 1 FROM households_roundreopening p"
        "  WHERE p.round_id = o.id AND p.commune_id = r.commune_id AND p.relocked_at IS NULL)",
        year,
    )
    return {(standard, household): tuple(facts) for standard, household, *facts in lines}


CHECKS = (Check("Kết quả đã khóa khớp danh sách của năm, từng hộ", frozen_lines_are_the_list),)
