"""JSON shapes of life events of households."""

from typing import Any

from rest_framework import serializers

from areas.queries import today
from common.api import ApiRequest
from common.clock import now
from common.date_fields import DaySerializerField
from common.fields import PartialDateSerializerField, TextSerializerField
from common.serializers import AnswerField, Input, KeySerializerField, WholeNumberSerializerField
from households.choices import Likeness, Relation
from households.models import DuplicateDecision, LifeEvent, LifeEventPart, Member
from households.models.life import MOST_NOTE
from households.models.register import MOST_MEMBERS
from households.services.life.events import Occasion
from households.services.life.split import SplitPlan


class LifeEventPartOutput(serializers.ModelSerializer):
    """`household` is null where an undo removed the household."""

    class Meta:
        model = LifeEventPart
        fields = ["household", "commune", "code", "head_name", "role", "version_after"]
        read_only_fields = fields


class LifeEventOutput(serializers.ModelSerializer):
    """A life event of one or two households, and whether it was undone.

    `counts_in` is the year whose lists it changes: the first one still open.
    """

    commune_name = serializers.CharField(source="commune.name", read_only=True)
    made_by = serializers.CharField(source="made_by.full_name", read_only=True)
    undone_by = serializers.CharField(
        source="undone_by.full_name", read_only=True, allow_null=True, default=None
    )
    parts = LifeEventPartOutput(many=True, read_only=True)

    class Meta:
        model = LifeEvent
        fields = [
            "id",
            "client_id",
            "kind",
            "happened_on",
            "counts_in",
            "commune",
            "commune_name",
            "summary",
            "note",
            "parts",
            "made_by",
            "made_at",
            "undone_by",
            "undone_at",
            "undo_reason",
        ]
        read_only_fields = fields


class RelationInput(Input):
    """A member's relation to the head of the household they now belong to."""

    member = KeySerializerField()
    relation = serializers.ChoiceField(Relation.choices)


class LifeActionInput(Input):
    """Fields of every life action. The sender makes `client_id`; a repetition changes nothing."""

    client_id = serializers.UUIDField()
    version = WholeNumberSerializerField(min_value=1, help_text="Phiên bản của hộ khi mở.")
    on = DaySerializerField(help_text="Ngày của biến động.")
    note = TextSerializerField(max_length=MOST_NOTE, allow_blank=True, default="")

    def command(self) -> dict[str, Any]:
        """Return the service arguments besides household, version and occasion."""
        return {}

    def occasion(self, request: ApiRequest) -> Occasion:
        """Return the day, the user and the request."""
        said = self.validated_data
        return Occasion(
            client_id=said["client_id"],
            on=said["on"],
            note=said["note"],
            by=request.user,
            at=now(),
            today=today(),
        )

    def given_relations(self) -> dict[int, str]:
        """Return the relations as a service takes them."""
        return {row["member"]: row["relation"] for row in self.validated_data["relations"]}


class RelatedInput(LifeActionInput):
    relations = RelationInput(many=True, max_length=MOST_MEMBERS, default=list)  # type: ignore[call-arg]


class SplitInput(RelatedInput):
    members = serializers.ListField(child=KeySerializerField(), max_length=MOST_MEMBERS)
    head = KeySerializerField()
    staying_head = KeySerializerField(allow_null=True, default=None)
    village = KeySerializerField()
    address = TextSerializerField(max_length=200, allow_blank=True, default="")
    inherits_class = AnswerField(default=True)
    class_reason = TextSerializerField(max_length=MOST_NOTE, allow_blank=True, default="")

    def command(self) -> dict[str, Any]:
        said = self.validated_data
        names = ("head", "staying_head", "address", "inherits_class", "class_reason")
        split = SplitPlan(
            members=tuple(said["members"]),
            village_id=said["village"],
            relations=self.given_relations(),
            **{name: said[name] for name in names},
        )
        return {"split": split}


class MergeInput(RelatedInput):
    into = KeySerializerField()
    into_version = WholeNumberSerializerField(min_value=1)

    def command(self) -> dict[str, Any]:
        said = self.validated_data
        return {
            "into_id": said["into"],
            "into_version": said["into_version"],
            "relations": self.given_relations(),
        }


class MoveInput(LifeActionInput):
    village = KeySerializerField()
    address = TextSerializerField(max_length=200, allow_blank=True, default="")

    def command(self) -> dict[str, Any]:
        said = self.validated_data
        return {"village_id": said["village"], "address": said["address"]}


class HeadInput(RelatedInput):
    head = KeySerializerField()

    def command(self) -> dict[str, Any]:
        return {"head": self.validated_data["head"], "relations": self.given_relations()}


class DeathInput(RelatedInput):
    member = KeySerializerField()
    head = KeySerializerField(allow_null=True, default=None, help_text="Khi chủ hộ qua đời.")

    def command(self) -> dict[str, Any]:
        said = self.validated_data
        return {"member": said["member"], "head": said["head"], "relations": self.given_relations()}


class DuplicateHouseholdInput(MergeInput):
    """`members` are missing in the household that stays; the others are in both."""

    members = serializers.ListField(
        child=KeySerializerField(), max_length=MOST_MEMBERS, default=list
    )

    def command(self) -> dict[str, Any]:
        return {**super().command(), "members": tuple(self.validated_data["members"])}


class DuplicatePersonInput(DeathInput):
    """`member` is the same person as `kept`, who is in another household."""

    kept = KeySerializerField()

    def command(self) -> dict[str, Any]:
        return {**super().command(), "kept": self.validated_data["kept"]}


class TwinOutput(serializers.ModelSerializer):
    birth = PartialDateSerializerField(allow_null=True, read_only=True)
    household_code = serializers.CharField(source="household.code", read_only=True)
    village_name = serializers.CharField(source="household.village.full_name", read_only=True)
    commune_name = serializers.CharField(source="commune.name", read_only=True)

    class Meta:
        model = Member
        fields = [
            "id",
            "full_name",
            "birth",
            "household",
            "household_code",
            "village_name",
            "commune",
            "commune_name",
        ]
        read_only_fields = fields


class PairOutput(serializers.Serializer):
    first = TwinOutput()
    second = TwinOutput()
    likeness = serializers.ChoiceField(Likeness.choices)


class PairPageOutput(serializers.Serializer):
    next = serializers.CharField(source="next_cursor", help_text="Giá trị cho tham số cursor.")
    results = PairOutput(source="pairs", many=True)


class DuplicateDecisionInput(Input):
    first = KeySerializerField()
    second = KeySerializerField()
    reason = TextSerializerField(max_length=MOST_NOTE)


class DuplicateDecisionOutput(serializers.ModelSerializer):
    decided_by = serializers.CharField(source="decided_by.full_name", read_only=True)

    class Meta:
        model = DuplicateDecision
        fields = ["id", "first", "second", "commune", "reason", "decided_by", "decided_at"]
        read_only_fields = fields


class UndoInput(Input):
    reason = TextSerializerField(max_length=MOST_NOTE)
