"""Every page as each role sees it: links lead somewhere, buttons are safe, every input can be sent."""

import re

import pytest

from accounts.choices import Role
from tests.access.matrix import MATRIX
from tests.access.test_buttons import faults
from tests.access.test_inputs import Boxes
from tests.access.worlds import each_line
from tests.words import texts_of, units_in_capitals, words_not_used

pytestmark = pytest.mark.django_db

PAGES = [line for line in MATRIX if line.method == "GET" and not line.is_api]
NOWHERE = re.compile(
    r"""<(?:a|form|link|script|img)\b[^>]*\s(?:href|action|src)=["']\s*["'][^>]*>"""
)


def found_on(world, check):
    """Return what a check finds on the page of each role, without the roles where it finds nothing."""
    roles = sorted(world.line.allowed & set(Role)) or ["ANONYMOUS"]
    found = {role: check(world.page(role)) for role in roles}
    return {role: faults for role, faults in found.items() if faults}


@each_line(PAGES)
def test_no_link_is_empty(world):
    assert found_on(world, NOWHERE.findall) == {}


@each_line(PAGES)
def test_the_first_of_several_buttons_saves_or_shows(world):
    assert found_on(world, faults) == {}


@each_line(PAGES)
def test_every_input_of_a_page_has_a_button_that_sends_it(world):
    assert found_on(world, lambda page: Boxes(page).unsent if "<html" in page else []) == {}


@each_line(PAGES)
def test_a_page_has_one_term_per_thing(world):
    assert found_on(world, lambda page: words_not_used(texts_of(page))) == {}


@each_line(PAGES)
def test_a_unit_inside_a_sentence_is_in_lower_case(world):
    assert found_on(world, lambda page: units_in_capitals(texts_of(page))) == {}


def test_an_empty_link_is_found():
    assert NOWHERE.findall('<a class="x" href="">Sổ hộ</a>')
    assert not NOWHERE.findall('<a class="x" href="/ho-dan/">Sổ hộ</a>')
