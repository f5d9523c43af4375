"""JSON shapes of the review: forms and the poor list."""

import re
from typing import Any

from rest_framework import serializers

from accounts.models import User
from common.fields import TextSerializerField, VndSerializerField
from households.api.serializers_rounds import FormVersionInput, StandardKeyField
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    PovertyRecord,
    Round,
)
from households.models.review import HIGHEST_B1
from households.services.judging import ResultFacts
from households.services.rounds import MOST_STANDARDS


class ReasonInput(FormVersionInput):
    reason = TextSerializerField(max_length=300)


class PersonOutput(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["id", "full_name"]
        read_only_fields = fields


class ResultOutput(serializers.ModelSerializer):
    """`status` is empty until everything the standard asks for is answered."""

    standard = serializers.CharField(source="standard.code", read_only=True)
    income_per_person = VndSerializerField(allow_null=True, read_only=True)
    answers = serializers.DictField(
        child=serializers.BooleanField(allow_null=True),
        read_only=True,
        help_text="true: thiếu hụt; false: không; null: chưa trả lời.",
    )

    class Meta:
        model = AssessmentResult
        fields = [
            "standard",
            "b1_points",
            "income_per_person",
            "answers",
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
            "note",
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


class HouseholdKeyField(serializers.PrimaryKeyRelatedField):
    """A household the person may see; another does not exist for them."""

    def get_queryset(self) -> Any:
        return Household.objects.visible_to(self.context["request"].user)


class NewAssessmentInput(serializers.Serializer):
    """An empty form; `client_id` is made by the sender: the same again is the same form."""

    client_id = serializers.UUIDField()
    household = HouseholdKeyField(queryset=Household.objects.none())
    round = serializers.PrimaryKeyRelatedField(queryset=Round.objects.all())
    correction_reason = TextSerializerField(
        max_length=300,
        allow_blank=True,
        default="",
        help_text="Bắt buộc khi hộ đã có phiếu được duyệt trong đợt.",
    )


class PointsSerializerField(serializers.IntegerField):
    """Points: a whole number, or plain digits; "1.350" could be read in two ways."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not re.fullmatch(r"[0-9]{1,6}", str(data)):
            self.fail("invalid")
        return super().to_internal_value(data)


class AnswerField(serializers.BooleanField):
    """JSON's own true and false; "yes" or 1 would be somebody's guess."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class ResultInput(serializers.Serializer):
    """What was answered under one standard; an answer left out or null is not answered."""

    standard = StandardKeyField()
    b1_points = PointsSerializerField(
        min_value=0, max_value=HIGHEST_B1, allow_null=True, default=None
    )
    income_per_person = VndSerializerField(allow_null=True, default=None)
    answers = serializers.DictField(child=AnswerField(allow_null=True), default=dict)


class AssessmentChangeInput(FormVersionInput):
    """The form as it should be; a standard that is not sent stays as it is."""

    surveyed_on = serializers.DateField(allow_null=True)
    note = TextSerializerField(max_length=500, allow_blank=True, default="", multiline=True)
    results = ResultInput(many=True, max_length=MOST_STANDARDS)  # type: ignore[call-arg]

    def facts(self) -> dict[str, Any]:
        """Return what was sent as a service takes it."""
        sent = dict(self.validated_data)
        results = [
            ResultFacts(standard_id=each.pop("standard").pk, **each)
            for each in map(dict, sent.pop("results"))
        ]
        return {**sent, "results": results}


class PovertyRecordOutput(serializers.ModelSerializer):
    """`opening_status` is empty for a household on no list when the year opened.

    `inherited_status` is the class a household brought along that split off or moved in.
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
