"""The list of official forms. Page, addresses, workbook, print and API are made from it."""

from collections.abc import Callable

from households.choices import Figure, RuleShape
from reports.choices import FormGroup
from reports.queries.forms.children import children_of_lists
from reports.queries.forms.deprivations import deprivations_of_list
from reports.queries.forms.ethnic_groups import groups_of_heads
from reports.queries.forms.flows import near_poor_flow, poor_flow, result_of_review
from reports.queries.forms.groups import groups_of_lists, many_groups_of_list
from reports.queries.forms.reasons import reasons_of_lists
from reports.queries.forms.two_kinds import summary_with_kinds
from reports.rules.form_tables import NumberedColumn
from reports.words.forms import columns, notes
from reports.words.forms.definition import Columns, OfficialForm

_SUMMARY, _ANALYSIS = FormGroup.SUMMARY, FormGroup.ANALYSIS
_POOR, _NEAR_POOR = "hộ nghèo", "hộ cận nghèo"
_BOTH = "hộ nghèo, hộ cận nghèo"


def _always(found: tuple[NumberedColumn, ...]) -> Columns:
    return lambda _figures: found


def _deprived(words: str, figure: Figure, *, is_rate: bool) -> Columns:
    make: Callable = columns.deprivation_rates if is_rate else columns.deprivations
    return lambda figures: make(figures, words, figure)


def _deprivation_form(number: int, words: str, figure: Figure, *, is_rate: bool) -> OfficialForm:
    what = "tỷ lệ các chỉ số" if is_rate else "các chỉ số"
    return OfficialForm(
        slug=f"{number:02d}",
        number=number,
        title=f"Phân tích {what} thiếu hụt dịch vụ xã hội cơ bản của {words}",
        sheet=f"Thiếu hụt {words}"[:24] + (" - %" if is_rate else ""),
        group=_ANALYSIS,
        unit="%" if is_rate else "hộ, chỉ số",
        description=(
            f"{'Tỷ lệ' if is_rate else 'Số'} {words} thiếu hụt từng chỉ số, theo xã; các chỉ số là "
            "của chuẩn nghèo đang chọn."
        ),
        query=deprivations_of_list(figure),
        columns=_deprived(words, figure, is_rate=is_rate),
        notes=notes.deprivation_rate_notes if is_rate else notes.deprivation_notes,
    )


def _many_groups_form(number: int, words: str, figure: Figure) -> OfficialForm:
    return OfficialForm(
        slug=f"{number:02d}",
        number=number,
        title=f"Tổng hợp kết quả rà soát {words} theo chuẩn nghèo đa chiều",
        sheet=f"Đa chiều {words}",
        group=_SUMMARY,
        unit="hộ, người, %",
        description=(
            f"Số hộ, nhân khẩu và {words} theo dân tộc của chủ hộ, hộ có người có công, hộ không có "
            "khả năng lao động, hộ có chủ hộ là nữ."
        ),
        query=many_groups_of_list(figure),
        columns=_always(columns.many_groups(words.capitalize(), figure)),
        notes=notes.many_group_notes,
    )


