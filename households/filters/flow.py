"""Which year, standard and group of households the flow tables show: page, Excel and API alike."""

from typing import Any

from django_filters import ChoiceFilter

from areas.choices import Boundaries
from areas.models import Commune
from households.filters.poor_list import PovertyRecordFilter
from households.querysets import PovertyRecordQuerySet


class FlowFilter(PovertyRecordFilter):
    """Left out, `year` is the working year and `standard` (a code) that of the year's goals."""

    q = None  # type: ignore[assignment]  # taken out, as django-filter wants it
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
            del self.filters["boundaries"]

    def kept(self, rows: PovertyRecordQuerySet, _name: str, _value: str) -> PovertyRecordQuerySet:
        return rows

    @property
    def units(self) -> str:
        """On which units the figures are asked for; left out, those of the year."""
        return self.asked("boundaries") or Boundaries.OLD

    @property
    def is_minority(self) -> bool:
        """Whether only ethnic-minority households are asked for."""
        return bool(self.asked("minority"))


class ReconciliationFilter(FlowFilter):
    """What agrees for all households agrees for each group of them: no group is asked for."""

    minority = None
    boundaries = None
