"""Class names are unique over the project, so that a search for a name finds one class."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = (
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
    *("correspondence", "reports", "common", "povertyapp", "demo", "benchmarks", "scripts"),
)
# Names that Django looks up inside another class or module.
SHARED = {"Command", "Media", "Meta", "Params"}


def _modules():
    for folder in FOLDERS:
        yield from (
            path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
        )


def _classes(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def test_class_names_are_unique():
    found = defaultdict(set)
    for path in _modules():
        for name in _classes(path):
            found[name].add(str(path.relative_to(ROOT)))

    doubled = {
        name: sorted(paths)
        for name, paths in found.items()
        if name not in SHARED and len(paths) > 1
    }

    assert doubled == {}
