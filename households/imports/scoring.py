"""Items of a scoring table from a workbook: one row per answer; a row with a key starts an item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from common.xlsx_read import CellError, ReadCell, ReadRow, WrongCells, read_sheet
from households.imports.scoring_columns import (
    ANSWER_COLUMNS,
    COLUMNS,
    ITEM_COLUMNS,
    ScoringColumn,
)
from households.rules.scoring import Answer
from households.rules.scoring_tables import ItemContent, problems_of


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
    return items_from_lines(read_sheet(content, COLUMNS))


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
        reading.items.append(ItemContent(**_values(reading.errors, line, ITEM_COLUMNS)))
        reading.lines.append(line)
        reading.answer_lines.append([])
    elif not reading.items:
        words = "Dòng đầu phải có mã mục."
        reading.errors.append(CellError(line["item"].reference, words))
        return
    elif wrong := _filled(line, ITEM_COLUMNS):
        words = "Dòng thêm câu trả lời thì để trống các cột của mục; mục mới thì ghi mã mục."
        reading.errors.append(CellError(wrong.reference, words))
        return
    if all(line[name].is_empty for name in ("answer", "answer_label", "points")):
        return
    answer = Answer(**_values(reading.errors, line, ANSWER_COLUMNS))
    reading.items[-1] = replace(reading.items[-1], answers=(*reading.items[-1].answers, answer))
    reading.answer_lines[-1].append(line)


def _values(
    errors: list[CellError], line: ReadRow, columns: Sequence[ScoringColumn]
) -> dict[str, Any]:
    """Return the value of each field; None for a wrong cell, which is added to the errors."""
    values: dict[str, Any] = {}
    for column in columns:
        try:
            values[column.field] = column.read(line[column.key])
        except CellError as error:
            errors.append(error)
            values[column.field] = None
    return values


def _filled(line: ReadRow, columns: Sequence[ScoringColumn]) -> ReadCell | None:
    """Return the first cell of these columns that is not empty."""
    return next((line[column.key] for column in columns if not line[column.key].is_empty), None)


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
