"""Frozen results of locked rounds, and reopenings for single communes.

Rows are only ever added to the frozen tables: the database refuses to change or delete them
(`households/database/triggers.py`), so they have no history.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from areas.choices import AreaType, CommuneKind
from areas.models import Commune
from areas.querysets import ScopedQuerySet
from households.choices import Movement, NearPoorMovement, PovertyStatus
from households.models.register import Household
from households.models.review import Round
from households.models.standards import PovertyStandard
from households.querysets import RoundReopeningQuerySet

_USER = settings.AUTH_USER_MODEL


class RoundReopening(models.Model):
    """A locked round reopened for one commune until a moment, after which it is locked again.

    After `closes_at` nothing can be written, even before `relocked_at` is set: that column only
    records that the commune's result has been frozen again.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="reopenings")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="xã")
    reason = models.CharField("lý do mở lại", max_length=300)
    opened_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("mở lại lúc")
    closes_at = models.DateTimeField("tự khóa lúc")
    relocked_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    relocked_at = models.DateTimeField("đã khóa lại lúc", null=True, blank=True)

    objects = RoundReopeningQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "lần mở lại đợt cho một xã"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "commune"],
                condition=Q(relocked_at=None),
                name="reopening_one_at_a_time",
                violation_error_message="Xã này đang được mở lại rồi.",
            ),
            models.CheckConstraint(
                name="reopening_ends_after_it_begins",
                condition=Q(closes_at__gt=F("opened_at")),
                violation_error_message="Thời điểm tự khóa phải sau lúc mở lại.",
            ),
            models.CheckConstraint(
                name="reopening_relocked_after_it_began",
                condition=Q(relocked_at=None, relocked_by=None)
                | Q(relocked_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="reopening_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Hãy ghi lý do mở lại.",
            ),
        ]


class RoundUnlock(models.Model):
    """The closing of a round undone for all communes, while nothing rested on it.

    `round_version` is the version of the closed round: each closing is undone once.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="unlocks")
    round_version = models.PositiveIntegerField("phiên bản của đợt đã khóa")
    reason = models.CharField("lý do mở lại", max_length=300)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField("mở lại lúc")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "lần mở lại cả đợt"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "round_version"], name="unlock_once_per_closing"
            ),
            models.CheckConstraint(
                name="unlock_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Hãy ghi lý do mở lại.",
            ),
        ]


class Snapshot(models.Model):
    """One edition of the frozen result of a round under a standard.

    An edition of all communes (`commune` empty) is made when the round is locked: the first, and
    another when the round is locked again after its closing was undone. A reopened commune gets its
    own edition when it is locked again. The latest edition of a commune counts.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="snapshots")
    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", null=True, blank=True)
    edition = models.PositiveSmallIntegerField("lần khóa")
    standard_name = models.CharField("chuẩn khi khóa", max_length=100)
    frozen_at = models.DateTimeField("khóa lúc")
    frozen_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    reopening = models.ForeignKey(
        RoundReopening, models.PROTECT, related_name="snapshots", null=True, blank=True
    )

    class Meta:
        verbose_name = "kết quả đã khóa"
        ordering = ["round", "standard", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "standard", "edition"],
                condition=Q(commune=None),
                name="snapshot_of_all_communes_once",
            ),
            models.UniqueConstraint(
                fields=["round", "standard", "commune", "edition"],
                name="snapshot_edition_once_per_commune",
            ),
            models.CheckConstraint(
                name="snapshot_of_one_commune_follows_a_reopening",
                condition=Q(commune=None, reopening=None, edition__gte=1)
                | Q(commune__isnull=False, reopening__isnull=False, edition__gt=1),
            ),
        ]

    def __str__(self) -> str:
        place = self.commune.name_in_sentence if self.commune else "toàn huyện"
        return f"Lần {self.edition}, {place}, {timezone.localtime(self.frozen_at):%d/%m/%Y}"


class FrozenRecord(models.Model):
    """A household's line on the poor list when the round was locked, with the names of that time."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="records")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    household_code = models.CharField("mã hộ", max_length=20)
    head_name = models.CharField("chủ hộ", max_length=100)
    sort_key = models.TextField(editable=False)
    village_name = models.CharField("thôn, làng", max_length=120)
    commune_name = models.CharField("xã", max_length=120)
    is_ethnic_minority = models.BooleanField("hộ dân tộc thiểu số")
    opening_members = models.PositiveSmallIntegerField("số khẩu đầu năm")
    members = models.PositiveSmallIntegerField("số khẩu")
    opening_status = models.CharField("đầu năm", max_length=10, choices=PovertyStatus, blank=True)
    status = models.CharField("cuối năm", max_length=10, choices=PovertyStatus)
    movement = models.CharField("biến động", max_length=20, choices=Movement)
    near_poor_movement = models.CharField(
        "biến động cận nghèo", max_length=20, choices=NearPoorMovement
    )
    has_left = models.BooleanField("đã rời địa bàn")
    explanation = models.CharField("căn cứ", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng danh sách đã khóa"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(
                fields=["snapshot", "commune", "sort_key", "id"], name="frozen_record_list"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "household"], name="frozen_record_once_a_snapshot"
            ),
        ]

    @property
    def standing(self) -> str:
        """What the household was when the round was locked, in words."""
        return "Đã rời địa bàn" if self.has_left else PovertyStatus(self.status).label


class FrozenPopulation(models.Model):
    """The households and persons of a commune when a year was frozen.

    A year is frozen when its year-end round is locked, or when units change while it is open.
    Persons are the members of the households counted; `em_` counts households with an
    ethnic-minority head. The latest edition of a commune counts.
    """

    year = models.PositiveSmallIntegerField("năm")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField("lần khóa", default=1)
    commune_code = models.CharField("mã xã", max_length=10)
    commune_name = models.CharField("tên xã", max_length=100)
    commune_kind = models.CharField("loại", max_length=10, choices=CommuneKind)
    area_type = models.CharField("khu vực dân cư", max_length=5, choices=AreaType)
    households = models.PositiveIntegerField("số hộ")
    em_households = models.PositiveIntegerField("số hộ DTTS")
    persons = models.PositiveIntegerField("số khẩu")
    em_persons = models.PositiveIntegerField("số khẩu của hộ DTTS")
    frozen_at = models.DateTimeField("khóa lúc")
    frozen_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "số hộ, số khẩu đã khóa"
        ordering = ["year", "commune", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "commune", "edition"], name="frozen_population_edition_once"
            ),
            models.CheckConstraint(
                name="frozen_population_parts_within_the_whole",
                condition=Q(em_households__lte=F("households"), em_persons__lte=F("persons")),
            ),
        ]
