"""Official forms: one function per form. Their numbers are those of the pages."""

from reports.exports.district_summary import (
    district_summary,
    district_summary_name,
    district_summary_response,
)
from reports.exports.poverty_flow import poverty_flow_response, poverty_flow_workbook

__all__ = [
    "district_summary",
    "district_summary_name",
    "district_summary_response",
    "poverty_flow_response",
    "poverty_flow_workbook",
]
