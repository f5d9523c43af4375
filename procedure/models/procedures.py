"""Versions of the procedure with their numbers, and the holidays."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from common.constraints import possible_days
from procedure.choices import Certainty, TermKey
from procedure.querysets.steps import ProcedureQuerySet

MOST_DAYS = 366
# Units of the terms that are not in working days.
_UNITS = {
    TermKey.AGREE_PERCENT: "% người dự họp",
    TermKey.REGULAR_START_DAY: "hằng tháng",
    TermKey.REGULAR_DAYS: "ngày",
}


class Procedure(models.Model):
    """A version of the review procedure with its period of validity.

    The day on which a step begins decides which version applies.
    """

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=200)
    legal_basis = models.CharField("căn cứ", max_length=300)
    valid_from = models.DateField("có hiệu lực từ")
    valid_to = models.DateField("đến hết", null=True, blank=True)
    periodic_from = models.CharField("rà soát định kỳ từ (ngày/tháng)", max_length=5)
    periodic_to = models.CharField("rà soát định kỳ đến (ngày/tháng)", max_length=5)

    objects = ProcedureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "quy trình rà soát"
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="procedure_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            possible_days("procedure", "valid_from", "valid_to"),
        ]

    def __str__(self) -> str:
        return self.name


class ProcedureTerm(models.Model):
    """One number of a procedure with its certainty; null until it is entered."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="terms")
    key = models.CharField("quy định", max_length=20, choices=TermKey)
    value = models.PositiveSmallIntegerField("số", null=True, blank=True)
    certainty = models.CharField("mức chắc chắn", max_length=10, choices=Certainty)
    source = models.CharField("nguồn", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "thời hạn, tỷ lệ của quy trình"
        ordering = ["procedure", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "key"], name="procedure_term_once"),
            models.CheckConstraint(
                name="procedure_term_unknown_means_empty",
                condition=Q(value__isnull=True, certainty=Certainty.UNKNOWN)
                | Q(value__isnull=False) & ~Q(certainty=Certainty.UNKNOWN),
                violation_error_message="Chưa biết thì để trống số; có số thì chọn mức chắc chắn.",
            ),
            models.CheckConstraint(
                name="procedure_term_in_range",
                condition=Q(value__isnull=True) | Q(value__gte=1, value__lte=MOST_DAYS),
                violation_error_message=f"Số phải từ 1 đến {MOST_DAYS}.",
            ),
        ]

    @property
    def unit(self) -> str:
        """Return the unit of the number."""
        return _UNITS.get(TermKey(self.key), "ngày làm việc")

    @property
    def words(self) -> str:
        """Return the number with its unit."""
        return "–" if self.value is None else f"{self.value} {self.unit}"


class Holiday(models.Model):
    """A day without office hours, besides Saturdays and Sundays."""

    day = models.DateField("ngày", unique=True)
    name = models.CharField("ngày nghỉ", max_length=100)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "ngày nghỉ lễ"
        ordering = ["day"]
        constraints = [possible_days("holiday", "day")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
