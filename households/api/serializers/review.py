"""JSON shapes of the review: forms and the poor list."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from accounts.shapes import PersonOutput
from common.date_fields import DaySerializerField
from common.fields import TextSerializerField, VndSerializerField
from common.serializers import (
    AnswerField,
    DecimalNumberSerializerField,
    Input,
    PointsSerializerField,
    RowField,
    VersionInput,
)
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    PovertyRecord,
    Round,
)
from households.models.review import HIGHEST_B1, LARGEST_HOUSE
from households.rules.rounds import MOST_STANDARDS
from households.services.answers import ResultFacts
from households.shapes import HouseholdKeyField, StandardKeyField


class ReasonInput(VersionInput):
    reason = TextSerializerField(max_length=300)


class ResultOutput(serializers.ModelSerializer):
    """`status` is empty until everything required by the standard is answered."""

    standard = serializers.CharField(source="standard.code", read_only=True)
    income_per_person = VndSerializerField(allow_null=True, read_only=True)
    answers = serializers.DictField(
        child=serializers.BooleanField(allow_null=True),
        read_only=True,
        help_text="true: thiếu hụt; false: không; null: chưa trả lời.",
    )

    b1_answers = serializers.DictField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Khi B1 tính theo bảng điểm: câu trả lời của từng mục.",
    )
    derived = serializers.DictField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Câu suy ra từ sổ hộ hoặc diện tích nhà, và căn cứ.",
    )
    overrides = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        read_only=True,
        help_text="Câu được trả lời khác với phần suy ra, và lý do.",
    )

    class Meta:
        model = AssessmentResult
        fields = [
            "standard",
            "b1_points",
            "scoring_table",
            "b1_answers",
            "b1_explanation",
            "is_provisional",
            "income_per_person",
            "answers",
            "derived",
            "overrides",
            "b2_points",
            "status",
            "basis",
            "explanation",
        ]
        read_only_fields = fields
        extra_kwargs = {name: {"allow_blank": True} for name in ("status", "basis")}


class AssessmentOutput(serializers.ModelSerializer):
    household_code = serializers.CharField(source="household.code", read_only=True)
    head_name = serializers.CharField(source="household.head_name", read_only=True)
    village_name = serializers.CharField(source="household.village.full_name", read_only=True)
    commune_name = serializers.CharField(source="commune.name", read_only=True)
    year = serializers.IntegerField(source="round.year", read_only=True)
    entered_by = PersonOutput(read_only=True)
    submitted_by = PersonOutput(read_only=True, allow_null=True)
    approved_by = PersonOutput(read_only=True, allow_null=True)
    results = ResultOutput(many=True, read_only=True)

    class Meta:
        model = Assessment
        fields = [
            "id",
            "client_id",
            "household",
            "household_code",
            "head_name",
            "village_name",
            "commune",
            "commune_name",
            "round",
            "year",
            "state",
            "surveyed_on",
            "house_area",
            "note",
            "change_reason",
            "prefilled_from",
            "corrects",
            "correction_reason",
            "return_reason",
            "entered_by",
            "entered_at",
            "submitted_by",
            "submitted_at",
            "approved_by",
            "approved_at",
            "results",
            "version",
        ]
        read_only_fields = fields


class NewAssessmentInput(Input):
    """A new form; `client_id` is made by the sender, repeating it returns the same form."""

    client_id = serializers.UUIDField()
    household = HouseholdKeyField(queryset=Household.objects.none())
    round = RowField(queryset=Round.objects.all())
    correction_reason = TextSerializerField(
        max_length=300,
        allow_blank=True,
        default="",
        help_text="Bắt buộc khi hộ đã có phiếu được duyệt trong đợt.",
    )


class ResultInput(Input):
    """The answers under one standard; an answer left out or null is not answered.

    Answers decided by the register or the house area are filled in; a different answer needs a
    reason in `overrides`. A question shared by two standards counts in both.
    """

    standard = StandardKeyField()
    b1_points = PointsSerializerField(
        min_value=0, max_value=HIGHEST_B1, allow_null=True, default=None
    )
    b1_answers = serializers.DictField(
        child=serializers.CharField(max_length=30),
        allow_null=True,
        default=None,
        help_text="null: B1 là tổng điểm trên phiếu giấy; nếu không: tính theo bảng điểm từng mục.",
    )
    income_per_person = VndSerializerField(allow_null=True, default=None)
    answers = serializers.DictField(child=AnswerField(allow_null=True), default=dict)
    overrides = serializers.DictField(
        child=TextSerializerField(max_length=200, allow_blank=True), default=dict
    )


class AssessmentChangeInput(VersionInput):
    """The whole content of the form; a standard left out stays unchanged."""

    surveyed_on = DaySerializerField(allow_null=True)
    house_area = DecimalNumberSerializerField(
        max_digits=6,
        decimal_places=1,
        min_value=Decimal("0.1"),
        max_value=LARGEST_HOUSE,
        allow_null=True,
        default=None,
        help_text="Diện tích nhà ở, m².",
    )
    change_reason = TextSerializerField(
        max_length=300,
        allow_blank=True,
        default="",
        multiline=True,
        help_text="Bắt buộc khi nộp nếu B1 đổi quá mức của đợt hoặc kết quả đổi so với năm trước.",
    )
    note = TextSerializerField(max_length=500, allow_blank=True, default="", multiline=True)
    results = ResultInput(many=True, max_length=MOST_STANDARDS)  # type: ignore[call-arg]

    def facts(self) -> dict[str, Any]:
        """Return the input as arguments for `save_assessment`."""
        sent = dict(self.validated_data)
        results = [
            ResultFacts(standard_id=each.pop("standard").pk, **each)
            for each in map(dict, sent.pop("results"))
        ]
        return {**sent, "results": results}


class DifferenceOutput(serializers.Serializer):
    """One difference of a form from the year before, in words.

    `standard` is null for facts of the household (house area, people).
    """

    what = serializers.CharField(read_only=True)
    name = serializers.CharField(source="label", read_only=True)
    before = serializers.CharField(read_only=True)
    now = serializers.CharField(read_only=True)
    standard = serializers.CharField(
        source="standard.code", read_only=True, allow_null=True, default=None
    )


class PovertyRecordOutput(serializers.ModelSerializer):
    """`opening_status` is empty for a household on no list when the year opened.

    `inherited_status` is the class brought along by a household that split off or moved in.
    """

    household_code = serializers.CharField(source="household.code", read_only=True)
    head_name = serializers.CharField(source="household.head_name", read_only=True)
    village_name = serializers.CharField(source="household.village.full_name", read_only=True)
    commune_name = serializers.CharField(source="commune.name", read_only=True)
    standard = serializers.CharField(source="standard.code", read_only=True)
    assessment = serializers.IntegerField(
        source="result.assessment_id", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = PovertyRecord
        fields = [
            "id",
            "household",
            "household_code",
            "head_name",
            "village_name",
            "commune",
            "commune_name",
            "year",
            "standard",
            "is_ethnic_minority",
            "opening_status",
            "inherited_status",
            "status",
            "movement",
            "near_poor_movement",
            "has_left",
            "opening_members",
            "members",
            "moved_on",
            "assessment",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "opening_status": {"allow_blank": True},
            "inherited_status": {"allow_blank": True},
        }
