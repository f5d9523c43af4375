"""Positions of the marks in charts."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from common.charts.intervals import WIDTH, scale
from common.charts.lines import Box, Values, frame, line_chart, round_values

BOX = Box(width=100, height=100, left=10, right=10, top=10, bottom=10)


def test_a_frame_puts_the_first_step_left_and_the_largest_value_high():
    drawn = frame([0, 10], first=0, last=4, box=BOX)

    assert (drawn.x(0), drawn.x(4), drawn.x(2)) == ("10.0", "90.0", "50.0")
    assert drawn.y(0) == "90.0"
    assert float(drawn.y(10)) < float(drawn.y(5))


@given(st.integers(-1000, 1000), st.integers(1, 5000))
def test_an_axis_has_a_few_round_values(low, more):
    found = round_values(Fraction(low), Fraction(low + more))

    assert 2 <= len(found) <= 6
    assert all(low <= value <= low + more for value in found)


def test_a_chart_leaves_out_lines_without_values():
    lines = [
        Values(kind="actual", name="Đã giảm", pairs=[(0, 0), (1, 5)], marked=True),
        Values(kind="planned", name="Lộ trình", pairs=[]),
    ]

    chart = line_chart(
        lines, title="a", description="b", steps=[(0, "Đầu"), (1, "T1")], band=(1, 3, 8), box=BOX
    )

    assert [line.kind for line in chart.lines] == ["actual"]
    assert [mark.words for mark in chart.lines[0].marks] == ["Đầu: 0", "T1: 5"]
    assert float(chart.band.top) < float(chart.band.bottom)


def test_one_step_stands_in_the_middle():
    assert frame([1], first=1, last=1, box=BOX).x(1) == "50.0"


@given(st.lists(st.integers(-500, 500)), st.integers(-500, 500), st.integers(0, 300))
def test_ranges_lie_within_the_drawing(others, low, more):
    drawn = scale([*others, low, low + more]).interval(low=low, high=low + more, point=low)

    assert 0 <= float(drawn.low) <= WIDTH
    assert float(drawn.span) >= 2
    assert drawn.target == ""
