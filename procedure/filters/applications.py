"""The filter of applications, for page and API."""

from typing import Any

from django.http import QueryDict
from django_filters import ChoiceFilter

from areas.filters import (
    CommuneChoiceFilter,
    HouseholdSearchFilter,
    ScopedFilterSet,
    VillageChoiceFilter,
)
from areas.queries import today
from procedure.choices import ApplicationKind, ApplicationState
from procedure.models import Application
from procedure.querysets.applications import ApplicationQuerySet

ALL, OPEN, OVERDUE = "ALL", "OPEN", "OVERDUE"
_STANDINGS = [
    (OPEN, "Chưa giải quyết"),
    (OVERDUE, "Quá hạn"),
    *ApplicationState.choices,
    (ALL, "Tất cả"),
]


class ApplicationFilter(ScopedFilterSet):
    """Without `standing` only open applications; `q` is a name, a code or a citizen number."""

    q = HouseholdSearchFilter()
    standing = ChoiceFilter(
        choices=_STANDINGS, method="as_it_stands", label="Tình trạng", empty_label=None
    )
    kind = ChoiceFilter(choices=ApplicationKind.choices, label="Loại đơn", empty_label="Tất cả")
    commune = CommuneChoiceFilter()
    village = VillageChoiceFilter(field_name="household__village")

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        data = (data or QueryDict()).copy()
        data.setdefault("standing", OPEN)
        super().__init__(data, *args, **kwargs)

    def matching(self, rows: ApplicationQuerySet, _name: str, value: str) -> ApplicationQuerySet:
        return rows.search(value)

    def as_it_stands(
        self, rows: ApplicationQuerySet, _name: str, value: str
    ) -> ApplicationQuerySet:
        if value == OPEN:
            return rows.open()
        if value == OVERDUE:
            return rows.overdue(today())
        return rows if value == ALL else rows.filter(state=value)
