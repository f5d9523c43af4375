"""Filters of review forms, for pages and API."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import ChoiceFilter

from accounts.choices import Action
from accounts.models import User
from areas.filters import (
    CommuneChoiceFilter,
    HouseholdSearchFilter,
    ScopedFilterSet,
    VillageChoiceFilter,
)
from areas.queries import today
from common.forms import KeyChoiceFilter, YearFilter
from common.http import SignedInRequest
from households.choices import Pile, PovertyStatus
from households.models import Assessment, PovertyRecord, Round
from households.queries.review import Workpile
from households.querysets import AssessmentQuerySet

ALL = "ALL"
_SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class AssessmentFilter(ScopedFilterSet):
    """`q` is a name with or without marks, a household code, or a citizen number."""

    q = HouseholdSearchFilter()
    pile = ChoiceFilter(
        choices=Pile.choices, method="on_pile", label="Tình trạng", empty_label="Tất cả"
    )
    year = YearFilter(field_name="round__year", label="Năm")
    round = KeyChoiceFilter(queryset=Round.objects.all(), label="Đợt rà soát", empty_label="Tất cả")
    commune = CommuneChoiceFilter()
    village = VillageChoiceFilter(field_name="household__village")
    status = ChoiceFilter(
        choices=PovertyStatus.choices,
        method="of_class",
        label="Kết quả",
        empty_label="Tất cả",
    )

    class Meta:
        model = Assessment
        fields: list[str] = []

    def on_pile(self, rows: AssessmentQuerySet, _name: str, value: str) -> AssessmentQuerySet:
        return rows.on_pile(value)

    def of_class(self, rows: AssessmentQuerySet, _name: str, value: str) -> AssessmentQuerySet:
        return rows.with_class(value)


class PileFilter(ChoiceFilter):
    """One pile, or all of them when requested by name."""

    def filter(self, qs: AssessmentQuerySet, value: str) -> AssessmentQuerySet:
        return qs.on_pile(value) if value and value != ALL else qs


class AssessmentPageFilter(AssessmentFilter):
    """The page's filter: this year's forms (or a round's), by default the pile the user works on."""

    year = None  # type: ignore[assignment]  # removed (django-filter's way)
    pile = PileFilter(
        choices=[(ALL, "Tất cả"), *Pile.choices], label="Tình trạng", empty_label=None
    )
    round = KeyChoiceFilter(
        queryset=Round.objects.all(), label="Đợt rà soát", empty_label="Mọi đợt của năm nay"
    )

    def __init__(
        self, data: QueryDict, *args: Any, request: SignedInRequest, **kwargs: Any
    ) -> None:
        data = data.copy()
        data.setdefault("pile", _first_pile(request.user))
        super().__init__(data, *args, request=request, **kwargs)

    @property
    def current_year(self) -> int:
        """The year of the list."""
        round_ = self.form.cleaned_data.get("round") if self.form.is_valid() else None
        return round_.year if round_ else today().year

    @property
    def current_pile(self) -> str:
        """The requested pile, or the default one of the user."""
        return self.form.cleaned_data["pile"] if self.form.is_valid() else ""

    def total_in(self, piles: Iterable[Workpile]) -> int:
        """Return the number of forms of the list, from the counts of all piles."""
        return sum(each.count for each in piles if self.current_pile in {ALL, each.pile})

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter excludes forms of the pile."""
        requested = self.form.cleaned_data if self.form.is_valid() else {"q": True}
        return any(requested.get(name) for name in ("q", "commune", "village", "status", "round"))

    @cached_property
    def of_all_piles(self) -> QuerySet:
        """The forms matching the other filters, for counting the piles."""
        if not self.form.is_valid():
            return self.queryset.none()
        rows = self.queryset.filter(round__year=self.current_year)
        for name, value in self.form.cleaned_data.items():
            if name != "pile":
                rows = self.filters[name].filter(rows, value)
        return rows

    def filter_queryset(self, queryset: AssessmentQuerySet) -> QuerySet:
        """Return the forms of the current pile and year."""
        return self.filters["pile"].filter(self.of_all_piles, self.current_pile)


def _first_pile(user: User) -> str:
    if user.may(Action.APPROVE_ASSESSMENTS):
        return Pile.SUBMITTED
    return Pile.DRAFT if user.may(Action.ENTER_ASSESSMENTS) else ALL


class AwaitingFilter(ScopedFilterSet):
    """Households of last year's list without a form this year."""

    q = HouseholdSearchFilter()
    commune = CommuneChoiceFilter()
    village = VillageChoiceFilter(field_name="household__village")
    opening_status = ChoiceFilter(
        choices=[
            (each.value, each.label) for each in (PovertyStatus.POOR, PovertyStatus.NEAR_POOR)
        ],
        label="Phân loại đầu năm",
        empty_label="Tất cả",
    )

    class Meta:
        model = PovertyRecord
        fields: list[str] = []
