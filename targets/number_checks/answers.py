"""Number checks of the ledger: answers match the figures given, decisions were carried out."""

from collections.abc import Iterator

from common.number_checks import Check, by_commune, rows


def answers_are_about_what_was_given(year: int) -> Iterator[str]:
    """The figures of an answer and of a report are those of the commune's line in its
    allocation."""
    for table, fall, em_fall, unit in (
        ("targets_allocationanswer", "given_fall", "given_em_fall", "trả lời"),
        ("targets_partyreport", "fall", "em_fall", "báo cáo Đảng ủy"),
    ):
        found = rows(
            f"SELECT {{commune}}, p.decision_number FROM {table} s"  # noqa: S608 (our own names)
            " JOIN targets_allocation p ON p.id = s.allocation_id"
            " JOIN targets_yearplan y ON y.id = p.plan_id AND y.year = %s"
            " JOIN areas_commune c ON c.id = s.commune_id"
            " WHERE NOT EXISTS (SELECT 1 FROM targets_allocationline l"
            " WHERE l.allocation_id = s.allocation_id AND l.commune_id = s.commune_id"
            f" AND l.fall = s.{fall} AND l.em_fall = s.{em_fall})"
            " ORDER BY s.id",
            year,
        )
        yield from by_commune(found, unit)


def agreed_proposals_were_given(year: int) -> Iterator[str]:
    """A proposal that was agreed to is in the allocation that its decision led to."""
    found = rows(
        "SELECT {commune}, d.decision_number FROM targets_adjustmentdecision d"
        " JOIN targets_allocationanswer a ON a.id = d.answer_id"
        " JOIN targets_allocation o ON o.id = a.allocation_id"
        " JOIN targets_yearplan y ON y.id = o.plan_id AND y.year = %s"
        " JOIN areas_commune c ON c.id = d.commune_id"
        " WHERE d.verdict = 'ACCEPTED' AND NOT EXISTS (SELECT 1 FROM targets_allocation p"
        " JOIN targets_allocationline l ON l.allocation_id = p.id"
        " WHERE p.id = d.allocation_id AND p.number IS NOT NULL"
        " AND l.commune_id = a.commune_id AND l.fall = a.fall AND l.em_fall = a.em_fall)"
        " ORDER BY d.id",
        year,
    )
    yield from by_commune(found, "quyết định")


CHECKS = (
    Check("Trả lời của xã đúng chỉ tiêu đã giao", answers_are_about_what_was_given),
    Check("Đề nghị được đồng ý có trong chỉ tiêu giao lại", agreed_proposals_were_given),
)
