"""The columns of a scoring table: read from a workbook or the editor, written to both."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from common.sheet_table import Heading
from common.text import search_key
from common.xlsx_read import CellError, ReadCell
from households.choices import FactSource
from households.rules.scoring import Answer
from households.rules.scoring_tables import ItemContent

_SOURCES = {
    search_key(word): value for value, label in FactSource.choices for word in (value, label)
}
_MARKS = {"": False, "x": True, "co": True, "1": True, "khong": False, "0": False}


def _text(most: int, *, may_be_empty: bool = False) -> Callable[[ReadCell], str]:
    """Return a reader of texts of at most that many characters."""

    def read(cell: ReadCell) -> str:
        text = cell.text
        if not text and not may_be_empty:
            raise CellError(cell.reference, "Ô này phải có nội dung.")
        if len(text) > most:
            raise CellError(cell.reference, f"Tối đa {most} ký tự.")
        return text

    return read


def _number(most: int, *, may_be_empty: bool = False) -> Callable[[ReadCell], int | None]:
    """Return a reader of whole numbers from 0."""

    def read(cell: ReadCell) -> int | None:
        if may_be_empty and cell.is_empty:
            return None
        number = cell.whole_number
        if number > most:
            raise CellError(cell.reference, f"{number} lớn hơn {most}.")
        return number

    return read


def _source(cell: ReadCell) -> str:
    found = _SOURCES.get(search_key(cell.text))
    if found is None:
        words = "; ".join(f"“{label}”" for label in FactSource.labels)
        raise CellError(cell.reference, f"Phải là một trong: {words}.")
    return found


def _mark(cell: ReadCell) -> bool:
    found = _MARKS.get(search_key(cell.text))
    if found is None:
        raise CellError(cell.reference, "Ghi “x” hoặc để trống.")
    return found


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringColumn(Heading):
    """A column of the workbook and of the editor, and the field of an item or an answer it holds.

    `read` returns the value of a cell or raises CellError; `write` returns the cell of a value.
    """

    field: str
    read: Callable[[ReadCell], Any]
    write: Callable[[Any], Any] = _same
    width: float = 12
    is_of_item: bool = False  # filled on the first row of an item only
    is_number: bool = False


# In the order of the workbook.
COLUMNS = (
    ScoringColumn(
        key="group_number",
        title="Nhóm số",
        also=("STT nhóm",),
        field="group_number",
        read=_number(99),
        is_of_item=True,
        is_number=True,
    ),
    ScoringColumn(
        key="group_name",
        title="Tên nhóm",
        field="group_name",
        read=_text(100),
        width=24,
        is_of_item=True,
    ),
    ScoringColumn(key="item", title="Mã mục", field="key", read=_text(30), is_of_item=True),
    ScoringColumn(
        key="label", title="Mục", field="label", read=_text(200), width=44, is_of_item=True
    ),
    ScoringColumn(
        key="source",
        title="Lấy từ",
        field="source",
        read=_source,
        write=lambda source: FactSource(source).label,
        width=28,
        is_of_item=True,
    ),
    ScoringColumn(
        key="withheld",
        title="Không tính cho hộ chỉ gồm người phụ thuộc",
        field="is_withheld_from_dependants",
        read=_mark,
        write=lambda is_withheld: "x" if is_withheld else "",
        width=18,
        is_of_item=True,
    ),
    ScoringColumn(key="answer", title="Mã trả lời", field="key", read=_text(30)),
    ScoringColumn(
        key="answer_label", title="Câu trả lời", field="label", read=_text(200), width=36
    ),
    ScoringColumn(
        key="at_least",
        title="Từ (người)",
        also=("Từ",),
        field="at_least",
        read=_number(99, may_be_empty=True),
        is_number=True,
    ),
    ScoringColumn(
        key="at_most",
        title="Đến (người)",
        also=("Đến",),
        field="at_most",
        read=_number(99, may_be_empty=True),
        is_number=True,
    ),
    ScoringColumn(key="points", title="Điểm", field="points", read=_number(500), is_number=True),
)
ITEM_COLUMNS = tuple(column for column in COLUMNS if column.is_of_item)
ANSWER_COLUMNS = tuple(column for column in COLUMNS if not column.is_of_item)


def rows_of(items: Iterable[ItemContent]) -> Iterator[dict[str, Any]]:
    """Return the cells of each row by column key, as they are read; the first of an item has all."""
    for item in items:
        of_item = _cells(item, ITEM_COLUMNS)
        of_answers = [_cells(answer, ANSWER_COLUMNS) for answer in item.answers] or [{}]
        yield of_item | of_answers[0]
        yield from of_answers[1:]


def _cells(content: ItemContent | Answer, columns: Sequence[ScoringColumn]) -> dict[str, Any]:
    return {column.key: column.write(getattr(content, column.field)) for column in columns}
