"""Administrative units. A unit is identified by its code **and** dates: codes were reused in 2025."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.choices import AreaType, CommuneKind, Region, VillageKind, ZoneLevel
from areas.querysets import (
    CommuneQuerySet,
    CommuneZoneQuerySet,
    DatedQuerySet,
    EthnicGroupQuerySet,
    VillageQuerySet,
)
from common.constraints import possible_days
from common.phones import LONGEST_PHONE, is_phone
from common.text import lower_first

# A list shows hundreds of names; `get_kind_display` makes a dictionary for each.
_COMMUNE_KINDS = dict(CommuneKind.choices)
_VILLAGE_KINDS = dict(VillageKind.choices)


class DatedUnit(models.Model):
    """Columns of every unit."""

    code = models.CharField("mã", max_length=10)
    name = models.CharField("tên", max_length=100)
    valid_from = models.DateField("có hiệu lực từ")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    search_key = models.TextField(editable=False)
    sort_key = models.TextField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, day: dt.date) -> bool:
        """Return whether the unit is in force on a day; `valid_to` is the last one."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


def _dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
    )


class Province(DatedUnit):
    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "tỉnh"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="province_code_once_per_start"
            ),
            _dates_in_order("province_dates_in_order"),
            possible_days("province", "valid_from", "valid_to"),
        ]


class District(DatedUnit):
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts")

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "huyện"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="district_code_once_per_start"
            ),
            _dates_in_order("district_dates_in_order"),
            possible_days("district", "valid_from", "valid_to"),
        ]

    @property
    def full_name(self) -> str:
        """Name with its kind: Huyện Ia Grai."""
        return f"Huyện {self.name}"


class Commune(DatedUnit):
    """A commune or town. Since 1 July 2025 there is no district above it."""

    kind = models.CharField("loại", max_length=10, choices=CommuneKind)
    area_type = models.CharField("khu vực dân cư", max_length=5, choices=AreaType)
    region = models.CharField("vùng", max_length=20, choices=Region, blank=True)
    is_border = models.BooleanField("xã biên giới", default=False)
    aliases = models.CharField("cách viết khác", max_length=200, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="communes")
    district = models.ForeignKey(
        District, models.PROTECT, related_name="communes", null=True, blank=True
    )
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="predecessors",
        null=True,
        editable=False,
        verbose_name="sáp nhập vào",
    )

    objects = CommuneQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "xã, thị trấn"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="commune_code_once_per_start"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True),
                name="commune_code_once_in_force",
            ),
            _dates_in_order("commune_dates_in_order"),
            possible_days("commune", "valid_from", "valid_to"),
        ]

    @property
    def full_name(self) -> str:
        """Name with its kind at the beginning of a sentence or in a list: Xã Ia O."""
        return f"{_COMMUNE_KINDS.get(self.kind, self.kind)} {self.name}"

    @property
    def name_in_sentence(self) -> str:
        """Name with its kind inside a sentence: xã Ia O (NĐ 30/2020/NĐ-CP, PL II)."""
        return lower_first(self.full_name)

    @property
    def dated_name(self) -> str:
        """Name with its period of validity, for lists that mix old and new communes."""
        if self.merged_into_id is None:
            return self.full_name
        return f"{self.full_name} (đến {self.valid_to:%d/%m/%Y})"


def village_name(kind: str, name: str) -> str:
    """Return a village's name with its kind: Làng Klăh."""
    return f"{_VILLAGE_KINDS.get(kind, kind)} {name}"


class Village(DatedUnit):
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="villages")
    kind = models.CharField("loại", max_length=12, choices=VillageKind)
    merged_into = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="predecessor",
        null=True,
        editable=False,
        verbose_name="nay là",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VillageQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "thôn, làng, tổ dân phố"
        ordering = ["commune", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "code", "valid_from"], name="village_code_once_in_commune"
            ),
            _dates_in_order("village_dates_in_order"),
            possible_days("village", "valid_from", "valid_to"),
        ]

    @property
    def full_name(self) -> str:
        """Name with its kind at the beginning of a sentence or in a list: Làng Klăh."""
        return village_name(self.kind, self.name)

    @property
    def name_in_sentence(self) -> str:
        """Name with its kind inside a sentence: làng Klăh (NĐ 30/2020/NĐ-CP, PL II)."""
        return lower_first(self.full_name)


class CommuneZone(models.Model):
    """Khu vực I, II or III of a commune from a day on; unknown until it is entered."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="zones")
    zone = models.CharField("khu vực", max_length=3, choices=ZoneLevel)
    valid_from = models.DateField("có hiệu lực từ")
    legal_basis = models.CharField("căn cứ", max_length=200)

    objects = CommuneZoneQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "khu vực của xã"
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "valid_from"],
                name="commune_zone_once_a_day",
                violation_error_message="Xã này đã có khu vực từ ngày đó.",
            ),
            possible_days("commune_zone", "valid_from"),
        ]


class EthnicGroup(models.Model):
    """One of the 54 groups, with both official code systems, which differ from 04 on."""

    code_1979 = models.CharField("mã QĐ 121-TCTK/PPCĐ (1979)", max_length=2, unique=True)
    code_2009 = models.CharField("mã danh mục điều tra 2009", max_length=2, unique=True)
    name = models.CharField("tên", max_length=50, unique=True)
    aliases = models.CharField("tên gọi khác", max_length=200, blank=True)
    is_minority = models.BooleanField("dân tộc thiểu số")
    is_very_small = models.BooleanField("dân tộc rất ít người", default=False)
    is_indigenous = models.BooleanField("dân tộc tại chỗ Tây Nguyên", default=False)
    search_key = models.TextField(editable=False)
    sort_key = models.TextField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EthnicGroupQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "dân tộc"
        ordering = ["code_1979"]

    def __str__(self) -> str:
        return self.name


class Installation(models.Model):
    """The district of this installation, whether its data are invented, whom users call. One row."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    is_demo = models.BooleanField("dữ liệu mẫu", default=False)
    support_name = models.CharField("người hỗ trợ", max_length=100, blank=True)
    support_phone = models.CharField(
        "điện thoại hỗ trợ", max_length=LONGEST_PHONE, blank=True, validators=[is_phone]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "đơn vị sử dụng"
        constraints = [
            models.CheckConstraint(name="installation_is_one_row", condition=Q(pk=1)),
        ]
