"""Whether a year's lists agree with themselves and with what they are made from: "đối chiếu".

Each identity is answered with the households that break it. `manage.py check_numbers` proves the
same and more from raw rows; here whoever answers for a commune sees it and can act.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.choices import Action
from accounts.models import User
from areas.models import Commune
from households.queries.flow import FlowRow, FlowSheet, share
from households.queries.wrong_records import (
    CLASS,
    MOVEMENT,
    OPENING,
    PEOPLE,
    REGISTER,
    Found,
    what_is_compared,
    wrong_records,
)
from households.rules.reconciliation import QUESTIONS, Question

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """A household that breaks an identity, and how."""

    household_id: int
    code: str
    head_name: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A commune in which an identity does not hold: its numbers, and the households to look at."""

    commune: Commune
    numbers: str
    number: int
    breakers: Sequence[Breaker]

    @property
    def more(self) -> int:
        return self.number - len(self.breakers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A sentence that must be true of every commune; `equation` says it in the whole's numbers."""

    key: str
    title: str
    equation: str
    broken: Sequence[Broken]
    note: str = ""

    @property
    def holds(self) -> bool:
        return not self.broken


_OF_RECORDS = (
    (OPENING, "Đầu kỳ của từng hộ bằng cuối kỳ năm trước, cả về số khẩu"),
    (
        CLASS,
        "Phân loại của từng hộ theo phiếu được duyệt mới nhất; phiếu nào cũng có trong danh sách",
    ),
    (PEOPLE, "Số khẩu của từng hộ bằng số nhân khẩu trong sổ hộ"),
    (REGISTER, "Danh sách khớp sổ hộ về xã và việc rời địa bàn"),
)


def reconciliation(sheet: FlowSheet, *, user: User) -> list[Identity]:
    """Return every identity of a year and standard, over the communes a person works with.

    In 5 queries besides the sheet's. Households are named only for people who may see them by
    name; the others learn how many there are. People of the whole district also see whether the
    district's own tables hold.
    """
    communes = {commune.pk: commune for commune in Commune.objects.visible_to(user)}
    rows = [row for row in sheet.rows if row.commune and row.commune.pk in communes]
    compared = what_is_compared(year=sheet.year, standard=sheet.standard)
    wrong = wrong_records(year=sheet.year, standard=sheet.standard, user=user, compared=compared)
    teller = _Teller(communes=communes, names_households=user.may(Action.VIEW_HOUSEHOLDS))
    whole = sheet.total if user.sees_all_communes else FlowRow.joined(rows)
    return [
        *(_of_the_tables(question, rows, whole, wrong[MOVEMENT], teller) for question in QUESTIONS),
        *(
            Identity(
                key=key.lower(),
                title=title,
                equation="",
                broken=teller.by_commune(wrong[key]),
                note=compared.why_not(key),
            )
            for key, title in _OF_RECORDS
        ),
        _denominators(rows),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Says which households break something, commune by commune."""

    communes: Mapping[int, Commune]
    names_households: bool

    def by_commune(self, found: Iterable[Found]) -> list[Broken]:
        grouped: dict[int, list[Found]] = defaultdict(list)
        for each in found:
            grouped[each.commune_id].append(each)
        return [
            self.broken(commune, grouped[key])
            for key, commune in self.communes.items()
            if key in grouped
        ]

    def broken(self, commune: Commune, found: Sequence[Found], numbers: str = "") -> Broken:
        shown = found[:MOST_SHOWN] if self.names_households else ()
        breakers = [
            Breaker(
                household_id=each.household_id,
                code=each.code,
                head_name=each.head_name,
                what=each.what,
            )
            for each in shown
        ]
        return Broken(commune=commune, numbers=numbers, number=len(found), breakers=breakers)


def _of_the_tables(
    question: Question,
    rows: Sequence[FlowRow],
    whole: FlowRow,
    wrong: Sequence[Found],
    teller: _Teller,
) -> Identity:
    broken = []
    for row in rows:
        expected, counted = question.sides(row.flow.of_everyone)
        if row.commune and expected != counted:
            found = [each for each in wrong if each.commune_id == row.commune.pk]
            broken.append(teller.broken(row.commune, found, f"{expected} ≠ {counted}"))
    return Identity(
        key=question.key,
        title=question.title,
        equation=question.equation(whole.flow.of_everyone),
        broken=broken,
    )


def _denominators(rows: Sequence[FlowRow]) -> Identity:
    """A rate needs the commune's own total: without it, or below the list's, it means nothing."""
    broken = []
    for row in rows:
        tables, living = row.flow.of_everyone, row.population
        pairs = (
            ("hộ", tables.poor.closing + tables.near_poor.closing, living.households),
            (
                "khẩu",
                tables.poor_people.closing + tables.near_poor_people.closing,
                living.persons,
            ),
        )
        lacking = [
            f"sổ hộ có {whole} {unit}, danh sách có {part}"
            for unit, part, whole in pairs
            if share(part, whole) is None
        ]
        if row.commune and lacking:
            numbers = "; ".join(lacking)
            broken.append(Broken(commune=row.commune, numbers=numbers, number=0, breakers=()))
    return Identity(
        key="denominators",
        title="Tổng số hộ, nhân khẩu của xã có đủ để tính tỷ lệ",
        equation="",
        broken=broken,
    )
