"""JSON shapes of a change of units."""

from rest_framework import serializers

from areas.choices import AreaType, CommuneKind, UnitChangeState
from areas.models import UnitChange
from common.fields import TextSerializerField
from common.serializers import Input, WholeNumberSerializerField
from households.queries.units import NewUnitRow
from households.words.units import unit_warnings


class TallyOutput(serializers.Serializer):
    """Households and persons living there, the year's poor, villages, accounts, open forms."""

    households = serializers.IntegerField()
    persons = serializers.IntegerField()
    poor = serializers.IntegerField()
    near_poor = serializers.IntegerField()
    villages = serializers.IntegerField()
    users = serializers.IntegerField()
    forms_at_work = serializers.IntegerField()


class OldCommuneOutput(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    code = serializers.CharField()
    name = serializers.CharField(source="full_name")


class NewUnitOutput(serializers.Serializer):
    """`commune` is null until the change is applied."""

    code = serializers.CharField(source="unit.code")
    name = serializers.CharField(source="unit.name")
    kind = serializers.ChoiceField(CommuneKind.choices, source="unit.kind")
    area_type = serializers.ChoiceField(AreaType.choices, source="unit.area_type")
    commune = serializers.IntegerField(source="unit.commune_id", allow_null=True)
    old = OldCommuneOutput(many=True)
    outside = serializers.CharField(source="unit.outside")
    tally = TallyOutput()
    warnings = serializers.SerializerMethodField()

    def get_warnings(self, row: NewUnitRow) -> list[str]:
        return list(unit_warnings(row))


class UnitChangeOutput(serializers.ModelSerializer):
    state = serializers.ChoiceField(UnitChangeState.choices)

    class Meta:
        model = UnitChange
        fields = [
            "id",
            "legal_basis",
            "takes_effect_on",
            "province_code",
            "province_name",
            "state",
            "applied_at",
            "apply_reason",
            "rolled_back_at",
            "rollback_reason",
            "version",
        ]
        read_only_fields = fields


class UnitChangeOverviewOutput(serializers.Serializer):
    """A change of units by new unit; `year` is the year of the poor households."""

    change = UnitChangeOutput()
    year = serializers.IntegerField()
    units = NewUnitOutput(many=True, source="rows")
    total = TallyOutput()


class UnitChangeInput(Input):
    version = WholeNumberSerializerField(min_value=1)
    reason = TextSerializerField(max_length=300)
