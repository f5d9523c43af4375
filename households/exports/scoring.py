"""Excel files of scoring tables, in the shape that can be uploaded."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import FileResponse

from areas.documents import list_frame
from common.xlsx import TEXT, WHOLE, Column, Sheet, workbook_response
from households.choices import PovertyStatus
from households.imports.scoring_columns import COLUMNS, ScoringColumn, rows_of
from households.models import Rescoring, RescoringChange, ScoringTable
from households.queries.scoring import items_of
from households.rules.scoring_tables import ItemContent


def table_response(table: ScoringTable) -> FileResponse:
    """Return a table as a file that can be edited and uploaded again."""
    name = f"bang-diem-b1-{table.standard.code}-{table.area}-lan-{table.edition}.xlsx".lower()
    return workbook_response(name, [table_sheet(items_of(table))])


def table_sheet(items: Sequence[ItemContent]) -> Sheet:
    """Return the items of a table as a sheet, one row per answer."""
    return Sheet("Bảng điểm", list(map(_column, COLUMNS)), rows_of(items))


def _column(column: ScoringColumn) -> Column:
    return Column(column.title, lambda cells: cells.get(column.key), width=column.width)


def changes_response(
    rescoring: Rescoring, changes: QuerySet[RescoringChange], *, source: str
) -> FileResponse:
    """Return the changes of a run as a file; `source` names the run, its table and its time."""
    rows = changes.select_related(
        "commune", "result__assessment__household__village", "rescoring__table__standard"
    )
    sheet = Sheet(
        "Chấm lại B1",
        _CHANGE_COLUMNS,
        rows.iterator(chunk_size=2000),
        title=f"PHIẾU ĐƯỢC CHẤM LẠI – {str(rescoring.round).upper()}",
        source=source,
    )
    return workbook_response(f"cham-lai-b1-{rescoring.pk}.xlsx", [sheet], **list_frame(None))


def _status(value: str) -> str:
    return PovertyStatus(value).label if value else ""


_CHANGE_COLUMNS = [
    Column("Xã, thị trấn", lambda change: change.commune.full_name, width=12),
    Column(
        "Thôn, làng", lambda change: change.result.assessment.household.village.full_name, width=12
    ),
    Column(
        "Mã hộ",
        lambda change: change.result.assessment.household.code,
        width=12.5,
        number_format=TEXT,
    ),
    Column("Chủ hộ", lambda change: change.result.assessment.household.head_name, width=17),
    Column("Chuẩn nghèo", lambda change: change.rescoring.table.standard.name, width=14),
    Column("B1 trước", lambda change: change.b1_before, width=7, number_format=WHOLE),
    Column("B1 sau", lambda change: change.b1_after, width=7, number_format=WHOLE),
    Column("Kết quả trước", lambda change: _status(change.status_before), width=10),
    Column("Kết quả sau", lambda change: _status(change.status_after), width=10),
    Column("Đã ghi vào phiếu", lambda change: "x" if change.is_applied else "", width=9),
    Column("Căn cứ", lambda change: change.explanation, width=43),
]
