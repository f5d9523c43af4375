"""Number checks of the adopted allocation: its figures are the targets, and departures have a
reason."""

from collections.abc import Iterator

from common.number_checks import Check, dotted, rows
from targets.number_checks.plan import goals

_ADOPTED = (
    " FROM targets_allocation a JOIN targets_yearplan p ON p.id = a.plan_id"
    " JOIN targets_allocationline l ON l.allocation_id = a.id"
    " WHERE p.year = %s AND a.state = 'ADOPTED'"
)


def targets_are_those_adopted(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, t.fall, t.em_fall, l.fall, l.em_fall"
        " FROM targets_communetarget t JOIN targets_yearplan p ON p.id = t.plan_id"
        " JOIN areas_commune c ON c.id = t.commune_id"
        " JOIN targets_allocation a ON a.plan_id = p.id AND a.state = 'ADOPTED'"
        " LEFT JOIN targets_allocationline l"
        " ON l.allocation_id = a.id AND l.commune_id = t.commune_id"
        " WHERE p.year = %s",
        year,
    )
    for commune, fall, em_fall, given, em_given in found:
        if (fall, em_fall) != (given, em_given):
            yield (
                f"{commune}: chỉ tiêu {fall} hộ, DTTS {em_fall} hộ; "
                f"phương án đang áp dụng {given or 0} hộ, DTTS {em_given or 0} hộ"
            )


def adopted_sums_are_the_goals_or_say_why(year: int) -> Iterator[str]:
    found = rows(
        f"SELECT a.name, a.override_reason, SUM(l.fall), SUM(l.em_fall){_ADOPTED}"
        " GROUP BY a.id, a.name, a.override_reason",
        year,
    )
    wanted = goals(year)
    for name, reason, *given in found:
        for code, sum_ in zip(("poor_fall", "em_poor_fall"), given, strict=True):
            goal = wanted.get(code)
            if goal is not None and goal != sum_ and not reason:
                yield f"{name}: {code} cộng lại {dotted(sum_)} hộ, mục tiêu {goal:.0f} hộ"


CHECKS = (
    Check("Chỉ tiêu của xã đúng phương án đang áp dụng", targets_are_those_adopted),
    Check(
        "Phương án đang áp dụng cộng lại bằng mục tiêu, hoặc có lý do",
        adopted_sums_are_the_goals_or_say_why,
    ),
)
