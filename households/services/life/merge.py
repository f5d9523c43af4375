"""Merge of two households, also of one that was entered twice."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from households.choices import HouseholdState, LifeKind
from households.models import Household, LifeEvent, Member
from households.services.life.checks import (
    CannotRecordEvent,
    chosen,
    require_no_open_form,
    require_relations,
)
from households.services.life.events import LifeRecorder, Occasion, begin
from households.services.life.people import RosterPlan, write_rosters
from households.services.years import record_departure, refresh_records


@transaction.atomic
def merge_household(
    *,
    household_id: int,
    version: int,
    into_id: int,
    into_version: int,
    relations: Mapping[int, str],
    occasion: Occasion,
) -> LifeEvent:
    """Merge a household into another of its commune, which keeps its head.

    All members' rows move; the merged household is dissolved ("nhập hộ") and leaves the year's list
    (giảm khác). `relations` are the newcomers' relations to the head. Raises Conflict on an old
    version of either, CannotRecordEvent for itself, another commune, more members than a household
    can have, a missing relation, and while a review form is open.
    """
    said = {"household": household_id, "into": into_id, "relations": dict(relations)}
    recorder = _begin(LifeKind.MERGE, household_id, version, into_id, into_version, occasion, said)
    if isinstance(recorder, LifeEvent):
        return recorder
    source, target = recorder.households[household_id], recorder.households[into_id]
    coming = recorder.people_of(source)
    summary = (
        f"Hộ {source.code} ({source.head_name}, {len(coming)} khẩu) nhập vào hộ"
        f" {target.code} ({target.head_name})"
    )
    reason = f"Nhập vào hộ {target.code} – {target.head_name}"
    return _join(recorder, source, target, coming, [], relations, reason, summary)


@transaction.atomic
def merge_duplicate_household(
    *,
    household_id: int,
    version: int,
    into_id: int,
    into_version: int,
    members: tuple[int, ...],
    relations: Mapping[int, str],
    occasion: Occasion,
) -> LifeEvent:
    """Merge a household that was entered twice into the one that is right.

    `members` are missing in the right one and move there; the others are in both and stay behind in
    the dissolved one, which leaves the year's list (giảm khác). Raises as `merge_household`, and
    CannotRecordEvent without a reason.
    """
    said = {
        "household": household_id,
        "into": into_id,
        "members": list(members),
        "relations": dict(relations),
    }
    kind = LifeKind.MERGE_DUPLICATE
    recorder = _begin(kind, household_id, version, into_id, into_version, occasion, said)
    if isinstance(recorder, LifeEvent):
        return recorder
    if not occasion.note:
        raise CannotRecordEvent("Hãy ghi lý do.", field="note")
    source, target = recorder.households[household_id], recorder.households[into_id]
    people = recorder.people_of(source)
    coming = chosen(people, members, "members")
    behind = [member for member in people if member not in coming]
    summary = (
        f"Bỏ hộ ghi trùng {source.code} ({source.head_name}), giữ hộ {target.code};"
        f" chuyển sang {len(coming)} khẩu chưa có ở đó"
    )
    reason = f"Ghi trùng với hộ {target.code} – {target.head_name}"
    return _join(recorder, source, target, coming, behind, relations, reason, summary)


def _begin(
    kind: LifeKind,
    household_id: int,
    version: int,
    into_id: int,
    into_version: int,
    occasion: Occasion,
    said: dict[str, object],
) -> LifeRecorder | LifeEvent:
    if household_id == into_id:
        raise CannotRecordEvent("Không thể nhập một hộ vào chính nó.", field="into")
    versions = {household_id: version, into_id: into_version}
    recorder = begin(kind, versions, occasion=occasion, said=said)
    if isinstance(recorder, LifeRecorder):
        source, target = recorder.households[household_id], recorder.households[into_id]
        if source.commune_id != target.commune_id:
            message = "Hai hộ phải cùng xã; hãy ghi hộ chuyển xã trước khi nhập."
            raise CannotRecordEvent(message, field="into")
        require_no_open_form(source)
    return recorder


def _join(
    recorder: LifeRecorder,
    source: Household,
    target: Household,
    coming: list[Member],
    behind: list[Member],
    relations: Mapping[int, str],
    reason: str,
    summary: str,
) -> LifeEvent:
    occasion = recorder.occasion
    staying = recorder.people_of(target)
    head = next(member for member in staying if member.pk == target.head_id)
    require_relations(coming, head, relations)
    dissolve(source, reason=reason, on=occasion.on)
    target.version += 1
    write_rosters(
        [
            RosterPlan(household=source, people=behind, head=_head_of(behind, source)),
            RosterPlan(
                household=target, people=[*staying, *coming], head=head, relations=relations
            ),
        ],
        occasion=occasion,
    )
    record_departure(
        household=source, year=recorder.year, on=occasion.on, by=occasion.by, at=occasion.at
    )
    refresh_records(household=target, by=occasion.by, since=recorder.year)
    return recorder.record(summary, sources=[source], targets=[target])


def _head_of(people: list[Member], household: Household) -> Member | None:
    """Return the head among the members left behind, else the first of them."""
    kept = [member for member in people if member.pk == household.head_id]
    return next(iter(kept or people), None)


def dissolve(household: Household, *, reason: str, on: dt.date) -> None:
    """Mark a household as dissolved; the caller saves the row."""
    household.state, household.left_on = HouseholdState.DISSOLVED, on
    household.left_reason = reason[:200]
    household.version += 1
