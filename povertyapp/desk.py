"""The review work of the user's commune on the home page."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.choices import Action
from accounts.models import User
from households.models import Assessment, Round
from households.queries.desk import (
    ReviewCounts,
    VillageProgress,
    forms_to_approve,
    open_rounds_of,
    returned_forms,
    total_of,
    village_progress,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeDesk:
    """A commune's review of the year.

    `waiting` are the forms the user approves; `returned` and `rounds` are for those who enter
    forms.
    """

    villages: Sequence[VillageProgress]
    total: ReviewCounts
    waiting: Sequence[Assessment]
    returned: Sequence[Assessment]
    rounds: Sequence[Round]


def desk_of(user: User, *, year: int) -> HomeDesk:
    """Return the review work of the user's communes, in at most 3 queries for each role."""
    villages = village_progress(user, year=year)
    may_enter = user.may(Action.ENTER_ASSESSMENTS)
    may_approve = user.may(Action.APPROVE_ASSESSMENTS)
    return HomeDesk(
        villages=villages,
        total=total_of(villages),
        waiting=forms_to_approve(user, year=year) if may_approve else (),
        returned=returned_forms(user, year=year) if may_enter else (),
        rounds=open_rounds_of(year) if may_enter else (),
    )
