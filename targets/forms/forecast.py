"""The filter of the forecast pages: the month as of whose end the year is shown."""

from typing import Any

from django import forms


class MonthFilter(forms.Form):
    """A month of the plan's year; empty for today."""

    month = forms.ChoiceField(label="Tính đến", required=False)

    def __init__(self, *args: Any, year: int, until: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = [(f"{year}-{n:02}", f"Hết tháng {n}/{year}") for n in range(until - 1, 0, -1)]
        self.fields["month"].choices = [("", "Hôm nay"), *earlier]  # type: ignore[attr-defined]
