"""A year as of the end of an earlier month, from its counts by month.

Not recorded by day, so left out: households living in a commune, hence rates; forms handed in;
whether an exit was to the near-poor list; registrations.
"""

from dataclasses import replace

from households.queries.poor_list import CommuneFlow
from households.rules.flows import Flow, Tables
from targets.queries.months import YearMonths
from targets.queries.rows import CommuneRow
from targets.rules.months import MonthCounts


def past_flows(counted: YearMonths) -> dict[int, CommuneFlow]:
    """Return the poor list's flow at the end of the last month counted, by commune key."""
    return {
        key: CommuneFlow(
            of_everyone=Tables(poor=_flow(months.everyone[-1])),
            of_minority=Tables(poor=_flow(months.minority[-1])),
        )
        for key, months in counted.communes.items()
    }


def _flow(counts: MonthCounts) -> Flow:
    """Return the counts as a flow: all exits as one column, all new poor households as another."""
    return Flow(
        opening=counts.opening,
        exits_above=counts.exits,
        other_out=counts.other_out,
        relapsed=counts.relapsed,
        first_poor=counts.new_poor,
        other_in=counts.other_in,
        closing=counts.closing,
        first_year=counts.first_year,
        reviewed=counts.reviewed,
    )


def undated(row: CommuneRow) -> CommuneRow:
    """Return a row marked as one of a past day."""
    return replace(
        row,
        everyone=replace(row.everyone, is_past=True),
        minority=replace(row.minority, is_past=True),
    )
