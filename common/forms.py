"""Shared by forms and filters."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet, ModelChoiceFilter

from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.errors import Refused
from common.fields import KeyChoiceField, TextField, WholeNumberField
from common.parameters import WrongParameters


@contextmanager
def refusals_shown_in(form: forms.BaseForm) -> Iterator[None]:
    """Add a service's refusal as an error of its field, or of the form.

    The lines after the service call inside the block (the redirect) run only without a refusal.
    """
    try:
        yield
    except Refused as error:
        field = error.field if error.field in form.fields else None
        form.add_error(field, error.message)


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """Show a service's refusal as a message on the next page, for buttons without a form."""
    try:
        yield
    except Refused as error:
        messages.error(request, error.message)


class TextFilter(CharFilter):
    """Search text in normal form, without control characters."""

    field_class = TextField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)


class SearchFilter(TextFilter):
    """Filters with the queryset's own `search`."""

    def filter(self, qs: Any, value: str) -> Any:
        return qs.search(value) if value else qs


class YearField(forms.IntegerField):
    """A year in four digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": EARLIEST_YEAR, "max_value": LATEST_YEAR, **kwargs})

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if text and not (text.isascii() and text.isdigit() and len(text) == 4):
            raise ValidationError("Hãy ghi năm bằng 4 chữ số, ví dụ 2018.", code="invalid")
        return int(text) if text else None


class YearFilter(Filter):
    """The rows of a year."""

    field_class = YearField


class YesNoFilter(ChoiceFilter):
    """The rows where a column is true, or false."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        choices = [("true", "Có"), ("false", "Không")]
        super().__init__(*args, **{"choices": choices, "empty_label": "Tất cả", **kwargs})

    def filter(self, qs: Any, value: str) -> Any:
        return qs.filter(**{self.field_name: value == "true"}) if value else qs


class KeyChoiceFilter(ModelChoiceFilter):
    """The rows that belong to a chosen row."""

    field_class = KeyChoiceField


class StrictFilterSet(FilterSet):
    """Shows nothing, instead of everything, for an invalid value.

    A list shows the reasons above its table; a file has no place for them and requires valid values.
    """

    def require_valid(self) -> Self:
        """Return the filter. Raises WrongParameters with the errors of its values."""
        if not self.is_valid():
            raise WrongParameters(self.errors)
        return self

    @property
    def qs(self) -> QuerySet:
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs


class VersionForm(forms.Form):
    """A button that acts on a record in the version shown."""

    version = WholeNumberField(widget=forms.HiddenInput)


def version_sent(request: HttpRequest) -> int:
    """Return the posted version of a record; 0, which no record has, when missing or invalid."""
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0
