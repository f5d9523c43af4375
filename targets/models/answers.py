"""The ledger between district and communes: reports, answers, proposals, decisions; never
edited."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.choices import Role
from areas.models import Commune
from common.constraints import possible_days
from targets.choices import AnswerKind, Verdict
from targets.models.allocations import Allocation
from targets.models.directions import DirectionReport
from targets.querysets import CommuneScopedQuerySet

_USER = settings.AUTH_USER_MODEL


class Signed(models.Model):
    """One step of the ledger: its author, their role, the moment. `client_id` makes it
    idempotent."""

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    role = models.CharField("vai trò", max_length=20, choices=Role)
    at = models.DateTimeField("ghi lúc")

    class Meta:
        abstract = True


class PartyReport(Signed):
    """The commune reported its target to its Party committee on a day, with these figures."""

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="party_reports")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    reported_on = models.DateField("ngày báo cáo")
    document_number = models.CharField("số văn bản", max_length=50, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    fall = models.PositiveIntegerField("chỉ tiêu giảm hộ nghèo")
    em_fall = models.PositiveIntegerField("chỉ tiêu giảm hộ nghèo dân tộc thiểu số")

    objects = CommuneScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "báo cáo Đảng ủy về chỉ tiêu"
        ordering = ["-at", "-pk"]
        constraints = [possible_days("party_report", "reported_on")]


class AllocationAnswer(Signed):
    """A commune accepts its target, or proposes another with a reason.

    `given_*` are the figures given, `fall` and `em_fall` those of the answer. It may be withdrawn
    before the district decides; another answer is then a new row. Days are working dates and are
    compared with the deadline.
    """

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="answers")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    kind = models.CharField("trả lời", max_length=10, choices=AnswerKind)
    answered_on = models.DateField("ngày trả lời")
    given_fall = models.PositiveIntegerField("được giao")
    given_em_fall = models.PositiveIntegerField("được giao, dân tộc thiểu số")
    fall = models.PositiveIntegerField("đề nghị")
    em_fall = models.PositiveIntegerField("đề nghị, dân tộc thiểu số")
    reason = models.CharField("lý do", max_length=1000, blank=True)
    withdrawn_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_on = models.DateField("ngày rút", null=True, blank=True)

    objects = CommuneScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "trả lời của xã"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "commune"],
                condition=Q(withdrawn_at__isnull=True),
                name="answer_one_in_force_per_commune",
                violation_error_message="Xã đã trả lời chỉ tiêu này.",
            ),
            models.CheckConstraint(
                name="answer_proposal_differs_and_has_a_reason",
                condition=Q(
                    kind=AnswerKind.ACCEPT, fall=F("given_fall"), em_fall=F("given_em_fall")
                )
                | Q(kind=AnswerKind.PROPOSE)
                & ~Q(reason="")
                & ~Q(fall=F("given_fall"), em_fall=F("given_em_fall")),
                violation_error_message="Đề nghị điều chỉnh phải khác chỉ tiêu đã giao và có lý do.",
            ),
            models.CheckConstraint(
                name="answer_minority_within_all",
                condition=Q(em_fall__lte=F("fall")),
                violation_error_message="Chỉ tiêu DTTS không được lớn hơn chỉ tiêu chung.",
            ),
            models.CheckConstraint(
                name="answer_withdrawn_means_signed",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_on=None)
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_on__isnull=False,
                ),
            ),
            possible_days("allocation_answer", "answered_on", "withdrawn_on"),
        ]


class AdjustmentDecision(Signed):
    """The district's decision on one proposal, with its reason; `allocation` is the one it
    led to."""

    answer = models.OneToOneField(AllocationAnswer, models.PROTECT, related_name="decision")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    verdict = models.CharField("quyết định", max_length=10, choices=Verdict)
    reason = models.CharField("lý do", max_length=1000)
    decision_number = models.CharField("số quyết định", max_length=50)
    decided_on = models.DateField("ngày quyết định")
    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="decisions", null=True, blank=True
    )

    objects = CommuneScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "quyết định về đề nghị"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="decision_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="decision_accepted_makes_an_allocation",
                condition=Q(verdict=Verdict.ACCEPTED, allocation__isnull=False)
                | Q(verdict=Verdict.REFUSED, allocation__isnull=True),
            ),
            possible_days("adjustment_decision", "decided_on"),
        ]


class Attachment(models.Model):
    """A file attached to a commune's answer or to a report on a task, stored in the
    database.

    It is saved and backed up together with the record it belongs to (docs/decisions).
    """

    answer = models.ForeignKey(
        AllocationAnswer, models.CASCADE, related_name="attachments", null=True, blank=True
    )
    direction_report = models.ForeignKey(
        DirectionReport, models.CASCADE, related_name="attachments", null=True, blank=True
    )
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField("tên tệp", max_length=150)
    content_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveIntegerField("cỡ tệp (byte)")
    content = models.BinaryField("nội dung")
    added_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("thêm lúc")

    objects = CommuneScopedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["content"])

    class Meta:
        verbose_name = "tệp đính kèm"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="attachment_belongs_to_one_thing",
                condition=Q(answer__isnull=False, direction_report__isnull=True)
                | Q(answer__isnull=True, direction_report__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
