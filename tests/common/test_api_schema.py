"""The API description agrees with the responses."""

import re

import pytest
from drf_spectacular.generators import SchemaGenerator
from hypothesis import given
from hypothesis import strategies as st

from common.field_schemas import digits_between
from common.word import CONTENT_TYPE as WORD
from common.xlsx import CONTENT_TYPE as EXCEL
from households.models.register import MOST_MEMBERS

READ = ("400", "401", "403")
WRITTEN = ("404", "409", "413", "415")
HAPPENINGS = {
    "split": "SplitInput",
    "merge": "MergeInput",
    "move-within": "MoveInput",
    "move-between": "MoveInput",
    "change-head": "HeadInput",
    "death": "DeathInput",
    "merge-duplicate": "DuplicateHouseholdInput",
    "remove-duplicate": "DuplicatePersonInput",
}


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def answers_of(schema, address, method):
    return set(schema["paths"][f"/api/v1/{address}"][method]["responses"])


@pytest.mark.parametrize(
    ("address", "method", "codes"),
    [
        ("standards/{id}/", "get", {"200", *READ, "404"}),
        ("households/", "get", {"200", *READ, "404"}),
        ("roles/", "get", {"200", *READ}),
        ("zones/{id}/", "delete", {"204", *READ, *WRITTEN}),
        ("village-reviews/{id}/refill/", "post", {"200", *READ, *WRITTEN}),
    ],
)
def test_an_operation_names_its_refusals(schema, address, method, codes):
    assert answers_of(schema, address, method) == codes


@pytest.mark.parametrize("action", HAPPENINGS)
def test_every_life_event_has_its_own_body(schema, action):
    operation = schema["paths"][f"/api/v1/households/{{id}}/{action}/"]["post"]
    content = operation["requestBody"]["content"]["application/json"]

    assert content["schema"]["$ref"].endswith(f"/{HAPPENINGS[action]}Request")


@pytest.mark.parametrize(
    ("address", "content_type"),
    [
        ("allocations/{id}/export/", EXCEL),
        ("communes/{id}/party-report-document/", WORD),
        ("direction-files/{id}/", "application/pdf"),
        ("households/export/", EXCEL),
    ],
)
def test_a_download_names_its_media_type(schema, address, content_type):
    content = schema["paths"][f"/api/v1/{address}"]["get"]["responses"]["200"]["content"]

    assert content_type in content
    assert not {"application/json", "application/octet-stream"} & set(content)


def test_a_year_has_four_digits(schema):
    years = [
        parameter["schema"]
        for operations in schema["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", [])
        if parameter["name"] == "year"
    ]

    assert len(years) > 20
    assert all((year["minimum"], year["maximum"]) == (1000, 9999) for year in years)


def test_a_body_has_the_described_keys_only(schema):
    bodies = {
        name: shape
        for name, shape in schema["components"]["schemas"].items()
        if name.endswith("InputRequest")
    }

    assert len(bodies) > 60
    assert [name for name, body in bodies.items() if body["additionalProperties"]] == []


def test_a_list_of_objects_states_its_length(schema):
    members = schema["components"]["schemas"]["NewHouseholdInputRequest"]["properties"]["members"]

    assert members["maxItems"] == MOST_MEMBERS


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 2 * 10**6))
def test_the_pattern_of_a_range_accepts_its_numbers_only(one, other, number):
    low, high = sorted((one, other))

    found = re.fullmatch(digits_between(low, high), str(number))

    assert bool(found) == (low <= number <= high)


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
