"""Web input of review rounds."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from areas.models import Commune
from common.date_fields import DayField
from common.fields import KeyChoiceField, TextField, WholeNumberField
from common.forms import YearField
from households.choices import RoundKind
from households.models import PovertyStandard, Round
from households.models.review import B1_CHANGE_LIMIT, HIGHEST_B1
from households.queries.rounds import communes_of_round
from households.services.reopening import LONGEST, USUAL


class RoundForm(forms.Form):
    """Dates and standards; the first standard is that of the year's goals."""

    version = WholeNumberField(widget=forms.HiddenInput, required=False)
    starts_on = DayField(label="Bắt đầu", help_text="Ngày, tháng, năm: 01/09/2021")
    due_on = DayField(label="Hạn hoàn thành", help_text="Ngày, tháng, năm: 14/12/2021")
    first_standard = KeyChoiceField(
        PovertyStandard.objects.exclude(indicators=None).distinct(),
        label="Chuẩn nghèo của năm",
        empty_label="Chọn chuẩn nghèo",
        help_text="Mục tiêu, tiến độ của năm tính theo chuẩn này.",
    )
    second_standard = KeyChoiceField(
        PovertyStandard.objects.exclude(indicators=None).distinct(),
        label="Chuẩn nghèo thứ hai",
        empty_label="Không có",
        required=False,
        help_text="Nếu đợt rà soát xác định theo hai chuẩn.",
    )

    b1_change_limit = WholeNumberField(
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
        """Return the form of a stored round."""
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
        """The arguments for the service: dates, and the standards in order."""
        sent = self.cleaned_data
        standards = [sent["first_standard"], sent["second_standard"]]
        return {
            "starts_on": sent["starts_on"],
            "due_on": sent["due_on"],
            "b1_change_limit": sent["b1_change_limit"],
            "standards": list(dict.fromkeys(each for each in standards if each)),
            "follows_procedure": sent["follows_procedure"],
        }


class NewRoundForm(RoundForm):
    year = YearField(label="Năm", min_value=2000)
    kind = forms.ChoiceField(label="Loại", choices=RoundKind.choices, widget=forms.RadioSelect)

    field_order = ("year", "kind", "starts_on", "due_on", "first_standard", "second_standard")

    @property
    def facts(self) -> dict[str, Any]:
        sent = self.cleaned_data
        return {"year": sent["year"], "kind": sent["kind"], **super().facts}


class RoundCloseForm(forms.Form):
    """The confirmation of a closing: the year typed, and the number of poor households shown."""

    version = WholeNumberField(widget=forms.HiddenInput)
    poor_households = WholeNumberField(widget=forms.HiddenInput)
    confirmed_year = YearField(label="Gõ năm của đợt để xác nhận")


class RoundUnlockForm(forms.Form):
    version = WholeNumberField(widget=forms.HiddenInput)
    reason = TextField(label="Lý do mở lại", max_length=300)


class ReopeningForm(forms.Form):
    """The commune a closed round is reopened for, the reason, and the last day."""

    commune = KeyChoiceField(
        Commune.objects.none(), label="Xã, thị trấn", empty_label="Chọn xã, thị trấn"
    )
    reason = TextField(label="Lý do mở lại", max_length=300)
    last_day = DayField(
        label="Mở đến hết ngày", help_text="Sau ngày này số liệu của xã tự khóa lại."
    )

    def __init__(self, *args: Any, round_: Round, at: dt.datetime, **kwargs: Any) -> None:
        usual = timezone.localdate(at + USUAL)
        kwargs.setdefault("initial", {"last_day": usual})
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = communes_of_round(round_)  # type: ignore[attr-defined]
        self.fields[
            "last_day"
        ].help_text = (
            f"Hết ngày này đợt tự khóa lại với xã. Nhiều nhất {LONGEST.days} ngày kể từ hôm nay."
        )

    @property
    def facts(self) -> dict[str, Any]:
        """The arguments for `reopen_commune`; the last day is included."""
        sent = self.cleaned_data
        next_day = sent["last_day"] + dt.timedelta(days=1)
        closes_at = timezone.make_aware(dt.datetime.combine(next_day, dt.time.min))
        return {"commune": sent["commune"], "reason": sent["reason"], "closes_at": closes_at}
