"""Reasons of poverty and missing services: how many households, in all and per commune."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from households.queries.boundaries import regrouped
from reports.queries.catalogues import indicators_of, reasons_of_poverty
from reports.rules.masking import hidden
from support.queries import reason_counts
from targets.models import YearPlan
from targets.queries.deprivations import counts_of
from targets.queries.rows import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Households of a commune with one cause; `em_`: ethnic-minority ones among them."""

    households: int = 0
    em_households: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One reason of poverty, or one missing service: the households with it, of `looked_at`.

    `em_`: ethnic-minority ones among them. `communes` breaks it down by commune key; it must go
    through `visible_crossing` for users who may not see households.
    """

    name: str
    households: int
    looked_at: int
    em_households: int
    em_looked_at: int
    communes: Mapping[int, Crossing]


def reasons_of(plan: YearPlan, progress: Progress) -> list[Cause]:
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
            households=counts.total.found[reason.key].households,
            looked_at=counts.total.analysed,
            em_households=counts.total.found[reason.key].em_households,
            em_looked_at=counts.total.em_analysed,
            communes=regrouped(
                {
                    key: Crossing(
                        households=each.found[reason.key].households,
                        em_households=each.found[reason.key].em_households,
                    )
                    for key, each in counts.communes.items()
                },
                progress.grouping.into,
            ),
        )
        for reason in counts.reasons
    ]


def deprivations_of(plan: YearPlan, progress: Progress) -> list[Cause]:
    """Return the basic services missing to poor households with a result, in one query beside the
    list of indicators."""
    counts = counts_of(plan, indicators_of(plan.standard_id), within=progress.within)
    return [
        Cause(
            name=indicator.name,
            households=counts.total[indicator.key].deprived,
            looked_at=counts.total[indicator.key].measured,
            em_households=counts.total[indicator.key].em_deprived,
            em_looked_at=counts.total[indicator.key].em_measured,
            communes=regrouped(
                {
                    key: Crossing(
                        households=each[indicator.key].deprived,
                        em_households=each[indicator.key].em_deprived,
                    )
                    for key, each in counts.communes.items()
                },
                progress.grouping.into,
            ),
        )
        for indicator in counts.indicators
    ]


def visible_crossing(
    cause: Cause, communes: Sequence[int], *, may_see_rows: bool
) -> list[Crossing | None]:
    """Return the numbers of each commune, None where they must be hidden from the reader.

    With a single commune everything is hidden: the district's numbers, which are always shown,
    would equal the commune's. See `reports.rules.masking`.
    """
    found = [cause.communes.get(key, Crossing()) for key in communes]
    if may_see_rows:
        return [*found]
    parts = [(each.em_households, each.households - each.em_households) for each in found]
    masked = hidden(parts) if len(communes) > 1 else {0}
    return [None if place in masked else each for place, each in enumerate(found)]
