"""Moves of a household: within its commune, or to another commune of the district."""

import uuid

from django.db import transaction
from django.db.models import Max

from areas.models import Village
from common.history import save_with_history
from households.choices import EXITS, Arrival, HouseholdState, LifeKind
from households.models import Household, LifeEvent
from households.services.life.checks import CannotRecordEvent, require_no_open_form
from households.services.life.events import Occasion, begin
from households.services.life.people import RosterPlan, save_new_household, write_rosters
from households.services.register_rows import (
    lock_commune,
    next_code,
    require_village,
    stamped,
)
from households.services.roster import clean_text
from households.services.years import record_departure, record_inherited

MOST_ADDRESS = 200
# Columns copied to the household's new row in another commune.
_KEPT = ("no_labour_capacity", "has_merit")


@transaction.atomic
def move_within_commune(
    *, household_id: int, version: int, village_id: int, address: str, occasion: Occasion
) -> LifeEvent:
    """Move a household to another village of its commune; no list changes.

    Raises Conflict on an old version, CannotRecordEvent for its present village and for a village
    of another commune.
    """
    said = {"household": household_id, "village": village_id, "address": address}
    recorder = begin(LifeKind.MOVE_WITHIN, {household_id: version}, occasion=occasion, said=said)
    if isinstance(recorder, LifeEvent):
        return recorder
    household = recorder.households[household_id]
    former = household.village
    if village_id == former.pk:
        raise CannotRecordEvent("Hộ đang ở thôn, làng này.", field="village")
    require_village(village_id, household.commune_id, occasion.today)
    household.village = Village.objects.get(pk=village_id)
    household.address = clean_text(address, "address", most=MOST_ADDRESS)
    household.version += 1
    save_with_history(stamped(household, occasion.at), by=occasion.by)
    summary = (
        f"Hộ {household.code} ({household.head_name}) chuyển từ {former.name_in_sentence}"
        f" đến {household.village.name_in_sentence}"
    )
    return recorder.record(summary, sources=[household])


@transaction.atomic
def move_between_communes(
    *, household_id: int, version: int, village_id: int, address: str, occasion: Occasion
) -> LifeEvent:
    """Move a household to a village of another commune of the district.

    It gets a new row and code there (arrival MOVED_IN) that refers to the old one and takes its
    members; the old row is marked as moved. Both communes' flow tables balance: giảm khác here,
    tăng khác there with the same class. Raises Conflict on an old version, CannotRecordEvent for a
    village of its own commune or outside the district, and while a review form is open.
    """
    former_id = Household.objects.values_list("commune", flat=True).get(pk=household_id)
    village = _village_elsewhere(village_id, former_id, occasion)
    commune = lock_commune(village.commune_id)
    said = {"household": household_id, "village": village_id, "address": address}
    recorder = begin(
        LifeKind.MOVE_BETWEEN,
        {household_id: version},
        occasion=occasion,
        said=said,
        beyond=[commune.pk],
    )
    if isinstance(recorder, LifeEvent):
        return recorder
    former = recorder.households[household_id]
    require_no_open_form(former)
    people = recorder.people_of(former)
    head = next(member for member in people if member.pk == former.head_id)
    household = save_new_household(
        Household(
            code=next_code(commune),
            client_id=uuid.uuid5(occasion.client_id, "household"),
            commune=commune,
            village=village,
            address=clean_text(address, "address", most=MOST_ADDRESS),
            arrival=Arrival.MOVED_IN,
            arrived_on=occasion.on,
            came_from=former,
            earlier_exit_year=_last_exit(former),
            **{name: getattr(former, name) for name in _KEPT},
        ),
        head=head,
        occasion=occasion,
    )
    former.state, former.left_on = HouseholdState.MOVED, occasion.on
    place = f"{village.name_in_sentence}, {commune.name_in_sentence}"
    former.left_reason = f"Chuyển đến {place}: {household.code}"
    former.version += 1
    write_rosters(
        [RosterPlan(household=former), RosterPlan(household=household, people=people, head=head)],
        occasion=occasion,
    )
    record_inherited(
        source=former, household=household, year=recorder.year, on=occasion.on, by=occasion.by
    )
    record_departure(
        household=former, year=recorder.year, on=occasion.on, by=occasion.by, at=occasion.at
    )
    summary = (
        f"Hộ {former.code} ({former.head_name}, {len(people)} khẩu) chuyển từ"
        f" {former.commune.name_in_sentence} đến {place}, mã mới {household.code}"
    )
    return recorder.record(summary, sources=[former], targets=[household])


def _village_elsewhere(village_id: int, commune_id: int, occasion: Occasion) -> Village:
    villages = Village.objects.valid_on(occasion.today).select_related("commune__district")
    village = villages.filter(pk=village_id).exclude(commune=commune_id).first()
    if village is None:
        raise CannotRecordEvent("Hãy chọn thôn, làng của một xã khác trong huyện.", field="village")
    return village


def _last_exit(household: Household) -> int | None:
    """Return the year in which it last exited poverty, here or before the register began."""
    exits = household.poverty_records.filter(movement__in=EXITS)
    here = exits.aggregate(last=Max("year"))["last"]
    return max(filter(None, (here, household.earlier_exit_year)), default=None)
