"""What saving a draft needs, read once for the form of the request and for the service."""

import datetime as dt
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from households.models import Assessment, Member
from households.queries.parts import FormPart, parts_of_form


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """The parts of a draft as stored, the members of its household, the day of its tables.

    `version` is that of the form when it was read: the facts are current as long as the form
    still has it, because every write to a form or its results makes a new version.
    """

    version: int
    day: dt.date
    parts: Sequence[FormPart]
    members: Sequence[Member]

    def is_current_for(self, assessment: Assessment, on: dt.date) -> bool:
        """Whether a form, as locked and about to be saved, still has these facts and tables."""
        return self.version == assessment.version and self.day == (assessment.surveyed_on or on)

    def copied_parts(self) -> list[FormPart]:
        """Return the parts with copies of the results, which may be filled in without a trace."""
        return [replace(part, result=copy(part.result)) for part in self.parts]


def draft_facts(assessment: Assessment, on: dt.date) -> DraftFacts:
    """Read a draft's facts; scoring tables as on the day of the survey, else on `on`."""
    members = Member.objects.filter(household=assessment.household_id)
    return DraftFacts(
        version=assessment.version,
        day=assessment.surveyed_on or on,
        parts=parts_of_form(assessment, on=on),
        members=list(members.order_by("position", "pk")),
    )
