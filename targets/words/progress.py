"""The progress of one group of households in words."""

from collections.abc import Iterable

from common.formats import count
from targets.queries.rows import ProgressLine

REMAINING_HEAD = "Còn phải giảm (không âm)"
EXACT_CHANGE = (
    "Thay đổi tỷ lệ tính từ số chưa làm tròn, nên có thể lệch 0,01 so với hiệu của hai tỷ lệ đã "
    "làm tròn."
)
_OF_MINORITY = "Bảng chỉ gồm hộ dân tộc thiểu số: tỷ lệ tính trên số hộ dân tộc thiểu số."


def table_notes(
    total: ProgressLine, communes: Iterable[ProgressLine], *, is_minority: bool
) -> list[str]:
    """Return what a table of communes does not say in its heads, for page and workbook.

    The denominator of another group than all households, how changes are rounded, and why a
    column of the communes does not add up to the district's figure.
    """
    notes = [_OF_MINORITY] if is_minority else []
    return [*notes, EXACT_CHANGE, *_remaining_note(total, list(communes))]


def _remaining_note(total: ProgressLine, communes: list[ProgressLine]) -> list[str]:
    added = sum(line.remaining or 0 for line in communes)
    if total.remaining is None or added == total.remaining:
        return []
    return [
        f"Còn phải giảm: xã đã vượt chỉ tiêu ghi 0, nên các xã cộng lại là {count(added)} hộ, "
        f"toàn huyện là {count(total.remaining)} hộ."
    ]


def target_words(line: ProgressLine) -> str:
    """Return the target as a hint beside a figure."""
    if line.target_fall is None:
        return "chưa giao chỉ tiêu"
    return f"chỉ tiêu {count(line.target_fall)} hộ"
