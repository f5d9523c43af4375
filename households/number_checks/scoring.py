"""B1 by items: the points of a form are the sum of its lines, one line per item of the table."""

import re
from collections.abc import Iterator

from common.number_checks import Check, by_commune, rows

_POINTS = re.compile(r" = (\d+) điểm \(")


def points_are_the_sum_of_their_lines(year: int) -> Iterator[str]:
    """Parse the displayed lines and add them up again."""
    found = rows(
        "SELECT {commune}, h.code, x.b1_points, x.b1_explanation,"
        " (SELECT COUNT(*) FROM households_scoringitem i WHERE i.table_id = x.scoring_table_id)"
        " FROM households_assessmentresult x"
        " JOIN households_assessment a ON a.id = x.assessment_id"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE x.scoring_table_id IS NOT NULL ORDER BY h.code, x.id",
        year,
    )
    wrong = []
    for commune, code, points, explanation, items in found:
        lines = explanation.splitlines()
        total = sum(int(_POINTS.findall(line)[-1]) for line in lines)
        expected = total if len(lines) == items else None
        if points != expected:
            wrong.append((commune, f"{code}: B1 = {points}, các mục cộng lại {expected}"))
    yield from by_commune(wrong, "phiếu")


def no_approved_form_is_provisional(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_assessmentresult x"
        " JOIN households_assessment a ON a.id = x.assessment_id"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE x.is_provisional AND a.state IN ('APPROVED', 'SUPERSEDED') ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "phiếu")


CHECKS = (
    Check("B1 tính theo bảng điểm bằng tổng điểm các mục", points_are_the_sum_of_their_lines),
    Check("Không phiếu nào được duyệt với B1 tạm tính", no_approved_form_is_provisional),
)
