"""Number checks of the tasks: each has a bearer, each state is that of the latest report."""

from collections.abc import Iterator

from common.number_checks import Check, by_commune, rows


def every_task_is_borne(year: int) -> Iterator[str]:
    found = rows(
        "SELECT d.number, d.title FROM targets_direction d"
        " JOIN targets_yearplan p ON p.id = d.plan_id AND p.year = %s"
        " WHERE NOT d.is_withdrawn AND NOT EXISTS"
        " (SELECT 1 FROM targets_directionbearer b WHERE b.direction_id = d.id)"
        " ORDER BY d.number",
        year,
    )
    for number, title in found:
        yield f"Nhiệm vụ {number} ({title}): chưa có nơi thực hiện"


def states_follow_the_latest_report(year: int) -> Iterator[str]:
    """A bearer without a report has not reported. Offices are listed together."""
    found = rows(
        "SELECT CASE WHEN b.commune_id IS NULL THEN 'Cơ quan của huyện' ELSE {commune} END,"
        " 'nhiệm vụ ' || d.number FROM targets_directionbearer b"
        " JOIN targets_direction d ON d.id = b.direction_id"
        " JOIN targets_yearplan p ON p.id = d.plan_id AND p.year = %s"
        " LEFT JOIN areas_commune c ON c.id = b.commune_id"
        " WHERE b.state <> COALESCE((SELECT r.state FROM targets_directionreport r"
        " WHERE r.bearer_id = b.id ORDER BY r.at DESC, r.id DESC LIMIT 1), 'GIVEN')"
        " ORDER BY d.number",
        year,
    )
    yield from by_commune(found, "nhiệm vụ")


CHECKS = (
    Check("Mỗi nhiệm vụ trọng tâm có nơi thực hiện", every_task_is_borne),
    Check("Tình trạng nhiệm vụ theo báo cáo gần nhất", states_follow_the_latest_report),
)
