"""What an official form is requested for: the same for page, workbook and API."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django_filters import ChoiceFilter, ModelChoiceFilter

from areas.choices import Boundaries
from areas.filters import CommuneChoiceFilter, ScopedFilterSet
from areas.models import Commune
from areas.queries import today
from common.clock import now
from common.forms import YearFilter
from common.http import SignedInRequest
from common.sources import FigureSource
from households.models import PovertyRecord, PovertyStandard
from households.queries.poor_list import working_standard
from households.queries.sources import year_source
from reports.choices import FormBasis
from reports.queries.forms.base import FormRequest
from reports.words.forms.definition import FormTable, OfficialForm, form_table

NOT_FROZEN = "Năm này chưa khóa số liệu theo chuẩn đang chọn."


class NoFormFigures(Exception):
    """The year has no round, or nothing is frozen for it."""


def _standards(_request: SignedInRequest | None) -> Any:
    return PovertyStandard.objects.all()


class YearStandardFilter(ScopedFilterSet):
    """Records of a year under a standard. Defaults: the working year, the standard of its goals."""

    year = YearFilter(label="Năm", required=True)
    standard = ModelChoiceFilter(
        queryset=_standards,
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
        super().__init__(_completed(data or QueryDict()), *args, **kwargs)

    @property
    def lacks_round(self) -> bool:
        """Whether all that is missing is a round of the year, and with it its standard."""
        return set(self.errors) == {"standard"} and not self.data.get("standard")


class MemberListFilter(YearStandardFilter):
    """The households of a list with members, of a commune or of all that the user sees."""

    commune = CommuneChoiceFilter()

    def source(self) -> FigureSource:
        """Return what the list is about; without a year that can be read, the working year."""
        standard = self.form.cleaned_data.get("standard") if self.is_valid() else None
        year = year_read(self.data.get("year")) or today().year
        return year_source(year, on=today(), at=now(), standard=standard)


class OfficialFormFilter(YearStandardFilter):
    """Also by default: present figures, on the units of the year."""

    basis = ChoiceFilter(choices=FormBasis.choices, label="Số liệu", empty_label=None)
    boundaries = ChoiceFilter(choices=Boundaries.choices, label="Tính theo", empty_label=None)

    def __init__(self, data: QueryDict, *, form: OfficialForm, request: Any) -> None:
        super().__init__(data, PovertyRecord.objects.none(), request=request)
        self.official_form = form
        if not form.may_be_frozen:
            self.filters["basis"].extra["widget"] = forms.HiddenInput
        if not Commune.objects.filter(merged_into__isnull=False).exists():
            self.filters["boundaries"].extra["widget"] = forms.HiddenInput

    def is_valid(self) -> bool:
        """Return whether the values are valid, and the form exists for the standard."""
        is_valid = super().is_valid()
        if is_valid and (problem := self._problem()):
            self.form.add_error(*problem)
        return not self.form.errors

    def _problem(self) -> tuple[str, ValidationError] | None:
        values = self.form.cleaned_data
        if not self.official_form.is_of(values["standard"]):
            return "standard", ValidationError("Chuẩn nghèo này không có biểu đang chọn.")
        if values["basis"] == FormBasis.FROZEN and not self.official_form.may_be_frozen:
            return "basis", ValidationError("Biểu này không có số liệu đã khóa.")
        return None

    def asked(self) -> FormRequest | None:
        """Return the request of this moment, None for invalid values."""
        if not self.is_valid():
            return None
        values = self.form.cleaned_data
        return FormRequest(
            year=int(values["year"]),
            standard=values["standard"],
            basis=values["basis"] or FormBasis.PRESENT,
            boundaries=values["boundaries"] or Boundaries.OLD,
            reader=self.request.user,
            as_of=today(),
            computed_at=now(),
        )


def table_of(filters: OfficialFormFilter) -> FormTable:
    """Return the form for a file or the API. Raises WrongParameters and NoFormFigures."""
    if filters.lacks_round:
        raise NoFormFigures(f"Năm {filters.data['year']} chưa có đợt rà soát.")
    asked = filters.require_valid().asked()
    table = form_table(filters.official_form, asked) if asked else None
    if table is None:
        raise NoFormFigures(NOT_FROZEN)
    return table


def year_read(text: object) -> int | None:
    """Return a year of four digits, None for any other text."""
    year = str(text)
    return int(year) if len(year) == 4 and year.isascii() and year.isdecimal() else None


def _completed(data: QueryDict) -> QueryDict:
    """Return the values with the defaults; an empty parameter is as none."""
    data = data.copy()
    for name in [name for name in data if not data.get(name)]:
        data.pop(name)
    year = year_read(data.setdefault("year", str(today().year)))
    if "standard" not in data and year is not None:
        standard = working_standard(year)
        data["standard"] = standard.code if standard else ""
    return data
