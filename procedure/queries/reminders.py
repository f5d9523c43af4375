"""The most urgent steps of the procedure that the user has to take, for the home page."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)

from accounts.models import User
from areas.models import Village
from common.prepared import PreparedQuery
from households.choices import AssessmentState
from households.models import Assessment, Round
from procedure.choices import FINAL_STEPS, Actor, ComplaintOutcome, ListOrigin
from procedure.models import Complaint, Posting, VillageReview
from procedure.queries.lists import unlisted_rows
from procedure.querysets.steps import ComplaintQuerySet
from procedure.rules.step_deadlines import StepDates, actor_of, days_late, due_on

_VILLAGE = {"kind": F("village__kind"), "name": F("village__name")}
_DAYS = ("survey_due_on", "posting_ends_on", "answer_due_on", "recheck_due_on")
_LIST = ("review", "batch", "step", *_DAYS)
_COLUMNS = ("round_key", "village", "kind", "name", *_LIST, "reason", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """A village's list with the step that waits for the officer."""

    review: VillageReview
    has_complaints: bool
    due_on: dt.date | None
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingVillage:
    """A village without a list at work whose households wait for one; `unlisted` by reason.

    `decided` is its last list, which has a decision or has ended; None before the first list.
    """

    village: Village
    round: Round
    decided: VillageReview | None
    unlisted: Mapping[ListOrigin, int]
    due_on: dt.date
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerWork:
    """What waits for the officer: lists at their steps, villages that need a list."""

    steps: Sequence[OpenStep]
    waiting: Sequence[WaitingVillage]


def officer_work(user: User, today: dt.date, *, rounds: Sequence[Round]) -> OfficerWork:
    """Return what waits for the officer in rounds with steps, the latest first, in one query."""
    known = {each.pk: each for each in rounds if each.follows_procedure}
    if not known:
        return OfficerWork(steps=(), waiting=())
    reviews: dict[tuple[int, int], VillageReview] = {}
    villages: dict[int, Village] = {}
    unlisted: dict[tuple[int, int], dict[ListOrigin, int]] = {}
    steps: list[OpenStep] = []
    for values in _rows(user, list(known.values())):
        row = dict(zip(_COLUMNS, values, strict=True))
        village = villages.setdefault(
            row["village"], Village(pk=row["village"], kind=row["kind"], name=row["name"])
        )
        key, round_ = (row["round_key"], row["village"]), known[row["round_key"]]
        if row["reason"]:
            unlisted.setdefault(key, {})[ListOrigin(row["reason"])] = row["number"]
            continue
        review = VillageReview(
            pk=row["review"], round=round_, village=village, batch=row["batch"], step=row["step"]
        )
        if key not in reviews or reviews[key].batch < review.batch:
            reviews[key] = review
        if row["step"] not in FINAL_STEPS and actor_of(row["step"]) == Actor.OFFICER:
            steps.append(_step(review, row, today))
    return OfficerWork(
        steps=sorted(steps, key=lambda each: (-each.days_late, each.due_on)),
        waiting=[
            WaitingVillage(
                village=villages[key[1]],
                round=known[key[0]],
                decided=reviews.get(key),
                unlisted=number,
                due_on=known[key[0]].due_on,
                days_late=days_late(known[key[0]].due_on, today),
            )
            for key, number in unlisted.items()
            if key not in reviews or reviews[key].step in FINAL_STEPS
        ],
    )


def _rows(user: User, rounds: Sequence[Round]) -> list[Any]:
    keys = (number for each in rounds for number in (each.pk, each.year))
    return _lists_and_villages(*user.scope, *keys)


@PreparedQuery
def _lists_and_villages(*facts: Any) -> QuerySet:
    """Return the lists of the rounds, and the numbers of households without one, as rows alike.

    `facts` are the user's scope, then the key and the year of each round in turn.
    """
    user, keys = User.with_scope(*facts[:3]), facts[3:]
    pairs = zip(keys[::2], keys[1::2], strict=True)
    rounds = [Round(pk=key, year=year) for key, year in pairs]
    reviews = (
        VillageReview.objects.visible_to(user)
        .filter(round__in=[each.pk for each in rounds])
        .order_by()
        .values(round_key=F("round"), review=F("pk"), **_VILLAGE)
        .annotate(
            posting_ends_on=Subquery(_postings().values("ends_on")[:1]),
            answer_due_on=Subquery(_pending().order_by("due_on").values("due_on")[:1]),
            recheck_due_on=Subquery(_rechecks().values("recheck_due_on")[:1]),
            reason=Value("", CharField()),
            number=Case(When(Exists(_pending()), then=Value(1)), default=Value(0)),
        )
    )
    nothing: dict[str, Any] = {name: Value(None, DateField()) for name in _DAYS}
    nothing |= {name: Value(0, IntegerField()) for name in ("review", "batch")}
    nothing["step"] = Value("", CharField())
    waiting = [
        unlisted_rows(each, user)
        .values("village", "origin", round_key=Value(each.pk, IntegerField()), **_VILLAGE)
        .annotate(number=Count("pk"), reason=F("origin"), **nothing)
        .values_list(*_COLUMNS)
        for each in rounds
    ]
    return reviews.values_list(*_COLUMNS).union(*waiting, all=True)


def _step(review: VillageReview, row: Mapping[str, Any], today: dt.date) -> OpenStep:
    due = due_on(
        row["step"],
        StepDates(
            round_due_on=review.round.due_on,
            survey_due_on=row["survey_due_on"],
            posting_ends_on=row["posting_ends_on"],
            answers_due=[day for day in (row["answer_due_on"], row["recheck_due_on"]) if day],
        ),
    )
    return OpenStep(
        review=review,
        has_complaints=bool(row["number"]),
        due_on=due,
        days_late=days_late(due, today),
    )


def _postings() -> QuerySet[Posting]:
    return Posting.objects.filter(village_review=OuterRef("pk"), closed_on=None)


def _pending() -> ComplaintQuerySet:
    return Complaint.objects.pending().filter(village_review=OuterRef("pk"))


def _rechecks() -> QuerySet[Complaint]:
    """Upheld complaints whose household's form is still to be submitted again."""
    drafts = Assessment.objects.filter(
        household=OuterRef("household"),
        round=OuterRef("village_review__round"),
        state=AssessmentState.DRAFT,
    )
    upheld = Complaint.objects.filter(
        Exists(drafts), village_review=OuterRef("pk"), outcome=ComplaintOutcome.UPHELD
    )
    return upheld.order_by("recheck_due_on")
