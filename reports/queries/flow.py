"""The flow tables of a year for the reports."""

import datetime as dt

from areas.choices import Boundaries
from areas.queries import installation
from households.models import PovertyStandard
from households.queries.flow import FlowReport, flow_report
from households.queries.poor_list import working_standard


def year_flow(
    *,
    year: int,
    standard_code: str,
    as_of: dt.date,
    computed_at: dt.datetime,
    boundaries: str = Boundaries.OLD,
) -> FlowReport | None:
    """Return the flow tables of a year under a standard; None as `standard_named`."""
    standard = standard_named(standard_code, year=year)
    if standard is None:
        return None
    return flow_report(
        year=year,
        standard=standard,
        as_of=as_of,
        computed_at=computed_at,
        boundaries=boundaries,
    )


def standard_named(code: str, *, year: int) -> PovertyStandard | None:
    """Return the standard with a code; without one that of the year's goals.

    None for an unknown code or a year without a round.
    """
    if code:
        return PovertyStandard.objects.filter(code=code).first()
    return working_standard(year)


def district_name() -> str:
    """Return the name of the district the installation is for."""
    current = installation()
    return current.district.name if current else ""
