"""Forms of correspondence."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from areas.models import Commune
from common.date_fields import DayField
from common.fields import TextField
from correspondence.choices import Matter
from correspondence.models import LONGEST_BODY, LONGEST_REASON, LONGEST_SUBJECT
from correspondence.services.opening import ReminderFacts
from targets.choices import OfficeBearer


class SentOnceForm(forms.Form):
    """A form that is sent once: repeated with its `client_id` it changes nothing."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"client_id": uuid.uuid4, **(initial or {})})


class ReminderForm(SentOnceForm):
    """A reminder to several communes, or to the one given."""

    communes = forms.TypedMultipleChoiceField(
        label="Xã, thị trấn", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    matter = forms.ChoiceField(label="Về việc", choices=Matter.choices)
    body = TextField(
        label="Nội dung",
        max_length=LONGEST_BODY,
        multiline=True,
        help_text="Đã gửi thì không sửa được; chưa ai đọc thì rút được.",
    )
    due_on = DayField(label="Trả lời trước ngày", required=False)
    with_facts = forms.BooleanField(
        label="Ghi kèm số liệu chậm tiến độ của từng xã", required=False, initial=True
    )
    again = forms.BooleanField(label="Vẫn gửi thêm", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        communes: Sequence[Commune],
        only: Commune | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["communes"]
        field.choices = [(each.pk, each.full_name) for each in communes]
        self.fields["body"].widget.attrs["rows"] = 9 if only else 4
        if only is not None:
            field.choices = [(only.pk, only.full_name)]
            field.initial, field.widget = [only.pk], forms.MultipleHiddenInput()
            del self.fields["with_facts"]

    @property
    def asks_again(self) -> bool:
        """Whether the sender has to confirm a further reminder about the same matter."""
        return self.is_bound and ("again" in self.errors or bool(self.data.get("again")))

    @property
    def facts(self) -> ReminderFacts:
        """Return the facts that the service takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "client_id"}
        return ReminderFacts(**{"with_facts": False, **said})


class CommentForm(SentOnceForm):
    body = TextField(
        label="Ý kiến",
        max_length=LONGEST_BODY,
        multiline=True,
        help_text="Số liệu bên trên được ghi lại cùng ý kiến.",
    )


class QuestionForm(SentOnceForm):
    office = forms.ChoiceField(label="Hỏi phòng, cơ quan")
    subject = TextField(label="Tiêu đề", max_length=LONGEST_SUBJECT)
    body = TextField(label="Nội dung hỏi", max_length=LONGEST_BODY, multiline=True)
    due_on = DayField(label="Trả lời trước ngày", required=False)

    def __init__(
        self, data: Any = None, *, own_office: str, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["office"]
        field.choices = [each for each in OfficeBearer.choices if each[0] != own_office]


class ReplyForm(SentOnceForm):
    body = TextField(
        label="Trả lời",
        max_length=LONGEST_BODY,
        multiline=True,
        help_text="Đã gửi thì không sửa được; chưa ai đọc thì rút được.",
    )


class WithdrawMessageForm(forms.Form):
    reason = TextField(
        label="Lý do rút",
        max_length=LONGEST_REASON,
        help_text="Rút tin mở đầu là rút cả trao đổi. Nội dung vẫn được lưu.",
    )
