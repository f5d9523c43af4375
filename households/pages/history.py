"""What changed in a household and its roster, in words: its timeline, and two versions apart."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from areas.models import EthnicGroup, Village
from common.dates import PartialDate
from households.choices import Arrival, HouseholdState, Relation, Schooling, Sex, Work
from households.models import Household, LifeEvent, Member
from households.rules.register import HouseholdFacts, MemberFacts, household_facts, member_facts

HEAD = "Chủ hộ"
SUBJECT = "Hộ"
REORDERED = "Sắp xếp lại danh sách nhân khẩu"


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the household or of a person: as it was, and as it became."""

    subject: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one person did at one moment."""

    at: dt.datetime
    by: str
    title: str
    added: list[str]
    removed: list[str]
    lines: list[Line]


class Words:
    """Says facts in words; the names of villages and ethnic groups are read once."""

    def __init__(self, household: Household, *, show_numbers: bool) -> None:
        lived_in = household.history.order_by().values("village")
        villages = Village.objects.filter(pk__in=lived_in)
        self.villages = {village.pk: village.full_name for village in villages}
        self.ethnic_groups = dict(EthnicGroup.objects.values_list("pk", "name"))
        self.show_numbers = show_numbers

    def of_household(self, facts: HouseholdFacts) -> dict[str, str]:
        """Return label → value of the household's own facts."""
        return {
            "Thôn, làng": self.villages.get(facts.village_id, "?"),
            "Địa chỉ": facts.address,
            "Không có khả năng lao động": _yes(value=facts.no_labour_capacity),
            "Có người có công": _yes(value=facts.has_merit),
            "Nguồn gốc": _label(Arrival, facts.arrival),
            "Ngày đến hoặc tách hộ": _day(facts.arrived_on),
            "Năm thoát nghèo trước đây": str(facts.earlier_exit_year or ""),
        }

    def of_member(self, facts: MemberFacts) -> dict[str, str]:
        """Return label → value of a person's facts."""
        number = facts.citizen_number
        return {
            "Họ và tên": facts.full_name,
            "Ngày sinh": _birth(facts.birth),
            "Giới tính": _label(Sex, facts.sex),
            "Quan hệ với chủ hộ": HEAD if facts.is_head else _label(Relation, facts.relation),
            "Dân tộc": self.ethnic_groups.get(facts.ethnicity_id, "?"),
            "Số định danh": number if self.show_numbers else _masked(number),
            "Lý do số không khớp": facts.number_reason,
            "Trình độ học vấn": _label(Schooling, facts.schooling),
            "Việc làm": _label(Work, facts.work),
            "Bảo hiểm y tế": _known(value=facts.has_health_insurance),
            "Khuyết tật": _yes(value=facts.has_disability),
        }

    def of_row(self, row: Any) -> dict[str, str]:
        """Return label → value of a household's historical row, with where it lives."""
        return self.of_household(household_facts(row)) | {
            "Tình trạng": _label(HouseholdState, row.state),
            "Ngày rời địa bàn": _day(row.left_on),
            "Lý do rời địa bàn": row.left_reason,
        }


def timeline(household: Household, *, show_numbers: bool) -> list[Entry]:
    """Return what was done to a household and its people, newest first; five queries.

    Citizen numbers are masked unless `show_numbers`.
    """
    words = Words(household, show_numbers=show_numbers)
    own = household.history.select_related("history_user").order_by("history_id")
    people = Member.history.select_related("history_user").filter(household_id=household.pk)
    rows = [*own, *people.order_by("history_id")]
    moments: dict[tuple[dt.datetime, int | None], list[Any]] = {}
    for row in sorted(rows, key=lambda row: row.history_date):
        moments.setdefault((row.history_date, row.history_user_id), []).append(row)
    known: dict[tuple[type, int], Any] = {}
    told = _titles(household)
    entries = [_entry(rows, known, words, told.get(key)) for key, rows in moments.items()]
    return entries[::-1]


def _titles(household: Household) -> dict[tuple[dt.datetime, int | None], str]:
    """Return what happened to the household, in words, by moment and person."""
    titles: dict[tuple[dt.datetime, int | None], str] = {}
    for event in LifeEvent.objects.filter(parts__household=household):
        said = f"{event.get_kind_display()} ngày {event.happened_on:%d/%m/%Y}: {event.summary}"
        titles[event.made_at, event.made_by_id] = said
        if event.undone_at is not None:
            said = f"Hoàn tác {event.get_kind_display().lower()}: {event.undo_reason}"
            titles[event.undone_at, event.undone_by_id] = said
    return titles


