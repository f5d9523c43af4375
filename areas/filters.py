"""Filters shared by the pages and the API."""

import datetime as dt

from django.http import Http404
from django_filters import ChoiceFilter, DateFilter, ModelChoiceFilter

from areas.choices import Boundaries, EthnicKind
from areas.models import Commune, EthnicGroup, Village
from areas.querysets import CommuneQuerySet, EthnicGroupQuerySet, VillageQuerySet
from common.forms import StrictFilterSet, TextFilter


def boundaries_asked(text: str | None) -> str:
    """Return on which units figures are asked for; left out, those of the year. Raises Http404."""
    if not text:
        return Boundaries.OLD
    if text not in Boundaries.values:
        raise Http404("Địa giới là old hoặc new.")
    return text


class CommuneFilter(StrictFilterSet):
    """Communes in force on a day: the one asked for, else the working date handed in."""

    q = TextFilter(method="matching", label="Tên hoặc mã")
    on = DateFilter(method="as_of", label="Có hiệu lực ngày")

    class Meta:
        model = Commune
        fields: list[str] = []

    def __init__(self, *args: object, today: dt.date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def day(self) -> dt.date:
        """The day the list speaks of."""
        return (self.is_bound and self.form.is_valid() and self.form.cleaned_data["on"]) or (
            self.today
        )

    def filter_queryset(self, queryset: CommuneQuerySet) -> CommuneQuerySet:
        return super().filter_queryset(queryset).valid_on(self.day).for_list(self.day)

    def matching(self, queryset: CommuneQuerySet, _name: str, value: str) -> CommuneQuerySet:
        return queryset.search(value)

    def as_of(self, queryset: CommuneQuerySet, _name: str, _value: dt.date) -> CommuneQuerySet:
        return queryset


class VillageFilter(StrictFilterSet):
    commune = ModelChoiceFilter(queryset=Commune.objects.all(), label="Xã")
    q = TextFilter(method="matching", label="Tên hoặc mã")
    on = DateFilter(method="as_of", label="Có hiệu lực ngày")

    class Meta:
        model = Village
        fields: list[str] = []

    def matching(self, queryset: VillageQuerySet, _name: str, value: str) -> VillageQuerySet:
        return queryset.search(value)

    def as_of(self, queryset: VillageQuerySet, _name: str, value: dt.date) -> VillageQuerySet:
        return queryset.valid_on(value)


class EthnicGroupFilter(StrictFilterSet):
    q = TextFilter(method="matching", label="Tên, tên gọi khác hoặc mã")

    kind = ChoiceFilter(
        choices=EthnicKind.choices, method="of_kind", label="Nhóm", empty_label="Tất cả"
    )

    class Meta:
        model = EthnicGroup
        fields: list[str] = []

    def matching(
        self, queryset: EthnicGroupQuerySet, _name: str, value: str
    ) -> EthnicGroupQuerySet:
        return queryset.search(value)

    def of_kind(self, queryset: EthnicGroupQuerySet, _name: str, value: str) -> EthnicGroupQuerySet:
        return queryset.of_kind(value)
