"""What became of the households of the lists: from the opening's classes to those of now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from common.charts.sankey import BAR, WIDTH, sankey
from common.formats import count
from households.rules.flows import Tables

POOR, NEAR_POOR, NEW, ABOVE, GONE = "poor", "near-poor", "new", "above", "gone"
LEFT, RIGHT = (POOR, NEAR_POOR, NEW), (POOR, NEAR_POOR, ABOVE, GONE)
LABELS = {
    POOR: "Hộ nghèo",
    NEAR_POOR: "Hộ cận nghèo",
    NEW: "Mới vào danh sách",
    ABOVE: "Trên cận nghèo",
    GONE: "Giảm khác",
}


def class_flows(tables: Tables) -> dict[tuple[str, str], int]:
    """Return how many households went from a class of the opening to one of now.

    From the two flow tables (TT 07/2021/TT-BLĐTBXH family): the rows of poor and near-poor sum
    up to the openings, the columns to the closings whenever the tables balance. New are those
    on neither list at the opening: fallen back, first listed, moved in or split, or the list's
    first year. Left otherwise: died, moved away, joined another household.
    """
    poor, near = tables.poor, tables.near_poor
    stayed_poor = poor.opening - poor.exits - poor.other_out
    stayed_near = near.opening - near.exits - near.became_poor - near.other_out
    return {
        (POOR, POOR): stayed_poor,
        (POOR, NEAR_POOR): poor.exits_to_near_poor,
        (POOR, ABOVE): poor.exits_above,
        (POOR, GONE): poor.other_out,
        (NEAR_POOR, POOR): near.became_poor,
        (NEAR_POOR, NEAR_POOR): stayed_near,
        (NEAR_POOR, ABOVE): near.exits,
        (NEAR_POOR, GONE): near.other_out,
        (NEW, POOR): poor.closing - stayed_poor - near.became_poor,
        (NEW, NEAR_POOR): near.closing - stayed_near - poor.exits_to_near_poor,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """A bar and its label; numbers as texts of the drawing."""

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
    """One line of the table beside the drawing: a class of the opening, and where it went."""

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
    """Lay the flow between classes out; None for a year without a list."""
    flows = {key: max(0, value) for key, value in class_flows(tables).items()}
    if not any(flows.values()):
        return None
    found = sankey(flows, left=LEFT, right=RIGHT)
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
        heads=[LABELS[key] for key in RIGHT],
        rows=[_row(source, flows) for source in LEFT],
        totals=[
            *(count(sum(flows.get((source, target), 0) for source in LEFT)) for target in RIGHT),
            count(sum(flows.values())),
        ],
        summary=_summary(flows),
    )


def _ribbon_key(source: str, target: str) -> str:
    """What a ribbon means for the poor: better, worse, or neither."""
    order = {POOR: 0, NEAR_POOR: 1, NEW: 2, ABOVE: 2}
    if target == GONE or source == target:
        return "same"
    return "better" if order[target] > order[source] else "worse"


def _row(source: str, flows: Mapping[tuple[str, str], int]) -> ClassRow:
    numbers = [flows.get((source, target), 0) for target in RIGHT]
    return ClassRow(LABELS[source], [count(number) for number in numbers], count(sum(numbers)))


def _summary(flows: Mapping[tuple[str, str], int]) -> str:
    out = flows[POOR, NEAR_POOR] + flows[POOR, ABOVE]
    into = flows[NEAR_POOR, POOR] + flows[NEW, POOR]
    return f"{count(out)} hộ thoát nghèo, {count(into)} hộ mới nghèo, tái nghèo hoặc chuyển đến"
