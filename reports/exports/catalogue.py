"""The official reports. Page, addresses and API are made from this list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import FileResponse

from reports.exports.district_summary import district_summary_file
from reports.exports.form import ReportRequest
from reports.exports.poverty_flow import poverty_flow_file


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialReport:
    """One report: /bao-cao/`slug`/2021/ on the web, reports/`code`/?year=2021 in the API.

    `draw` returns the file, None when there are no figures; `missing` is then the answer.
    """

    code: str
    slug: str
    title: str
    description: str
    form: str
    sheets: tuple[str, ...]
    draw: Callable[[ReportRequest], FileResponse | None]
    missing: str
    has_standard: bool = False  # takes the code of a standard
    has_boundaries: bool = False  # a year before a merger is available on the later units too

    @property
    def name(self) -> str:
        """The name of the address; the API's begins with "report_"."""
        return self.code.replace("-", "_")

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of its page, beside the year in the path."""
        taken = {"standard": self.has_standard, "boundaries": self.has_boundaries}
        return tuple(name for name, is_taken in taken.items() if is_taken)

    @property
    def url_name(self) -> str:
        return f"reports:{self.name}"

    @property
    def api_name(self) -> str:
        return f"api:report_{self.name}"


REPORTS = (
    OfficialReport(
        code="district-summary",
        slug="tong-hop-huyen",
        title="Tổng hợp kết quả giảm nghèo của huyện",
        description=(
            "Trình UBND huyện: kết quả từng mục tiêu của năm, kết quả từng xã, diễn biến hộ nghèo "
            "theo 9 cột; mỗi biểu có cho tất cả hộ và cho hộ dân tộc thiểu số."
        ),
        form="Biểu diễn biến theo Thông tư 07/2021/TT-BLĐTBXH; thể thức theo Nghị định 30/2020/NĐ-CP",
        sheets=("Mục tiêu", "Theo xã", "Theo xã - DTTS", "Diễn biến hộ nghèo", "Diễn biến - DTTS"),
        draw=district_summary_file,
        missing="Năm này chưa có kế hoạch.",
        has_boundaries=True,
    ),
    OfficialReport(
        code="poverty-flow",
        slug="dien-bien",
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
        draw=poverty_flow_file,
        missing="Năm này chưa có đợt rà soát theo chuẩn đó.",
        has_standard=True,
        has_boundaries=True,
    ),
)
