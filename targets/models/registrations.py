"""Households expected to leave poverty this year, registered in advance (hộ đăng ký thoát
nghèo)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from common.constraints import possible_days
from households.models import Household
from targets.choices import RegistrationState
from targets.models.plan import YearPlan
from targets.querysets import RegistrationQuerySet

_USER = settings.AUTH_USER_MODEL


class ExitRegistration(models.Model):
    """A poor household of the opening list that the commune considers or has registered.

    `has_plan` and `support` are the commune's notes on its exit plan and the support under way. A
    withdrawn row keeps its reason.
    """

    plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="registrations")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    state = models.CharField("tình trạng", max_length=10, choices=RegistrationState)
    has_plan = models.BooleanField("đã có kế hoạch thoát nghèo", default=False)
    support = models.CharField("hỗ trợ đang được hưởng", max_length=300, blank=True)
    reason = models.CharField("căn cứ dự kiến thoát nghèo", max_length=300, blank=True)
    registered_on = models.DateField("ngày đăng ký", null=True, blank=True)
    registered_by = models.ForeignKey(
        _USER, models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_reason = models.CharField("lý do rút tên", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegistrationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "hộ đăng ký thoát nghèo"
        ordering = ["household__sort_key", "pk"]
        indexes = [
            models.Index(fields=["plan", "state", "commune"], name="registration_by_commune"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "household"],
                name="registration_once_a_year",
                violation_error_message="Hộ này đã có trong danh sách của năm.",
            ),
            models.CheckConstraint(
                name="registration_state_has_its_facts",
                condition=Q(state=RegistrationState.CONSIDERED, registered_on=None)
                | Q(state=RegistrationState.REGISTERED, registered_on__isnull=False)
                & Q(withdrawn_reason="")
                | Q(state=RegistrationState.WITHDRAWN) & ~Q(withdrawn_reason=""),
            ),
            possible_days("exit_registration", "registered_on"),
        ]
