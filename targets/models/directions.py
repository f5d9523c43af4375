"""Tasks given at the conference (nhiệm vụ trọng tâm), their bearers, and the bearers' reports."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.choices import Role
from areas.models import Commune
from common.constraints import possible_days
from targets.choices import DirectionState, Evidence, OfficeBearer
from targets.models.plan import YearPlan
from targets.querysets import BearerQuerySet, DirectionReportQuerySet

_USER = settings.AUTH_USER_MODEL


class Direction(models.Model):
    """One task of the year. `evidence` names the figures in the product that show its progress."""

    plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="directions")
    number = models.PositiveSmallIntegerField("số thứ tự")
    title = models.CharField("nhiệm vụ", max_length=200)
    content = models.CharField("nội dung", max_length=1000, blank=True)
    source = models.CharField("căn cứ", max_length=300, blank=True)
    given_on = models.DateField("ngày giao", null=True, blank=True)
    due_on = models.DateField("hạn báo cáo", null=True, blank=True)
    evidence = models.CharField(
        "số liệu đối chiếu", max_length=15, choices=Evidence, default=Evidence.NONE
    )
    is_withdrawn = models.BooleanField("đã bỏ", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "nhiệm vụ trọng tâm"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="direction_number_once_in_plan"
            ),
            possible_days("direction", "given_on", "due_on"),
        ]

    def __str__(self) -> str:
        return self.title


class DirectionBearer(models.Model):
    """A commune or a body of the district that a task was given to, and its progress."""

    direction = models.ForeignKey(Direction, models.CASCADE, related_name="bearers")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", null=True, blank=True)
    office = models.CharField("cơ quan", max_length=20, choices=OfficeBearer, blank=True)
    due_on = models.DateField("hạn riêng", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=12, choices=DirectionState, default=DirectionState.GIVEN
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BearerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "nơi thực hiện nhiệm vụ"
        ordering = ["direction", "commune__sort_key", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "commune"],
                condition=Q(commune__isnull=False),
                name="direction_bearer_once_per_commune",
            ),
            models.UniqueConstraint(
                fields=["direction", "office"],
                condition=~Q(office=""),
                name="direction_bearer_once_per_office",
            ),
            models.CheckConstraint(
                name="direction_bearer_is_a_commune_or_an_office",
                condition=Q(commune__isnull=False, office="")
                | Q(commune__isnull=True) & ~Q(office=""),
            ),
            possible_days("direction_bearer", "due_on"),
        ]


class DirectionReport(models.Model):
    """A bearer's report, never edited: a later report is a new row."""

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bearer = models.ForeignKey(DirectionBearer, models.PROTECT, related_name="reports")
    state = models.CharField("tình trạng", max_length=12, choices=DirectionState)
    words = models.CharField("kết quả", max_length=1000)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    role = models.CharField("vai trò", max_length=20, choices=Role)
    at = models.DateTimeField("báo cáo lúc")

    objects = DirectionReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "báo cáo thực hiện nhiệm vụ"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="direction_report_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="direction_report_moves_on", condition=~Q(state=DirectionState.GIVEN)
            ),
        ]
