"""The review work of the user's commune on the home page."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.choices import Action
from accounts.models import User
from households.models import Assessment, Round
from households.queries.desk import (
    FormsToContinue,
    ReviewCounts,
    VillageProgress,
    forms_to_approve,
    forms_to_continue,
    total_of,
    village_progress,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeDesk:
    """A commune's review of the year.

    `waiting` are the forms the user approves; `returned`, `drafts` (the user's own, the last saved
    first) and `rounds` are for those who enter forms.
    """

    villages: Sequence[VillageProgress]
    total: ReviewCounts
    waiting: Sequence[Assessment]
    returned: Sequence[Assessment]
    drafts: Sequence[Assessment]
    rounds: Sequence[Round]

    @property
    def submitted_words(self) -> str:
        """What the submitted forms wait for: the same words for the officer and the chair."""
        one_by_one, by_steps = self.total.to_approve, self.total.by_decision
        words = [f"{one_by_one} chờ chủ tịch xã duyệt"] if one_by_one else []
        words += [f"{by_steps} theo các bước của thôn"] if by_steps else []
        return ", ".join(words) or "không có phiếu nào"


def desk_of(user: User, *, year: int, rounds: Sequence[Round] = ()) -> HomeDesk:
    """Return the review work of the user's communes, in at most 2 queries for each role.

    `rounds` are the open rounds of all years.
    """
    villages = village_progress(user, year=year)
    may_enter = user.may(Action.ENTER_ASSESSMENTS)
    may_approve = user.may(Action.APPROVE_ASSESSMENTS)
    begun = forms_to_continue(user, year=year) if may_enter else FormsToContinue()
    return HomeDesk(
        villages=villages,
        total=total_of(villages),
        waiting=forms_to_approve(user, year=year) if may_approve else (),
        returned=begun.returned,
        drafts=begun.drafts,
        rounds=[each for each in rounds if each.year == year] if may_enter else (),
    )
