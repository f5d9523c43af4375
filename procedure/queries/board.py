"""The deadline board: how far each village and commune is, what is late, who has to act."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q

from accounts.choices import COMMUNE_ROLES, Role
from accounts.models import User
from areas.models import Commune, Village
from households.choices import AssessmentState
from households.models import Assessment, Round
from procedure.choices import FINAL_STEPS, Actor, ComplaintOutcome, ListOrigin, VillageStep
from procedure.models import (
    CommuneSubmission,
    Complaint,
    ListedHousehold,
    Posting,
    VillageReview,
)
from procedure.queries.deadlines import deadline_terms
from procedure.queries.lists import unlisted_counts
from procedure.rules.step_deadlines import (
    Lateness,
    Limits,
    StepDates,
    actor_of,
    days_late,
    lateness,
    village_due_on,
)

_SURVEYED = [AssessmentState.SUBMITTED, AssessmentState.APPROVED, AssessmentState.SUPERSEDED]
_CORRECTION = ListOrigin.CORRECTION
_ROLES = {Role.COMMUNE_OFFICER: Actor.OFFICER, Role.COMMUNE_CHAIR: Actor.CHAIR}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardVillage:
    """A village in a round, in households of all its lists; `review` is the last one, None before.

    `unlisted`: households that wait for a list, by reason (`queries.lists.candidates`).
    `is_recognised`: at least one list of it has a decision. `people` are the names of those who
    have to act, empty where the commune has no user for it.
    """

    village: Village
    review: VillageReview | None
    unlisted: Mapping[ListOrigin, int]
    is_recognised: bool = False
    listed: int = 0
    surveyed: int = 0
    complaints: int = 0
    due_on: dt.date | None = None
    days_late: int = 0
    actor: str = Actor.OFFICER
    has_to_act: bool = False
    people: Sequence[str] = ()

    @property
    def step(self) -> str:
        return self.review.step if self.review else ""

    @property
    def may_be_listed(self) -> bool:
        """Whether no list is being worked on and there are households to list."""
        return self.is_free and bool(self.unlisted)

    @property
    def to_be_listed(self) -> int:
        return sum(self.unlisted.values())

    @property
    def is_free(self) -> bool:
        """Whether no list is being worked on."""
        return self.review is None or self.step in FINAL_STEPS

    @property
    def next_batch(self) -> int:
        return self.review.batch + 1 if self.review else 1

    @property
    def is_done(self) -> bool:
        """Whether everything is decided, or there is no household to review."""
        return self.is_free and not self.unlisted

    @property
    def households(self) -> int:
        """Return the households to be reviewed: listed ones and those still to be listed.

        A household with a correction is counted once: it was listed before.
        """
        new = (number for origin, number in self.unlisted.items() if origin != _CORRECTION)
        return self.listed + sum(new)

    @property
    def waiting(self) -> int:
        return self.households - self.surveyed

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.surveyed, self.households) if self.households else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCommune:
    """A commune in a round: the sum of its villages and the worst deadline."""

    commune: Commune
    villages: Sequence[BoardVillage]
    lateness: Lateness
    people: Sequence[str] = ()

    @property
    def households(self) -> int:
        return sum(line.households for line in self.villages)

    @property
    def surveyed(self) -> int:
        return sum(line.surveyed for line in self.villages)

    @property
    def waiting(self) -> int:
        return self.households - self.surveyed

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.surveyed, self.households) if self.households else None

    @property
    def concerned(self) -> int:
        """Return the number of villages with households to review."""
        return sum(bool(line.households) for line in self.villages)

    @property
    def done(self) -> int:
        """Return the number of villages with a decision; a second list does not take it back."""
        return sum(line.is_recognised for line in self.villages)

    @property
    def again(self) -> int:
        """Return the number of villages with a decision and households that go on."""
        return sum(line.is_recognised and not line.is_done for line in self.villages)

    @property
    def late(self) -> int:
        return self.lateness.late

    @property
    def days_late(self) -> int:
        return self.lateness.days

    @property
    def due_on(self) -> dt.date | None:
        return min((line.due_on for line in self.villages if line.due_on), default=None)


def rounds_with_steps() -> list[Round]:
    """Return the rounds that follow the procedure: open ones first, then the newest."""
    rounds = Round.objects.filter(follows_procedure=True)
    return sorted(rounds, key=lambda each: (not each.is_open, -each.year, each.kind))


def board(
    round_: Round, *, user: User, today: dt.date, commune: Commune | None = None
) -> list[BoardCommune]:
    """Return the communes the user works with, worst first, with their villages in the same order.

    Most days overdue (of all its villages) first, then the nearest deadline; ten queries at any size. A village without
    a list has a deadline too, counted back from the end of the round.
    """
    villages = Village.objects.visible_to(user).valid_on(today).select_related("commune")
    if commune is not None:
        villages = villages.filter(commune=commune)
    facts = _Facts.read(round_, user, today)
    by_commune: dict[Commune, list[BoardVillage]] = defaultdict(list)
    for village in villages.order_by("commune__sort_key", "sort_key", "pk"):
        by_commune[village.commune].append(facts.line_of(village, round_, today))
    lines = [
        BoardCommune(
            commune=each,
            villages=sorted(found, key=_urgency),
            lateness=lateness((line.due_on for line in found), today),
            people=facts.people_of(each.pk, Actor.OFFICER),
        )
        for each, found in by_commune.items()
    ]
    return sorted(lines, key=_urgency)


def _urgency(line: BoardVillage | BoardCommune) -> tuple[int, dt.date, Fraction]:
    days = line.lateness.total if isinstance(line, BoardCommune) else line.days_late
    return -days, line.due_on or dt.date.max, line.share or Fraction(0)


@dataclass(slots=True, kw_only=True)
class _Facts:
    """The data of a round, read once."""

    reviews: dict[int, VillageReview]
    recognised: set[int]
    unlisted: dict[tuple[int, int], dict[ListOrigin, int]]
    counts: dict[int, dict[str, int]]
    postings: dict[int, dt.date]
    opinions: dict[int, dt.date | None]
    answers: dict[int, list[dt.date]]
    complaints: dict[int, int]
    people: dict[tuple[int, str], list[str]]
    limits: Limits | None

    @classmethod
    def read(cls, round_: Round, user: User, today: dt.date) -> "_Facts":
        rows = VillageReview.objects.visible_to(user).filter(round=round_).order_by("batch")
        found = list(rows.select_related("village"))
        answers, complaints = _complaints(round_)
        terms = deadline_terms(today)
        return cls(
            reviews={review.village_id: review for review in found},
            recognised={each.village_id for each in found if each.step == VillageStep.RECOGNISED},
            unlisted=unlisted_counts([round_], user),
            counts=_counts(round_, user),
            postings=_postings(round_),
            opinions=_opinions(round_),
            answers=answers,
            complaints=complaints,
            people=_people(),
            limits=terms.limits_of(round_) if terms else None,
        )

    def line_of(self, village: Village, round_: Round, today: dt.date) -> BoardVillage:
        review = self.reviews.get(village.pk)
        unlisted = self.unlisted.get((round_.pk, village.pk), {})
        is_free = review is None or review.step in FINAL_STEPS
        actor = Actor.OFFICER if review is None or is_free else actor_of(review.step)
        due = village_due_on(
            review.step if review else None,
            self._dates(review, round_),
            is_to_be_listed=bool(unlisted),
        )
        return BoardVillage(
            village=village,
            review=review,
            unlisted=unlisted,
            is_recognised=village.pk in self.recognised,
            complaints=self.complaints.get(review.pk, 0) if review else 0,
            due_on=due,
            days_late=days_late(due, today),
            actor=actor,
            has_to_act=due is not None,
            people=self.people_of(village.commune_id, actor),
            **self.counts.get(village.pk, {}),
        )

    def people_of(self, commune: int, actor: str) -> list[str]:
        """Return the names of the active users of a commune who have to act."""
        return self.people.get((commune, actor), [])

    def _dates(self, review: VillageReview | None, round_: Round) -> StepDates:
        if review is None:
            return StepDates(round_due_on=round_.due_on, limits=self.limits)
        return StepDates(
            round_due_on=round_.due_on,
            limits=self.limits,
            survey_due_on=review.survey_due_on,
            posting_ends_on=self.postings.get(review.pk),
            opinion_due_on=self.opinions.get(review.pk),
            answers_due=self.answers.get(review.pk, ()),
        )


def _counts(round_: Round, user: User) -> dict[int, dict[str, int]]:
    """Return the households on each village's lists, and those with a submitted form."""
    forms = Assessment.objects.filter(
        household=OuterRef("household"), round=round_, state__in=_SURVEYED
    )
    households = Count("household", distinct=True)
    rows = (
        ListedHousehold.objects.visible_to(user)
        .on_the_list()
        .filter(round=round_)
        .order_by()
        .annotate(has_form=Exists(forms))
        .values_list("village_review__village")
        .annotate(
            listed=households, done=Count("household", distinct=True, filter=Q(has_form=True))
        )
    )
    return {village: {"listed": listed, "surveyed": done} for village, listed, done in rows}


