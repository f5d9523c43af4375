"""The flow of both lists as frozen when the year-end round was locked."""

import datetime as dt

from django.utils import timezone

from households.choices import RoundKind
from households.models import FrozenRecord, PovertyStandard, Snapshot
from households.queries.flow import FlowReport, flow_on_units
from households.queries.freezing import current_lines
from households.queries.poor_list import CommuneFlow, flows_of, list_columns

# Whether a household was reviewed is not frozen.
_COLUMNS = {
    name: column
    for name, column in list_columns(people=True).items()
    if not name.endswith("_reviewed")
}


def frozen_flow_report(
    *,
    year: int,
    standard: PovertyStandard,
    computed_at: dt.datetime,
    boundaries: str | None = None,
) -> FlowReport | None:
    """Return the flow as locked, None while nothing is frozen; its day is that of the locking.

    Each commune's latest edition counts. Whether a household opened as an ethnic-minority one is
    not frozen: the flows of ethnic-minority households have only closings to rely on.
    """
    of_round = Snapshot.objects.filter(
        round__year=year, round__kind=RoundKind.YEAR_END, standard=standard
    )
    snapshots = list(of_round.order_by("edition"))
    if not snapshots:
        return None
    locked_at = max(one.frozen_at for one in snapshots)
    return flow_on_units(
        _flows(snapshots),
        year=year,
        standard=standard,
        as_of=timezone.localtime(locked_at).date(),
        computed_at=computed_at,
        boundaries=boundaries,
    )


def _flows(snapshots: list[Snapshot]) -> dict[int, CommuneFlow]:
    rows = (
        FrozenRecord.objects.filter(current_lines(snapshots))
        .order_by()
        .values("commune", "is_ethnic_minority")
        .annotate(**_COLUMNS)
    )
    marked = ((row["commune"], (row["is_ethnic_minority"],) * 2, row) for row in rows)
    return flows_of(marked)
