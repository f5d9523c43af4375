"""What forms and filters share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django_filters import CharFilter, FilterSet

from common.errors import Refused
from common.fields import TextField


@contextmanager
def refusals_shown_in(form: forms.BaseForm) -> Iterator[None]:
    """Put what a service refuses beside its field, or at the top of the form.

    The lines after the service call inside the block (the redirect) run only when it did not.
    """
    try:
        yield
    except Refused as error:
        field = error.field if error.field in form.fields else None
        form.add_error(field, error.message)


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """Put what a service refuses into the next page's messages, for buttons without a form."""
    try:
        yield
    except Refused as error:
        messages.error(request, error.message)


class TextFilter(CharFilter):
    """Text to search for, in normal form, without control characters."""

    field_class = TextField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)


class SearchFilter(TextFilter):
    """Rows that the queryset's own `search` finds for the text."""

    def filter(self, qs: Any, value: str) -> Any:
        return qs.search(value) if value else qs


class StrictFilterSet(FilterSet):
    """A filter with a value that makes no sense shows nothing, not everything."""

    @property
    def qs(self) -> QuerySet:
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs


class VersionForm(forms.Form):
    """A button that acts on a record as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def version_sent(request: HttpRequest) -> int:
    """Return the posted version of a record; 0, which no record has, when it is missing or invalid."""
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0
