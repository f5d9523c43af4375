"""The notes below the official forms: how a number is counted, and what is not known."""

from collections.abc import Callable, Sequence

from common.formats import count
from reports.queries.forms.base import FormFigures

_REGISTER = "Nhóm đối tượng, dân tộc và nhân khẩu theo sổ hộ hiện nay."
_FIRST_YEAR = "Năm đầu áp dụng chuẩn này: chưa có danh sách năm trước để so sánh."


def fixed(*notes: str) -> Callable[[FormFigures], Sequence[str]]:
    """Return notes that do not depend on the figures."""
    return lambda _figures: notes


def flow_notes(figures: FormFigures) -> Sequence[str]:
    """Return what the columns "khác" count; for a first year, that there is nothing to compare."""
    if figures.flow.is_first_year:
        return (_FIRST_YEAR,)
    return (
        "Khác: ở dòng nhân khẩu có cả người sinh ra, mất đi, đến, đi trong những hộ còn trong "
        "danh sách.",
    )


def deprivation_notes(figures: FormFigures) -> Sequence[str]:
    """Return on what a deprivation rests, and how many households have no approved form."""
    without = figures.missing["not_measured"]
    missing = (
        f"{count(without)} hộ trong danh sách chưa có phiếu duyệt theo chuẩn này, chưa tính vào các "
        "chỉ số thiếu hụt."
    )
    return [
        "Theo phiếu rà soát đã duyệt; một hộ có thể thiếu hụt nhiều chỉ số.",
        *([missing] if without else []),
    ]


def deprivation_rate_notes(figures: FormFigures) -> Sequence[str]:
    """Return what the rates are of, beside the notes on deprivations."""
    return [
        "Tỷ lệ: số hộ thiếu hụt chỉ số đó (biểu liền trước) chia cho cột 1.",
        *deprivation_notes(figures),
    ]


def reason_notes(figures: FormFigures) -> Sequence[str]:
    """Return that reasons overlap, and how many households were not analysed."""
    poor, near_poor = (
        figures.missing["poor_not_analysed"],
        figures.missing["near_poor_not_analysed"],
    )
    missing = (
        f"Chưa phân tích nguyên nhân: {count(poor)} hộ nghèo, {count(near_poor)} hộ cận nghèo."
    )
    return [
        "Một hộ có thể có nhiều nguyên nhân, nên các cột không cộng thành tổng số hộ.",
        *([missing] if poor or near_poor else []),
    ]


def group_notes(_figures: FormFigures) -> Sequence[str]:
    """Return that groups overlap, and where they come from."""
    return ["Một hộ có thể thuộc nhiều nhóm, nên các cột không cộng thành tổng số.", _REGISTER]


def many_group_notes(figures: FormFigures) -> Sequence[str]:
    """Return what the groups are, and that a locked year does not have them all."""
    missing = "Năm đã khóa không lưu tổng số hộ, nhân khẩu dân tộc tại chỗ, nên để trống và không có tỷ lệ."
    return [
        "Dân tộc tại chỗ: dân tộc thiểu số tại chỗ Tây Nguyên. Hộ có người có công, không có khả "
        "năng lao động, chủ hộ là nữ không ghi tỷ lệ vì sổ hộ không có tổng số hộ của các nhóm đó.",
        _REGISTER,
        *([missing] if figures.missing["indigenous"] else []),
    ]


def ethnic_notes(figures: FormFigures) -> Sequence[str]:
    """Return what an ethnic group of a household is, and why groups are hidden."""
    return [
        "Dân tộc của chủ hộ theo sổ hộ hiện nay; DTTS khác gồm cả hộ đã đổi chủ hộ, sửa dân tộc sau "
        "khi xếp loại."
    ]


def child_notes(figures: FormFigures) -> Sequence[str]:
    """Return what counts as a child, and what the register does not have."""
    missing = figures.missing
    unknown = (
        f"Chưa tính: {count(missing['no_birth'])} người chưa có năm sinh, "
        f"{count(missing['no_insurance_known'])} trẻ chưa ghi bảo hiểm y tế, "
        f"{count(missing['no_work_known'])} trẻ ở tuổi đi học chưa ghi đi học hay không."
    )
    return [
        "Trẻ em: dưới 16 tuổi tính đến ngày của số liệu. Không đi học: trẻ trong độ tuổi đi học của "
        "chuẩn nghèo. Dinh dưỡng không có trong biểu vì sổ hộ không ghi theo từng trẻ.",
        *([unknown] if any(missing.values()) else []),
        _REGISTER,
    ]


def kind_notes(figures: FormFigures) -> Sequence[str]:
    """Return what is not known about the kinds of poor, and about the households at the opening."""
    without = figures.missing["no_kind"]
    kinds = f"{count(without)} hộ nghèo chưa có phiếu duyệt trong năm, chưa rõ thuộc dạng nào."
    before = "Năm trước chưa khóa số hộ trong phần mềm, nên không có tổng số hộ và tỷ lệ đầu năm."
    return [
        *([_FIRST_YEAR] if figures.flow.is_first_year else []),
        *([kinds] if without else []),
        *([before] if figures.missing["no_population_before"] else []),
        "Số thứ tự cột của biểu theo Thông tư 17/2016/TT-BLĐTBXH chưa đối chiếu văn bản.",
    ]
