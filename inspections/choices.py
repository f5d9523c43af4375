"""Words of the re-check and of the watch list."""

from django.db import models


class SampleGroup(models.TextChoices):
    """From which approved forms of a commune a sample is drawn."""

    ALL = "ALL", "Tất cả phiếu đã duyệt"
    LISTED = "LISTED", "Hộ nghèo, hộ cận nghèo"
    EXITED = "EXITED", "Hộ thoát nghèo trong năm"
    NEW = "NEW", "Hộ nghèo mới, tái nghèo trong năm"


class SampleState(models.TextChoices):
    OPEN = "OPEN", "Đang phúc tra"
    CLOSED = "CLOSED", "Đã kết thúc"


class CaseState(models.TextChoices):
    PENDING = "PENDING", "Chưa phúc tra"
    CHECKED = "CHECKED", "Đã phúc tra"
    ABSENT = "ABSENT", "Không gặp được hộ"
