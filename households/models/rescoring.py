"""Rescoring of a round by a changed table: the run and its changes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from areas.models import Commune
from areas.querysets import ScopedQuerySet
from households.choices import PovertyStatus
from households.models.review import AssessmentResult, Round
from households.models.scoring import ScoringTable


class Rescoring(models.Model):
    """One run of a table over the forms of a round, in batches, up to `last_form`.

    The row is its own log: who started it, when, and its progress. An interrupted run continues
    after `last_form`; a table has at most one run over a round at a time.
    """

    table = models.ForeignKey(ScoringTable, models.PROTECT, related_name="rescorings")
    round = models.ForeignKey(Round, models.PROTECT, related_name="rescorings")
    total = models.PositiveIntegerField("số phiếu phải chấm lại")
    done = models.PositiveIntegerField("đã chấm lại", default=0)
    last_form = models.PositiveBigIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField("bắt đầu lúc")
    worked_at = models.DateTimeField("đợt xử lý gần nhất", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        verbose_name = "lần chấm lại"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "round"],
                condition=Q(finished_at__isnull=True),
                name="rescoring_one_at_work",
                violation_error_message="Đợt này đang được chấm lại theo bảng điểm đó.",
            ),
            models.CheckConstraint(
                name="rescoring_done_within_total", condition=Q(done__lte=F("total"))
            ),
        ]

    def __str__(self) -> str:
        return f"Chấm lại {self.round}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class RescoringChange(models.Model):
    """The change of one form by a run: B1 and class before and after. Never changed once written.

    A submitted form without some answer required by the new table is not changed: its row has
    `is_applied` false and the missing answers as explanation.
    """

    rescoring = models.ForeignKey(Rescoring, models.CASCADE, related_name="changes")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", db_index=False)
    result = models.ForeignKey(AssessmentResult, models.CASCADE, related_name="+", db_index=False)
    b1_before = models.PositiveSmallIntegerField("B1 trước", null=True)
    b1_after = models.PositiveSmallIntegerField("B1 sau", null=True)
    status_before = models.CharField(
        "kết quả trước", max_length=10, choices=PovertyStatus, blank=True
    )
    status_after = models.CharField("kết quả sau", max_length=10, choices=PovertyStatus, blank=True)
    explanation = models.TextField("căn cứ", blank=True)
    is_applied = models.BooleanField("đã ghi vào phiếu", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu được chấm lại"
        ordering = ["rescoring", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "rescoring"], name="rescoring_change_once_a_result"
            ),
        ]
