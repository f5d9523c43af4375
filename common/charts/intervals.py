"""Ranges on one common scale, with marks for what is expected, wanted, and done."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from common.charts.lines import Number, written

WIDTH = 200
_ROOM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalBar:
    """One range and its marks, along a drawing WIDTH wide; a mark that is not known is empty."""

    low: str
    span: str
    point: str
    zero: str
    target: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Values from left to right."""

    low: Fraction
    high: Fraction

    def at(self, value: Number) -> Fraction:
        share = (Fraction(value) - self.low) / (self.high - self.low)
        return _ROOM + (WIDTH - 2 * _ROOM) * share

    def interval(
        self,
        *,
        low: Number,
        high: Number,
        point: Number,
        target: Number | None = None,
        done: Number | None = None,
    ) -> IntervalBar:
        """Lay one range out; one of a single value is still seen."""
        start, end = self.at(low), self.at(high)
        return IntervalBar(
            low=written(start),
            span=written(max(end - start, Fraction(2))),
            point=written(self.at(point)),
            zero=written(self.at(0)),
            target="" if target is None else written(self.at(target)),
            done="" if done is None else written(self.at(done)),
        )


def scale(values: Sequence[Number]) -> Scale:
    """Return a scale that holds 0 and all of some values."""
    known = [Fraction(0), *map(Fraction, values)]
    low, high = min(known), max(known)
    return Scale(low=low, high=high if high > low else low + 1)
