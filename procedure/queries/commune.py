"""Reports and decisions of a commune, and the figures of one report."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.choices import Action
from accounts.models import User
from areas.models import Commune
from common.prepared import PreparedQuery
from households.choices import PovertyStatus, RoundState
from households.models import Round
from procedure.choices import ListOutcome, VillageStep
from procedure.models import Certificate, CommuneSubmission, SubmittedReview, VillageReview
from procedure.queries.lists import Hindrances, hindrances_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyVillage:
    """A village whose posting has ended, and what keeps it from being reported."""

    review: VillageReview
    hindrances: Hindrances


def ready_to_report(round_: Round, commune: Commune) -> list[ReadyVillage]:
    """Return the villages of a commune that wait for its report to the district."""
    reviews = (
        VillageReview.objects.filter(round=round_, commune=commune, step=VillageStep.REPORTING)
        .select_related("village")
        .order_by("village__sort_key")
    )
    return [ReadyVillage(review=each, hindrances=hindrances_of(each)) for each in reviews]


def submissions_of(user: User) -> QuerySet[CommuneSubmission]:
    """Return reports with the opinion, the decision and the number of their villages.

    `kept_count`: without those sent back to be reviewed again.
    """
    return (
        CommuneSubmission.objects.visible_to(user)
        .select_related("commune", "round", "opinion", "decision")
        .annotate(
            village_count=Count("submitted_reviews"),
            kept_count=Count("submitted_reviews", filter=Q(submitted_reviews__sent_back=False)),
        )
    )


def submissions_waiting_for(user: User, today: dt.date) -> list[CommuneSubmission]:
    """Return the reports the user has to answer (the district) or may decide on (the chair)."""
    if user.may(Action.GIVE_OPINION):
        return [each for each in _undecided(*user.scope) if may_be_answered(each)]
    if user.may(Action.SIGN_DECISIONS):
        return [each for each in _undecided(*user.scope) if may_be_decided(each, today)]
    return []


def may_be_answered(submission: CommuneSubmission) -> bool:
    """Return whether the district can still answer a report (of `submissions_of`)."""
    return (
        not hasattr(submission, "opinion")
        and not hasattr(submission, "decision")
        and bool(submission.kept_count)  # type: ignore[attr-defined]
    )


@PreparedQuery
def _undecided(*scope: Any) -> QuerySet[CommuneSubmission]:
    found = submissions_of(User.with_scope(*scope))
    undecided = found.filter(decision=None, round__state=RoundState.OPEN)
    return undecided.order_by("opinion_due_on", "pk")


def may_be_decided(submission: CommuneSubmission, today: dt.date) -> bool:
    """Return whether the chair can decide: the district has answered, or its time limit has passed.

    A report (of `submissions_of`) whose villages were all sent back is closed without a decision.
    """
    if hasattr(submission, "decision") or not submission.kept_count:  # type: ignore[attr-defined]
        return False
    if hasattr(submission, "opinion"):
        return True
    due_on = submission.opinion_due_on
    return due_on is not None and today > due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPage:
    """A report: its villages (`listed`: households), certificates by standard and class."""

    rows: list[SubmittedReview]
    certificates: list[tuple[str, PovertyStatus, int]]

    @property
    def listed(self) -> int:
        return sum(row.listed for row in self.rows)  # type: ignore[attr-defined]


def submission_page(submission: CommuneSubmission) -> SubmissionPage:
    """Return the villages and certificates of a report, in two queries."""
    removed = Q(village_review__listed_households__outcome=ListOutcome.REMOVED)
    rows = (
        submission.submitted_reviews.select_related("village_review__village")
        .annotate(listed=Count("village_review__listed_households", filter=~removed))
        .order_by("village_review__village__sort_key", "pk")
    )
    counted = (
        Certificate.objects.filter(decision__submission=submission)
        .order_by("standard", "status")
        .values_list("standard__name", "status")
        .annotate(Count("pk"))
    )
    return SubmissionPage(
        rows=list(rows),
        certificates=[
            (standard, PovertyStatus(status), number) for standard, status, number in counted
        ],
    )
