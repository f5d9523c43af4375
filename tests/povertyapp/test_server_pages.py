"""The pages that nginx shows when the product cannot answer."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "docs" / "howto" / "nginx"
CONFIGURATION = (FOLDER / "povertyapp.conf").read_text(encoding="utf-8")
PAGES = sorted(FOLDER.glob("*.html"))


def test_every_status_of_the_server_has_a_page():
    named = re.findall(r"error_page ([0-9 ]+) /loi/([a-z-]+\.html);", CONFIGURATION)

    assert {code for codes, _page in named for code in codes.split()} == {
        "413",
        "502",
        "503",
        "504",
    }
    assert {page for _codes, page in named} == {file.name for file in PAGES}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_a_page_of_the_server_is_in_vietnamese_and_needs_nothing_else(file):
    page = file.read_text(encoding="utf-8")

    assert '<html lang="vi">' in page
    assert re.findall(r"(?:src|href)=|url\(|@import|<script", page) == []


def test_the_page_for_large_files_names_the_limit_of_the_server():
    (limit,) = re.findall(r"client_max_body_size ([0-9]+)m;", CONFIGURATION)

    assert f"lớn hơn {limit} MB" in (FOLDER / "qua-lon.html").read_text(encoding="utf-8")
