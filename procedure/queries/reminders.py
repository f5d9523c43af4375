"""The most urgent steps of the procedure that the user has to take, for the home page."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    QuerySet,
    Subquery,
    Value,
    When,
)

from accounts.models import User
from areas.models import Village
from common.prepared import PreparedQuery
from households.models import Round
from procedure.choices import FINAL_STEPS, Actor, ListOrigin
from procedure.models import VillageReview
from procedure.queries.deadlines import (
    deadline_terms,
    open_postings,
    pending_complaints,
    waiting_rechecks,
)
from procedure.queries.lists import unlisted_rows
from procedure.rules.step_deadlines import (
    StepDates,
    actor_of,
    days_late,
    due_on,
    village_due_on,
)

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
    dates = _dates(known.values(), today)
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
            steps.append(_step(review, row, dates[row["round_key"]], today))
    return OfficerWork(
        steps=sorted(steps, key=lambda each: (-each.days_late, each.due_on)),
        waiting=[
            _waiting(
                villages[key[1]], dates[key[0]], reviews.get(key), known[key[0]], number, today
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
            posting_ends_on=Subquery(open_postings().values("ends_on")[:1]),
            answer_due_on=Subquery(pending_complaints().values("due_on")[:1]),
            recheck_due_on=Subquery(waiting_rechecks().values("recheck_due_on")[:1]),
            reason=Value("", CharField()),
            number=Case(When(Exists(pending_complaints()), then=Value(1)), default=Value(0)),
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


def _dates(rounds: Iterable[Round], today: dt.date) -> dict[int, StepDates]:
    """Return the days of each round that hold for all its villages."""
    terms = deadline_terms(today)
    return {
        each.pk: StepDates(
            round_due_on=each.due_on, limits=terms.limits_of(each) if terms else None
        )
        for each in rounds
    }


def _waiting(
    village: Village,
    dates: StepDates,
    decided: VillageReview | None,
    round_: Round,
    unlisted: Mapping[ListOrigin, int],
    today: dt.date,
) -> WaitingVillage:
    due = village_due_on(decided.step if decided else None, dates, is_to_be_listed=True)
    return WaitingVillage(
        village=village,
        round=round_,
        decided=decided,
        unlisted=unlisted,
        due_on=due or round_.due_on,
        days_late=days_late(due, today),
    )


def _step(
    review: VillageReview, row: Mapping[str, Any], dates: StepDates, today: dt.date
) -> OpenStep:
    due = due_on(
        row["step"],
        replace(
            dates,
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
