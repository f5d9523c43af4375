"""Services that record why households are poor."""

from support.services.reasons import CannotAnalyse, record_analysis

__all__ = ["CannotAnalyse", "record_analysis"]
