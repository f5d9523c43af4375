"""Web input of a review form: the common inputs, then those of each standard."""

import datetime as dt
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from common.date_fields import DayField
from common.fields import AreaField, TextField
from common.formats import area
from common.forms import VersionForm
from households.forms.incomes import Income, income_facts, income_fields, income_of
from households.models import Assessment, Indicator
from households.models.review import LARGEST_HOUSE
from households.pages.review import input_prefix
from households.queries.parts import FormPart, FormQuestion
from households.rules import Home
from households.services.answers import ResultFacts, apply_facts

DEPRIVED, NOT_DEPRIVED = "yes", "no"
_ANSWERS = [(DEPRIVED, "Có thiếu hụt"), (NOT_DEPRIVED, "Không")]
_AS_DERIVED = ("", "Như đã suy ra")
_MEANING = {DEPRIVED: True, NOT_DEPRIVED: False}
_WRITTEN = {True: DEPRIVED, False: NOT_DEPRIVED, None: ""}
_ALSO_TYPED = "housing_area"  # decided by the area typed on the form, so it can still be answered


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question with its pair of radio buttons, and the parts in which its answer counts.

    Standards with the same key and threshold share it. A question decided by the
    register needs no answer: its buttons and the reason serve to answer differently.
    """

    question: FormQuestion
    field: BoundField
    reason: BoundField
    parts: list[FormPart]

    @property
    def key(self) -> str:
        return self.question.indicator.key

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """The short name ("2016–2020") of each standard with the question, and its number there."""
        return [
            (part.standard.name.removeprefix("Chuẩn nghèo "), indicator.number)
            for part in self.parts
            for indicator in part.indicators
            if indicator.key == self.key
        ]

    @property
    def is_derived(self) -> bool:
        return bool(self.question.derived)

    @property
    def depends_on_area(self) -> bool:
        return self.key == _ALSO_TYPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The questions about one basic service; each row holds those of one subject."""

    name: str
    rows: list[list[AskedQuestion]]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputDifference:
    """One input whose posted value differs from the stored one."""

    label: str
    mine: str
    theirs: str


