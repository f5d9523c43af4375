"""The history of a number of the procedure as its page shows it."""

from typing import Any

from common.history import HistoryEvent, history_events
from procedure.models import ProcedureTerm


def history_of_term(term: ProcedureTerm) -> list[HistoryEvent]:
    """Return the values of a number of the procedure, newest first."""
    return history_events(term, _value)


def _value(row: Any, _before: Any) -> tuple[str, str]:
    value = "chưa có số" if row.value is None else row.value
    return f"{value}, {row.get_certainty_display()}", row.source
