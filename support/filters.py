"""Filters of the households to analyse and of the analyses."""

from django import forms
from django_filters import ChoiceFilter

from areas.filters import (
    CommuneChoiceFilter,
    HouseholdSearchFilter,
    ScopedFilterSet,
    VillageChoiceFilter,
)
from common.forms import KeyChoiceFilter, YearFilter
from households.models import Household, PovertyRecord
from households.querysets import PovertyRecordQuerySet
from support.models import ReasonAnalysis
from support.queries.reasons import analysed, not_analysed

DONE, OPEN = "done", "open"
_SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class ReasonPageFilter(ScopedFilterSet):
    """Poor households of `year`, with or without an analysis."""

    q = HouseholdSearchFilter()
    commune = CommuneChoiceFilter()
    village = VillageChoiceFilter(field_name="household__village")
    state = ChoiceFilter(
        choices=[(OPEN, "Chưa phân tích"), (DONE, "Đã phân tích")],
        method="in_state",
        label="Phân tích nguyên nhân",
        empty_label="Tất cả",
    )

    class Meta:
        model = PovertyRecord
        fields: list[str] = []

    year: int

    @property
    def in_every_state(self) -> PovertyRecordQuerySet:
        """The households that match the other filters, with or without an analysis."""
        if not self.form.is_valid():
            return self.queryset.none()
        rows: PovertyRecordQuerySet = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name != "state":
                rows = self.filters[name].filter(rows, value)
        return rows

    def in_state(
        self, rows: PovertyRecordQuerySet, _name: str, value: str
    ) -> PovertyRecordQuerySet:
        pick = analysed if value == DONE else not_analysed
        return pick(rows, year=self.year)


class AnalysisFilter(ScopedFilterSet):
    """Analyses, for the API."""

    year = YearFilter(label="Năm")
    commune = CommuneChoiceFilter()
    household = KeyChoiceFilter(
        queryset=lambda request: (
            Household.objects.visible_to(request.user) if request else Household.objects.none()
        ),
        label="Hộ",
    )

    class Meta:
        model = ReasonAnalysis
        fields: list[str] = []