class AssessmentForm(VersionForm):
    """A review form: income by each standard, the house, then every question once.

    Every answer may be left open: an incomplete draft can be saved.
    """

    surveyed_on = DayField(
        label="Ngày khảo sát",
        required=False,
        error_messages={"invalid": "Hãy nhập ngày/tháng/năm, ví dụ 15/11/2021."},
        help_text="Bắt buộc khi nộp phiếu. Nhập ngày/tháng/năm, ví dụ 15/11/2021 hoặc 15112021.",
    )
    house_area = AreaField(
        label="Diện tích nhà ở (m²)",
        required=False,
        largest=LARGEST_HOUSE,
        help_text="Phần mềm tự chia cho số khẩu.",
    )
    change_reason = TextField(
        label="Lý do thay đổi so với năm trước", max_length=300, required=False, multiline=True
    )
    note = TextField(label="Ghi chú", max_length=500, required=False, multiline=True)

    def __init__(
        self, *args: Any, assessment: Assessment, parts: Sequence[FormPart], **kwargs: Any
    ) -> None:
        names = ("version", "surveyed_on", "house_area", "change_reason", "note")
        kwargs["initial"] = {name: getattr(assessment, name) for name in names}
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.places: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._questions: dict[str, FormQuestion] = {}
        self._asked_in: dict[str, list[FormPart]] = {}
        for part in parts:
            self._add_income(part)
        for part in parts:
            self._add_questions(part)
        if parts and not self.is_bound:
            self.incomes[0].first_box.field.widget.attrs["autofocus"] = True

    def _add_income(self, part: FormPart) -> None:
        for name, income in income_fields(part).items():
            self.fields[name] = income
            self.places[name] = f"{part.standard.name}: "

    def _add_questions(self, part: FormPart) -> None:
        """Add the questions not asked in the same words by an earlier part; parts share answers."""
        for question in part.questions:
            name = self._name(part, question.indicator)
            self._asked_in.setdefault(name, []).append(part)
            if name not in self.fields:
                self._questions[name] = question
                self._add_question(name, part, question)

    def _name(self, part: FormPart, indicator: Indicator) -> str:
        wording = indicator.key, indicator.threshold
        return self._names.setdefault(wording, input_prefix(part.standard) + indicator.key)

    def _add_question(self, name: str, part: FormPart, question: FormQuestion) -> None:
        indicator = question.indicator
        is_open = not question.derived or question.override is not None
        self.places[name] = f"{part.standard.name}: "
        self.fields[name] = forms.ChoiceField(
            label=f"{indicator.number}. {indicator.name}",
            choices=[*_ANSWERS, _AS_DERIVED] if question.derived else _ANSWERS,
            widget=forms.RadioSelect,
            required=False,
            initial=_WRITTEN[question.answer] if is_open else "",
        )
        self.fields[f"{name}_reason"] = TextField(
            label=f"Lý do trả lời khác sổ hộ: {indicator.name}",
            max_length=200,
            required=False,
            initial=question.override or "",
        )

    @property
    def incomes(self) -> list[Income]:
        """The income inputs of each standard, in the round's order."""
        return [income_of(self, part) for part in self.parts]

    @property
    def topics(self) -> list[Topic]:
        """The questions by basic service, grouped as in the first standard that has them."""
        topics: dict[str, dict[str, list[AskedQuestion]]] = {}
        place_of: dict[str, str] = {}
        for name, question in self._questions.items():
            key = question.indicator.key
            topic = place_of.setdefault(key, question.indicator.dimension)
            topics.setdefault(topic, {}).setdefault(key, []).append(self._asked(name, question))
        return [Topic(name=name, rows=list(rows.values())) for name, rows in topics.items()]

    def _asked(self, name: str, question: FormQuestion) -> AskedQuestion:
        return AskedQuestion(
            question=question,
            field=self[name],
            reason=self[f"{name}_reason"],
            parts=self._asked_in[name],
        )

    @property
    def facts(self) -> dict[str, Any]:
        """The arguments for `save_assessment`, including the version."""
        names = ("version", "surveyed_on", "house_area", "change_reason", "note")
        return {**{name: self.cleaned_data[name] for name in names}, "results": self.results}

    @property
    def results(self) -> list[ResultFacts]:
        """The answers of each part; an invalid input counts as not answered."""
        return [self._result(part) for part in self.parts]

    def _result(self, part: FormPart) -> ResultFacts:
        sent = self.cleaned_data
        names = {each.key: self._name(part, each) for each in part.indicators}
        reasons = {key: sent.get(f"{name}_reason", "") for key, name in names.items()}
        return ResultFacts(
            standard_id=part.standard.pk,
            answers={key: _MEANING.get(sent.get(name, "")) for key, name in names.items()},
            overrides={key: reason for key, reason in reasons.items() if reason},
            **income_facts(sent, part),
        )

    def filled_parts(self, home: Home) -> list[FormPart]:
        """Return the parts as filled in in the browser; nothing is saved."""
        parts = [replace(part, result=copy(part.result)) for part in self.parts]
        apply_facts(parts, self.results, home)
        return parts

    @staticmethod
    def area_question(parts: Sequence[FormPart]) -> FormQuestion | None:
        """Return the question decided by the area of the house, None when it is not asked."""
        asked = (each for part in parts for each in part.questions)
        return next((each for each in asked if each.indicator.key == _ALSO_TYPED), None)

    @property
    def differences(self) -> list[InputDifference]:
        """The posted and stored values that differ, shown on a concurrent edit."""
        return [
            InputDifference(
                label=f"{self.places.get(name, '')}{self.fields[name].label}",
                mine=self._words(name, self.cleaned_data.get(name)),
                theirs=self._words(name, self.get_initial_for_field(self.fields[name], name)),
            )
            for name in self.changed_data
            if name != "version"
        ]

    @property
    def sent(self) -> list[tuple[str, str]]:
        """The inputs as posted, without the version."""
        return [(name, self.data[name]) for name in self.fields if name in self.data][1:]

    def _words(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return "chưa trả lời" if name in self.places else "để trống"
        if isinstance(value, dt.date):
            return f"{value:%d/%m/%Y}"
        if isinstance(value, Decimal):
            return area(value)
        choices = getattr(self.fields[name], "choices", ())
        return str(dict(choices).get(value, value))
