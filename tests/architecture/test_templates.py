"""Requirements of the strict Content-Security-Policy on templates, and their structure."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver
from django_filters import FilterSet

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
FRAGMENTS = [file for file in TEMPLATES if file.name.startswith("_")]


def lines_with(pattern: str) -> list[str]:
    found = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    return [
        f"{file.relative_to(ROOT)}: {match.group(0)[:80]}"
        for file in TEMPLATES
        for match in found.finditer(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        r"<script(?![^>]*\bsrc=)[^>]*>",
        r"<style\b",
        r"""<[^>]*\sstyle=["']""",
        r"""<[^>]*\son[a-z]+=["']""",
        r"hx-on",
        r"javascript:",
    ],
    ids=["script", "style", "style attribute", "event attribute", "hx-on", "javascript:"],
)
def test_no_template_holds_inline_code_or_style(pattern):
    assert lines_with(pattern) == []


def test_nothing_is_fetched_from_another_host():
    assert lines_with(r"""(?:src|href|action)=["'](?:https?:)?//[^"']*""") == []


def test_escaping_is_switched_off_nowhere_but_for_djangos_own_help_texts():
    assert lines_with(r"\|safe\b|autoescape off") == ["django/forms/hint.html: |safe"]


@pytest.mark.parametrize("file", FRAGMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_fragment_lists_its_inputs_first(file):
    assert file.read_text(encoding="utf-8").startswith("{% comment %}Inputs:")


@pytest.mark.parametrize("file", FRAGMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_fragment_extends_nothing(file):
    assert "{% extends" not in file.read_text(encoding="utf-8")


def test_no_form_that_posts_forgets_its_csrf_token():
    forms = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
    forgetful = [
        str(file.relative_to(ROOT))
        for file in TEMPLATES
        for form in forms.findall(file.read_text(encoding="utf-8"))
        if "{% csrf_token %}" not in form
    ]

    assert forgetful == []


BLOCK = re.compile(r"{% block (\w+) %}(.*?){% endblock", re.DOTALL)


def names_lost_between_blocks(text: str) -> set[str]:
    """Return names set by a tag in one block and read in another, where they are empty."""
    blocks = [body for _name, body in BLOCK.findall(text)]
    set_in = [set(re.findall(r" as (\w+) %}", body)) for body in blocks]
    read_in = [set(re.findall(r"{{ (\w+)", body)) for body in blocks]
    anywhere = set().union(*set_in)
    return set().union(
        *((read & anywhere) - own for read, own in zip(read_in, set_in, strict=True))
    )


def test_a_name_set_in_one_block_is_not_read_in_another():
    lost = {
        str(file.relative_to(ROOT)): names
        for file in TEMPLATES
        if (names := names_lost_between_blocks(file.read_text(encoding="utf-8")))
    }

    assert lost == {}


def filter_names():
    """Return the name of every filter of the product."""
    classes, names = [FilterSet], set()
    while classes:
        each = classes.pop()
        classes += each.__subclasses__()
        names |= set(each.base_filters)
    return names


def test_a_filter_bar_folds_only_filters_that_exist():
    assert get_resolver().url_patterns  # loads every view, and with it every filter
    known = filter_names()
    folded = {
        (file.name, name)
        for file in TEMPLATES
        for names in re.findall(r'filter_bar\.html" [^%]*more="([^"]*)"', file.read_text("utf-8"))
        for name in names.split()
    }

    assert {each for each in folded if each[1] not in known} == set()
    assert folded
