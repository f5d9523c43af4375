"""Scoring tables of B1 as records with dates, a state and a verifier."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from common.constraints import possible_days
from households.choices import COUNTED_FACTS, FactSource, ScoringArea, TableState
from households.models.standards import PovertyStandard
from households.rules import scoring

HIGHEST_POINTS = 500
_USER = settings.AUTH_USER_MODEL


class ScoringTable(models.Model):
    """One edition of the points of a standard for one area. A table in force is never edited.

    A change is a new edition copied from it. B1 is provisional until the table has been compared
    with the official appendix and has all groups of the official Phiếu B1.
    """

    standard = models.ForeignKey(
        PovertyStandard,
        models.PROTECT,
        related_name="scoring_tables",
        verbose_name="chuẩn nghèo",
    )
    area = models.CharField("phiếu theo khu vực", max_length=20, choices=ScoringArea)
    edition = models.PositiveSmallIntegerField("lần ban hành", editable=False)
    based_on = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    legal_basis = models.CharField("căn cứ pháp lý", max_length=300)
    source_note = models.CharField("nguồn số liệu", max_length=300, blank=True)
    valid_from = models.DateField("áp dụng từ")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    is_complete = models.BooleanField("đủ các nhóm mục của phiếu chính thức", default=False)
    state = models.CharField(
        "tình trạng", max_length=8, choices=TableState, default=TableState.DRAFT, editable=False
    )
    verified_by = models.ForeignKey(
        _USER, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    verified_at = models.DateTimeField("kiểm chứng lúc", null=True, blank=True, editable=False)
    verified_against = models.CharField(
        "đã đối chiếu với", max_length=300, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "bảng điểm B1"
        ordering = ["standard__valid_from", "area", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "area", "edition"], name="scoring_table_edition_once"
            ),
            models.UniqueConstraint(
                fields=["standard", "area"],
                condition=Q(state=TableState.IN_FORCE),
                name="scoring_table_one_in_force",
                violation_error_message="Phiếu này đang có một bảng điểm khác được áp dụng.",
            ),
            models.CheckConstraint(
                name="scoring_table_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày hết hiệu lực phải sau ngày bắt đầu áp dụng.",
            ),
            models.CheckConstraint(
                name="scoring_table_verified_by_somebody_against_something",
                condition=Q(verified_by=None, verified_at=None, verified_against="")
                | Q(verified_by__isnull=False, verified_at__isnull=False) & ~Q(verified_against=""),
            ),
            possible_days("scoring_table", "valid_from", "valid_to"),
        ]

    def __str__(self) -> str:
        return f"Bảng điểm {self.get_area_display()}, lần {self.edition}"

    @property
    def is_draft(self) -> bool:
        return self.state == TableState.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.state == TableState.IN_FORCE

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    @property
    def is_provisional(self) -> bool:
        """Whether a B1 computed by this table is provisional."""
        return not (self.is_verified and self.is_complete)

    def as_rule(self) -> scoring.Table:
        """Return the table as the rule takes it; items and answers must be loaded with the row."""
        return scoring.Table(
            items=tuple(item.as_rule() for item in self.items.all()),
            is_provisional=self.is_provisional,
        )


class ScoringItem(models.Model):
    """One item of a table, answered by one of its answers. Items of a group are adjacent."""

    table = models.ForeignKey(ScoringTable, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("thứ tự")
    group_number = models.PositiveSmallIntegerField("nhóm số")
    group_name = models.CharField("nhóm mục", max_length=100)
    key = models.CharField("mã", max_length=30)
    label = models.CharField("mục", max_length=200)
    source = models.CharField("lấy từ", max_length=20, choices=FactSource)
    is_withheld_from_dependants = models.BooleanField(
        "không tính cho hộ chỉ gồm người phụ thuộc", default=False
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "mục chấm điểm"
        ordering = ["table", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "key"], name="scoring_item_key_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_asked(self) -> bool:
        return self.source == FactSource.ASKED

    @property
    def is_counted(self) -> bool:
        """Whether the item counts persons in the register; its answers are then bands of the count."""
        return self.source in COUNTED_FACTS

    def as_rule(self) -> scoring.Item:
        """Return the item as the rule takes it; its answers must be loaded with the row."""
        return scoring.Item(
            key=self.key,
            label=self.label,
            source=self.source,
            is_withheld_from_dependants=self.is_withheld_from_dependants,
            answers=tuple(answer.as_rule() for answer in self.answers.all()),
        )


class ScoringAnswer(models.Model):
    """A possible answer with its points; for a counted fact, a band of numbers."""

    item = models.ForeignKey(ScoringItem, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField("thứ tự")
    key = models.CharField("mã", max_length=30)
    label = models.CharField("câu trả lời", max_length=200)
    at_least = models.PositiveSmallIntegerField("từ", null=True, blank=True)
    at_most = models.PositiveSmallIntegerField("đến", null=True, blank=True)
    points = models.PositiveSmallIntegerField("điểm")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "câu trả lời chấm điểm"
        ordering = ["item", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "key"], name="scoring_answer_key_once"),
            models.CheckConstraint(
                name="scoring_answer_points_in_range", condition=Q(points__lte=HIGHEST_POINTS)
            ),
            models.CheckConstraint(
                name="scoring_answer_band_in_order",
                condition=Q(at_least__isnull=True, at_most__isnull=True)
                | Q(at_least__isnull=False, at_most__isnull=True)
                | Q(at_least__isnull=False, at_most__gte=F("at_least")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def as_rule(self) -> scoring.Answer:
        return scoring.Answer(
            key=self.key,
            label=self.label,
            points=self.points,
            at_least=self.at_least,
            at_most=self.at_most,
        )
