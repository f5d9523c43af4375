"""Every link and form on a page has an address."""

import re

import pytest

from tests.access.matrix import MATRIX
from tests.access.worlds import each_line

pytestmark = pytest.mark.django_db

PAGES = [line for line in MATRIX if line.method == "GET" and not line.is_api]
NOWHERE = re.compile(
    r"""<(?:a|form|link|script|img)\b[^>]*\s(?:href|action|src)=["']\s*["'][^>]*>"""
)


@each_line(PAGES)
def test_no_link_is_empty(world):
    page = world.ask(world.role)

    assert NOWHERE.findall("" if page.streaming else page.content.decode("utf-8", "replace")) == []
