"""Forms of re-checks."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BoundField

from areas.models import Commune
from common.date_fields import DayField
from common.fields import KeyChoiceField, PointsField, TextField, VndFormField, WholeNumberField
from households.models import Indicator, PovertyStandard, Round
from households.models.review import HIGHEST_B1
from households.queries.parts import FormPart, parts_of
from inspections.choices import CaseState, SampleGroup
from inspections.models import LARGEST_SAMPLE, RecheckCase, RecheckResult
from inspections.queries.samples import former_results
from inspections.services import FoundFacts

_DEPRIVED, _NOT = "yes", "no"
_ANSWERS = [(_DEPRIVED, "Có thiếu hụt"), (_NOT, "Không")]
_WRITTEN = {True: _DEPRIVED, False: _NOT, None: ""}
_MEANING = {_DEPRIVED: True, _NOT: False}
_COUNT = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 3})
LARGEST_MARGIN = 20
USUAL_MARGIN = 5


class DrawForm(forms.Form):
    """The communes, group, size and seed of a sample."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    round = KeyChoiceField(Round.objects.all(), label="Đợt rà soát", empty_label=None)
    commune = KeyChoiceField(
        Commune.objects.none(), label="Xã, thị trấn", required=False, empty_label="Tất cả các xã"
    )
    group = forms.ChoiceField(label="Rút từ", choices=SampleGroup.choices)
    size = WholeNumberField(
        label="Số phiếu mỗi xã",
        widget=_COUNT,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_SAMPLE)],
        help_text="Xã có ít phiếu hơn thì lấy tất cả.",
    )
    seed = TextField(
        label="Mã rút mẫu",
        max_length=40,
        help_text="Cùng mã và cùng danh sách thì rút ra đúng các hộ đó: ai cũng kiểm tra lại được.",
    )

    def __init__(self, data: Any = None, *, communes: Sequence[Commune]) -> None:
        initial = {"client_id": uuid.uuid4, "size": 10, "seed": lambda: secrets.token_hex(4)}
        super().__init__(data, initial=initial)
        allowed = Commune.objects.filter(pk__in=[commune.pk for commune in communes])
        self.fields["commune"].queryset = allowed  # type: ignore[attr-defined]
        self.communes = list(communes)

    @property
    def facts(self) -> dict[str, Any]:
        """Return the arguments of `draw_samples`."""
        said = self.cleaned_data
        chosen = [said["commune"]] if said["commune"] else self.communes
        names = ("client_id", "group", "size", "seed")
        return {"round_": said["round"], "communes": chosen, **{n: said[n] for n in names}}


class CloseForm(forms.Form):
    version = WholeNumberField(widget=forms.HiddenInput)
    conclusion = TextField(
        label="Kết luận",
        max_length=1000,
        multiline=True,
        help_text="Kết quả phúc tra mẫu; xã phải rà soát lại những gì.",
    )


class WatchForm(forms.Form):
    """The margin in points within which a result is close to a line (default 5), and the commune."""

    margin = WholeNumberField(
        label="Cách ngưỡng (điểm)",
        help_text="Phiếu có điểm B1 cách ngưỡng nghèo, cận nghèo không quá số này.",
        widget=_COUNT,
        required=False,
        min_value=1,
        max_value=LARGEST_MARGIN,
    )
    commune = KeyChoiceField(
        Commune.objects.none(), label="Xã, thị trấn", required=False, empty_label="Tất cả"
    )

    def __init__(self, data: Any, *, communes: Sequence[Commune]) -> None:
        data = data.copy()
        data["margin"] = data.get("margin") or str(USUAL_MARGIN)
        super().__init__(data)
        allowed = Commune.objects.filter(pk__in=[commune.pk for commune in communes])
        self.fields["commune"].queryset = allowed  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class FindingSection:
    """The inputs of one standard."""

    standard: PovertyStandard
    income: BoundField
    questions: list[tuple[Indicator, BoundField]]


class CaseForm(forms.Form):
    """The result of a re-check: B1 and the deprivations under each standard."""

    version = WholeNumberField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label="Kết quả",
        choices=[
            (CaseState.CHECKED, CaseState.CHECKED.label),
            (CaseState.ABSENT, CaseState.ABSENT.label),
        ],
        widget=forms.RadioSelect,
    )
    checked_on = DayField(
        label="Ngày phúc tra",
        help_text="Ngày, tháng, năm: 20/11/2021",
        error_messages={"invalid": "Hãy nhập ngày/tháng/năm, ví dụ 15/11/2021."},
    )
    note = TextField(label="Ghi chú", max_length=500, required=False, multiline=True)

    def __init__(self, data: Any = None, *, case: RecheckCase) -> None:
        state = "" if case.state == CaseState.PENDING else case.state
        super().__init__(
            data,
            initial={
                "version": case.version,
                "state": state,
                "checked_on": case.checked_on,
                "note": case.note,
            },
        )
        self.parts = parts_of(case.assessment.round, case.assessment.commune)
        found = former_results(case)
        for part in self.parts:
            self._add_part(part, found.get(part.standard.pk) or RecheckResult())

    def _add_part(self, part: FormPart, found: RecheckResult) -> None:
        if part.line.judged_by_points:
            income: forms.Field = PointsField(
                label="Tổng điểm B1",
                required=False,
                help_text="Bắt buộc khi đã gặp hộ.",
                initial=found.b1_points,
                validators=[MaxValueValidator(HIGHEST_B1, f"Điểm B1 nhiều nhất {HIGHEST_B1}.")],
            )
        else:
            income = VndFormField(
                label="Thu nhập bình quân (đồng/người/tháng)",
                required=False,
                help_text="Bắt buộc khi đã gặp hộ.",
                initial=found.income_per_person,
            )
        self.fields[_prefix(part) + part.income_fact] = income
        for indicator in part.indicators:
            self.fields[_prefix(part) + indicator.key] = forms.ChoiceField(
                label=f"{indicator.number}. {indicator.name}",
                choices=_ANSWERS,
                widget=forms.RadioSelect,
                required=False,
                initial=_WRITTEN[found.answers.get(indicator.key)],
            )

    @cached_property
    def sections(self) -> list[FindingSection]:
        """The inputs by standard."""
        return [
            FindingSection(
                standard=part.standard,
                income=self[_prefix(part) + part.income_fact],
                questions=[(each, self[_prefix(part) + each.key]) for each in part.indicators],
            )
            for part in self.parts
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the arguments of `record_case`, the version included."""
        said = {n: self.cleaned_data[n] for n in ("version", "state", "checked_on", "note")}
        return {**said, "found": [self._found(part) for part in self.parts]}

    def _found(self, part: FormPart) -> FoundFacts:
        answers = {
            key: _MEANING.get(self.cleaned_data.get(_prefix(part) + key, "")) for key in part.keys
        }
        income = self.cleaned_data.get(_prefix(part) + part.income_fact)
        return FoundFacts(
            standard_id=part.standard.pk, answers=answers, **{part.income_fact: income}
        )


def _prefix(part: FormPart) -> str:
    """Return the start of the names of a standard's inputs."""
    return f"s{part.standard.pk}_"
