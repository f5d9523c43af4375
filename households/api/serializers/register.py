"""JSON shapes of the household register."""

from typing import Any

from django.db import models
from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.fields import NameSerializerField, PartialDateSerializerField, TextSerializerField
from common.serializers import AnswerField, Input, WholeNumberSerializerField
from households.api.serializers.fields import (
    CitizenNumberSerializerField,
    EthnicGroupKeyField,
)
from households.choices import (
    Arrival,
    HouseholdState,
    PovertyStatus,
    Sex,
)
from households.models import Household, Member
from households.models.register import MOST_MEMBERS, MOST_REASON
from households.rules.register import HOUSEHOLD_FIELDS, MEMBER_FIELDS, HouseholdFacts, MemberFacts
from households.shapes import VillageKeyField


class HouseholdOutput(serializers.ModelSerializer):
    """`poverty_status` is the class on this year's list, null when on none."""

    commune_name = serializers.CharField(source="commune.name", read_only=True)
    village_name = serializers.CharField(source="village.full_name", read_only=True)
    ethnicity_name = serializers.CharField(source="ethnicity.name", read_only=True)
    is_ethnic_minority = serializers.BooleanField(source="ethnicity.is_minority", read_only=True)
    poverty_status = serializers.ChoiceField(PovertyStatus.choices, allow_null=True, read_only=True)
    matched_member = serializers.SerializerMethodField(
        help_text="Người có tên hoặc số định danh khớp với q; trống khi không tìm theo người."
    )

    class Meta:
        model = Household
        fields = [
            "id",
            "code",
            "client_id",
            "commune",
            "commune_name",
            "village",
            "village_name",
            "address",
            "head",
            "head_name",
            "ethnicity",
            "ethnicity_name",
            "is_ethnic_minority",
            "member_count",
            "no_labour_capacity",
            "has_merit",
            "arrival",
            "arrived_on",
            "came_from",
            "earlier_exit_year",
            "state",
            "left_on",
            "left_reason",
            "poverty_status",
            "matched_member",
            "version",
        ]
        read_only_fields = fields

    def get_matched_member(self, household: Household) -> str:
        return getattr(household, "matched_name", None) or ""


# The keys of a member in JSON, in the order of `MemberFacts`.
_MEMBER_KEYS = ["ethnicity" if name == "ethnicity_id" else name for name in MEMBER_FIELDS]


class MemberOutput(serializers.ModelSerializer):
    """`citizen_number` is masked for users who may not edit households."""

    birth = PartialDateSerializerField(allow_null=True, read_only=True)
    is_head = serializers.SerializerMethodField()
    ethnicity_name = serializers.CharField(source="ethnicity.name", read_only=True)
    citizen_number = serializers.SerializerMethodField()

    class Meta:
        model = Member
        fields = ["id", "client_id", "position", *_MEMBER_KEYS[1:]]
        fields.insert(fields.index("ethnicity") + 1, "ethnicity_name")
        read_only_fields = fields
        extra_kwargs = {
            column.name: {"allow_blank": True}
            for column in Member._meta.fields
            if column.choices and column.blank
        }

    def get_is_head(self, member: Member) -> bool:
        return member.pk == member.household.head_id

    def get_citizen_number(self, member: Member) -> str:
        if self.context.get("show_numbers"):
            return member.citizen_number or ""
        return member.masked_citizen_number


class HouseholdDetailOutput(HouseholdOutput):
    members = MemberOutput(many=True, read_only=True)

    class Meta(HouseholdOutput.Meta):
        fields = [*HouseholdOutput.Meta.fields, "members"]
        read_only_fields = fields


class MemberInput(Input):
    """One member; `client_id` is made by the sender and stays with the member."""

    client_id = serializers.UUIDField()
    full_name = NameSerializerField(max_length=100)
    birth = PartialDateSerializerField(
        required=False,
        allow_null=True,
        help_text="“1980-06-05”, “05/06/1980”, hoặc chỉ năm “1980”.",
    )
    sex = serializers.ChoiceField(Sex.choices)
    is_head = AnswerField(default=False)
    ethnicity = EthnicGroupKeyField()
    citizen_number = CitizenNumberSerializerField(allow_blank=True, max_length=20, default="")
    number_reason = TextSerializerField(
        allow_blank=True,
        max_length=MOST_REASON,
        default="",
        help_text="Bắt buộc khi số không khớp giới tính, năm sinh hoặc mã tỉnh.",
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        """Return the fields declared above, and one for each other column of a member."""
        declared = super().get_fields()
        return {key: declared.get(key) or _input_field(key) for key in _MEMBER_KEYS}

    @staticmethod
    def facts(sent: dict[str, Any]) -> MemberFacts:
        """Return the facts of one validated member."""
        facts = dict(sent)
        return MemberFacts(ethnicity_id=facts.pop("ethnicity"), **facts)


def _input_field(name: str) -> serializers.Field:
    """Return the field of an optional column: yes or no, one of its choices, or text."""
    column: Any = Member._meta.get_field(name)
    if isinstance(column, models.BooleanField):
        default = None if column.null else False
        return AnswerField(allow_null=column.null, default=default)
    if column.choices:
        return serializers.ChoiceField(column.choices, allow_blank=True, default="")
    return TextSerializerField(max_length=column.max_length, allow_blank=True, default="")


class HouseholdInput(Input):
    """A household with its whole roster; members that are not sent are removed."""

    village = VillageKeyField(error_messages={"does_not_exist": "Không có thôn, làng này."})
    address = TextSerializerField(max_length=200, allow_blank=True, default="")
    no_labour_capacity = AnswerField(default=False)
    has_merit = AnswerField(default=False)
    arrival = serializers.ChoiceField(Arrival.choices, default=Arrival.RESIDENT)
    arrived_on = DaySerializerField(allow_null=True, default=None)
    earlier_exit_year = WholeNumberSerializerField(allow_null=True, default=None)
    members = MemberInput(many=True, max_length=MOST_MEMBERS)  # type: ignore[call-arg]

    def facts(self) -> HouseholdFacts:
        """Return the household's own facts."""
        sent = self.validated_data
        names = [name for name in HOUSEHOLD_FIELDS if name != "village_id"]
        return HouseholdFacts(village_id=sent["village"].pk, **{name: sent[name] for name in names})

    def member_facts(self) -> list[MemberFacts]:
        """Return the facts of the roster."""
        return [MemberInput.facts(member) for member in self.validated_data["members"]]


class NewHouseholdInput(HouseholdInput):
    client_id = serializers.UUIDField(help_text="Do bên gửi tạo; gửi lại cùng mã là cùng một hộ.")


class HouseholdChangeInput(HouseholdInput):
    version = WholeNumberSerializerField(min_value=1)


class DepartureInput(Input):
    version = WholeNumberSerializerField(min_value=1)
    state = serializers.ChoiceField(HouseholdState.choices, help_text="MOVED hoặc DISSOLVED.")
    on = DaySerializerField()
    reason = TextSerializerField(max_length=200)


class ReturnInput(Input):
    version = WholeNumberSerializerField(min_value=1)


class ChangeLineOutput(serializers.Serializer):
    subject = serializers.CharField(help_text="Hộ, hoặc tên người.")
    field = serializers.CharField(source="label")
    before = serializers.CharField()
    after = serializers.CharField()


class HouseholdChangeOutput(serializers.Serializer):
    """What one user changed in a household at one moment, in words."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    title = serializers.CharField()
    added = serializers.ListField(child=serializers.CharField())
    removed = serializers.ListField(child=serializers.CharField())
    lines = ChangeLineOutput(many=True)
