"""The numbered columns of the progress table, the source of its heads, cells and orders."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from common.formats import count, percent, rate, signed_points
from households.choices import Figure
from targets.queries.rows import ProgressLine

Value = int | Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressColumn:
    """One numbered column. `figure` is the list behind its numbers, `order` its sort key."""

    label: str
    order: str
    value: Callable[[ProgressLine], Value]
    group: str = ""
    explanation: str = ""
    show: Callable[[Value], str] = count
    figure: str = ""
    detail: Callable[[ProgressLine], str] | None = None
    is_strong: bool = False
    line: str = ""

    @property
    def card_label(self) -> str:
        """The label of the column on its own, on a phone."""
        return f"{self.group} {self.label.lower()}" if self.label == "Khác" else self.label


def _fallen(line: ProgressLine) -> str:
    fallen = line.flow.fallen_from_near_poor
    return f"CN: {count(fallen)}" if fallen else ""


def _reviewed(line: ProgressLine) -> str:
    return f"{count(line.flow.reviewed)}/{count(line.flow.opening)}"


COLUMNS = (
    ProgressColumn(
        label="Đầu kỳ",
        order="opening",
        value=lambda line: line.flow.opening,
        explanation="Hộ nghèo trong danh sách đầu năm",
        figure=Figure.OPENING,
    ),
    ProgressColumn(
        label="Thoát nghèo",
        order="exits",
        value=lambda line: line.flow.exits,
        group="Giảm",
        explanation="Thoát nghèo, kể cả trở thành cận nghèo",
        figure=Figure.EXITS,
    ),
    ProgressColumn(
        label="Khác",
        order="other_out",
        value=lambda line: line.flow.other_out,
        group="Giảm",
        explanation="Giảm khác: chết, chuyển đi, nhập hộ",
        figure=Figure.OTHER_OUT,
    ),
    ProgressColumn(
        label="Tái nghèo",
        order="relapsed",
        value=lambda line: line.flow.relapsed,
        group="Tăng",
        explanation="Đã được công nhận thoát nghèo, nay nghèo lại",
        figure=Figure.RELAPSED,
    ),
    ProgressColumn(
        label="Phát sinh",
        order="new_poor",
        value=lambda line: line.flow.new_poor,
        group="Tăng",
        explanation="Cận nghèo trở thành nghèo (CN) và phát sinh mới",
        figure=Figure.NEW_POOR,
        detail=_fallen,
    ),
    ProgressColumn(
        label="Khác",
        order="other_in",
        value=lambda line: line.flow.other_in,
        group="Tăng",
        explanation="Tăng khác: chuyển đến, tách hộ",
        figure=Figure.OTHER_IN,
    ),
    ProgressColumn(
        label="Hiện nay",
        order="closing",
        value=lambda line: line.flow.closing,
        explanation="Hộ nghèo hiện nay: (7) = (1) − (2) − (3) + (4) + (5) + (6)",
        figure=Figure.CLOSING,
        is_strong=True,
    ),
    ProgressColumn(
        label="Số hộ",
        order="households",
        value=lambda line: line.households,
        explanation="Hộ (của nhóm đang xem) đang cư trú theo sổ hộ",
    ),
    ProgressColumn(
        label="Tỷ lệ",
        order="rate",
        value=lambda line: line.rate,
        explanation="Tỷ lệ hộ nghèo hiện nay: (9) = (7) : (8)",
        show=rate,
        is_strong=True,
    ),
    ProgressColumn(
        label="Thay đổi",
        order="change",
        value=lambda line: line.change_points,
        explanation="So với tỷ lệ đầu kỳ, tính bằng điểm phần trăm từ số chưa làm tròn; số âm là giảm",
        show=signed_points,
    ),
    ProgressColumn(
        label="Chỉ tiêu",
        order="target",
        value=lambda line: line.target_fall,
        group="Giảm thực",
        explanation="Số hộ nghèo phải giảm thực trong năm (đã trừ tái nghèo, phát sinh)",
    ),
    ProgressColumn(
        label="Đã giảm",
        order="net_fall",
        value=lambda line: line.flow.net_fall,
        group="Giảm thực",
        explanation="Đã giảm thực: (12) = (1) − (7)",
    ),
    ProgressColumn(
        label="Còn lại (không âm)",
        order="remaining",
        value=lambda line: line.remaining,
        group="Giảm thực",
        explanation="Còn phải giảm: (13) = (11) − (12), xã đã vượt chỉ tiêu ghi 0",
        is_strong=True,
        line="còn giảm",
    ),
    ProgressColumn(
        label="Đã rà soát",
        order="reviewed",
        value=lambda line: line.reviewed_share,
        explanation="Phần hộ nghèo đầu năm đã có phiếu được duyệt hoặc đã rời địa bàn",
        show=percent,
        figure=Figure.REVIEWED,
        detail=_reviewed,
    ),
)
