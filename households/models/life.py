"""Life events of households, with the rows before them."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from areas.querysets import ScopedQuerySet
from common.constraints import possible_days
from households.choices import LifeKind, LifeRole
from households.models.register import Household, Member
from households.querysets import LifeEventQuerySet

MOST_NOTE = 300
_USER = settings.AUTH_USER_MODEL


class LifeEvent(models.Model):
    """A split, merge, move or death: one action with a day, which can be undone.

    `counts_in` is the year whose lists it changes: the first one still open (decision 29). `said`
    holds the request, to recognise a repetition. `before` holds all rows of the touched
    households, their members and their records on the poor lists; `after` the records as the action
    left them. The commune is that of the first household.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("loại biến động", max_length=20, choices=LifeKind)
    happened_on = models.DateField("ngày của biến động")
    counts_in = models.PositiveSmallIntegerField("tính vào năm")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="xã")
    note = models.CharField("lý do, ghi chú", max_length=MOST_NOTE, blank=True)
    summary = models.TextField("nội dung")
    said = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    before = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    after = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    made_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("ghi lúc")
    undone_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    undo_reason = models.CharField("lý do hoàn tác", max_length=MOST_NOTE, blank=True)

    objects = LifeEventQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["said", "before", "after"])

    class Meta:
        verbose_name = "biến động hộ"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["commune", "kind", "happened_on"], name="life_event_by_commune"),
            models.Index(fields=["counts_in", "id"], name="life_event_by_year"),
        ]
        constraints = [
            models.CheckConstraint(
                name="life_event_undone_means_signed",
                condition=Q(undone_by=None, undone_at=None, undo_reason="")
                | Q(undone_by__isnull=False, undone_at__isnull=False) & ~Q(undo_reason=""),
                violation_error_message="Hoàn tác phải có người, lúc và lý do.",
            ),
            possible_days("life_event", "happened_on"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on:%d/%m/%Y}"

    @property
    def counts_later(self) -> bool:
        """Whether the year of its day was closed, so that it counts in a later one."""
        return self.counts_in > self.happened_on.year

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None


class LifeEventPart(models.Model):
    """A household in an event. Code and name stay when an undo deletes its row.

    `version_after` is the household's version after the event; a different one means a later
    change.
    """

    event = models.ForeignKey(LifeEvent, models.CASCADE, related_name="parts")
    household = models.ForeignKey(
        Household, models.SET_NULL, related_name="life_parts", null=True, blank=True
    )
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    code = models.CharField("mã hộ", max_length=20, db_index=True)
    head_name = models.CharField("chủ hộ", max_length=100)
    role = models.CharField("vai trò của hộ", max_length=10, choices=LifeRole)
    version_after = models.PositiveIntegerField(editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "hộ trong biến động"
        ordering = ["event", "pk"]
        indexes = [models.Index(fields=["commune", "event"], name="life_part_by_commune")]
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="life_part_once_per_household"),
        ]


class DuplicateDecision(models.Model):
    """Two people who look alike are not the same person; the pair is no longer listed."""

    first = models.ForeignKey(Member, models.CASCADE, related_name="+")
    second = models.ForeignKey(Member, models.CASCADE, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=MOST_NOTE)
    decided_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("quyết định lúc")

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "quyết định không trùng"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="duplicate_decision_once_per_pair",
                violation_error_message="Cặp này đã được xem xét.",
            ),
            models.CheckConstraint(
                name="duplicate_decision_pair_in_order", condition=Q(first__lt=F("second"))
            ),
            models.CheckConstraint(
                name="duplicate_decision_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Hãy ghi lý do.",
            ),
        ]
