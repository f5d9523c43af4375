"""Every request body of the API: unknown keys are named, JSON types are taken literally."""

import functools
from collections.abc import Iterator

import pytest
from django.test.client import MULTIPART_CONTENT
from django.urls import get_resolver
from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.serializers import (
    AnswerField,
    DecimalNumberSerializerField,
    Input,
    KeySerializerField,
    WholeNumberSerializerField,
)
from tests import factories
from tests.access.matrix import MATRIX
from tests.access.worlds import each_line

UNKNOWN = ["Không có trường này."]
WRITES = [line for line in MATRIX if line.is_api and line.method != "GET"]
# The file comes with the other values as a form.
FORMS_ONLY = {"api:scoring_table_upload"}


@pytest.mark.django_db
@each_line(WRITES)
def test_an_unknown_key_is_refused_by_name(line, world):
    send = getattr(world.client(), line.method.lower())
    content_type = MULTIPART_CONTENT if line.name in FORMS_ONLY else "application/json"

    answer = send(world.url(), {"adress": "Làng Bi"}, content_type=content_type)

    assert answer.status_code == 400
    assert answer.json()["adress"] == UNKNOWN


def inputs() -> list[type[Input]]:
    """Return every class of request bodies."""
    _loaded = get_resolver().url_patterns
    found = [Input]
    for each in found:
        found.extend(each.__subclasses__())
    return sorted(set(found), key=lambda each: (each.__module__, each.__name__))


INPUTS = inputs()


def fields_of(field: serializers.Field, path: str = "") -> Iterator[tuple[str, serializers.Field]]:
    """Return a field and all fields inside it, each with its path."""
    yield path, field
    if isinstance(field, serializers.Serializer):
        for name, inner in field.fields.items():
            yield from fields_of(inner, f"{path}.{name}")
    elif child := getattr(field, "child", None):
        yield from fields_of(child, f"{path}[]")


@functools.cache
def all_fields() -> list[tuple[str, serializers.Field]]:
    return [pair for each in INPUTS for pair in fields_of(each(), each.__name__)]


def test_the_walk_finds_the_nested_fields():
    paths = {path for path, _field in all_fields()}

    assert {"NewHouseholdInput.members[].is_head", "TableInput.items[].answers[].points"} <= paths


STRICT = {
    serializers.Serializer: Input,
    serializers.BooleanField: AnswerField,
    serializers.IntegerField: (WholeNumberSerializerField, KeySerializerField),
    serializers.DecimalField: DecimalNumberSerializerField,
    serializers.DateField: DaySerializerField,
}
NEVER = (serializers.FloatField, serializers.JSONField, serializers.DurationField)


def test_every_field_of_a_request_is_a_strict_one():
    loose = [
        path
        for path, field in all_fields()
        if isinstance(field, NEVER)
        or any(
            isinstance(field, kind) and not isinstance(field, own) for kind, own in STRICT.items()
        )
    ]

    assert loose == []


def test_an_unknown_key_inside_a_list_is_refused_by_name(api_as, labour_office, village):
    member = {"client_id": "0b8e2d4e-0000-4000-8000-000000000001", "nickname": "Bé"}
    body = {"village": village.pk, "client_id": member["client_id"], "members": [member]}

    answer = api_as(labour_office).post("/api/v1/households/", body, format="json")

    assert answer.status_code == 400
    assert answer.json()["members"] == {"0": {"nickname": UNKNOWN}}


def test_a_misspelt_key_loses_no_value(api_as, labour_office, village):
    member = {"full_name": "Rơ Châm H'Lan", "sex": "FEMALE", "is_head": True, "birth": "1980"}
    member |= {"ethnicity": factories.EthnicGroupFactory().pk}
    member |= {"client_id": "0b8e2d4e-0000-4000-8000-000000000001"}
    body = {"village": village.pk, "client_id": member["client_id"], "adress": "Làng Bi"}
    body |= {"members": [{**member, "citizen_no": "064185000001"}]}

    answer = api_as(labour_office).post("/api/v1/households/", body, format="json")

    assert answer.json() == {"adress": UNKNOWN}


@pytest.mark.parametrize("sent", ["off", "Y", "null", "true", 0, 1, "", 1.0, [], {}])
def test_yes_and_no_are_true_and_false_only(sent):
    answers = [field for _path, field in all_fields() if isinstance(field, AnswerField)]

    assert len(answers) > 10
    for field in answers:
        with pytest.raises(serializers.ValidationError):
            field.run_validation(sent)


TEXTS = (
    serializers.CharField,
    serializers.ChoiceField,
    serializers.UUIDField,
    serializers.DateField,
)


def test_a_number_is_no_text():
    for each in INPUTS:
        texts = [name for name, field in each().fields.items() if isinstance(field, TEXTS)]

        body = each(data=dict.fromkeys(texts, 5))

        assert body.is_valid() is False or not texts
        assert set(texts) <= set(body.errors)
