"""Sankey diagrams: ribbons between two columns of bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# As wide as a phone's card, so that texts keep their size there; margins for the labels.
WIDTH, BAR, LEFT, RIGHT = 340.0, 10.0, 104.0, 104.0
_GAP, _HEIGHT, _LEAST = 36.0, 130.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; its label is placed at `middle`."""

    key: str
    value: int
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """The flow from one bar to another, as the path of an area."""

    source: str
    target: str
    value: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sankey:
    left: Sequence[Bar]
    right: Sequence[Bar]
    ribbons: Sequence[Ribbon]
    height: float


def sankey(
    flows: Mapping[tuple[str, str], int], *, left: Sequence[str], right: Sequence[str]
) -> Sankey:
    """Return the diagram of non-negative flows from left to right bars, in the order given.

    Heights are in proportion to the values, so both columns are equally high except for the
    gaps.
    """
    total = sum(flows.values()) or 1
    scale = _HEIGHT / total
    bars_left = _column(
        left,
        {key: sum(v for (a, _), v in flows.items() if a == key) for key in left},
        x=LEFT,
        scale=scale,
    )
    bars_right = _column(
        right,
        {key: sum(v for (_, b), v in flows.items() if b == key) for key in right},
        x=WIDTH - RIGHT - BAR,
        scale=scale,
    )
    begins = {bar.key: bar.y for bar in bars_left}
    ends = {bar.key: bar.y for bar in bars_right}
    ribbons = []
    for source in left:
        for target in right:
            value = flows.get((source, target), 0)
            if not value:
                continue
            thick = value * scale
            ribbons.append(
                Ribbon(
                    source=source,
                    target=target,
                    value=value,
                    path=_path(begins[source], ends[target], thick),
                )
            )
            begins[source] += thick
            ends[target] += thick
    height = max(bar.y + bar.height for bar in (*bars_left, *bars_right)) + _GAP / 2
    return Sankey(left=bars_left, right=bars_right, ribbons=ribbons, height=height)


def _column(keys: Sequence[str], values: Mapping[str, int], *, x: float, scale: float) -> list[Bar]:
    bars, y = [], _GAP / 2
    for key in keys:
        height = values[key] * scale
        bars.append(Bar(key=key, value=values[key], x=x, y=y, height=max(height, _LEAST)))
        y += height + _GAP
    return bars


def _path(begin: float, end: float, thick: float) -> str:
    from_x, to_x = LEFT + BAR, WIDTH - RIGHT - BAR
    middle = (from_x + to_x) / 2
    return (
        f"M{from_x:.1f} {begin:.1f}C{middle:.1f} {begin:.1f} {middle:.1f} {end:.1f} {to_x:.1f} {end:.1f}"
        f"V{end + thick:.1f}"
        f"C{middle:.1f} {end + thick:.1f} {middle:.1f} {begin + thick:.1f} {from_x:.1f} {begin + thick:.1f}Z"
    )
