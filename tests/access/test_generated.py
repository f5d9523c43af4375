"""Requests generated from the API's schema: what it allows is understood, what it forbids refused.

`make api-test` sends many more of them, for every operation.
"""

import datetime as dt
import functools
import json
import os

import pytest
import requests
import schemathesis
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rest_framework import serializers
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode

from common.text import UnsafeText, normalise
from tests.access.matrix import MATRIX
from tests.access.worlds import each_line

pytestmark = [pytest.mark.django_db, pytest.mark.api]

EXAMPLES = int(os.environ.get("API_TEST_EXAMPLES", "3"))
LINES = [line for line in MATRIX if line.is_api and line.name != "api:schema"]
JSON = "application/json"
# In the path of a generated request; it is sent to the address of an existing object.
PATH = {"pk": 7, "year": 2021, "form": "01"}
# The file comes with the other values as a form.
FORMS_ONLY = {"api:scoring_table_upload"}
BODILESS = {
    "api:token_revoke",
    "api:zone_remove",
    "api:duplicate_decision_detail",
    "api:scoring_table_edition",
    "api:rescoring_resume",
    "api:round_relock",
    "api:holiday_remove",
    "api:village_review_refill",
    "api:target_answer_withdraw",
}
BODIES = [line for line in LINES if line.method != "GET" and line.name not in BODILESS | FORMS_ONLY]
_LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])


def is_text(text):
    try:
        return bool(normalise(text))
    except UnsafeText:
        return False


def days(form):
    calendar = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
    return calendar.map(lambda day: day.strftime(form))


FORMATS = {
    "line": st.text(_LETTERS, min_size=1, max_size=40).filter(is_text),
    "text": st.text(_LETTERS, min_size=1, max_size=40).filter(is_text),
    "date": days("%Y-%m-%d"),
    "partial-date": days("%Y-%m-%d") | days("%Y"),
    "citizen-number": st.from_regex(r"\A[0-9]{12}\Z"),
}


@pytest.fixture(scope="module")
def schema():
    for name, strategy in FORMATS.items():
        schemathesis.openapi.format(name, strategy)
    load_all_checks()
    described = SchemaGenerator().get_schema(request=None, public=True)
    rendered = OpenApiJsonRenderer().render(described, renderer_context={})
    return schemathesis.openapi.from_dict(json.loads(rendered))


def operation_of(schema, line):
    """Return the operation of a line of the matrix."""
    path = reverse(line.name, kwargs={key: PATH[key] for key in line.things})
    for value, name in (("7", "id"), ("2021", "year"), ("01", "form")):
        path = path.replace(f"/{value}/", f"/{{{name}}}/")
    return schema[path][line.method]


def answer_to(case, world, client, address) -> Response:
    """Send the request of a case to the address of an existing object."""
    sent = case.as_transport_kwargs(base_url="http://testserver")
    known = ("method", "url", "params", "json", "data", "files", "headers")
    request = requests.Request(**{key: sent[key] for key in known if key in sent}).prepare()
    query = request.url.partition("?")[2]
    path = address + (f"?{query}" if query else "")
    body, kind = request.body or b"", request.headers.get("Content-Type", "application/json")
    answer = client.generic(world.line.method, path, body, content_type=kind)
    content = b"".join(answer) if answer.streaming else answer.content
    headers = {key: [value] for key, value in answer.items()}
    return Response(answer.status_code, headers, content, request, 0.1, verify=False)


# What a field of the schema can state, so that a request made from it never meets these.
_STATED = ("required", "null", "blank", "max_length", "min_length", "max_value", "min_value")
_STATED += ("invalid", "invalid_choice", "not_a_list", "empty", "not_a_dict", "incorrect_type")


@functools.cache
def sentences_of_fields() -> set[str]:
    """Return the beginnings of the sentences by which fields refuse what the schema forbids."""
    found, kinds = set(), [serializers.Field]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
        if issubclass(kind, serializers.FileField):
            continue  # no schema describes the content of a file
        messages = getattr(kind, "default_error_messages", {})
        found |= {str(messages[code]).partition("{")[0] for code in _STATED if code in messages}
    return {each for each in found if len(each) > 10} | {
        "Không có trường này",
        "Phải là chuỗi ký tự",
        "Hãy nhập số nguyên",
        "Hãy nhập số, ví dụ",
    }


def sentences_in(found) -> list[str]:
    if isinstance(found, dict):
        return [text for each in found.values() for text in sentences_in(each)]
    if isinstance(found, list):
        return [text for each in found for text in sentences_in(each)]
    return [str(found)]


def misunderstood(response: Response) -> list[str]:
    """Return why an answer refuses the shape of a request; a rule of the domain is no shape."""
    if response.status_code != 400:
        return []
    known = tuple(sentences_of_fields())
    return [text for text in sentences_in(json.loads(response.content)) if text.startswith(known)]


ALWAYS = ("not_a_server_error", "status_code_conformance", "content_type_conformance")
ALWAYS += ("response_schema_conformance",)


def check(case, response, *names):
    case.validate_response(response, checks=CHECKS.get_by_names([*ALWAYS, *names]))


def rounds(strategy, probe):
    """Run the probe on examples of the strategy, the same ones every time."""
    quick = settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    quick(given(strategy)(probe))()


def path_of(line):
    return {"id" if key == "pk" else key: PATH[key] for key in line.things}


@each_line(LINES)
def test_what_the_schema_allows_is_understood(schema, world, line):
    client, address = world.client(), world.url()
    operation = operation_of(schema, line)

    def probe(case):
        response = answer_to(case, world, client, address)
        check(case, response)
        if line.method != "GET":
            assert misunderstood(response) == [], case.body

    # Files are tested where they are read.
    kind = {} if line.method == "GET" or line.name in FORMS_ONLY else {"media_type": JSON}
    rounds(operation.as_strategy(path_parameters=path_of(line), **kind), probe)


@each_line(BODIES)
def test_what_the_schema_forbids_is_refused(schema, world, line):
    client, address = world.client(), world.url()
    operation = operation_of(schema, line)

    def probe(case):
        check(case, answer_to(case, world, client, address), "negative_data_rejection")

    strategy = operation.as_strategy(
        GenerationMode.NEGATIVE, path_parameters=path_of(line), query={}, media_type=JSON
    )
    rounds(strategy, probe)
