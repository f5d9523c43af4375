"""The review: rounds, forms and their results."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from common.constraints import possible_days
from common.fields import VndField
from households.choices import (
    AssessmentState,
    Pile,
    PovertyBasis,
    PovertyStatus,
    RoundKind,
    RoundState,
)
from households.models.register import Household
from households.models.scoring import HIGHEST_POINTS, ScoringTable
from households.models.standards import PovertyStandard
from households.querysets import AssessmentQuerySet, RoundQuerySet

HIGHEST_B1 = HIGHEST_POINTS
LARGEST_HOUSE = 2000  # m²
B1_CHANGE_LIMIT = 20  # points by which B1 may change in a year without a reason
_USER = settings.AUTH_USER_MODEL


class Round(models.Model):
    """A review of a year. In 2021 one visit is judged under two standards (NĐ 07/2021 Art. 2–3)."""

    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại", max_length=10, choices=RoundKind)
    standards = models.ManyToManyField(
        PovertyStandard, through="RoundStandard", related_name="rounds"
    )
    state = models.CharField("tình trạng", max_length=6, choices=RoundState)
    starts_on = models.DateField("bắt đầu")
    due_on = models.DateField("hạn hoàn thành")
    b1_change_limit = models.PositiveSmallIntegerField(
        "B1 đổi quá bao nhiêu điểm thì phải ghi lý do",
        null=True,
        blank=True,
        default=B1_CHANGE_LIMIT,
    )
    follows_procedure = models.BooleanField("phải qua đủ các bước", default=False)
    closing_proposed_by = models.ForeignKey(
        _USER, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="đề nghị khóa"
    )
    closing_proposed_at = models.DateTimeField("đề nghị khóa lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "đợt rà soát"
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind"],
                name="round_once_a_year_and_kind",
                violation_error_message="Năm này đã có đợt rà soát loại đó.",
            ),
            models.CheckConstraint(
                name="round_dates_in_order",
                condition=Q(due_on__gte=F("starts_on")),
                violation_error_message="Hạn hoàn thành phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="round_closing_proposed_means_signed",
                condition=Q(closing_proposed_by=None, closing_proposed_at=None)
                | Q(closing_proposed_by__isnull=False, closing_proposed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_b1_change_limit_in_range",
                condition=Q(b1_change_limit=None) | Q(b1_change_limit__lte=HIGHEST_B1),
                violation_error_message=f"Mức đổi điểm B1 nhiều nhất {HIGHEST_B1}.",
            ),
            possible_days("round", "starts_on", "due_on"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN


class RoundStandard(models.Model):
    """A standard of a round; the first is the one of the year's goals."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="round_standards")
    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("thứ tự")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "chuẩn của đợt"
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "standard"], name="round_standard_once"),
            models.UniqueConstraint(
                fields=["round", "position"], name="round_standard_position_once"
            ),
        ]


