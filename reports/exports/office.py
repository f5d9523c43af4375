"""The issuer of the official forms, and the mark on demo data."""

from common.official_form import Office

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
