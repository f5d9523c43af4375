"""Web input of review rounds."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from common.fields import TextField
from households.choices import RoundKind, RoundState
from households.models import PovertyStandard, Round
from households.models.review import B1_CHANGE_LIMIT, HIGHEST_B1

_YEAR = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"})


class RoundForm(forms.Form):
    """Dates and standards; the first standard is that of the year's goals."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    starts_on = forms.DateField(label="Bắt đầu", help_text="Ngày, tháng, năm: 01/09/2021")
    due_on = forms.DateField(label="Hạn hoàn thành", help_text="Ngày, tháng, năm: 14/12/2021")
    first_standard = forms.ModelChoiceField(
        PovertyStandard.objects.exclude(indicators=None).distinct(),
        label="Chuẩn nghèo của năm",
        empty_label="Chọn chuẩn nghèo",
        help_text="Mục tiêu, tiến độ của năm tính theo chuẩn này.",
    )
    second_standard = forms.ModelChoiceField(
        PovertyStandard.objects.exclude(indicators=None).distinct(),
        label="Chuẩn nghèo thứ hai",
        empty_label="Không có",
        required=False,
        help_text="Nếu đợt rà soát xác định theo hai chuẩn.",
    )

    b1_change_limit = forms.IntegerField(
        label="B1 đổi quá bao nhiêu điểm thì phải ghi lý do",
        initial=B1_CHANGE_LIMIT,
        required=False,
        min_value=0,
        max_value=HIGHEST_B1,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "maxlength": 3, "autocomplete": "off"}
        ),
        help_text="So với phiếu được duyệt của năm trước. Để trống: không hỏi.",
    )
    follows_procedure = forms.BooleanField(
        label="Phải qua đủ các bước",
        required=False,
        help_text="Phiếu chỉ được công nhận bằng quyết định, sau họp thôn, niêm yết, ý kiến huyện.",
    )

    @classmethod
    def of(cls, round_: Round, data: Any = None) -> "RoundForm":
        """Return the form of a round as it is stored."""
        standards = [row.standard_id for row in round_.round_standards.all()]
        first, second = (*standards, None, None)[:2]
        stored = {
            "version": round_.version,
            "starts_on": round_.starts_on,
            "due_on": round_.due_on,
            "first_standard": first,
            "second_standard": second,
            "b1_change_limit": round_.b1_change_limit,
            "follows_procedure": round_.follows_procedure,
        }
        return cls(data, initial=stored)

    @property
    def facts(self) -> dict[str, Any]:
        """What a service is told: dates, and the standards in order."""
        said = self.cleaned_data
        standards = [said["first_standard"], said["second_standard"]]
        return {
            "starts_on": said["starts_on"],
            "due_on": said["due_on"],
            "b1_change_limit": said["b1_change_limit"],
            "standards": list(dict.fromkeys(each for each in standards if each)),
            "follows_procedure": said["follows_procedure"],
        }


class NewRoundForm(RoundForm):
    year = forms.IntegerField(
        label="Năm", widget=_YEAR, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    kind = forms.ChoiceField(label="Loại", choices=RoundKind.choices, widget=forms.RadioSelect)

    field_order = ("year", "kind", "starts_on", "due_on", "first_standard", "second_standard")

    @property
    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"year": said["year"], "kind": said["kind"], **super().facts}


class RoundStateForm(forms.Form):
    state = forms.ChoiceField(choices=RoundState.choices, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = TextField(
        label="Lý do mở lại", max_length=100, required=False, help_text="Bắt buộc khi mở lại."
    )
