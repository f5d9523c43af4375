"""Possible duplicates: pairs of people with the same name and birth, found in one query."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from accounts.models import User
from areas.models import Commune
from households.choices import Likeness
from households.models import Member
from households.querysets import MemberQuerySet

PAGE_SIZE = 30
Cursor = tuple[int, int, int]
_START: Cursor = (0, 0, 0)
_YEAR = {
    "postgresql": "EXTRACT(YEAR FROM m.birth_date)",
    "sqlite": "CAST(strftime('%%Y', m.birth_date) AS INTEGER)",
}
# A self-join of one list of people by name and year, or by name and village, so that the database
# never compares all people with each other.
_PAIRS = """
WITH people AS MATERIALIZED (
    SELECT m.id, m.household_id, m.commune_id, m.search_key, m.birth_date,
        m.birth_date_is_exact AS exact, {year} AS born, h.village_id,
        CASE WHEN h.head_id = m.id THEN 1 ELSE 0 END AS heads
    FROM households_member m
    JOIN households_household h ON h.id = m.household_id AND h.state = 'ACTIVE'
    {scope}
), alike AS (
    SELECT a.id AS first, b.id AS second,
        CASE WHEN a.exact AND b.exact AND a.birth_date = b.birth_date THEN 1
             WHEN a.exact AND b.exact THEN 4 ELSE 2 END AS likeness
    FROM people a JOIN people b ON b.search_key = a.search_key AND b.born = a.born
    WHERE b.id > a.id AND b.household_id <> a.household_id
        AND (b.commune_id = a.commune_id
             OR (a.exact AND b.exact AND a.birth_date = b.birth_date))
    UNION ALL
    SELECT a.id, b.id, 3
    FROM people a JOIN people b ON b.search_key = a.search_key AND b.village_id = a.village_id
    WHERE b.id > a.id AND a.heads = 1 AND b.heads = 1
        AND (a.born IS NULL OR b.born IS NULL OR a.born <> b.born)
)
SELECT likeness, first, second FROM alike
WHERE likeness <= %s AND (likeness, first, second) > (%s, %s, %s)
    AND NOT EXISTS (SELECT 1 FROM households_duplicatedecision d
                    WHERE d.first_id = first AND d.second_id = second)
ORDER BY likeness, first, second LIMIT %s
"""
_WEAKEST = {True: 4, False: 3}
_LIKENESS = {
    1: Likeness.SAME_DAY,
    2: Likeness.SAME_YEAR,
    3: Likeness.SAME_HEAD,
    4: Likeness.OTHER_DAY,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be the same, the earlier entry first."""

    first: Member
    second: Member
    likeness: Likeness

    @property
    def key(self) -> str:
        return f"{self.first.pk}-{self.second.pk}"


@dataclass(frozen=True, slots=True)
class PairPage:
    """A page of pairs, the most alike first; `next_cursor` is "" on the last."""

    pairs: list[Pair]
    next_cursor: str


def duplicate_pairs(
    communes: Collection[int] | None,
    *,
    after: Cursor = _START,
    size: int = PAGE_SIZE,
    with_weak: bool = False,
) -> PairPage:
    """Return pairs among the people living in some communes (None: all), in two queries.

    A pair has the same name without marks and: the same date of birth, in any two communes; the
    same year of birth, within a commune; or two heads, in one village. Pairs of the same year but
    with two known days are weak and included only `with_weak`. Pairs decided to be two people are
    left out.
    """
    scope, parameters = "", list[int]()
    if communes is not None:
        parameters = list(communes) or [0]
        scope = f"WHERE m.commune_id IN ({', '.join(['%s'] * len(parameters))})"
    sql = _PAIRS.replace("{year}", _YEAR[connection.vendor]).replace("{scope}", scope)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, _WEAKEST[with_weak], *after, size + 1])
        found = cursor.fetchall()
    more, found = len(found) > size, found[:size]
    people = with_household().in_bulk({key for _, *pair in found for key in pair})
    pairs = [
        Pair(people[first], people[second], _LIKENESS[grade]) for grade, first, second in found
    ]
    return PairPage(pairs, "-".join(map(str, found[-1])) if more else "")


def compared_by(user: User) -> list[int] | None:
    """Return the communes whose people the user compares, None for all."""
    if user.sees_all_communes:
        return None
    return list(Commune.objects.visible_to(user).values_list("pk", flat=True))


def with_household() -> MemberQuerySet:
    """Return people with the columns a comparison shows of them and of their household."""
    return Member.objects.select_related(
        "ethnicity", "commune", "household__village", "household__commune"
    )


def read_cursor(text: str) -> Cursor | None:
    """Return the position in the list, None for an invalid address."""
    if not text:
        return _START
    parts = text.split("-")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 18 for p in parts):
        return None
    likeness, first, second = (int(part) for part in parts)
    return likeness, first, second
