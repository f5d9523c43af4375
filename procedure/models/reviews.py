"""A village in a round: its list, meetings, postings and complaints."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune, Village
from areas.querysets import ScopedQuerySet
from common.constraints import possible_days
from households.models import Assessment, Household, Round
from procedure.choices import ComplaintOutcome, ListOrigin, ListOutcome, VillageStep
from procedure.models.procedures import Procedure
from procedure.querysets.steps import (
    ComplaintQuerySet,
    ListedHouseholdQuerySet,
    VillageReviewQuerySet,
)

MOST_PEOPLE = 5000


class VillageReview(models.Model):
    """The list of one village in one round, with its current step.

    Postponed or added households, and corrections after the decision, go through the steps in a
    separate batch (lần 2, 3, …): signed records are never edited.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="village_reviews")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    village = models.ForeignKey(Village, models.PROTECT, related_name="village_reviews")
    batch = models.PositiveSmallIntegerField("lần", default=1)
    step = models.CharField("bước", max_length=10, choices=VillageStep, default=VillageStep.LISTING)
    opened_on = models.DateField("lập danh sách ngày")
    survey_due_on = models.DateField("hạn khảo sát xong, họp thôn", null=True, blank=True)
    survey_started_on = models.DateField("bắt đầu khảo sát", null=True, blank=True)
    survey_finished_on = models.DateField("khảo sát xong", null=True, blank=True)
    posting_closed_on = models.DateField("niêm yết xong", null=True, blank=True)
    recognised_on = models.DateField("công nhận ngày", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VillageReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "rà soát của thôn"
        ordering = ["round", "commune", "village__sort_key", "batch"]
        indexes = [
            models.Index(fields=["round", "commune", "step"], name="village_review_by_step"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "village", "batch"], name="village_review_once_a_batch"
            ),
            models.UniqueConstraint(
                fields=["round", "village"],
                condition=~Q(step__in=[VillageStep.RECOGNISED, VillageStep.ENDED]),
                name="village_review_one_at_work",
                violation_error_message="Thôn này đang có một danh sách chưa công nhận trong đợt.",
            ),
            models.CheckConstraint(
                name="village_review_recognised_means_dated",
                condition=Q(step=VillageStep.RECOGNISED, recognised_on__isnull=False)
                | ~Q(step=VillageStep.RECOGNISED) & Q(recognised_on__isnull=True),
            ),
            possible_days(
                "village_review",
                "opened_on",
                "survey_due_on",
                "survey_started_on",
                "survey_finished_on",
                "posting_closed_on",
                "recognised_on",
            ),
        ]

    def __str__(self) -> str:
        again = f" (lần {self.batch})" if self.batch > 1 else ""
        return f"{self.village.full_name}{again}"


class ListedHousehold(models.Model):
    """A household to be reviewed, why it is on the list, and the outcome.

    `assessment` and `assessed_version` are the form the village voted on: only what was posted, or
    changed by a re-check after a complaint, is recognised.
    """

    village_review = models.ForeignKey(
        VillageReview, models.PROTECT, related_name="listed_households"
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="listings")
    origin = models.CharField("lý do đưa vào danh sách", max_length=20, choices=ListOrigin)
    outcome = models.CharField(
        "tình trạng", max_length=10, choices=ListOutcome, default=ListOutcome.OPEN
    )
    removal_reason = models.CharField("lý do đưa ra", max_length=300, blank=True)
    assessment = models.ForeignKey(
        Assessment, models.SET_NULL, related_name="listings", null=True, blank=True
    )
    assessed_version = models.PositiveIntegerField(null=True, blank=True)

    objects = ListedHouseholdQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "hộ trong danh sách rà soát"
        ordering = ["village_review", "household__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village_review", "household"],
                name="listed_household_once_a_list",
                violation_error_message="Hộ này đã có tên trong danh sách.",
            ),
            models.UniqueConstraint(
                fields=["round", "household"],
                condition=Q(outcome=ListOutcome.OPEN),
                name="listed_household_on_one_list_at_work",
                violation_error_message="Hộ này đang có tên trong một danh sách khác của đợt.",
            ),
            models.CheckConstraint(
                name="listed_household_removed_means_reason",
                condition=Q(outcome=ListOutcome.REMOVED) & ~Q(removal_reason="")
                | ~Q(outcome=ListOutcome.REMOVED) & Q(removal_reason=""),
                violation_error_message="Hãy ghi lý do đưa hộ ra khỏi danh sách.",
            ),
        ]


