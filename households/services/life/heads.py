"""Change of a household's head."""

from collections.abc import Mapping

from django.db import transaction

from households.choices import LifeKind
from households.models import LifeEvent
from households.services.life.checks import CannotRecordEvent, chosen_head, require_relations
from households.services.life.events import Occasion, begin
from households.services.life.people import RosterPlan, write_rosters
from households.services.years import refresh_records


@transaction.atomic
def change_head(
    *,
    household_id: int,
    version: int,
    head: int,
    relations: Mapping[int, str],
    occasion: Occasion,
) -> LifeEvent:
    """Make another member the head; the others' relations are to the new head.

    The new head comes first on the roster. On the lists of open years the household counts as an
    ethnic-minority one by its new head (decision 29). Raises Conflict on an old version, CannotRecordEvent for the present head, a
    member of another household, and a missing relation.
    """
    said = {"household": household_id, "head": head, "relations": dict(relations)}
    recorder = begin(LifeKind.CHANGE_HEAD, {household_id: version}, occasion=occasion, said=said)
    if isinstance(recorder, LifeEvent):
        return recorder
    household = recorder.households[household_id]
    people = recorder.people_of(household)
    former = next(member for member in people if member.pk == household.head_id)
    chosen = chosen_head(people, head)
    if chosen.pk == former.pk:
        raise CannotRecordEvent("Người này đang là chủ hộ.", field="head")
    require_relations(people, chosen, relations)
    household.version += 1
    plan = RosterPlan(
        household=household,
        people=[chosen, *(member for member in people if member.pk != chosen.pk)],
        head=chosen,
        relations=relations,
    )
    write_rosters([plan], occasion=occasion)
    refresh_records(household=household, by=occasion.by, since=recorder.year)
    summary = f"Hộ {household.code}: chủ hộ {former.full_name} → {chosen.full_name}"
    return recorder.record(summary, sources=[household])
