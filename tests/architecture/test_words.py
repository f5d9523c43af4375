"""The sources use one term per thing, as the glossary lists them (docs/glossary.md, Words on screen)."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.words import NOT_USED, units_in_capitals, words_not_used

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    *(
        "accounts",
        "areas",
        "common",
        "demo",
        "findings",
        "households",
        "inspections",
        "papers",
        "procedure",
    ),
    *(
        "correspondence",
        "povertyapp",
        "reports",
        "support",
        "targets",
        "templates",
        "static/js",
        "locale",
    ),
)
KINDS = {".html", ".js", ".po", ".py"}
SOURCES = [
    file
    for place in PLACES
    for file in sorted((ROOT / place).rglob("*"))
    if file.suffix in KINDS and "migrations" not in file.parts
]
PAPERS = [file for place in PLACES for file in sorted((ROOT / place).rglob("*.docx"))]


def paper_text(file: Path) -> str:
    with ZipFile(file) as paper:
        return re.sub(r"<[^>]+>", "", paper.read("word/document.xml").decode("utf-8"))


def test_the_list_has_words():
    assert NOT_USED["giảm ròng"] == "giảm thực"
    assert all(
        word and term and word.casefold() != term.casefold() for word, term in NOT_USED.items()
    )


def test_no_source_has_a_word_that_is_not_used():
    found = {
        str(file.relative_to(ROOT)): words
        for file in SOURCES
        if (words := words_not_used(file.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize("file", PAPERS, ids=lambda file: file.stem)
def test_no_paper_has_a_word_that_is_not_used(file):
    assert words_not_used(paper_text(file)) == []


def test_a_word_that_is_not_used_is_found():
    assert words_not_used("Kết quả giảm ròng: 12 hộ") == ["giảm ròng"]
    assert words_not_used("Giảm ròng\nMenu chính") == ["Giảm ròng", "Menu chính"]
    assert words_not_used("giảm thực 12 hộ") == []


def test_a_unit_in_capitals_inside_a_sentence_is_found():
    assert units_in_capitals("Báo cáo lần 4 của Xã Ia O") == ["a Xã "]
    assert units_in_capitals("Làng Dăng, Xã Ia O") == [", Xã "]
    assert units_in_capitals("Báo cáo của xã Ia O | Xã Ia O · Làng Dăng") == []
