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


def nobody_lives_twice(_year: int) -> Iterator[str]:
    """A member living here holds the citizen number, which the database keeps unique."""
    found = rows(
        "SELECT {commune}, h.code FROM households_member m"
        " JOIN households_household h ON h.id = m.household_id AND h.state = 'ACTIVE'"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " WHERE m.released_number IS NOT NULL ORDER BY h.code"
    )
    yield from by_commune(found, "người")


def moves_keep_their_class(year: int) -> Iterator[str]:
    """A household that moved to another commune brought its class, under every standard."""
    found = rows(
        "SELECT {commune}, h.code FROM households_lifeevent e"
        " JOIN households_lifeeventpart s ON s.event_id = e.id AND s.role = 'SOURCE'"
        " JOIN households_lifeeventpart t ON t.event_id = e.id AND t.role = 'TARGET'"
        " JOIN households_povertyrecord r ON r.household_id = s.household_id"
        "  AND r.year = e.counts_in AND r.status IN ('POOR', 'NEAR_POOR')"
        " JOIN households_household h ON h.id = t.household_id"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " WHERE e.kind = 'MOVE_BETWEEN' AND e.undone_at IS NULL AND e.counts_in = %s"
        "  AND NOT EXISTS (SELECT 1 FROM households_povertyrecord n"
        "   WHERE n.household_id = t.household_id AND n.year = r.year"
        "    AND n.standard_id = r.standard_id AND n.inherited_status = r.status)"
        " ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "hộ")


def events_count_in_time(_year: int) -> Iterator[str]:
    """An event counts in the year of its day, or in a later one when that was closed."""
    found = rows(
        "SELECT {commune}, e.happened_on, e.counts_in, e.id FROM households_lifeevent e"
        " JOIN areas_commune c ON c.id = e.commune_id WHERE e.undone_at IS NULL ORDER BY e.id"
    )
    wrong = [
        (commune, f"{on:%d/%m/%Y}: năm {counted}")
        for commune, on, counted, _ in found
        if counted < on.year
    ]
    yield from by_commune(wrong, "biến động")


def departures_have_an_event(_year: int) -> Iterator[str]:
    """A household left by an event in force, on its day, unless it was entered as one that left."""
    found = rows(
        "SELECT {commune}, h.code FROM households_household h"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " WHERE (h.left_on IS NOT NULL OR h.state <> 'ACTIVE') AND NOT EXISTS ("
        "  SELECT 1 FROM households_lifeeventpart p"
        "  JOIN households_lifeevent e ON e.id = p.event_id AND e.undone_at IS NULL"
        "   AND e.happened_on = h.left_on AND e.kind IN ('MERGE', 'MOVE_BETWEEN', 'MOVE_OUT',"
        "    'DISSOLVE', 'DEATH', 'MERGE_DUPLICATE')"
        "  WHERE p.household_id = h.id AND p.role = 'SOURCE')"
        " AND NOT EXISTS (SELECT 1 FROM households_historicalhousehold x WHERE x.id = h.id"
        "  AND x.history_type = '+' AND x.left_on = h.left_on AND x.state = h.state)"
        " ORDER BY h.code"
    )
    yield from by_commune(found, "hộ")


CHECKS = (
    Check("Hộ rời địa bàn có biến động vào ngày đó", departures_have_an_event),
    Check("Số khẩu đang cư trú bằng số nhân khẩu ở từng xã", persons_are_members),
    Check("Hộ không còn ai đều có biến động giải thích", empty_households_are_explained),
    Check("Hộ tách, hộ chuyển đến có biến động và hộ gốc", offshoots_came_from_an_event),
    Check("Không ai cư trú ở hai hộ theo số định danh", nobody_lives_twice),
    Check("Hộ chuyển xã mang theo phân loại", moves_keep_their_class),
    Check("Biến động tính vào năm xảy ra hoặc năm sau", events_count_in_time),
)
