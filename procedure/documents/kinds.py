"""The Word papers of the review, with a sample of the values that their builders give."""

from typing import Any

from areas.documents import FRAME_SAMPLE
from papers.rules import PaperKind
from procedure.documents.frame import TEMPLATES

_SIGNED = {**FRAME_SAMPLE, "signer": "Nguyễn Văn A"}
_DECIDED = {**_SIGNED, "number": "45/QĐ-UBND", "dated": "ngày 09 tháng 11 năm 2021"}
_BASES = ["Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"]
_HOUSEHOLD_ROW = {
    "number": "1",
    "head_name": "Rơ Châm H'Lan",
    "code": "23782-00012",
    "member_count": "4",
    "b1": "115",
    "b2": "30",
    "note": "từ hộ cận nghèo",
}
_LIST: dict[str, Any] = {
    "title": "DANH SÁCH HỘ NGHÈO NĂM 2021",
    "villages": [{"name": "Làng Mít Jep", "count": "1", "rows": [_HOUSEHOLD_ROW]}],
}
_COUNTS = {"listed": "7", "poor": "3", "near_poor": "1", "exited": "2", "near_exited": "1"}
_APPLICATION = {
    **_SIGNED,
    "number": "45/QĐ-UBND",
    "about": "đề nghị xét bổ sung hộ nghèo, hộ cận nghèo",
    "head_name": "Rơ Châm H'Lan",
    "village": "làng Mít Jep",
    "village_name": "Làng Mít Jep",
    "received_on": "08/11/2021",
    "reason": "Chồng ốm nặng.",
}
_MINUTES = {
    **FRAME_SAMPLE,
    "village": "làng Mít Jep",
    "village_caps": "LÀNG MÍT JEP",
    "year": "2021",
    "round": "rà soát định kỳ cuối năm 2021",
    "held_on": "05 tháng 10 năm 2021",
    "meeting_place": "Nhà văn hóa làng",
    "meeting_number": "1",
    "chair_name": "Rơ Mah Hyun",
    "secretary_name": "Siu Thảo",
    "reviewers": "Ksor Bình",
    "invited": "40",
    "present": "36",
    "represented": "6",
    "listed": "7",
    "represented_share": "85,71 %",
    "opinions": "Đề nghị xem lại hộ thứ ba.",
    "votes_for": "30",
    "votes_against": "4",
    "abstained": "2",
    "for_share": " (83,33 % số người dự họp)",
    "conclusion": "Cuộc họp thống nhất kết quả rà soát.",
    "parts": [{"title": "Hộ nghèo: 1 hộ", "rows": [_HOUSEHOLD_ROW]}],
}
_CERTIFICATE = {
    "code": "02/2021",
    "title": "GIẤY CHỨNG NHẬN HỘ NGHÈO",
    "status": "hộ nghèo",
    "year": "2021",
    "standard": "chuẩn nghèo 2016–2020",
    "head_name": "Rơ Châm H'Lan",
    "household_code": "23782-00012",
    "ethnicity": "Gia Rai",
    "address": "làng Mít Jep, xã Ia O, huyện Ia Grai, tỉnh Gia Lai",
    "member_count": "4",
    "members": [{"number": "1", "name": "Rơ Châm H'Lan", "relation": "Chủ hộ", "born": "1980"}],
}
_SUBMISSION = {
    **_SIGNED,
    "year": "2021",
    "round": "rà soát định kỳ cuối năm 2021",
    "addressee": "Chủ tịch Ủy ban nhân dân huyện Ia Grai",
    "basis": "Quyết định số 24/2021/QĐ-TTg",
    "village_count": "01",
    "submission_number": "1",
    "tables": [
        {
            "standard": "chuẩn nghèo 2016–2020",
            "rows": [{"number": "1", "village": "Làng Mít Jep", **_COUNTS}],
            "total": _COUNTS,
        }
    ],
    "complaints": "không có khiếu nại",
    "note": "Không có.",
    "opinion_due_on": "01/11/2021",
}

PAPERS = (
    PaperKind(
        code="minutes",
        title="Biên bản họp thôn",
        folder=TEMPLATES,
        sample=_MINUTES,
        required=("village", "conclusion", "parts.rows"),
    ),
    PaperKind(
        code="submission",
        title="Báo cáo kết quả rà soát của xã",
        folder=TEMPLATES,
        sample=_SUBMISSION,
        required=("tables.rows",),
    ),
    PaperKind(
        code="recognition_decision",
        title="Quyết định công nhận danh sách hộ nghèo, hộ cận nghèo",
        folder=TEMPLATES,
        sample={
            **_DECIDED,
            "title": "Công nhận danh sách hộ nghèo, hộ cận nghèo năm 2021",
            "bases": _BASES,
            "round": "rà soát định kỳ cuối năm 2021",
            "year": "2021",
            "opinion": "theo ý kiến của Ủy ban nhân dân huyện Ia Grai",
            "village_names": "làng Mít Jep",
            "summary": ["Theo chuẩn nghèo 2016–2020: 3 hộ nghèo."],
            "superior": "Ủy ban nhân dân huyện Ia Grai",
            "lists": [_LIST],
        },
        required=("number", "bases", "lists.villages.rows"),
    ),
    PaperKind(
        code="certificates",
        title="Giấy chứng nhận hộ nghèo, hộ cận nghèo",
        folder=TEMPLATES,
        sample={**_DECIDED, "certificates": [_CERTIFICATE]},
        required=("certificates.code", "certificates.head_name", "number"),
    ),
    PaperKind(
        code="application_decision",
        title="Quyết định về một hộ trong năm",
        folder=TEMPLATES,
        sample={
            **_APPLICATION,
            "title": "Về việc công nhận kết quả rà soát thường xuyên năm 2021",
            "bases": _BASES,
            "surveyed_on": "15/11/2021",
            "household_code": "23782-00012",
            "place": "xã Ia O, huyện Ia Grai, tỉnh Gia Lai",
            "member_count": "4",
            "recognised_as": "là hộ nghèo",
            "year": "2021",
            "standard": "chuẩn nghèo 2016–2020",
            "finding": "B1 = 100 ≤ 120: hộ nghèo về thu nhập",
            "superior": "Ủy ban nhân dân huyện Ia Grai",
        },
        required=("number", "head_name", "recognised_as"),
    ),
    PaperKind(
        code="refusal",
        title="Văn bản từ chối đơn trong năm",
        folder=TEMPLATES,
        sample={
            **_APPLICATION,
            "content": "Chồng ốm nặng, không còn thu nhập.",
            "review": "Qua khảo sát, kết quả của hộ như sau: B1 = 160.",
            "basis": "Quyết định số 24/2021/QĐ-TTg",
        },
        required=("head_name", "reason"),
    ),
)
