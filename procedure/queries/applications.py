"""What stands behind an application: the year's in-year round, the list, the form surveyed for it."""

import datetime as dt

from households.choices import RoundKind
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    PovertyRecord,
    Round,
    RoundStandard,
)
from procedure.choices import TermKey
from procedure.models import Application, Procedure
from procedure.queries.procedures import Terms, terms_on
from procedure.rules.deadlines import RegularReview, decision_due


def in_year_round(year: int) -> Round | None:
    """Return the round in which a year's applications are surveyed, None when not yet opened."""
    return Round.objects.filter(year=year, kind=RoundKind.IN_YEAR).first()


def first_standard_key(round_: Round) -> int | None:
    """Return the key of the standard that judges applications: the first of the round."""
    found = RoundStandard.objects.filter(round=round_, position=1).first()
    return found.standard_id if found else None


def listed_status(household: Household, round_: Round) -> str:
    """Return a household's class on the year's list now; empty when it is on none."""
    record = PovertyRecord.objects.filter(
        household=household,
        year=round_.year,
        standard=first_standard_key(round_),
        has_left=False,
    ).first()
    return record.status if record else ""


def form_of(application: Application) -> Assessment | None:
    """Return the form of an application: the one approved with it, else the one being worked on
    in the in-year round of the year it was received."""
    if application.assessment_id:
        return application.assessment
    if not application.is_open:
        return None
    forms = Assessment.objects.at_work().filter(
        household=application.household_id,
        round__kind=RoundKind.IN_YEAR,
        round__year=application.received_on.year,
    )
    return forms.select_related("round", "entered_by", "submitted_by").first()


def result_of(form: Assessment) -> AssessmentResult | None:
    """Return what a form says under the standard that judges applications."""
    return form.results.filter(standard=first_standard_key(form.round)).first()


def deadline_of(received_on: dt.date) -> tuple[Procedure, dt.date | None]:
    """Return the procedure a paper received on a day follows, and by when it asks for an answer.

    The day is None where the numbers of that procedure are not known. Raises NotKnown where no
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
