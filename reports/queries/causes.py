"""Reasons of poverty and missing services: how many households, in all and per commune.

As the reader is given them: what is hidden is decided below pages, API and files
(`households.queries.small_numbers`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounts.models import User
from households.queries.small_numbers import (
    Breakdown,
    GivenCrossing,
    breakdown_for,
    summed_crossings,
)
from reports.queries.catalogues import indicators_of, reasons_of_poverty
from support.queries.reasons import reason_counts
from targets.models import YearPlan
from targets.queries.deprivations import counts_of
from targets.queries.goals import summed_by_goals
from targets.queries.rows import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One reason of poverty, or one missing service: the households with it, of `looked_at`.

    `em_`: ethnic-minority ones among them. A number hidden from the reader is None.
    """

    name: str
    looked_at: int
    em_looked_at: int
    found: Breakdown

    @property
    def households(self) -> int | None:
        return self.found.total.households

    @property
    def em_households(self) -> int | None:
        return self.found.total.em_households

    def total_of(self, communes: Sequence[int] | None) -> GivenCrossing:
        """Return the numbers of some communes together, None for the district.

        The sum of what is given of each: hidden where one of them is.
        """
        if communes is None:
            return replace(
                self.found.total, looked_at=self.looked_at, em_looked_at=self.em_looked_at
            )
        return summed_crossings(self.of(commune) for commune in communes)

    def of(self, commune: int) -> GivenCrossing:
        """Return the numbers of a commune."""
        return self.found.communes.get(commune, GivenCrossing())


def reasons_of(plan: YearPlan, progress: Progress, *, reader: User | None) -> list[Cause]:
    """Return the reasons of poverty of the households analysed, in one query beside the list of
    reasons."""
    counts = reason_counts(
        year=plan.year,
        standard=plan.standard_id,
        within=progress.within,
        reasons=reasons_of_poverty(),
    )
    return [
        Cause(
            name=reason.name,
            looked_at=counts.total.analysed,
            em_looked_at=counts.total.em_analysed,
            found=breakdown_for(reader, counts.by_commune(reason.key), progress.grouping),
        )
        for reason in counts.reasons
    ]


def deprivations_of(plan: YearPlan, progress: Progress, *, reader: User | None) -> list[Cause]:
    """Return the basic services missing to poor households with a result, in one query beside the
    list of indicators."""
    counts = counts_of(plan, indicators_of(plan.standard_id), within=progress.within)
    summed = summed_by_goals(progress.goals, progress.border)
    return [
        Cause(
            name=indicator.name,
            looked_at=counts.total[indicator.key].measured,
            em_looked_at=counts.total[indicator.key].em_measured,
            found=breakdown_for(
                reader,
                counts.by_commune(indicator.key),
                progress.grouping,
                summed=summed.get(indicator.key, ()),
            ),
        )
        for indicator in counts.indicators
    ]
