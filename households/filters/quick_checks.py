"""Filters of form A, for page and API."""

from django import forms
from django_filters import ChoiceFilter

from areas.filters import (
    CommuneChoiceFilter,
    HouseholdSearchFilter,
    ScopedFilterSet,
    VillageChoiceFilter,
    villages_of,
)
from common.forms import KeyChoiceFilter, YesNoFilter
from households.models import Household, QuickCheck, Round
from households.querysets import HouseholdQuerySet

_SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
NEEDED, NOT_NEEDED, OPEN = "yes", "no", "open"
_RESULTS = [(NEEDED, "Cần phiếu B"), (NOT_NEEDED, "Không cần"), (OPEN, "Chưa xét")]


class FormAFilter(ScopedFilterSet):
    """Households of a village, by their result of form A in `round_`."""

    q = HouseholdSearchFilter()
    commune = CommuneChoiceFilter()
    village = VillageChoiceFilter()
    result = ChoiceFilter(
        choices=_RESULTS, label="Kết quả", empty_label="Tất cả", method="with_result"
    )

    class Meta:
        model = Household
        fields: list[str] = []

    round_: Round

    def with_result(self, rows: HouseholdQuerySet, _name: str, value: str) -> HouseholdQuerySet:
        checks = QuickCheck.objects.filter(round=self.round_)
        if value == OPEN:
            return rows.exclude(pk__in=checks.values("household"))
        wanted = checks.filter(needs_form_b=value == NEEDED)
        return rows.filter(pk__in=wanted.values("household"))


class QuickCheckFilter(ScopedFilterSet):
    """Results of form A, for the API."""

    round = KeyChoiceFilter(queryset=Round.objects.all(), label="Đợt rà soát")
    commune = CommuneChoiceFilter()
    village = VillageChoiceFilter(
        field_name="household__village", queryset=villages_of, label="Thôn, làng"
    )
    needs_form_b = YesNoFilter(label="Cần rà soát bằng phiếu B")

    class Meta:
        model = QuickCheck
        fields: list[str] = []
