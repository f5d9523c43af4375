"""Histories: every row has one, and its last entry agrees with the row."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from common.number_checks import COMMUNE, Check, by_commune, rows


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with a history. `commune` joins the commune `c` to the row `t`."""

    title: str
    name: str
    columns: tuple[str, ...]
    commune: str = "JOIN areas_commune c ON c.id = t.commune_id"

    @property
    def history(self) -> str:
        app, model = self.name.split("_", 1)
        return f"{app}_historical{model}"


TABLES = (
    _Table(
        "hộ",
        "households_household",
        ("commune_id", "head_id", "head_name", "member_count", "state", "left_on"),
    ),
    _Table("nhân khẩu", "households_member", ("household_id", "full_name", "citizen_number")),
    _Table(
        "phiếu rà soát",
        "households_assessment",
        ("household_id", "state", "entered_by_id", "approved_by_id"),
    ),
    _Table(
        "kết quả rà soát",
        "households_assessmentresult",
        ("b1_points", "b2_points", "status", "basis"),
        "JOIN households_assessment a ON a.id = t.assessment_id"
        " JOIN areas_commune c ON c.id = a.commune_id",
    ),
    _Table(
        "theo dõi hộ nghèo",
        "households_povertyrecord",
        (
            *("opening_status", "inherited_status", "status", "movement", "near_poor_movement"),
            *("has_left", "opening_members", "members", "result_id"),
        ),
    ),
    _Table(
        "đơn trong năm",
        "procedure_application",
        ("household_id", "state", "due_on", "decision_number", "decided_on", "assessment_id"),
    ),
    _Table(
        "chỉ tiêu của xã",
        "targets_communetarget",
        ("households", "poor", "em_households", "em_poor", "fall", "em_fall"),
    ),
)


def rows_agree_with_their_history(table: _Table, _year: int) -> Iterator[str]:
    differs = " OR ".join(
        f"t.{column} <> l.{column} OR (t.{column} IS NULL) <> (l.{column} IS NULL)"
        for column in table.columns
    )
    found = rows(
        f"SELECT {COMMUNE}, CASE WHEN l.id IS NULL THEN 'không có lịch sử' ELSE 'khác lịch sử' END"  # noqa: S608
        f" || ': dòng ' || t.id FROM {table.name} t {table.commune}"
        f" LEFT JOIN (SELECT id, MAX(history_id) AS last FROM {table.history} GROUP BY id) m"
        "  ON m.id = t.id"
        f" LEFT JOIN {table.history} l ON l.history_id = m.last AND l.history_type <> '-'"
        f" WHERE l.id IS NULL OR {differs} ORDER BY t.id"
    )
    yield from by_commune(found, "dòng")


CHECKS = tuple(
    Check(
        f"Mỗi dòng {table.title} khớp lịch sử của nó", partial(rows_agree_with_their_history, table)
    )
    for table in TABLES
)
