"""The chart of households by class at the opening and class now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from common.charts.sankey import BAR, WIDTH, sankey
from common.formats import count
from households.rules.flows import Tables
from reports.queries.classes import (
    ABOVE,
    GONE,
    NEAR_POOR,
    NEW,
    OPENING_CLASSES,
    POOR,
    PRESENT_CLASSES,
    class_flows,
)

LABELS = {
    POOR: "Hộ nghèo",
    NEAR_POOR: "Hộ cận nghèo",
    NEW: "Mới vào danh sách",
    ABOVE: "Vượt chuẩn cận nghèo",
    GONE: "Giảm khác",
}


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


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One line of the table beside the drawing: a class at the opening and its classes now."""

    label: str
    numbers: Sequence[str]
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassesChart:
    view_box: str
    bars: Sequence[BarView]
    ribbons: Sequence[RibbonView]
    heads: Sequence[str]
    rows: Sequence[ClassRow]
    totals: Sequence[str]
    summary: str


def classes_chart(tables: Tables) -> ClassesChart | None:
    """Return the chart; None for a year without a list."""
    flows = {key: max(0, value) for key, value in class_flows(tables).items()}
    if not any(flows.values()):
        return None
    found = sankey(flows, left=OPENING_CLASSES, right=PRESENT_CLASSES)
    bars = [
        BarView(
            key=bar.key,
            label=LABELS[bar.key],
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
        heads=[LABELS[key] for key in PRESENT_CLASSES],
        rows=[_row(source, flows) for source in OPENING_CLASSES],
        totals=[
            *(
                count(sum(flows.get((source, target), 0) for source in OPENING_CLASSES))
                for target in PRESENT_CLASSES
            ),
            count(sum(flows.values())),
        ],
        summary=_summary(flows),
    )


def _ribbon_key(source: str, target: str) -> str:
    """Return the key of a ribbon's colour: better, worse or the same for the household."""
    order = {POOR: 0, NEAR_POOR: 1, NEW: 2, ABOVE: 2}
    if target == GONE or source == target:
        return "same"
    return "better" if order[target] > order[source] else "worse"


def _row(source: str, flows: Mapping[tuple[str, str], int]) -> ClassRow:
    numbers = [flows.get((source, target), 0) for target in PRESENT_CLASSES]
    return ClassRow(LABELS[source], [count(number) for number in numbers], count(sum(numbers)))


def _summary(flows: Mapping[tuple[str, str], int]) -> str:
    out = flows[POOR, NEAR_POOR] + flows[POOR, ABOVE]
    into = flows[NEAR_POOR, POOR] + flows[NEW, POOR]
    return f"{count(out)} hộ thoát nghèo, {count(into)} hộ mới nghèo, tái nghèo hoặc chuyển đến"
