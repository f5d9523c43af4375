"""No text that an input takes is longer than the column it is stored in: PostgreSQL refuses it."""

import importlib
import pkgutil

import pytest
from django import forms
from django.apps import apps
from django.db import models
from rest_framework import serializers

from common.history import save_with_history
from common.serializers import Input
from scripts.project import APPS

OWN = tuple(app for app in APPS if app not in {"demo", "benchmarks", "povertyapp"})
DERIVED = {"search_key", "sort_key", "given_name_key"}
# Inputs that share a name with a column in which they are not stored as typed.
ELSEWHERE = {
    ("SignInForm", "username"): "a longer name is refused after case-folding",
    ("SignInForm", "password"): "only its hash is stored",
    ("MemberForm", "citizen_number"): "twelve digits are left without blanks and dots",
    ("MemberInput", "citizen_number"): "twelve digits are left without blanks and dots",
    ("AddForm", "code"): "searched for, not stored",
}


def own_modules(layer: str):
    """Import and return every module of a layer of the product's apps."""
    for app in OWN:
        try:
            package = importlib.import_module(f"{app}.{layer}")
        except ModuleNotFoundError:
            continue
        yield package
        for found in pkgutil.walk_packages(
            getattr(package, "__path__", []), f"{package.__name__}."
        ):
            yield importlib.import_module(found.name)


def own_classes(layer: str, base: type) -> list[type]:
    found = {
        value
        for module in own_modules(layer)
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, base)
        and value.__module__ == module.__name__
    }
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


def text_columns(app: str) -> dict[str, int]:
    """Return the longest column of each name among the models of an app, in characters."""
    found: dict[str, int] = {}
    for model in apps.get_app_config(app).get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField) and field.max_length and not field.choices:
                found[field.name] = max(field.max_length, found.get(field.name, field.max_length))
    return found


def text_inputs():
    """Return every text input as (class, name, limit or None)."""
    for form in own_classes("forms", forms.BaseForm):
        for name, field in form.base_fields.items():
            if isinstance(field, forms.CharField):
                yield form, name, field.max_length
    for shape in own_classes("api", Input):
        for name, field in shape._declared_fields.items():
            if isinstance(field, serializers.CharField):
                yield shape, name, field.max_length


def test_every_text_input_is_at_most_as_long_as_its_column():
    too_long = []
    for owner, name, limit in text_inputs():
        column = text_columns(owner.__module__.split(".")[0]).get(name)
        if column is None or (owner.__qualname__, name) in ELSEWHERE:
            continue
        if limit is None or limit > column:
            too_long.append(f"{owner.__module__}.{owner.__qualname__}.{name}: {limit} > {column}")

    assert too_long == []


def test_the_walk_finds_forms_and_bodies():
    owners = {owner.__module__.split(".")[0] for owner, _name, _limit in text_inputs()}

    assert {"accounts", "areas", "households", "procedure", "targets"} <= owners


@pytest.mark.parametrize("app", OWN)
def test_a_reason_in_the_history_has_no_limit(app):
    limited = [
        model.__name__
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if field.name == "history_change_reason" and not isinstance(field, models.TextField)
    ]

    assert limited == []


def test_a_text_derived_from_another_has_no_limit():
    """Folding lengthens some letters: "ß" becomes "ss"."""
    limited = [
        f"{model.__name__}.{field.name}"
        for app in OWN
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if field.name in DERIVED and not isinstance(field, models.TextField)
    ]

    assert limited == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a" * 256, "ß" * 50, "ß" * 200, "đ" * 51])
def test_a_user_name_longer_than_any_is_unknown_like_others(client, name):
    answer = client.post("/dang-nhap/", {"username": name, "password": "x"})

    assert answer.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()


@pytest.mark.django_db
def test_the_longest_reason_and_the_longest_names_are_stored(labour_office, commune):
    """Kept by PostgreSQL in the history and in the derived keys."""
    commune.name = "ß" * 100
    commune.search_key = commune.name.casefold() * 3
    save_with_history(commune, by=labour_office, reason="lý do " * 200)

    assert len(commune.history.latest().history_change_reason) == 1200
