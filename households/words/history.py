"""Changes of a household and its roster in words: its history, and two versions compared."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from common.dates import PartialDate
from households.choices import HouseholdState
from households.models import Household, Member
from households.queries.history import RegisterHistory, RegisterMoment, RegisterNames
from households.rules.register import (
    HOUSEHOLD_FIELDS,
    MEMBER_FIELDS,
    HouseholdFacts,
    MemberFacts,
    household_facts,
    member_facts,
)

HEAD = "Chủ hộ"
SUBJECT = "Hộ"
REORDERED = "Sắp xếp lại danh sách nhân khẩu"
_UPDATED = "Cập nhật"
# Facts whose column has another name, and labels that differ from the column's own.
_COLUMNS = {"birth": "birth_date"}
_LABELS = {
    "has_merit": "Có người có công",
    "left_reason": "Lý do rời địa bàn",
    "number_reason": "Lý do số không khớp",
}
_NOT_COMPARED = {"client_id", "is_head"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field of the household or of a member: as it was, and as it became."""

    subject: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """What one user did at one moment."""

    at: dt.datetime
    by: str
    title: str
    added: list[str]
    removed: list[str]
    lines: list[HistoryLine]


@dataclass(frozen=True, slots=True)
class _FactWords:
    """Puts facts into words, as label → value, in the order of the facts."""

    names: RegisterNames
    show_numbers: bool

    def of_household(self, facts: HouseholdFacts) -> dict[str, str]:
        words = _words(Household, facts, HOUSEHOLD_FIELDS)
        return words | {
            _label(Household, "village_id"): _name(self.names.villages, facts.village_id)
        }

    def of_member(self, facts: MemberFacts) -> dict[str, str]:
        words = _words(Member, facts, MEMBER_FIELDS)
        group = _name(self.names.ethnic_groups, facts.ethnicity_id)
        words |= {_label(Member, "ethnicity_id"): group}
        if facts.is_head:
            words |= {_label(Member, "relation"): HEAD}
        if not self.show_numbers:
            words |= {_label(Member, "citizen_number"): _masked(facts.citizen_number)}
        return words

    def of_row(self, row: Any) -> dict[str, str]:
        """Return the facts of a household's historical row, with its state of residence."""
        residence = _words(Household, row, ("state", "left_on", "left_reason"))
        return self.of_household(household_facts(row)) | residence


def timeline(history: RegisterHistory, *, show_numbers: bool) -> list[HistoryEntry]:
    """Return the history in words, newest first. Citizen numbers are masked unless `show_numbers`."""
    words = _FactWords(history.names, show_numbers)
    return [_entry(moment, words) for moment in reversed(history.moments)]


def _entry(moment: RegisterMoment, words: _FactWords) -> HistoryEntry:
    title = _UPDATED
    added: list[str] = []
    removed: list[str] = []
    lines: list[HistoryLine] = []
    for earlier, row in moment.changes:
        is_member = hasattr(row, "full_name")
        if earlier is None and is_member and row.history_type != "-":
            added.append(row.full_name)
        elif row.history_type == "-":
            removed.append(row.full_name)
        elif earlier is None:
            title = "Ghi hộ vào sổ"
        elif is_member:
            lines += _member_lines(words, earlier, row)
        else:
            title = _title(earlier, row)
            lines += _household_lines(words, earlier, row)
    if title == _UPDATED and not (added or removed or lines):
        title = REORDERED
    return HistoryEntry(
        at=moment.at,
        by=str(moment.by) if moment.by else "Hệ thống",
        title=_event_title(moment) or title,
        added=added,
        removed=removed,
        lines=lines,
    )


def _event_title(moment: RegisterMoment) -> str:
    """Return the life event of a moment in words, "" where there is none."""
    event = moment.event
    if event is None:
        return ""
    if moment.is_undone:
        return f"Hoàn tác {event.get_kind_display().lower()}: {event.undo_reason}"
    return f"{event.get_kind_display()} ngày {event.happened_on:%d/%m/%Y}: {event.summary}"


def _title(earlier: Any, row: Any) -> str:
    if earlier.state == row.state:
        return _UPDATED
    if row.state == HouseholdState.ACTIVE:
        return "Ghi hộ trở lại địa bàn"
    return f"Ghi rời địa bàn: {HouseholdState(row.state).label.lower()}"


def _household_lines(words: _FactWords, earlier: Any, row: Any) -> Iterator[HistoryLine]:
    if None not in (earlier.head_id, row.head_id) and earlier.head_id != row.head_id:
        yield HistoryLine(SUBJECT, HEAD, earlier.head_name, row.head_name)
    yield from _differing(SUBJECT, words.of_row(earlier), words.of_row(row))


def _member_lines(words: _FactWords, earlier: Any, row: Any) -> Iterator[HistoryLine]:
    # A change of head is a line of the household; here the two rows are compared as stored.
    before, after = (words.of_member(facts) for facts in member_facts([earlier, row], None))
    return _differing(row.full_name, before, after)


def differences(
    stored: tuple[HouseholdFacts, Sequence[MemberFacts]],
    mine: tuple[HouseholdFacts, Sequence[MemberFacts]],
    *,
    names: RegisterNames,
) -> list[HistoryLine]:
    """Return where `mine` (after) differs from what is `stored` (before)."""
    words = _FactWords(names, show_numbers=True)
    lines = list(_differing(SUBJECT, words.of_household(stored[0]), words.of_household(mine[0])))
    theirs = {member.client_id: member for member in stored[1]}
    ours = {member.client_id: member for member in mine[1]}
    for client_id in theirs | ours:
        lines += _member_differences(words, theirs.get(client_id), ours.get(client_id))
    return lines


def _member_differences(
    words: _FactWords, stored: MemberFacts | None, mine: MemberFacts | None
) -> Iterable[HistoryLine]:
    if stored and mine:
        return _differing(stored.full_name, words.of_member(stored), words.of_member(mine))
    if stored:
        return [HistoryLine(stored.full_name, "Nhân khẩu", "có trong hộ", "không có")]
    return [HistoryLine(mine.full_name, "Nhân khẩu", "không có", "có trong hộ")] if mine else []


def _differing(
    subject: str, before: dict[str, str], after: dict[str, str]
) -> Iterator[HistoryLine]:
    for label, text in after.items():
        if before[label] != text:
            yield HistoryLine(subject, label, before[label], text)


def _words(model: Any, facts: Any, names: Iterable[str]) -> dict[str, str]:
    """Return label → value of some facts of a household or member."""
    return {
        _label(model, name): _value(_column(model, name), getattr(facts, name))
        for name in names
        if name not in _NOT_COMPARED
    }


def _column(model: Any, name: str) -> Any:
    return model._meta.get_field(_COLUMNS.get(name, name))


def _label(model: Any, name: str) -> str:
    return _LABELS.get(name) or str(capfirst(_column(model, name).verbose_name))


def _value(column: Any, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, PartialDate):
        return _day(value.date) if value.is_exact else str(value.date.year)
    if isinstance(value, dt.date):
        return _day(value)
    return str(dict(column.choices or ()).get(value, value))


def _day(value: dt.date) -> str:
    return f"{value:%d/%m/%Y}"


def _name(names: Mapping[int, str], key: int) -> str:
    return names.get(key, "?")


def _masked(number: str) -> str:
    return f"{number[0]}**********{number[-1]}" if number else ""
