"""Changes of goals that wait for the district's leader."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from targets.choices import GoalProposalState
from targets.models.plan import YearPlan

_USER = settings.AUTH_USER_MODEL


class GoalProposal(models.Model):
    """A change of goals that were set, as entered, until the district's leader confirms it.

    `asked` are the arguments of `set_goals`, `plan_version` the version of the plan it was made for.
    """

    plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="goal_proposals")
    plan_version = models.PositiveIntegerField("bản kế hoạch")
    asked = models.JSONField("mục tiêu đề nghị")
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=GoalProposalState,
        default=GoalProposalState.PENDING,
    )
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField("trình lúc")
    decided_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "đề nghị đổi mục tiêu"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state=GoalProposalState.PENDING),
                name="goal_proposal_one_pending",
                violation_error_message="Đang có một đề nghị đổi mục tiêu chờ lãnh đạo.",
            ),
            models.CheckConstraint(
                name="goal_proposal_decided_means_signed",
                condition=Q(state=GoalProposalState.PENDING, decided_by=None, decided_at=None)
                | ~Q(state=GoalProposalState.PENDING)
                & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    @property
    def is_pending(self) -> bool:
        return self.state == GoalProposalState.PENDING
