"""Queries return figures: no formatted numbers, no links. No file holds research marks."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_MARK = re.compile(r"\[(?:O-(?:high|med|low)|O-[a-z]+|[SO]:)[^\]]*\]")
_TEXTS = {".py", ".md", ".html", ".css", ".js", ".tsv", ".toml"}
APPS = (
    *(
        "areas",
        "accounts",
        "papers",
        "households",
        "procedure",
        "inspections",
        "support",
        "targets",
    ),
    *("correspondence", "reports"),
)
FOLDERS = (
    *APPS,
    *("common", "povertyapp", "demo", "benchmarks", "scripts", "templates", "static", "docs"),
    "tests",
)


QUERIES = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "queries" in path.relative_to(ROOT).with_suffix("").parts
)


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: str(path.relative_to(ROOT)))
def test_queries_neither_format_nor_link(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    forbidden = [
        name
        for name in _imported(tree)
        if name.startswith(("common.formats", "common.templatetags", "django.urls"))
        or name == "django.shortcuts.resolve_url"
    ]

    assert forbidden == []


def test_no_file_holds_research_marks():
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]

    marked = [
        str(path.relative_to(ROOT))
        for path in files
        if path.suffix in _TEXTS
        and path.name != "test_queries.py"
        and _MARK.search(path.read_text(encoding="utf-8"))
    ]

    assert marked == []
