"""Filters of the flow tables, for page, Excel and API."""

from typing import Any

from django import forms
from django_filters import ChoiceFilter

from areas.choices import Boundaries
from areas.models import Commune
from households.filters.poor_list import PovertyRecordFilter
from households.querysets import PovertyRecordQuerySet


class FlowFilter(PovertyRecordFilter):
    """Defaults: `year` is the working year, `standard` (a code) that of the year's goals."""

    q = None  # type: ignore[assignment]  # removed (django-filter's way)
    figure = None
    commune = None  # type: ignore[assignment]

    minority = ChoiceFilter(
        choices=[("true", "Hộ dân tộc thiểu số")],
        method="of_minority",
        label="Dân tộc",
        empty_label="Tất cả hộ",
    )
    boundaries = ChoiceFilter(
        choices=Boundaries.choices, method="kept", label="Tính theo", empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        merged = Commune.objects.filter(merged_into__isnull=False)
        if "boundaries" in self.filters and not merged.exists():
            self.filters["boundaries"].extra["widget"] = forms.HiddenInput  # nothing to choose

    def kept(self, rows: PovertyRecordQuerySet, _name: str, _value: str) -> PovertyRecordQuerySet:
        return rows

    @property
    def lacks_round(self) -> bool:
        """Whether all that is missing is a round of the year, and with it its standard."""
        return set(self.errors) == {"standard"} and not self.data.get("standard")

    @property
    def units(self) -> str:
        """The units on which figures are requested; by default those of the year."""
        return self.value_of("boundaries") or Boundaries.OLD

    @property
    def is_minority(self) -> bool:
        """Whether only ethnic-minority households are requested."""
        return bool(self.value_of("minority"))


class ReconciliationFilter(FlowFilter):
    """Without a group: what agrees for all households is not checked for groups of them."""

    minority = None
    boundaries = None
