"""Forms of the commune's report, the district's opinion and the chair's decision."""

from collections.abc import Sequence
from typing import Any

from django import forms

from common.date_fields import DayField
from common.fields import NameField, TextField, WholeNumberField
from procedure.forms.village import StepForm
from procedure.models import CommuneSubmission, VillageReview


class CommuneReportForm(forms.Form):
    """The villages to be reported, each with the version shown."""

    reviews = forms.MultipleChoiceField(label="Các thôn, làng", widget=forms.CheckboxSelectMultiple)
    sent_on = DayField(label="Ngày báo cáo")
    note = TextField(label="Ghi chú", max_length=500, required=False)

    def __init__(
        self, data: Any = None, *, reviews: Sequence[VillageReview], **kwargs: Any
    ) -> None:
        super().__init__(data, auto_id="report_%s", **kwargs)
        field: Any = self.fields["reviews"]
        field.choices = [(f"{each.pk}:{each.version}", str(each)) for each in reviews]

    @property
    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        pairs = [each.split(":") for each in said.pop("reviews")]
        return {**said, "versions": {int(key): int(version) for key, version in pairs}}


class OpinionForm(StepForm):
    name = "opinion"
    answered_on = DayField(label="Ngày trả lời")
    document_number = TextField(label="Số văn bản", max_length=50, required=False)
    review_again = forms.TypedMultipleChoiceField(
        label="Đề nghị rà soát lại",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        coerce=int,
        help_text="Không chọn thôn nào là thống nhất với báo cáo của xã.",
    )
    text = TextField(
        label="Ý kiến",
        max_length=2000,
        multiline=True,
        required=False,
        help_text="Bắt buộc khi đề nghị rà soát lại.",
    )

    def __init__(self, data: Any = None, *, submission: CommuneSubmission, **kwargs: Any) -> None:
        super().__init__(data, version=submission.version, **kwargs)
        kept = submission.submitted_reviews.filter(sent_back=False).values("village_review")
        reviews = VillageReview.objects.filter(pk__in=kept).select_related("village")
        field: Any = self.fields["review_again"]
        field.choices = [(each.pk, str(each)) for each in reviews.order_by("village__sort_key")]


class RecognitionForm(StepForm):
    """The decision; `households` is sent by the confirmation page: the number it showed."""

    name = "decision"
    number = TextField(label="Số quyết định", max_length=50, help_text="Ví dụ: 75/QĐ-UBND")
    decided_on = DayField(label="Ngày ký")
    signer_name = NameField(label="Người ký", max_length=100)
    households = WholeNumberField(widget=forms.HiddenInput, required=False, min_value=0)


class SendBackForm(StepForm):
    """The villages of a report that the chair sends back to be reviewed again."""

    name = "send_back"
    village_reviews = forms.TypedMultipleChoiceField(
        label="Thôn rà soát lại", widget=forms.CheckboxSelectMultiple, coerce=int
    )
    reason = TextField(label="Lý do", max_length=300, multiline=True)

    def __init__(
        self, data: Any = None, *, version: int, reviews: Sequence[VillageReview], **kwargs: Any
    ) -> None:
        super().__init__(data, version=version, **kwargs)
        field: Any = self.fields["village_reviews"]
        field.choices = [(each.pk, str(each)) for each in reviews]
