"""Every number of every form and request body is read by one rule."""

import functools
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from rest_framework import serializers

from common.fields import DecimalNumberField, PointsField, WholeNumberField
from common.serializers import (
    DecimalNumberSerializerField,
    PointsSerializerField,
    WholeNumberSerializerField,
)
from tests.access.test_request_bodies import all_fields

ROOT = Path(__file__).resolve().parents[2]
REFUSED = None
WHOLE = {
    "1": 1,
    " 12 ": 12,
    "0012": 12,
    "1.000": 1000,
    "1 000": 1000,
    "1\u00a0000": 1000,
    "27.771": 27_771,
    "1.000.000": 1_000_000,
    "1_0": REFUSED,
    "1e2": REFUSED,
    "1E2": REFUSED,
    "１８": REFUSED,
    "٣": REFUSED,
    "+5": REFUSED,
    "-1": REFUSED,
    "1.0": REFUSED,
    "1.00": REFUSED,
    "0.500": REFUSED,
    "1,000": REFUSED,
    "1.000 000": REFUSED,
    "12.34": REFUSED,
    "0x10": REFUSED,
    "1 2": REFUSED,
    "một": REFUSED,
    "9" * 400: REFUSED,
}
DECIMALS = {
    "18": Decimal(18),
    "18,6": Decimal("18.6"),
    "18.6": Decimal("18.6"),
    "0,5": Decimal("0.5"),
    "1.350": Decimal(1350),
    "1.350,5": Decimal("1350.5"),
    "1_0": REFUSED,
    "1e2": REFUSED,
    "１８": REFUSED,
    "-1": REFUSED,
    "0.125": REFUSED,
    "18,": REFUSED,
    ",5": REFUSED,
    "1,350.5": REFUSED,
    "NaN": REFUSED,
    "Infinity": REFUSED,
}


def subclasses(root: type) -> list[type]:
    found = [root]
    for each in found:
        found.extend(each.__subclasses__())
    return list(dict.fromkeys(found))


@functools.cache
def form_fields() -> list[tuple[str, forms.Field]]:
    """Return the declared fields of our forms."""
    ours = [form for form in subclasses(forms.BaseForm) if not form.__module__.startswith("django")]
    return [
        (f"{form.__module__}.{form.__name__}.{name}", field)
        for form in ours
        for name, field in getattr(form, "base_fields", {}).items()
    ]


def read_by_form(field, text):
    try:
        return field.to_python(text)
    except ValidationError:
        return REFUSED


def read_by_api(field, text):
    try:
        return field.to_internal_value(text)
    except serializers.ValidationError:
        return REFUSED


def cases(kinds: tuple[type, ...], fields: list) -> list:
    # An ethnic group is looked up too, so that only numbers of existing groups are read.
    return [
        (path, field)
        for path, field in fields
        if isinstance(field, kinds) and not path.endswith(".ethnicity")
    ]


def test_the_walk_finds_pages_and_api():
    pages = [path for path, _field in cases((WholeNumberField,), form_fields())]
    api = [path for path, _field in cases((WholeNumberSerializerField,), all_fields())]

    assert any(path.endswith("MeetingForm.invited") for path in pages)
    assert any(path.endswith("TokenForm.days") for path in pages)
    assert {"MeetingInput.invited", "NewTokenInput.days", "VersionInput.version"} <= set(api)


@pytest.mark.parametrize("text", WHOLE, ids=lambda text: ascii(text[:12]))
def test_a_whole_number_is_read_alike_everywhere(text):
    expected = WHOLE[text]
    read = {
        **{p: read_by_form(f, text) for p, f in cases((WholeNumberField,), form_fields())},
        **{p: read_by_api(f, text) for p, f in cases((WholeNumberSerializerField,), all_fields())},
    }
    points = {
        path
        for path, field in (*form_fields(), *all_fields())
        if isinstance(field, PointsField | PointsSerializerField)
    }
    # Points are never grouped: "1.350" may mean 1350 or 135,0.
    ungrouped = expected if re.fullmatch("[0-9]+", text.strip()) else REFUSED

    wrong = {p: v for p, v in read.items() if v != (ungrouped if p in points else expected)}
    assert wrong == {}


@pytest.mark.parametrize("text", DECIMALS, ids=lambda text: ascii(text))
def test_a_number_with_decimals_is_read_alike_everywhere(text):
    expected = DECIMALS[text]
    read = {
        "form": read_by_form(DecimalNumberField(places=2, largest=10_000), text),
        **{p: read_by_form(f, text) for p, f in cases((DecimalNumberField,), form_fields())},
        **{
            p: read_by_api(f, text) for p, f in cases((DecimalNumberSerializerField,), all_fields())
        },
    }

    assert len(read) > 3
    assert {p: v for p, v in read.items() if v not in {expected, REFUSED}} == {}
    assert read["form"] == expected


@pytest.mark.parametrize(
    ("sent", "read"), [(5, 5), (5.0, 5), (0, 0), (5.5, REFUSED), (True, REFUSED), (-1, REFUSED)]
)
def test_a_json_number_is_a_number(sent, read):
    assert read_by_api(WholeNumberSerializerField(), sent) == read


@pytest.mark.parametrize("sent", [1e40, 10**40, 2**63, float("1e9"), [], {}, None])
def test_what_is_no_possible_number_is_refused(sent):
    assert read_by_api(WholeNumberSerializerField(), sent) is REFUSED
    assert (
        read_by_api(DecimalNumberSerializerField(max_digits=6, decimal_places=1), sent) is REFUSED
    )


@pytest.mark.parametrize(
    ("sent", "read"), [(18.6, "18.6"), (18, "18"), (0.1 + 0.2, "0.3"), (18.65, None)]
)
def test_a_json_number_may_have_decimals(sent, read):
    field = DecimalNumberSerializerField(max_digits=6, decimal_places=1)

    assert read_by_api(field, sent) == (read and Decimal(read))


LOOSE = re.compile(r"forms\.(Integer|Decimal|Float)Field\(")
FORMS = [
    file
    for file in ROOT.glob("*/**/*.py")
    if ("forms" in file.parts or file.stem == "forms")
    and not {"node_modules", ".venv", "tests"} & set(file.parts)
]


def test_no_form_makes_a_loose_number_field_while_it_is_built():
    assert len(FORMS) > 30
    found = [str(file.relative_to(ROOT)) for file in FORMS if LOOSE.search(file.read_text())]

    assert found == []
