"""No request is answered with a server error: seeded bodies for every operation and every form."""

import html
import json
import random
import re
from functools import cache
from typing import Any

import pytest
from django.urls import resolve
from drf_spectacular.generators import SchemaGenerator

from tests.access.line import Line
from tests.access.matrix import MATRIX
from tests.access.worlds import each_line

pytestmark = pytest.mark.django_db

BODIES = 12
# What a client may send in the place of any value.
ODD = (
    *(None, "", " ", "a\x00b", "\u202e", "x" * 5000, "abc", "1_0", "１８", "1e40", "2021.5"),
    *(-1, 0, 1, 2**31, 2**63, 1.5, True, [], {}, [None], {"a": 1}),
    *(
        "0001-01-01",
        "9999-12-31",
        "2021-02-30",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
    ),
)
TEXTS = ("Hộ khó khăn", "12/QĐ-UBND", "Rơ Châm Bình")
DAYS = ("2021-01-01", "2021-06-15", "2021-12-31", "0001-01-01", "9999-12-31")
FIELD = re.compile(r"<(?:input|select|textarea)\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(name|value)="([^"]*)"')

WRITES = [line for line in MATRIX if line.is_api and line.method != "GET"]
FORMS = [line for line in MATRIX if not line.is_api and line.method == "POST"]


@cache
def schema() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def body_schema(line: Line, url: str) -> dict[str, Any] | None:
    """Return the schema of an operation's body, None without one."""
    route = "/" + re.sub(r"<[^>]*>", "{}", resolve(url).route)
    paths = {re.sub(r"{[^}]*}", "{}", path): found for path, found in schema()["paths"].items()}
    content = paths[route][line.method.lower()].get("requestBody", {}).get("content", {})
    return next((each["schema"] for each in content.values()), None)


def made(shape: dict[str, Any], dice: random.Random, odd: float) -> Any:
    """Return a value of a schema; with probability `odd` something else."""
    if dice.random() < odd:
        return dice.choice(ODD)
    if "$ref" in shape:
        shape = schema()["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    for key in ("allOf", "oneOf", "anyOf"):
        if key in shape:
            return made(dice.choice(shape[key]), dice, odd)
    if "enum" in shape:
        return dice.choice(shape["enum"])
    return _made_of_type(shape, dice, odd)


def _made_of_type(shape: dict[str, Any], dice: random.Random, odd: float) -> Any:
    kind = shape.get("type")
    if kind == "object" or "properties" in shape:
        fields = shape.get("properties", {})
        return {name: made(each, dice, odd) for name, each in fields.items()}
    if kind == "array":
        return [made(shape["items"], dice, odd) for _ in range(dice.randrange(1, 4))]
    if kind == "integer":
        return dice.choice([1, 2, 3, 5, 999_999])
    if kind == "number":
        return dice.choice([0, 0.5, 1, 12])
    if kind == "boolean":
        return dice.random() < 0.5
    if shape.get("format") == "uuid":
        return f"{dice.getrandbits(128):032x}"
    if shape.get("format") in {"date", "date-time"}:
        day = dice.choice(DAYS)
        return day if shape["format"] == "date" else f"{day}T10:00:00+07:00"
    return dice.choice([*TEXTS, *DAYS])


@each_line(WRITES)
def test_no_body_breaks_an_operation(line, world):
    url, client = world.url(), world.client()
    shape, dice = body_schema(line, url), random.Random(str(line))  # noqa: S311  (test data)
    client.raise_request_exception = False

    statuses = set()
    for turn in range(BODIES):
        body = made(shape, dice, odd=0.1 * (turn % 3)) if shape else dice.choice(ODD)
        if isinstance(body, dict):
            body = {**body, **({"version": 1} if "version" in body and turn % 2 else {})}
        answer = world.send(client, url, json.dumps(body))
        statuses.add(answer.status_code)

    assert max(statuses) < 500


def fields_on(page: str) -> dict[str, str]:
    """Return the fields of a page's forms with their values."""
    fields = {}
    for tag in FIELD.findall(page):
        found = dict(ATTRIBUTE.findall(tag))
        if "name" in found:
            fields[html.unescape(found["name"])] = html.unescape(found.get("value", ""))
    return fields


@each_line(FORMS)
def test_no_sent_form_breaks_a_page(line, world):
    url, client = world.url(), world.client()
    page, dice = client.get(url), random.Random(str(line))  # noqa: S311  (test data)
    known = fields_on(page.content.decode()) if page.status_code == 200 else {}
    known = {
        **dict.fromkeys(("version", "reason", "note", "decided_on", "allocation_id"), "1"),
        **known,
    }
    client = world.client()
    client.raise_request_exception = False

    statuses = set()
    for turn in range(BODIES):
        sent = {
            name: str(dice.choice(ODD)) if dice.random() < 0.25 * (turn % 3) else value
            for name, value in known.items()
        }
        statuses.add(client.post(url, sent).status_code)

    assert max(statuses) < 500
