"""Life events: no person is lost or counted twice, and every empty household has an event."""

from collections.abc import Iterator

from common.formats import count
from common.number_checks import Check, by_commune, rows


def persons_are_members(_year: int) -> Iterator[str]:
    """The persons counted by lists and reports are the members of the households living here."""
    found = rows(
        "SELECT {commune}, c.id, SUM(h.member_count), (SELECT COUNT(*) FROM households_member m"
        "  JOIN households_household o ON o.id = m.household_id"
        "  WHERE m.commune_id = c.id AND o.state = 'ACTIVE')"
        " FROM households_household h JOIN areas_commune c ON c.id = h.commune_id"
        " WHERE h.state = 'ACTIVE' GROUP BY c.id, c.kind, c.name"
    )
    for commune, _, persons, members in sorted(found):
        if persons != members:
            yield f"{commune}: {count(persons)} khẩu, danh sách nhân khẩu có {count(members)}"


def empty_households_are_explained(_year: int) -> Iterator[str]:
    """A household without members gave them to another by an event in force."""
    found = rows(
        "SELECT {commune}, h.code FROM households_household h"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " WHERE h.member_count = 0 AND (h.state = 'ACTIVE' OR NOT EXISTS ("
        "  SELECT 1 FROM households_lifeeventpart p"
        "  JOIN households_lifeevent e ON e.id = p.event_id AND e.undone_at IS NULL"
        "  WHERE p.household_id = h.id AND p.role = 'SOURCE'"
        "   AND e.kind IN ('MERGE', 'MOVE_BETWEEN', 'MERGE_DUPLICATE'))) ORDER BY h.code"
    )
    yield from by_commune(found, "hộ")


def offshoots_came_from_an_event(_year: int) -> Iterator[str]:
    """A household with an origin arrived by a split or move in force, on its day."""
    found = rows(
        "SELECT {commune}, h.code FROM households_household h"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " WHERE h.came_from_id IS NOT NULL AND NOT EXISTS ("
        "  SELECT 1 FROM households_lifeeventpart p"
        "  JOIN households_lifeevent e ON e.id = p.event_id AND e.undone_at IS NULL"
        "   AND e.kind IN ('SPLIT', 'MOVE_BETWEEN') AND e.happened_on = h.arrived_on"
        "  JOIN households_lifeeventpart s ON s.event_id = e.id AND s.role = 'SOURCE'"
        "   AND s.household_id = h.came_from_id"
        "  WHERE p.household_id = h.id AND p.role = 'TARGET') ORDER BY h.code"
    )
    yield from by_commune(found, "hộ")


CHECKS = (
    Check("Số khẩu đang cư trú bằng số nhân khẩu ở từng xã", persons_are_members),
    Check("Hộ không còn ai đều có biến động giải thích", empty_households_are_explained),
    Check("Hộ tách, hộ chuyển đến có biến động và hộ gốc", offshoots_came_from_an_event),
)
