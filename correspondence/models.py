"""Threads of correspondence, their messages, and who has read them."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.choices import Role
from areas.models import Commune
from common.constraints import possible_days
from correspondence.choices import Matter, ThreadKind
from correspondence.querysets import MessageQuerySet, ThreadQuerySet
from households.models import Indicator
from targets.choices import GoalCode, GoalGroup, OfficeBearer
from targets.models import YearPlan

LONGEST_BODY = 3000
LONGEST_SUBJECT = 200
LONGEST_REASON = 80  # a history row holds 100 characters, with what was done
_USER = settings.AUTH_USER_MODEL
_NO_GOAL = Q(goal_code="", goal_group="", indicator=None)


class Thread(models.Model):
    """A reminder, a comment on a figure or a question, about the plan of a year.

    A comment is on a commune's figures or on a goal, named by code, group and indicator as in its
    plan: goals are replaced when the plan changes. `figure` is the figure in words as it was on
    `figure_on`, with what every reader of the district may see.
    """

    state: str  # set by `with_state`, as the next
    read_at: dt.datetime | None
    reader: str | None
    answered_at: dt.datetime | None

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("loại", max_length=10, choices=ThreadKind)
    plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="threads")
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="xã"
    )
    goal_code = models.CharField("mục tiêu", max_length=30, choices=GoalCode, blank=True)
    goal_group = models.CharField("phạm vi", max_length=10, choices=GoalGroup, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chỉ số"
    )
    office = models.CharField("cơ quan được hỏi", max_length=20, choices=OfficeBearer, blank=True)
    matter = models.CharField("về việc", max_length=15, choices=Matter, blank=True)
    subject = models.CharField("tiêu đề", max_length=LONGEST_SUBJECT)
    figure = models.CharField("số liệu khi ghi ý kiến", max_length=500, blank=True)
    figure_on = models.DateField("số liệu đến ngày", null=True, blank=True)
    due_on = models.DateField("trả lời trước ngày", null=True, blank=True)
    opened_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    opened_role = models.CharField("vai trò người gửi", max_length=20, choices=Role)
    opened_at = models.DateTimeField("gửi lúc")
    closed_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ThreadQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "trao đổi"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="thread_is_of_its_kind",
                condition=Q(_NO_GOAL, kind=ThreadKind.REMINDER, commune__isnull=False, office="")
                & Q(figure="", figure_on=None)
                & ~Q(matter="")
                | Q(kind=ThreadKind.COMMENT, office="", matter="", due_on=None)
                & Q(figure_on__isnull=False)
                & ~Q(figure="")
                | Q(_NO_GOAL, kind=ThreadKind.QUESTION, matter="", figure="", figure_on=None)
                & ~Q(office=""),
            ),
            models.CheckConstraint(
                name="thread_comment_is_on_one_figure",
                condition=~Q(kind=ThreadKind.COMMENT)
                | Q(_NO_GOAL, commune__isnull=False)
                | Q(commune=None) & ~Q(goal_code="") & ~Q(goal_group=""),
            ),
            models.CheckConstraint(name="thread_has_a_subject", condition=~Q(subject="")),
            models.CheckConstraint(
                name="thread_closed_means_by_someone",
                condition=Q(closed_by=None, closed_at=None)
                | Q(closed_by__isnull=False, closed_at__isnull=False),
            ),
            possible_days("thread", "figure_on", "due_on"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class ThreadMessage(models.Model):
    """A text of a thread, never edited. It can be withdrawn while no one else has read it.

    `is_answer`: written by those whom the thread is addressed to.
    """

    is_read: bool  # set by `with_readings`

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    body = models.CharField("nội dung", max_length=LONGEST_BODY)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    role = models.CharField("vai trò", max_length=20, choices=Role)
    at = models.DateTimeField("gửi lúc")
    is_opening = models.BooleanField("mở đầu", default=False)
    is_answer = models.BooleanField("là trả lời", default=False)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawal_reason = models.CharField("lý do rút", max_length=LONGEST_REASON, blank=True)

    objects = MessageQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "tin trao đổi"
        ordering = ["thread", "at", "pk"]
        constraints = [
            models.CheckConstraint(name="thread_message_says_something", condition=~Q(body="")),
            models.CheckConstraint(
                name="thread_opening_is_no_answer",
                condition=Q(is_opening=False) | Q(is_answer=False),
            ),
            models.UniqueConstraint(
                fields=["thread"], condition=Q(is_opening=True), name="thread_opens_once"
            ),
            models.CheckConstraint(
                name="thread_message_withdrawn_means_with_reason",
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""),
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class ThreadReading(models.Model):
    """When a user first and last opened a thread; the last time only if there was something new."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="readings")
    user = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    is_addressee = models.BooleanField("là nơi nhận")
    first_read_at = models.DateTimeField("đọc lần đầu")
    last_read_at = models.DateTimeField("đọc lần cuối")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "lượt đọc trao đổi"
        ordering = ["thread", "first_read_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "user"], name="thread_reading_once_per_user"),
            models.CheckConstraint(
                name="thread_reading_in_order",
                condition=Q(last_read_at__gte=F("first_read_at")),
            ),
        ]
