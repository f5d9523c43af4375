"""Number checks of the analyses: households on the list, with reasons, within their year."""

from collections.abc import Iterator

from common.number_checks import Check, by_commune, rows


def analysed_households_are_on_the_list(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM support_reasonanalysis a"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE a.year = %s AND NOT EXISTS (SELECT 1 FROM households_povertyrecord r"
        "  WHERE r.household_id = a.household_id AND r.year = a.year"
        "  AND (r.opening_status IN ('POOR', 'NEAR_POOR') OR r.status IN ('POOR', 'NEAR_POOR')))",
        year,
    )
    yield from by_commune(found, "hộ đã phân tích mà không có trong danh sách")


def every_analysis_has_a_reason(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM support_reasonanalysis a"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " LEFT JOIN support_reasonfinding f ON f.analysis_id = a.id"
        " WHERE a.year = %s AND f.id IS NULL",
        year,
    )
    yield from by_commune(found, "phân tích không có nguyên nhân")


def analysed_within_the_year(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code, a.analysed_on FROM support_reasonanalysis a"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id WHERE a.year = %s",
        year,
    )
    outside = [
        (commune, code) for commune, code, day in found if not str(day).startswith(f"{year}-")
    ]
    yield from by_commune(outside, "phân tích ngoài năm")


def needs_are_of_people_of_the_household(year: int) -> Iterator[str]:
    """A person whose need is recorded is in the register under that key, or was in its history."""
    found = rows(
        "SELECT {commune}, h.code FROM support_needfinding n"
        " JOIN support_reasonanalysis a ON a.id = n.analysis_id"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE a.year = %s AND n.person IS NOT NULL AND NOT EXISTS"
        "  (SELECT 1 FROM households_historicalmember m WHERE m.client_id = n.person"
        "   AND m.household_id = a.household_id AND m.full_name = n.person_name)",
        year,
    )
    yield from by_commune(found, "nhu cầu của người không có trong hộ")


CHECKS = (
    Check(
        "Hộ được phân tích nguyên nhân có trong danh sách năm", analysed_households_are_on_the_list
    ),
    Check("Mỗi phân tích có ít nhất một nguyên nhân", every_analysis_has_a_reason),
    Check("Ngày phân tích nằm trong năm", analysed_within_the_year),
    Check("Nhu cầu hỗ trợ là của người trong hộ", needs_are_of_people_of_the_household),
)
