"""The Word paper of re-checks, with a sample of the values that its builder gives."""

from pathlib import Path

from areas.documents import DISTRICT_SAMPLE
from papers.rules import PaperKind

TEMPLATES = Path(__file__).resolve().parent / "templates"

PAPERS = (
    PaperKind(
        code="recheck_minutes",
        title="Biên bản phúc tra",
        folder=TEMPLATES,
        sample={
            **DISTRICT_SAMPLE,
            "commune": "xã Ia O",
            "commune_caps": "XÃ IA O",
            "year": "2021",
            "round": "rà soát định kỳ cuối năm 2021",
            "members": "Nguyễn Văn A, Rơ Mah B",
            "drawn": "20",
            "population": "400",
            "group": "tất cả phiếu đã duyệt",
            "seed": "a1b2c3d4",
            "drawn_at": "08:30 15/11/2021",
            "checked": "18",
            "absent": "1",
            "pending": "1",
            "rows": [
                {
                    "number": "1",
                    "head_name": "Rơ Châm H'Lan",
                    "code": "23782-00012",
                    "village": "Làng Mít Jep",
                    "checked_on": "16/11/2021",
                    "result": "Chuẩn nghèo 2016–2020: hộ nghèo → hộ cận nghèo",
                }
            ],
            "findings": ["Chuẩn nghèo 2016–2020: 1/18 phiếu khác kết quả đã duyệt (5,56 %)."],
            "differences": ["Hộ Rơ Châm H'Lan (23782-00012): hộ nghèo → hộ cận nghèo."],
            "conclusion": "Xã đính chính một phiếu.",
        },
        required=("rows.head_name", "rows.result", "conclusion"),
    ),
)
