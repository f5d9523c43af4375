"""The Word paper of the reports, with a sample of the values that its builder gives."""

from pathlib import Path

from areas.documents import DISTRICT_SAMPLE
from papers.rules import PaperKind

TEMPLATES = Path(__file__).resolve().parent / "templates"
_LINE = {"start": "897", "target": "250", "fall": "120", "present": "777", "verdict": "Có thể đạt"}

PAPERS = (
    PaperKind(
        code="year_report",
        title="Báo cáo UBND tỉnh kết quả giảm nghèo",
        folder=TEMPLATES,
        sample={
            **DISTRICT_SAMPLE,
            "year": "2021",
            "period": "năm 2021",
            "standard": "chuẩn nghèo 2016–2020",
            "counted_on": "15/11/2021",
            "summary": ["Hộ nghèo: đầu kỳ 897 hộ."],
            "goals": [
                {
                    "number": "1",
                    "label": "Giảm hộ nghèo",
                    "target": "từ 250 hộ trở lên",
                    "actual": "120 hộ",
                    "verdict": "Có thể đạt",
                }
            ],
            "flow": [{"number": "1", "label": "Đầu kỳ", "every": "897", "minority": "693"}],
            "communes": [{"number": "1", "name": "Xã Ia O", **_LINE}],
            "total": _LINE,
            "late": ["Xã Ia O: còn 12 hộ chưa rà soát."],
        },
        required=("period", "goals.actual", "communes.fall", "total.fall"),
    ),
)
