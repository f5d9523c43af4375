"""The households of a village that still need a form in a round, one after the other."""

from dataclasses import dataclass

from accounts.models import User
from households.choices import AssessmentState
from households.models import Assessment
from households.queries.review import awaiting_review
from households.querysets import AssessmentQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """The household after the one of a form, with its draft if it has one.

    `left` households of the village have no submitted form, this one included. Without any left
    `household_id` is None.
    """

    household_id: int | None = None
    draft_id: int | None = None
    left: int = 0


def following(assessment: Assessment, user: User) -> Following:
    """Return the next household of the same village without a submitted form in the round.

    By the head's name, from this form on, then from the first again; in a fixed number of queries. Counted are last
    year's poor and near-poor without a form of the year, and the user's own drafts of the round.
    """
    place = assessment.household.village_id
    waiting = awaiting_review(user=user, year=assessment.round.year)
    order = "household__sort_key", "household"
    rows = [(*each, None) for each in waiting.filter(household__village=place).values_list(*order)]
    rows += _own_drafts(assessment, user).values_list(*order, "pk")
    rows.sort(key=lambda row: row[:2])
    here = assessment.household.sort_key, assessment.household_id
    after = [row for row in rows if row[:2] > here] or rows
    if not after:
        return Following()
    _, household_id, draft_id = after[0]
    return Following(household_id=household_id, draft_id=draft_id, left=len(rows))


def _own_drafts(assessment: Assessment, user: User) -> AssessmentQuerySet:
    drafts = Assessment.objects.visible_to(user).filter(
        state=AssessmentState.DRAFT, entered_by=user, round=assessment.round
    )
    others = drafts.exclude(household=assessment.household_id)
    return others.filter(household__village=assessment.household.village_id)
