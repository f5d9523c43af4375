"""The chart of households by class at the opening and class now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from common.charts.sankey import BAR, WIDTH, sankey
from common.formats import count
from reports.queries.classes import (
    ABOVE,
    GONE,
    NEAR_POOR,
    NEW,
    OPENING_CLASSES,
    POOR,
    PRESENT_CLASSES,
)
from reports.queries.dashboard import Dashboard
from reports.words.dashboard import CLASS_LABELS as LABELS
from reports.words.tables import area_class_flows

# Labels of the drawing, where there is little room.
_SHORT = {NEW: "Mới vào", ABOVE: "Vượt chuẩn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """A bar with its label; positions are texts for the SVG."""

    key: str
    label: str
    number: str
    x: str
    y: str
    width: str
    height: str
    label_x: str
    anchor: str
    middle: str


@dataclass(frozen=True, slots=True)
class RibbonView:
    key: str
    path: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassesChart:
    view_box: str
    bars: Sequence[BarView]
    ribbons: Sequence[RibbonView]
    summary: str


def classes_chart(found: Dashboard, *, is_minority: bool) -> ClassesChart | None:
    """Return the chart; None for a year without a list and as of a past day."""
    flows = area_class_flows(found, is_minority=is_minority)
    if flows is None:
        return None
    return chart_of(flows)


def chart_of(flows: Mapping[tuple[str, str], int]) -> ClassesChart:
    """Return the drawing of the households per class at the opening and now."""
    found = sankey(flows, left=OPENING_CLASSES, right=PRESENT_CLASSES)
    bars = [
        BarView(
            key=bar.key,
            label=_SHORT.get(bar.key, LABELS[bar.key]),
            number=count(bar.value),
            x=f"{bar.x:.1f}",
            y=f"{bar.y:.1f}",
            width=f"{BAR:.1f}",
            height=f"{bar.height:.1f}",
            label_x=f"{bar.x - 6 if is_left else bar.x + BAR + 6:.1f}",
            anchor="end" if is_left else "start",
            middle=f"{bar.middle:.1f}",
        )
        for is_left, column in ((True, found.left), (False, found.right))
        for bar in column
    ]
    ribbons = [
        RibbonView(
            _ribbon_key(ribbon.source, ribbon.target),
            ribbon.path,
            f"{LABELS[ribbon.source]} → {LABELS[ribbon.target]}: {count(ribbon.value)} hộ",
        )
        for ribbon in found.ribbons
    ]
    return ClassesChart(
        view_box=f"0 0 {WIDTH:.0f} {found.height:.0f}",
        bars=bars,
        ribbons=ribbons,
        summary=_summary(flows),
    )


def _ribbon_key(source: str, target: str) -> str:
    """Return the key of a ribbon's colour: better, worse or the same for the household."""
    order = {POOR: 0, NEAR_POOR: 1, NEW: 2, ABOVE: 2}
    if target == GONE or source == target:
        return "same"
    return "better" if order[target] > order[source] else "worse"


def _summary(flows: Mapping[tuple[str, str], int]) -> str:
    out = flows[POOR, NEAR_POOR] + flows[POOR, ABOVE]
    into = flows[NEAR_POOR, POOR] + flows[NEW, POOR]
    return f"{count(out)} hộ thoát nghèo, {count(into)} hộ mới nghèo, tái nghèo hoặc chuyển đến"
