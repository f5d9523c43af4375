"""Inconsistencies in a year's numbers: what does not add up, where, and by how much."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from targets.models import Baseline
from targets.queries.rows import (
    BASELINE_FIGURES,
    EM_POOR,
    POOR,
    BaselineFigures,
    CommuneRow,
    NumberProblem,
    ProblemKind,
    ProgressLine,
)

# Rates computed on a register further than this from the baseline are meaningless (2.040 % has
# been printed).
_PLAUSIBLE = (Fraction(9, 10), Fraction(11, 10))


def problems_of(
    total: CommuneRow,
    rows: Sequence[CommuneRow],
    parts: Sequence[Baseline | BaselineFigures],
    *,
    has_targets: bool,
) -> Iterable[NumberProblem]:
    """Return the inconsistencies in flows, openings, baselines, targets and the register.

    `parts` are the communes' baselines; `has_targets`: the goal is allocated to the communes.
    """
    for row in [*rows, total]:
        yield from _flow_problems(row)
    if total.everyone.figures.has_list:
        for row in [*rows, total]:
            yield from _opening_problems(row)
    else:
        yield NumberProblem(kind=ProblemKind.NO_LIST)
    yield from baseline_differences(_baseline_of(total), parts)
    if has_targets:
        yield from target_differences(
            (total.everyone.target_fall, sum(row.everyone.target_fall or 0 for row in rows)),
            (total.minority.target_fall, sum(row.minority.target_fall or 0 for row in rows)),
        )
    yield from _register_problems(total.everyone)


def baseline_differences(
    whole: Mapping[str, int], parts: Sequence[Baseline | BaselineFigures]
) -> Iterable[NumberProblem]:
    """Return the figures whose sum over the communes differs from the district's; none without
    communes."""
    if not parts:
        return
    for name in BASELINE_FIGURES:
        added = sum(getattr(part, name) for part in parts)
        if added != whole[name]:
            yield NumberProblem(
                kind=ProblemKind.BASELINE, figure=name, found=added, expected=whole[name]
            )


def target_differences(
    poor: tuple[int | None, int], em_poor: tuple[int | None, int]
) -> Iterable[NumberProblem]:
    """Return where the communes' targets differ from the district's goal.

    Each pair is the goal (None: not set) and the sum of the targets, in households.
    """
    for figure, (goal, given) in ((POOR, poor), (EM_POOR, em_poor)):
        if goal is not None and goal != given:
            yield NumberProblem(kind=ProblemKind.TARGETS, figure=figure, found=given, expected=goal)


def _baseline_of(row: CommuneRow) -> dict[str, int]:
    return {
        "households": row.everyone.baseline_households or 0,
        "poor": row.everyone.baseline_poor or 0,
        "em_households": row.minority.baseline_households or 0,
        "em_poor": row.minority.baseline_poor or 0,
    }


def _flow_problems(row: CommuneRow) -> Iterable[NumberProblem]:
    for figure, line in _lines(row):
        if not line.flow.balances:
            yield NumberProblem(
                kind=ProblemKind.FLOW,
                figure=figure,
                place=row.full_name,
                found=line.flow.closing,
                expected=line.flow.expected_closing,
            )


def _opening_problems(row: CommuneRow) -> Iterable[NumberProblem]:
    for figure, line in _lines(row):
        if line.baseline_poor is not None and line.flow.opening != line.baseline_poor:
            yield NumberProblem(
                kind=ProblemKind.OPENING,
                figure=figure,
                place=row.full_name,
                found=line.flow.opening,
                expected=line.baseline_poor,
            )


def _lines(row: CommuneRow) -> tuple[tuple[str, ProgressLine], ...]:
    return (POOR, row.everyone), (EM_POOR, row.minority)


def _register_problems(line: ProgressLine) -> Iterable[NumberProblem]:
    known, counted = line.baseline_households, line.households
    low, high = _PLAUSIBLE
    if known and not low <= Fraction(counted, known) <= high:
        yield NumberProblem(
            kind=ProblemKind.REGISTER, figure="households", found=counted, expected=known
        )
