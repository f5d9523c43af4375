"""Filter of threads, for the page and the API."""

from django_filters import ChoiceFilter

from areas.filters import CommuneChoiceFilter, ScopedFilterSet
from common.forms import YearFilter
from correspondence.choices import ThreadKind, ThreadState
from correspondence.models import Thread


class ThreadFilter(ScopedFilterSet):
    """`state` is that of `querysets.ThreadQuerySet.with_state`."""

    kind = ChoiceFilter(choices=ThreadKind.choices, label="Loại", empty_label="Tất cả")
    state = ChoiceFilter(choices=ThreadState.choices, label="Tình trạng", empty_label="Tất cả")
    commune = CommuneChoiceFilter()
    year = YearFilter(field_name="plan__year", label="Năm kế hoạch")

    class Meta:
        model = Thread
        fields: list[str] = []
