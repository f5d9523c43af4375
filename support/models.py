"""Why a household is poor and what support it needs, analysed with the household every year."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from common.constraints import possible_days
from households.models import Household
from support.querysets import ReasonAnalysisQuerySet

_USER = settings.AUTH_USER_MODEL


class PovertyReason(models.Model):
    """One reason of the official list (TT 07/2021/TT-BLĐTBXH, report on reasons)."""

    number = models.PositiveSmallIntegerField("số thứ tự")
    key = models.CharField("mã", max_length=30, unique=True)
    name = models.CharField("nguyên nhân", max_length=150)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "nguyên nhân nghèo"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class ReasonAnalysis(models.Model):
    """The analysis of a household in a year: its reasons and the day of the visit."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="reason_analyses")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    analysed_on = models.DateField("ngày phân tích")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    entered_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("ghi lúc")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReasonAnalysisQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "phân tích nguyên nhân nghèo"
        ordering = ["household__sort_key", "pk"]
        indexes = [models.Index(fields=["year", "commune"], name="analysis_by_year_commune")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "year"],
                name="reason_analysis_once_a_year",
                violation_error_message="Hộ này đã được phân tích nguyên nhân trong năm.",
            ),
            models.CheckConstraint(
                name="reason_analysis_year_in_range", condition=Q(year__gte=2016, year__lte=2099)
            ),
            possible_days("reason_analysis", "analysed_on"),
        ]


class ReasonFinding(models.Model):
    """One reason of one household."""

    analysis = models.ForeignKey(ReasonAnalysis, models.CASCADE, related_name="findings")
    reason = models.ForeignKey(PovertyReason, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "nguyên nhân của hộ"
        ordering = ["analysis", "reason__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "reason"], name="reason_finding_once_per_analysis"
            )
        ]


class SupportNeed(models.Model):
    """One kind of support of the official list (TT 07/2021/TT-BLĐTBXH, lists with members)."""

    number = models.PositiveSmallIntegerField("số thứ tự")
    key = models.CharField("mã", max_length=30, unique=True)
    name = models.CharField("nhu cầu hỗ trợ", max_length=150)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "nhu cầu hỗ trợ"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class NeedFinding(models.Model):
    """One need of a household, or of one of its members by `client_id` (`person`).

    As with the people of a review form, the member's row may be moved to another household or
    removed; what was found in the year stays.
    """

    analysis = models.ForeignKey(ReasonAnalysis, models.CASCADE, related_name="needs")
    need = models.ForeignKey(SupportNeed, models.PROTECT, related_name="+")
    person = models.UUIDField("nhân khẩu", null=True, blank=True)
    person_name = models.CharField("họ và tên lúc ghi", max_length=100, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "nhu cầu của hộ, của nhân khẩu"
        ordering = ["analysis", "need__number", "person_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "need"],
                condition=Q(person=None),
                name="need_finding_once_per_household",
            ),
            models.UniqueConstraint(
                fields=["analysis", "need", "person"], name="need_finding_once_per_person"
            ),
            models.CheckConstraint(
                name="need_finding_of_a_person_has_a_name",
                condition=Q(person=None, person_name="")
                | Q(person__isnull=False) & ~Q(person_name=""),
            ),
        ]
