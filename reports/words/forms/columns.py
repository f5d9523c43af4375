"""The numbered columns of the official forms, in their order."""

from collections.abc import Sequence

from households.choices import Figure
from reports.queries.forms.base import FormFigures
from reports.rules.form_tables import Balance, NumberedColumn, Quotient

_ALL, _HOUSEHOLDS, _PEOPLE = "Tổng số", "Số hộ", "Số nhân khẩu"
_DOWN, _UP = "Giảm trong kỳ", "Tăng trong kỳ"
_OTHER_OUT = "Khác (thay đổi nhân khẩu, chết, chuyển đi, tách, nhập hộ)"


def _column(
    number: int, title: str, group: str = "", *, figure: str = "", is_minority: bool = False
) -> NumberedColumn:
    return NumberedColumn(
        key=f"c{number}",
        number=number,
        title=title,
        group=group,
        figure=figure,
        is_minority=is_minority,
    )


def _rate(number: int, part: int, whole: int, group: str, title: str = "Tỷ lệ") -> NumberedColumn:
    return NumberedColumn(
        key=f"c{number}",
        number=number,
        title=title,
        group=group,
        computed=Quotient(part=f"c{part}", whole=f"c{whole}"),
    )


_POOR, _NEAR_POOR = Figure.CLOSING, Figure.NEAR_POOR_NOW
# The official numbers: 7, 8, 13 and 14 are of average living standard, which the register lacks.
RESULT = (
    _column(1, "Số hộ", _ALL),
    _column(2, "Nhân khẩu", _ALL),
    _column(3, "Hộ nghèo", _HOUSEHOLDS, figure=_POOR),
    _rate(4, 3, 1, _HOUSEHOLDS),
    _column(5, "Hộ cận nghèo", _HOUSEHOLDS, figure=_NEAR_POOR),
    _rate(6, 5, 1, _HOUSEHOLDS),
    _column(9, "Hộ nghèo", _PEOPLE),
    _rate(10, 9, 2, _PEOPLE),
    _column(11, "Hộ cận nghèo", _PEOPLE),
    _rate(12, 11, 2, _PEOPLE),
)
_CLOSING = Balance(plus=("c1", "c5", "c6", "c7", "c8"), minus=("c2", "c3", "c4"))


def _closing(figure: str) -> NumberedColumn:
    return NumberedColumn(key="c9", number=9, title="Cuối kỳ", computed=_CLOSING, figure=figure)


POOR_FLOW = (
    _column(1, "Đầu kỳ", figure=Figure.OPENING),
    _column(2, "Thoát nghèo, trở thành cận nghèo", _DOWN, figure=Figure.EXITS_TO_NEAR_POOR),
    _column(3, "Thoát nghèo, vượt chuẩn cận nghèo", _DOWN, figure=Figure.EXITS_ABOVE),
    _column(4, _OTHER_OUT, _DOWN, figure=Figure.OTHER_OUT),
    _column(5, "Cận nghèo trở thành nghèo", _UP, figure=Figure.FALLEN_FROM_NEAR_POOR),
    _column(6, "Bổ sung: tái nghèo", _UP, figure=Figure.RELAPSED),
    _column(7, "Bổ sung: phát sinh mới", _UP, figure=Figure.FIRST_POOR),
    _column(8, "Khác (thay đổi nhân khẩu, chuyển đến, tách hộ)", _UP, figure=Figure.OTHER_IN),
    _closing(_POOR),
)
NEAR_POOR_FLOW = (
    _column(1, "Đầu kỳ", figure=Figure.NEAR_POOR_OPENING),
    _column(2, "Thoát cận nghèo", _DOWN, figure=Figure.NEAR_POOR_EXITS),
    _column(3, "Cận nghèo trở thành nghèo", _DOWN, figure=Figure.BECAME_POOR),
    _column(4, _OTHER_OUT, _DOWN, figure=Figure.NEAR_POOR_OTHER_OUT),
    _column(5, "Nghèo trở thành cận nghèo", _UP, figure=Figure.FALLEN_FROM_POOR),
    _column(6, "Bổ sung: tái cận nghèo", _UP, figure=Figure.NEAR_POOR_RELAPSED),
    _column(7, "Bổ sung: phát sinh mới", _UP, figure=Figure.FIRST_NEAR_POOR),
    _column(
        8,
        "Khác (thay đổi nhân khẩu, chuyển đến, tách, nhập hộ)",
        _UP,
        figure=Figure.NEAR_POOR_OTHER_IN,
    ),
    _closing(_NEAR_POOR),
)
_GROUP_NAMES = ("Tổng số", "Dân tộc thiểu số", "Không có khả năng lao động", "Có người có công")


def _groups(start: int, group: str, figure: str) -> list[NumberedColumn]:
    return [
        _column(
            start + offset,
            title,
            group,
            figure=figure if offset < 2 else "",
            is_minority=offset == 1,
        )
        for offset, title in enumerate(_GROUP_NAMES)
    ]


GROUPS = (*_groups(1, "Hộ nghèo", _POOR), *_groups(5, "Hộ cận nghèo", _NEAR_POOR))
_CHILDREN = ("Tổng số trẻ em", "Không có BHYT", "Không đi học")
CHILDREN = tuple(
    _column(start + offset, title, f"Trẻ em thuộc {group}")
    for start, group in ((1, "hộ nghèo"), (4, "hộ cận nghèo"))
    for offset, title in enumerate(_CHILDREN)
)
_KINDS_OF_HEADS = ("Tổng số", "Kinh", "Dân tộc thiểu số", "Dân tộc tại chỗ")


