"""Filters of the opening poor list, for page, Excel and API."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django_filters import ChoiceFilter

from areas.filters import (
    CommuneChoiceFilter,
    HouseholdSearchFilter,
    ScopedFilterSet,
    VillageChoiceFilter,
    villages_of,
)
from households.models import PovertyRecord
from households.querysets import MINORITY_THROUGHOUT, PovertyRecordQuerySet
from targets.choices import RegistrationState, ReviewOutcome
from targets.models import YearPlan
from targets.queries.registrations import OUTCOMES

NOT_LOOKED_AT = "NONE"
BY_RANK, BY_NAME = "RANK", "NAME"
_SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
_STATES = [(NOT_LOOKED_AT, "Chưa xem xét"), *RegistrationState.choices]


class CandidateFilter(ScopedFilterSet):
    """`q` is a name with or without accents, a household code, or a citizen number.

    `state` is the state of the registration (NONE: not considered yet), `outcome` the result of
    this year's review. Year and commune are fixed by the page and kept in the form.
    """

    q = HouseholdSearchFilter()
    commune = CommuneChoiceFilter(empty_label=None)
    village = VillageChoiceFilter(field_name="household__village")
    state = ChoiceFilter(choices=_STATES, method="standing", label="Đăng ký", empty_label="Tất cả")
    outcome = ChoiceFilter(
        choices=ReviewOutcome.choices,
        method="come_to",
        label="Rà soát năm nay",
        empty_label="Tất cả",
    )
    minority = ChoiceFilter(
        choices=[("true", "Hộ dân tộc thiểu số")],
        method="of_minority",
        label="Dân tộc",
        empty_label="Tất cả",
    )
    order = ChoiceFilter(
        choices=[(BY_RANK, "Gần chuẩn trước"), (BY_NAME, "Theo tên chủ hộ")],
        method="kept",
        label="Xếp theo",
        empty_label=None,
    )

    class Meta:
        model = PovertyRecord
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict | None,
        *args: Any,
        plan: YearPlan,
        request: Any,
        commune: int | None = None,
        **kwargs: Any,
    ) -> None:
        asked = (data or QueryDict()).copy()
        if commune is not None:
            asked["commune"] = str(commune)
        asked.setdefault("order", BY_RANK)
        super().__init__(asked, *args, request=request, **kwargs)
        self.plan = plan
        if commune is not None:
            villages = villages_of(request)
            self.filters["village"].queryset = villages.filter(commune=commune)

    def asked(self, name: str) -> Any:
        """Return the value of a filter of this class, None when it is not valid."""
        return self.form.cleaned_data.get(name) if self.form.is_valid() else None

    @property
    def is_by_name(self) -> bool:
        return self.asked("order") == BY_NAME

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter excludes households of the list."""
        narrowing = ("q", "village", "state", "outcome", "minority")
        return not self.form.is_valid() or any(self.asked(name) for name in narrowing)

    def standing(
        self, rows: PovertyRecordQuerySet, _name: str, value: str
    ) -> PovertyRecordQuerySet:
        named = self.plan.registrations.order_by()
        if value == NOT_LOOKED_AT:
            return rows.filter(~Q(household__in=named.values("household")))
        return rows.filter(household__in=named.filter(state=value).values("household"))

    def come_to(self, rows: PovertyRecordQuerySet, _name: str, value: str) -> PovertyRecordQuerySet:
        return rows.filter(OUTCOMES[value])

    def of_minority(
        self, rows: PovertyRecordQuerySet, _name: str, _value: str
    ) -> PovertyRecordQuerySet:
        return rows.filter(MINORITY_THROUGHOUT)

    def kept(self, rows: PovertyRecordQuerySet, _name: str, _value: str) -> PovertyRecordQuerySet:
        return rows
