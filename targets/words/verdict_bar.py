"""The stacked bar beside every target: recognised, pending, registered, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from common.charts.bars import Bullet, bullet
from common.formats import count
from targets.queries.rows import ProgressLine, YearEnd
from targets.words.forecast import path_households


@dataclass(frozen=True, slots=True, kw_only=True)
class BarKey:
    """One part of the bar in the legend; `kind` is its CSS name."""

    kind: str
    label: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictBar:
    """The drawing with its legend and its text alternative."""

    drawing: Bullet
    keys: Sequence[BarKey]
    words: str


def verdict_bar(
    end: YearEnd,
    target: int | None,
    *,
    planned: Fraction | None,
    forecast: tuple[int, int] | None = None,
    is_past: bool = False,
) -> VerdictBar | None:
    """Return the stacked bar of an area; None without a target.

    `planned` is the net fall the path expects by now, in households; `forecast` the bounds of the
    year's end, drawn where given. `is_past`: pending forms of that day are not known.
    """
    if not target:
        return None
    done, pending, names = end.area.counts.net_fall, end.area.pending.net_fall, end.area.names
    hoped = names.left if names else None
    keys = _keys(done, pending, hoped, target=target, planned=planned, is_past=is_past)
    return VerdictBar(
        drawing=bullet(
            done=done,
            pending=max(0, pending),
            hoped=hoped or 0,
            target=target,
            planned=planned,
            forecast=forecast,
        ),
        keys=keys,
        words=f"Giảm thực, hộ: {'; '.join(f'{key.label} {key.number}' for key in keys)}",
    )


def line_bar(
    line: ProgressLine,
    *,
    planned_share: Fraction | None,
    forecast: tuple[int, int] | None = None,
) -> VerdictBar | None:
    """Return the stacked bar of a line of the progress."""
    target, planned = line.target_fall, None
    if target is not None and planned_share is not None:
        planned = planned_share * target
    return verdict_bar(
        line.year_end, target, planned=planned, forecast=forecast, is_past=line.is_past
    )


def _keys(
    done: int,
    pending: int,
    hoped: int | None,
    *,
    target: int,
    planned: Fraction | None,
    is_past: bool,
) -> list[BarKey]:
    left = max(0, target - done - pending - (hoped or 0))
    keys = [BarKey(kind="done", label="công nhận", number=count(done))]
    if not is_past:
        keys.append(BarKey(kind="pending", label="chờ duyệt", number=count(pending)))
    if hoped is not None:
        keys.append(BarKey(kind="hoped", label="đã đăng ký chưa rà soát", number=count(hoped)))
    keys += [
        BarKey(kind="left", label="còn lại", number=count(left)),
        BarKey(kind="target", label="chỉ tiêu", number=count(target)),
    ]
    if planned is not None:
        due = path_households(planned)
        keys.append(BarKey(kind="planned", label="lộ trình đến nay", number=due))
    return keys
