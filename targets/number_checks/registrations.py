"""Number checks of exit registrations: on the opening list, and counted as the list has them."""

from collections.abc import Iterator

from common.number_checks import Check, by_commune, rows
from targets.models import YearPlan
from targets.queries.coverage import coverage


def named_households_are_on_the_opening_list(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM targets_exitregistration x"
        " JOIN targets_yearplan p ON p.id = x.plan_id AND p.year = %s"
        " JOIN households_household h ON h.id = x.household_id"
        " JOIN areas_commune c ON c.id = x.commune_id"
        " WHERE NOT EXISTS (SELECT 1 FROM households_povertyrecord r"
        "  WHERE r.household_id = x.household_id AND r.year = p.year"
        "  AND r.standard_id = p.standard_id AND r.opening_status = 'POOR')"
        " ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "hộ")


def exits_of_the_named_agree_with_the_list(year: int) -> Iterator[str]:
    """The pages count by the commune of the record; the commune of the registration gives
    the same."""
    plan = YearPlan.objects.select_related("standard").filter(year=year).first()
    if plan is None:
        return
    raw = rows(
        "SELECT x.commune_id, COUNT(*),"
        " SUM(CASE WHEN r.movement IN ('EXITED_TO_NEAR_POOR', 'EXITED_ABOVE') THEN 1 ELSE 0 END)"
        " FROM targets_exitregistration x JOIN households_povertyrecord r"
        " ON r.household_id = x.household_id AND r.year = %s AND r.standard_id = %s"
        " AND r.opening_status = 'POOR'"
        " WHERE x.plan_id = %s AND x.state = 'REGISTERED' GROUP BY x.commune_id",
        year,
        plan.standard_id,
        plan.pk,
    )
    counted = {commune: (named, exited) for commune, named, exited in raw}
    for row in sorted(coverage(plan).communes, key=lambda row: row.name):
        named, exited = counted.get(row.commune_id, (0, 0))
        if (row.everyone.registered, row.everyone.exited) != (named, exited):
            yield (
                f"{row.name}: trang ghi {row.everyone.registered} hộ đăng ký,"
                f" {row.everyone.exited} đã thoát; danh sách có {named} và {exited}"
            )


CHECKS = (
    Check(
        "Hộ đăng ký thoát nghèo có trong danh sách hộ nghèo đầu năm",
        named_households_are_on_the_opening_list,
    ),
    Check(
        "Hộ đăng ký đã thoát nghèo của từng xã khớp danh sách hộ nghèo",
        exits_of_the_named_agree_with_the_list,
    ),
)
