"""The issuer of the official forms, and the mark on demo data."""

from areas.documents import FULL_MARK
from common.official_form import Office

DEMO_MARK = FULL_MARK


def labour_office(district_name: str) -> Office:
    """Return the district's labour office as the issuer of a form."""
    return Office(
        above=f"ỦY BAN NHÂN DÂN HUYỆN {district_name.upper()}",
        body="PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        place=district_name,
        recipients=(f"UBND huyện {district_name};", "Ban Chỉ đạo giảm nghèo huyện;", "Lưu: VT."),
        signatures=("NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG"),
        symbol="BC-LĐTBXH",
    )
