"""The form that uploads a template."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from common.errors import Refused
from common.fields import TextField, WholeNumberField
from common.uploads import Upload
from papers.models import LONGEST_NOTE
from papers.services import read_template


class TemplateFileField(forms.FileField):
    """A .docx file; its value is an `Upload`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".docx"

    def clean(self, data: Any, initial: Any = None) -> Upload:
        super().clean(data, initial)
        try:
            return read_template(data)
        except Refused as error:
            raise ValidationError(error.message, code="invalid") from error


class SeenTemplateForm(forms.Form):
    """Which template was in force when the page was opened."""

    replaces = WholeNumberField(required=False, widget=forms.HiddenInput)


class TemplateForm(SeenTemplateForm):
    upload = TemplateFileField(label="Tệp mẫu", help_text="Tệp Word (.docx), đến 5 MB.")
    note = TextField(label="Ghi chú", required=False, max_length=LONGEST_NOTE)
