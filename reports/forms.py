"""The filter of the dashboard."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from reports.queries.area import ABOVE_AVERAGE, BORDER, DISTRICT
from reports.queries.dashboard import Dashboard
from reports.words.dashboard import AREA_LABELS


class DashboardFilter(forms.Form):
    """Year, day and area of the whole page; the other choices stay as they are."""

    year = forms.ChoiceField(label="Năm", required=False)
    month = forms.ChoiceField(label="Kỳ số liệu", required=False)
    area = forms.ChoiceField(label="Phạm vi", required=False)
    minority = forms.CharField(widget=forms.HiddenInput, required=False)
    colouring = forms.CharField(widget=forms.HiddenInput, required=False)
    boundaries = forms.CharField(widget=forms.HiddenInput, required=False)
    by_commune = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, found: Dashboard, chosen: dict[str, str]) -> None:
        super().__init__(chosen)
        self._choose("year", [(str(year), str(year)) for year in found.plan_years])
        self._choose("month", _months(found.progress.year, found.present))
        self._choose("area", _areas(found))
        for name in ("minority", "colouring", "boundaries", "by_commune"):
            if name not in chosen:
                del self.fields[name]

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def _months(year: int, present: int) -> list[tuple[str, str]]:
    earlier = [(f"{year}-{n:02}", f"Hết tháng {n}/{year}") for n in range(present - 1, 0, -1)]
    return [("", "Hôm nay"), *earlier]


def _areas(found: Dashboard) -> list[tuple[str, Any]]:
    rows = found.progress.communes_by_name()
    groups: Iterable[tuple[str, bool]] = (
        (BORDER, any(row.is_border for row in rows)),
        (ABOVE_AVERAGE, any(row.is_above_average for row in rows)),
    )
    return [
        (DISTRICT, AREA_LABELS[DISTRICT]),
        *((key, AREA_LABELS[key]) for key, is_there in groups if is_there),
        ("Từng xã", [(row.code, row.full_name) for row in rows]),
    ]
