"""The Word papers of the year's plan, with a sample of the values that their builders give."""

from pathlib import Path
from typing import Any

from areas.documents import DISTRICT_SAMPLE, FRAME_SAMPLE
from papers.rules import PaperKind

TEMPLATES = Path(__file__).resolve().parent / "templates"
_FIGURES = {
    "households": "1.000",
    "poor": "50",
    "em_poor": "40",
    "rate": "5,00 %",
    "fall": "14",
    "em_fall": "11",
    "points": "1,40",
    "left": "36",
}
_ALLOCATION: dict[str, Any] = {
    **DISTRICT_SAMPLE,
    "year": "2021",
    "last_year": "2020",
    "standard": "chuẩn nghèo 2016–2020",
    "commune_count": "13",
    "fall": "250",
    "em_fall": "193",
    "fall_points": "0,90",
    "rows": [{"number": "1", "name": "Xã Ia O", **_FIGURES}],
    "total": _FIGURES,
    "bases": ["Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"],
}

PAPERS = (
    PaperKind(
        code="party_report",
        title="Báo cáo Đảng ủy về chỉ tiêu của xã",
        folder=TEMPLATES,
        sample={
            **FRAME_SAMPLE,
            "year": "2021",
            "last_year": "2020",
            "standard": "chuẩn nghèo 2016–2020",
            "decision": "Quyết định số 45/QĐ-UBND ngày 05 tháng 02 năm 2021",
            "superior": "Ủy ban nhân dân huyện Ia Grai",
            "rows": [
                {"number": "1", "name": "Tổng số hộ đầu kỳ", "every": "1.000", "minority": "800"}
            ],
            "comparison": "Xã Ia O thuộc nhóm trên bình quân của huyện.",
            "today": "15/03/2021",
            "registered": "7",
            "em_registered": "5",
            "due_on": "30/03/2021",
            "signer": "Nguyễn Văn A",
        },
        required=("decision", "rows.every", "rows.minority"),
    ),
    PaperKind(
        code="allocation_decision",
        title="Quyết định giao chỉ tiêu giảm nghèo năm",
        folder=TEMPLATES,
        sample={
            **_ALLOCATION,
            "number": "45/QĐ-UBND",
            "dated": "ngày 05 tháng 02 năm 2021",
            "plan_ground": "12/QĐ-UBND ngày 05 tháng 01 năm 2021 về …",
            "due_on": "30/03/2021",
            "replaces": "Quyết định số 40/QĐ-UBND",
        },
        required=("number", "mark", "rows.name", "rows.fall", "rows.em_fall"),
    ),
    PaperKind(
        code="plan_submission",
        title="Tờ trình ban hành mục tiêu và giao chỉ tiêu giảm nghèo năm",
        folder=TEMPLATES,
        sample={
            **_ALLOCATION,
            "goals": ["Giảm hộ nghèo: từ 250 hộ trở lên"],
            "wanted_fall": "250",
            "wanted_em_fall": "193",
            "rule": "theo số hộ nghèo",
            "broken": ["Tổng số hộ giảm khác mục tiêu của huyện."],
            "override_reason": "Xã mới sắp xếp thôn.",
            "change_reason": "Điều chỉnh theo đề nghị của xã.",
        },
        required=("goals", "rows.name", "rows.fall"),
    ),
    PaperKind(
        code="answer_reply",
        title="Văn bản trả lời xã về chỉ tiêu được giao",
        folder=TEMPLATES,
        sample={
            **DISTRICT_SAMPLE,
            "year": "2021",
            "commune": "xã Ia O",
            "answered_on": "15 tháng 02 năm 2021",
            "decision": "Quyết định số 45/QĐ-UBND ngày 05 tháng 02 năm 2021",
            "given": "giảm 14 hộ nghèo, trong đó 11 hộ nghèo dân tộc thiểu số",
            "asked": "giảm 12 hộ nghèo, trong đó 10 hộ nghèo dân tộc thiểu số",
            "asked_reason": "Xã có hai thôn mới sáp nhập.",
            "target": "giảm 12 hộ nghèo, trong đó 10 hộ nghèo dân tộc thiểu số",
            "is_accepted": True,
            "is_agreed": True,
            "is_refused": True,
            "reason": "Đề nghị có cơ sở.",
            "verdict_document": "Văn bản số 60/UBND-LĐTBXH ngày 20 tháng 02 năm 2021",
        },
        required=("commune", "target"),
    ),
)
