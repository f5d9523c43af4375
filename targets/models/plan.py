"""The year's plan: the baseline it starts from, its goals, and each commune's share."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune, District
from common.constraints import possible_days
from households.models import Indicator, PovertyStandard
from targets.choices import GOAL_UNITS, Comparison, GoalCode, GoalGroup, Unit, is_first
from targets.querysets import CommuneTargetQuerySet

# Code, group and indicator identify a goal within its plan.
GoalKey = tuple[str, str, int | None]


def _parts_fit(name: str) -> models.CheckConstraint:
    """Poor and ethnic-minority households are parts of all; the poor of both kinds too."""
    return models.CheckConstraint(
        name=name,
        condition=Q(
            poor__lte=F("households"),
            em_households__lte=F("households"),
            em_poor__lte=F("em_households"),
        )
        & Q(em_poor__lte=F("poor")),
        violation_error_message=(
            "Số hộ nghèo và số hộ dân tộc thiểu số không được lớn hơn tổng số hộ; "
            "số hộ nghèo dân tộc thiểu số không được lớn hơn hai số đó."
        ),
    )


class Baseline(models.Model):
    """Households at the end of the year before, in households."""

    households = models.PositiveIntegerField("tổng số hộ")
    poor = models.PositiveIntegerField("hộ nghèo")
    em_households = models.PositiveIntegerField("hộ dân tộc thiểu số")
    em_poor = models.PositiveIntegerField("hộ nghèo dân tộc thiểu số")

    class Meta:
        abstract = True


class YearPlan(Baseline):
    """The district's plan of a year. The baseline is recorded with its source, not counted."""

    district = models.ForeignKey(District, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField("năm", unique=True)
    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="+")
    baseline_source = models.CharField("nguồn số liệu đầu kỳ", max_length=300)
    decision_number = models.CharField("số quyết định", max_length=50, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    decided_by = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    legal_basis = models.CharField("căn cứ", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kế hoạch năm"
        ordering = ["-year"]
        constraints = [
            _parts_fit("year_plan_baseline_parts_fit"),
            possible_days("year_plan", "decided_on"),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch giảm nghèo năm {self.year}"


class Goal(models.Model):
    """One measurable goal. Rates and points are fractions; no value means it is not set yet.

    Only a goal about access to a basic service has an indicator.
    """

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="goals")
    code = models.CharField("mục tiêu", max_length=30, choices=GoalCode)
    group = models.CharField(
        "phạm vi", max_length=10, choices=GoalGroup, default=GoalGroup.EVERYWHERE
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chỉ số"
    )
    comparison = models.CharField("so sánh", max_length=10, choices=Comparison)
    value = models.DecimalField("giá trị", max_digits=12, decimal_places=6, null=True, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "mục tiêu"
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code", "group"],
                condition=Q(indicator__isnull=True),
                name="goal_once_in_plan",
            ),
            models.UniqueConstraint(
                fields=["plan", "code", "group", "indicator"],
                condition=Q(indicator__isnull=False),
                name="goal_once_per_indicator",
            ),
            models.CheckConstraint(
                name="goal_names_its_indicator",
                condition=Q(code=GoalCode.DEPRIVATION_RATE, indicator__isnull=False)
                | ~Q(code=GoalCode.DEPRIVATION_RATE) & Q(indicator__isnull=True),
            ),
            models.CheckConstraint(
                name="goal_value_not_negative", condition=Q(value__isnull=True) | Q(value__gte=0)
            ),
        ]

    @property
    def key(self) -> GoalKey:
        return self.code, self.group, self.indicator_id

    @property
    def is_first(self) -> bool:
        """Whether it is one of the goals every plan begins with."""
        return is_first(self.code, self.group)

    @property
    def unit(self) -> Unit:
        return GOAL_UNITS[self.code]

    @property
    def label(self) -> str:
        """The goal's name with its indicator and its group of communes."""
        words = self.get_code_display()
        if self.indicator is not None:
            words = f"Tỷ lệ hộ nghèo thiếu hụt {self.indicator.name.lower()}"
        if self.group != GoalGroup.EVERYWHERE:
            words = f"{words} ({GoalGroup(self.group).label.lower()})"
        return words


class CommuneTarget(Baseline):
    """A commune's baseline and its share of the district's goal, in households (net fall)."""

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="commune_targets")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="targets")
    fall = models.PositiveIntegerField("chỉ tiêu giảm hộ nghèo", default=0)
    em_fall = models.PositiveIntegerField("chỉ tiêu giảm hộ nghèo dân tộc thiểu số", default=0)

    objects = CommuneTargetQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "chỉ tiêu của xã"
        ordering = ["plan", "commune__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "commune"], name="commune_target_once_in_plan"),
            _parts_fit("commune_target_baseline_parts_fit"),
            models.CheckConstraint(
                name="commune_target_within_its_poor",
                condition=Q(fall__lte=F("poor"), em_fall__lte=F("em_poor"))
                & Q(em_fall__lte=F("fall")),
                violation_error_message=(
                    "Chỉ tiêu giảm không được lớn hơn số hộ nghèo đầu kỳ; "
                    "chỉ tiêu DTTS không được lớn hơn chỉ tiêu chung."
                ),
            ),
        ]


class PathPoint(models.Model):
    """How much of the year's fall the plan expects by the end of a month, as a fraction of all.

    A plan without points expects a twelfth every month.
    """

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="path_points")
    month = models.PositiveSmallIntegerField("tháng")
    share = models.DecimalField("phần phải đạt", max_digits=5, decimal_places=4)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "mốc trong năm"
        ordering = ["plan", "month"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "month"], name="path_point_once_a_month"),
            models.CheckConstraint(
                name="path_point_in_range",
                condition=Q(month__gte=1, month__lte=12, share__gte=0, share__lte=1),
            ),
        ]
