"""Applications within the year: an accepted one agrees with its form."""

from collections.abc import Iterator

from common.number_checks import Check, by_commune, rows


def accepted_applications_say_what_their_form_says(year: int) -> Iterator[str]:
    """Compare the class kept with the decision with the form's result under the round's first
    standard.
    """
    found = rows(
        "SELECT {commune}, h.code FROM procedure_application p"
        " JOIN areas_commune c ON c.id = p.commune_id"
        " JOIN households_household h ON h.id = p.household_id"
        " JOIN households_assessment a ON a.id = p.assessment_id"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " LEFT JOIN households_roundstandard s ON s.round_id = o.id AND s.position = 1"
        " LEFT JOIN households_assessmentresult r"
        " ON r.assessment_id = a.id AND r.standard_id = s.standard_id"
        " WHERE a.state NOT IN ('APPROVED', 'SUPERSEDED') OR a.household_id <> p.household_id"
        " OR r.status IS NULL OR r.status <> p.status_after",
        year,
    )
    yield from by_commune(found, "đơn")


CHECKS = (
    Check(
        "Đơn được công nhận khớp với kết quả của phiếu đã duyệt",
        accepted_applications_say_what_their_form_says,
    ),
)
