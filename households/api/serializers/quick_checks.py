"""JSON shapes of form A."""

from typing import Any

from rest_framework import serializers

from accounts.shapes import PersonOutput
from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from households.models import Household, QuickCheck, Round
from households.services.quick_checks import QuickAnswer
from households.shapes import HouseholdKeyField


class QuickCheckOutput(serializers.ModelSerializer):
    household_code = serializers.CharField(source="household.code", read_only=True)
    head_name = serializers.CharField(source="household.head_name", read_only=True)
    village_name = serializers.CharField(source="household.village.full_name", read_only=True)
    entered_by = PersonOutput(read_only=True)

    class Meta:
        model = QuickCheck
        fields = [
            "id",
            "household",
            "household_code",
            "head_name",
            "village_name",
            "commune",
            "round",
            "needs_form_b",
            "checked_on",
            "checked_by",
            "note",
            "entered_by",
            "entered_at",
            "version",
        ]
        read_only_fields = fields


class QuickCheckInput(serializers.Serializer):
    """The result for a household; idempotent, null deletes it.

    `version` is the one read, 0 when there was none; a concurrent edit is answered with 409.
    """

    household = HouseholdKeyField(queryset=Household.objects.none())
    round = serializers.PrimaryKeyRelatedField(queryset=Round.objects.all())
    needs_form_b = serializers.BooleanField(allow_null=True)
    checked_on = DaySerializerField()
    checked_by = TextSerializerField(max_length=100)
    note = TextSerializerField(max_length=300, allow_blank=True, default="")
    version = serializers.IntegerField(min_value=0, default=0)

    def facts(self) -> dict[str, Any]:
        """Return the input as arguments for the service."""
        sent = dict(self.validated_data)
        answer = QuickAnswer(
            household_id=sent.pop("household").pk,
            needs_form_b=sent.pop("needs_form_b"),
            version=sent.pop("version"),
            note=sent.pop("note"),
        )
        return {"round_": sent.pop("round"), "answers": [answer], **sent}