def _postings(round_: Round) -> dict[int, dt.date]:
    found = Posting.objects.filter(village_review__round=round_, closed_on=None)
    return dict(found.values_list("village_review", "ends_on"))


def _opinions(round_: Round) -> dict[int, dt.date | None]:
    found = CommuneSubmission.objects.filter(round=round_, opinion=None, decision=None)
    rows = found.order_by("number").values_list("village_reviews", "opinion_due_on")
    return dict(rows)


def _complaints(round_: Round) -> tuple[dict[int, list[dt.date]], dict[int, int]]:
    """Return the days by which complaints must be answered or forms re-checked, and pending counts."""
    again = Assessment.objects.filter(
        household=OuterRef("household"), round=round_, state=AssessmentState.DRAFT
    )
    rows = (
        Complaint.objects.filter(village_review__round=round_)
        .annotate(is_open_again=Exists(again))
        .values_list("village_review", "outcome", "due_on", "recheck_due_on", "is_open_again")
    )
    days: dict[int, list[dt.date]] = defaultdict(list)
    pending: Counter[int] = Counter()
    for review, outcome, due, recheck_due, is_open_again in rows:
        if outcome == ComplaintOutcome.PENDING:
            pending[review] += 1
            days[review] += [due] if due else []
        elif outcome == ComplaintOutcome.UPHELD and is_open_again:
            days[review] += [recheck_due] if recheck_due else []
    return dict(days), dict(pending)


def _people() -> dict[tuple[int, str], list[str]]:
    users = User.objects.filter(role__in=COMMUNE_ROLES, is_active=True, commune__isnull=False)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    columns = ("commune", "role", "full_name", "phone")
    for commune, role, name, phone in users.order_by("pk").values_list(*columns):
        found[commune, _ROLES[Role(role)]].append(f"{name} ({phone})" if phone else name)
    return dict(found)
