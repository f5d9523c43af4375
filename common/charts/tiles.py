"""A schematic map: each place gets a cell of a small grid near its position, and a colour class."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

# A degree of longitude is shorter than one of latitude; good enough for a country between 8° and 24°.
_WEST_EAST = 0.96
CLASSES = 5

Number = int | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place by its key; places without a position come below the others."""

    key: int
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TileCell:
    """The cell of a place in the grid, counted from 0 at the north-west corner."""

    key: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Range:
    """One colour class; its lower bound belongs to it, its upper one to the next. None: unbounded."""

    low: Number | None
    high: Number | None


def cells(places: Sequence[Place]) -> list[TileCell]:
    """Return a separate cell for every place, in reading order from the north-west.

    Places are assigned to rows by latitude; within a row they keep their order from west to east
    and take the columns nearest to their longitude (least sum of squared distances). The result
    is deterministic. Places without a position fill extra rows at the bottom, in the order given.
    """
    known = [
        place for place in places if place.longitude is not None and place.latitude is not None
    ]
    unknown = [place for place in places if place not in known]
    found = _known_cells(known)
    width = 1 + max((cell.column for cell in found), default=min(len(unknown), CLASSES) - 1)
    below = 1 + max((cell.row for cell in found), default=-1)
    found += [
        TileCell(key=place.key, column=number % width, row=below + number // width)
        for number, place in enumerate(unknown)
    ]
    return found


def _known_cells(places: Sequence[Place]) -> list[TileCell]:
    if not places:
        return []
    west, east = _ends([place.longitude or 0.0 for place in places])
    south, north = _ends([place.latitude or 0.0 for place in places])
    wide, high = (east - west) * _WEST_EAST, north - south
    rows = _rows(len(places), wide, high)
    # One column more than the fullest row needs, to leave gaps where the land has them.
    columns = math.ceil(len(places) / rows) + (1 if rows > 1 else 0)
    from_north = sorted(places, key=lambda place: (-(place.latitude or 0.0), place.key))
    found = []
    for row in range(rows):
        first, last = row * len(places) // rows, (row + 1) * len(places) // rows
        band = sorted(from_north[first:last], key=lambda place: (place.longitude or 0.0, place.key))
        wanted = [
            ((place.longitude or 0.0) - west) / (east - west) * (columns - 1)
            if east > west
            else 0.0
            for place in band
        ]
        found += [
            TileCell(key=place.key, column=column, row=row)
            for place, column in zip(band, _columns(wanted, columns), strict=True)
        ]
    return found


def _ends(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


def _rows(number: int, wide: float, high: float) -> int:
    if not wide:
        return number
    return max(1, min(number, round(math.sqrt(number * high / wide))))


def _columns(wanted: Sequence[float], columns: int) -> list[int]:
    """Return increasing columns nearest to the wanted ones, by least squares."""
    best: list[list[float]] = [[0.0] * (columns + 1)]
    for number, place in enumerate(wanted, start=1):
        line = [math.inf] * (columns + 1)
        for column in range(number, columns + 1):
            here = best[-1][column - 1] + (column - 1 - place) ** 2
            line[column] = min(line[column - 1], here)
        best.append(line)
    taken, column = [], columns
    for number in range(len(wanted), 0, -1):
        while best[number][column - 1] <= best[number][column]:
            column -= 1
        column -= 1
        taken.append(column)
    return taken[::-1]


def between(edges: Sequence[Number]) -> list[Range]:
    """Return the classes between the edges; the first and the last are unbounded."""
    return [Range(low, high) for low, high in zip([None, *edges], [*edges, None], strict=True)]


def class_of(value: Number, ranges: Sequence[Range]) -> int:
    """Return the number of a value's class, from 1; an edge belongs to the upper class."""
    held = [
        number
        for number, each in enumerate(ranges, start=1)
        if each.low is None or value >= each.low
    ]
    return held[-1] if held else 1
