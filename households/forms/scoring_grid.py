"""The editor of a scoring table: a grid of inputs, read like an uploaded workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from common.xlsx_read import CellError, ReadCell, ReadRow, WrongCells
from households.choices import FactSource
from households.imports.scoring import items_from_lines
from households.imports.scoring_columns import (
    ANSWER_COLUMNS,
    COLUMNS,
    ITEM_COLUMNS,
    ScoringColumn,
    rows_of,
)
from households.rules.scoring_tables import ItemContent

MOST_ROWS, MORE_ROWS = 150, 5
_TITLES = {column.key: column.title for column in COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One input of the grid."""

    name: str
    column: str
    title: str
    value: str
    is_number: bool = False
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class ScoringGridRow:
    """A row: an item with its first answer, a further answer, or a blank row for either."""

    number: int
    values: Mapping[str, str]
    has_item: bool

    def cells(self, columns: Sequence[ScoringColumn], wrong: frozenset[str]) -> list[GridCell]:
        """Return the inputs of some columns, the wrong ones marked."""
        return [self._cell(column, wrong) for column in columns]

    def _cell(self, column: ScoringColumn, wrong: frozenset[str]) -> GridCell:
        name = f"r{self.number}_{column.key}"
        return GridCell(
            name=name,
            column=column.key,
            title=column.title,
            value=self.values.get(column.key, ""),
            is_number=column.is_number,
            is_wrong=name in wrong,
        )

    @property
    def drop_name(self) -> str:
        return f"r{self.number}_drop"


@dataclass(slots=True)
class TableGrid:
    """All rows of the editor. Works without scripts: more rows are requested from the server."""

    rows: list[ScoringGridRow]
    errors: list[CellError] = field(default_factory=list)

    @classmethod
    def of(cls, items: Sequence[ItemContent]) -> "TableGrid":
        """Return the grid of a table, with a blank row below each item for a further answer."""
        rows: list[tuple[dict[str, str], bool]] = []
        for item in items:
            rows.extend(_item_rows(item))
            rows.append(({}, False))
        return cls(_numbered([*rows, *[({}, True)] * MORE_ROWS]))

    @classmethod
    def sent(cls, data: Mapping[str, str]) -> "TableGrid":
        """Return the grid as posted, without the rows ticked for removal."""
        rows = []
        for number in range(MOST_ROWS):
            if f"r{number}_answer" not in data or data.get(f"r{number}_drop"):
                continue
            has_item = f"r{number}_item" in data
            columns = COLUMNS if has_item else ANSWER_COLUMNS
            sent = {column.key: data.get(f"r{number}_{column.key}", "") for column in columns}
            values = {key: text[:300] for key, text in sent.items()}
            rows.append((values, has_item))
        return cls(_numbered(rows))

    def add_rows(self) -> None:
        """Add blank rows at the end, up to the limit of the page."""
        blank: list[tuple[dict[str, str], bool]] = [({}, True)] * min(
            MORE_ROWS, MOST_ROWS - len(self.rows)
        )
        known = [(dict(row.values), row.has_item) for row in self.rows]
        self.rows = _numbered([*known, *blank])

    def items(self) -> list[ItemContent] | None:
        """Return the items of the rows; None, with `errors` filled, when a cell is wrong."""
        try:
            return items_from_lines(filter(None, map(_line, self.rows)))
        except WrongCells as refused:
            self.errors = list(refused.errors)
            return None

    @property
    def sources(self) -> list[str]:
        return list(FactSource.labels)

    def shown(self) -> Iterator[tuple[ScoringGridRow, list[GridCell], list[GridCell]]]:
        """Return each row with the inputs of its item, on its first row, and of its answer."""
        wrong = frozenset(error.reference for error in self.errors)
        for row in self.rows:
            of_item = row.cells(ITEM_COLUMNS, wrong) if row.has_item else []
            yield row, of_item, row.cells(ANSWER_COLUMNS, wrong)

    def error_lines(self) -> Iterator[tuple[str, str]]:
        """Return each error as the id of its input and the message."""
        for error in self.errors:
            row, column = error.reference.removeprefix("r").split("_", 1)
            yield error.reference, f"Hàng {int(row) + 1}, {_TITLES[column]}: {error.message}"


def _item_rows(item: ItemContent) -> Iterator[tuple[dict[str, str], bool]]:
    for cells in rows_of([item]):
        values = {key: "" if value is None else str(value) for key, value in cells.items()}
        yield values, "item" in cells


def _numbered(rows: Sequence[tuple[Mapping[str, str], bool]]) -> list[ScoringGridRow]:
    return [
        ScoringGridRow(number, values, has_item) for number, (values, has_item) in enumerate(rows)
    ]


def _line(row: ScoringGridRow) -> ReadRow | None:
    """Return a row for the workbook reader; the name of an input is its cell."""
    cells = {
        column.key: ReadCell(f"r{row.number}_{column.key}", row.values.get(column.key, ""))
        for column in COLUMNS
    }
    # "Hỏi hộ" is preselected in a blank row, so a choice alone does not count as input.
    filled = [cell for key, cell in cells.items() if key != "source"]
    if all(cell.is_empty for cell in filled):
        return None
    if (
        cells["item"].is_empty
        and row.has_item
        and all(cells[column.key].is_empty for column in ITEM_COLUMNS if column.key != "source")
    ):
        cells["source"] = ReadCell(cells["source"].reference, "")
    return ReadRow(row.number, cells)
