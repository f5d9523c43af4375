"""The year plan of 2021: the district's real goals, the communes' invented shares."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from areas.models import Commune, District
from common.history import create_many, save_with_history
from demo.plan import CommunePlan
from households.models import PovertyStandard
from targets.choices import GOAL_COMPARISONS, GoalCode
from targets.models import CommuneTarget, Goal, PathPoint, YearPlan

YEAR = 2021
SOURCE = "Báo Gia Lai 18/10/2021; suy ra từ mục tiêu của Hội nghị 24/3/2021"
DECIDED_BY = "Hội nghị triển khai công tác giảm nghèo năm 2021 của huyện Ia Grai, 24/3/2021"
DECIDED_ON = dt.date(2021, 3, 24)
ABOVE_AVERAGE_FALL = Decimal("0.012")
# Invented: little is recognised before the autumn review.
PATH = (0, 0, 2, 4, 6, 8, 10, 12, 20, 45, 75, 100)


def create_year_plan(
    communes: Sequence[tuple[CommunePlan, Commune]],
    *,
    district: District,
    standard: PovertyStandard,
) -> YearPlan:
    """Create the plan with its goals and commune targets; totals are those of the communes."""
    plans = [plan for plan, _ in communes]
    year_plan = YearPlan(
        district=district,
        year=YEAR,
        standard=standard,
        baseline_source=SOURCE,
        decided_by=DECIDED_BY,
        decided_on=DECIDED_ON,
        households=_total(plans, "households"),
        poor=_total(plans, "poor"),
        em_households=_total(plans, "em_households"),
        em_poor=_total(plans, "em_poor"),
    )
    save_with_history(year_plan, by=None)
    create_many(list(_goals(year_plan, plans)), by=None)
    months = [
        PathPoint(plan=year_plan, month=month, share=Decimal(percent) / 100)
        for month, percent in enumerate(PATH, start=1)
    ]
    create_many(months, by=None)
    targets = [
        CommuneTarget(
            plan=year_plan,
            commune=commune,
            households=plan.households,
            poor=plan.poor,
            em_households=plan.em_households,
            em_poor=plan.em_poor,
            fall=plan.fall,
            em_fall=plan.em_fall,
        )
        for plan, commune in communes
    ]
    create_many(targets, by=None)
    return year_plan


def _goals(year_plan: YearPlan, plans: Sequence[CommunePlan]) -> Iterable[Goal]:
    """Return the goals; at full size the conference's own numbers: 2.33 %, 0.90, 250, 1.63, 193,
    1.2.
    """
    fall, em_fall = _total(plans, "fall"), _total(plans, "em_fall")
    values: dict[str, Decimal | None] = {
        GoalCode.POOR_RATE: _rate(year_plan.poor - fall, year_plan.households),
        GoalCode.POOR_RATE_FALL: _rate(fall, year_plan.households),
        GoalCode.POOR_FALL: Decimal(fall),
        GoalCode.EM_POOR_RATE_FALL: _rate(em_fall, year_plan.em_households),
        GoalCode.EM_POOR_FALL: Decimal(em_fall),
        GoalCode.ABOVE_AVERAGE_FALL: ABOVE_AVERAGE_FALL,
        GoalCode.RELAPSE: None,
    }
    for position, (code, value) in enumerate(values.items(), start=1):
        yield Goal(
            plan=year_plan,
            code=code,
            comparison=GOAL_COMPARISONS[code],
            value=value,
            position=position,
        )


def _total(plans: Iterable[CommunePlan], name: str) -> int:
    return sum(getattr(plan, name) for plan in plans)


def _rate(part: int, whole: int) -> Decimal:
    """Return a fraction rounded to a hundredth of a per cent, as goals are announced."""
    return (Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)
