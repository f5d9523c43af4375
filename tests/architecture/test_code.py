"""Rules for the source code."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    *("common", "areas", "accounts", "papers", "households", "procedure", "inspections", "support"),
    *("targets", "correspondence", "reports", "povertyapp", "demo", "benchmarks"),
)
SOURCES = sorted(
    file for app in APPS for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts
)
# Modules `rules.py` and packages of that name.
RULES = sorted(
    file
    for file in SOURCES
    if "rules" in {file.stem, file.parent.name} and file.parent.name != "common"
)
# The two places where time is read: real moments, and the working date.
CLOCKS = {ROOT / "common" / "clock.py", ROOT / "areas" / "queries.py"}
TIME_READER = re.compile(r"\b(timezone|datetime|date)\.(now|localdate|localtime|today|utcnow)$")


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def app_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0]


def imported_by(file: Path) -> set[str]:
    nodes = list(ast.walk(tree_of(file)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_apps_with_legal_rules_are_checked():
    assert {app_of(file) for file in RULES} >= {"accounts", "papers", "households", "targets"}


@pytest.mark.parametrize("file", RULES, ids=lambda file: f"{app_of(file)} {file.stem}")
def test_rules_are_pure(file):
    app = app_of(file)
    own = {f"{app}.choices", "common.dates", "common.text", "common.workdays"}
    foreign = {
        name
        for name in imported_by(file) - own
        if not name.startswith(f"{app}.rules") and name.split(".")[0] not in sys.stdlib_module_names
    }

    assert foreign == set()


def test_rules_read_no_clock_and_no_environment():
    known = {"time", "os", "random", "secrets", "django.conf"}

    assert [file for file in RULES if imported_by(file) & known] == []


def test_nothing_marks_text_as_safe_html():
    assert [file for file in SOURCES if "mark_safe" in file.read_text(encoding="utf-8")] == []


def test_nothing_hides_behind_a_signal_or_an_overridden_save():
    hidden = [
        (file.name, node.name)
        for file in SOURCES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef)
        and (node.name in {"save", "delete"} and file.parent.name != "api")
        and "models" in str(file)
    ]

    assert hidden == []
    assert [file for file in SOURCES if "django.dispatch" in imported_by(file)] == []


def test_time_is_read_in_two_places_only():
    readers = {
        file
        for file in SOURCES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and not (node.args or node.keywords)
        and TIME_READER.search(ast.unparse(node.func))
    }

    assert readers == CLOCKS


def test_only_the_settings_read_the_environment():
    readers = {
        file.relative_to(ROOT).as_posix()
        for file in SOURCES
        if re.search(r"os\.environ|getenv|import environ", file.read_text(encoding="utf-8"))
    }

    # The benchmark command passes its environment on to its subprocess.
    allowed = {f"povertyapp/{name}" for name in ("env.py", "settings.py", "wsgi.py")}
    allowed.add("benchmarks/management/commands/bench.py")
    assert readers <= allowed


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert [file for file in SOURCES if file.stem in {"utils", "helpers", "misc"}] == []
