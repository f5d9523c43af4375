"""Web input of the review: beginning a form, its sheets, reasons, a batch to approve."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.forms import BoundField

from common.fields import TextField, VndFormField
from households.models import Assessment, AssessmentResult, Round
from households.models.review import HIGHEST_B1
from households.queries_sheets import Question, Sheet
from households.services.judging import ResultFacts

DEPRIVED, NOT_DEPRIVED = "yes", "no"
_ANSWERS = [(DEPRIVED, "Có thiếu hụt"), (NOT_DEPRIVED, "Không")]
_MEANING = {DEPRIVED: True, NOT_DEPRIVED: False}
_WRITTEN = {True: DEPRIVED, False: NOT_DEPRIVED, None: ""}


class PointsField(forms.IntegerField):
    """Points as written on paper: plain digits, since "1.350" could be read in two ways."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4})

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if text and not re.fullmatch(r"[0-9]{1,6}", text):
            raise ValidationError("Hãy nhập số nguyên, như 135.", code="invalid")
        return int(text) if text else None


class StartForm(forms.Form):
    """Which round, and why again when the round already has an approved form."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    round = forms.ModelChoiceField(Round.objects.none(), label="Đợt rà soát", empty_label=None)
    correction_reason = TextField(
        label="Lý do đính chính",
        max_length=300,
        required=False,
        multiline=True,
        help_text="Chỉ cần khi hộ đã có phiếu được duyệt trong đợt này.",
    )

    def __init__(self, *args: Any, rounds: Sequence[Round], corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = Round.objects.filter(pk__in=[round_.pk for round_ in rounds])
        self.fields["round"].queryset = allowed  # type: ignore[attr-defined]
        if not corrects:
            self.fields["correction_reason"].widget = forms.HiddenInput()


class VersionForm(forms.Form):
    """An action on a form as the person saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(VersionForm):
    reason = TextField(
        label="Lý do trả lại",
        max_length=300,
        multiline=True,
        help_text="Cán bộ nhập phiếu đọc được lý do này ở đầu phiếu.",
    )


class BatchForm(forms.Form):
    """The forms ticked in the list; each as "key" or "key:version"."""

    MOST = 100

    def __init__(self, values: Sequence[str]) -> None:
        super().__init__({})
        self.values = list(values)
        self.versions: dict[int, int] = {}

    def clean(self) -> None:
        if len(self.values) > self.MOST:
            raise ValidationError(f"Mỗi lần duyệt nhiều nhất {self.MOST} phiếu.")
        for value in self.values:
            match = re.fullmatch(r"([0-9]{1,15})(?::([0-9]{1,9}))?", value)
            if match is None:
                raise ValidationError("Danh sách phiếu không hợp lệ.")
            self.versions[int(match[1])] = int(match[2] or 0)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its pair of radio buttons."""

    question: Question
    field: BoundField


@dataclass(frozen=True, slots=True)
class Section:
    """The inputs of one sheet, grouped as on the paper form."""

    sheet: Sheet
    income: BoundField
    dimensions: list[tuple[str, list[AskedQuestion]]]


class AssessmentForm(VersionForm):
    """A review form as it lies on paper: date and note, then a sheet per standard.

    Every answer may be left open: a draft is saved as far as it goes.
    """

    surveyed_on = forms.DateField(
        label="Ngày khảo sát",
        required=False,
        error_messages={"invalid": "Hãy viết ngày như 15/11/2021."},
        help_text="Ngày, tháng, năm: 15/11/2021 hoặc 15112021.",
    )
    note = TextField(label="Ghi chú", max_length=500, required=False, multiline=True)

    def __init__(
        self, *args: Any, assessment: Assessment, sheets: Sequence[Sheet], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "version": assessment.version,
            "surveyed_on": assessment.surveyed_on,
            "note": assessment.note,
        }
        super().__init__(*args, **kwargs)
        self.assessment, self.sheets = assessment, sheets
        for sheet in sheets:
            self._add_sheet(sheet)

    def _add_sheet(self, sheet: Sheet) -> None:
        result = sheet.result or AssessmentResult()
        income: forms.Field
        if sheet.line.judged_by_points:
            income = PointsField(
                label="Tổng điểm B1",
                required=False,
                initial=result.b1_points,
                validators=[MaxValueValidator(HIGHEST_B1, f"Điểm B1 nhiều nhất {HIGHEST_B1}.")],
            )
        else:
            income = VndFormField(
                label="Thu nhập bình quân (đồng/người/tháng)",
                required=False,
                initial=result.income_per_person,
            )
        self.fields[_income_name(sheet)] = income
        for indicator in sheet.indicators:
            self.fields[_answer_name(sheet, indicator.key)] = forms.ChoiceField(
                label=f"{indicator.number}. {indicator.name}",
                choices=_ANSWERS,
                widget=forms.RadioSelect,
                required=False,
                initial=_WRITTEN[result.answers.get(indicator.key)],
            )

    @property
    def sections(self) -> list[Section]:
        """The inputs sheet by sheet, for the page."""
        return [
            Section(
                sheet=sheet,
                income=self[_income_name(sheet)],
                dimensions=[
                    (
                        dimension.name,
                        [
                            AskedQuestion(asked, self[_answer_name(sheet, asked.indicator.key)])
                            for asked in dimension.questions
                        ],
                    )
                    for dimension in sheet.dimensions
                ],
            )
            for sheet in self.sheets
        ]

    @property
    def results(self) -> list[ResultFacts]:
        """What was answered, sheet by sheet; an input that makes no sense counts as open."""
        return [
            ResultFacts(
                standard_id=sheet.standard.pk,
                answers={
                    key: _MEANING.get(self.cleaned_data.get(_answer_name(sheet, key), ""))
                    for key in sheet.keys
                },
                **{_income_kind(sheet): self.cleaned_data.get(_income_name(sheet))},
            )
            for sheet in self.sheets
        ]

    @property
    def filled_sheets(self) -> list[Sheet]:
        """The sheets as they stand in the browser, saved nowhere."""
        return [
            replace(
                sheet,
                result=AssessmentResult(
                    standard=sheet.standard,
                    b1_points=facts.b1_points,
                    income_per_person=facts.income_per_person,
                    answers=facts.answers,
                ),
            )
            for sheet, facts in zip(self.sheets, self.results, strict=True)
        ]


def _income_kind(sheet: Sheet) -> str:
    return "b1_points" if sheet.line.judged_by_points else "income_per_person"


def _income_name(sheet: Sheet) -> str:
    return f"s{sheet.standard.pk}_{_income_kind(sheet)}"


def _answer_name(sheet: Sheet, key: str) -> str:
    return f"s{sheet.standard.pk}_{key}"
