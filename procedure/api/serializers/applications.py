"""JSON shapes of applications within the year."""

from rest_framework import serializers

from accounts.shapes import PersonOutput
from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import VersionInput
from households.models import Household
from households.shapes import HouseholdKeyField
from procedure.choices import ApplicationKind, HardshipCause, Residence
from procedure.models import Application


class ApplicationOutput(serializers.ModelSerializer):
    """An application.

    `due_on` is null where the procedure's numbers are not known; `status_before` is empty for a
    household on no list; `assessment` is the form approved with the decision.
    """

    household_code = serializers.CharField(source="household.code", read_only=True)
    head_name = serializers.CharField(source="household.head_name", read_only=True)
    village_name = serializers.CharField(source="household.village.full_name", read_only=True)
    commune_name = serializers.CharField(source="commune.name", read_only=True)
    procedure = serializers.CharField(source="procedure.code", read_only=True)
    received_by = PersonOutput(read_only=True)
    surveyed_by = PersonOutput(read_only=True, allow_null=True)
    decided_by = PersonOutput(read_only=True, allow_null=True)

    class Meta:
        model = Application
        fields = [
            "id",
            "client_id",
            "household",
            "household_code",
            "head_name",
            "village_name",
            "commune",
            "commune_name",
            "kind",
            "cause",
            "residence",
            "content",
            "received_on",
            "procedure",
            "due_on",
            "status_before",
            "state",
            "received_by",
            "received_at",
            "surveyed_by",
            "surveyed_at",
            "assessment",
            "status_after",
            "finding",
            "decision_number",
            "decided_on",
            "decided_by",
            "decided_at",
            "withdrawn_on",
            "reason",
            "version",
        ]
        read_only_fields = fields
        extra_kwargs = {
            name: {"allow_blank": True} for name in ("cause", "status_before", "status_after")
        }


class _PaperInput(serializers.Serializer):
    """The content of a household's application; a cause only when it asks to be added."""

    cause = serializers.ChoiceField(choices=HardshipCause.choices, allow_blank=True, default="")
    residence = serializers.ChoiceField(choices=Residence.choices)
    content = TextSerializerField(max_length=1000, multiline=True)
    received_on = DaySerializerField()


class NewApplicationInput(_PaperInput):
    """A new application. The client creates `client_id`: repeating it returns the same application."""

    client_id = serializers.UUIDField()
    household = HouseholdKeyField(queryset=Household.objects.none())
    kind = serializers.ChoiceField(choices=ApplicationKind.choices)


class ApplicationChangeInput(_PaperInput, VersionInput):
    """The corrected content of an application."""


class WithdrawInput(VersionInput):
    withdrawn_on = DaySerializerField()
    reason = TextSerializerField(max_length=500, multiline=True)


class RefuseInput(VersionInput):
    decision_number = TextSerializerField(max_length=50)
    decided_on = DaySerializerField()
    reason = TextSerializerField(max_length=500, multiline=True)


class AcceptInput(VersionInput):
    """`assessment_version` is the version of the form that the chair saw."""

    assessment_version = serializers.IntegerField(min_value=1)
    decision_number = TextSerializerField(max_length=50)
    decided_on = DaySerializerField()
    reason = TextSerializerField(
        max_length=500,
        multiline=True,
        allow_blank=True,
        default="",
        help_text="Bắt buộc khi kết quả phiếu trái với đề nghị của hộ.",
    )
