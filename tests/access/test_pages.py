"""Every page as each role sees it: links lead somewhere, buttons are safe, every input can be sent."""

import re

import pytest

from accounts.choices import Role
from common.first_box import has_cursor
from tests.access.matrix import MATRIX
from tests.access.test_buttons import faults
from tests.access.test_inputs import Boxes
from tests.access.worlds import each_line
from tests.words import texts_of, units_in_capitals, words_not_used

pytestmark = pytest.mark.django_db

POSTED = re.compile(r'<form\b[^>]*method="post"[^>]*>(.*?)</form>', re.DOTALL)
WITHOUT = re.compile(r"<(template|dialog)\b.*?</\1>", re.DOTALL)
BOX = re.compile(r'<(?:input\b(?![^>]*type="hidden")|select\b|textarea\b)')
# Pages with a form to fill in that open without a cursor in a box.
NO_CURSOR = {
    "correspondence:detail": "a conversation to read; the answer is written at its end",
    "households:scoring_detail": "a table to read; what can be done with it is at the end",
    "inspections:sample_detail": "a list of households; the sample is closed below it",
    "procedure:procedures": "rules to read; a holiday is added at the end",
    "procedure:submission": "a report to read before it is answered or signed",
    "procedure:village_review": "steps to read; several forms may be open",
    "targets:allocation_list": "a list of versions with a form to create one beside it",
    "targets:answer_commune": "three ways to answer, of which the commune chooses one",
}
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


def cursor_faults(page: str) -> list[str]:
    """Return what is wrong with the place of the cursor on a page, in words."""
    main = page.partition("<main")[2].partition("</main>")[0]
    text = WITHOUT.sub("", main)
    asks = any(BOX.search(form) for form in POSTED.findall(text))
    cursors = text.count(" autofocus")
    if asks and not has_cursor(text) and "data-error-summary" not in text:
        return ["no cursor"]
    return ["several cursors"] if cursors > 1 else []


@each_line(PAGES)
def test_an_entry_page_opens_with_the_cursor_in_one_box(world):
    found = found_on(world, cursor_faults)

    assert (found == {}) is (world.line.name not in NO_CURSOR)


def test_a_list_with_filters_opens_without_a_cursor():
    assert cursor_faults('<main><form method="get"><input name="q"></form></main>') == []
    assert cursor_faults('<main><form method="post"><input name="q"></form></main>') == [
        "no cursor"
    ]


def test_an_empty_link_is_found():
    assert NOWHERE.findall('<a class="x" href="">Sổ hộ</a>')
    assert not NOWHERE.findall('<a class="x" href="/ho-dan/">Sổ hộ</a>')
