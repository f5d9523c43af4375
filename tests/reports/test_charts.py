"""Positions of the marks on charts."""

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.charts import bars, tiles
from common.charts.lines import frame
from common.charts.sankey import sankey
from common.charts.tiles import Place, Range
from reports.pages.dashboard.trend import BOX

PLACES = st.lists(
    st.tuples(st.none() | st.integers(1020, 1100), st.none() | st.integers(80, 240)),
    max_size=40,
).map(
    lambda found: [
        Place(key=number, longitude=x and x / 10, latitude=y and y / 10)
        for number, (x, y) in enumerate(found)
    ]
)
VALUES = st.lists(st.fractions(-1, 1, max_denominator=500), min_size=1, max_size=40)
# Centroids of four communes: two in the west, two in the east.
SQUARE = [
    Place(key=1, longitude=107.5, latitude=14.1),
    Place(key=2, longitude=107.9, latitude=14.1),
    Place(key=3, longitude=107.5, latitude=13.8),
    Place(key=4, longitude=107.9, latitude=13.8),
]


@given(PLACES)
def test_every_place_has_a_cell_of_its_own(places):
    found = tiles.cells(places)

    assert sorted(cell.key for cell in found) == sorted(place.key for place in places)
    assert len({(cell.column, cell.row) for cell in found}) == len(places)


@given(PLACES)
def test_the_same_places_in_another_order_have_the_same_cells(places):
    known = [
        place for place in places if place.longitude is not None and place.latitude is not None
    ]

    assert tiles.cells(known) == tiles.cells(known[::-1])


@given(PLACES)
def test_cells_are_in_reading_order(places):
    found = [(cell.row, cell.column) for cell in tiles.cells(places)]

    assert found == sorted(found)


@given(PLACES)
def test_within_a_row_west_stands_before_east_and_no_row_is_south_of_the_next(places):
    where = {place.key: place for place in places}
    found = [
        (cell.row, where[cell.key])
        for cell in tiles.cells(places)
        if None not in {where[cell.key].longitude, where[cell.key].latitude}
    ]
    pairs = list(pairwise(found))

    assert all(a.longitude <= b.longitude for (row, a), (other, b) in pairs if row == other)
    assert all(a.latitude >= b.latitude for row, a in found for other, b in found if row < other)


def test_four_corners_are_four_corners():
    found = {cell.key: (cell.column, cell.row) for cell in tiles.cells(SQUARE)}

    assert (found[1], found[3]) == ((0, 0), (0, 1))
    assert (found[2], found[4]) == ((2, 0), (2, 1))


def test_a_place_without_a_position_stands_below_the_others():
    found = tiles.cells([Place(key=9), *SQUARE])

    assert found[-1].key == 9
    assert found[-1].row == 2


def test_one_place_and_none_need_no_map():
    assert [(cell.column, cell.row) for cell in tiles.cells(SQUARE[:1])] == [(0, 0)]
    assert tiles.cells([]) == []


@given(VALUES)
def test_every_value_is_in_the_one_class_that_holds_it(values):
    ranges = tiles.between([-1, 0, Fraction(1, 2), 1])
    held = [ranges[tiles.class_of(value, ranges) - 1] for value in values]

    assert len(ranges) == tiles.CLASSES
    assert all(
        (each.low is None or each.low <= value) and (each.high is None or value < each.high)
        for value, each in zip(values, held, strict=True)
    )


def test_an_edge_belongs_to_the_upper_class():
    ranges = tiles.between([1, 2])

    assert ranges == [Range(None, 1), Range(1, 2), Range(2, None)]
    assert [tiles.class_of(value, ranges) for value in (0, 1, 2)] == [1, 2, 3]


FLOWS = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), st.integers(0, 5000)
)


@given(FLOWS)
def test_bars_hold_what_flows_through_them_and_do_not_overlap(flows):
    found = sankey(flows, left="ab", right="xyz")

    assert sum(bar.value for bar in found.left) == sum(flows.values())
    assert sum(bar.value for bar in found.right) == sum(flows.values())
    assert all(
        above.y + above.height < below.y
        for column in (found.left, found.right)
        for above, below in pairwise(column)
    )


def test_a_ribbon_is_drawn_only_for_what_moved():
    found = sankey({("a", "x"): 3, ("a", "y"): 0}, left="a", right="xy")

    assert [(ribbon.source, ribbon.target, ribbon.value) for ribbon in found.ribbons] == [
        ("a", "x", 3)
    ]


@pytest.mark.parametrize(
    ("done", "length"), [(0, "0.0"), (-3, "0.0"), (5, "40.0"), (10, "80.0"), (40, "100.0")]
)
def test_a_bullet_bar_is_long_as_the_part_of_its_target(done, length):
    found = bars.bullet(done=done, target=10)

    assert (found.length, found.target) == (length, "80.0")


def test_a_bullet_bar_marks_the_plan_and_the_forecast():
    found = bars.bullet(done=2, target=10, planned=5, forecast=(4, 6))

    assert (found.planned, found.low, found.span) == ("40.0", "32.0", "16.0")


def test_a_plain_bar_is_a_part_of_the_largest():
    assert (bars.part(1, 4), bars.part(0, 0)) == ("25.0", "0.0")


@given(VALUES)
def test_values_stand_inside_the_frame_and_higher_is_above(values):
    found = frame(values, first=0, last=12, box=BOX)

    assert all(BOX.top <= float(found.y(value)) <= BOX.height - BOX.bottom for value in values)
    assert float(found.y(max(values))) <= float(found.y(min(values)))


@given(VALUES)
@example([Fraction(3, 7), Fraction(-1, 4)])
def test_an_axis_has_round_marks(values):
    found = [tick.value for tick in frame(values, first=0, last=1).ticks()]

    assert 2 <= len(found) <= 6
    assert len({after - before for before, after in pairwise(found)}) == 1


def test_a_line_goes_from_the_left_edge_to_the_right():
    found = frame([0, Fraction(10)], first=0, last=12, box=BOX)

    assert found.points([(0, 0), (12, 10)]) == "52.0,154.0 316.0,34.0"


def test_a_single_year_stands_in_the_middle():
    middle = (BOX.left + BOX.width - BOX.right) / 2

    assert float(frame([1], first=2020, last=2020, box=BOX).x(2020)) == middle


TOKENS = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text("utf-8")
LIGHT, DARK = TOKENS.split('[data-bs-theme="dark"]')[:2]
STRONG = {"seq": "45", "done": "45", "div": "15"}  # classes written in the strong ink


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def token(theme, name):
    return re.search(rf"--{name}: (#[0-9a-f]{{6}});", theme)[1]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("palette", STRONG)
@pytest.mark.parametrize("number", "12345")
def test_the_words_on_a_tile_can_be_read(theme, palette, number):
    ink = "tile-ink-strong" if number in STRONG[palette] else "tile-ink"
    pair = (token(theme, f"{palette}-{number}"), token(theme, ink))
    darker, lighter = sorted(luminance(colour) for colour in pair)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
