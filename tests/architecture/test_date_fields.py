"""Every day that is typed or sent is parsed by the same function."""

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver
from django_filters import DateFilter, FilterSet
from rest_framework import serializers

from common.date_fields import DayField, DayFilter, DaySerializerField


def below(base: type) -> Iterator[type]:
    for each in base.__subclasses__():
        yield each
        yield from below(each)


def standard_fields(base: type, declared: str, *, plain: type, ours: type) -> list[str]:
    """Return the fields that are dates but not parsed by `common.dates`."""
    assert get_resolver().url_patterns  # loads every form, filter and serializer
    return sorted(
        f"{each.__module__}.{each.__name__}.{name}"
        for each in below(base)
        if not each.__module__.startswith(("django", "rest_framework", "tests"))
        for name, field in getattr(each, declared, {}).items()
        if isinstance(field, plain)
        and not isinstance(field, ours)
        and not getattr(field, "read_only", False)
        and not each.__name__.endswith("Output")
    )


@pytest.mark.parametrize(
    ("base", "declared", "plain", "ours"),
    [
        (forms.BaseForm, "base_fields", forms.DateField, DayField),
        (FilterSet, "base_filters", DateFilter, DayFilter),
        (serializers.Serializer, "_declared_fields", serializers.DateField, DaySerializerField),
    ],
)
def test_no_standard_date_field_reads_input(base, declared, plain, ours):
    assert standard_fields(base, declared, plain=plain, ours=ours) == []
