"""Targets given to communes, for the tests of what they answer."""

from areas.models import Commune
from targets.models import Allocation, AllocationLine
from tests import factories


def adopted() -> Allocation:
    """The allocation in force of 2021, made once."""
    plan = factories.YearPlanFactory()
    known = Allocation.objects.filter(plan=plan, state="ADOPTED").first()
    return known or factories.AllocationFactory(plan=plan, adopted=True)


def give(commune: Commune, *, fall: int = 14, em_fall: int = 11) -> AllocationLine:
    """Give a commune its target (made once): 50 poor households of 1000, 40 of them ethnic-minority."""
    allocation = adopted()
    known = allocation.lines.filter(commune=commune).first()
    if known is not None:
        return known
    line = factories.AllocationLineFactory(
        allocation=allocation, commune=commune, fall=fall, em_fall=em_fall
    )
    factories.CommuneTargetFactory(
        plan=allocation.plan, commune=commune, fall=fall, em_fall=em_fall
    )
    return line
