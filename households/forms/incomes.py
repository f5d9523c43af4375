"""Inputs of a review form about income: a total from the paper, or B1 item by item."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.forms import BoundField

from common.fields import PointsField, VndFormField
from households.choices import FactSource
from households.models import AssessmentResult
from households.models.review import HIGHEST_B1
from households.models.scoring import ScoringItem
from households.queries.sheets import Sheet

TOTAL, ITEMS = "total", "items"
_WAYS = [(TOTAL, "Ghi tổng điểm trên phiếu giấy"), (ITEMS, "Tính theo từng mục")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """How one standard asks for income; `way` and `items` where B1 can be added up here."""

    sheet: Sheet
    field: BoundField
    way: BoundField | None
    items: list[BoundField]

    @property
    def by_items(self) -> bool:
        return self.way is not None and self.way.value() == ITEMS


def income_fields(sheet: Sheet) -> dict[str, forms.Field]:
    """Return the inputs by which a standard asks for income, by name."""
    result = sheet.result or AssessmentResult()
    name = sheet.prefix + sheet.income_fact
    if not sheet.line.judged_by_points:
        income = VndFormField(
            label="Thu nhập bình quân (đồng/người/tháng)",
            required=False,
            initial=result.income_per_person,
        )
        return {name: income}
    by_items = result.scoring_table_id is not None
    total = PointsField(
        label="Tổng điểm B1",
        required=False,
        help_text="Ghi tổng điểm đã cộng trên phiếu giấy.",
        initial=None if by_items else result.b1_points,
        validators=[MaxValueValidator(HIGHEST_B1, f"Điểm B1 nhiều nhất {HIGHEST_B1}.")],
    )
    return {name: total, **_item_fields(sheet, result)}


def _item_fields(sheet: Sheet, result: AssessmentResult) -> dict[str, forms.Field]:
    if sheet.table is None:
        return {}
    way = forms.ChoiceField(
        label="Cách ghi điểm B1",
        choices=_WAYS,
        widget=forms.RadioSelect,
        required=False,
        initial=ITEMS if result.scoring_table_id else TOTAL,
    )
    items = {
        f"{sheet.prefix}item_{item.key}": _item_field(item, result.b1_answers)
        for item in sheet.table.items.all()
    }
    return {f"{sheet.prefix}way": way, **items}


def _item_field(item: ScoringItem, answers: Mapping[str, str]) -> forms.Field:
    open_words = "Chưa trả lời" if item.source == FactSource.ASKED else "Theo sổ hộ"
    choices = [
        (answer.key, f"{answer.label} ({answer.points} điểm)") for answer in item.answers.all()
    ]
    return forms.ChoiceField(
        label=item.label,
        choices=[("", open_words), *choices],
        required=False,
        initial=answers.get(item.key, ""),
    )


def income_of(form: forms.BaseForm, sheet: Sheet) -> Income:
    """Return how a standard asks for income, for the page."""
    way = f"{sheet.prefix}way"
    prefix = f"{sheet.prefix}item_"
    return Income(
        sheet=sheet,
        field=form[sheet.prefix + sheet.income_fact],
        way=form[way] if way in form.fields else None,
        items=[form[name] for name in form.fields if name.startswith(prefix)],
    )


def income_facts(said: Mapping[str, Any], sheet: Sheet) -> dict[str, Any]:
    """Return what was said of income under a standard, as a service takes it."""
    if sheet.table is None or said.get(f"{sheet.prefix}way") != ITEMS:
        return {sheet.income_fact: said.get(sheet.prefix + sheet.income_fact)}
    names = {item.key: f"{sheet.prefix}item_{item.key}" for item in sheet.table.items.all()}
    return {"b1_answers": {key: said[name] for key, name in names.items() if said.get(name)}}
