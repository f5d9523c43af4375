"""Lines over time: values to points of a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from common.charts.lines import round_values

WIDTH, HEIGHT = 400.0, 170.0
LEFT, RIGHT, TOP, BOTTOM = 54.0, 28.0, 20.0, 24.0

Number = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of the vertical axis."""

    value: Fraction
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What values a drawing shows, and where."""

    first: int
    last: int
    low: Fraction
    high: Fraction

    def x(self, step: Number) -> float:
        wide = WIDTH - LEFT - RIGHT
        if self.last == self.first:
            return LEFT + wide / 2
        return LEFT + wide * float(Fraction(step - self.first) / (self.last - self.first))

    def y(self, value: Number) -> float:
        high = HEIGHT - TOP - BOTTOM
        return TOP + high * float((self.high - Fraction(value)) / (self.high - self.low))

    def points(self, values: Sequence[tuple[int, Number]]) -> str:
        """Return the corners of a line, as `points` of a polyline takes them."""
        return " ".join(f"{self.x(step):.1f},{self.y(value):.1f}" for step, value in values)

    def ticks(self) -> list[Tick]:
        """Return two to six round values within the frame, from below."""
        return [Tick(value=value, y=self.y(value)) for value in round_values(self.low, self.high)]


def frame(values: Sequence[Number], *, first: int, last: int) -> Frame:
    """Return a frame from 0 (or from below it) up to a little more than the largest value."""
    low, high = (
        min([Fraction(0), *map(Fraction, values)]),
        max([Fraction(0), *map(Fraction, values)]),
    )
    if low == high:
        high = low + 1
    room = (high - low) / 10
    return Frame(first=first, last=last, low=low - room if low else low, high=high + room)
