"""What makes a scoring table usable, and the differences between two editions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from households.choices import COUNTED_FACTS, FactSource, Schooling
from households.rules.scoring import Answer

HIGHEST_TOTAL = 500
MOST_ITEMS, MOST_ANSWERS = 60, 20
_KEY = re.compile(r"[A-Za-z0-9_]{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """An item as entered: its group and its answers in order."""

    group_number: int
    group_name: str
    key: str
    label: str
    source: str
    is_withheld_from_dependants: bool = False
    answers: tuple[Answer, ...] = ()

    @property
    def is_counted(self) -> bool:
        return self.source in COUNTED_FACTS


# The fields of an item besides its answers; the columns of `ScoringItem` have the same names.
ITEM_FIELDS = tuple(field.name for field in fields(ItemContent) if field.name != "answers")


def items_from_json(sent: Iterable[Mapping[str, Any]]) -> list[ItemContent]:
    """Return items from their fields by name, as `dataclasses.asdict` gives them."""
    return [
        ItemContent(**{**item, "answers": tuple(Answer(**answer) for answer in item["answers"])})
        for item in sent
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem and its place: item and answer by position, field by name."""

    message: str
    item: int | None = None
    answer: int | None = None
    field: str = ""


def problems_of(items: Sequence[ItemContent]) -> Iterator[Problem]:
    """Return everything that makes a table unusable, in order.

    Keys must be unique, every item needs an answer, the bands of a counted fact must meet without
    gap or overlap, and the highest B1 must not exceed 500 points.
    """
    if len(items) > MOST_ITEMS:
        yield Problem(message=f"Bảng điểm có tối đa {MOST_ITEMS} mục.")
    seen: set[str] = set()
    for place, item in enumerate(items):
        if not _KEY.fullmatch(item.key):
            yield Problem(message=_key_words(item.key), item=place, field="item")
        elif item.key in seen:
            yield Problem(message=f"Mã mục “{item.key}” có hai lần.", item=place, field="item")
        seen.add(item.key)
        yield from _problems_of_answers(place, item)
    highest = sum(max((answer.points for answer in item.answers), default=0) for item in items)
    if highest > HIGHEST_TOTAL:
        yield Problem(message=f"B1 cao nhất là {highest} điểm, vượt {HIGHEST_TOTAL}.")


def _key_words(key: str) -> str:
    return f"Mã “{key[:30]}” phải gồm 1–30 chữ cái không dấu, chữ số hoặc dấu gạch dưới."


def _problems_of_answers(place: int, item: ItemContent) -> Iterator[Problem]:
    if not item.answers:
        yield Problem(message="Mục chưa có câu trả lời nào.", item=place, field="item")
    if len(item.answers) > MOST_ANSWERS:
        words = f"Một mục có tối đa {MOST_ANSWERS} câu trả lời."
        yield Problem(message=words, item=place, field="item")
    seen: set[str] = set()
    for number, answer in enumerate(item.answers):
        if not _KEY.fullmatch(answer.key):
            yield Problem(message=_key_words(answer.key), item=place, answer=number, field="answer")
        elif answer.key in seen:
            words = f"Mã trả lời “{answer.key}” có hai lần trong mục."
            yield Problem(message=words, item=place, answer=number, field="answer")
        seen.add(answer.key)
    yield from _problems_of_bands(place, item) if item.is_counted else _no_bands(place, item)


def _no_bands(place: int, item: ItemContent) -> Iterator[Problem]:
    for number, answer in enumerate(item.answers):
        if answer.at_least is not None or answer.at_most is not None:
            words = "Chỉ mục đếm người theo sổ hộ mới có “Từ”, “Đến”."
            yield Problem(message=words, item=place, answer=number, field="at_least")
    keys = {answer.key for answer in item.answers}
    if item.source == FactSource.HIGHEST_SCHOOLING and not keys & set(Schooling.values):
        words = "Mã trả lời phải là mã trình độ, như COLLEGE, VOCATIONAL, UPPER_SECONDARY."
        yield Problem(message=words, item=place, field="source")


