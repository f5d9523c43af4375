"""The glossary matches the code: its identifiers exist, and it has every table of the code."""

import importlib
import importlib.util
import inspect
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import TextChoices

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
LINE = re.compile(
    r"^\| (?P<term>[^|]+) \| `(?P<word>\w+)` \| [^|]+ \| `(?P<place>[\w.]+)` \|$", re.M
)
LINES = [match.groupdict() for match in LINE.finditer(GLOSSARY.read_text(encoding="utf-8"))]
PLACES = {line["place"] for line in LINES}
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


def found(place: str) -> bool:
    """Return whether a dotted path exists: a module, then names in it."""
    parts = place.split(".")
    known = 1
    while importlib.util.find_spec(".".join(parts[: known + 1])) is not None:
        known += 1
        if known == len(parts) or not hasattr(
            importlib.import_module(".".join(parts[:known])), "__path__"
        ):
            break
    thing = importlib.import_module(".".join(parts[:known]))
    for part in parts[known:]:
        fields = {field.name for field in thing._meta.get_fields()} if is_model(thing) else set()
        if part in fields:
            return True
        if not hasattr(thing, part):
            return False
        thing = getattr(thing, part)
    return True


def is_model(thing: object) -> bool:
    return inspect.isclass(thing) and hasattr(thing, "_meta")


def models() -> set[str]:
    return {
        f"{app}.models.{model.__name__}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    }


def lists_of_choices() -> set[str]:
    modules = [importlib.import_module(f"{app}.choices") for app in APPS if has_choices(app)]
    return {
        f"{module.__name__}.{name}"
        for module in modules
        for name, thing in vars(module).items()
        if inspect.isclass(thing)
        and issubclass(thing, TextChoices)
        and thing.__module__ == module.__name__
    }


def has_choices(app: str) -> bool:
    return importlib.util.find_spec(f"{app}.choices") is not None


@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_word_of_the_glossary_is_in_the_code(place):
    assert found(place)


def test_every_line_of_the_tables_is_read():
    tables = GLOSSARY.read_text(encoding="utf-8").partition("## Words on screen")[0]
    rows = [line for line in tables.splitlines() if line.startswith("| ")]
    headings = [line for line in rows if line.startswith("| Vietnamese term")]

    assert len(LINES) == len(rows) - len(headings)


@pytest.mark.parametrize("column", ["term", "word", "place"])
def test_the_glossary_is_one_to_one(column):
    counted = Counter(
        line[column].casefold() if column == "term" else line[column] for line in LINES
    )

    assert [entry for entry, times in counted.items() if times > 1] == []


def test_the_identifier_is_the_last_word_of_its_place():
    assert [line["word"] for line in LINES if line["word"] != line["place"].split(".")[-1]] == []


def test_every_model_is_in_the_glossary():
    assert models() - PLACES == set()


def test_every_list_of_choices_is_in_the_glossary():
    assert lists_of_choices() - PLACES == set()
