"""Filters of the poor list, for page, Excel and API."""

import datetime as dt
from typing import Any

from django.http import QueryDict
from django_filters import ChoiceFilter, ModelChoiceFilter

from areas.filters import (
    CommuneChoiceFilter,
    HouseholdSearchFilter,
    ScopedFilterSet,
)
from areas.queries import today
from common.forms import YearFilter
from common.sources import FigureSource
from households.choices import Figure
from households.models import PovertyRecord, PovertyStandard
from households.queries.poor_list import working_standard
from households.queries.sources import year_source
from households.querysets import PovertyRecordQuerySet

_OF_THE_NEAR_POOR = (
    Figure.NEAR_POOR_OPENING,
    Figure.NEAR_POOR_NOW,
    Figure.NEAR_POOR_EXITS,
    Figure.BECAME_POOR,
    Figure.FALLEN_FROM_POOR,
    Figure.NEAR_POOR_RELAPSED,
    Figure.FIRST_NEAR_POOR,
    Figure.NEAR_POOR_OTHER_IN,
    Figure.NEAR_POOR_OTHER_OUT,
)


_OF_PEOPLE = (
    Figure.PEOPLE_IN,
    Figure.PEOPLE_OUT,
    Figure.NEAR_POOR_PEOPLE_IN,
    Figure.NEAR_POOR_PEOPLE_OUT,
)


_OF_THE_POOR = [
    figure for figure in Figure if figure not in {Figure.LISTED, *_OF_THE_NEAR_POOR, *_OF_PEOPLE}
]


_FIGURES = [
    (Figure.LISTED.value, Figure.LISTED.label),
    *(
        (title, [(figure.value, figure.label) for figure in figures])
        for title, figures in (
            ("Hộ nghèo", _OF_THE_POOR),
            ("Hộ cận nghèo", _OF_THE_NEAR_POOR),
            ("Nhân khẩu thay đổi", _OF_PEOPLE),
        )
    ),
]


class PovertyRecordFilter(ScopedFilterSet):
    """The households behind a figure of a year's list under a standard.

    Defaults: `year` is the working year, `standard` (a code) that of the year's goals, `figure` the
    present poor and near-poor.
    """

    q = HouseholdSearchFilter()
    figure = ChoiceFilter(
        choices=_FIGURES, method="behind", label="Danh sách", empty_label=None, required=True
    )
    commune = CommuneChoiceFilter()
    minority = ChoiceFilter(
        choices=[("true", "Hộ dân tộc thiểu số")],
        method="of_minority",
        label="Dân tộc",
        empty_label="Tất cả",
    )
    year = YearFilter(label="Năm", required=True)
    standard = ModelChoiceFilter(
        queryset=PovertyStandard.objects.all(),
        to_field_name="code",
        label="Chuẩn nghèo",
        empty_label=None,
        required=True,
        error_messages={"required": "Năm đang chọn chưa có đợt rà soát."},
    )

    class Meta:
        model = PovertyRecord
        fields: list[str] = []

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(self._completed(data or QueryDict()), *args, **kwargs)

    def _completed(self, data: QueryDict) -> QueryDict:
        data = data.copy()
        for name in [name for name in ("year", "standard", "figure") if not data.get(name)]:
            data.pop(name, None)  # an empty parameter is as none
        year = data.setdefault("year", str(today().year))
        data.setdefault("figure", Figure.LISTED)
        is_year = len(str(year)) == 4 and str(year).isdecimal()
        if "standard" not in data and is_year:
            standard = working_standard(int(year))
            data["standard"] = standard.code if standard else ""
        return data

    def value_of(self, name: str) -> Any:
        """Return the requested value of a parameter, None when the filter is invalid."""
        return self.form.cleaned_data.get(name) if self.form.is_valid() else None

    @property
    def title(self) -> str:
        """The list in words: "Thoát nghèo · năm 2021, xã Ia O, hộ dân tộc thiểu số"."""
        if not self.form.is_valid():
            return "Hộ nghèo, cận nghèo"
        words = [f"{Figure(self.value_of('figure')).label} · năm {self.value_of('year')}"]
        if commune := self.value_of("commune"):
            words.append(commune.name_in_sentence)
        if self.value_of("minority"):
            words.append("hộ dân tộc thiểu số")
        return ", ".join(words)

    @property
    def poverty_standard(self) -> PovertyStandard | None:
        """The standard of the list, None when the year has none."""
        return self.value_of("standard")

    def source(self, *, on: dt.date, at: dt.datetime) -> FigureSource:
        """Return what the list is about; without a year or standard read, the working ones."""
        asked = str(self.data.get("year"))
        year = int(asked) if len(asked) == 4 and asked.isdecimal() else on.year
        return year_source(year, on=on, at=at, standard=self.poverty_standard)

    @property
    def source_words(self) -> str:
        """The other limits of the list, for the source line of an Excel file."""
        text = self.value_of("q")
        return f"tên, mã hộ “{text}”" if text else ""

    def behind(self, rows: PovertyRecordQuerySet, _name: str, value: str) -> PovertyRecordQuerySet:
        return rows.behind(value, of_minority=bool(self.value_of("minority")))

    def of_minority(
        self, rows: PovertyRecordQuerySet, _name: str, _value: str
    ) -> PovertyRecordQuerySet:
        return rows  # `behind` counts as the figure does: by the opening, the present or both
