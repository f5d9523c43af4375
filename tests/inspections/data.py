"""Rows that the tests of re-checks start from."""

import datetime as dt
import uuid

from households.models import Assessment
from inspections.models import RecheckSample
from inspections.services import FoundFacts, draw_samples
from tests import factories

NOON = factories.NOON
TODAY = dt.date(2021, 11, 15)
KEYS = ("water", "toilet", "health_insurance")


def approved_form(commune, *, b1=135, status="NEAR_POOR", **household) -> Assessment:
    """An approved form of the year-end round in a commune, near-poor by default."""
    form = factories.AssessmentFactory(
        household__village__commune=commune,
        approved=True,
        surveyed_on=dt.date(2021, 10, 1),
        **{f"household__{name}": value for name, value in household.items()},
    )
    factories.ResultFactory(
        assessment=form,
        standard=form.round.standards.get(),
        b1_points=b1,
        status=status,
        basis="BY_INCOME" if status == "POOR" else "",
    )
    return form


def drawn_sample(commune, *, size=1, by=None, **asked) -> RecheckSample:
    """A sample of one form of the commune."""
    form = approved_form(commune)
    (sample,) = draw_samples(
        client_id=uuid.uuid4(),
        round_=form.round,
        communes=[commune],
        size=size,
        by=by or factories.UserFactory(),
        at=NOON,
        **({"group": "ALL", "seed": uuid.uuid4().hex[:8]} | asked),
    )
    return sample


def found(standard, *, b1=135, lacking=0) -> list[FoundFacts]:
    answers = {key: number < lacking for number, key in enumerate(KEYS)}
    return [FoundFacts(standard_id=standard.pk, b1_points=b1, answers=answers)]
