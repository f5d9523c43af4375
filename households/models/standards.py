"""Poverty standards as versioned records: no threshold is a constant in code."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.choices import AreaType
from common.constraints import possible_days
from common.fields import VndField
from households import rules
from households.choices import RuleShape


class PovertyStandard(models.Model):
    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=100)
    legal_basis = models.CharField("căn cứ pháp lý", max_length=300)
    valid_from = models.DateField("áp dụng từ")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    shape = models.CharField("cách xác định", max_length=25, choices=RuleShape)
    points_per_deprivation = models.PositiveSmallIntegerField("điểm mỗi chỉ số thiếu hụt")
    deprivation_limit = models.PositiveSmallIntegerField("ngưỡng điểm thiếu hụt (B2)")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "chuẩn nghèo"
        ordering = ["valid_from"]
        constraints = [possible_days("poverty_standard", "valid_from", "valid_to")]

    def __str__(self) -> str:
        return self.name


class StandardLine(models.Model):
    """The thresholds of a standard for one kind of area.

    Incomes in đồng per person per month, scores in B1 points.
    """

    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="lines")
    area_type = models.CharField("khu vực", max_length=5, choices=AreaType)
    income_poor_max = VndField("thu nhập chuẩn nghèo")
    income_near_poor_max = VndField("thu nhập chuẩn cận nghèo")
    score_low = models.PositiveSmallIntegerField("điểm B1 thấp", null=True, blank=True)
    score_high = models.PositiveSmallIntegerField("điểm B1 cao", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "mức chuẩn"
        ordering = ["standard", "area_type"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "area_type"], name="standard_line_once_per_area"
            ),
            models.CheckConstraint(
                name="standard_line_scores_both_or_neither",
                condition=Q(score_low__isnull=True, score_high__isnull=True)
                | Q(score_low__isnull=False, score_high__gte=F("score_low")),
            ),
            models.CheckConstraint(
                name="standard_line_incomes_in_order",
                condition=Q(income_poor_max__gte=0, income_near_poor_max__gte=F("income_poor_max")),
            ),
        ]

    def as_rule(self) -> rules.Thresholds:
        """Return the thresholds as the rule takes them; the standard must be loaded with the row."""
        return rules.Thresholds(
            shape=self.standard.shape,
            income_poor_max=self.income_poor_max,
            income_near_poor_max=self.income_near_poor_max,
            score_low=self.score_low,
            score_high=self.score_high,
            points_per_deprivation=self.standard.points_per_deprivation,
            deprivation_limit=self.standard.deprivation_limit,
        )


class Indicator(models.Model):
    """One question of a standard about access to a basic service."""

    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="indicators")
    number = models.PositiveSmallIntegerField("số thứ tự")
    key = models.CharField("mã", max_length=30)
    dimension = models.CharField("chiều thiếu hụt", max_length=50)
    name = models.CharField("chỉ số", max_length=100)
    threshold = models.CharField("ngưỡng thiếu hụt", max_length=400)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "chỉ số thiếu hụt"
        ordering = ["standard", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "key"], name="indicator_key_once_in_standard"
            ),
            models.UniqueConstraint(
                fields=["standard", "number"], name="indicator_number_once_in_standard"
            ),
        ]

    def __str__(self) -> str:
        return self.name