def _problems_of_bands(place: int, item: ItemContent) -> Iterator[Problem]:
    """Ordered by their start, bands must be contiguous from 0 (or 1), the last without an end."""
    expected: int | None = 1 if item.source == FactSource.HOUSEHOLD_SIZE else 0
    bands = sorted(enumerate(item.answers), key=lambda pair: pair[1].at_least or 0)
    for number, answer in bands:
        where = {"item": place, "answer": number}
        if answer.at_least is None:
            yield Problem(message="Thiếu số người ở cột “Từ”.", field="at_least", **where)
            return
        if answer.at_most is not None and answer.at_most < answer.at_least:
            yield Problem(message="“Đến” nhỏ hơn “Từ”.", field="at_most", **where)
            return
        if answer.at_least != expected:
            words = "Các khoảng phải nối nhau, không hở, không chồng"
            words += f": khoảng này phải bắt đầu từ {expected}." if expected is not None else "."
            yield Problem(message=words, field="at_least", **where)
            return
        expected = None if answer.at_most is None else answer.at_most + 1
    if bands and expected is not None:
        words = f"Khoảng cuối phải để trống “Đến” (từ {expected} người trở lên chưa có điểm)."
        yield Problem(message=words, item=place, answer=bands[-1][0], field="at_most")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDifference:
    """One line of a comparison; points are None where an edition does not have the answer."""

    kind: str
    item: str
    answer: str
    points_before: int | None = None
    points_after: int | None = None
    words: str = ""


ADDED, REMOVED, CHANGED = "ADDED", "REMOVED", "CHANGED"


def compare(before: Sequence[ItemContent], after: Sequence[ItemContent]) -> list[TableDifference]:
    """Return the additions, removals and changes of an edition against another, by item and key."""
    old, new = ({item.key: item for item in items} for items in (before, after))
    found: list[TableDifference] = []
    for item in after:
        found.extend(_compare_items(old.get(item.key), item))
    for item in before:
        if item.key not in new:
            found.extend(_compare_items(item, None))
    return found


def _compare_items(
    before: ItemContent | None, after: ItemContent | None
) -> Iterator[TableDifference]:
    label = (after or before).label  # type: ignore[union-attr]
    if before and after:
        words = _changed_words(before, after)
        if words:
            yield TableDifference(kind=CHANGED, item=label, answer="", words=words)
    old = {answer.key: answer for answer in before.answers} if before else {}
    new = {answer.key: answer for answer in after.answers} if after else {}
    for key in dict.fromkeys([*new, *old]):
        yield from _compare_answers(label, old.get(key), new.get(key))


def _changed_words(before: ItemContent, after: ItemContent) -> str:
    changed = []
    if before.label != after.label:
        changed.append(f"trước là “{before.label}”")
    if (before.group_number, before.group_name) != (after.group_number, after.group_name):
        changed.append(f"trước thuộc nhóm {before.group_number}. {before.group_name}")
    if before.source != after.source:
        changed.append(f"trước lấy từ “{FactSource(before.source).label}”")
    if before.is_withheld_from_dependants != after.is_withheld_from_dependants:
        given = "không tính" if after.is_withheld_from_dependants else "tính"
        changed.append(f"nay {given} cho hộ chỉ gồm người phụ thuộc")
    return "; ".join(changed)


def _compare_answers(
    label: str, before: Answer | None, after: Answer | None
) -> Iterator[TableDifference]:
    if before == after:
        return
    answer = (after or before).label  # type: ignore[union-attr]
    kind = CHANGED if before and after else ADDED if after else REMOVED
    words = ""
    if before and after and before.label != after.label:
        words = f"trước là “{before.label}”"
    if before and after and _band(before) != _band(after):
        words += f"{'; ' if words else ''}khoảng {_band(before)} thành {_band(after)}"
    yield TableDifference(
        kind=kind,
        item=label,
        answer=answer,
        points_before=before.points if before else None,
        points_after=after.points if after else None,
        words=words,
    )


def _band(answer: Answer) -> str:
    if answer.at_least is None:
        return "(không)"
    return f"{answer.at_least}–{'…' if answer.at_most is None else answer.at_most}"
