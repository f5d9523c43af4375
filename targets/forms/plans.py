"""Forms of a year's plan: a new year, its baseline, and the filter of the progress page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from areas.choices import Boundaries
from common.fields import KeyChoiceField, TextField, WholeNumberField
from common.formats import count
from common.forms import YearField
from common.numbers import UnclearNumber, format_percent, parse_percent
from households.models import PovertyStandard
from targets.links import WORST_FIRST, ProgressAddress
from targets.pages.tables import BY_NAME, ORDERS
from targets.queries.plan_contents import PlanRow
from targets.queries.rows import BaselineFigures, Progress
from targets.services.baseline import CommuneBaseline

FIGURE_LABELS = {
    "households": "Tổng số hộ",
    "poor": "Hộ nghèo",
    "em_households": "Hộ DTTS",
    "em_poor": "Hộ nghèo DTTS",
}


class HouseholdCountField(WholeNumberField):
    """A whole number of households, shown as "27.771"."""

    widget = forms.TextInput()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return count(value) if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off", "class": "num"}


class PercentField(forms.Field):
    """A rate or points entered in per cent, cleaned to a fraction: "2,33" gives 0.0233."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return parse_percent(value)
        except UnclearNumber as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return format_percent(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "class": "num"}


class PlanForm(forms.Form):
    """A new year with the district's figures; those of the communes follow on the next page."""

    year = YearField(label="Năm", help_text="Năm theo dõi mục tiêu.")
    standard = KeyChoiceField(
        PovertyStandard.objects.all(),
        label="Chuẩn nghèo",
        empty_label="Chọn chuẩn nghèo",
        help_text="Chuẩn dùng để đánh giá mục tiêu của năm.",
    )
    households = HouseholdCountField(
        label="Tổng số hộ", help_text="Số của toàn huyện cuối năm trước."
    )
    poor = HouseholdCountField(label="Hộ nghèo")
    em_households = HouseholdCountField(
        label="Hộ dân tộc thiểu số", help_text="Hộ có chủ hộ là người dân tộc thiểu số."
    )
    em_poor = HouseholdCountField(label="Hộ nghèo dân tộc thiểu số")
    source = TextField(
        label="Nguồn số liệu",
        max_length=300,
        help_text="Ví dụ: Quyết định phê duyệt kết quả rà soát cuối năm trước.",
    )

    @property
    def asked(self) -> dict[str, Any]:
        """The arguments of `create_plan`."""
        figures = {name: self.cleaned_data[name] for name in FIGURE_LABELS}
        rest = {name: self.cleaned_data[name] for name in ("year", "standard", "source")}
        return {"baseline": BaselineFigures(**figures), **rest}


@dataclass(frozen=True, slots=True)
class BaselineGridRow:
    """A commune's line of the form, with its fields."""

    row: PlanRow
    cells: list[BoundField]


class GridForm(forms.Form):
    """A form with one row of whole numbers per commune."""

    labels: ClassVar[Mapping[str, str]]
    version = WholeNumberField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan_rows: Sequence[PlanRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan_rows = plan_rows
        for row in plan_rows:
            for name, label in self.labels.items():
                field = HouseholdCountField(
                    label=f"{row.name}: {label}", initial=self.value_of(row, name)
                )
                field.widget.attrs["data-sum"] = name
                self.fields[_key(row, name)] = field

    def value_of(self, row: PlanRow, name: str) -> int | None:
        """Return the initial value of a cell."""
        raise NotImplementedError

    @property
    def grid(self) -> list[BaselineGridRow]:
        return [
            BaselineGridRow(row, [self[_key(row, name)] for name in self.labels])
            for row in self.plan_rows
        ]

    def values(self, row: PlanRow) -> dict[str, int]:
        """Return the submitted values of a commune's row, by column."""
        return {name: self.cleaned_data[_key(row, name)] for name in self.labels}


def _key(row: PlanRow, name: str) -> str:
    return f"c{row.commune_id}_{name}"


class BaselineForm(GridForm):
    """The figures of the end of last year: the district's, and each commune's."""

    labels = FIGURE_LABELS
    source = TextField(label="Nguồn số liệu", max_length=300)
    households = HouseholdCountField(label="Tổng số hộ")
    poor = HouseholdCountField(label="Hộ nghèo")
    em_households = HouseholdCountField(label="Hộ dân tộc thiểu số")
    em_poor = HouseholdCountField(label="Hộ nghèo dân tộc thiểu số")

    def value_of(self, row: PlanRow, name: str) -> int | None:
        return getattr(row.baseline, name) if row.baseline else None

    @property
    def totals(self) -> list[BoundField]:
        """The district's figures, in the order of the columns."""
        return [self[name] for name in self.labels]

    @property
    def asked(self) -> dict[str, Any]:
        """The arguments of `change_baseline`."""
        figures = {name: self.cleaned_data[name] for name in self.labels}
        communes = [
            CommuneBaseline(commune_id=row.commune_id, figures=BaselineFigures(**self.values(row)))
            for row in self.plan_rows
        ]
        rest = {name: self.cleaned_data[name] for name in ("version", "source")}
        return {"baseline": BaselineFigures(**figures), "communes": communes, **rest}


class ProgressFilter(forms.Form):
    """The parameters of the progress page: year, group, commune, order, units."""

    year = forms.TypedChoiceField(label="Năm", coerce=int, required=False)
    commune = forms.TypedChoiceField(
        label="Xã, thị trấn", coerce=int, required=False, empty_value=None
    )
    minority = forms.ChoiceField(
        choices=[("", ""), ("true", "")], required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict, *, years: Iterable[int], progress: Progress) -> None:
        asked = data.copy()
        asked["year"] = str(progress.year)
        asked["boundaries"] = progress.grouping.boundaries
        super().__init__(asked)
        self.progress = progress
        orders = [sign + name for name in (*ORDERS, WORST_FIRST, BY_NAME) for sign in ("", "-")]
        self.fields["order"] = forms.ChoiceField(
            choices=[(order, "") for order in orders], required=False, widget=forms.HiddenInput
        )
        if progress.grouping.has_choice:
            self.fields["boundaries"] = forms.ChoiceField(
                label="Tính theo", choices=Boundaries.choices, required=False
            )
        communes = [(row.pk, row.full_name) for row in progress.communes_by_name()]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["commune"].choices = [("", "Tất cả các xã"), *communes]  # type: ignore[attr-defined]

    @property
    def boundaries_field(self) -> forms.BoundField:
        """The choice of units, for a year before a merger."""
        return self["boundaries"]

    @property
    def address(self) -> ProgressAddress:
        """The choices of the table, of a valid filter."""
        return ProgressAddress(
            year=self.progress.year,
            is_minority=self.cleaned_data["minority"] == "true",
            commune_id=self.cleaned_data["commune"],
            order=self.cleaned_data["order"] or WORST_FIRST,
            boundaries=self.progress.grouping.boundaries,
        )
