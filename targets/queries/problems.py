"""What does not agree in a year's numbers: said aloud, never smoothed over."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from targets.models import Baseline
from targets.queries.rows import BaselineFigures, CommuneRow, ProgressLine

# A register this far from the baseline gives rates nobody should read (2.040 % has been printed).
_PLAUSIBLE = (Fraction(9, 10), Fraction(11, 10))

BASELINE_WORDS = {
    "households": "tổng số hộ",
    "poor": "hộ nghèo",
    "em_households": "hộ dân tộc thiểu số",
    "em_poor": "hộ nghèo dân tộc thiểu số",
}


def problems_of(
    total: CommuneRow,
    rows: Sequence[CommuneRow],
    parts: Sequence[Baseline | BaselineFigures],
    *,
    shared: bool,
) -> Iterable[str]:
    """Name what does not agree: flows, openings, baselines, shares, the register.

    `parts` are the communes' baselines; `shared` says that the goal was shared out to them.
    """
    for row in [*rows, total]:
        yield from _flow_problems(row)
    if total.everyone.figures.has_list:
        for row in [*rows, total]:
            yield from _opening_problems(row)
    else:
        yield "Danh sách hộ nghèo đầu kỳ chưa có hộ nào: chưa đo được tiến độ."
    yield from baseline_differences(_baseline_of(total), parts)
    if shared:
        yield from _share_problems(total, rows)
    yield from _register_problems(total.everyone)


def baseline_differences(
    whole: dict[str, int], parts: Sequence[Baseline | BaselineFigures]
) -> Iterable[str]:
    """Say where the communes' baselines do not add up to the district's; nothing without any."""
    if not parts:
        return
    for name, words in BASELINE_WORDS.items():
        added = sum(getattr(part, name) for part in parts)
        if added != whole[name]:
            more = "nhiều hơn" if added > whole[name] else "ít hơn"
            yield (
                f"Đầu kỳ, {words}: các xã cộng lại {dotted(added)}, "
                f"{more} toàn huyện ({dotted(whole[name])}) {dotted(abs(added - whole[name]))} hộ."
            )


def dotted(number: int) -> str:
    """27771 → 27.771, for sentences made outside a template."""
    return f"{number:,}".replace(",", ".")


def _baseline_of(row: CommuneRow) -> dict[str, int]:
    return {
        "households": row.everyone.baseline_households or 0,
        "poor": row.everyone.baseline_poor or 0,
        "em_households": row.minority.baseline_households or 0,
        "em_poor": row.minority.baseline_poor or 0,
    }


def _flow_problems(row: CommuneRow) -> Iterable[str]:
    for kind, line in _lines(row):
        if not line.flow.balances:
            yield (
                f"{row.full_name}: {kind} cuối kỳ là {dotted(line.flow.closing)}, "
                f"theo diễn biến phải là {dotted(line.flow.expected_closing)}."
            )


def _opening_problems(row: CommuneRow) -> Iterable[str]:
    for kind, line in _lines(row):
        if line.baseline_poor is not None and line.flow.opening != line.baseline_poor:
            yield (
                f"{row.full_name}: danh sách đầu kỳ có {dotted(line.flow.opening)} {kind}, "
                f"số liệu đầu kỳ là {dotted(line.baseline_poor)}."
            )


def _lines(row: CommuneRow) -> tuple[tuple[str, ProgressLine], ...]:
    return ("hộ nghèo", row.everyone), ("hộ nghèo DTTS", row.minority)


def _share_problems(total: CommuneRow, rows: Sequence[CommuneRow]) -> Iterable[str]:
    for words, goal, shares in (
        ("giảm hộ nghèo", total.everyone, [row.everyone for row in rows]),
        ("giảm hộ nghèo DTTS", total.minority, [row.minority for row in rows]),
    ):
        given = sum(line.target_fall or 0 for line in shares)
        if goal.target_fall is not None and given != goal.target_fall:
            yield (
                f"Chỉ tiêu {words}: các xã cộng lại {dotted(given)} hộ, "
                f"mục tiêu huyện {dotted(goal.target_fall)} hộ."
            )


def _register_problems(line: ProgressLine) -> Iterable[str]:
    known, counted = line.baseline_households, line.households
    low, high = _PLAUSIBLE
    if known and not low <= Fraction(counted, known) <= high:
        yield (
            f"Sổ hộ có {dotted(counted)} hộ đang cư trú, số liệu đầu kỳ {dotted(known)} hộ: "
            "tỷ lệ hiện nay chưa phản ánh đúng."
        )
