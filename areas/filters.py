"""Filters shared by the pages and the API."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.forms.models import ModelChoiceIterator
from django_filters import ChoiceFilter, ModelChoiceFilter

from areas.choices import Boundaries, EthnicKind
from areas.models import Commune, EthnicGroup, Village, village_name
from areas.querysets import CommuneQuerySet, EthnicGroupQuerySet, ScopedQuerySet, VillageQuerySet
from common.date_fields import DayFilter
from common.fields import KeyChoiceField
from common.forms import KeyChoiceFilter, SearchFilter, StrictFilterSet
from common.http import SignedInRequest
from common.parameters import WrongParameters

if TYPE_CHECKING:
    from accounts.models import User

_VILLAGE_NAME = ("pk", "kind", "name", "commune__name")


def boundaries_asked(text: str | None) -> str:
    """Return the requested boundaries, by default the year's. Raises WrongParameters."""
    if not text:
        return Boundaries.OLD
    if text not in Boundaries.values:
        raise WrongParameters({"boundaries": ["Phải là old hoặc new."]})
    return text


def commune_asked(user: "User", text: str) -> Commune | None:
    """Return the commune of `?commune=`, without one the user's own.

    Raises WrongParameters for a commune that the user does not see.
    """
    if not text:
        return user.commune
    try:
        return CommuneChoiceField(Commune.objects.visible_to(user)).clean(text)
    except ValidationError as error:
        raise WrongParameters({"commune": ["Không có xã này."]}) from error


def communes_of(request: SignedInRequest | None) -> QuerySet[Commune]:
    """Return the communes a user may choose, merged ones after the communes they became."""
    if request is None:
        return Commune.objects.none()
    communes = Commune.objects.visible_to(request.user)
    return communes.order_by(F("merged_into").asc(nulls_first=True), "sort_key", "pk")


def villages_of(request: SignedInRequest | None) -> QuerySet[Village]:
    """Return the villages a user may choose, without merged ones: no household lives there."""
    if request is None:
        return Village.objects.none()
    villages = Village.objects.visible_to(request.user).filter(merged_into=None)
    return villages.order_by("commune__sort_key", "sort_key", "pk")


class CommuneChoiceField(KeyChoiceField):
    """A commune; a merged one with the last day of its validity."""

    default_error_messages: ClassVar = {"required": "Hãy chọn xã, thị trấn."}

    def label_from_instance(self, commune: Commune) -> str:
        return commune.dated_name


class CommuneChoiceFilter(ModelChoiceFilter):
    """The rows of a commune and of the communes that were merged into it."""

    field_class = CommuneChoiceField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {
            "queryset": communes_of,
            "label": "Xã, thị trấn",
            "empty_label": "Tất cả",
        } | kwargs
        super().__init__(*args, **kwargs)

    def filter(self, qs: ScopedQuerySet, value: Commune | None) -> ScopedQuerySet:
        return qs if value is None else qs.within(value.pk)


class VillageChoices(ModelChoiceIterator):
    """The villages of a select by name, without an instance of each: a district has hundreds."""

    field: Any

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for key, kind, name, commune in self.queryset.values_list(*_VILLAGE_NAME):
            village = village_name(kind, name)
            yield key, village if self.field.is_of_one_commune else f"{commune} – {village}"


class VillageChoiceField(KeyChoiceField):
    """A village; across communes, with its commune first."""

    default_error_messages: ClassVar = {"required": "Hãy chọn thôn, làng."}

    iterator = VillageChoices
    is_of_one_commune = False


class NumberedVillages(VillageChoices):
    """The villages of one commune with a number, so that typing the number selects one."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        first = 1 if self.field.empty_label is None else 0
        for number, (key, name) in enumerate(super().__iter__(), start=first):
            yield key, f"{number}. {name}" if key and self.field.is_of_one_commune else name


class NumberedVillageField(VillageChoiceField):
    iterator = NumberedVillages


class VillageChoiceFilter(ModelChoiceFilter):
    """The rows of a village the user may see."""

    field_class = VillageChoiceField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"queryset": villages_of, "label": "Thôn, làng", "empty_label": "Tất cả"} | kwargs
        super().__init__(*args, **kwargs)


class HouseholdSearchFilter(SearchFilter):
    """Rows of the households that match a name with or without marks, a code or a citizen number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        kwargs = {"label": "Tên, mã hộ hoặc số định danh", "widget": widget} | kwargs
        super().__init__(*args, **kwargs)


class ScopedFilterSet(StrictFilterSet):
    """Users of one commune have no filter by commune."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is None or self.request.user.sees_all_communes:
            return
        if commune := self.filters.get("commune"):
            commune.extra["widget"] = forms.HiddenInput  # any other commune finds nothing
        if village := self.filters.get("village"):
            village.field.is_of_one_commune = True


class CommuneListFilter(StrictFilterSet):
    """Communes in force on a day, by default the working date."""

    q = SearchFilter(label="Tên hoặc mã")
    on = DayFilter(method="as_of", label="Có hiệu lực ngày")

    class Meta:
        model = Commune
        fields: list[str] = []

    def __init__(self, *args: object, today: dt.date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def day(self) -> dt.date:
        """The day of the list."""
        return (self.is_bound and self.form.is_valid() and self.form.cleaned_data["on"]) or (
            self.today
        )

    def filter_queryset(self, queryset: CommuneQuerySet) -> CommuneQuerySet:
        return super().filter_queryset(queryset).valid_on(self.day).for_list(self.day)

    def as_of(self, queryset: CommuneQuerySet, _name: str, _value: dt.date) -> CommuneQuerySet:
        return queryset


class VillageListFilter(StrictFilterSet):
    commune = KeyChoiceFilter(queryset=communes_of, label="Xã")
    q = SearchFilter(label="Tên hoặc mã")
    on = DayFilter(method="as_of", label="Có hiệu lực ngày")

    class Meta:
        model = Village
        fields: list[str] = []

    def as_of(self, queryset: VillageQuerySet, _name: str, value: dt.date) -> VillageQuerySet:
        return queryset.valid_on(value)


class EthnicGroupListFilter(StrictFilterSet):
    q = SearchFilter(label="Tên, tên gọi khác hoặc mã")

    kind = ChoiceFilter(
        choices=EthnicKind.choices, method="of_kind", label="Nhóm", empty_label="Tất cả"
    )

    class Meta:
        model = EthnicGroup
        fields: list[str] = []

    def of_kind(self, queryset: EthnicGroupQuerySet, _name: str, value: str) -> EthnicGroupQuerySet:
        return queryset.of_kind(value)
