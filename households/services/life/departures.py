"""A member leaves the roster: by death, or because they are in two households."""

from collections.abc import Mapping

from django.db import transaction

from common.history import delete_with_history, save_with_history
from households.choices import LifeKind
from households.models import Household, LifeEvent, Member
from households.services.life.checks import (
    CannotRecordEvent,
    chosen,
    chosen_head,
    require_no_open_form,
    require_relations,
)
from households.services.life.events import LifeRecorder, Occasion, begin
from households.services.life.merge import dissolve
from households.services.life.people import RosterPlan, write_rosters
from households.services.register_rows import stamped
from households.services.years import record_departure, refresh_records


@transaction.atomic
def record_death(
    *,
    household_id: int,
    version: int,
    member: int,
    head: int | None = None,
    relations: Mapping[int, str],
    occasion: Occasion,
) -> LifeEvent:
    """Remove a member who died from the roster.

    Where the head died, a new one must be given with every member's relation to them. A household
    of one is dissolved and leaves the year's list (giảm khác). Raises Conflict on an old version,
    CannotRecordEvent for a member of another household, a day before their birth, a missing head or
    relation.
    """
    said = {
        "household": household_id,
        "member": member,
        "head": head,
        "relations": dict(relations),
    }
    recorder = begin(LifeKind.DEATH, {household_id: version}, occasion=occasion, said=said)
    if isinstance(recorder, LifeEvent):
        return recorder
    household = recorder.households[household_id]
    gone = chosen(recorder.people_of(household), [member], "member")[0]
    if gone.birth_date is not None and occasion.on < gone.birth_date:
        raise CannotRecordEvent("Ngày mất phải sau ngày sinh.", field="on")
    summary = f"{gone.full_name} (hộ {household.code}) qua đời"
    reason = f"{gone.full_name}, sống một mình, qua đời"
    return _take_off(recorder, household, gone, head, relations, summary=summary, reason=reason)


@transaction.atomic
def remove_duplicate_person(
    *,
    household_id: int,
    version: int,
    member: int,
    kept: int,
    head: int | None = None,
    relations: Mapping[int, str],
    occasion: Occasion,
) -> LifeEvent:
    """Remove a member who is the same person as `kept` in another household.

    Apart from that like `record_death`. Also raises CannotRecordEvent without a reason, and when
    `kept` is in the same household or in one that left.
    """
    said = {
        "household": household_id,
        "member": member,
        "kept": kept,
        "head": head,
        "relations": dict(relations),
    }
    versions = {household_id: version}
    recorder = begin(LifeKind.MERGE_DUPLICATE, versions, occasion=occasion, said=said)
    if isinstance(recorder, LifeEvent):
        return recorder
    if not occasion.note:
        raise CannotRecordEvent("Hãy ghi lý do.", field="note")
    household = recorder.households[household_id]
    twin = _twin(kept, household)
    gone = chosen(recorder.people_of(household), [member], "member")[0]
    summary = (
        f"Bỏ {gone.full_name} khỏi hộ {household.code} vì trùng với {twin.full_name},"
        f" hộ {twin.household.code}"
    )
    reason = f"{gone.full_name} ghi trùng với hộ {twin.household.code}"
    return _take_off(recorder, household, gone, head, relations, summary=summary, reason=reason)


def _twin(kept: int, household: Household) -> Member:
    twin = Member.objects.select_related("household").filter(pk=kept).first()
    if twin is None or twin.household_id == household.pk or twin.household.left_on is not None:
        raise CannotRecordEvent("Người được giữ lại phải đang ở một hộ khác.", field="kept")
    return twin


def _take_off(
    recorder: LifeRecorder,
    household: Household,
    gone: Member,
    head: int | None,
    relations: Mapping[int, str],
    *,
    summary: str,
    reason: str,
) -> LifeEvent:
    occasion = recorder.occasion
    staying = [member for member in recorder.people_of(household) if member.pk != gone.pk]
    if not staying:
        require_no_open_form(household)
        dissolve(household, reason=reason, on=occasion.on)
        save_with_history(stamped(household, occasion.at), by=occasion.by)
        record_departure(
            household=household,
            year=recorder.year,
            on=occasion.on,
            by=occasion.by,
            at=occasion.at,
        )
        return recorder.record(f"{summary}; hộ giải thể", sources=[household])
    next_head = _next_head(household, gone, staying, head, relations)
    household.version += 1
    plan = RosterPlan(household=household, people=staying, head=next_head, relations=relations)
    write_rosters([plan], occasion=occasion)
    delete_with_history(stamped(gone, occasion.at), by=occasion.by)
    refresh_records(household=household, by=occasion.by, since=recorder.year)
    if next_head.pk != recorder.before["households"][0]["head_id"]:
        summary += f"; chủ hộ mới {next_head.full_name}"
    return recorder.record(summary, sources=[household])


def _next_head(
    household: Household,
    gone: Member,
    staying: list[Member],
    head: int | None,
    relations: Mapping[int, str],
) -> Member:
    if gone.pk != household.head_id:
        return chosen_head(staying, household.head_id)
    chosen_one = chosen_head(staying, head)
    require_relations(staying, chosen_one, relations)
    return chosen_one
