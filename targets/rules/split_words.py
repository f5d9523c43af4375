"""Sentences that explain why a split is impossible. Whole households."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from targets.rules.split_limits import (
    Interval,
    SplitDemand,
    SplitLimit,
    SplitRow,
)

Kept = AbstractSet[tuple[SplitLimit, str]]
_FEW = 4


def number(value: int) -> str:
    """27771 → 27.771."""
    return f"{value:,}".replace(",", ".")


def rest_warning(row: SplitRow, rest: int) -> str:
    """Return the warning that a commune's fall outside the minorities exceeds its poor
    households there."""
    return (
        f"{row.name}: phần giảm ngoài DTTS là {number(rest)} hộ, nhiều hơn "
        f"{number(row.other_poor)} hộ nghèo không phải DTTS đầu kỳ."
    )


def conflict_words(rows: Sequence[SplitRow], demand: SplitDemand, kept: Kept, broken: str) -> str:
    """Return which rules of a minimal conflicting set conflict, and by how many households.

    `kept` names the rules by (rule, commune code); `broken` is the code of a commune whose own
    rules conflict, empty when the sums do.
    """
    if broken:
        return _commune_words(next(row for row in rows if row.code == broken), demand, kept)
    total = (SplitLimit.TOTAL, "") in kept
    em_total = (SplitLimit.EM_TOTAL, "") in kept
    if total and em_total:
        return _rest_words(rows, demand, kept)
    return _fall_words(rows, demand, kept) if total else _em_words(rows, demand, kept)


def range_words(totals: Interval | None, em_totals: Interval | None) -> list[str]:
    """Return the totals that could be met instead."""
    if totals is None or em_totals is None:
        return ["Chưa có tổng nào đạt được khi chưa sửa mâu thuẫn trên."]
    return [
        f"Giữ các ràng buộc khác, tổng giảm hộ nghèo đạt được là từ {number(totals.low)} "
        f"đến {number(totals.high)} hộ.",
        f"Giữ các ràng buộc khác, tổng giảm hộ nghèo DTTS đạt được là từ {number(em_totals.low)} "
        f"đến {number(em_totals.high)} hộ.",
    ]


def _commune_words(row: SplitRow, demand: SplitDemand, kept: Kept) -> str:
    least, cause = _least_of(row, demand, kept)
    em_floor = row.least_em_fall or 0
    if (SplitLimit.WITHIN_EM_POOR, row.code) in kept:
        return _over(
            row.name, f"mức sàn DTTS {number(em_floor)} hộ", em_floor, row.em_poor, "DTTS "
        )
    return _over(row.name, f"{cause} {number(least)} hộ", least, row.poor, "")


def _over(name: str, what: str, asked: int, there: int, kind: str) -> str:
    return (
        f"{name}: {what} nhiều hơn {number(there)} hộ nghèo {kind}đầu kỳ: "
        f"vượt {number(asked - there)} hộ."
    )


def _least_of(row: SplitRow, demand: SplitDemand, kept: Kept) -> tuple[int, str]:
    """Return a commune's least fall under the kept rules, and the words for its cause."""
    above = demand.least_above_average(row) or 0
    causes = (
        (SplitLimit.ABOVE_AVERAGE, above, "mức phải giảm của xã trên bình quân huyện"),
        (SplitLimit.FLOOR, row.least_fall or 0, "mức sàn"),
        (SplitLimit.EM_FLOOR, row.least_em_fall or 0, "mức sàn DTTS"),
    )
    found = [(least, words) for limit, least, words in causes if (limit, row.code) in kept]
    return max(found, default=(0, "mức giảm"), key=lambda one: one[0])


def _fall_words(rows: Sequence[SplitRow], demand: SplitDemand, kept: Kept) -> str:
    within = [row for row in rows if (SplitLimit.WITHIN_POOR, row.code) in kept]
    if within:
        there = sum(row.poor for row in within)
        return _too_many("Tổng giảm", demand.fall, within, "hộ nghèo đầu kỳ", there)
    parts, least = _least_parts(rows, demand, kept)
    return (
        f"{_sentence(parts)} {number(least)} hộ, nhiều hơn tổng {number(demand.fall)} hộ: "
        f"vượt {number(least - demand.fall)} hộ."
    )


