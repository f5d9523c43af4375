"""The progress of one group of households in words."""

from common.formats import count
from targets.queries.rows import ProgressLine


def target_words(line: ProgressLine) -> str:
    """Return the target as a hint beside a figure."""
    if line.target_fall is None:
        return "chưa giao chỉ tiêu"
    return f"chỉ tiêu {count(line.target_fall)} hộ"
