"""Line charts over time."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Number = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The size of the drawing, and the margins for texts."""

    width: int = 400
    height: int = 170
    left: int = 40
    right: int = 14
    top: int = 14
    bottom: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of an axis: its value and position."""

    value: Fraction
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The range of a drawing: steps from left to right, values from the bottom."""

    first: int
    last: int
    low: Fraction
    high: Fraction
    box: Box = Box()

    def x(self, step: Number) -> str:
        wide = self.box.width - self.box.left - self.box.right
        if self.last == self.first:
            return written(self.box.left + Fraction(wide, 2))
        return written(self.box.left + wide * Fraction(step - self.first, self.last - self.first))

    def y(self, value: Number) -> str:
        high = self.box.height - self.box.top - self.box.bottom
        share = (self.high - Fraction(value)) / (self.high - self.low)
        return written(self.box.top + high * share)

    def points(self, values: Sequence[tuple[Number, Number]]) -> str:
        """Return the corners of a line, for the attribute `points` of a polyline."""
        return " ".join(f"{self.x(step)},{self.y(value)}" for step, value in values)

    def ticks(self) -> list[Tick]:
        """Return two to six round values within the frame, lowest first."""
        return [Tick(value=value, at=self.y(value)) for value in round_values(self.low, self.high)]


def frame(values: Sequence[Number], *, first: int, last: int, box: Box | None = None) -> Frame:
    """Return a frame from 0, or a little below a negative minimum, to a little above the maximum."""
    low = min([Fraction(0), *map(Fraction, values)])
    high = max([Fraction(0), *map(Fraction, values)])
    if low == high:
        high = low + 1
    room = (high - low) / 10
    return Frame(
        first=first,
        last=last,
        low=low - room if low else low,
        high=high + room,
        box=box or Box(),
    )


def round_values(low: Fraction, high: Fraction) -> list[Fraction]:
    """Return two to six round values between two different ones, lowest first."""
    step = _round_step((high - low) / 4)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def written(length: Number) -> str:
    """Return a length with one decimal and a decimal point, as SVG requires."""
    return f"{float(length):.1f}"


def _round_step(rough: Fraction) -> Fraction:
    """Return 1, 2 or 5 times a power of ten, between four fifths and twice the rough step.

    A frame of four rough steps then has two to six marks.
    """
    power = Fraction(10) ** math.floor(math.log10(rough))
    return next(power * each for each in (1, 2, 5, 10) if power * each * 5 >= rough * 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartMark:
    """One value as a dot, with its tooltip."""

    x: str
    y: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisLabel:
    """A label of the horizontal axis."""

    x: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """One line; `kind` selects its style (chart__line--…)."""

    kind: str
    name: str
    points: str
    marks: Sequence[ChartMark] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The expected range of a value at one step."""

    x: str
    top: str
    bottom: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """A line chart; `title` and `description` are its text alternative."""

    title: str
    description: str
    box: Box
    ticks: Sequence[Tick]
    labels: Sequence[AxisLabel]
    lines: Sequence[ChartLine]
    band: Band | None = None
    zero: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The (step, value) pairs of a line; `marked`: each value gets a dot."""

    kind: str
    name: str
    pairs: Sequence[tuple[Number, Number]]
    marked: bool = False


def line_chart(
    lines: Sequence[Values],
    *,
    title: str,
    description: str,
    steps: Sequence[tuple[int, str]],
    band: tuple[int, Number, Number] | None = None,
    box: Box | None = None,
    between: Mapping[Number, str] | None = None,
) -> LineChart:
    """Return the chart of lines over named steps; lines without values are left out.

    `band` is (step, low, high).
    `between` names marks that lie between two steps.
    """
    values = [value for line in lines for _, value in line.pairs]
    if band is not None:
        values += [*band[1:]]
    drawn = frame(values, first=steps[0][0], last=steps[-1][0], box=box)
    names: dict[Number, str] = {**dict(steps), **(between or {})}
    return LineChart(
        title=title,
        description=description,
        box=drawn.box,
        ticks=drawn.ticks(),
        labels=[AxisLabel(x=drawn.x(step), words=words) for step, words in steps],
        lines=[_line(line, drawn, names) for line in lines if line.pairs],
        band=_band(drawn, *band) if band is not None else None,
        zero=drawn.y(0),
    )


def _line(line: Values, drawn: Frame, names: Mapping[Number, str]) -> ChartLine:
    marks = [
        ChartMark(x=drawn.x(step), y=drawn.y(value), words=f"{names.get(step, step)}: {value}")
        for step, value in line.pairs
        if line.marked
    ]
    return ChartLine(kind=line.kind, name=line.name, points=drawn.points(line.pairs), marks=marks)


def _band(drawn: Frame, step: int, low: Number, high: Number) -> Band:
    top, bottom = drawn.y(high), drawn.y(low)
    height = written(Fraction(bottom) - Fraction(top))
    return Band(x=drawn.x(step), top=top, bottom=bottom, height=height)
