"""Forms of units and ethnic groups."""

from django import forms

from areas.models import CommuneZone, EthnicGroup, Village
from common.date_fields import DayField
from common.fields import NameField, TextField, WholeNumberField

_DATE_HELP = "Ví dụ: 01/06/2021."


class ZoneForm(forms.ModelForm):
    legal_basis = TextField(
        label="Căn cứ", max_length=200, help_text="Ví dụ: QĐ 861/QĐ-TTg ngày 04/06/2021."
    )

    class Meta:
        model = CommuneZone
        fields = ["zone", "valid_from", "legal_basis"]
        help_texts = {"valid_from": _DATE_HELP}
        field_classes = {"valid_from": DayField}


class VillageForm(forms.ModelForm):
    """A new village; its code is generated."""

    name = NameField(label="Tên", max_length=100, help_text="Không ghi chữ “thôn”, “làng” ở đầu.")

    class Meta:
        model = Village
        fields = ["kind", "name", "valid_from"]
        help_texts = {"valid_from": _DATE_HELP}
        field_classes = {"valid_from": DayField}


class VillageEditForm(VillageForm):
    version = WholeNumberField(widget=forms.HiddenInput)

    class Meta(VillageForm.Meta):
        fields = ["kind", "name", "valid_from", "valid_to"]
        help_texts = {
            "valid_from": _DATE_HELP,
            "valid_to": "Để trống nếu thôn, làng vẫn còn. Điền ngày cuối cùng khi sáp nhập, giải thể.",
        }
        field_classes = {"valid_from": DayField, "valid_to": DayField}


class EthnicGroupForm(forms.ModelForm):
    version = WholeNumberField(widget=forms.HiddenInput)
    aliases = TextField(
        label="Tên gọi khác",
        max_length=200,
        required=False,
        help_text="Cách nhau bằng dấu chấm phẩy. Tìm kiếm nhận cả các tên này.",
    )

    class Meta:
        model = EthnicGroup
        fields = ["aliases", "is_indigenous"]
