"""Preconditions of life events."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from households.choices import HouseholdState, Relation
from households.models import Assessment, Household, Member
from households.services.roster import EARLIEST_DAY, CannotRegister


class CannotRecordEvent(CannotRegister):
    """The life event contradicts the register."""


def require_day(on: dt.date, households: Iterable[Household], today: dt.date) -> None:
    """Raise CannotRecordEvent for a day after `today` or before a household arrived."""
    if not EARLIEST_DAY <= on <= today:
        raise CannotRecordEvent("Ngày của biến động phải từ năm 1900 đến hôm nay.", field="on")
    for household in households:
        if household.arrived_on is not None and on < household.arrived_on:
            message = f"Ngày của biến động phải sau ngày hộ {household.code} đến hoặc tách ra"
            raise CannotRecordEvent(f"{message} ({household.arrived_on:%d/%m/%Y}).", field="on")


def require_living_here(household: Household) -> None:
    """Raise CannotRecordEvent for a household that moved away or was dissolved."""
    if household.state != HouseholdState.ACTIVE:
        raise CannotRecordEvent(f"Hộ {household.code} đã rời địa bàn.")


def require_no_open_form(household: Household) -> None:
    """Raise CannotRecordEvent while a review form is a draft or waits for approval."""
    if Assessment.objects.filter(household=household).at_work().exists():
        raise CannotRecordEvent(
            "Hộ đang có phiếu rà soát chưa duyệt; hãy duyệt hoặc hủy phiếu trước."
        )


def chosen(people: Sequence[Member], keys: Iterable[int], field: str) -> list[Member]:
    """Return the members with these keys, in roster order. Raises CannotRecordEvent for others."""
    wanted = set(keys)
    found = [member for member in people if member.pk in wanted]
    if len(found) != len(wanted):
        raise CannotRecordEvent("Có người không thuộc hộ này.", field=field)
    return found


def chosen_head(people: Sequence[Member], key: int | None, field: str = "head") -> Member:
    """Return the future head among these members. Raises CannotRecordEvent for others."""
    head = next((member for member in people if member.pk == key), None)
    if head is None:
        raise CannotRecordEvent("Hãy chọn chủ hộ trong số người của hộ.", field=field)
    return head


def require_relations(people: Iterable[Member], head: Member, relations: Mapping[int, str]) -> None:
    """Raise CannotRecordEvent unless every member but the head has a relation to the head."""
    for member in people:
        if member.pk != head.pk and relations.get(member.pk) not in Relation.values:
            message = f"Hãy chọn quan hệ với chủ hộ {head.full_name} của {member.full_name}."
            raise CannotRecordEvent(message, field=f"relation_{member.pk}")
