"""Recording of a life event: once per request, with a snapshot of all rows before it."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from accounts.models import User
from common.history import conflict_over, save_with_history
from households.choices import LifeKind, LifeRole
from households.models import Household, LifeEvent, LifeEventPart, Member
from households.models.life import MOST_NOTE
from households.queries.rounds import counting_year
from households.services.life.checks import CannotRecordEvent, require_day, require_living_here
from households.services.life.snapshots import Snapshot, snapshot
from households.services.register_rows import stamped
from households.services.roster import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The day of an event, the user and moment of the entry, and the key of the request."""

    client_id: uuid.UUID
    on: dt.date
    by: User
    at: dt.datetime
    today: dt.date
    note: str = ""


class LifeRecorder:
    """Takes a snapshot of locked households, and records the event once the rows are changed.

    `year` is the one whose lists the event changes: that of its day, or the first one still open
    for the communes of the households and for those in `beyond`.
    """

    def __init__(
        self,
        kind: LifeKind,
        households: Sequence[Household],
        *,
        occasion: Occasion,
        said: Mapping[str, Any] | None = None,
        beyond: Iterable[int] = (),
    ) -> None:
        communes = [*(household.commune_id for household in households), *beyond]
        self.year = counting_year(occasion.on, communes, occasion.at)
        self.kind, self.occasion = kind, occasion
        self.said = dict(said or {})
        self.households = {household.pk: household for household in households}
        self.before: Snapshot = snapshot(list(self.households))

    def people_of(self, household: Household) -> list[Member]:
        """Return the roster in order."""
        return list(household.members.order_by("position", "pk"))

    def record(
        self, summary: str, *, targets: Sequence[Household] = (), sources: Sequence[Household]
    ) -> LifeEvent:
        """Save the event after all rows are written; the first source gives the commune."""
        occasion = self.occasion
        touched = [(household, LifeRole.SOURCE) for household in sources]
        touched += [(household, LifeRole.TARGET) for household in targets]
        event = LifeEvent(
            client_id=occasion.client_id,
            kind=self.kind,
            happened_on=occasion.on,
            counts_in=self.year,
            commune_id=sources[0].commune_id,
            note=occasion.note,
            summary=summary,
            said=self.said,
            before=self.before,
            after={"records": snapshot([row.pk for row, _ in touched])["records"]},
            made_by=occasion.by,
            made_at=occasion.at,
        )
        save_with_history(stamped(event, occasion.at), by=occasion.by)
        LifeEventPart.objects.bulk_create(_part(event, row, role) for row, role in touched)
        return event


def _part(event: LifeEvent, household: Household, role: LifeRole) -> LifeEventPart:
    return LifeEventPart(
        event=event,
        household=household,
        commune_id=household.commune_id,
        code=household.code,
        head_name=household.head_name,
        role=role,
        version_after=household.version,
    )


def begin(
    kind: LifeKind,
    versions: Mapping[int, int],
    *,
    occasion: Occasion,
    said: Mapping[str, Any],
    beyond: Iterable[int] = (),
) -> LifeRecorder | LifeEvent:
    """Lock the households in key order and return a recorder.

    For a repeated request, return the event recorded by the first. Raises Conflict for a household
    that changed after its version, CannotRecordEvent for one that left and for an invalid day or
    note.
    """
    occasion = replace(occasion, note=clean_text(occasion.note, "note", most=MOST_NOTE))
    said = _plain({**said, "on": occasion.on, "note": occasion.note})
    found = Household.objects.select_for_update().filter(pk__in=versions).order_by("pk")
    households = list(found)
    earlier = _recorded_before(kind, said, occasion)
    if earlier is not None:
        return earlier
    for household in households:
        if household.version != versions[household.pk]:
            raise conflict_over(household)
        require_living_here(household)
    require_day(occasion.on, households, occasion.today)
    return LifeRecorder(kind, households, occasion=occasion, said=said, beyond=beyond)


def rehearse(act: Callable[[], LifeEvent]) -> LifeEvent:
    """Return the event an action would record, and roll back; raises as the action does."""
    with transaction.atomic():
        event = act()
        transaction.set_rollback(True)
    return event


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(said, cls=DjangoJSONEncoder))
    return plain


def _recorded_before(
    kind: LifeKind, said: Mapping[str, Any], occasion: Occasion
) -> LifeEvent | None:
    """Return the event of the same request. Raises CannotRecordEvent where its content differs."""
    event = LifeEvent.objects.filter(client_id=occasion.client_id).first()
    if event is None:
        return None
    if (event.kind, event.made_by_id, event.said) != (kind, occasion.by.pk, said):
        raise CannotRecordEvent("Mã gửi này đã dùng cho một biến động khác.", field="client_id")
    return event
