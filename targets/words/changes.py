"""The changes of allocations and tasks in words, from their history rows (`common.history`)."""

from collections.abc import Iterable
from typing import Any

from common.history import HistoryEvent, events_of


def allocation_versions(rows: Iterable[Any]) -> list[HistoryEvent]:
    """Return the versions of an allocation, latest first."""
    return events_of(
        rows,
        lambda row, _before: (row.history_change_reason or "Lập phương án", ""),
        unknown="Nhập từ hệ thống",
    )


def direction_changes(rows: Iterable[Any]) -> list[HistoryEvent]:
    """Return who gave and changed a task, latest first."""
    return events_of(rows, lambda row, _before: (row.history_change_reason or "Sửa nhiệm vụ", ""))
