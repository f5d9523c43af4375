"""Which households of the poor list a person looks for, by whether they were analysed."""

from django import forms
from django_filters import ChoiceFilter, ModelChoiceFilter, NumberFilter

from common.forms import TextFilter
from households.filters.assessments import ScopedFilterSet
from households.filters.register import CommuneFilter, VillageChoiceFilter, communes_of, villages_of
from households.models import Household, PovertyRecord
from households.querysets import PovertyRecordQuerySet
from support.models import ReasonAnalysis
from support.queries import analysed, not_analysed

DONE, OPEN = "done", "open"
_SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class ReasonPageFilter(ScopedFilterSet):
    """Poor households of `year`, with or without an analysis."""

    q = TextFilter(method="matching", label="Tên, mã hộ hoặc số định danh", widget=_SEARCH)
    commune = CommuneFilter(queryset=communes_of, label="Xã, thị trấn", empty_label="Tất cả")
    village = VillageChoiceFilter(
        field_name="household__village",
        queryset=villages_of,
        label="Thôn, làng",
        empty_label="Tất cả",
    )
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

    def matching(
        self, rows: PovertyRecordQuerySet, _name: str, value: str
    ) -> PovertyRecordQuerySet:
        return rows.search(value)

    def in_state(
        self, rows: PovertyRecordQuerySet, _name: str, value: str
    ) -> PovertyRecordQuerySet:
        pick = analysed if value == DONE else not_analysed
        return pick(rows, year=self.year)


class AnalysisFilter(ScopedFilterSet):
    """Analyses, for programs."""

    year = NumberFilter(label="Năm")
    commune = CommuneFilter(queryset=communes_of, label="Xã, thị trấn")
    household = ModelChoiceFilter(
        queryset=lambda request: (
            Household.objects.visible_to(request.user) if request else Household.objects.none()
        ),
        label="Hộ",
    )

    class Meta:
        model = ReasonAnalysis
        fields: list[str] = []
