"""Applications: their number and urgency, the in-year round, the form surveyed for each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Window

from accounts.models import User
from common.prepared import PreparedQuery
from households.choices import AssessmentState, RoundKind
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    PovertyRecord,
    Round,
    RoundStandard,
)
from procedure.choices import ApplicationState, TermKey
from procedure.models import Application, Procedure
from procedure.queries.procedures import Terms, terms_on
from procedure.querysets.applications import OPEN_APPLICATIONS
from procedure.rules.deadlines import SOON_DAYS, RegularReview, decision_due

_MOST_URGENT = 6


def in_year_round(year: int) -> Round | None:
    """Return the round in which a year's applications are surveyed, None before it is opened."""
    return Round.objects.filter(year=year, kind=RoundKind.IN_YEAR).first()


def first_standard_key(round_: Round) -> int | None:
    """Return the key of the standard that decides on applications: the first of the round."""
    found = RoundStandard.objects.filter(round=round_, position=1).first()
    return found.standard_id if found else None


def listed_status(household: Household, round_: Round) -> str:
    """Return a household's current class on the year's list, empty when it is on none."""
    record = PovertyRecord.objects.filter(
        household=household,
        year=round_.year,
        standard=first_standard_key(round_),
        has_left=False,
    ).first()
    return record.status if record else ""


def form_of(application: Application) -> Assessment | None:
    """Return the form of an application.

    The one approved with it, else the unfinished one in the in-year round of the year of receipt,
    else the one that was approved by itself since the receipt.
    """
    if application.assessment_id:
        return application.assessment
    if not application.is_open:
        return None
    approved = Q(
        state=AssessmentState.APPROVED,
        approved_at__gte=application.received_at,
        application=None,
    )
    forms = Assessment.objects.filter(
        approved | Q(state__in=[AssessmentState.DRAFT, AssessmentState.SUBMITTED]),
        household=application.household_id,
        round__kind=RoundKind.IN_YEAR,
        round__year=application.received_on.year,
    )
    found = forms.select_related("round", "entered_by", "submitted_by").order_by("-pk")
    return min(found, key=lambda form: form.is_approved, default=None)


def result_of(form: Assessment) -> AssessmentResult | None:
    """Return the form's result under the standard that decides on applications."""
    return form.results.filter(standard=first_standard_key(form.round)).first()


def deadline_of(received_on: dt.date) -> tuple[Procedure, dt.date | None]:
    """Return the procedure for an application received on a day, and the deadline of the answer.

    The deadline is None where the numbers of that procedure are not known. Raises NotKnown where no
    procedure is in force on the day.
    """
    terms = terms_on(received_on)
    due_on = decision_due(
        received_on,
        working_days=terms.number(TermKey.ADDITION_DAYS),
        review=_regular_review(terms),
        holidays=terms.holidays,
    )
    return terms.procedure, due_on


def _regular_review(terms: Terms) -> RegularReview | None:
    day, days = terms.number(TermKey.REGULAR_START_DAY), terms.number(TermKey.REGULAR_DAYS)
    return None if day is None or days is None else RegularReview(starts_on_day=day, days=days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationCounts:
    """Open applications; `overdue` and `soon` by their time limit."""

    received: int = 0
    surveyed: int = 0
    overdue: int = 0
    soon: int = 0

    @property
    def open(self) -> int:
        return self.received + self.surveyed


def counts_for(user: User, on: dt.date) -> ApplicationCounts:
    """Count the open applications the user may see, in one query."""
    is_open, soon = Q(state__in=OPEN_APPLICATIONS), on + dt.timedelta(days=SOON_DAYS)
    found = Application.objects.visible_to(user).aggregate(
        received=Count("pk", filter=Q(state=ApplicationState.RECEIVED)),
        surveyed=Count("pk", filter=Q(state=ApplicationState.SURVEYED)),
        overdue=Count("pk", filter=is_open & Q(due_on__lt=on)),
        soon=Count("pk", filter=is_open & Q(due_on__range=(on, soon))),
    )
    return ApplicationCounts(**found)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentApplications:
    """The number of open applications, and the most urgent of them."""

    waiting: int
    first: Sequence[Application]


def urgent_applications(user: User) -> UrgentApplications:
    """Return the open applications of the user's communes, the most urgent first, in one query."""
    found = _most_urgent(*user.scope)
    return UrgentApplications(waiting=found[0].waiting if found else 0, first=found)


@PreparedQuery
def _most_urgent(*scope: Any) -> QuerySet:
    user = User.with_scope(*scope)
    waiting = Application.objects.visible_to(user).open().most_urgent()
    return waiting.annotate(waiting=Window(Count("pk")))[:_MOST_URGENT]
