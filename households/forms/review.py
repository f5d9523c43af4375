"""Web input of the review: starting a form, reasons, a batch to approve."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from common.fields import KeyChoiceField, TextField
from common.forms import VersionForm
from households.models import Round
from households.queries.review import Beginning


class AssessmentStartForm(forms.Form):
    """The round, and a reason when the round already has an approved form."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    round = KeyChoiceField(Round.objects.none(), label="Đợt rà soát", empty_label=None)
    correction_reason = TextField(
        label="Lý do đính chính",
        max_length=300,
        required=False,
        multiline=True,
        help_text="Bắt buộc khi hộ đã có phiếu được duyệt trong đợt đã chọn.",
    )

    def __init__(
        self, data: Any = None, *, beginning: Beginning, wanted: Round | None = None
    ) -> None:
        rounds = beginning.rounds
        asked = [round_ for round_ in rounds if round_ == wanted]
        first = next(iter(asked or rounds), None)
        super().__init__(data, initial={"client_id": uuid.uuid4, "round": first})
        allowed = Round.objects.filter(pk__in=[round_.pk for round_ in rounds])
        self.fields["round"].queryset = allowed  # type: ignore[attr-defined]
        if not beginning.approved:
            self.fields["correction_reason"].widget = forms.HiddenInput()

    @property
    def facts(self) -> dict[str, Any]:
        """The arguments for `start_assessment`."""
        sent = self.cleaned_data
        return {
            "client_id": sent["client_id"],
            "round_": sent["round"],
            "correction_reason": sent["correction_reason"],
        }


class ReasonForm(VersionForm):
    reason = TextField(
        label="Lý do trả lại",
        max_length=300,
        multiline=True,
        help_text="Cán bộ nhập phiếu đọc được lý do này ở đầu phiếu.",
    )


class BatchForm(forms.Form):
    """The forms ticked in the list, each as "key" or "key:version"."""

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
