"""Bars on one common scale, with a mark for the target, the plan and the forecast."""

from dataclasses import dataclass
from fractions import Fraction

# A bullet bar extends to this multiple of its target; longer bars are cut off.
REACH = Fraction(5, 4)
WIDTH = 100

Number = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """A bar in hundredths of the drawing's width; an unknown mark is None.

    `pending` and `hoped` follow what is done: their starts and lengths.
    """

    length: str
    pending: str | None
    pending_span: str | None
    hoped: str | None
    hoped_span: str | None
    target: str
    planned: str | None
    low: str | None
    span: str | None


def bullet(
    *,
    done: Number,
    target: Number,
    pending: Number = 0,
    hoped: Number = 0,
    planned: Number | None = None,
    forecast: tuple[Number, Number] | None = None,
) -> Bullet:
    """Return the bar of what is done against a target above 0, both in the same unit.

    `pending` is added behind what is done, `hoped` behind that. All bars have their target at the same place, so that
    rows can be compared.
    """
    end, reached = _place(done, target), _place(done + pending, target)
    furthest = _place(done + pending + hoped, target)
    low, high = (_place(each, target) for each in forecast) if forecast else (None, None)
    return Bullet(
        length=_written(end),
        pending=_written(end) if reached > end else None,
        pending_span=_written(reached - end) if reached > end else None,
        hoped=_written(reached) if furthest > reached else None,
        hoped_span=_written(furthest - reached) if furthest > reached else None,
        target=_written(_place(target, target)),
        planned=None if planned is None else _written(_place(planned, target)),
        low=None if low is None else _written(low),
        span=None if low is None or high is None else _written(max(high - low, Fraction(1, 2))),
    )


def part(value: Number, largest: Number) -> str:
    """Return the length of a plain bar as hundredths of the width of the largest one."""
    return _written(Fraction(value) / Fraction(largest) * WIDTH if largest else Fraction(0))


def _place(value: Number, target: Number) -> Fraction:
    share = Fraction(value) / Fraction(target) / REACH
    return max(Fraction(0), min(Fraction(1), share)) * WIDTH


def _written(length: Fraction) -> str:
    return f"{float(length):.1f}"
