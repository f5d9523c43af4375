"""Web input of scoring tables: the head, an uploaded workbook, a round to rescore."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from common.date_fields import DayField
from common.fields import KeyChoiceField, TextField, WholeNumberField
from common.forms import VersionForm
from common.xlsx_guard import LARGEST_FILE
from households.choices import ScoringArea
from households.models import PovertyStandard, Round, ScoringTable
from households.rules.scoring_tables import ItemContent, items_from_json
from households.services.scoring_tables import TableHead

_SALT = "households.scoring.preview"


class TableHeadForm(forms.ModelForm):
    """The data of a draft besides its points."""

    version = WholeNumberField(widget=forms.HiddenInput, required=False)
    legal_basis = TextField(
        label="Căn cứ pháp lý",
        max_length=300,
        help_text="Ví dụ: TT 17/2016/TT-BLĐTBXH, Phụ lục 3b.4.",
    )
    source_note = TextField(
        label="Nguồn số liệu",
        max_length=300,
        required=False,
        help_text="Nguồn của bảng điểm, những nội dung còn thiếu.",
    )

    class Meta:
        model = ScoringTable
        fields = ["legal_basis", "source_note", "valid_from", "valid_to", "is_complete"]
        help_texts = {
            "valid_from": "Ngày, tháng, năm: 15/08/2016",
            "valid_to": "Để trống nếu chưa hết hiệu lực.",
            "is_complete": "Chỉ đánh dấu khi bảng có đủ mọi nhóm mục của phụ lục.",
        }
        field_classes = {"valid_from": DayField, "valid_to": DayField}

    @property
    def head(self) -> TableHead:
        """The head for the service."""
        return TableHead(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class NewTableForm(TableHeadForm):
    standard = KeyChoiceField(
        PovertyStandard.objects.exclude(lines__score_low=None),
        label="Chuẩn nghèo",
        empty_label="Chọn chuẩn nghèo",
    )
    area = forms.ChoiceField(label="Phiếu theo khu vực", choices=ScoringArea.choices)

    field_order = ("standard", "area")


class VerifyForm(VersionForm):
    against = TextField(
        label="Đã đối chiếu với",
        max_length=300,
        help_text="Văn bản, phụ lục chính thức đã so từng điểm. Ví dụ: TT 17/2016, PL 3b.4, Công báo số …",
    )


class RescoreForm(forms.Form):
    round = KeyChoiceField(Round.objects.none(), label="Đợt rà soát", empty_label=None)

    def __init__(self, data: Any = None, *, table: ScoringTable) -> None:
        super().__init__(data)
        rounds = Round.objects.open().filter(round_standards__standard=table.standard_id)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text="Dùng tệp tải xuống từ bảng điểm này rồi sửa: mỗi câu trả lời một dòng.",
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(f"Tệp lớn hơn {LARGEST_FILE // (1024 * 1024)} MB nên không nhận.")
        content: bytes = file.read()
        return content


class ConfirmForm(VersionForm):
    """The items as previewed, signed so that exactly these are written."""

    items = forms.CharField(widget=forms.HiddenInput, max_length=500_000)

    @staticmethod
    def packed(items: Sequence[ItemContent]) -> str:
        return signing.dumps([asdict(item) for item in items], salt=_SALT, compress=True)

    def clean_items(self) -> list[ItemContent]:
        try:
            kept = signing.loads(self.cleaned_data["items"], salt=_SALT)
        except signing.BadSignature as error:
            raise ValidationError(
                "Bản xem trước không còn dùng được; hãy tải tệp lên lại."
            ) from error
        return items_from_json(kept)
