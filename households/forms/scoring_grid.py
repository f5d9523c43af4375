"""The editor of a scoring table: a grid of inputs, read like an uploaded workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from common.xlsx_read import CellError, ReadCell, ReadRow, WrongCells
from households.choices import FactSource
from households.imports.scoring import HEADINGS, items_from_lines
from households.rules.scoring import Answer
from households.rules.scoring_tables import ItemContent

MOST_ROWS, MORE_ROWS = 150, 5
ITEM_COLUMNS = tuple(heading.key for heading in HEADINGS[:6])
ANSWER_COLUMNS = tuple(heading.key for heading in HEADINGS[6:])
_TITLES = {heading.key: heading.title for heading in HEADINGS}
_NUMBERS = {"group_number", "at_least", "at_most", "points"}


@dataclass(frozen=True, slots=True)
class GridCell:
    """One input of the grid."""

    name: str
    column: str
    title: str
    value: str
    is_wrong: bool = False

    @property
    def is_number(self) -> bool:
        return self.column in _NUMBERS


@dataclass(frozen=True, slots=True)
class ScoringGridRow:
    """A row: an item with its first answer, a further answer, or a blank row for either."""

    number: int
    values: Mapping[str, str]
    has_item: bool

    def cells(self, columns: Sequence[str], wrong: frozenset[str]) -> list[GridCell]:
        """Return the inputs of some columns, the wrong ones marked."""
        names = {column: f"r{self.number}_{column}" for column in columns}
        return [
            GridCell(name, column, _TITLES[column], self.values.get(column, ""), name in wrong)
            for column, name in names.items()
        ]

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
            columns = (*(ITEM_COLUMNS if has_item else ()), *ANSWER_COLUMNS)
            values = {column: data.get(f"r{number}_{column}", "")[:300] for column in columns}
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
    head = {
        "group_number": str(item.group_number),
        "group_name": item.group_name,
        "item": item.key,
        "label": item.label,
        "source": FactSource(item.source).label,
        "withheld": "x" if item.is_withheld_from_dependants else "",
    }
    answers = [_answer_values(answer) for answer in item.answers] or [{}]
    yield head | answers[0], True
    for values in answers[1:]:
        yield values, False


def _answer_values(answer: Answer) -> dict[str, str]:
    return {
        "answer": answer.key,
        "answer_label": answer.label,
        "at_least": "" if answer.at_least is None else str(answer.at_least),
        "at_most": "" if answer.at_most is None else str(answer.at_most),
        "points": str(answer.points),
    }


def _numbered(rows: Sequence[tuple[Mapping[str, str], bool]]) -> list[ScoringGridRow]:
    return [
        ScoringGridRow(number, values, has_item) for number, (values, has_item) in enumerate(rows)
    ]


def _line(row: ScoringGridRow) -> ReadRow | None:
    """Return a row for the workbook reader; the name of an input is its cell."""
    cells = {
        heading.key: ReadCell(f"r{row.number}_{heading.key}", row.values.get(heading.key, ""))
        for heading in HEADINGS
    }
    # "Hỏi hộ" is preselected in a blank row, so a choice alone does not count as input.
    filled = [cell for key, cell in cells.items() if key != "source"]
    if all(cell.is_empty for cell in filled):
        return None
    if (
        cells["item"].is_empty
        and row.has_item
        and all(cells[key].is_empty for key in ITEM_COLUMNS if key != "source")
    ):
        cells["source"] = ReadCell(cells["source"].reference, "")
    return ReadRow(row.number, cells)
