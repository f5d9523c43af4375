"""Whether a reader can work out a number that is not published.

It is safe when other numbers that agree with everything published are at least `NARROWEST_RANGE`
apart, or as far as the households counted allow. They are found by moving households between
hidden communes, or by exchanging the two kinds of household between communes: both leave every
published number as it is. The same must hold for a reader who has the full figures of a commune,
or of a unit that communes were merged into.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

NARROWEST_RANGE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunePart:
    """A commune's households with a trait, by kind: ethnic-minority ones and the others.

    `*_most` are the households looked at, the most that can have the trait. `unit` is the unit
    that the commune was merged into, else the commune; `area` the group of communes whose sum is
    published too.
    """

    commune: int
    unit: int
    em: int
    others: int
    em_most: int
    others_most: int
    area: int = 0

    @property
    def every(self) -> int:
        return self.em + self.others

    @property
    def em_room(self) -> int:
        return self.em_most - self.em

    @property
    def others_room(self) -> int:
        return self.others_most - self.others

    @property
    def room(self) -> int:
        return self.em_room + self.others_room

    @property
    def has_both_kinds(self) -> bool:
        return self.em_most > 0 and self.others_most > 0


def is_safe(
    parts: Sequence[CommunePart], hidden: Collection[int], *, shows_em_total: bool, splits: bool
) -> bool:
    """Return whether no reader can work out a number that is not published."""
    return all(
        Reading(
            rest=[part for part in parts if part.commune not in known],
            hidden=hidden,
            shows_em_total=shows_em_total,
            splits=splits,
        ).is_safe()
        for known in {frozenset[int](), *_numbers_published(parts)}
    )


def _numbers_published(parts: Sequence[CommunePart]) -> set[frozenset[int]]:
    """Return the sets of communes that have a number in some view: each commune and each unit.

    They are also the sets of which one reader has the full figures.
    """
    units: dict[int, set[int]] = {}
    for part in parts:
        units.setdefault(part.unit, set()).add(part.commune)
    return {
        *(frozenset({part.commune}) for part in parts),
        *(frozenset(each) for each in units.values()),
    }


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums over hidden communes of one area: numbers by kind, and what they could be more."""

    em: int = 0
    em_room: int = 0
    others: int = 0
    others_room: int = 0


class Reading:
    """What a reader can work out about the communes of which he has no full figures (`rest`).

    `splits`: how the households divide by kind is not known from the totals alone.
    """

    def __init__(
        self,
        *,
        rest: Sequence[CommunePart],
        hidden: Collection[int],
        shows_em_total: bool,
        splits: bool,
    ) -> None:
        self._rest = rest
        self._hidden = hidden
        self._shows_em_total = shows_em_total
        self._splits = splits
        self._to_em, self._to_others = exchangeable(rest)
        self._pools = self._pools_of(rest)

    def is_safe(self) -> bool:
        return all(
            self._is_safe_number([part for part in self._rest if part.commune in communes])
            for communes in _numbers_published(self._rest)
        )

    def _is_safe_number(self, own: Sequence[CommunePart]) -> bool:
        """Return whether the number of some communes together, if it is not published, could be
        others far enough apart, and so its ethnic-minority part."""
        pools = self._pools_of(own)
        exchanged = self._exchanged(own)
        if not pools:
            divides = any(part.every and part.has_both_kinds for part in own)
            return not (self._splits and divides) or exchanged >= NARROWEST_RANGE
        em, others, every = self._moved(pools)
        most = sum(part.em_most + part.others_most for part in own)
        if every < min(NARROWEST_RANGE, most):
            return False
        if not self._splits:
            return True
        return max(em, exchanged) >= min(NARROWEST_RANGE, sum(part.em_most for part in own)) and (
            max(others, exchanged) >= min(NARROWEST_RANGE, sum(part.others_most for part in own))
        )

    def _exchanged(self, own: Sequence[CommunePart]) -> int:
        """Return how far the ethnic-minority part can move while every sum of both kinds stays."""
        to_em, to_others = exchangeable(own)
        if not self._shows_em_total:
            return to_em + to_others
        return min(to_em, self._to_others - to_others) + min(to_others, self._to_em - to_em)

    def _moved(self, own: dict[int, _Sums]) -> tuple[int, int, int]:
        """Return how far the two kinds and their sum can move while the sum over all hidden
        communes of an area stays."""
        em = others = every = 0
        for area, mine in own.items():
            pool = self._pools[area]
            em += _range(mine.em, mine.em_room, pool.em, pool.em_room)
            others += _range(mine.others, mine.others_room, pool.others, pool.others_room)
            every += _range(
                mine.em + mine.others,
                mine.em_room + mine.others_room,
                pool.em + pool.others,
                pool.em_room + pool.others_room,
            )
        return em, others, em + others if self._shows_em_total else every

    def _pools_of(self, parts: Iterable[CommunePart]) -> dict[int, _Sums]:
        pools: dict[int, _Sums] = {}
        for part in parts:
            if part.commune in self._hidden:
                sums = pools.get(part.area, _Sums())
                pools[part.area] = _Sums(
                    em=sums.em + part.em,
                    em_room=sums.em_room + part.em_room,
                    others=sums.others + part.others,
                    others_room=sums.others_room + part.others_room,
                )
        return pools


def exchangeable(parts: Iterable[CommunePart]) -> tuple[int, int]:
    """Return how many households could be of the ethnic-minority kind instead, and of the other."""
    to_em = to_others = 0
    for part in parts:
        to_em += min(part.others, part.em_room)
        to_others += min(part.em, part.others_room)
    return to_em, to_others


def _range(number: int, room: int, numbers: int, rooms: int) -> int:
    """Return how far apart a number can be while its sum with the rest of a pool stays.

    `numbers` and `rooms` are the sums over the pool, with the number's own.
    """
    return min(room, numbers - number) + min(number, rooms - room)