def many_groups(words: str, figure: str) -> tuple[NumberedColumn, ...]:
    """Return the columns of form 12 ("Hộ nghèo") or 13 ("Hộ cận nghèo")."""
    listed, people = words, f"Nhân khẩu {words.lower()}"
    found = [
        *(_column(1 + n, title, "Tổng số hộ") for n, title in enumerate(_KINDS_OF_HEADS)),
        *(_column(5 + n, title, "Tổng số nhân khẩu") for n, title in enumerate(_KINDS_OF_HEADS)),
    ]
    for n, title in enumerate(_KINDS_OF_HEADS):
        behind = figure if n in {0, 2} else ""
        found += [
            _column(9 + 2 * n, title, listed, figure=behind, is_minority=n == 2),
            _rate(10 + 2 * n, 9 + 2 * n, 1 + n, listed),
        ]
    more = ("Có người có công", "Không có khả năng lao động", "Chủ hộ là nữ")
    found += [_column(17 + n, title, listed) for n, title in enumerate(more)]
    for n, title in enumerate(_KINDS_OF_HEADS):
        found += [_column(20 + 2 * n, title, people), _rate(21 + 2 * n, 20 + 2 * n, 5 + n, people)]
    return tuple(found)


_START, _END = "Đầu năm", "Cuối năm"
TWO_KINDS = (
    _column(1, "Tổng số hộ", _START),
    _column(2, "Tổng số hộ DTTS", _START),
    _column(3, "Hộ nghèo", _START, figure=Figure.OPENING),
    _rate(4, 3, 1, _START),
    _column(5, "Hộ nghèo DTTS", _START, figure=Figure.OPENING, is_minority=True),
    _rate(6, 5, 2, _START, "Tỷ lệ trên hộ DTTS"),
    _column(7, "Thoát nghèo", "Diễn biến trong năm", figure=Figure.EXITS),
    _column(8, "Giảm khác", "Diễn biến trong năm", figure=Figure.OTHER_OUT),
    _column(9, "Tái nghèo", "Diễn biến trong năm", figure=Figure.RELAPSED),
    _column(10, "Phát sinh", "Diễn biến trong năm", figure=Figure.NEW_POOR),
    _column(11, "Tăng khác", "Diễn biến trong năm", figure=Figure.OTHER_IN),
    _column(12, "Tổng số hộ", _END),
    _column(13, "Tổng số hộ DTTS", _END),
    NumberedColumn(
        key="c14",
        number=14,
        title="Hộ nghèo",
        group=_END,
        computed=Balance(plus=("c3", "c9", "c10", "c11"), minus=("c7", "c8")),
        figure=_POOR,
    ),
    _rate(15, 14, 12, _END),
    _column(16, "Nghèo về thu nhập", _END),
    _column(17, "Nghèo thiếu hụt tiếp cận DVXHCB", _END),
    _column(18, "Hộ nghèo DTTS", _END, figure=_POOR, is_minority=True),
    _rate(19, 18, 13, _END, "Tỷ lệ trên hộ DTTS"),
)


def _named(
    figures: FormFigures, first: int, group: str, *, is_rate: bool = False
) -> list[NumberedColumn]:
    """Return a column for each name that depends on the data."""
    return [
        NumberedColumn(
            key=f"{key}_rate" if is_rate else key,
            number=number,
            title=name,
            group=group,
            computed=Quotient(part=key, whole="listed") if is_rate else None,
        )
        for number, (key, name) in enumerate(figures.names.items(), start=first)
    ]


def deprivations(figures: FormFigures, words: str, figure: str) -> Sequence[NumberedColumn]:
    """Return the columns of form 4 or 6: the list, all deprivations, each indicator."""
    names = list(figures.names)
    return [
        NumberedColumn(key="listed", number=1, title=f"Tổng số {words}", figure=figure),
        NumberedColumn(
            key="sum", number=2, title="Tổng số thiếu hụt", computed=Balance(plus=tuple(names))
        ),
        *_named(figures, 3, f"Số {words} thiếu hụt về"),
    ]


def deprivation_rates(figures: FormFigures, words: str, figure: str) -> Sequence[NumberedColumn]:
    """Return the columns of form 5 or 7: the list, the share deprived by each indicator."""
    return [
        NumberedColumn(key="listed", number=1, title=f"Tổng số {words}", figure=figure),
        *_named(figures, 2, f"Tỷ lệ {words} thiếu hụt về", is_rate=True),
    ]


def reasons(figures: FormFigures) -> Sequence[NumberedColumn]:
    """Return the columns of form 10: the list, each reason."""
    first = NumberedColumn(key="listed", number=1, title="Tổng số hộ")
    return [first, *_named(figures, 2, "Nguyên nhân")]


def ethnic_groups(figures: FormFigures) -> Sequence[NumberedColumn]:
    """Return the columns of form 9: the list, Kinh, minorities, the groups present, others."""
    head = [
        NumberedColumn(
            key="listed", number=1, title="Tổng số", computed=Balance(plus=("kinh", "minority"))
        ),
        NumberedColumn(key="kinh", number=2, title="Kinh"),
        NumberedColumn(key="minority", number=3, title="Tổng DTTS", is_minority=True),
    ]
    groups = _named(figures, 4, "Trong đó")
    other = NumberedColumn(key="other", number=4 + len(groups), title="DTTS khác", group="Trong đó")
    return [*head, *groups, other]
