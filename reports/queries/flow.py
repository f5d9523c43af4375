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
    standard_code: str | None,
    as_of: dt.date,
    computed_at: dt.datetime,
    boundaries: str = Boundaries.OLD,
) -> FlowReport | None:
    """Return the flow tables of a year under a standard.

    Without a code the standard is that of the year's goals. None for a year without a round or
    an unknown code.
    """
    if standard_code:
        standard = PovertyStandard.objects.filter(code=standard_code).first()
    else:
        standard = working_standard(year)
    if standard is None:
        return None
    return flow_report(
        year=year,
        standard=standard,
        as_of=as_of,
        computed_at=computed_at,
        boundaries=boundaries,
    )


def district_name() -> str:
    """Return the name of the district the installation is for."""
    current = installation()
    return current.district.name if current else ""
