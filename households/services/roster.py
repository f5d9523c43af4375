"""Validation of the facts of a household and its members."""

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Any

from common.dates import EARLIEST_YEAR
from common.errors import Refused
from common.text import UnsafeText, normalise
from households.choices import Arrival
from households.models.register import MOST_MEMBERS, MOST_REASON
from households.rules.citizen_numbers import doubts
from households.rules.register import HouseholdFacts, MemberFacts

EARLIEST_EXIT_YEAR = 1993  # the first poverty standard of the labour ministry
EARLIEST_DAY = dt.date(EARLIEST_YEAR, 1, 1)
NO_MEMBERS = "Hộ phải có ít nhất một nhân khẩu."
TOO_MANY_MEMBERS = f"Một hộ có nhiều nhất {MOST_MEMBERS} nhân khẩu."
TAKEN_NUMBER = "Số định danh này đã có trong sổ hộ. Hãy kiểm tra lại số."


class CannotRegister(Refused):
    """The household cannot be saved."""


def field_of(position: int, name: str) -> str:
    """Return the name of a field of the n-th member (from 0) in a refusal."""
    return f"members.{position}.{name}"


def checked_household(facts: HouseholdFacts, today: dt.date) -> HouseholdFacts:
    """Return the facts in normal form. Raises CannotRegister naming the field."""
    if (facts.arrival == Arrival.RESIDENT) != (facts.arrived_on is None):
        message = "Hộ chuyển đến hoặc tách hộ phải có ngày; hộ thường trú thì để trống."
        raise CannotRegister(message, field="arrived_on")
    if facts.arrived_on is not None and not EARLIEST_DAY <= facts.arrived_on <= today:
        raise CannotRegister("Ngày đến phải từ năm 1900 đến hôm nay.", field="arrived_on")
    year = facts.earlier_exit_year
    if year is not None and not EARLIEST_EXIT_YEAR <= year <= today.year:
        message = f"Năm thoát nghèo phải từ {EARLIEST_EXIT_YEAR} đến {today.year}."
        raise CannotRegister(message, field="earlier_exit_year")
    return replace(facts, address=_clean(facts.address, "address"))


def checked_members(
    members: Sequence[MemberFacts], today: dt.date, *, stored: Iterable[MemberFacts] = ()
) -> list[MemberFacts]:
    """Return the members in normal form, the head without relation.

    Raises CannotRegister for no member or more than MOST_MEMBERS, none or several heads, a missing
    name or relation, a birth after `today`, a repeated citizen number or row, and a number that
    contradicts its holder without a reason, unless it is `stored` unchanged.
    """
    if not members:
        raise CannotRegister(NO_MEMBERS, field="members")
    if len(members) > MOST_MEMBERS:
        raise CannotRegister(TOO_MANY_MEMBERS, field="members")
    if sum(member.is_head for member in members) != 1:
        raise CannotRegister("Hãy chọn đúng một chủ hộ.", field="members")
    if len({member.client_id for member in members}) != len(members):
        raise CannotRegister("Một dòng nhân khẩu được gửi hai lần.", field="members")
    numbers = Counter(member.citizen_number for member in members if member.citizen_number)
    for position, member in enumerate(members):
        if numbers[member.citizen_number] > 1:
            message = "Số định danh này ghi hai lần trong hộ."
            raise CannotRegister(message, field=field_of(position, "citizen_number"))
    known = {_number_facts(member) for member in stored}
    return [
        _checked_number(_checked_member(member, position, today), position, known)
        for position, member in enumerate(members)
    ]


def _checked_member(member: MemberFacts, position: int, today: dt.date) -> MemberFacts:
    name = _clean(member.full_name, field_of(position, "full_name"))
    if not name:
        message = "Hãy nhập họ và tên."
        raise CannotRegister(message, field=field_of(position, "full_name"))
    if not member.is_head and not member.relation:
        message = f"Hãy chọn quan hệ với chủ hộ của {name}."
        raise CannotRegister(message, field=field_of(position, "relation"))
    if member.birth is not None and member.birth.date > today:
        message = f"Ngày sinh của {name} sau hôm nay."
        raise CannotRegister(message, field=field_of(position, "birth"))
    return replace(member, full_name=name, relation="" if member.is_head else member.relation)


def _number_facts(member: MemberFacts) -> tuple[Any, ...]:
    """Return the facts on which doubts about a citizen number depend."""
    return member.client_id, member.citizen_number, member.sex, member.birth


def _checked_number(
    member: MemberFacts, position: int, known: Container[tuple[Any, ...]]
) -> MemberFacts:
    """Require a reason for a doubtful number; drop the reason of any other."""
    found = doubts(
        number=member.citizen_number,
        sex=member.sex,
        birth_year=member.birth.date.year if member.birth else None,
    )
    if not found:
        return replace(member, number_reason="")
    field = field_of(position, "number_reason")
    reason = clean_text(member.number_reason, field, most=MOST_REASON)
    if not reason and _number_facts(member) not in known:
        words = "; ".join(found)
        message = f"Số định danh của {member.full_name}: {words}. Sửa lại, hoặc ghi lý do."
        raise CannotRegister(message, field=field)
    return replace(member, number_reason=reason)


def clean_text(text: str, field: str, *, most: int) -> str:
    """Return a text in normal form. Raises CannotRegister for an unsafe or overlong one."""
    cleaned = _clean(text, field)
    if len(cleaned) > most:
        raise CannotRegister(f"Nội dung dài nhất {most} ký tự.", field=field)
    return cleaned


def _clean(text: str, field: str) -> str:
    try:
        return normalise(text)
    except UnsafeText as error:
        raise CannotRegister(str(error), field=field) from error