def _entry(
    rows: Sequence[Any], known: dict[tuple[type, int], Any], words: Words, told: str | None
) -> Entry:
    """Tell one moment; `known` holds the state of every row before it and is brought forward."""
    before = dict(known)
    for row in rows:
        known[type(row), row.id] = row
    last = {(type(row), row.id): row for row in rows}
    title = "Cập nhật"
    added: list[str] = []
    removed: list[str] = []
    lines: list[Line] = []
    for key, row in last.items():
        earlier = before.get(key)
        is_person = hasattr(row, "full_name")
        if earlier is None and is_person and row.history_type != "-":
            added.append(row.full_name)
        elif row.history_type == "-":
            removed.append(row.full_name)
        elif earlier is None:
            title = "Ghi hộ vào sổ"
        elif is_person:
            lines += _apart(row.full_name, *_people(words, earlier, row))
        else:
            title = _title(earlier, row)
            lines += _household_lines(words, earlier, row)
    first = rows[0]
    if title == "Cập nhật" and not (added or removed or lines):
        title = REORDERED
    by = str(first.history_user) if first.history_user else "Hệ thống"
    return Entry(
        at=first.history_date,
        by=by,
        title=told or title,
        added=added,
        removed=removed,
        lines=lines,
    )


def _title(earlier: Any, row: Any) -> str:
    if earlier.state == row.state:
        return "Cập nhật"
    if row.state == HouseholdState.ACTIVE:
        return "Ghi hộ trở lại địa bàn"
    return f"Ghi rời địa bàn: {_label(HouseholdState, row.state).lower()}"


def _household_lines(words: Words, earlier: Any, row: Any) -> Iterator[Line]:
    if None not in (earlier.head_id, row.head_id) and earlier.head_id != row.head_id:
        yield Line(SUBJECT, HEAD, earlier.head_name, row.head_name)
    yield from _apart(SUBJECT, words.of_row(earlier), words.of_row(row))


def _people(words: Words, earlier: Any, row: Any) -> tuple[dict[str, str], dict[str, str]]:
    # Who was head is told with the household; here the two rows are compared as they stand.
    before, after = (words.of_member(facts) for facts in member_facts([earlier, row], None))
    return before, after


def differences(
    household: Household,
    mine: tuple[HouseholdFacts, Sequence[MemberFacts]],
) -> list[Line]:
    """Return where `mine` differs from what is stored: `before` is stored, `after` is mine."""
    words = Words(household, show_numbers=True)
    facts, members = mine
    stored = member_facts(household.members.order_by("position", "pk"), household.head_id)
    lines = list(
        _apart(SUBJECT, words.of_household(household_facts(household)), words.of_household(facts))
    )
    theirs = {member.client_id: member for member in stored}
    ours = {member.client_id: member for member in members}
    for client_id in [*theirs, *(key for key in ours if key not in theirs)]:
        lines += _member_apart(words, theirs.get(client_id), ours.get(client_id))
    return lines


def _member_apart(
    words: Words, stored: MemberFacts | None, mine: MemberFacts | None
) -> Iterable[Line]:
    if stored and mine:
        return _apart(stored.full_name, words.of_member(stored), words.of_member(mine))
    if stored:
        return [Line(stored.full_name, "Nhân khẩu", "có trong hộ", "không có")]
    return [Line(mine.full_name, "Nhân khẩu", "không có", "có trong hộ")] if mine else []


def _apart(subject: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Line]:
    for label, text in after.items():
        if before[label] != text:
            yield Line(subject, label, before[label], text)


def _label(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, value))


def _yes(*, value: bool) -> str:
    return "Có" if value else "Không"


def _known(*, value: bool | None) -> str:
    return "" if value is None else _yes(value=value)


def _day(value: dt.date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _birth(value: PartialDate | None) -> str:
    if value is None:
        return ""
    return _day(value.date) if value.is_exact else str(value.date.year)


def _masked(number: str) -> str:
    return f"{number[0]}**********{number[-1]}" if number else ""
