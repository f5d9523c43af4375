"""Every template compiles, and none does what the Content-Security-Policy blocks."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = settings.BASE_DIR / "templates"
NAMES = sorted(str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html"))
ICONS = settings.BASE_DIR / "node_modules" / "bootstrap-icons" / "icons"
FORBIDDEN = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|\shx-on|javascript:|https?://"
)


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    assert get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_template_has_nothing_inline_and_nothing_from_elsewhere(name):
    text = (TEMPLATES / name).read_text(encoding="utf-8")

    assert FORBIDDEN.findall(text) == []


@pytest.mark.parametrize("name", NAMES)
def test_template_names_only_components_that_exist(name):
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    named = re.findall(r'{% (?:include|extends) "([^"]+\.html)"', text)

    assert [one for one in named if not (TEMPLATES / one).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_template_names_only_icons_that_exist(name):
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    named = re.findall(r'{% icon "([^"]+)"', text)
    named += re.findall(r'{% [^%]*\bicon="([^"]+)"', text)

    assert [one for one in named if not (ICONS / f"{one}.svg").exists()] == []


@pytest.mark.parametrize("name", [one for one in NAMES if one.rsplit("/", 1)[-1].startswith("_")])
def test_fragment_begins_with_its_inputs(name):
    first = (TEMPLATES / name).read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith(("{#", "{% comment %}"))
