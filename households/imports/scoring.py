"""Items of a scoring table from a workbook: one row per answer; a row with a key starts an item."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from common.text import search_key
from common.xlsx_read import CellError, Heading, ReadCell, ReadRow, WrongCells, read_sheet
from households.choices import FactSource
from households.rules.scoring import Answer
from households.rules.scoring_tables import ItemContent, problems_of

HEADINGS = (
    Heading(key="group_number", title="Nhóm số", also=("STT nhóm",)),
    Heading(key="group_name", title="Tên nhóm"),
    Heading(key="item", title="Mã mục"),
    Heading(key="label", title="Mục"),
    Heading(key="source", title="Lấy từ"),
    Heading(key="withheld", title="Không tính cho hộ chỉ gồm người phụ thuộc"),
    Heading(key="answer", title="Mã trả lời"),
    Heading(key="answer_label", title="Câu trả lời"),
    Heading(key="at_least", title="Từ (người)", also=("Từ",)),
    Heading(key="at_most", title="Đến (người)", also=("Đến",)),
    Heading(key="points", title="Điểm"),
)
_ITEM_COLUMNS = ("group_number", "group_name", "label", "source", "withheld")
_SOURCES = {
    search_key(word): value for value, label in FactSource.choices for word in (value, label)
}
_LENGTHS = {"group_name": 100, "label": 200, "answer_label": 200}
_MARKS = {"": False, "x": True, "co": True, "1": True, "khong": False, "0": False}


@dataclass(slots=True)
class _Reading:
    """The items read so far with their rows, so that a problem can be traced to its cell."""

    errors: list[CellError] = field(default_factory=list)
    items: list[ItemContent] = field(default_factory=list)
    lines: list[ReadRow] = field(default_factory=list)
    answer_lines: list[list[ReadRow]] = field(default_factory=list)


def items_from_workbook(content: bytes) -> list[ItemContent]:
    """Return the items of an uploaded workbook.

    Raises BadWorkbook for an unreadable file, WrongCells with all wrong cells.
    """
    return items_from_lines(read_sheet(content, HEADINGS))


def items_from_lines(lines: Iterable[ReadRow]) -> list[ItemContent]:
    """Return the items of rows, from a workbook or the editor; groups in order of their number.

    Rows below an item without a key of their own are its further answers. Raises WrongCells.
    """
    reading = _Reading()
    for line in lines:
        _read_line(reading, line)
    if not reading.errors:  # an unreadable cell would cause further errors in its neighbours
        reading.errors.extend(_problems(reading))
    if reading.errors:
        raise WrongCells(sorted(reading.errors, key=_place))
    return sorted(reading.items, key=lambda item: item.group_number)


def _read_line(reading: _Reading, line: ReadRow) -> None:
    if not line["item"].is_empty:
        reading.items.append(_item(reading.errors, line))
        reading.lines.append(line)
        reading.answer_lines.append([])
    elif not reading.items:
        words = "Dòng đầu phải có mã mục."
        reading.errors.append(CellError(line["item"].reference, words))
        return
    elif wrong := next((line[name] for name in _ITEM_COLUMNS if not line[name].is_empty), None):
        words = "Dòng thêm câu trả lời thì để trống các cột của mục; mục mới thì ghi mã mục."
        reading.errors.append(CellError(wrong.reference, words))
        return
    if all(line[name].is_empty for name in ("answer", "answer_label", "points")):
        return
    answer = _answer(reading.errors, line)
    reading.items[-1] = replace(reading.items[-1], answers=(*reading.items[-1].answers, answer))
    reading.answer_lines[-1].append(line)


def _item(errors: list[CellError], line: ReadRow) -> ItemContent:
    return ItemContent(
        group_number=_number(errors, line["group_number"], most=99) or 0,
        group_name=_text(errors, line, "group_name"),
        key=_text(errors, line, "item"),
        label=_text(errors, line, "label"),
        source=_chosen(errors, line["source"]),
        is_withheld_from_dependants=_mark(errors, line["withheld"]),
    )


def _answer(errors: list[CellError], line: ReadRow) -> Answer:
    return Answer(
        key=_text(errors, line, "answer"),
        label=_text(errors, line, "answer_label"),
        points=_number(errors, line["points"], most=500) or 0,
        at_least=_number(errors, line["at_least"], most=99, may_be_empty=True),
        at_most=_number(errors, line["at_most"], most=99, may_be_empty=True),
    )


def _text(errors: list[CellError], line: ReadRow, name: str) -> str:
    cell = line[name]
    try:
        text = cell.text
    except CellError as error:
        errors.append(error)
        return ""
    if not text:
        errors.append(CellError(cell.reference, "Ô này phải có nội dung."))
    elif len(text) > _LENGTHS.get(name, 30):
        errors.append(CellError(cell.reference, f"Tối đa {_LENGTHS.get(name, 30)} ký tự."))
    return text


def _number(
    errors: list[CellError], cell: ReadCell, *, most: int, may_be_empty: bool = False
) -> int | None:
    if may_be_empty and cell.is_empty:
        return None
    try:
        number = cell.whole_number
    except CellError as error:
        errors.append(error)
        return None
    if number > most:
        errors.append(CellError(cell.reference, f"{number} lớn hơn {most}."))
    return number


def _chosen(errors: list[CellError], cell: ReadCell) -> str:
    try:
        found = _SOURCES.get(search_key(cell.text))
    except CellError as error:
        errors.append(error)
        return FactSource.ASKED
    if found is None:
        words = "; ".join(f"“{label}”" for label in FactSource.labels)
        errors.append(CellError(cell.reference, f"Phải là một trong: {words}."))
    return found or FactSource.ASKED


def _mark(errors: list[CellError], cell: ReadCell) -> bool:
    try:
        found = _MARKS.get(search_key(cell.text))
    except CellError as error:
        errors.append(error)
        return False
    if found is None:
        errors.append(CellError(cell.reference, "Ghi “x” hoặc để trống."))
    return bool(found)


def _problems(reading: _Reading) -> Iterable[CellError]:
    """Return the cells of problems of the table as a whole."""
    for problem in problems_of(reading.items):
        if problem.item is None:
            line: ReadRow | None = reading.lines[0] if reading.lines else None
        elif problem.answer is None:
            line = reading.lines[problem.item]
        else:
            line = reading.answer_lines[problem.item][problem.answer]
        if line is not None:
            yield CellError(line[problem.field or "points"].reference, problem.message)


def _place(error: CellError) -> tuple[int, str]:
    digits = "".join(filter(str.isdigit, error.reference))
    return int(digits or 0), error.reference
