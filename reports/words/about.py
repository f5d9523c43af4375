"""What each figure of the dashboard means: definition, computation, source and delay."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.choices import DashboardFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAbout:
    """The explanation of a figure, in sentences."""

    definition: str
    computed: str
    source: str
    delay: str

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Khái niệm", self.definition),
            ("Cách tính", self.computed),
            ("Nguồn", self.source),
            ("Độ trễ", self.delay),
        )


_LIST = "Danh sách hộ nghèo, hộ cận nghèo của năm (phiếu rà soát đã được Chủ tịch UBND xã duyệt)."
_ON_APPROVAL = (
    "Biến động được tính từ ngày công nhận; phiếu đã nộp mà chưa duyệt chưa có trong số liệu."
)

ABOUT: Mapping[DashboardFigure, FigureAbout] = {
    DashboardFigure.GOALS: FigureAbout(
        definition="Mục tiêu giảm nghèo của năm do huyện đặt, kết quả đến nay và dự kiến cuối năm.",
        computed=(
            "Dự kiến: giả định hộ đầu năm chưa nộp phiếu chuyển biến như hộ đã có kết quả của cùng "
            "xã. Tình trạng xếp theo xác suất đạt mục tiêu: từ 90 % là khả năng đạt rất cao, "
            "từ 60 % là nhiều khả năng đạt, dưới 60 % là có nguy cơ không đạt."
        ),
        source=f"Kế hoạch năm của huyện; {_LIST[0].lower()}{_LIST[1:]}",
        delay=_ON_APPROVAL,
    ),
    DashboardFigure.COMMUNES: FigureAbout(
        definition=(
            "Giảm thực: số hộ nghèo đầu năm trừ số hộ nghèo hiện nay, đã trừ hộ tái nghèo và hộ "
            "nghèo phát sinh. Mỗi xã được so với chỉ tiêu huyện giao."
        ),
        computed=(
            "Các xã xếp theo khả năng đạt chỉ tiêu, thấp nhất đứng trước. ▲ tỷ lệ đầu kỳ trên bình "
            "quân huyện; ◆ xã biên giới. Thay đổi được tính theo ngày công nhận, so với cùng giờ "
            "cuối ngày trước đó 7 ngày và trước đó một tháng."
        ),
        source=_LIST,
        delay=_ON_APPROVAL,
    ),
    DashboardFigure.MAP: FigureAbout(
        definition="Mỗi ô là một xã, đặt theo vị trí; màu theo số liệu được chọn. Nét đứt: xã biên giới.",
        computed=(
            "Ngưỡng màu cố định, không đổi theo ngày. Tỷ lệ hộ nghèo: 1 %, 2 %, 3 % và 5 %. Thay "
            "đổi: 0,25 và 1 điểm phần trăm, tăng hoặc giảm. Phần chỉ tiêu: 25 %, 50 %, 75 % và "
            "100 %. Giá trị bằng ngưỡng thuộc nhóm trên."
        ),
        source=f"{_LIST} Số hộ dân cư: sổ hộ hiện nay hoặc số đã chốt của năm.",
        delay=_ON_APPROVAL,
    ),
    DashboardFigure.MONTHS: FigureAbout(
        definition="Số hộ nghèo giảm thực từ đầu năm đến hết từng tháng, so với lộ trình của kế hoạch.",
        computed=(
            "Hộ thoát nghèo, tái nghèo, phát sinh tính vào ngày biến động, không có ngày thì tính "
            "vào ngày duyệt phiếu. Sửa phiếu của tháng trước thì số của tháng đó cũng đổi."
        ),
        source=_LIST,
        delay=(
            "Vùng gạch chéo: từ ngày nộp của phiếu chờ công nhận lâu nhất đến nay; đường đi ngang "
            "ở đó có thể do phiếu chưa được duyệt."
        ),
    ),
    DashboardFigure.YEARS: FigureAbout(
        definition="Số hộ nghèo chia cho số hộ dân cư vào cuối mỗi năm; năm đang xem là số hiện nay.",
        computed=(
            "Mỗi chuẩn nghèo một đường: tỷ lệ theo hai chuẩn không so sánh được. Của một xã chỉ có "
            "số đầu kỳ và số hiện nay."
        ),
        source=f"Số liệu đầu kỳ của kế hoạch các năm; {_LIST[0].lower()}{_LIST[1:]}",
        delay=_ON_APPROVAL,
    ),
    DashboardFigure.CLASSES: FigureAbout(
        definition="Số hộ theo loại đầu năm (bên trái) và loại hiện nay (bên phải).",
        computed=(
            "Cộng từ hai biểu diễn biến hộ nghèo và hộ cận nghèo. Giảm khác: hộ chết, chuyển đi, "
            "nhập hộ. Mới vào danh sách: tái nghèo, phát sinh, chuyển đến, tách hộ."
        ),
        source=f"{_LIST} Biểu diễn biến theo Thông tư 07/2021/TT-BLĐTBXH.",
        delay=f"{_ON_APPROVAL} Loại hộ của ngày đã qua không ghi lại, nên chỉ có số hiện nay.",
    ),
    DashboardFigure.REASONS: FigureAbout(
        definition="Số hộ nghèo có từng nguyên nhân nghèo; một hộ có thể có nhiều nguyên nhân.",
        computed="Tỷ lệ tính trên số hộ nghèo đã được phân tích nguyên nhân, không phải mọi hộ nghèo.",
        source="Phân tích nguyên nhân nghèo do xã nhập.",
        delay="Chỉ có số hiện nay: ngày phân tích không ghi cho từng nguyên nhân.",
    ),
    DashboardFigure.DEPRIVATIONS: FigureAbout(
        definition="Số hộ nghèo thiếu hụt từng chỉ số dịch vụ xã hội cơ bản theo chuẩn nghèo của năm.",
        computed="Tỷ lệ tính trên số hộ nghèo có phiếu được duyệt và có câu trả lời về chỉ số đó.",
        source="Phiếu rà soát đã được duyệt.",
        delay=f"{_ON_APPROVAL} Chỉ có số hiện nay.",
    ),
}
