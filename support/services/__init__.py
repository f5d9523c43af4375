"""What a person can write about the support of the poor."""

from support.services.reasons import CannotAnalyse, record_analysis

__all__ = ["CannotAnalyse", "record_analysis"]
