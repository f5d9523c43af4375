"""Web input of the review: beginning a form, its sheets, reasons, a batch to approve."""

import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.forms import BoundField

from common.fields import TextField, VndFormField
from households.models import Assessment, AssessmentResult, Indicator, Round
from households.models.review import HIGHEST_B1
from households.queries_review import Beginning
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
        help_text="Bắt buộc khi hộ đã có phiếu được duyệt trong đợt đã chọn.",
    )

    def __init__(self, data: Any = None, *, beginning: Beginning, wanted: str = "") -> None:
        rounds = beginning.rounds
        asked = [round_ for round_ in rounds if str(round_.pk) == wanted]
        first = next(iter(asked or rounds), None)
        super().__init__(data, initial={"client_id": uuid.uuid4, "round": first})
        allowed = Round.objects.filter(pk__in=[round_.pk for round_ in rounds])
        self.fields["round"].queryset = allowed  # type: ignore[attr-defined]
        if not beginning.approved:
            self.fields["correction_reason"].widget = forms.HiddenInput()

    @property
    def facts(self) -> dict[str, Any]:
        """What a service is told."""
        said = self.cleaned_data
        return {
            "client_id": said["client_id"],
            "round_": said["round"],
            "correction_reason": said["correction_reason"],
        }


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
        if not 1 <= len(self.values) <= self.MOST:
            raise ValidationError(f"Hãy chọn từ 1 đến {self.MOST} phiếu.")
        for value in self.values:
            match = re.fullmatch(r"([0-9]{1,15})(?::([0-9]{1,9}))?", value)
            if match is None:
                raise ValidationError("Danh sách phiếu không hợp lệ.")
            self.versions[int(match[1])] = int(match[2] or 0)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its pair of radio buttons.

    `same_as` is its key when another sheet asks it with the very same threshold: what is
    answered once need not be typed twice.
    """

    question: Question
    field: BoundField
    same_as: str


@dataclass(frozen=True, slots=True)
class Section:
    """The inputs of one sheet, grouped as on the paper form."""

    sheet: Sheet
    income: BoundField
    dimensions: list[tuple[str, list[AskedQuestion]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One input on which two people said different things."""

    label: str
    mine: str
    theirs: str


class AssessmentForm(VersionForm):
    """A review form as it lies on paper: date and note, then a sheet per standard.

    Every answer may be left open: a draft is saved as far as it goes.
    """

    surveyed_on = forms.DateField(
        label="Ngày khảo sát",
        required=False,
        error_messages={"invalid": "Hãy viết ngày như 15/11/2021."},
        help_text="Bắt buộc khi nộp phiếu. Viết 15/11/2021 hoặc 15112021.",
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
        self.sheets = sheets
        self.places: dict[str, str] = {}
        for sheet in sheets:
            self._add_sheet(sheet)

    def _add_sheet(self, sheet: Sheet) -> None:
        result = sheet.result or AssessmentResult()
        income: forms.Field
        if sheet.line.judged_by_points:
            income = PointsField(
                label="Tổng điểm B1",
                required=False,
                help_text="Ghi tổng điểm đã cộng trên phiếu giấy.",
                initial=result.b1_points,
                validators=[MaxValueValidator(HIGHEST_B1, f"Điểm B1 nhiều nhất {HIGHEST_B1}.")],
            )
        else:
            income = VndFormField(
                label="Thu nhập bình quân (đồng/người/tháng)",
                required=False,
                initial=result.income_per_person,
            )
        self.fields[sheet.prefix + sheet.income_fact] = income
        self.places[sheet.prefix + sheet.income_fact] = f"{sheet.standard.name}: "
        for indicator in sheet.indicators:
            name = sheet.prefix + indicator.key
            self.places[name] = f"{sheet.standard.name}: "
            self.fields[name] = forms.ChoiceField(
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
                income=self[sheet.prefix + sheet.income_fact],
                dimensions=[
                    (dimension.name, [self._asked(sheet, each) for each in dimension.questions])
                    for dimension in sheet.dimensions
                ],
            )
            for sheet in self.sheets
        ]

    def _asked(self, sheet: Sheet, question: Question) -> AskedQuestion:
        indicator = question.indicator
        return AskedQuestion(
            question=question,
            field=self[sheet.prefix + indicator.key],
            same_as=indicator.key if self._times_asked[_wording(indicator)] > 1 else "",
        )

    @cached_property
    def _times_asked(self) -> Counter[tuple[str, str]]:
        asked = [indicator for sheet in self.sheets for indicator in sheet.indicators]
        return Counter(_wording(indicator) for indicator in asked)

    @property
    def facts(self) -> dict[str, Any]:
        """What a service is told, the version included."""
        said = {name: self.cleaned_data[name] for name in ("version", "surveyed_on", "note")}
        return {**said, "results": self.results}

    @property
    def results(self) -> list[ResultFacts]:
        """What was answered, sheet by sheet; an input that makes no sense counts as open."""
        return [
            ResultFacts(
                standard_id=sheet.standard.pk,
                answers={
                    key: _MEANING.get(self.cleaned_data.get(sheet.prefix + key, ""))
                    for key in sheet.keys
                },
                **{sheet.income_fact: self.cleaned_data.get(sheet.prefix + sheet.income_fact)},
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

    @property
    def differences(self) -> list[Difference]:
        """What was sent and what is stored, where they differ: for two who wrote at once."""
        return [
            Difference(
                label=f"{self.places.get(name, '')}{self.fields[name].label}",
                mine=self._words(name, self.cleaned_data.get(name)),
                theirs=self._words(name, self.get_initial_for_field(self.fields[name], name)),
            )
            for name in self.changed_data
            if name != "version"
        ]

    @property
    def sent(self) -> list[tuple[str, str]]:
        """The inputs as they were sent, but for the version."""
        return [(name, self.data[name]) for name in self.fields if name in self.data][1:]

    def _words(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return "chưa trả lời" if name in self.places else "để trống"
        if isinstance(value, dt.date):
            return f"{value:%d/%m/%Y}"
        return dict(_ANSWERS).get(value, str(value))


def _wording(indicator: Indicator) -> tuple[str, str]:
    return indicator.key, indicator.threshold
