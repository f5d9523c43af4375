"""Words of household lists in spreadsheets, and what they mean in the roster.

The browser loads them through the API and fills the grid from pasted cells.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from areas.models import EthnicGroup
from common.tables import read_table
from common.text import normalise, search_key
from households.choices import Relation, Schooling, Sex, Work

DATA = Path(__file__).resolve().parent.parent / "data"
HEAD, NO_COLUMN = "HEAD", "-"
_IGNORED = re.compile(r"[\s'.,:;()\-\u2012-\u2015]+")
_NOT_IN_HEADS = re.compile(r"[^0-9a-z#]+")
_CHOICES: Mapping[str, Any] = {
    "sex": Sex,
    "relation": Relation,
    "schooling": Schooling,
    "work": Work,
}

Words = Iterable[tuple[str, str]]


def exact_key(text: str) -> str:
    """Return the text as it is compared with marks."""
    return _IGNORED.sub("", normalise(text).casefold())


def plain_key(text: str) -> str:
    """Return the text as it is compared without marks."""
    return _IGNORED.sub("", search_key(text))


def head_key(text: str) -> str:
    """Return the name of a column as it is compared."""
    return _NOT_IN_HEADS.sub("", search_key(text))


def meanings(words: Words) -> dict[str, dict[str, str]]:
    """Return what each word means, with its marks (`exact`) and typed without any (`plain`).

    A text without marks that could be two different words has no meaning.
    """
    exact = {exact_key(word): value for word, value in words}
    plain: dict[str, str] = {}
    doubtful = set()
    for word, value in words:
        if plain.setdefault(plain_key(word), value) != value:
            doubtful.add(plain_key(word))
    return {
        "exact": {key: value for key, value in exact.items() if key not in doubtful},
        "plain": {key: value for key, value in plain.items() if key not in doubtful},
    }


def roster_words() -> dict[str, Any]:
    """Return the names of columns and the words of cells; one query.

    `heads` maps a name to its column ("-" for columns without one); `values` has the meanings of
    each column with choices.
    """
    return {"heads": _heads(), "values": {**_fixed_values(), "ethnicity": _ethnic_values()}}


def words_digest(words: Mapping[str, Any] | None = None) -> str:
    """Return a digest of the words, by default of the present ones (one query): 16 characters."""
    text = json.dumps(words or roster_words(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _heads() -> dict[str, str]:
    return {head_key(word): column for column, value, word in _table() if value == HEAD}


@cache
def _fixed_values() -> dict[str, dict[str, dict[str, str]]]:
    columns = {column for column, value, _ in _table() if value != HEAD}
    return {column: meanings(list(_words_of(column))) for column in sorted(columns)}


def _words_of(column: str) -> Iterator[tuple[str, str]]:
    """Iterate over the data file, the labels and their numbers on the paper form."""
    yield from ((word, value) for name, value, word in _table() if name == column and value != HEAD)
    for number, choice in enumerate(_CHOICES.get(column, ()), start=1):
        yield from ((choice.label, choice.value), (str(number), choice.value))


def _ethnic_values() -> dict[str, dict[str, str]]:
    """Names, other names, and the numbers that mean the same group in both lists of codes."""
    words = []
    for group in EthnicGroup.objects.all():
        names = [group.name, *group.aliases.split(";")]
        if group.code_1979 == group.code_2009:
            names += [group.code_1979, group.code_1979.lstrip("0")]
        words += [(name, str(group.pk)) for name in names if name.strip()]
    return meanings(words)


@cache
def _table() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (row["column"], row["value"], word)
        for row in read_table(DATA / "roster_words.tsv")
        for word in row["words"].split("; ")
    )
