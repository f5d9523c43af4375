"""The deadlines of villages in a round, counted back from its end, and how late communes are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from common.kept import kept
from common.prepared import PreparedQuery
from households.choices import AssessmentState, RoundKind
from households.models import Assessment, Round
from procedure.choices import ComplaintOutcome, TermKey
from procedure.models import (
    CommuneSubmission,
    Complaint,
    Holiday,
    Posting,
    ProcedureTerm,
    VillageReview,
)
from procedure.queries.lists import candidates
from procedure.querysets.steps import ComplaintQuerySet
from procedure.rules.step_deadlines import (
    Lateness,
    Limits,
    StepDates,
    lateness,
    limits,
    village_due_on,
)

_PERIODS = (TermKey.POSTING_DAYS, TermKey.OPINION_DAYS)
_TERMS_KEY = "procedure.deadline_terms"
_TERMS_SECONDS = 30
_DAYS = ("survey_due_on", "posting_ends_on", "opinion_due_on", "answer_due_on", "recheck_due_on")
_COLUMNS = ("village", "in_commune", "batch", "step_key", *_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineTerms:
    """The periods of the procedure that follow the survey, in working days, and the holidays."""

    posting: int
    opinion: int
    holidays: frozenset[dt.date]

    def limits_of(self, round_: Round) -> Limits:
        """Return the days counted back from the end of a round."""
        return limits(
            starts_on=round_.starts_on,
            round_due_on=round_.due_on,
            posting=self.posting,
            opinion=self.opinion,
            holidays=self.holidays,
        )


def deadline_terms(today: dt.date) -> DeadlineTerms | None:
    """Return the terms in force on a day; None while no procedure is known.

    In one query, or as read within the last `_TERMS_SECONDS`; a change forgets them.
    """
    found: tuple[dt.date, DeadlineTerms | None] | None = cache.get(_TERMS_KEY)
    if found is None or found[0] != today:
        found = today, _read_terms(today)
        cache.set(_TERMS_KEY, found, _TERMS_SECONDS)
    return found[1]


def forget_terms() -> None:
    """Read the terms anew once the present transaction is committed."""
    transaction.on_commit(lambda: cache.delete(_TERMS_KEY))


def _read_terms(today: dt.date) -> DeadlineTerms | None:
    periods: dict[str, int | None] = {}
    holidays: set[dt.date] = set()
    for key, value, day in _terms(today):
        if day is not None:
            holidays.add(day)
        else:
            periods[key] = value
    if not periods:
        return None
    posting, opinion = (periods.get(key) or 0 for key in _PERIODS)
    return DeadlineTerms(posting=posting, opinion=opinion, holidays=frozenset(holidays))


@PreparedQuery
def _terms(today: dt.date) -> QuerySet:
    """The periods of the procedure in force as key and number, the holidays as days."""
    is_in_force = Q(procedure__valid_to__isnull=True) | Q(procedure__valid_to__gte=today)
    terms = ProcedureTerm.objects.filter(is_in_force, procedure__valid_from__lte=today)
    periods = terms.filter(key__in=_PERIODS).order_by()
    nothing = Value(None, IntegerField())
    days = Holiday.objects.order_by().values_list(Value("", CharField()), nothing, "day")
    return periods.values_list("key", "value", Value(None, DateField())).union(days, all=True)


def year_round(year: int) -> Round | None:
    """Return the year-end round of a year, None without one, in one query."""
    return next(iter(_year_round(year)), None)


@PreparedQuery
def _year_round(year: int) -> QuerySet[Round]:
    return Round.objects.filter(year=year, kind=RoundKind.YEAR_END)


def late_communes(round_: Round | None, today: dt.date) -> dict[int, Lateness]:
    """Return the lateness of the communes by key in a round, in one query besides the terms; kept
    until the database changes.

    The same deadlines as on the board (`queries.board`). Empty without a round, for one that does not
    follow the procedure, is not open or has not begun.
    """
    if round_ is None or not (round_.follows_procedure and round_.is_open):
        return {}
    if round_.starts_on > today:
        return {}
    return kept(("late", round_.pk, today), lambda: _late(round_, today))


def _late(round_: Round, today: dt.date) -> dict[int, Lateness]:
    rows = [dict(zip(_COLUMNS, each, strict=True)) for each in _rows(round_.pk, round_.year)]
    terms = deadline_terms(today)
    found = terms.limits_of(round_) if terms else None
    dues: dict[int, list[dt.date | None]] = defaultdict(list)
    for commune, step, is_to_be_listed, row in _villages(rows):
        dates = _dates(round_, found, row)
        dues[commune].append(village_due_on(step, dates, is_to_be_listed=is_to_be_listed))
    return {commune: lateness(each, today) for commune, each in dues.items()}


def _villages(
    rows: Iterable[Mapping[str, Any]],
) -> list[tuple[int, str | None, bool, Mapping[str, Any]]]:
    """Return per village: its commune, the step of its last list, whether households wait for one,
    and the days of that list."""
    last: dict[int, Mapping[str, Any]] = {}
    unlisted: set[int] = set()
    communes: dict[int, int] = {}
    for row in rows:
        village = row["village"]
        communes[village] = row["in_commune"]
        if not row["batch"]:
            unlisted.add(village)
        elif village not in last or last[village]["batch"] < row["batch"]:
            last[village] = row
    return [
        (
            commune,
            last[village]["step_key"] if village in last else None,
            village in unlisted,
            last.get(village, {}),
        )
        for village, commune in communes.items()
    ]


def _dates(round_: Round, found: Limits | None, row: Mapping[str, Any]) -> StepDates:
    answers = [row.get(name) for name in ("answer_due_on", "recheck_due_on")]
    return StepDates(
        round_due_on=round_.due_on,
        limits=found,
        survey_due_on=row.get("survey_due_on"),
        posting_ends_on=row.get("posting_ends_on"),
        opinion_due_on=row.get("opinion_due_on"),
        answers_due=[day for day in answers if day],
    )


@PreparedQuery
def _rows(round_key: int, year: int) -> QuerySet:
    """The lists of a round with their days, and the villages with households that wait for one."""
    reviews = (
        VillageReview.objects.filter(round=round_key)
        .order_by()
        .annotate(
            in_commune=F("village__commune"),
            step_key=F("step"),
            posting_ends_on=Subquery(open_postings().values("ends_on")[:1]),
            opinion_due_on=Subquery(_submissions().values("opinion_due_on")[:1]),
            answer_due_on=Subquery(
                pending_complaints().filter(due_on__isnull=False).values("due_on")[:1]
            ),
            recheck_due_on=Subquery(
                waiting_rechecks().filter(recheck_due_on__isnull=False).values("recheck_due_on")[:1]
            ),
        )
        .values_list(*_COLUMNS)
    )
    nothing = {name: Value(None, DateField()) for name in _DAYS}
    waiting = (
        candidates(Round(pk=round_key, year=year))
        .order_by()
        .values("village")
        .annotate(
            in_commune=F("village__commune"),
            batch=Value(0, IntegerField()),
            step_key=Value("", CharField()),
            number=Count("pk"),
            **nothing,
        )
        .values_list(*_COLUMNS)
    )
    return reviews.union(waiting, all=True)


def open_postings() -> QuerySet[Posting]:
    """Return the posting in progress of a list, for a subquery."""
    return Posting.objects.filter(village_review=OuterRef("pk"), closed_on=None)


def pending_complaints() -> ComplaintQuerySet:
    """Return the complaints about a list without an answer, the first due first, for a subquery."""
    return Complaint.objects.pending().filter(village_review=OuterRef("pk")).order_by("due_on")


def waiting_rechecks() -> QuerySet[Complaint]:
    """Return the upheld complaints about a list whose household's form is still to be submitted again,
    the first due first, for a subquery."""
    drafts = Assessment.objects.filter(
        household=OuterRef("household"),
        round=OuterRef("village_review__round"),
        state=AssessmentState.DRAFT,
    )
    upheld = Complaint.objects.filter(
        Exists(drafts), village_review=OuterRef("pk"), outcome=ComplaintOutcome.UPHELD
    )
    return upheld.order_by("recheck_due_on")


def _submissions() -> QuerySet[CommuneSubmission]:
    waiting = CommuneSubmission.objects.filter(
        village_reviews=OuterRef("pk"), opinion=None, decision=None
    )
    return waiting.order_by("-number")
