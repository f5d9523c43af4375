"""The menu: few lines, each page under a name of its own, a room open while one of its pages is."""

import re

import pytest
from django.urls import reverse

from accounts.choices import Role
from povertyapp.navigation import _rooms_of
from povertyapp.rooms import ROOMS
from tests import factories
from tests.access.people import person
from tests.targets.data import plan_of_a_small_district

MOST_LINES = 9


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


def pages_of(role):
    return [page for _room, pages in _rooms_of(role) for page in pages]


@pytest.mark.parametrize("role", list(Role))
def test_no_role_has_more_than_nine_lines(role):
    assert 4 <= len(_rooms_of(role)) <= MOST_LINES


@pytest.mark.parametrize("role", list(Role))
def test_a_letter_opens_one_page(role):
    keys = [page.key for page in pages_of(role) if page.key]

    assert len(keys) == len(set(keys))
    assert "g" not in keys


def test_labels_and_addresses_are_used_once_for_each_role():
    for role in Role:
        labels = [page.label for page in pages_of(role)]
        assert len(labels) == len(set(labels))
        addresses = [page.url_name for page in pages_of(role)]
        assert len(addresses) == len(set(addresses))


def test_every_page_of_a_room_is_shown_to_some_role():
    shown = {page.url_name for role in Role for page in pages_of(role)}

    assert shown == {page.url_name for room in ROOMS for page in room.pages}


@pytest.mark.parametrize("role", list(Role))
def test_every_page_opens_under_its_name_and_its_room(role, log_in, commune, plan):
    factories.InstallationFactory(is_demo=True)
    client = log_in(person(role, commune))

    for page in pages_of(role):
        answer = client.get(reverse(page.url_name), follow=True)
        text = answer.content.decode()

        assert answer.status_code == 200, page.url_name
        if page.url_name != "home":
            heading = re.search(r"<h1>\s*(.*?)\s*</h1>", text, re.DOTALL)[1]
            assert heading.startswith(page.label), page.url_name
        (room,) = re.findall(r'class="sidebar__room" href="[^"]+" aria-current', text)
        assert room


def test_the_room_of_a_page_lists_its_pages_and_marks_it(log_in, db):
    factories.InstallationFactory()
    administrator = factories.UserFactory(administrator=True)

    text = log_in(administrator).get(reverse("accounts:user_create")).content.decode()

    (pages,) = re.findall(r'<ul class="sidebar__pages">(.*?)</ul>', text, re.DOTALL)
    marked = re.findall(r'<a href="([^"]+)" aria-current="true"', pages)
    assert marked == [reverse("accounts:user_list")]
    assert reverse("households:round_list") in pages


def test_departments_and_the_bank_have_no_lines_of_the_review():
    for role in (Role.DEPARTMENT, Role.POLICY_BANK):
        names = {page.url_name for page in pages_of(role)}
        assert not names & {
            "households:assessment_list",
            "procedure:application_list",
            "households:life_list",
            "procedure:board",
            "households:round_list",
            "households:standard_list",
        }
        assert "households:record_list" in names


def test_the_line_of_a_room_opens_what_the_role_works_with(log_in, db):
    factories.InstallationFactory()
    officer = factories.UserFactory(officer=True)

    text = log_in(officer).get(reverse("accounts:token_list")).content.decode()

    lines = re.findall(r'class="sidebar__room" href="([^"]+)"', text)
    assert reverse("households:assessment_list") in lines
    assert reverse("households:list") in lines
    assert reverse("targets:answer_home") in lines


def test_the_list_of_keys_holds_the_pages_of_the_role_only(log_in, db):
    factories.InstallationFactory()
    leader = factories.UserFactory(leader=True)

    text = log_in(leader).get(reverse("accounts:token_list")).content.decode()

    keys = dict(re.findall(r'<a href="([^"]+)" data-go="([a-z])"', text))
    assert keys[reverse("reports:dashboard")] == "b"
    assert reverse("households:list") not in keys
    assert "data-find" not in text
