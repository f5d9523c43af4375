"""Changes of administrative units: the mapping of old communes to new ones, and its state.

Other modules import these tables from `areas.models`.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from areas.choices import AreaType, CommuneKind, UnitChangeState
from common.constraints import possible_days

_USER = settings.AUTH_USER_MODEL


class UnitChange(models.Model):
    """A resolution that makes new communes of old ones, from a day on.

    `figures` holds the counts before and after it was last applied; `frozen_years` the years whose
    populations were frozen for it and are unfrozen when it is undone.
    """

    legal_basis = models.CharField("căn cứ", max_length=200)
    takes_effect_on = models.DateField("có hiệu lực từ", unique=True)
    province_code = models.CharField("mã tỉnh mới", max_length=10)
    province_name = models.CharField("tỉnh mới", max_length=100)
    state = models.CharField(
        "tình trạng", max_length=11, choices=UnitChangeState, default=UnitChangeState.PLANNED
    )
    applied_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    applied_at = models.DateTimeField("áp dụng lúc", null=True)
    apply_reason = models.CharField("lý do áp dụng", max_length=300, blank=True)
    rolled_back_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    rolled_back_at = models.DateTimeField("hoàn tác lúc", null=True)
    rollback_reason = models.CharField("lý do hoàn tác", max_length=300, blank=True)
    figures = models.JSONField("số liệu trước và sau", default=dict)
    frozen_years = models.JSONField("năm đã khóa số hộ", default=list)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "sắp xếp đơn vị hành chính"
        ordering = ["-takes_effect_on"]
        constraints = [
            models.CheckConstraint(
                name="unit_change_state_has_its_moments",
                condition=Q(
                    state=UnitChangeState.PLANNED, applied_at__isnull=True, rolled_back_at=None
                )
                | Q(
                    state=UnitChangeState.APPLIED,
                    applied_at__isnull=False,
                    rolled_back_at__isnull=True,
                )
                & ~Q(apply_reason="")
                | Q(
                    state=UnitChangeState.ROLLED_BACK,
                    applied_at__isnull=False,
                    rolled_back_at__isnull=False,
                )
                & ~Q(rollback_reason=""),
                violation_error_message="Áp dụng hoặc hoàn tác phải ghi lúc nào và lý do.",
            ),
            possible_days("unit_change", "takes_effect_on"),
        ]

    def __str__(self) -> str:
        return f"Sắp xếp đơn vị hành chính từ {self.takes_effect_on:%d/%m/%Y}"

    @property
    def is_applied(self) -> bool:
        return self.state == UnitChangeState.APPLIED


class NewUnit(models.Model):
    """A commune created by a change. `commune` is its row once the change is applied."""

    change = models.ForeignKey(UnitChange, models.CASCADE, related_name="new_units")
    code = models.CharField("mã", max_length=10)
    name = models.CharField("tên", max_length=100)
    kind = models.CharField("loại", max_length=10, choices=CommuneKind)
    area_type = models.CharField("khu vực dân cư", max_length=5, choices=AreaType)
    is_border = models.BooleanField("xã biên giới", default=False)
    aliases = models.CharField("cách viết khác", max_length=200, blank=True)
    outside = models.CharField("nhận thêm từ ngoài huyện", max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    commune = models.OneToOneField(
        "areas.Commune", models.PROTECT, related_name="made_by", null=True, editable=False
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "đơn vị mới"
        ordering = ["change", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "code"], name="new_unit_code_once_in_change"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class UnitChangeLine(models.Model):
    """An old commune and the new one of which it becomes part."""

    new_unit = models.ForeignKey(NewUnit, models.CASCADE, related_name="lines")
    old_commune = models.OneToOneField(
        "areas.Commune",
        models.PROTECT,
        related_name="goes_into",
        error_messages={"unique": "Xã này đã có trong một lần sắp xếp."},
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "xã cũ của đơn vị mới"
        ordering = ["new_unit", "pk"]
