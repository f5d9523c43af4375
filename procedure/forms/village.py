"""Forms of a village's steps."""

from dataclasses import fields
from typing import Any

from django import forms

from common.date_fields import DayField
from common.fields import KeyChoiceField, NameField, TextField, WholeNumberField
from households.models import Household
from procedure.choices import ComplaintOutcome, ListOrigin
from procedure.models import Complaint, VillageReview
from procedure.models.reviews import MOST_PEOPLE
from procedure.services.meetings import MeetingFacts

MEETING_FACTS = tuple(each.name for each in fields(MeetingFacts))
_ANSWERS = [
    (value, label) for value, label in ComplaintOutcome.choices if value != ComplaintOutcome.PENDING
]


class _Count(WholeNumberField):
    """A number of people or households; the box has room for "5.000"."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 6})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_PEOPLE, **kwargs)


MOST_FOUND = 20


class StepForm(forms.Form):
    """The base of every step's form, with the version of the list.

    Several forms are on one page: the prefix keeps the ids of their fields apart.
    """

    name = "step"
    version = WholeNumberField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, version: int, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.name}_%s")
        initial = {"version": version, **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)


class ListForm(forms.Form):
    """Opens the list of a village, with the day planned for survey and meeting."""

    survey_due_on = DayField(
        label="Hạn khảo sát, họp thôn",
        required=False,
        help_text="Nhập ngày/tháng/năm, ví dụ 15/10/2021.",
    )


class AddForm(forms.Form):
    """Adds a household of the village, searched by code, citizen number or a member's name.

    Where several match, `household` offers them; a choice is kept while `code` stays the same.
    """

    code = TextField(
        label="Tìm hộ của thôn",
        max_length=100,
        help_text="Mã hộ hoặc mấy số cuối, tên chủ hộ hoặc thành viên, số định danh",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    chosen = forms.TypedChoiceField(
        label="Chọn hộ", coerce=int, required=False, empty_value=None, choices=[]
    )
    origin = forms.ChoiceField(
        label="Lý do đưa vào danh sách", choices=ListOrigin.choices, initial=ListOrigin.FLAGGED_A
    )

    def __init__(self, data: Any = None, *, review: VillageReview) -> None:
        super().__init__(data, auto_id="add_%s")
        self._village_id = review.village_id
        found = self._found() if self.is_bound else []
        if len(found) > 1:
            names = [(household.pk, _described(household)) for household in found]
            self.fields["chosen"].choices = [("", "Chọn trong các hộ tìm thấy"), *names]  # type: ignore[attr-defined]
        else:
            del self.fields["chosen"]
        self.found = found

    def _found(self) -> list[Household]:
        try:
            text = self.fields["code"].clean(self["code"].value())
        except forms.ValidationError:  # shown as the field's error
            return []
        households = Household.objects.filter(village=self._village_id)
        exact = list(households.filter(code=text))
        found = households.active().search(text).order_by("sort_key", "pk")
        return exact or list(found[:MOST_FOUND])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("code"):
            return cleaned
        if not self.found:
            self.add_error("code", "Thôn này không có hộ nào khớp.")
        elif len(self.found) == 1:
            self.household = self.found[0]
        elif chosen := cleaned.get("chosen"):
            self.household = next(each for each in self.found if each.pk == chosen)
        elif "chosen" not in self.errors:
            self.add_error("chosen", "Có nhiều hộ khớp: hãy chọn một hộ.")
        return cleaned


def _described(household: Household) -> str:
    """Return a household in words: head, code, and the member found by the search."""
    words = f"{household.head_name} – {household.code}"
    if relation := getattr(household, "matched_relation", ""):
        return f"{words} (có: {household.matched_name}, {relation})"  # type: ignore[attr-defined]
    return words


class RemovalForm(forms.Form):
    reason = TextField(
        label="Lý do bỏ khỏi danh sách",
        max_length=300,
        multiline=True,
        help_text="Ví dụ: vắng nhà, rà soát lần sau; đã chuyển đi.",
    )


class EndForm(StepForm):
    """Ends a list on which no household is left."""

    name = "end"


class SurveyStartForm(StepForm):
    name = "start"
    started_on = DayField(label="Ngày bắt đầu khảo sát")


class SurveyFinishForm(StepForm):
    name = "finish"
    finished_on = DayField(label="Ngày khảo sát xong")


class MeetingForm(StepForm):
    name = "meeting"
    held_on = DayField(label="Ngày họp")
    place = TextField(label="Nơi họp", max_length=200)
    chair_name = NameField(label="Chủ trì (trưởng thôn)", max_length=100)
    secretary_name = NameField(label="Thư ký", max_length=100)
    invited = _Count(label="Số người được mời")
    present = _Count(label="Số người dự họp")
    votes_for = _Count(label="Số người tán thành")
    votes_against = _Count(label="Số người không tán thành")
    households_represented = _Count(label="Số hộ trong danh sách có người dự")
    opinions = TextField(
        label="Ý kiến tại cuộc họp", max_length=2000, multiline=True, required=False
    )

    @property
    def facts(self) -> MeetingFacts:
        return MeetingFacts(**{name: self.cleaned_data[name] for name in MEETING_FACTS})


class MeetingChangeForm(MeetingForm):
    """A correction of the minutes."""

    reason = TextField(label="Lý do sửa", max_length=100, help_text="Ví dụ: ghi nhầm số phiếu")


class PostingForm(StepForm):
    name = "posting"
    places = TextField(
        label="Nơi niêm yết",
        max_length=300,
        help_text="Nhà văn hóa (nhà rông) của thôn và trụ sở UBND xã",
    )
    posted_on = DayField(label="Niêm yết từ ngày")


class PostingChangeForm(PostingForm):
    """A correction of a posting; `closed_on` only once it is closed."""

    closed_on = DayField(
        label="Kết thúc niêm yết ngày",
        required=False,
        help_text="Để trống thì niêm yết tiếp.",
    )
    reason = TextField(label="Lý do sửa", max_length=100, help_text="Ví dụ: ghi nhầm ngày")

    def __init__(self, data: Any = None, *, is_closed: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not is_closed:
            del self.fields["closed_on"]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        return {"closed_on": None, **self.cleaned_data}


class ClosingForm(StepForm):
    name = "closing"
    closed_on = DayField(label="Kết thúc niêm yết ngày")


class ComplaintForm(forms.Form):
    household = KeyChoiceField(
        Household.objects.none(), label="Về hộ", empty_label="Chọn hộ trong danh sách"
    )
    complainant = TextField(label="Người khiếu nại", max_length=100)
    received_on = DayField(label="Ngày nhận")
    content = TextField(label="Nội dung", max_length=1000, multiline=True)

    def __init__(self, data: Any = None, *, review: VillageReview) -> None:
        super().__init__(data, auto_id="complaint_%s")
        listed = review.listed_households.on_the_list().values("household")
        field: Any = self.fields["household"]
        field.queryset = Household.objects.filter(pk__in=listed).order_by("sort_key", "pk")


class AnswerForm(StepForm):
    outcome = forms.ChoiceField(label="Kết quả", choices=[("", "Chọn kết quả"), *_ANSWERS])
    answered_on = DayField(label="Ngày trả lời")
    answer = TextField(
        label="Nội dung trả lời",
        max_length=1000,
        multiline=True,
        help_text="Chấp nhận thì phiếu của hộ trở về cán bộ xã để phúc tra.",
    )

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        super().__init__(data, version=complaint.version, auto_id=f"answer{complaint.pk}_%s")
