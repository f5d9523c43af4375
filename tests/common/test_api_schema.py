"""The API description agrees with the responses."""

import pytest
from drf_spectacular.generators import SchemaGenerator


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def answers_of(schema, address, method):
    return set(schema["paths"][f"/api/v1/{address}"][method]["responses"])


@pytest.mark.parametrize(
    ("address", "method", "codes"),
    [
        ("standards/{id}/", "get", {"200", "401", "403", "404"}),
        ("households/", "get", {"200", "400", "401", "403", "404"}),
        ("roles/", "get", {"200", "401", "403"}),
        ("zones/{id}/", "delete", {"204", "401", "403", "404"}),
    ],
)
def test_an_operation_names_its_refusals(schema, address, method, codes):
    assert answers_of(schema, address, method) == codes


def test_a_change_with_a_version_may_return_409(schema):
    assert "409" in answers_of(schema, "households/{id}/", "put")
    assert "409" not in answers_of(schema, "households/", "post")


@pytest.mark.parametrize(
    ("shape", "field"),
    [
        ("MemberOutput", "relation"),
        ("MemberOutput", "schooling"),
        ("MemberOutput", "work"),
        ("ResultOutput", "status"),
        ("ResultOutput", "basis"),
        ("PovertyRecordOutput", "opening_status"),
        ("UserOutput", "department"),
    ],
)
def test_a_choice_not_made_is_an_empty_text(schema, shape, field):
    choices = schema["components"]["schemas"][shape]["properties"][field]["oneOf"]

    assert {"$ref": "#/components/schemas/BlankEnum"} in choices
