"""Number checks: what a check is, and how it reads rows and names its findings."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from common.formats import count

# Joined as `c` in every query whose rows belong to a commune.
COMMUNE = "CASE WHEN c.kind = 'TOWN' THEN 'Thị trấn ' ELSE 'Xã ' END || c.name"
MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Check:
    """A statement that must hold for a year, and the search for exceptions."""

    title: str
    problems: Callable[[int], Iterable[str]]


def rows(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Return all rows of a query; `{commune}` is replaced by the full name of commune `c`."""
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("{commune}", COMMUNE), parameters)
        return cursor.fetchall()


def day_of(value: Any) -> dt.date | None:
    """Return the local day of a date or moment as either database returns it."""
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return timezone.localtime(moment).date()


def by_commune(found: Iterable[tuple[str, str]], unit: str) -> Iterator[str]:
    """Return one line per commune from (commune, finding) pairs: the number and some examples."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for commune, what in found:
        grouped[commune].append(what)
    for commune, whats in sorted(grouped.items()):
        examples = ", ".join(whats[:MOST_EXAMPLES])
        more = ", …" if len(whats) > MOST_EXAMPLES else ""
        yield f"{commune}: {count(len(whats))} {unit} ({examples}{more})"
