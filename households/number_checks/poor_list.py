"""The poor list of a year: openings, movements, and the forms behind each class."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from common.number_checks import Check, by_commune, day_of, rows
from households.number_checks.counting import ARRIVED_IN, DEPARTED_IN

LISTED = ("POOR", "NEAR_POOR")


def opening_is_the_baseline(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, t.poor, t.em_poor,"
        " SUM(CASE WHEN r.opening_status = 'POOR' THEN 1 ELSE 0 END),"
        " SUM(CASE WHEN r.opening_status = 'POOR' AND r.opened_as_minority THEN 1 ELSE 0 END)"
        " FROM targets_communetarget t JOIN targets_yearplan p ON p.id = t.plan_id"
        " JOIN areas_commune c ON c.id = t.commune_id"
        " LEFT JOIN households_povertyrecord r ON r.commune_id = c.id AND r.year = p.year"
        "  AND r.standard_id = p.standard_id"
        " WHERE p.year = %s GROUP BY c.id, c.kind, c.name, t.poor, t.em_poor",
        year,
    )
    for commune, poor, em_poor, opening, em_opening in sorted(found):
        if poor != opening:
            yield f"{commune}: danh sách đầu năm có {opening} hộ nghèo, đầu kỳ ghi {poor}"
        if em_poor != em_opening:
            yield f"{commune}: danh sách đầu năm có {em_opening} hộ nghèo DTTS, đầu kỳ ghi {em_poor}"


def year_opens_as_the_last_closed(year: int) -> Iterator[str]:
    """The households on a closing list open the next year with the same class, and no others.

    A standard without a list in the year before has nothing to compare with, and one that the year
    no longer has ends.
    """
    last, this = _statuses(year - 1), _statuses(year)
    planned = rows("SELECT standard_id FROM targets_yearplan WHERE year = %s", year)
    used = {standard for standard, _ in this} | {standard for (standard,) in planned}
    compared = {standard for standard, _ in last} & used
    found = []
    for key in last.keys() | this.keys():
        commune, code, _, closed = last.get(key, ("", "", "", ""))
        commune, code, opened, _ = this.get(key, (commune, code, "", ""))
        closed, opened = (word if word in LISTED else "" for word in (closed, opened))
        if key[0] in compared and closed != opened:
            found.append((commune, f"{code}: {closed or '–'} → {opened or '–'}"))
    yield from by_commune(sorted(found), "hộ")


def _statuses(year: int) -> dict[tuple[int, int], tuple[str, str, str, str]]:
    """Return commune, code, class at the opening and at the closing, by standard and household."""
    found = rows(
        "SELECT r.standard_id, r.household_id, {commune}, h.code, r.opening_status,"
        " CASE WHEN r.has_left THEN '' ELSE r.status END"
        " FROM households_povertyrecord r JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id WHERE r.year = %s",
        year,
    )
    return {(standard, household): (*words,) for standard, household, *words in found}


def movements_follow_from_facts(year: int) -> Iterator[str]:
    exited_before = {
        row[0]
        for row in rows(
            "SELECT household_id FROM households_povertyrecord"
            " WHERE year < %s AND movement IN ('EXITED_TO_NEAR_POOR', 'EXITED_ABOVE')"
            " UNION SELECT id FROM households_household WHERE earlier_exit_year < %s",
            year,
            year,
        )
    }
    with_opening = {
        row[0]
        for row in rows(
            "SELECT standard_id FROM households_povertyrecord"
            " WHERE year = %s OR (year = %s AND opening_status <> '')",
            year - 1,
            year,
        )
    }
    found = rows(
        "SELECT {commune}, h.code, r.standard_id, r.household_id, r.movement, r.opening_status,"  # noqa: S608
        f" r.inherited_status, r.status, r.has_left, h.arrived_on, {ARRIVED_IN}"
        " FROM households_povertyrecord r JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id WHERE r.year = %s ORDER BY h.code",
        year,
    )
    wrong = []
    for row in found:
        (commune, code, standard, household), (movement, opening, inherited) = row[:4], row[4:7]
        status, left, on, arrived_in = row[7:]
        expected = _movement(
            opening,
            status,
            has_left=bool(left),
            has_exited=household in exited_before and not inherited,
            has_arrived=bool(inherited) or (on is not None and (arrived_in or on.year) == year),
            is_first=standard not in with_opening,
        )
        if movement != expected:
            wrong.append((commune, f"{code}: {movement}, suy ra {expected}"))
    yield from by_commune(wrong, "hộ")


def _movement(
    opening: str,
    status: str,
    *,
    has_left: bool,
    has_exited: bool,
    has_arrived: bool,
    is_first: bool,
) -> str:
    if is_first:
        return "FIRST_YEAR"
    if opening == "POOR":
        stays = {"POOR": "STAYED_POOR", "NEAR_POOR": "EXITED_TO_NEAR_POOR"}
        return "LEFT" if has_left else stays.get(status, "EXITED_ABOVE")
    if has_left or status != "POOR":
        return "NONE"
    if opening == "NEAR_POOR":
        return "FELL_FROM_NEAR_POOR"
    if has_exited:
        return "RELAPSED"
    return "ARRIVED" if has_arrived else "FIRST_POOR"


def classes_are_those_of_the_latest_forms(year: int) -> Iterator[str]:
    """The later survey counts, then the later approval; without a form the initial class remains."""
    forms = rows(
        "SELECT x.standard_id, a.household_id, x.id, x.status, {commune}, h.code"
        " FROM households_assessmentresult x"
        " JOIN households_assessment a ON a.id = x.assessment_id AND a.state = 'APPROVED'"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " ORDER BY CASE WHEN a.surveyed_on IS NULL THEN 0 ELSE 1 END, a.surveyed_on,"
        "  a.approved_at, x.id",
        year,
    )
    latest = {(standard, household): words for standard, household, *words in forms}
    records = rows(
        "SELECT r.standard_id, r.household_id, r.result_id, r.status,"
        " r.opening_status || r.inherited_status,"
        " {commune}, h.code FROM households_povertyrecord r"
        " JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id WHERE r.year = %s",
        year,
    )
    wrong = []
    for standard, household, result, status, opening, commune, code in records:
        form = latest.pop((standard, household), None)
        wanted = (form[0], form[1]) if form else (None, opening)
        if (result, status) != wanted:
            wrong.append((commune, f"{code}: {status}, theo phiếu {wanted[1] or '–'}"))
    for _, status, commune, code in latest.values():
        wrong.append((commune, f"{code}: phiếu {status} không có trong danh sách"))
    yield from by_commune(sorted(wrong), "hộ")


def list_agrees_with_register(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_povertyrecord r"  # noqa: S608  (own names)
        " JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id"
        " WHERE r.year = %s"
        "  AND (h.commune_id NOT IN (r.commune_id, COALESCE(c.merged_into_id, r.commune_id))"
        "  OR r.has_left <> (h.left_on IS NOT NULL"
        f"  AND COALESCE({DEPARTED_IN} <= %s, h.left_on <= %s))) ORDER BY h.code",
        year,
        year,
        dt.date(year, 12, 31),
    )
    yield from by_commune(found, "hộ")


def movements_bear_the_day_of_their_cause(year: int) -> Iterator[str]:
    """A household moved on the day of an approval, of an event, or of a correction of its past.

    A departure without an event bears its own day. A household that never moved bears no day.
    """
    records = rows(
        "SELECT r.id, r.household_id, r.moved_on, {commune}, h.code, h.left_on, r.has_left,"
        " CASE WHEN r.movement IN ('STAYED_POOR', 'NONE')"
        "  AND r.near_poor_movement IN ('STAYED_NEAR_POOR', 'NONE') THEN 1 ELSE 0 END"
        " FROM households_povertyrecord r JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_commune c ON c.id = r.commune_id WHERE r.year = %s",
        year,
    )
    causes: dict[int, set[dt.date | None]] = defaultdict(set)
    for household, approved, cleared in rows(
        "SELECT a.household_id, a.approved_at, a.cleared_on FROM households_assessment a"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " WHERE a.approved_at IS NOT NULL",
        year,
    ):
        causes[household] |= {day_of(approved), day_of(cleared)}
    for household, on in rows(
        "SELECT p.household_id, e.happened_on FROM households_lifeeventpart p"
        " JOIN households_lifeevent e ON e.id = p.event_id WHERE p.household_id IS NOT NULL"
    ):
        causes[household].add(day_of(on))
    corrected: dict[int, set[dt.date | None]] = defaultdict(set)
    for record, at in rows(
        "SELECT l.id, l.history_date FROM households_historicalpovertyrecord l"
        " WHERE l.year = %s AND l.history_change_reason = 'Sửa quá khứ của hộ'",
        year,
    ):
        corrected[record].add(day_of(at))
    wrong = []
    for record, household, moved, commune, code, left, has_left, stays in records:
        known = causes[household] | corrected[record] | ({day_of(left)} if has_left else set())
        on = day_of(moved)
        if on not in known if on else not stays:
            words = f"{on:%d/%m/%Y}" if on else "không có ngày"
            wrong.append((commune, f"{code}: {words}"))
    yield from by_commune(sorted(wrong), "biến động")


CHECKS = (
    Check(
        "Ngày biến động là ngày duyệt phiếu hoặc ngày có biến động",
        movements_bear_the_day_of_their_cause,
    ),
    Check("Hộ nghèo đầu năm trong danh sách khớp đầu kỳ của từng xã", opening_is_the_baseline),
    Check("Đầu năm của từng hộ bằng cuối năm trước", year_opens_as_the_last_closed),
    Check("Biến động của từng hộ suy lại được", movements_follow_from_facts),
    Check(
        "Hiện trạng từng hộ theo phiếu được duyệt mới nhất", classes_are_those_of_the_latest_forms
    ),
    Check("Danh sách hộ nghèo khớp sổ hộ về xã và việc rời địa bàn", list_agrees_with_register),
)
