"""The Word paper of correspondence, with a sample of the values that its builder gives."""

from pathlib import Path

from areas.documents import DISTRICT_SAMPLE
from papers.rules import PaperKind

TEMPLATES = Path(__file__).resolve().parent / "templates"

PAPERS = (
    PaperKind(
        code="reminder_letter",
        title="Công văn đôn đốc xã",
        folder=TEMPLATES,
        sample={
            **DISTRICT_SAMPLE,
            "year": "2021",
            "matter": "tiến độ rà soát",
            "addressee": "Ủy ban nhân dân xã Ia O, xã Ia Chía",
            "communes": [{"name": "Xã Ia O", "facts": ["- Còn 12 hộ chưa rà soát."]}],
            "request": ["Đề nghị UBND các xã chỉ đạo thực hiện."],
            "due_on": "30/11/2021",
        },
        required=("addressee", "communes.name", "communes.facts", "request"),
    ),
)
