"""Form A in the demo: households on no list that were checked before, or instead of, form B."""

import datetime as dt
from collections.abc import Sequence

from demo.forms import VIETNAM, FormFiller
from demo.register import DemoHousehold
from households.models import QuickCheck, Round


def look_quickly(
    filler: FormFiller,
    entries: Sequence[DemoHousehold],
    round_: Round,
    day: dt.date,
    *,
    needs_form_b: bool,
) -> None:
    """Record form A for households on a day, all with the same result."""
    for entry in entries:
        filler.writer.add(
            QuickCheck(
                household_id=entry.household.pk,
                commune_id=entry.household.commune_id,
                round=round_,
                needs_form_b=needs_form_b,
                checked_on=day,
                checked_by=entries[0].household.head_name,
                entered_by=filler.officer,
                entered_at=dt.datetime.combine(day, dt.time(16), tzinfo=VIETNAM),
            )
        )
