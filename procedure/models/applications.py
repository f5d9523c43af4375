"""Applications of households within the year, and the answers of the commune's chair."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from common.constraints import possible_days
from households.choices import PovertyStatus
from households.models import Assessment, Household
from procedure.choices import ApplicationKind, ApplicationState, HardshipCause, Residence
from procedure.models.procedures import Procedure
from procedure.querysets.applications import OPEN_APPLICATIONS, ApplicationQuerySet

_USER = settings.AUTH_USER_MODEL
_ANSWERED = [ApplicationState.ACCEPTED, ApplicationState.REFUSED]
_UNSIGNED = Q(
    decided_on=None, decided_by=None, decided_at=None, decision_number="", status_after=""
)


class Application(models.Model):
    """A household's application to be added to the list, or to be recognised as exited.

    `due_on` follows from the procedure in force on the day of receipt, empty where its numbers are
    not known. `status_before` is the household's class on the year's list at receipt (empty: on no
    list). `status_after` and `finding` keep the result of the form at the decision, so that later
    corrections do not change the written answer. `assessment` is the form approved with it.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="applications")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    kind = models.CharField("loại đơn", max_length=5, choices=ApplicationKind)
    cause = models.CharField("nguyên nhân", max_length=20, choices=HardshipCause, blank=True)
    residence = models.CharField("cư trú", max_length=12, choices=Residence)
    content = models.CharField("nội dung đơn", max_length=1000)
    received_on = models.DateField("ngày nhận")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    due_on = models.DateField("hạn quyết định", null=True)
    status_before = models.CharField(
        "phân loại khi nhận", max_length=10, choices=PovertyStatus, blank=True
    )
    state = models.CharField(
        "tình trạng", max_length=10, choices=ApplicationState, default=ApplicationState.RECEIVED
    )
    received_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    received_at = models.DateTimeField("ghi lúc")
    surveyed_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    surveyed_at = models.DateTimeField("trình lúc", null=True)
    assessment = models.OneToOneField(
        Assessment, models.PROTECT, related_name="application", null=True
    )
    status_after = models.CharField(
        "kết quả phiếu", max_length=10, choices=PovertyStatus, blank=True
    )
    finding = models.CharField("căn cứ", max_length=300, blank=True)
    decision_number = models.CharField("số quyết định, văn bản", max_length=50, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True)
    decided_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField("ký lúc", null=True)
    withdrawn_on = models.DateField("ngày rút đơn", null=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ApplicationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "đơn trong năm"
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(fields=["commune", "state", "due_on"], name="application_by_due_date"),
            models.Index(fields=["decided_on", "commune"], name="application_by_decision"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind"],
                condition=Q(state__in=OPEN_APPLICATIONS),
                name="application_one_open_per_kind",
                violation_error_message="Hộ này đang có một đơn cùng loại chưa giải quyết.",
            ),
            models.CheckConstraint(
                name="application_to_be_added_names_its_cause",
                condition=Q(kind=ApplicationKind.ADD) & ~Q(cause="")
                | Q(kind=ApplicationKind.EXIT, cause=""),
                violation_error_message="Đơn xin bổ sung phải có nguyên nhân; đơn thoát nghèo thì không.",
            ),
            models.CheckConstraint(
                name="application_to_exit_is_of_a_listed_household",
                condition=Q(kind=ApplicationKind.ADD) & ~Q(status_before=PovertyStatus.POOR)
                | Q(
                    kind=ApplicationKind.EXIT,
                    status_before__in=[PovertyStatus.POOR, PovertyStatus.NEAR_POOR],
                ),
                violation_error_message="Đơn không phù hợp với phân loại hiện nay của hộ.",
            ),
            models.CheckConstraint(
                name="application_due_after_receipt",
                condition=Q(due_on=None) | Q(due_on__gte=F("received_on")),
            ),
            models.CheckConstraint(
                name="application_surveyed_means_handed_over",
                condition=Q(surveyed_by=None, surveyed_at=None)
                & ~Q(state__in=[ApplicationState.SURVEYED, ApplicationState.ACCEPTED])
                | Q(surveyed_by__isnull=False, surveyed_at__isnull=False)
                & ~Q(state=ApplicationState.RECEIVED),
            ),
            models.CheckConstraint(
                name="application_decided_means_dated_numbered_and_signed",
                condition=Q(state__in=_ANSWERED)
                & Q(decided_on__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
                & Q(decided_on__gte=F("received_on"))
                & ~Q(decision_number="")
                | ~Q(state__in=_ANSWERED) & _UNSIGNED,
                violation_error_message="Đơn đã giải quyết phải có số, ngày và người ký.",
            ),
            models.CheckConstraint(
                name="application_accepted_means_its_form_counts",
                condition=Q(state=ApplicationState.ACCEPTED, assessment__isnull=False)
                & ~Q(status_after="")
                | ~Q(state=ApplicationState.ACCEPTED) & Q(assessment=None),
            ),
            models.CheckConstraint(
                name="application_refused_or_withdrawn_means_why",
                condition=~Q(state__in=[ApplicationState.REFUSED, ApplicationState.WITHDRAWN])
                | ~Q(reason=""),
                violation_error_message="Từ chối hoặc rút đơn phải có lý do.",
            ),
            models.CheckConstraint(
                name="application_withdrawn_means_dated",
                condition=Q(state=ApplicationState.WITHDRAWN, withdrawn_on__isnull=False)
                | ~Q(state=ApplicationState.WITHDRAWN) & Q(withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="application_decider_did_not_enter_it",
                condition=Q(decided_by=None)
                | ~Q(decided_by=F("received_by"))
                & (Q(surveyed_by=None) | ~Q(decided_by=F("surveyed_by"))),
                violation_error_message="Người quyết định không được là người nhận đơn, khảo sát.",
            ),
            possible_days("application", "received_on", "due_on", "decided_on", "withdrawn_on"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.received_on:%d/%m/%Y})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_APPLICATIONS

    @property
    def is_decided(self) -> bool:
        return self.state in _ANSWERED
