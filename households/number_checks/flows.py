"""The flow tables of both lists, in households and people, from raw rows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from common.number_checks import Check, by_commune, rows
from households.number_checks.counting import ARRIVED_IN, HAS_LATER_EVENT

# For each table: its class, the movements out of it, those into it from no list, and the one from
# the other list.
_TABLES = {
    "hộ nghèo": (
        "POOR",
        ("EXITED_TO_NEAR_POOR", "EXITED_ABOVE", "LEFT"),
        ("RELAPSED", "FIRST_POOR", "ARRIVED", "FIRST_YEAR"),
        "FELL_FROM_NEAR_POOR",
    ),
    "hộ cận nghèo": (
        "NEAR_POOR",
        ("EXITED", "BECAME_POOR", "LEFT"),
        ("RELAPSED", "FIRST_NEAR_POOR", "ARRIVED", "FIRST_YEAR"),
        "FELL_FROM_POOR",
    ),
}


def both_tables_balance(year: int) -> Iterator[str]:
    """Closing = opening − decreases + increases, each counted independently, under every standard.

    Households that became or ceased to be ethnic-minority ones in the year are in neither of their
    tables here: they enter or leave them whole. A household passing from one list to the other counts with its people at the opening in both;
    its gain or loss since is an increase or decrease of its present list.
    """
    found = rows(
        "SELECT {commune}, r.standard_id, r.is_ethnic_minority AND r.opened_as_minority,"
        " r.movement, r.near_poor_movement,"
        " r.opening_status, r.status, r.has_left, COUNT(*), SUM(r.opening_members), SUM(r.members)"
        " FROM households_povertyrecord r JOIN areas_commune c ON c.id = r.commune_id"
        " WHERE r.year = %s GROUP BY c.id, c.kind, c.name, r.standard_id,"
        " r.is_ethnic_minority AND r.opened_as_minority,"
        " r.movement, r.near_poor_movement, r.opening_status, r.status, r.has_left",
        year,
    )
    flows: dict[tuple[str, str, int, bool], Counter[str]] = defaultdict(Counter)
    for commune, standard, minority, poor, near_poor, opening, status, left, *numbers in found:
        now = "" if left else status
        for words, movement in (("hộ nghèo", poor), ("hộ cận nghèo", near_poor)):
            flow = flows[commune, words, standard, bool(minority)]
            for unit, number in _counted(words, movement, opening, now, numbers):
                flow[unit] += number
    for (commune, words, _, minority), flow in sorted(flows.items()):
        who = f"{words} DTTS" if minority else f"{words} không phải DTTS"
        for unit in ("hộ", "khẩu"):
            expected, closing = flow[f"phải còn {unit}"], flow[unit]
            if expected != closing:
                yield f"{commune}: {who} phải còn {expected} {unit}, cuối kỳ đếm được {closing}"


def _counted(
    words: str, movement: str, opening: str, now: str, numbers: Sequence[int]
) -> Iterator[tuple[str, int]]:
    """Yield the contribution of a group of equal records to the closing, and to its expected value."""
    status, out, new, crossing = _TABLES[words]
    households, people_before, people_now = numbers
    for unit, before, after in (
        ("hộ", households, households),
        ("khẩu", people_before, people_now),
    ):
        was_counted = opening == status or movement == crossing
        if now == status:
            yield unit, after
        if was_counted:
            yield f"phải còn {unit}", before
        if movement in out:
            yield f"phải còn {unit}", -before
        elif movement in new and now == status:
            yield f"phải còn {unit}", after
        if was_counted and now == status:
            yield f"phải còn {unit}", after - before


def lists_reconcile(year: int) -> Iterator[str]:
    """Households leaving one list for the other are exactly the increase of that other list."""
    found = rows(
        "SELECT {commune}, h.code FROM households_povertyrecord r"
        " JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id WHERE r.year = %s AND ("
        " (r.movement = 'EXITED_TO_NEAR_POOR') <> (r.near_poor_movement = 'FELL_FROM_POOR')"
        " OR (r.movement = 'FELL_FROM_NEAR_POOR') <> (r.near_poor_movement = 'BECAME_POOR'))"
        " ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "hộ")


def near_poor_movements_follow_from_facts(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code, r.movement, r.near_poor_movement, r.opening_status,"  # noqa: S608
        f" r.inherited_status, r.status, r.has_left, h.arrived_on, {ARRIVED_IN},"
        " EXISTS (SELECT 1 FROM households_povertyrecord b WHERE b.household_id = r.household_id"
        "  AND b.year < r.year AND b.near_poor_movement = 'EXITED')"
        " FROM households_povertyrecord r JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id WHERE r.year = %s ORDER BY h.code",
        year,
    )
    wrong = []
    for (
        commune,
        code,
        of_the_poor,
        movement,
        opening,
        inherited,
        status,
        left,
        arrived,
        arrived_in,
        ex,
    ) in found:
        has_arrived = bool(inherited) or (
            arrived is not None and (arrived_in or arrived.year) == year
        )
        came = "RELAPSED" if ex and not inherited else "ARRIVED" if has_arrived else ""
        expected = _near_poor(opening, status, has_left=bool(left), came=came or "FIRST_NEAR_POOR")
        if of_the_poor == "FIRST_YEAR":
            expected = "FIRST_YEAR"
        if movement != expected:
            wrong.append((commune, f"{code}: {movement}, suy ra {expected}"))
    yield from by_commune(wrong, "hộ")


def _near_poor(opening: str, status: str, *, has_left: bool, came: str) -> str:
    if opening == "NEAR_POOR":
        stays = {"NEAR_POOR": "STAYED_NEAR_POOR", "POOR": "BECAME_POOR"}
        return "LEFT" if has_left else stays.get(status, "EXITED")
    if has_left or status != "NEAR_POOR":
        return "NONE"
    return "FELL_FROM_POOR" if opening == "POOR" else came


def records_follow_the_register(year: int) -> Iterator[str]:
    """In the last year with a list, households count with their present roster and head.

    A household that left keeps both, unless its people moved on into another. A household with an
    event that counts in a later year counts as it was before.
    """
    later = rows("SELECT 1 FROM households_povertyrecord WHERE year > %s LIMIT 1", year)
    closed = rows(
        "SELECT 1 FROM households_round WHERE year = %s AND kind = 'YEAR_END' AND state = 'CLOSED'",
        year,
    )
    if later or closed:
        return
    found = rows(
        "SELECT {commune}, h.code FROM households_povertyrecord r"  # noqa: S608  (own names)
        " JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id"
        " LEFT JOIN (SELECT household_id, COUNT(*) AS people FROM households_member"
        "            GROUP BY household_id) m ON m.household_id = h.id"
        " JOIN areas_ethnicgroup g ON g.id = h.ethnicity_id WHERE r.year = %s"
        "  AND (r.members <> COALESCE(m.people, CASE WHEN r.has_left THEN r.members ELSE 0 END)"
        "   OR r.is_ethnic_minority <> g.is_minority)"
        f" AND NOT {HAS_LATER_EVENT} ORDER BY h.code",
        year,
        year,
    )
    yield from by_commune(found, "hộ")


def minorities_open_as_the_last_year_closed(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_povertyrecord r"
        " JOIN households_povertyrecord l ON l.household_id = r.household_id"
        "  AND l.standard_id = r.standard_id AND l.year = r.year - 1"
        " JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id"
        " WHERE r.year = %s AND r.opening_status IN ('POOR', 'NEAR_POOR')"
        "  AND r.opened_as_minority <> l.is_ethnic_minority ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "hộ")


def people_open_as_the_last_year_closed(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_povertyrecord r"
        " JOIN households_povertyrecord l ON l.household_id = r.household_id"
        "  AND l.standard_id = r.standard_id AND l.year = r.year - 1"
        " JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id"
        " WHERE r.year = %s AND r.opening_status IN ('POOR', 'NEAR_POOR')"
        "  AND r.opening_members <> l.members ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "hộ")


CHECKS = (
    Check("Đầu kỳ − giảm + tăng = cuối kỳ ở từng xã", both_tables_balance),
    Check("Hai biểu khớp nhau ở những hộ chuyển giữa hai danh sách", lists_reconcile),
    Check("Biến động cận nghèo của từng hộ suy lại được", near_poor_movements_follow_from_facts),
    Check("Số khẩu, dân tộc trong danh sách khớp sổ hộ", records_follow_the_register),
    Check("Số khẩu đầu năm của từng hộ bằng cuối năm trước", people_open_as_the_last_year_closed),
    Check(
        "Hộ DTTS đầu năm trong danh sách là hộ DTTS cuối năm trước",
        minorities_open_as_the_last_year_closed,
    ),
)
