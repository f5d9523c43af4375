"""Web input of scoring tables: what is said about one, its grid of answers, an uploaded workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from common.fields import TextField
from common.xlsx_guard import LARGEST_FILE
from common.xlsx_read import Cell, CellError, Line, WrongCells
from households.choices import FactSource, ScoreSheet
from households.forms.review import VersionForm
from households.imports_scoring import HEADINGS, items_from_lines
from households.models import PovertyStandard, Round, ScoringTable
from households.rules.scoring import Answer
from households.rules.scoring_tables import ItemContent
from households.services.scoring_tables import TableHead

MOST_ROWS, MORE_ROWS = 150, 5
ITEM_COLUMNS = tuple(heading.key for heading in HEADINGS[:6])
ANSWER_COLUMNS = tuple(heading.key for heading in HEADINGS[6:])
_TITLES = {heading.key: heading.title for heading in HEADINGS}
_NUMBERS = {"group_number", "at_least", "at_most", "points"}
_SALT = "households.scoring.upload"


class HeadForm(forms.ModelForm):
    """What is said about a draft besides its points."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    legal_basis = TextField(
        label="Căn cứ pháp lý",
        max_length=300,
        help_text="Ví dụ: TT 17/2016/TT-BLĐTBXH, Phụ lục 3b.4.",
    )
    source_note = TextField(
        label="Nguồn số liệu",
        max_length=300,
        required=False,
        help_text="Chép từ đâu, còn thiếu những gì.",
    )

    class Meta:
        model = ScoringTable
        fields = ["legal_basis", "source_note", "valid_from", "valid_to", "is_complete"]
        help_texts = {
            "valid_from": "Ngày, tháng, năm: 15/08/2016",
            "valid_to": "Để trống nếu chưa hết hiệu lực.",
            "is_complete": "Chỉ đánh dấu khi bảng có đủ mọi nhóm mục của phụ lục.",
        }

    @property
    def head(self) -> TableHead:
        """What a service is told."""
        return TableHead(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class NewTableForm(HeadForm):
    standard = forms.ModelChoiceField(
        PovertyStandard.objects.exclude(lines__score_low=None),
        label="Chuẩn nghèo",
        empty_label="Chọn chuẩn nghèo",
    )
    sheet = forms.ChoiceField(label="Phiếu theo khu vực", choices=ScoreSheet.choices)

    field_order = ("standard", "sheet")


class VerifyForm(VersionForm):
    against = TextField(
        label="Đã đối chiếu với",
        max_length=300,
        help_text="Văn bản, phụ lục chính thức đã so từng điểm. Ví dụ: TT 17/2016, PL 3b.4, Công báo số …",
    )


class RescoreForm(forms.Form):
    round = forms.ModelChoiceField(Round.objects.none(), label="Đợt rà soát", empty_label=None)

    def __init__(self, data: Any = None, *, table: ScoringTable) -> None:
        super().__init__(data)
        rounds = Round.objects.open().filter(round_standards__standard=table.standard_id)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text="Dùng tệp tải xuống từ bảng điểm này rồi sửa: mỗi câu trả lời một dòng.",
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(f"Tệp lớn hơn {LARGEST_FILE // (1024 * 1024)} MB nên không nhận.")
        content: bytes = file.read()
        return content


class ConfirmForm(VersionForm):
    """The items as they were previewed, signed so that nothing else is written."""

    items = forms.CharField(widget=forms.HiddenInput, max_length=500_000)

    @staticmethod
    def packed(items: Sequence[ItemContent]) -> str:
        return signing.dumps([_as_json(item) for item in items], salt=_SALT, compress=True)

    def clean_items(self) -> list[ItemContent]:
        try:
            kept = signing.loads(self.cleaned_data["items"], salt=_SALT)
        except signing.BadSignature as error:
            raise ValidationError(
                "Bản xem trước không còn dùng được; hãy tải tệp lên lại."
            ) from error
        return [_from_json(item) for item in kept]


def _as_json(item: ItemContent) -> list[Any]:
    answers = [
        [answer.key, answer.label, answer.points, answer.at_least, answer.at_most]
        for answer in item.answers
    ]
    head = [item.group_number, item.group_name, item.key, item.label, item.source]
    return [*head, item.is_withheld_from_dependants, answers]


def _from_json(kept: list[Any]) -> ItemContent:
    number, group, key, label, source, is_withheld, answers = kept
    return ItemContent(
        group_number=number,
        group_name=group,
        key=key,
        label=label,
        source=source,
        is_withheld_from_dependants=is_withheld,
        answers=tuple(
            Answer(key=one, label=words, points=points, at_least=low, at_most=high)
            for one, words, points, low, high in answers
        ),
    )


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
class GridRow:
    """A row: an item with its first answer, a further answer, or a blank one for either."""

    number: int
    values: Mapping[str, str]
    has_item: bool

    def cells(self, columns: Sequence[str], wrong: frozenset[str]) -> list[GridCell]:
        """Return the inputs of some of its columns, the wrong ones marked."""
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
    """All rows of the editor. Works without scripts: rows are added by asking the page again."""

    rows: list[GridRow]
    errors: list[CellError] = field(default_factory=list)

    @classmethod
    def of(cls, items: Sequence[ItemContent]) -> "TableGrid":
        """Return the grid of a table, with a blank line below each item for a further answer."""
        rows: list[tuple[dict[str, str], bool]] = []
        for item in items:
            rows.extend(_item_rows(item))
            rows.append(({}, False))
        return cls(_numbered([*rows, *[({}, True)] * MORE_ROWS]))

    @classmethod
    def sent(cls, data: Mapping[str, str]) -> "TableGrid":
        """Return the grid as it was sent, without the rows ticked for removal."""
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
        """Add blank rows at the end, as many as the page still takes."""
        blank: list[tuple[dict[str, str], bool]] = [({}, True)] * min(
            MORE_ROWS, MOST_ROWS - len(self.rows)
        )
        known = [(dict(row.values), row.has_item) for row in self.rows]
        self.rows = _numbered([*known, *blank])

    def items(self) -> list[ItemContent] | None:
        """Return what the rows say; None, with `errors` filled, when a cell is wrong."""
        try:
            return items_from_lines(filter(None, map(_line, self.rows)))
        except WrongCells as refused:
            self.errors = list(refused.errors)
            return None

    @property
    def sources(self) -> list[str]:
        return list(FactSource.labels)

    def shown(self) -> Iterator[tuple[GridRow, list[GridCell], list[GridCell]]]:
        """Return each row with the inputs of its item, where it begins one, and of its answer."""
        wrong = frozenset(error.reference for error in self.errors)
        for row in self.rows:
            of_item = row.cells(ITEM_COLUMNS, wrong) if row.has_item else []
            yield row, of_item, row.cells(ANSWER_COLUMNS, wrong)

    def error_lines(self) -> Iterator[tuple[str, str]]:
        """Return each error as the input it belongs to and what to say."""
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


def _numbered(rows: Sequence[tuple[Mapping[str, str], bool]]) -> list[GridRow]:
    return [GridRow(number, values, has_item) for number, (values, has_item) in enumerate(rows)]


def _line(row: GridRow) -> Line | None:
    """Return a row as the reader of workbooks takes it; the name of an input is its cell."""
    cells = {
        heading.key: Cell(f"r{row.number}_{heading.key}", row.values.get(heading.key, ""))
        for heading in HEADINGS
    }
    # "Hỏi hộ" is preselected in a blank row: a choice alone makes no row.
    told = [cell for key, cell in cells.items() if key != "source"]
    if all(cell.is_empty for cell in told):
        return None
    if (
        cells["item"].is_empty
        and row.has_item
        and all(cells[key].is_empty for key in ITEM_COLUMNS if key != "source")
    ):
        cells["source"] = Cell(cells["source"].reference, "")
    return Line(row.number, cells)
