"""Filter of life events, for the page and the API."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import ChoiceFilter

from areas.filters import ScopedFilterSet, communes_of
from common.date_fields import DayFilter
from common.forms import KeyChoiceFilter, TextFilter
from households.choices import LifeKind
from households.models import LifeEvent
from households.querysets import LifeEventQuerySet

_SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class LifeFilter(ScopedFilterSet):
    """`q` is a household code or a member's name, with or without marks."""

    q = TextFilter(method="matching", label="Mã hộ hoặc tên chủ hộ", widget=_SEARCH)
    commune = KeyChoiceFilter(
        queryset=communes_of, label="Xã, thị trấn", empty_label="Tất cả", method="touching"
    )
    kind = ChoiceFilter(choices=LifeKind.choices, label="Loại biến động", empty_label="Tất cả")
    since = DayFilter(field_name="happened_on", lookup_expr="gte", label="Từ ngày")
    until = DayFilter(field_name="happened_on", lookup_expr="lte", label="Đến ngày")
    undone = ChoiceFilter(
        choices=[("false", "Còn hiệu lực"), ("true", "Đã hoàn tác")],
        method="is_undone",
        label="Tình trạng",
        empty_label="Tất cả",
    )

    class Meta:
        model = LifeEvent
        fields: list[str] = []

    def matching(self, queryset: LifeEventQuerySet, _name: str, value: str) -> LifeEventQuerySet:
        return queryset.search(value)

    def touching(self, queryset: LifeEventQuerySet, _name: str, value: Any) -> QuerySet[LifeEvent]:
        return queryset.touching(value)

    def is_undone(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(undone_at__isnull=value == "false")
