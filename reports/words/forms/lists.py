"""The official lists with members: forms 14 and 15."""

from dataclasses import dataclass

from households.choices import Figure, Movement, NearPoorMovement
from households.models import PovertyRecord

NEW, AGAIN, BEFORE = "Mới", "Tái", "Cũ"
_POOR_MARKS = {
    Movement.STAYED_POOR: BEFORE,
    Movement.RELAPSED: AGAIN,
    Movement.FELL_FROM_NEAR_POOR: NEW,
    Movement.FIRST_POOR: NEW,
    Movement.ARRIVED: NEW,
}
_NEAR_POOR_MARKS = {
    NearPoorMovement.STAYED_NEAR_POOR: BEFORE,
    NearPoorMovement.RELAPSED: AGAIN,
    NearPoorMovement.FELL_FROM_POOR: NEW,
    NearPoorMovement.FIRST_NEAR_POOR: NEW,
    NearPoorMovement.ARRIVED: NEW,
}
NOTE = (
    "Mới, tái, cũ: so với danh sách đầu năm. CSCC: có người có công; DTTC: dân tộc thiểu số tại "
    "chỗ; KCKNLĐ: không có khả năng lao động. Nhu cầu: “hộ” của cả hộ, “x” của người đó; hộ chưa "
    "phân tích nguyên nhân trong năm thì để trống. Nhân khẩu theo sổ hộ hiện nay."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberList:
    """One list: /bao-cao/danh-sach/`slug`/ on the web, member-lists/`slug`/ in the API."""

    slug: str
    number: int
    title: str
    figure: Figure

    @property
    def code(self) -> str:
        return f"Biểu {self.number}"

    @property
    def name(self) -> str:
        return f"{self.code}. {self.title}"

    @property
    def file_stem(self) -> str:
        return f"bieu-{self.number}-danh-sach"


LISTS = (
    MemberList(
        slug="ho-can-ngheo",
        number=14,
        title="Danh sách hộ cận nghèo",
        figure=Figure.NEAR_POOR_NOW,
    ),
    MemberList(slug="ho-ngheo", number=15, title="Danh sách hộ nghèo", figure=Figure.CLOSING),
)
LIST_BY_SLUG = {each.slug: each for each in LISTS}


def mark_of(record: PovertyRecord, figure: str) -> str:
    """Return how a household came onto its list in the year; "" in a standard's first year."""
    if figure == Figure.CLOSING:
        return _POOR_MARKS.get(Movement(record.movement), "")
    return _NEAR_POOR_MARKS.get(NearPoorMovement(record.near_poor_movement), "")
