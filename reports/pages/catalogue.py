"""The official reports the product makes: one list for the page and the API."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialReport:
    """One report. `url_name` and `api_name` take a year."""

    code: str
    title: str
    description: str
    form: str
    sheets: tuple[str, ...]
    url_name: str
    api_name: str
    has_boundaries: bool = False  # a year before a merger can be asked for on the later units


REPORTS = (
    OfficialReport(
        code="district-summary",
        title="Tổng hợp kết quả giảm nghèo của huyện",
        description=(
            "Trình UBND huyện: kết quả từng mục tiêu của năm, kết quả từng xã, diễn biến hộ nghèo "
            "theo 9 cột; mỗi biểu có cho tất cả hộ và cho hộ dân tộc thiểu số."
        ),
        form="Biểu diễn biến theo Thông tư 07/2021/TT-BLĐTBXH; thể thức theo Nghị định 30/2020/NĐ-CP",
        sheets=("Mục tiêu", "Theo xã", "Theo xã - DTTS", "Diễn biến hộ nghèo", "Diễn biến - DTTS"),
        url_name="reports:district_summary",
        api_name="api:report_district_summary",
        has_boundaries=True,
    ),
    OfficialReport(
        code="poverty-flow",
        title="Tổng hợp diễn biến hộ nghèo, hộ cận nghèo",
        description=(
            "Hai biểu theo xã, mỗi xã hai dòng hộ và nhân khẩu, khớp với nhau ở những hộ chuyển "
            "giữa hai danh sách; cho tất cả hộ và cho hộ dân tộc thiểu số, theo chuẩn của năm."
        ),
        form="Biểu diễn biến theo Thông tư 07/2021/TT-BLĐTBXH; thể thức theo Nghị định 30/2020/NĐ-CP",
        sheets=(
            "Diễn biến hộ nghèo",
            "Diễn biến hộ cận nghèo",
            "Hộ nghèo - DTTS",
            "Hộ cận nghèo - DTTS",
        ),
        url_name="reports:poverty_flow",
        api_name="api:report_poverty_flow",
        has_boundaries=True,
    ),
)
