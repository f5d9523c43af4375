"""JSON shapes of the household register."""

from typing import Any

from rest_framework import serializers

from areas.models import EthnicGroup
from common.fields import (
    CitizenNumberSerializerField,
    PartialDateSerializerField,
    TextSerializerField,
)
from households.choices import (
    Arrival,
    HouseholdState,
    PovertyStatus,
    Relation,
    Schooling,
    Sex,
    Work,
)
from households.models import Household, Member
from households.models.register import MOST_MEMBERS, MOST_REASON
from households.services.roster import HouseholdFacts, MemberFacts
from households.shapes import VillageKeyField


class HouseholdOutput(serializers.ModelSerializer):
    """`poverty_status` is the class on this year's list, null when on none."""

    commune_name = serializers.CharField(source="commune.name", read_only=True)
    village_name = serializers.CharField(source="village.full_name", read_only=True)
    ethnicity_name = serializers.CharField(source="ethnicity.name", read_only=True)
    is_ethnic_minority = serializers.BooleanField(source="ethnicity.is_minority", read_only=True)
    poverty_status = serializers.ChoiceField(PovertyStatus.choices, allow_null=True, read_only=True)

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
            "version",
        ]
        read_only_fields = fields


class MemberOutput(serializers.ModelSerializer):
    """`citizen_number` is masked for people who may not edit households."""

    birth = PartialDateSerializerField(allow_null=True, read_only=True)
    is_head = serializers.SerializerMethodField()
    ethnicity_name = serializers.CharField(source="ethnicity.name", read_only=True)
    citizen_number = serializers.SerializerMethodField()

    class Meta:
        model = Member
        fields = [
            "id",
            "client_id",
            "position",
            "full_name",
            "birth",
            "sex",
            "is_head",
            "relation",
            "ethnicity",
            "ethnicity_name",
            "citizen_number",
            "number_reason",
            "schooling",
            "work",
            "has_health_insurance",
            "has_disability",
        ]
        read_only_fields = fields
        extra_kwargs = {name: {"allow_blank": True} for name in ("relation", "schooling", "work")}

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


class EthnicGroupKeyField(serializers.IntegerField):
    """The key of an ethnic group; the groups are read once for all members."""

    default_error_messages = {"unknown": "Không có dân tộc này."}

    def to_internal_value(self, data: Any) -> int:
        key: int = super().to_internal_value(data)
        root = self.root
        if not hasattr(root, "known_ethnic_groups"):
            keys = EthnicGroup.objects.values_list("pk", flat=True)
            root.known_ethnic_groups = frozenset(keys)  # type: ignore[attr-defined]
        if key not in root.known_ethnic_groups:  # type: ignore[attr-defined]
            self.fail("unknown")
        return key


class MemberInput(serializers.Serializer):
    """One person; `client_id` is made by the sender and stays with the person."""

    client_id = serializers.UUIDField()
    full_name = TextSerializerField(max_length=100)
    birth = PartialDateSerializerField(
        required=False,
        allow_null=True,
        help_text="“1980-06-05”, “05/06/1980”, hoặc chỉ năm “1980”.",
    )
    sex = serializers.ChoiceField(Sex.choices)
    is_head = serializers.BooleanField(default=False)
    relation = serializers.ChoiceField(Relation.choices, allow_blank=True, default="")
    ethnicity = EthnicGroupKeyField()
    citizen_number = CitizenNumberSerializerField(allow_blank=True, max_length=20, default="")
    number_reason = TextSerializerField(
        allow_blank=True,
        max_length=MOST_REASON,
        default="",
        help_text="Bắt buộc khi số không khớp giới tính, năm sinh hoặc mã tỉnh.",
    )
    schooling = serializers.ChoiceField(Schooling.choices, allow_blank=True, default="")
    work = serializers.ChoiceField(Work.choices, allow_blank=True, default="")
    has_health_insurance = serializers.BooleanField(allow_null=True, default=None)
    has_disability = serializers.BooleanField(default=False)

    @staticmethod
    def facts(sent: dict[str, Any]) -> MemberFacts:
        """Return one sent person as a service takes it."""
        said = dict(sent)
        return MemberFacts(ethnicity_id=said.pop("ethnicity"), **said)


class HouseholdInput(serializers.Serializer):
    """A household with its whole roster: members that are not sent are removed."""

    village = VillageKeyField(error_messages={"does_not_exist": "Không có thôn, làng này."})
    address = TextSerializerField(max_length=200, allow_blank=True, default="")
    no_labour_capacity = serializers.BooleanField(default=False)
    has_merit = serializers.BooleanField(default=False)
    arrival = serializers.ChoiceField(Arrival.choices, default=Arrival.RESIDENT)
    arrived_on = serializers.DateField(allow_null=True, default=None)
    earlier_exit_year = serializers.IntegerField(allow_null=True, default=None)
    members = MemberInput(many=True, max_length=MOST_MEMBERS)  # type: ignore[call-arg]

    def facts(self) -> HouseholdFacts:
        """Return the household's own facts as a service takes them."""
        sent = self.validated_data
        names = [name for name in HouseholdFacts.__dataclass_fields__ if name != "village_id"]
        return HouseholdFacts(village_id=sent["village"].pk, **{name: sent[name] for name in names})

    def member_facts(self) -> list[MemberFacts]:
        """Return the roster as a service takes it."""
        return [MemberInput.facts(member) for member in self.validated_data["members"]]


class NewHouseholdInput(HouseholdInput):
    client_id = serializers.UUIDField(help_text="Do bên gửi tạo; gửi lại cùng mã là cùng một hộ.")


class HouseholdChangeInput(HouseholdInput):
    version = serializers.IntegerField(min_value=1)


class DepartureInput(serializers.Serializer):
    version = serializers.IntegerField(min_value=1)
    state = serializers.ChoiceField(HouseholdState.choices, help_text="MOVED hoặc DISSOLVED.")
    on = serializers.DateField()
    reason = TextSerializerField(max_length=200)


class ReturnInput(serializers.Serializer):
    version = serializers.IntegerField(min_value=1)


class ChangeLineOutput(serializers.Serializer):
    subject = serializers.CharField(help_text="Hộ, hoặc tên người.")
    field = serializers.CharField(source="label")
    before = serializers.CharField()
    after = serializers.CharField()


class HouseholdChangeOutput(serializers.Serializer):
    """What one person did to a household at one moment, in words."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    title = serializers.CharField()
    added = serializers.ListField(child=serializers.CharField())
    removed = serializers.ListField(child=serializers.CharField())
    lines = ChangeLineOutput(many=True)
