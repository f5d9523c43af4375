"""Re-checks (phúc tra): a random sample of approved forms, and the results found at the
households."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from common.constraints import possible_days
from common.fields import VndField
from households.choices import PovertyBasis, PovertyStatus
from households.models import Assessment, Household, PovertyStandard, Round
from households.models.review import HIGHEST_B1
from inspections.choices import CaseState, SampleGroup, SampleState
from inspections.querysets import CaseQuerySet, SampleQuerySet

LARGEST_SAMPLE = 200
_USER = settings.AUTH_USER_MODEL


class RecheckSample(models.Model):
    """A sample drawn from the approved forms of a commune in a round.

    `seed` and `population` make the draw reproducible, which proves that no household was picked
    by hand.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="recheck_samples")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    group = models.CharField("rút từ", max_length=10, choices=SampleGroup)
    seed = models.CharField("mã rút mẫu", max_length=40)
    size = models.PositiveSmallIntegerField("số phiếu cần rút")
    population = models.PositiveIntegerField("số phiếu được rút từ đó")
    state = models.CharField("tình trạng", max_length=6, choices=SampleState)
    drawn_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField("rút lúc")
    conclusion = models.CharField("kết luận", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SampleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "mẫu phúc tra"
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "commune", "group", "seed"],
                name="recheck_sample_once_per_seed",
                violation_error_message="Đã rút một mẫu với mã này cho xã trong đợt.",
            ),
            models.CheckConstraint(
                name="recheck_sample_size_in_range",
                condition=Q(size__gte=1, size__lte=LARGEST_SAMPLE),
            ),
            models.CheckConstraint(
                name="recheck_sample_closed_means_concluded",
                condition=Q(state=SampleState.OPEN) | ~Q(conclusion=""),
                violation_error_message="Kết thúc phúc tra phải có kết luận.",
            ),
        ]

    def __str__(self) -> str:
        return f"Phúc tra {self.commune.name_in_sentence}, {self.round}"

    @property
    def is_open(self) -> bool:
        return self.state == SampleState.OPEN


class RecheckCase(models.Model):
    """One approved form of a sample, and the result of its re-check.

    `is_wrong` is whether the class under the round's first standard differs.
    """

    sample = models.ForeignKey(RecheckSample, models.PROTECT, related_name="cases")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="recheck_cases")
    position = models.PositiveSmallIntegerField("thứ tự rút")
    state = models.CharField(
        "tình trạng", max_length=10, choices=CaseState, default=CaseState.PENDING
    )
    checked_on = models.DateField("ngày phúc tra", null=True, blank=True)
    checked_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    is_wrong = models.BooleanField("khác kết quả đã duyệt", null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "hộ được phúc tra"
        ordering = ["sample", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "assessment"], name="recheck_case_once_in_sample"
            ),
            models.UniqueConstraint(
                fields=["sample", "position"], name="recheck_case_position_once_in_sample"
            ),
            models.CheckConstraint(
                name="recheck_case_checked_means_dated_and_judged",
                condition=Q(
                    state=CaseState.PENDING, checked_on=None, checked_by=None, is_wrong=None
                )
                | Q(
                    state=CaseState.ABSENT,
                    checked_on__isnull=False,
                    checked_by__isnull=False,
                    is_wrong=None,
                )
                | Q(
                    state=CaseState.CHECKED,
                    checked_on__isnull=False,
                    checked_by__isnull=False,
                    is_wrong__isnull=False,
                ),
            ),
            possible_days("recheck_case", "checked_on"),
        ]

    @property
    def is_checked(self) -> bool:
        return self.state == CaseState.CHECKED


class RecheckResult(models.Model):
    """The result of a re-check under one standard, from the same facts and rule as the form."""

    case = models.ForeignKey(RecheckCase, models.PROTECT, related_name="results")
    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="+")
    b1_points = models.PositiveSmallIntegerField("điểm B1", null=True, blank=True)
    income_per_person = VndField("thu nhập bình quân (đồng/người/tháng)", null=True, blank=True)
    answers = models.JSONField("chỉ số thiếu hụt", default=dict)
    b2_points = models.PositiveSmallIntegerField("điểm B2")
    status = models.CharField("kết quả", max_length=10, choices=PovertyStatus)
    basis = models.CharField("dạng nghèo", max_length=15, choices=PovertyBasis, blank=True)
    explanation = models.CharField("căn cứ", max_length=300)
    former_status = models.CharField("đã duyệt là", max_length=10, choices=PovertyStatus)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kết quả phúc tra"
        ordering = ["case", "standard"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "standard"], name="recheck_result_once_per_standard"
            ),
            models.CheckConstraint(
                name="recheck_result_b1_in_range",
                condition=Q(b1_points__isnull=True) | Q(b1_points__lte=HIGHEST_B1),
            ),
            models.CheckConstraint(
                name="recheck_result_income_in_range",
                condition=Q(income_per_person__isnull=True)
                | Q(income_per_person__gte=0, income_per_person__lt=10**12),
            ),
        ]

    @property
    def differs(self) -> bool:
        return self.status != self.former_status
