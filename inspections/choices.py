"""Choices of the re-check."""

from django.db import models


class SampleGroup(models.TextChoices):
    """The approved forms of a commune that a sample is drawn from."""

    ALL = "ALL", "Tất cả phiếu đã duyệt"
    LISTED = "LISTED", "Hộ nghèo, hộ cận nghèo"
    EXITED = "EXITED", "Hộ thoát nghèo trong năm"
    NEW = "NEW", "Hộ nghèo phát sinh, tái nghèo trong năm"


class SampleState(models.TextChoices):
    OPEN = "OPEN", "Đang phúc tra"
    CLOSED = "CLOSED", "Đã kết thúc"


class CaseState(models.TextChoices):
    PENDING = "PENDING", "Chưa phúc tra"
    CHECKED = "CHECKED", "Đã phúc tra"
    ABSENT = "ABSENT", "Không gặp được hộ"
