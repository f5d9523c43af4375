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
from households.pages.review import input_prefix
from households.queries.parts import FormPart

TOTAL, ITEMS = "total", "items"
_WAYS = [(TOTAL, "Ghi tổng điểm trên phiếu giấy"), (ITEMS, "Tính theo từng mục")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """The income inputs of one standard; `way` and `items` where B1 can be added up item by item."""

    part: FormPart
    prefix: str
    field: BoundField
    way: BoundField | None
    items: list[BoundField]

    @property
    def by_items(self) -> bool:
        return self.way is not None and self.way.value() == ITEMS

    @property
    def first_box(self) -> BoundField:
        """The first input that is shown: the total, or the first item."""
        return self.items[0] if self.by_items and self.items else self.field


def income_fields(part: FormPart) -> dict[str, forms.Field]:
    """Return the income inputs of a standard by name."""
    result = part.result or AssessmentResult()
    prefix = input_prefix(part.standard)
    name = prefix + part.income_fact
    if not part.line.judged_by_points:
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
    return {name: total, **_item_fields(part, result)}


def _item_fields(part: FormPart, result: AssessmentResult) -> dict[str, forms.Field]:
    if part.table is None:
        return {}
    way = forms.ChoiceField(
        label="Cách ghi điểm B1",
        choices=_WAYS,
        widget=forms.RadioSelect,
        required=False,
        initial=ITEMS if result.scoring_table_id else TOTAL,
    )
    prefix = input_prefix(part.standard)
    items = {
        f"{prefix}item_{item.key}": _item_field(item, result.b1_answers)
        for item in part.table.items.all()
    }
    return {f"{prefix}way": way, **items}


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


def income_of(form: forms.BaseForm, part: FormPart) -> Income:
    """Return the bound income inputs of a standard, for the page."""
    prefix = input_prefix(part.standard)
    way = f"{prefix}way"
    return Income(
        part=part,
        prefix=prefix,
        field=form[prefix + part.income_fact],
        way=form[way] if way in form.fields else None,
        items=[form[name] for name in form.fields if name.startswith(f"{prefix}item_")],
    )


def income_facts(sent: Mapping[str, Any], part: FormPart) -> dict[str, Any]:
    """Return the income facts sent for a standard, as fields of `ResultFacts`."""
    prefix = input_prefix(part.standard)
    if part.table is None or sent.get(f"{prefix}way") != ITEMS:
        return {part.income_fact: sent.get(prefix + part.income_fact)}
    names = {item.key: f"{prefix}item_{item.key}" for item in part.table.items.all()}
    return {"b1_answers": {key: sent[name] for key, name in names.items() if sent.get(name)}}
