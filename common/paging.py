"""Keyset paging: the last page of 350,000 rows costs as much as the first."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from common.keys import LARGEST_KEY

PAGE_SIZE = 50
COUNT_CAP = 10_000
MOST_PRINTED = 1_000  # rows of a list on paper; more are for Excel
_NOT_OURS = "Liên kết trang không hợp lệ."


class BadCursor(ValueError):
    """The cursor was not created by this product."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows. `total` is at most COUNT_CAP + 1: counting further is too slow."""

    rows: list[Any]
    next_cursor: str
    previous_cursor: str
    total: int
    is_whole: bool = False  # all rows for print, up to MOST_PRINTED

    @property
    def has_more(self) -> bool:
        """Whether rows are missing from a page that is printed."""
        return self.total > len(self.rows)

    @property
    def total_is_capped(self) -> bool:
        return self.total > COUNT_CAP

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def keyset_page(
    rows: QuerySet, *, field: str, cursor: str = "", size: int = PAGE_SIZE, count: bool = True
) -> Page:
    """Return one page of `rows` ordered by (field, pk).

    The cursor holds the last row shown and the direction. Raises BadCursor for an invalid one.
    """
    after = _decode(cursor)
    backwards = bool(after and after["d"] == "p")
    found = rows
    if after:
        try:
            found = found.filter(_beyond(field, after["v"], after["k"], backwards=backwards))
        except (ValueError, ValidationError) as error:  # not a value of this field
            raise BadCursor(_NOT_OURS) from error
    sign = "-" if backwards else ""
    taken = list(found.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    if backwards:
        taken.reverse()
    has_next = more if not backwards else True
    has_previous = more if backwards else bool(after)
    return Page(
        rows=taken,
        next_cursor=_encode(taken[-1], field, "n") if taken and has_next else "",
        previous_cursor=_encode(taken[0], field, "p") if taken and has_previous else "",
        total=len(rows.order_by().values_list("pk")[: COUNT_CAP + 1]) if count else 0,
    )


def last_page(rows: QuerySet, *, field: str, size: int = PAGE_SIZE) -> Page:
    """Return the last page, read backwards."""
    taken = list(rows.order_by(f"-{field}", "-pk")[: size + 1])
    more, taken = len(taken) > size, list(reversed(taken[:size]))
    return Page(
        rows=taken,
        next_cursor="",
        previous_cursor=_encode(taken[0], field, "p") if taken and more else "",
        total=len(rows.order_by().values_list("pk")[: COUNT_CAP + 1]),
    )


def whole_list(rows: QuerySet, *, field: str, count: bool = True) -> Page:
    """Return the first MOST_PRINTED rows as one page, to be printed."""
    taken = list(rows.order_by(field, "pk")[:MOST_PRINTED])
    total = len(rows.order_by().values_list("pk")[: COUNT_CAP + 1]) if count else 0
    return Page(rows=taken, next_cursor="", previous_cursor="", total=total, is_whole=True)


def _beyond(field: str, value: str, key: int, *, backwards: bool) -> Q:
    # Both parts are needed: the OR alone is as slow as OFFSET, the bound allows an index seek.
    if backwards:
        return Q(**{f"{field}__lte": value}) & (Q(**{f"{field}__lt": value}) | Q(pk__lt=key))
    return Q(**{f"{field}__gte": value}) & (Q(**{f"{field}__gt": value}) | Q(pk__gt=key))


def _encode(row: Any, field: str, direction: str) -> str:
    value = row[field] if isinstance(row, dict) else getattr(row, field)
    key = row["id"] if isinstance(row, dict) else row.pk
    packed = json.dumps({"v": str(value), "k": key, "d": direction}, ensure_ascii=False)
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _decode(cursor: str) -> dict[str, Any] | None:
    if not cursor:
        return None
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        read = json.loads(packed)
        value, key, direction = str(read["v"]), int(read["k"]), str(read["d"])
        value.encode()  # a lone surrogate would break the query
    except (ValueError, OverflowError, LookupError, TypeError, RecursionError) as error:
        raise BadCursor(_NOT_OURS) from error
    if direction not in {"n", "p"} or "\x00" in value or not 0 <= key <= LARGEST_KEY:
        raise BadCursor(_NOT_OURS)
    return {"v": value, "k": key, "d": direction}
