"""Choices of the official forms."""

from django.db import models


class FormBasis(models.TextChoices):
    """Whether a form shows the present figures or those of the locked round."""

    PRESENT = "present", "Số liệu hiện nay"
    FROZEN = "frozen", "Số liệu đã khóa"


class FormGroup(models.TextChoices):
    """The groups of the catalogue of forms."""

    SUMMARY = "summary", "Biểu tổng hợp"
    ANALYSIS = "analysis", "Biểu phân tích"
    LIST = "list", "Danh sách"
