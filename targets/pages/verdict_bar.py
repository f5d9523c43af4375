"""The drawing beside the verdict: recognised, pending and missing towards the target."""

from fractions import Fraction

from common.charts.bars import Bullet, bullet
from targets.queries.rows import ProgressLine, YearEnd


def verdict_bar(end: YearEnd, target: int | None, *, planned: Fraction | None) -> Bullet | None:
    """Return the stacked bar of an area; None without a target.

    `planned` is the net fall the path expects by now, in households.
    """
    if not target:
        return None
    return bullet(
        done=end.area.counts.net_fall,
        pending=max(0, end.area.pending.net_fall),
        target=target,
        planned=planned,
    )


def line_bar(line: ProgressLine, *, planned_share: Fraction) -> Bullet | None:
    """Return the stacked bar of a line of the progress."""
    planned = None if line.target_fall is None else planned_share * line.target_fall
    return verdict_bar(line.year_end, line.target_fall, planned=planned)
