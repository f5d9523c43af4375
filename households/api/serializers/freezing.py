"""JSON shapes of closed rounds: frozen results and reopenings."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.models import Commune
from common.fields import TextSerializerField
from common.serializers import Input, MomentSerializerField, RateField, RowField, SourcedOutput
from households.models import FrozenRecord, RoundReopening, Snapshot
from households.queries.freezing import COUNTED, FrozenRow
from households.words.freezing import WHOLE_DISTRICT


class SnapshotOutput(serializers.ModelSerializer):
    """One edition of the frozen result; `commune` is null for the edition of all communes."""

    standard = serializers.CharField(source="standard.code")

    class Meta:
        model = Snapshot
        fields = ["id", "standard", "standard_name", "commune", "edition", "frozen_at"]
        read_only_fields = fields


class FrozenPopulationOutput(serializers.Serializer):
    """Households, persons; `em_`: of households with an ethnic-minority head."""

    households = serializers.IntegerField()
    em_households = serializers.IntegerField()
    persons = serializers.IntegerField()
    em_persons = serializers.IntegerField()


class FrozenNameField(serializers.CharField):
    """The name of a commune, or the words for all of them."""

    def to_representation(self, value: Any) -> str:
        return str(super().to_representation(value) or WHOLE_DISTRICT)


class FrozenRowOutput(serializers.Serializer):
    """A commune's figures, in households, by the name of the figure; `rate` is a fraction."""

    commune = serializers.IntegerField(source="commune_id", allow_null=True)
    name = FrozenNameField()
    edition = serializers.IntegerField()
    population = FrozenPopulationOutput(allow_null=True)
    figures = serializers.SerializerMethodField()
    rate = RateField()

    @extend_schema_field(
        {
            "type": "object",
            "properties": {name.value: {"type": "integer"} for name in COUNTED},
            "required": [name.value for name in COUNTED],
        }
    )
    def get_figures(self, row: FrozenRow) -> dict[str, Any]:
        return {str(name): number for name, number in row.figures.items()}


class FrozenResultOutput(SourcedOutput):
    frozen_at = serializers.DateTimeField(source="first.frozen_at")
    editions = SnapshotOutput(source="snapshots", many=True)
    total = FrozenRowOutput()
    communes = FrozenRowOutput(many=True)


class FrozenRecordOutput(serializers.ModelSerializer):
    """A household's line as it was when the round was locked."""

    class Meta:
        model = FrozenRecord
        fields = [
            "id",
            "snapshot",
            "household",
            "household_code",
            "head_name",
            "village_name",
            "commune",
            "commune_name",
            "is_ethnic_minority",
            "opening_members",
            "members",
            "opening_status",
            "status",
            "movement",
            "near_poor_movement",
            "has_left",
            "explanation",
        ]
        read_only_fields = fields


class ReopeningInput(Input):
    """Default of `closes_at`: seven days from now; at most thirty."""

    commune = RowField(queryset=Commune.objects.all())
    reason = TextSerializerField(max_length=300)
    closes_at = MomentSerializerField(required=False, allow_null=True, default=None)


class ReopeningOutput(serializers.ModelSerializer):
    """`relocked_at` is empty until the commune's result has been frozen again."""

    class Meta:
        model = RoundReopening
        fields = ["id", "round", "commune", "reason", "opened_at", "closes_at", "relocked_at"]
        read_only_fields = fields
