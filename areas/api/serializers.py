"""JSON shapes of units and ethnic groups."""

from rest_framework import serializers

from areas.choices import VillageKind, ZoneLevel
from areas.models import Commune, CommuneZone, EthnicGroup, Village
from common.date_fields import DaySerializerField
from common.fields import NameSerializerField, TextSerializerField
from common.serializers import AnswerField, Input, RowField, WholeNumberSerializerField


class CommuneOutput(serializers.ModelSerializer):
    """`zone` is the khu vực on the requested day, null where none was entered."""

    zone = serializers.ChoiceField(ZoneLevel.choices, allow_null=True, read_only=True)
    zone_from = serializers.DateField(allow_null=True, read_only=True)
    village_count = serializers.IntegerField(read_only=True)
    household_count = serializers.IntegerField(read_only=True)
    latitude = serializers.FloatField(allow_null=True, read_only=True)
    longitude = serializers.FloatField(allow_null=True, read_only=True)

    class Meta:
        model = Commune
        fields = [
            "id",
            "code",
            "name",
            "kind",
            "area_type",
            "region",
            "is_border",
            "aliases",
            "zone",
            "zone_from",
            "village_count",
            "household_count",
            "latitude",
            "longitude",
            "valid_from",
            "valid_to",
            "merged_into",
        ]
        read_only_fields = fields


class ZoneOutput(serializers.ModelSerializer):
    class Meta:
        model = CommuneZone
        fields = ["id", "commune", "zone", "valid_from", "legal_basis"]
        read_only_fields = fields


class CommuneDetailOutput(CommuneOutput):
    zones = ZoneOutput(many=True, read_only=True)

    class Meta(CommuneOutput.Meta):
        fields = [*CommuneOutput.Meta.fields, "zones"]
        read_only_fields = fields


class ZoneInput(Input):
    zone = serializers.ChoiceField(ZoneLevel.choices)
    valid_from = DaySerializerField()
    legal_basis = TextSerializerField(max_length=200)


class VillageOutput(serializers.ModelSerializer):
    household_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Village
        fields = [
            "id",
            "commune",
            "code",
            "kind",
            "name",
            "household_count",
            "valid_from",
            "valid_to",
            "version",
        ]
        read_only_fields = fields


class VillageInput(Input):
    kind = serializers.ChoiceField(VillageKind.choices)
    name = NameSerializerField(max_length=100)
    valid_from = DaySerializerField()


class NewVillageInput(VillageInput):
    commune = RowField(queryset=Commune.objects.all())


class VillageChangeInput(VillageInput):
    valid_to = DaySerializerField(allow_null=True)
    version = WholeNumberSerializerField()


class EthnicGroupOutput(serializers.ModelSerializer):
    class Meta:
        model = EthnicGroup
        fields = [
            "id",
            "code_1979",
            "code_2009",
            "name",
            "aliases",
            "is_minority",
            "is_very_small",
            "is_indigenous",
            "version",
        ]
        read_only_fields = fields


class EthnicGroupInput(Input):
    aliases = TextSerializerField(max_length=200, allow_blank=True)
    is_indigenous = AnswerField()
    version = WholeNumberSerializerField()
