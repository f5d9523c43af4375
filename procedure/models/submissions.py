"""The commune's report, the district's opinion, the decision and the certificates."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from areas.querysets import ScopedQuerySet
from common.constraints import possible_days
from households.choices import PovertyStatus
from households.models import Household, PovertyStandard, Round
from procedure.models.procedures import Procedure
from procedure.models.reviews import VillageReview


class CommuneSubmission(models.Model):
    """The commune's report to the district on villages whose posting has ended."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="commune_submissions")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    village_reviews = models.ManyToManyField(
        VillageReview, through="SubmittedReview", related_name="submissions"
    )
    number = models.PositiveSmallIntegerField("báo cáo lần")
    sent_on = models.DateField("báo cáo ngày")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    opinion_due_on = models.DateField("hạn huyện trả lời", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "báo cáo của xã"
        ordering = ["-round__year", "commune", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "commune", "number"], name="commune_submission_number_once"
            ),
            models.CheckConstraint(
                name="commune_submission_opinion_after_it",
                condition=Q(opinion_due_on__isnull=True) | Q(opinion_due_on__gte=F("sent_on")),
            ),
            possible_days("commune_submission", "sent_on", "opinion_due_on"),
        ]

    def __str__(self) -> str:
        return f"Báo cáo lần {self.number} của {self.commune.name_in_sentence}"


class SubmittedReview(models.Model):
    """A village's list in a report; the district, or the chair before signing, may send it back.

    `chair_reason` is the chair's reason, empty when the district sent it back.
    """

    submission = models.ForeignKey(
        CommuneSubmission, models.PROTECT, related_name="submitted_reviews"
    )
    village_review = models.ForeignKey(
        VillageReview, models.PROTECT, related_name="submitted_reviews"
    )
    sent_back = models.BooleanField("rà soát lại", default=False)
    chair_reason = models.CharField(
        "lý do chủ tịch xã yêu cầu rà soát lại", max_length=300, blank=True
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "thôn trong báo cáo"
        ordering = ["submission", "village_review__village__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "village_review"], name="submitted_review_once"
            ),
            models.CheckConstraint(
                name="submitted_review_chair_reason_means_sent_back",
                condition=Q(chair_reason="") | Q(sent_back=True),
            ),
        ]


class DistrictOpinion(models.Model):
    """The district's answer: agreed, or which villages to review again and why."""

    submission = models.OneToOneField(CommuneSubmission, models.PROTECT, related_name="opinion")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    document_number = models.CharField("số văn bản", max_length=50, blank=True)
    answered_on = models.DateField("trả lời ngày")
    agrees = models.BooleanField("thống nhất", editable=False)
    text = models.CharField("ý kiến", max_length=2000, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ý kiến của huyện"
        constraints = [
            models.CheckConstraint(
                name="district_opinion_against_says_why",
                condition=Q(agrees=True) | ~Q(text=""),
                violation_error_message="Đề nghị rà soát lại phải nêu rõ lý do.",
            ),
            possible_days("district_opinion", "answered_on"),
        ]


class RecognitionDecision(models.Model):
    """The chair's decision that recognises the lists of a report.

    `without_opinion`: the district's time limit had passed without an answer.
    """

    submission = models.OneToOneField(CommuneSubmission, models.PROTECT, related_name="decision")
    round = models.ForeignKey(Round, models.PROTECT, related_name="recognition_decisions")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    number = models.CharField("số quyết định", max_length=50)
    year = models.PositiveSmallIntegerField("năm", editable=False)
    decided_on = models.DateField("ngày ký")
    signer_name = models.CharField("người ký", max_length=100)
    without_opinion = models.BooleanField("quá hạn huyện không trả lời", default=False)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "quyết định công nhận"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "year", "number"],
                name="recognition_decision_number_once_a_year",
                violation_error_message="Xã đã có quyết định mang số này trong năm.",
            ),
            possible_days("recognition_decision", "decided_on"),
        ]

    def __str__(self) -> str:
        return f"Quyết định số {self.number} ngày {self.decided_on:%d/%m/%Y}"


class Certificate(models.Model):
    """The certificate of a household recognised as poor or near-poor under a standard."""

    decision = models.ForeignKey(RecognitionDecision, models.PROTECT, related_name="certificates")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="certificates")
    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="+")
    status = models.CharField("công nhận là", max_length=10, choices=PovertyStatus)
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số giấy chứng nhận")

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "giấy chứng nhận"
        ordering = ["commune", "year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "year", "number"], name="certificate_number_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["decision", "household", "standard"],
                name="certificate_once_per_standard",
            ),
            models.CheckConstraint(
                name="certificate_for_poor_and_near_poor",
                condition=Q(status__in=[PovertyStatus.POOR, PovertyStatus.NEAR_POOR]),
            ),
        ]

    @property
    def code(self) -> str:
        """Return the number as printed: 12/2021."""
        return f"{self.number:02d}/{self.year}"
