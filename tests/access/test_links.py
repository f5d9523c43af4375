"""Every link and form on a page has an address."""

import re

import pytest

from tests.access.matrix import MATRIX
from tests.access.people import person
from tests.access.test_matrix import ask

pytestmark = pytest.mark.django_db

PAGES = [line for line in MATRIX if line.method == "GET" and not line.is_api]
NOWHERE = re.compile(
    r"""<(?:a|form|link|script|img)\b[^>]*\s(?:href|action|src)=["']\s*["'][^>]*>"""
)


@pytest.mark.parametrize("line", PAGES, ids=str)
def test_no_link_is_empty(line, client, commune):
    user = person(min(line.allowed - {"ANONYMOUS"}), commune)
    client.force_login(user)

    page = ask(client, line, commune, user)

    assert NOWHERE.findall("" if page.streaming else page.content.decode("utf-8", "replace")) == []
