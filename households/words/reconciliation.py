"""The reconciliation of a year's lists in words, for its page and the API."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from areas.models import Commune
from common.formats import count
from households.choices import PovertyStatus
from households.queries.reconciliation import (
    DENOMINATORS,
    BadDenominator,
    BrokenCommune,
    Identity,
)
from households.queries.wrong_records import (
    CLASS,
    MOVEMENT,
    NO_RECORD,
    NOT_OPENED,
    OPENING,
    PEOPLE,
    REGISTER,
    WrongRecord,
)
from households.rules.flows import Flow, NearPoorFlow

_BALANCE = ": đầu kỳ − giảm + tăng = cuối kỳ"
_TITLES = {
    "poor": f"Hộ nghèo{_BALANCE}",
    "poor_people": f"Nhân khẩu hộ nghèo{_BALANCE}",
    "near_poor": f"Hộ cận nghèo{_BALANCE}",
    "near_poor_people": f"Nhân khẩu hộ cận nghèo{_BALANCE}",
    "exits": (
        "Hộ: thoát nghèo thành cận nghèo (bảng nghèo, cột 2) = nghèo thành cận nghèo (bảng cận "
        "nghèo, cột 5)"
    ),
    "exits_people": "Nhân khẩu: cột 2 bảng nghèo = cột 5 bảng cận nghèo",
    "falls": (
        "Hộ: cận nghèo thành nghèo (bảng nghèo, cột 5) = trở thành hộ nghèo (bảng cận nghèo, cột 3)"
    ),
    "falls_people": "Nhân khẩu: cột 5 bảng nghèo = cột 3 bảng cận nghèo",
    OPENING: "Đầu kỳ của từng hộ bằng cuối kỳ năm trước, cả về số khẩu",
    CLASS: (
        "Phân loại của từng hộ theo phiếu được duyệt mới nhất; phiếu nào cũng có trong danh sách"
    ),
    PEOPLE: "Số khẩu của từng hộ bằng số nhân khẩu trong sổ hộ",
    REGISTER: "Danh sách khớp sổ hộ về xã và việc rời địa bàn",
    DENOMINATORS: "Tổng số hộ, nhân khẩu của xã có đủ để tính tỷ lệ",
}
_NOT_COMPARED = {
    OPENING: "Không có danh sách năm trước theo chuẩn này để so sánh.",
    PEOPLE: "Năm đã khóa: danh sách giữ nguyên, sổ hộ đi tiếp.",
    REGISTER: "Năm đã khóa: danh sách giữ nguyên, sổ hộ đi tiếp.",
}
_CLASSES = {
    **{value: str(label).lower() for value, label in PovertyStatus.choices},
    "": "ngoài danh sách",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongRecordWords:
    """A household that breaks an identity, and how."""

    household_id: int
    code: str
    head_name: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenWords:
    """A commune in which an identity does not hold: its numbers, and the households to look at."""

    commune: Commune
    numbers: str
    number: int
    breakers: Sequence[WrongRecordWords]

    @property
    def more(self) -> int:
        return self.number - len(self.breakers)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityWords:
    """An identity in words; `equation` states it in the numbers of the whole.

    `note` is the reason why it is not checked this year, "" when it is.
    """

    key: str
    title: str
    equation: str
    broken: Sequence[BrokenWords]
    note: str

    @property
    def holds(self) -> bool:
        return not self.broken


def identity_words(identities: Iterable[Identity]) -> list[IdentityWords]:
    """Return the identities of a year in words."""
    return [
        IdentityWords(
            key=each.key.lower(),
            title=_TITLES[each.key],
            equation=_equation(each),
            broken=[_broken(one) for one in each.broken],
            note="" if each.is_compared else _NOT_COMPARED[each.key],
        )
        for each in identities
    ]


def _equation(identity: Identity) -> str:
    if identity.flow is not None:
        return _sum_in_words(identity.flow)
    return " = ".join(map(count, identity.sides or ()))


def _sum_in_words(flow: Flow | NearPoorFlow) -> str:
    one, two, three, four, *ins, nine = flow.columns
    first = f" + {count(flow.first_year)} (năm đầu)" if flow.first_year else ""
    minus, plus = " − ".join(map(count, (one, two, three, four))), " + ".join(map(count, ins))
    return f"{minus} + {plus}{first} = {count(nine)}"


def _broken(broken: BrokenCommune) -> BrokenWords:
    numbers = "; ".join(map(_denominator_words, broken.denominators))
    if broken.sides:
        expected, counted = broken.sides
        numbers = f"{count(expected)} ≠ {count(counted)}"
    return BrokenWords(
        commune=broken.commune,
        numbers=numbers,
        number=broken.number,
        breakers=[
            WrongRecordWords(
                household_id=each.household_id,
                code=each.code,
                head_name=each.head_name,
                what=_what(each),
            )
            for each in broken.records
        ],
    )


def _denominator_words(bad: BadDenominator) -> str:
    unit = "khẩu" if bad.counts_people else "hộ"
    return f"sổ hộ có {count(bad.whole)} {unit}, danh sách có {count(bad.listed)}"


def _what(record: WrongRecord) -> str:
    """Return what is wrong with a record, in words."""
    if record.fault == MOVEMENT:
        return "biến động không khớp phân loại đầu kỳ và hiện nay"
    if record.fault == OPENING:
        return (
            f"cuối năm trước {_CLASSES[record.before]}, {record.before_members} khẩu; "
            f"đầu kỳ {_CLASSES[record.opened]}, {record.opening_members} khẩu"
        )
    if record.fault == NOT_OPENED:
        return f"cuối năm trước {_CLASSES[record.before]}, năm nay không có trong danh sách"
    if record.fault == NO_RECORD:
        return f"phiếu đã duyệt ({_CLASSES[record.by_form]}) không có trong danh sách"
    if record.fault == CLASS:
        by_form = record.by_form
        form = f"theo phiếu {_CLASSES[by_form]}" if by_form else "không có phiếu đã duyệt"
        return f"danh sách ghi {_CLASSES[record.status]}, {form}"
    if record.fault == PEOPLE:
        return f"danh sách ghi {record.members} khẩu, sổ hộ có {record.roster}"
    return "đã rời địa bàn theo một bên, chưa rời theo bên kia, hoặc khác xã"
