"""Allocations of the district's fall to its communes: drafts, and one adopted, never edited
after."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from common.constraints import possible_days
from targets.choices import AllocationState, SplitRule
from targets.models.plan import YearPlan
from targets.querysets import AllocationQuerySet

_USER = settings.AUTH_USER_MODEL
_SIGNED = [AllocationState.ADOPTED, AllocationState.REPLACED, AllocationState.WITHDRAWN]


class Allocation(models.Model):
    """One allocation of the district's fall. Once adopted it is a record; a change is a new
    allocation.

    `change_reason` is why it takes the place of another. `overwritten` are the figures that the last
    proposal replaced, by commune key, until the draft is saved again.
    `number` counts the adopted ones of a plan. `override_reason` is the written reason for
    adopting figures that break a rule. `follows` is the adopted allocation it was made from when
    proposals of communes were decided.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="allocations")
    name = models.CharField("tên phương án", max_length=100)
    rule = models.CharField("cách phân bổ", max_length=15, choices=SplitRule)
    state = models.CharField(
        "tình trạng", max_length=10, choices=AllocationState, default=AllocationState.DRAFT
    )
    note = models.CharField("ghi chú", max_length=500, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="followed_by", null=True, blank=True
    )
    change_reason = models.CharField("lý do giao lại", max_length=500, blank=True)
    overwritten = models.JSONField("số trước lần đề xuất", null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        _USER, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người trình"
    )
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    created_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField("lập lúc")
    number = models.PositiveSmallIntegerField("lần giao", null=True, blank=True)
    decision_number = models.CharField("số quyết định", max_length=50, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    answers_due_on = models.DateField("hạn xã trả lời", null=True, blank=True)
    override_reason = models.CharField(
        "lý do giao khi chưa đáp ứng ràng buộc", max_length=500, blank=True
    )
    adopted_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    adopted_at = models.DateTimeField("giao lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AllocationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "phương án giao chỉ tiêu"
        ordering = ["plan", "-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state=AllocationState.ADOPTED),
                name="allocation_one_adopted_per_plan",
            ),
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=Q(number__isnull=False),
                name="allocation_number_once_in_plan",
            ),
            models.CheckConstraint(
                name="allocation_adopted_means_decided",
                condition=Q(
                    state__in=_SIGNED,
                    number__isnull=False,
                    decided_on__isnull=False,
                    adopted_at__isnull=False,
                )
                & ~Q(decision_number="")
                | ~Q(state__in=_SIGNED) & Q(number=None, adopted_at=None, adopted_by=None),
            ),
            possible_days("allocation", "decided_on", "answers_due_on"),
            models.CheckConstraint(
                name="allocation_submitted_means_dated",
                condition=~Q(state=AllocationState.SUBMITTED) | Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == AllocationState.DRAFT

    @property
    def is_submitted(self) -> bool:
        return self.state == AllocationState.SUBMITTED

    @property
    def is_adopted(self) -> bool:
        return self.state == AllocationState.ADOPTED


class AllocationLine(models.Model):
    """A commune's share in households, with the limits set for it.

    `weight` multiplies the measure of the rule (1: unchanged); `least_fall` and `least_em_fall`
    are floors set by hand.
    """

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="lines")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    fall = models.PositiveIntegerField("giảm hộ nghèo", default=0)
    em_fall = models.PositiveIntegerField("giảm hộ nghèo dân tộc thiểu số", default=0)
    weight = models.DecimalField("hệ số", max_digits=5, decimal_places=2, default=1)
    least_fall = models.PositiveIntegerField("ít nhất", null=True, blank=True)
    least_em_fall = models.PositiveIntegerField("DTTS ít nhất", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "dòng của phương án"
        ordering = ["allocation", "commune__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "commune"], name="allocation_line_once_per_commune"
            ),
            models.CheckConstraint(
                name="allocation_line_minority_within_all",
                condition=Q(em_fall__lte=F("fall")),
                violation_error_message="Chỉ tiêu DTTS không được lớn hơn chỉ tiêu chung.",
            ),
            models.CheckConstraint(
                name="allocation_line_weight_in_range",
                condition=Q(weight__gte=0, weight__lte=100),
            ),
        ]
