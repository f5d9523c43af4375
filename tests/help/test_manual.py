"""The manual: every chapter can be read, its links lead somewhere, its words are on the pages."""

import re
from html import escape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve

from accounts.choices import Role
from povertyapp.help.chapters import all_chapters, chapters_for
from povertyapp.help.markdown import anchor_of, links_in, rendered
from povertyapp.help.topics import CHAPTER_OF_ROLE

ROOT = Path(settings.BASE_DIR)
CHAPTERS = list(all_chapters().values())
EACH = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.slug)
MOST_BYTES = 40 * 1024


def addresses_of(chapter) -> set[str]:
    return {chapter.slug, *(f"{chapter.slug}#{each.anchor}" for each in chapter.sections)}


KNOWN = {address for chapter in CHAPTERS for address in addresses_of(chapter)}


def leads_somewhere(url: str) -> bool:
    path, _mark, anchor = url.partition("#")
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.view_name != "help:chapter":
        return True
    slug = match.kwargs["pk"]
    return (f"{slug}#{anchor}" if anchor else slug) in KNOWN


@EACH
def test_a_chapter_is_a_page_with_its_headings(client, db, chapter):
    page = client.get(f"/tro-giup/{chapter.slug}/").content.decode()

    assert f"<h1>{escape(chapter.title)}</h1>" in page
    assert all(f'id="{each.anchor}"' in page for each in chapter.sections if each.anchor)


@EACH
def test_every_link_of_a_chapter_leads_somewhere(chapter):
    assert [url for url in links_in(chapter.text) if not leads_somewhere(url)] == []


def test_a_link_to_a_section_that_is_missing_is_found():
    assert leads_somewhere("/tro-giup/so-ho/#them-ho")
    assert not leads_somewhere("/tro-giup/so-ho/#khong-co")
    assert not leads_somewhere("/khong-co/")


@EACH
def test_the_headings_of_a_chapter_have_different_anchors(chapter):
    anchors = [each.anchor for each in chapter.sections]

    assert len(anchors) == len(set(anchors))


@EACH
def test_the_roles_of_a_chapter_exist(chapter):
    assert chapter.roles <= set(Role)


@pytest.fixture(scope="module")
def words_on_the_screen() -> str:
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "js").glob("*.js")]
    apps = ("accounts", "areas", "households", "procedure", "inspections", "support", "targets")
    for app in (*apps, "correspondence", "reports", "povertyapp"):
        files += [file for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts]
    return " ".join(" ".join(file.read_text(encoding="utf-8") for file in files).split())


@EACH
def test_a_word_in_bold_is_a_word_of_a_page(chapter, words_on_the_screen):
    named = re.findall(r"\*\*([^*]+)\*\*", chapter.text)

    assert [words for words in named if words not in words_on_the_screen] == []


@EACH
def test_the_pictures_of_a_chapter_are_there_and_small(chapter):
    names = re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\)", chapter.text)
    files = [finders.find(f"manual/{name}") for name in names]

    assert [name for name, file in zip(names, files, strict=True) if file is None] == []
    assert all(Path(file).stat().st_size <= MOST_BYTES for file in files)


def test_html_in_a_chapter_stays_text():
    assert "<script" not in rendered("<script>alert(1)</script>\n\n<b>x</b>")


@pytest.mark.parametrize("role", list(Role))
def test_the_chapter_of_a_role_is_the_first_of_its_contents(role):
    own, others = chapters_for(role)

    assert own[0].slug == CHAPTER_OF_ROLE[role]
    assert {each.slug for each in own}.isdisjoint(each.slug for each in others)


def test_a_stranger_reads_the_manual(client, db):
    assert client.get("/tro-giup/").status_code == 200
    assert client.get("/tro-giup/khong-co/").status_code == 404


def test_an_anchor_has_no_marks():
    assert anchor_of("Quên mật khẩu, bị khóa") == "quen-mat-khau-bi-khoa"
