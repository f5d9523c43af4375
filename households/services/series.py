"""The officer's work on one form after the other."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from households.models import Assessment, Household
from households.queries.series import following
from households.services.entry import start_assessment


@transaction.atomic
def start_following(
    *, assessment: Assessment, by: User, at: dt.datetime, on: dt.date
) -> tuple[Assessment | None, int]:
    """Open the form of the next household of the village, and return it with the households left.

    The household's draft, else a new form in the same round; None when none is left. Safe to repeat:
    the form started before is then its draft. Raises CannotAssess as `start_assessment` does.
    """
    found = following(assessment, by)
    if found.household_id is None:
        return None, 0
    if found.draft_id is not None:
        return Assessment.objects.get(pk=found.draft_id), found.left
    household = Household.objects.visible_to(by).get(pk=found.household_id)
    form = start_assessment(
        household=household,
        round_=assessment.round,
        client_id=uuid.uuid4(),
        by=by,
        at=at,
        on=on,
    )
    return form, found.left
