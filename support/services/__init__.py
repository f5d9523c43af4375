"""Services that record why households are poor."""

from support.services.needs import CannotRecordNeed, WantedNeed
from support.services.reasons import CannotAnalyse, record_analysis

__all__ = ["CannotAnalyse", "CannotRecordNeed", "WantedNeed", "record_analysis"]
