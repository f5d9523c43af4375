"""The office's own templates of Word papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

LONGEST_NOTE = 300
_USER = settings.AUTH_USER_MODEL


class PaperTemplate(models.Model):
    """A template that the office uploaded for a paper. It is never edited; another one replaces it.

    `names` are the placeholders it uses. The template without `retired_at` is the one in force; a
    paper without such a template is built from the built-in one.
    """

    code = models.CharField("văn bản", max_length=40)
    name = models.CharField("tên tệp", max_length=150)
    size = models.PositiveIntegerField("cỡ tệp (byte)")
    content = models.BinaryField("nội dung")
    names = models.JSONField("chỗ điền", default=list)
    note = models.CharField("ghi chú", max_length=LONGEST_NOTE, blank=True)
    added_by = models.ForeignKey(
        _USER, models.PROTECT, related_name="+", verbose_name="người tải lên"
    )
    added_at = models.DateTimeField("tải lên lúc")
    retired_by = models.ForeignKey(
        _USER, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người thay"
    )
    retired_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["content"])

    class Meta:
        verbose_name = "mẫu văn bản"
        ordering = ["code", "-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(retired_at__isnull=True),
                name="paper_template_one_in_force",
                violation_error_message="Văn bản này đã có mẫu khác đang dùng.",
            ),
            models.CheckConstraint(
                name="paper_template_retired_means_by_someone",
                condition=Q(retired_at=None, retired_by=None)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_force(self) -> bool:
        return self.retired_at is None
