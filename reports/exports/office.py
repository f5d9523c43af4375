"""Who issues the official forms, and how a file of them is answered."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from common.official_form import Office
from common.xlsx import CONTENT_TYPE

DEMO_MARK = "DỮ LIỆU MẪU – không phải số liệu thật"


def labour_office(district_name: str) -> Office:
    """Return the district's labour office as the issuer of a form."""
    return Office(
        above=f"ỦY BAN NHÂN DÂN HUYỆN {district_name.upper()}",
        body="PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        place=district_name,
        recipients=(f"UBND huyện {district_name};", "Ban Chỉ đạo giảm nghèo huyện;", "Lưu: VT."),
        signatures=("NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG"),
    )


def file_answer(name: str, content: bytes) -> HttpResponse:
    """Answer with a workbook to download."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition}
    )
