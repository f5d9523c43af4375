"""Split of a household."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction

from households.choices import Arrival, LifeKind
from households.models import Household, LifeEvent, Member
from households.models.life import MOST_NOTE
from households.services.life.checks import (
    CannotRecordEvent,
    chosen,
    chosen_head,
    require_relations,
)
from households.services.life.events import Occasion, begin
from households.services.life.people import RosterPlan, names_of, save_new_household, write_rosters
from households.services.register_rows import lock_commune, next_code, require_village
from households.services.roster import clean_text
from households.services.years import LISTED, record_inherited, refresh_records


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPlan:
    """The members who leave, the head of the new household, and where it lives.

    `relations` (member → relation) are to the head of each member's household after the split.
    `staying_head` is the head of those who stay, where it is not the present one. Unless
    `inherits_class`, the new household is on no list, and `class_reason` gives the reason.
    """

    members: tuple[int, ...]
    head: int
    village_id: int
    address: str = ""
    relations: Mapping[int, str] = field(default_factory=dict)
    staying_head: int | None = None
    inherits_class: bool = True
    class_reason: str = ""


@transaction.atomic
def split_household(
    *, household_id: int, version: int, split: SplitPlan, occasion: Occasion
) -> LifeEvent:
    """Split some members of a household off into a new one in the same commune.

    Their rows move with their history; the new household has arrival SPLIT and refers to the old
    one. Where the old one is on the year's poor or near-poor list, the new one inherits its class,
    unless the plan gives a reason not to (tăng khác: tách hộ). Raises Conflict on an old version
    and CannotRecordEvent naming the field.
    """
    commune_id = Household.objects.values_list("commune", flat=True).get(pk=household_id)
    commune = lock_commune(commune_id)
    said = {"household": household_id, **asdict(split)}
    recorder = begin(LifeKind.SPLIT, {household_id: version}, occasion=occasion, said=said)
    if isinstance(recorder, LifeEvent):
        return recorder
    source = recorder.households[household_id]
    people = recorder.people_of(source)
    leaving = chosen(people, split.members, "members")
    staying = [member for member in people if member not in leaving]
    _require_both(leaving, staying)
    head, staying_head = _heads(source, split, leaving, staying)
    require_village(split.village_id, commune_id, occasion.today)
    _require_class_reason(source, split, recorder.year)
    household = save_new_household(
        Household(
            code=next_code(commune),
            client_id=uuid.uuid5(occasion.client_id, "household"),
            commune=commune,
            village_id=split.village_id,
            address=clean_text(split.address, "address", most=200),
            arrival=Arrival.SPLIT,
            arrived_on=occasion.on,
            came_from=source,
        ),
        head=head,
        occasion=occasion,
    )
    source.version += 1
    write_rosters(
        [
            RosterPlan(
                household=source, people=staying, head=staying_head, relations=split.relations
            ),
            RosterPlan(household=household, people=leaving, head=head, relations=split.relations),
        ],
        occasion=occasion,
    )
    if split.inherits_class:
        record_inherited(
            source=source,
            household=household,
            year=recorder.year,
            on=occasion.on,
            by=occasion.by,
        )
    refresh_records(household=source, by=occasion.by, since=recorder.year)
    summary = (
        f"Tách {len(leaving)} khẩu của hộ {source.code} thành hộ {household.code},"
        f" chủ hộ {head.full_name}: {names_of(leaving)}"
    )
    return recorder.record(summary, sources=[source], targets=[household])


def _require_both(leaving: list[Member], staying: list[Member]) -> None:
    if not leaving:
        raise CannotRecordEvent("Hãy chọn người sang hộ mới.", field="members")
    if not staying:
        message = "Hộ phải còn ít nhất một người ở lại; cả hộ đi thì ghi chuyển hộ."
        raise CannotRecordEvent(message, field="members")


def _heads(
    source: Household, split: SplitPlan, leaving: list[Member], staying: list[Member]
) -> tuple[Member, Member]:
    """Return both heads. A household with a new head needs every member's relation to them."""
    head = chosen_head(leaving, split.head)
    staying_head = chosen_head(staying, split.staying_head or source.head_id, "staying_head")
    require_relations(leaving, head, split.relations)
    if staying_head.pk != source.head_id:
        require_relations(staying, staying_head, split.relations)
    return head, staying_head


def _require_class_reason(source: Household, split: SplitPlan, year: int) -> None:
    reason = clean_text(split.class_reason, "class_reason", most=MOST_NOTE)
    if not split.inherits_class and not reason and is_listed(source, year):
        message = "Hãy ghi lý do hộ mới không theo phân loại của hộ gốc."
        raise CannotRecordEvent(message, field="class_reason")


def is_listed(household: Household, year: int) -> bool:
    """Return whether a household is poor or near-poor on a list of a year.

    While the year has no list, on that of the year before, from which it will be opened.
    """
    records = household.poverty_records.filter(year__in=[year - 1, year]).order_by("year")
    latest = {record.standard_id: record for record in records}
    return any(not record.has_left and record.status in LISTED for record in latest.values())
