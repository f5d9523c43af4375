"""The form of a plan's path."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from common.fields import WholeNumberField
from targets.forms.plans import PercentField
from targets.rules.path import MONTHS


class PathForm(forms.Form):
    """The part of the year's fall expected by the end of each month, in per cent."""

    version = WholeNumberField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: Mapping[int, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for month in range(1, MONTHS + 1):
            self.fields[f"m{month}"] = PercentField(
                label=f"Hết tháng {month} (%)", required=False, initial=points.get(month)
            )

    @property
    def months(self) -> list[BoundField]:
        """The fields of the months in order."""
        return [self[f"m{month}"] for month in range(1, MONTHS + 1)]

    @property
    def asked(self) -> dict[str, Any]:
        """The arguments of `set_path`."""
        shares = {month: self.cleaned_data[f"m{month}"] for month in range(1, MONTHS + 1)}
        return {
            "version": self.cleaned_data["version"],
            "points": {month: share for month, share in shares.items() if share is not None},
        }