class Assessment(models.Model):
    """The review form of a household in a round. An approved form is never edited.

    A correction is a new form that names the form it replaces and the reason. `prefilled_from` is
    the earlier form whose facts a new form started with. `people` are the members the form was
    judged with: name by the member's `client_id`.
    """

    matched_name: str | None = None  # set by a search, with the next
    matched_relation: str | None = None

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="assessments")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="assessments")
    state = models.CharField(
        "tình trạng", max_length=10, choices=AssessmentState, default=AssessmentState.DRAFT
    )
    surveyed_on = models.DateField("ngày khảo sát", null=True, blank=True)
    house_area = models.DecimalField(
        "diện tích nhà ở (m²)", max_digits=6, decimal_places=1, null=True, blank=True
    )
    people = models.JSONField("nhân khẩu lúc rà soát", default=dict, blank=True, editable=False)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    change_reason = models.CharField("lý do thay đổi so với năm trước", max_length=300, blank=True)
    prefilled_from = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True
    )
    correction_reason = models.CharField("lý do đính chính", max_length=300, blank=True)
    return_reason = models.CharField("lý do trả lại", max_length=300, blank=True)
    entered_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("nhập lúc")
    submitted_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    submitted_at = models.DateTimeField("nộp lúc", null=True)
    approved_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField("duyệt lúc", null=True)
    cleared_on = models.DateField("qua đủ các bước ngày", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AssessmentQuerySet.as_manager()
    # A form's history is read by its key only; more indexes would slow down every bulk write.
    history = HistoricalRecords(
        no_db_index=[
            "client_id",
            "round",
            "corrects",
            "prefilled_from",
            "entered_by",
            "submitted_by",
            "approved_by",
        ]
    )

    class Meta:
        verbose_name = "phiếu rà soát"
        ordering = ["-entered_at", "-pk"]
        indexes = [
            models.Index(fields=["commune", "round", "state"], name="assessment_by_commune_state"),
            models.Index(fields=["round", "state", "id"], name="assessment_by_round_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "round"],
                condition=Q(state__in=[AssessmentState.DRAFT, AssessmentState.SUBMITTED]),
                name="assessment_one_at_work_per_round",
                violation_error_message="Hộ này đang có một phiếu chưa duyệt trong đợt.",
            ),
            models.UniqueConstraint(
                fields=["household", "round"],
                condition=Q(state=AssessmentState.APPROVED),
                name="assessment_one_approved_per_round",
                violation_error_message="Hộ này đã có phiếu được duyệt trong đợt.",
            ),
            models.CheckConstraint(
                name="assessment_state_has_its_signatures",
                condition=Q(state=AssessmentState.DRAFT, submitted_by=None, approved_by=None)
                | Q(
                    state=AssessmentState.SUBMITTED,
                    submitted_by__isnull=False,
                    submitted_at__isnull=False,
                    approved_by=None,
                )
                | Q(
                    state__in=[AssessmentState.APPROVED, AssessmentState.SUPERSEDED],
                    submitted_by__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="assessment_approver_did_not_enter_it",
                condition=Q(approved_by=None)
                | ~Q(approved_by=F("submitted_by")) & ~Q(approved_by=F("entered_by")),
                violation_error_message="Người duyệt không được là người nhập phiếu.",
            ),
            models.CheckConstraint(
                name="assessment_correction_has_a_reason",
                condition=Q(corrects=None) | ~Q(correction_reason=""),
                violation_error_message="Phiếu đính chính phải có lý do.",
            ),
            models.CheckConstraint(
                name="assessment_house_area_in_range",
                condition=Q(house_area=None) | Q(house_area__gt=0, house_area__lte=LARGEST_HOUSE),
                violation_error_message=f"Diện tích nhà ở phải trên 0 và không quá {LARGEST_HOUSE} m².",
            ),
            possible_days("assessment", "surveyed_on", "cleared_on"),
        ]

    @property
    def is_draft(self) -> bool:
        return self.state == AssessmentState.DRAFT

    @property
    def is_submitted(self) -> bool:
        return self.state == AssessmentState.SUBMITTED

    @property
    def is_approved(self) -> bool:
        return self.state == AssessmentState.APPROVED

    @property
    def pile(self) -> Pile:
        """The pile of the form: its state, with returned drafts apart."""
        return Pile.RETURNED if self.is_draft and self.return_reason else Pile(self.state)


class AssessmentResult(models.Model):
    """The answers of a form under one standard, and the class: B1, answers, B2, class, explanation.

    `answers` maps an indicator's key to true (deprived), false, or null (not yet answered). Status,
    basis and explanation are empty until everything is answered. `derived` maps the keys decided by
    the register or the house area to a sentence that explains the answer; where the officer
    answered differently, `overrides` has the reason by key.

    B1 is a total from the paper form, or computed by a scoring table: then `b1_answers` maps item
    keys to answer keys, `b1_facts` are the facts of the register on the day of the survey, and
    `b1_explanation` lists the points line by line. B1 is provisional when the table is not verified
    or not complete.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="results")
    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="+")
    b1_points = models.PositiveSmallIntegerField("điểm B1", null=True, blank=True)
    scoring_table = models.ForeignKey(
        ScoringTable,
        models.PROTECT,
        related_name="results",
        null=True,
        blank=True,
        verbose_name="bảng điểm B1",
    )
    b1_answers = models.JSONField("trả lời các mục B1", default=dict, blank=True)
    b1_facts = models.JSONField("sổ hộ ngày khảo sát", default=dict, blank=True)
    b1_explanation = models.TextField("B1 gồm những gì", blank=True)
    is_provisional = models.BooleanField("B1 tạm tính", default=False)
    income_per_person = VndField("thu nhập bình quân (đồng/người/tháng)", null=True, blank=True)
    answers = models.JSONField("chỉ số thiếu hụt", default=dict)
    derived = models.JSONField("suy ra từ sổ hộ", default=dict, blank=True)
    overrides = models.JSONField("lý do trả lời khác sổ hộ", default=dict, blank=True)
    b2_points = models.PositiveSmallIntegerField("điểm B2", default=0)
    status = models.CharField("kết quả", max_length=10, choices=PovertyStatus, blank=True)
    basis = models.CharField("dạng nghèo", max_length=15, choices=PovertyBasis, blank=True)
    explanation = models.CharField("căn cứ", max_length=300, blank=True)

    history = HistoricalRecords(no_db_index=["standard", "scoring_table"])

    class Meta:
        verbose_name = "kết quả rà soát"
        ordering = ["assessment", "standard"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "standard"], name="result_once_per_standard"
            ),
            models.CheckConstraint(
                name="result_b1_in_range",
                condition=Q(b1_points__isnull=True) | Q(b1_points__lte=HIGHEST_B1),
            ),
            models.CheckConstraint(
                name="result_income_in_range",
                condition=Q(income_per_person__isnull=True)
                | Q(income_per_person__gte=0, income_per_person__lt=10**12),
            ),
            models.CheckConstraint(
                name="result_provisional_only_by_a_table",
                condition=Q(is_provisional=False) | Q(scoring_table__isnull=False),
                violation_error_message="Chỉ B1 tính theo bảng điểm mới là tạm tính.",
            ),
            models.CheckConstraint(
                name="result_basis_only_when_poor",
                condition=Q(status=PovertyStatus.POOR) & ~Q(basis="")
                | ~Q(status=PovertyStatus.POOR) & Q(basis=""),
            ),
        ]