FORMS: tuple[OfficialForm, ...] = (
    OfficialForm(
        slug="01",
        number=1,
        title="Tổng hợp kết quả chính thức rà soát hộ nghèo, hộ cận nghèo",
        sheet="Kết quả rà soát",
        group=_SUMMARY,
        unit="hộ, người, %",
        description="Tổng số hộ, nhân khẩu; số và tỷ lệ hộ nghèo, hộ cận nghèo theo xã.",
        query=result_of_review,
        columns=_always(columns.RESULT),
        notes=notes.fixed(
            "Cột 7, 8, 13, 14 (hộ làm nông, lâm, ngư nghiệp có mức sống trung bình) không có trong "
            "biểu: phần mềm chưa rà soát loại hộ này."
        ),
        may_be_frozen=True,
    ),
    OfficialForm(
        slug="02",
        number=2,
        title="Tổng hợp diễn biến hộ nghèo",
        sheet="Diễn biến hộ nghèo",
        group=_SUMMARY,
        unit="hộ, người",
        description="Chín cột từ đầu kỳ đến cuối kỳ, mỗi xã hai dòng hộ và nhân khẩu.",
        query=poor_flow,
        columns=_always(columns.POOR_FLOW),
        notes=notes.flow_notes,
        line_head="Đơn vị tính",
        may_be_frozen=True,
    ),
    OfficialForm(
        slug="03",
        number=3,
        title="Tổng hợp diễn biến hộ cận nghèo",
        sheet="Diễn biến hộ cận nghèo",
        group=_SUMMARY,
        unit="hộ, người",
        description="Chín cột như biểu 2; khớp với biểu 2 ở những hộ chuyển giữa hai danh sách.",
        query=near_poor_flow,
        columns=_always(columns.NEAR_POOR_FLOW),
        notes=notes.flow_notes,
        line_head="Đơn vị tính",
        may_be_frozen=True,
    ),
    _deprivation_form(4, _POOR, Figure.CLOSING, is_rate=False),
    _deprivation_form(5, _POOR, Figure.CLOSING, is_rate=True),
    _deprivation_form(6, _NEAR_POOR, Figure.NEAR_POOR_NOW, is_rate=False),
    _deprivation_form(7, _NEAR_POOR, Figure.NEAR_POOR_NOW, is_rate=True),
    OfficialForm(
        slug="08",
        number=8,
        title=f"Phân tích {_BOTH} theo các nhóm đối tượng",
        sheet="Nhóm đối tượng",
        group=_ANALYSIS,
        unit="hộ, người",
        description="Hộ dân tộc thiểu số, không có khả năng lao động, có người có công với cách mạng.",
        query=groups_of_lists,
        columns=_always(columns.GROUPS),
        notes=notes.group_notes,
        line_head="Đơn vị tính",
    ),
    OfficialForm(
        slug="09",
        number=9,
        title=f"Phân tích {_BOTH} theo dân tộc",
        sheet="Dân tộc",
        group=_ANALYSIS,
        unit="hộ",
        description="Kinh, tổng số dân tộc thiểu số và từng dân tộc có hộ trong danh sách.",
        query=groups_of_heads,
        columns=columns.ethnic_groups,
        notes=notes.ethnic_notes,
        line_head="Danh sách",
    ),
    OfficialForm(
        slug="10",
        number=10,
        title=f"Phân tích {_BOTH} theo nguyên nhân nghèo",
        sheet="Nguyên nhân nghèo",
        group=_ANALYSIS,
        unit="hộ",
        description="Số hộ có từng nguyên nhân, mỗi xã hai dòng hộ nghèo và hộ cận nghèo.",
        query=reasons_of_lists,
        columns=columns.reasons,
        notes=notes.reason_notes,
        line_head="Danh sách",
    ),
    OfficialForm(
        slug="11",
        number=11,
        title=f"Tổng hợp chỉ tiêu thiếu hụt của trẻ em thuộc {_BOTH}",
        sheet="Trẻ em",
        group=_ANALYSIS,
        unit="người",
        description="Trẻ em dưới 16 tuổi không có bảo hiểm y tế, trẻ trong độ tuổi không đi học.",
        query=children_of_lists,
        columns=_always(columns.CHILDREN),
        notes=notes.child_notes,
    ),
    _many_groups_form(12, _POOR, Figure.CLOSING),
    _many_groups_form(13, _NEAR_POOR, Figure.NEAR_POOR_NOW),
    OfficialForm(
        slug="giai-doan-2016-2020",
        number=0,
        title="Tổng hợp kết quả điều tra, rà soát hộ nghèo theo chuẩn nghèo 2016–2020",
        sheet="Rà soát 2016-2020",
        group=_SUMMARY,
        unit="hộ, %",
        description=(
            "Đầu năm, diễn biến, cuối năm theo thành thị, nông thôn; hộ nghèo về thu nhập và hộ "
            "nghèo thiếu hụt tiếp cận dịch vụ xã hội cơ bản."
        ),
        query=summary_with_kinds,
        columns=_always(columns.TWO_KINDS),
        notes=notes.kind_notes,
        shapes=(RuleShape.INCOME_BAND,),
    ),
)
FORM_BY_SLUG = {form.slug: form for form in FORMS}


def form_groups() -> list[tuple[str, list[OfficialForm]]]:
    """Return the forms of each group of the catalogue, without empty groups."""
    groups = [(group.label, [form for form in FORMS if form.group == group]) for group in FormGroup]
    return [(label, forms) for label, forms in groups if forms]
