"""Numbers about a year's plan and its progress."""

from targets.queries.plans import closing_figures, communes_of, plan_for, plan_years
from targets.queries.problems import baseline_differences, dotted
from targets.queries.progress import progress
from targets.queries.rows import (
    BaselineFigures,
    CommuneRow,
    GoalRow,
    Line,
    Progress,
    TargetRate,
)
from targets.queries.sheet import (
    PlanRow,
    PlanSheet,
    PlanVersion,
    plan_rows,
    plan_sheet,
    rows_to_fill_in,
)

__all__ = [
    "BaselineFigures",
    "CommuneRow",
    "GoalRow",
    "Line",
    "PlanRow",
    "PlanSheet",
    "PlanVersion",
    "Progress",
    "TargetRate",
    "baseline_differences",
    "closing_figures",
    "communes_of",
    "dotted",
    "plan_for",
    "plan_rows",
    "plan_sheet",
    "plan_years",
    "progress",
    "rows_to_fill_in",
]