def _least_parts(
    rows: Sequence[SplitRow], demand: SplitDemand, kept: Kept
) -> tuple[list[str], int]:
    """Return the words "mức … của n xã (s hộ)" for every cause, and all households together."""
    kinds: tuple[tuple[SplitLimit, str, Callable[[SplitRow], int | None]], ...] = (
        (
            SplitLimit.ABOVE_AVERAGE,
            "mức phải giảm của {} trên bình quân huyện",
            demand.least_above_average,
        ),
        (SplitLimit.FLOOR, "mức sàn của {}", lambda row: row.least_fall),
        (SplitLimit.EM_FLOOR, "mức sàn DTTS của {}", lambda row: row.least_em_fall),
    )
    parts, least = [], 0
    for limit, words, value in kinds:
        found = [row for row in rows if (limit, row.code) in kept]
        if found:
            part = sum(value(row) or 0 for row in found)
            least += part
            parts.append((words.format(_communes(found)), part))
    if len(parts) == 1:
        return [parts[0][0]], least
    return [f"{words} ({number(part)} hộ)" for words, part in parts], least


def _sentence(parts: Sequence[str]) -> str:
    words = " và ".join(parts)
    return f"{words[:1].upper()}{words[1:]} cộng lại là"


def _em_words(rows: Sequence[SplitRow], demand: SplitDemand, kept: Kept) -> str:
    within = [row for row in rows if (SplitLimit.WITHIN_EM_POOR, row.code) in kept]
    if within:
        there = sum(row.em_poor for row in within)
        return _too_many("Tổng giảm DTTS", demand.em_fall, within, "hộ nghèo DTTS đầu kỳ", there)
    floors = [row for row in rows if (SplitLimit.EM_FLOOR, row.code) in kept]
    least = sum(row.least_em_fall or 0 for row in floors)
    return (
        f"Mức sàn DTTS của {_communes(floors)} cộng lại là {number(least)} hộ, nhiều hơn tổng "
        f"DTTS {number(demand.em_fall)} hộ: vượt {number(least - demand.em_fall)} hộ."
    )


def _rest_words(rows: Sequence[SplitRow], demand: SplitDemand, kept: Kept) -> str:
    """The ethnic-minority total leaves too little for the falls that communes owe outside of it."""
    owing = [row for row in rows if (SplitLimit.WITHIN_EM_POOR, row.code) in kept]
    left = demand.fall - demand.em_fall
    if not owing:
        return (
            f"Tổng giảm DTTS {number(demand.em_fall)} hộ nhiều hơn tổng giảm "
            f"{number(demand.fall)} hộ: vượt {number(-left)} hộ."
        )
    least = sum(_least_of(row, demand, kept)[0] for row in owing)
    most = sum(row.em_poor for row in owing)
    return (
        f"Mức giảm ít nhất của {_communes(owing)} cộng lại là {number(least)} hộ, trong đó DTTS "
        f"nhiều nhất {number(most)} hộ, nên ngoài DTTS phải giảm {_signed(least - most)} hộ; "
        f"tổng giảm {number(demand.fall)} hộ trừ DTTS {number(demand.em_fall)} hộ chỉ còn "
        f"{_signed(left)} hộ: thiếu {number(least - most - left)} hộ."
    )


def _signed(value: int) -> str:
    return number(value) if value >= 0 else f"−{number(-value)}"


def _too_many(what: str, asked: int, rows: Sequence[SplitRow], households: str, there: int) -> str:
    return (
        f"{what} {number(asked)} hộ nhiều hơn {number(there)} {households} của "
        f"{_communes(rows)}: vượt {number(asked - there)} hộ."
    )


def _communes(rows: Iterable[SplitRow]) -> str:
    names = [row.name for row in rows]
    if len(names) > _FEW:
        return f"{len(names)} xã"
    return f"{len(names)} xã ({', '.join(names)})"
