"""A closed round of two communes, and the reopening of one of them."""

import datetime as dt
import uuid

from common.clock import now
from households.services import approval, entry
from households.services.reopening import relock_commune, reopen_commune
from households.services.rounds import record_closed_round
from tests import factories
from tests.households.review_data import TODAY, facts

DAY = dt.timedelta(days=1)


def listed(commune, standard, **given):
    """Return a household of the commune that is poor on the list of 2021."""
    household = factories.HouseholdFactory(village__commune=commune)
    factories.PovertyRecordFactory(household=household, standard=standard, **given)
    return household


def close(round_, by):
    round_.refresh_from_db()
    return record_closed_round(round_id=round_.pk, version=round_.version, by=by, at=now())


def reopen(round_, commune, by, **given):
    given.setdefault("reason", "Sót hai hộ")
    given.setdefault("closes_at", None)
    given.setdefault("at", now())
    return reopen_commune(round_id=round_.pk, commune=commune, by=by, **given)


def relock(reopening, by, **given):
    return relock_commune(reopening_id=reopening.pk, by=by, at=given.pop("at", now()), **given)


def review_again(household, round_, officer, chair, *, points, at):
    """Enter, submit and approve a form at a moment, as the two people of the commune do."""
    form = entry.start_assessment(
        household=household, round_=round_, client_id=uuid.uuid4(), by=officer, at=at
    )
    standard = round_.round_standards.get().standard
    form = entry.save_assessment(
        assessment_id=form.pk,
        version=form.version,
        surveyed_on=TODAY,
        note="",
        change_reason="Có việc làm mới",
        results=[facts(standard, points=points)],
        by=officer,
        at=at,
        on=TODAY,
    )
    form = entry.submit_assessment(assessment_id=form.pk, version=form.version, by=officer, at=at)
    return approval.approve_assessment(
        assessment_id=form.pk, version=form.version, by=chair, at=at, on=TODAY
    )
