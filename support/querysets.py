"""Named questions about one model each; `visible_to` is the only way a view may begin."""

from households.querysets import ScopedQuerySet


class ReasonAnalysisQuerySet(ScopedQuerySet):
    """Analyses of poor households."""
