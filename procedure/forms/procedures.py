"""Forms of the procedure's numbers and of the holidays."""

from typing import Any

from django import forms

from common.date_fields import DayField
from common.fields import TextField, WholeNumberField
from procedure.choices import Certainty
from procedure.forms.village import StepForm
from procedure.models import ProcedureTerm


class TermForm(StepForm):
    name = "term"
    value = WholeNumberField(
        label="Số",
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 3}
        ),
        help_text="Để trống khi chưa xác định.",
    )
    certainty = forms.ChoiceField(label="Mức chắc chắn", choices=Certainty.choices)
    source = TextField(
        label="Nguồn", max_length=200, required=False, help_text="Văn bản, điều, khoản đã đối chiếu"
    )

    @classmethod
    def of(cls, term: ProcedureTerm, data: Any = None) -> "TermForm":
        """Return the form filled in with a stored number."""
        stored = {"value": term.value, "certainty": term.certainty, "source": term.source}
        return cls(data, version=term.version, initial=stored)


class HolidayForm(forms.Form):
    day = DayField(label="Ngày nghỉ")
    name = TextField(label="Tên ngày nghỉ", max_length=100)
