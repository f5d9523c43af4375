"""Official forms: one function per form. Their numbers are those of the pages."""

from reports.exports.district_summary import (
    district_summary,
    district_summary_name,
    district_summary_response,
)

__all__ = ["district_summary", "district_summary_name", "district_summary_response"]
