"""A small district in the middle of its year, for the tests of goals and progress."""

import datetime as dt
from decimal import Decimal

from households.models import PovertyRecord
from targets.choices import GoalCode
from targets.models import Allocation
from tests import factories

TODAY = dt.date(2021, 11, 15)
GOALS = {
    GoalCode.POOR_RATE: Decimal("0.0600"),
    GoalCode.POOR_RATE_FALL: Decimal("0.0400"),
    GoalCode.POOR_FALL: Decimal(4),
    GoalCode.EM_POOR_RATE_FALL: Decimal("0.0500"),
    GoalCode.EM_POOR_FALL: Decimal(2),
    GoalCode.ABOVE_AVERAGE_FALL: Decimal("0.0120"),
    GoalCode.RELAPSE: None,
}


def plan_of_a_small_district(*, above, below, goals=GOALS):
    """20 households, 4 poor (20 %): `above` has 3 poor of 8, `below` 1 of 12; 5 EM households."""
    plan = factories.YearPlanFactory(households=20, poor=4, em_households=8, em_poor=3)
    for position, (code, value) in enumerate(goals.items(), start=1):
        factories.GoalFactory(plan=plan, code=code, value=value, position=position)
    factories.CommuneTargetFactory(
        plan=plan,
        commune=above,
        households=8,
        poor=3,
        em_households=5,
        em_poor=2,
        fall=3,
        em_fall=1,
    )
    factories.CommuneTargetFactory(
        plan=plan,
        commune=below,
        households=12,
        poor=1,
        em_households=3,
        em_poor=1,
        fall=1,
        em_fall=1,
    )
    return plan


def adopted_as_planned(plan, **given) -> Allocation:
    """The allocation in force, with the falls of the plan's commune targets."""
    allocation = factories.AllocationFactory(plan=plan, adopted=True, state="REPLACED", **given)
    for row in plan.commune_targets.all():
        factories.AllocationLineFactory(
            allocation=allocation, commune=row.commune, fall=row.fall, em_fall=row.em_fall
        )
    allocation.state = "ADOPTED"
    allocation.save()
    return allocation


def listed(commune, *, kinh=False, reviewed=True, **record) -> PovertyRecord:
    """One household of the poor list, by default with an approved form behind it."""
    household = live_in(commune, kinh=kinh)
    result = None
    if reviewed:
        assessment = factories.AssessmentFactory(household=household, approved=True)
        result = factories.ResultFactory(assessment=assessment)
    return factories.PovertyRecordFactory(household=household, result=result, **record)


def live_in(commune, *, kinh=False):
    village = commune.villages.first() or factories.VillageFactory(commune=commune)
    return factories.HouseholdFactory(
        village=village, ethnicity=factories.EthnicGroupFactory(kinh=kinh)
    )


def fill(commune, *, listed_households, others=0, submitted=0):
    """Give a commune n households on the list, off the list, and with a pending form."""
    for _ in range(listed_households):
        listed(commune, reviewed=False)
    for _ in range(others):
        live_in(commune, kinh=True)
    for _ in range(submitted):
        factories.AssessmentFactory(household=live_in(commune), submitted=True)
