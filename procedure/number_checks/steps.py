"""The procedure: votes recounted, no form approved without it, certificates agree with results."""

from collections.abc import Iterator

from common.number_checks import Check, by_commune, rows


def meetings_agree_by_their_votes(year: int) -> Iterator[str]:
    """The votes in favour reach the share of those present that the procedure requires (per cent)."""
    found = rows(
        "SELECT {commune}, v.name || ' ' || m.number FROM procedure_villagemeeting m"
        " JOIN procedure_villagereview r ON r.id = m.village_review_id"
        " JOIN households_round o ON o.id = r.round_id AND o.year = %s"
        " JOIN areas_village v ON v.id = r.village_id"
        " JOIN areas_commune c ON c.id = m.commune_id"
        " JOIN procedure_procedureterm t ON t.procedure_id = m.procedure_id"
        " AND t.key = 'agree_percent'"
        " WHERE m.agreed <> (m.votes_for * 100 >= m.present * t.value) ORDER BY v.name, m.number",
        year,
    )
    yield from by_commune(found, "cuộc họp")


def forms_are_approved_by_a_decision(year: int) -> Iterator[str]:
    """In a round that follows the procedure the household is on a recognised list."""
    found = rows(
        "SELECT {commune}, h.code FROM households_assessment a"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE o.follows_procedure AND a.state = 'APPROVED' AND (a.cleared_on IS NULL"
        " OR NOT EXISTS (SELECT 1 FROM procedure_listedhousehold l"
        " JOIN procedure_villagereview r ON r.id = l.village_review_id"
        " JOIN procedure_submittedreview s ON s.village_review_id = r.id"
        " JOIN procedure_recognitiondecision d ON d.submission_id = s.submission_id"
        " WHERE l.household_id = a.household_id AND r.round_id = a.round_id"
        " AND r.step = 'RECOGNISED')) ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "phiếu")


def certificates_say_what_was_approved(year: int) -> Iterator[str]:
    """A certificate's class is that of a form approved in its round, possibly corrected since."""
    found = rows(
        "SELECT {commune}, h.code FROM procedure_certificate g"
        " JOIN procedure_recognitiondecision d ON d.id = g.decision_id"
        " JOIN households_round o ON o.id = d.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = g.household_id"
        " JOIN areas_commune c ON c.id = g.commune_id"
        " WHERE NOT EXISTS (SELECT 1 FROM households_assessment a"
        " JOIN households_assessmentresult x ON x.assessment_id = a.id"
        " WHERE a.household_id = g.household_id AND a.round_id = d.round_id"
        " AND a.state IN ('APPROVED', 'SUPERSEDED')"
        " AND x.standard_id = g.standard_id AND x.status = g.status) ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "giấy chứng nhận")


CHECKS = (
    Check("Cuộc họp thôn tán thành đúng theo số phiếu", meetings_agree_by_their_votes),
    Check("Phiếu được duyệt theo một quyết định công nhận", forms_are_approved_by_a_decision),
    Check("Giấy chứng nhận đúng kết quả đã duyệt", certificates_say_what_was_approved),
)
