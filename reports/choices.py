"""The figures of the dashboard that have pages and files of their own, and the official forms."""

from django.db import models


class DashboardFigure(models.TextChoices):
    """One figure; the value is its code in the API, `slug` its name in the address of its page."""

    GOALS = "goals", "Mục tiêu năm"
    COMMUNES = "communes", "Kết quả giảm hộ nghèo của các xã"
    MAP = "map", "Sơ đồ các xã"
    MONTHS = "months", "Giảm thực lũy kế trong năm"
    YEARS = "years", "Tỷ lệ hộ nghèo cuối năm"
    CLASSES = "classes", "Biến động phân loại hộ từ đầu năm"
    REASONS = "reasons", "Nguyên nhân nghèo"
    DEPRIVATIONS = "deprivations", "Dịch vụ xã hội cơ bản thiếu hụt"

    @property
    def slug(self) -> str:
        return SLUGS[self]


SLUGS = {
    DashboardFigure.GOALS: "muc-tieu",
    DashboardFigure.COMMUNES: "cac-xa",
    DashboardFigure.MAP: "so-do",
    DashboardFigure.MONTHS: "theo-thang",
    DashboardFigure.YEARS: "theo-nam",
    DashboardFigure.CLASSES: "phan-loai-ho",
    DashboardFigure.REASONS: "nguyen-nhan",
    DashboardFigure.DEPRIVATIONS: "thieu-hut",
}
OF_SLUG = {slug: figure for figure, slug in SLUGS.items()}


class Face(models.TextChoices):
    """A way to see a figure."""

    CHART = "chart", "Biểu đồ"
    TABLE = "table", "Bảng"
    FILES = "files", "Tải về"
    ABOUT = "about", "Giải thích"


class Colouring(models.TextChoices):
    """The figure that colours the tiles of the map."""

    RATE = "rate", "Tỷ lệ hộ nghèo"
    CHANGE = "change", "Thay đổi so đầu kỳ"
    PROGRESS = "progress", "Phần chỉ tiêu đã đạt"


class FormBasis(models.TextChoices):
    """Whether a form shows the present figures or those of the locked round."""

    PRESENT = "present", "Số liệu hiện nay"
    FROZEN = "frozen", "Số liệu đã khóa"


class FormGroup(models.TextChoices):
    """The groups of the catalogue of forms."""

    SUMMARY = "summary", "Biểu tổng hợp"
    ANALYSIS = "analysis", "Biểu phân tích"
