"""Households that became poor the year before, under the same standard only."""

from dataclasses import dataclass

from areas.models import Commune
from households.queries.poor_list import Flow, poverty_flow
from targets.models import YearPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """Households that joined the poor list in a year; `em_`: ethnic-minority ones."""

    relapsed: int = 0
    new_poor: int = 0
    em_relapsed: int = 0
    em_new_poor: int = 0

    @property
    def every(self) -> int:
        return self.relapsed + self.new_poor

    @property
    def minority(self) -> int:
        return self.em_relapsed + self.em_new_poor


def gains_of(everyone: Flow, minority: Flow) -> Gains:
    """Return the households of a flow that fell back or became poor."""
    return Gains(
        relapsed=everyone.relapsed,
        new_poor=everyone.new_poor,
        em_relapsed=minority.relapsed,
        em_new_poor=minority.new_poor,
    )


def gains_last_year(plan: YearPlan) -> dict[int, Gains]:
    """Return the households that fell back or became poor the year before, by commune key.

    One query; empty if the year before has no list under the plan's standard or was its first
    year.
    """
    within = Commune.objects.of_district(plan.district_id)
    flows = poverty_flow(year=plan.year - 1, standard=plan.standard, within=within, people=False)
    if not any(flow.everyone.opening for flow in flows.values()):
        return {}
    return {key: gains_of(flow.everyone, flow.minority) for key, flow in flows.items()}
