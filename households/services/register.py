"""Services of the register: create, change, leave and rejoin."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from common.history import conflict_over, save_with_history
from households.choices import DEPARTURES, HouseholdState, LifeKind, LifeRole
from households.models import Household, LifeEvent, Member
from households.rules.register import HouseholdFacts, MemberFacts, household_facts, member_facts
from households.services.life.checks import require_day, require_no_open_form
from households.services.life.events import LifeRecorder, Occasion
from households.services.life.undo import keep_undoable, mark_undone
from households.services.register_rows import (
    lock_commune,
    next_code,
    require_village,
    stamped,
    take_numbers_back,
    write_household,
)
from households.services.roster import CannotRegister, checked_household, checked_members
from households.services.years import (
    record_departure,
    record_return,
    refresh_movements,
    refresh_records,
    require_year_not_closed,
)

_DEPARTURES: dict[str, LifeKind] = {
    HouseholdState.MOVED: LifeKind.MOVE_OUT,
    HouseholdState.DISSOLVED: LifeKind.DISSOLVE,
}


@transaction.atomic
def create_household(
    *,
    client_id: uuid.UUID,
    commune_id: int,
    facts: HouseholdFacts,
    members: Sequence[MemberFacts],
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> tuple[Household, bool]:
    """Create a household with its members; returns it and whether it is new.

    Its code is the commune's code and the next serial number. A repeated request (same user,
    `client_id` and content) returns the first household. Raises CannotRegister for a `client_id`
    already used with other content and for invalid facts.
    """
    commune = lock_commune(commune_id)
    facts, members = checked_household(facts, today), checked_members(members, today)
    first = Household.objects.filter(client_id=client_id).first()
    if first is not None:
        _require_same(first, commune_id=commune_id, facts=facts, members=members, by=by)
        return first, False
    require_village(facts.village_id, commune_id, today)
    household = Household(code=next_code(commune), client_id=client_id, commune=commune)
    write_household(household, current=[], facts=facts, members=members, by=by, at=at)
    return household, True


@transaction.atomic
def update_household(
    *,
    household_id: int,
    version: int,
    facts: HouseholdFacts,
    members: Sequence[MemberFacts],
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> Household:
    """Set a household and its roster to the given facts; members not given are removed.

    Members are identified by `client_id`, within this household. Unchanged content changes nothing.
    The lists of open years are updated: numbers of people, the ethnic-minority mark and, where the
    household's past changes (arrival, earlier exit), movements. Raises Conflict when another user saved after `version`,
    CannotRegister for a household that left and for invalid facts, Refused for a past that a closed
    year depends on.
    """
    household = Household.objects.select_for_update().get(pk=household_id)
    current = list(household.members.order_by("position", "pk"))
    before = (household_facts(household), member_facts(current, household.head_id))
    facts = checked_household(facts, today)
    members = checked_members(members, today, stored=before[1])
    if before == (facts, members):
        return household
    if household.version != version:
        raise conflict_over(household)
    if household.state != HouseholdState.ACTIVE:
        raise CannotRegister("Hộ đã rời địa bàn; hãy ghi hộ trở lại trước khi sửa.")
    if facts.village_id != household.village_id:
        require_village(facts.village_id, household.commune_id, today)
    household.version += 1
    write_household(household, current=current, facts=facts, members=members, by=by, at=at)
    refresh_movements(household=household, by=by, on=today, at=at)
    refresh_records(household=household, by=by)
    return household


@transaction.atomic
def leave_household(
    *,
    household_id: int,
    version: int,
    state: str,
    on: dt.date,
    reason: str,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> Household:
    """Record that a household moved away or was dissolved on a day.

    The year's poor list is updated (giảm khác, TT 07/2021 flow table). A repeated call changes
    nothing. Raises Conflict on an old `version`, CannotRegister for a day after `today` or before
    its arrival, without a reason, and while a review form is open.
    """
    household = Household.objects.select_for_update().get(pk=household_id)
    if (household.state, household.left_on, household.left_reason) == (state, on, reason):
        return household
    if household.version != version:
        raise conflict_over(household)
    if household.state != HouseholdState.ACTIVE:
        raise CannotRegister("Hộ này đã rời địa bàn.")
    _require_departure(household, state=state, on=on, reason=reason, today=today)
    occasion = Occasion(client_id=uuid.uuid4(), on=on, by=by, at=at, today=today, note=reason)
    recorder = LifeRecorder(_DEPARTURES[state], [household], occasion=occasion)
    household.state, household.left_on, household.left_reason = state, on, reason
    household.version += 1
    save_with_history(stamped(household, at), by=by)
    record_departure(household=household, year=recorder.year, on=on, by=by, at=at)
    recorder.record(_words_of_departure(household), sources=[household])
    return household


@transaction.atomic
def rejoin_household(*, household_id: int, version: int, by: User, at: dt.datetime) -> Household:
    """Undo a departure: the household lives here again and is back on the poor list it left.

    Its members have their citizen numbers again. Changes nothing for a household that lives here.
    Raises Conflict on an old `version`; CannotRegister where the household left by another life
    event (merge, move to another commune, death), which must itself be undone, without a member,
    and where one of its members lives in another household by now; Refused where the year in which
    the departure counts is closed.
    """
    household = Household.objects.select_for_update().get(pk=household_id)
    if household.state == HouseholdState.ACTIVE:
        return household
    if household.version != version:
        raise conflict_over(household)
    departure = _standing_departure(household)
    if departure is not None:
        require_year_not_closed(departure.counts_in, commune_id=household.commune_id, at=at)
    if household.member_count == 0:
        raise CannotRegister("Hộ không còn nhân khẩu nào; không ghi trở lại được.")
    take_numbers_back(household, by=by, at=at)
    household.state, household.left_on, household.left_reason = HouseholdState.ACTIVE, None, ""
    household.version += 1
    save_with_history(stamped(household, at), by=by)
    record_return(household=household, by=by, at=at)
    if departure is not None:
        mark_undone(departure, reason="Ghi hộ trở lại địa bàn", by=by, at=at)
        keep_undoable(household, former=version - 1)
    return household


def _standing_departure(household: Household) -> LifeEvent | None:
    """Return the event by which a household left, None where it predates life events.

    By its day and not by the household's version, which a change of units increases too.
    """
    departures = LifeEvent.objects.standing().filter(
        Q(happened_on=household.left_on),
        kind__in=DEPARTURES,
        parts__household=household,
        parts__role=LifeRole.SOURCE,
    )
    event = departures.order_by("pk").last()
    if event is not None and event.kind not in _DEPARTURES.values():
        kind = event.get_kind_display()
        raise CannotRegister(f"Hộ rời địa bàn do “{kind}”; hãy hoàn tác biến động đó.")
    return event


def _require_departure(
    household: Household, *, state: str, on: dt.date, reason: str, today: dt.date
) -> None:
    if state not in _DEPARTURES:
        raise CannotRegister("Hãy chọn chuyển đi hoặc giải thể.", field="state")
    require_day(on, [household], today)
    if not reason:
        raise CannotRegister("Hãy ghi lý do.", field="reason")
    require_no_open_form(household)


def _words_of_departure(household: Household) -> str:
    state = HouseholdState(household.state).label.lower()
    return f"Hộ {household.code} ({household.head_name}, {household.member_count} khẩu) {state}"


def _require_same(
    first: Household,
    *,
    commune_id: int,
    facts: HouseholdFacts,
    members: Sequence[MemberFacts],
    by: User,
) -> None:
    """Raise CannotRegister unless a repeated request equals the first."""
    entered = first.history.filter(version=1).order_by("-history_id").first()
    sender = (first.commune_id, entered.history_user_id) if entered else None
    if sender != (commune_id, by.pk):
        raise CannotRegister("Mã gửi này đã dùng cho một hộ khác.", field="client_id")
    people = Member.history.filter(
        household_id=first.pk, history_type="+", history_date=entered.history_date
    ).order_by("position")
    first_facts = (household_facts(entered), member_facts(people, entered.head_id))
    if first_facts != (facts, list(members)):
        raise CannotRegister(f"Hộ này đã được lưu với mã {first.code}. Hãy mở hộ đó để sửa.")
