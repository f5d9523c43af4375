"""Every page has a help link, and it opens a chapter about the page."""

import re
from fnmatch import fnmatchcase

import pytest

from accounts.choices import Role
from povertyapp.help.chapters import all_chapters
from povertyapp.help.topics import OF_THE_ROLE, TOPICS, help_address, topic_of
from tests.access.matrix import MATRIX

PAGES = sorted(
    {
        line.name
        for line in MATRIX
        if line.method == "GET" and not line.is_api and not line.name.startswith("help:")
    }
    - {"healthz"}
)
KNOWN = {
    f"{chapter.slug}#{section.anchor}".rstrip("#")
    for chapter in all_chapters().values()
    for section in chapter.sections
} | set(all_chapters())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_a_chapter_for_every_role(page):
    topics = {topic_of(page, role) for role in Role}

    assert topics <= KNOWN
    assert "" not in topics


@pytest.mark.parametrize("pattern", sorted(TOPICS))
def test_every_topic_is_a_section_that_exists(pattern):
    assert TOPICS[pattern] in KNOWN


@pytest.mark.parametrize("pattern", sorted(TOPICS))
def test_every_pattern_fits_a_page_that_no_earlier_one_takes(pattern):
    earlier = list(TOPICS)[: list(TOPICS).index(pattern)]
    names = {line.name for line in MATRIX if not line.is_api}

    assert any(
        fnmatchcase(name, pattern) and not any(fnmatchcase(name, other) for other in earlier)
        for name in names
    )


def test_an_unknown_page_opens_the_contents():
    assert help_address("") == help_address("nowhere:page") == "/tro-giup/"
    assert {"home", "landing", "to_do_card"} == OF_THE_ROLE


def link_of(page: str) -> str:
    (url,) = re.findall(r'class="topbar__help" href="([^"]+)"', page)
    return url


@pytest.mark.parametrize(
    ("url", "chapter"),
    [
        ("/", "/tro-giup/can-bo-xa/"),
        ("/ho-dan/", "/tro-giup/so-ho/"),
        ("/ma-truy-cap/", "/tro-giup/ma-truy-cap/"),
        ("/khong-co/", "/tro-giup/"),
        ("/tro-giup/so-ho/", "/tro-giup/"),
    ],
)
def test_the_link_of_a_page_opens_its_chapter(log_in, officer, url, chapter):
    assert link_of(log_in(officer).get(url).content.decode()) == chapter


def test_the_sign_in_page_has_a_help_link(client, db):
    assert 'href="/tro-giup/dang-nhap/"' in client.get("/dang-nhap/").content.decode()
