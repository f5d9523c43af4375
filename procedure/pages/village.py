"""The steps of a village's list as its page shows them."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from households.choices import HouseholdState
from procedure.choices import FINAL_STEPS, ListOutcome, VillageStep
from procedure.models import Posting, VillageMeeting, VillageReview
from procedure.queries.lists import unlisted_in
from procedure.queries.village import VillageRecords, next_list_of
from procedure.rules import (
    LISTING_STEPS,
    STEPS,
    has_passed,
    may_be_removed,
    may_become,
    meeting_may_change,
    posting_may_change,
)
from procedure.words.steps import names_of, unlisted_words


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One step of the procedure for a list."""

    step: str
    label: str
    is_done: bool
    is_current: bool


def steps_of(step: str) -> dict[str, StepState]:
    """Return all steps in order, by name, for a list that is at `step`."""
    return {
        each: StepState(
            step=each,
            label=VillageStep(each).label,
            is_done=has_passed(step, each) or step == each == VillageStep.RECOGNISED,
            is_current=step == each,
        )
        for each in STEPS
    }


def may_be_closed(shown: VillageRecords, today: dt.date) -> bool:
    """Return whether the open posting can be ended today: days over, complaints answered."""
    posting = shown.open_posting
    is_over = posting is not None and posting.ends_on <= today
    return is_over and not shown.pending


def may_be_ended(review: VillageReview, shown: VillageRecords) -> bool:
    """Return whether the list can be ended: no household left on it, complaints answered."""
    return may_become(review.step, VillageStep.ENDED) and not shown.rows and not shown.pending


def removable(review: VillageReview, shown: VillageRecords) -> set[int]:
    """Return the keys of the listed households that can be removed from the list."""
    return {
        row.listed.pk
        for row in shown.rows
        if row.listed.outcome == ListOutcome.OPEN
        and may_be_removed(
            review.step,
            has_left=row.listed.household.state != HouseholdState.ACTIVE,
            needs_no_review=row.needs_no_review,
        )
    }


def records_to_change(
    review: VillageReview, shown: VillageRecords
) -> set[VillageMeeting | Posting]:
    """Return the records of steps that can still be corrected."""
    found: set[VillageMeeting | Posting] = set()
    for meeting in shown.meetings[:1]:
        was_posted = shown.open_posting is not None
        if meeting_may_change(
            review.step, agreed=meeting.agreed, is_last=True, was_posted=was_posted
        ):
            found.add(meeting)
    for posting in shown.postings[:1]:
        is_closed = posting.closed_on is not None
        if posting_may_change(review.step, is_closed=is_closed, is_last=True):
            found.add(posting)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlisted:
    """The households of the village on no list, in words, and where they go.

    `may_refill`: this list still takes one of them; `may_open_next`: it is decided or has ended and
    the next one can be opened; neither: they wait for the decision on this one. `following` is the
    next list.
    """

    words: str
    names: str
    following: VillageReview | None
    may_refill: bool
    may_open_next: bool


def unlisted_of(review: VillageReview, shown: VillageRecords) -> Unlisted:
    """Return what the page of a list says about households on no list, in two queries.

    A household removed from this list is taken by the next one only.
    """
    following = next_list_of(review)
    found = [] if following else unlisted_in(review.round, review.village)
    removed = {row.household_id for row in shown.removed}
    takes = any(each.household_id not in removed for each in found)
    return Unlisted(
        words=unlisted_words(Counter(each.origin for each in found)),
        names=names_of(each.head_name for each in found),
        following=following,
        may_refill=takes and review.step in LISTING_STEPS,
        may_open_next=bool(found) and review.step in FINAL_STEPS,
    )
