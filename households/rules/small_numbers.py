"""Which numbers of a breakdown by commune may be given to readers of other offices.

Complementary cell suppression, decided once per breakdown for every view of it: page, API and
file, all households and ethnic-minority ones, old and new units. Published numbers are exact;
what is hidden is safe by `households.rules.inference`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from households.rules.inference import NARROWEST_RANGE, CommunePart, exchangeable, is_safe

SMALLEST_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """What is published of one breakdown.

    `hidden` are the communes without a number. `shows_total`: the sum over the communes;
    `shows_em_total`: its ethnic-minority part. `em_hidden` are the communes without an
    ethnic-minority part: all but those where it follows from what is published.
    """

    hidden: frozenset[int] = frozenset()
    shows_total: bool = True
    shows_em_total: bool = True
    em_hidden: frozenset[int] = frozenset()


def is_small(number: int) -> bool:
    """Return whether a number could identify households: 1 to 4; 0 identifies none."""
    return 0 < number < SMALLEST_SHOWN


@lru_cache(maxsize=1024)
def suppression(parts: tuple[CommunePart, ...]) -> Suppression:
    """Return what may be published of a breakdown; communes not looked at must be left out.

    Tries in this order: both totals and all communes but the hidden ones; without the
    ethnic-minority total; nothing at all.
    """
    for shows_em_total in (True, False):
        hidden = _fewest_hidden(parts, shows_em_total=shows_em_total)
        if hidden is not None:
            return Suppression(
                hidden=hidden,
                shows_em_total=shows_em_total,
                em_hidden=_em_hidden(parts, hidden, shows_em_total=shows_em_total),
            )
    every = frozenset(part.commune for part in parts)
    return Suppression(hidden=every, shows_total=False, shows_em_total=False, em_hidden=every)


def _em_hidden(
    parts: Sequence[CommunePart], hidden: Collection[int], *, shows_em_total: bool
) -> frozenset[int]:
    has_no_em = shows_em_total and not sum(part.em for part in parts)
    one_kind = shows_em_total and _is_of_one_kind(parts)
    return frozenset(
        part.commune
        for part in parts
        if not has_no_em
        and part.em_most
        and (part.commune in hidden or (part.every and part.has_both_kinds and not one_kind))
    )


def _is_of_one_kind(parts: Iterable[CommunePart]) -> bool:
    parts = list(parts)
    return not sum(part.em for part in parts) or not sum(part.others for part in parts)


def _fewest_hidden(parts: Sequence[CommunePart], *, shows_em_total: bool) -> frozenset[int] | None:
    """Return a safe set of hidden communes, the small ones and as many of the next smallest as
    needed; None if not even hiding all is safe."""
    splits = not (shows_em_total and _is_of_one_kind(parts))
    hidden = {part.commune for part in parts if _must_hide(part, splits=splits)}
    others = [part for part in parts if part.commune not in hidden]
    others.sort(key=lambda part: (not part.every, part.every, part.commune))
    while not is_safe(parts, hidden, shows_em_total=shows_em_total, splits=splits):
        if not others:
            return None
        hidden.add(others.pop(0).commune)
    return frozenset(hidden)


def _must_hide(part: CommunePart, *, splits: bool) -> bool:
    """Return whether the number is small, or would give away how it divides by kind."""
    if is_small(part.every):
        return True
    divides = splits and part.every > 0 and part.has_both_kinds
    return divides and sum(exchangeable([part])) < NARROWEST_RANGE
