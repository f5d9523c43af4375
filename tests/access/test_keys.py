"""Keys that no database holds, and keys of nothing: 404 in a path, 400 in a body."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.urls import reverse
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from common.serializers import KeySerializerField, RowField
from tests.access.matrix import MATRIX
from tests.access.worlds import World, each_line

pytestmark = pytest.mark.django_db

# A kept form is addressed by a UUID.
ALLOWED_WITH_A_KEY = [line for line in MATRIX if line.pk and "kept_form" not in line.name]
PLACE = 987_654_321
NO_KEYS = ("9223372036854775808", "9223372036854775807", "0", "-1", "999999", "1_0", "1e3", "01")
NOT_IN_A_BODY = (2**63, 0, -1, "1_0", "１８", 1.5, True, "", "abc", [], {})
NO_YEARS = ("/0000/", "/1899/", "/2101/", "/99999/", "/-2021/", "/9223372036854775808/")
OWN = (
    *("areas", "accounts", "households", "procedure", "inspections", "support", "targets"),
    "correspondence",
)


def refused_in_path(world: World, url: str, place: str, values) -> dict[str, int]:
    """Return the status for each value in the place of a path's number."""
    client = world.client()
    return {value: world.send(client, url.replace(place, value)).status_code for value in values}


@each_line(ALLOWED_WITH_A_KEY)
def test_a_key_of_nothing_in_a_path_is_not_found(line, world):
    url = reverse(line.name, kwargs={"pk": PLACE})

    found = refused_in_path(world, url, str(PLACE), NO_KEYS)

    assert found == dict.fromkeys(NO_KEYS, 404)


@each_line([line for line in MATRIX if line.year])
def test_a_year_out_of_range_in_a_path_is_not_found(line, world):
    url = reverse(line.name, kwargs={"year": 2021})

    found = refused_in_path(world, url, "/2021/", NO_YEARS)

    assert found == dict.fromkeys(NO_YEARS, 404)


def inputs() -> Iterator[type[serializers.Serializer]]:
    """Yield every serializer of the API that reads a body."""
    for app in OWN:
        package = importlib.import_module(f"{apps.get_app_config(app).name}.api.serializers")
        modules = [package]
        if hasattr(package, "__path__"):
            names = [each.name for each in pkgutil.iter_modules(package.__path__)]
            modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
        for module in modules:
            for name, found in inspect.getmembers(module, inspect.isclass):
                is_own = found.__module__ == module.__name__
                if is_own and issubclass(found, serializers.Serializer) and name.endswith("Input"):
                    yield found


def written(serializer: type[serializers.Serializer]) -> Iterator[serializers.Field]:
    for field in serializer().fields.values():
        inner = getattr(field, "child_relation", None) or getattr(field, "child", None) or field
        if not field.read_only and not isinstance(inner, serializers.Serializer):
            yield inner


FIELDS = [
    (f"{each.__name__}.{field.field_name or field.parent.field_name}", field)
    for each in inputs()
    for field in written(each)
    if isinstance(field, KeySerializerField | serializers.PrimaryKeyRelatedField)
]


def is_read(field: serializers.Field, sent: object) -> bool:
    try:
        field.run_validation(sent)
    except ValidationError:
        return False
    return True


def test_the_keys_of_every_app_are_walked():
    assert len(FIELDS) > 30


def test_a_key_in_a_body_is_read_by_the_one_field_for_keys():
    others = [
        name for name, field in FIELDS if not isinstance(field, KeySerializerField | RowField)
    ]

    assert others == []


def test_what_is_no_key_in_a_body_is_refused():
    keys = [
        (name, field.pk_field if isinstance(field, RowField) else field) for name, field in FIELDS
    ]

    assert [
        (name, sent) for name, key in keys for sent in NOT_IN_A_BODY if is_read(key, sent)
    ] == []