class VillageMeeting(models.Model):
    """A village meeting about the scoring; with too few votes it is held again."""

    village_review = models.ForeignKey(VillageReview, models.PROTECT, related_name="meetings")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("cuộc họp lần")
    held_on = models.DateField("ngày họp")
    place = models.CharField("nơi họp", max_length=200)
    chair_name = models.CharField("chủ trì", max_length=100)
    secretary_name = models.CharField("thư ký", max_length=100)
    invited = models.PositiveSmallIntegerField("số người được mời")
    present = models.PositiveSmallIntegerField("số người dự họp")
    votes_for = models.PositiveSmallIntegerField("tán thành")
    votes_against = models.PositiveSmallIntegerField("không tán thành")
    households_represented = models.PositiveSmallIntegerField("số hộ trong danh sách có đại diện")
    opinions = models.CharField("ý kiến tại cuộc họp", max_length=2000, blank=True)
    agreed = models.BooleanField("thôn thống nhất kết quả", editable=False)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "cuộc họp thôn"
        ordering = ["village_review", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["village_review", "number"], name="village_meeting_number_once"
            ),
            models.CheckConstraint(
                name="village_meeting_counts_in_range",
                condition=Q(present__gte=1, present__lte=MOST_PEOPLE, invited__lte=MOST_PEOPLE),
                violation_error_message=f"Số người dự họp phải từ 1 đến {MOST_PEOPLE}.",
            ),
            models.CheckConstraint(
                name="village_meeting_votes_within_present",
                condition=Q(present__gte=F("votes_for") + F("votes_against")),
                violation_error_message="Số phiếu không được nhiều hơn số người dự họp.",
            ),
            possible_days("village_meeting", "held_on"),
        ]

    @property
    def abstained(self) -> int:
        return self.present - self.votes_for - self.votes_against


class Posting(models.Model):
    """The public posting of the results, without citizen numbers.

    `ends_on` is the last working day required by the procedure; the posting cannot be closed
    earlier.
    """

    village_review = models.ForeignKey(VillageReview, models.PROTECT, related_name="postings")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    places = models.CharField("nơi niêm yết", max_length=300)
    posted_on = models.DateField("niêm yết từ ngày")
    ends_on = models.DateField("ít nhất đến hết ngày")
    closed_on = models.DateField("kết thúc niêm yết ngày", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "niêm yết"
        ordering = ["village_review", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village_review"],
                condition=Q(closed_on__isnull=True),
                name="posting_one_at_a_time",
                violation_error_message="Kết quả của thôn đang được niêm yết.",
            ),
            models.CheckConstraint(
                name="posting_dates_in_order", condition=Q(ends_on__gt=F("posted_on"))
            ),
            models.CheckConstraint(
                name="posting_not_closed_before_its_days",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("ends_on")),
                violation_error_message="Chưa niêm yết đủ số ngày quy định.",
            ),
            possible_days("posting", "posted_on", "ends_on", "closed_on"),
        ]


class Complaint(models.Model):
    """A complaint about a posted result: received, answered and, if upheld, checked again."""

    village_review = models.ForeignKey(VillageReview, models.PROTECT, related_name="complaints")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="complaints")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="complaints")
    complainant = models.CharField("người khiếu nại", max_length=100)
    content = models.CharField("nội dung", max_length=1000)
    received_on = models.DateField("nhận ngày")
    due_on = models.DateField("hạn trả lời", null=True, blank=True)
    outcome = models.CharField(
        "kết quả", max_length=10, choices=ComplaintOutcome, default=ComplaintOutcome.PENDING
    )
    answer = models.CharField("trả lời", max_length=1000, blank=True)
    answered_on = models.DateField("trả lời ngày", null=True, blank=True)
    recheck_due_on = models.DateField("hạn phúc tra", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ComplaintQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "khiếu nại"
        ordering = ["village_review", "received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="complaint_answered_means_dated_and_worded",
                condition=Q(outcome=ComplaintOutcome.PENDING, answered_on__isnull=True, answer="")
                | ~Q(outcome=ComplaintOutcome.PENDING)
                & Q(answered_on__isnull=False)
                & ~Q(answer=""),
                violation_error_message="Trả lời khiếu nại phải có ngày và nội dung.",
            ),
            models.CheckConstraint(
                name="complaint_answered_after_received",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")),
                violation_error_message="Ngày trả lời phải sau ngày nhận.",
            ),
            possible_days("complaint", "received_on", "due_on", "answered_on", "recheck_due_on"),
        ]
