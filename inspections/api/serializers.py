"""JSON shapes of re-checks and of the watch list. Shares are fractions from 0 to 1."""

from typing import Any

from rest_framework import serializers

from areas.models import Commune
from common.date_fields import DaySerializerField
from common.fields import TextSerializerField, VndSerializerField
from common.serializers import (
    AnswerField,
    Input,
    PointsSerializerField,
    RowField,
    SourcedOutput,
    VersionInput,
    WholeNumberSerializerField,
)
from households.choices import PovertyStatus
from households.models import Round
from households.models.review import HIGHEST_B1
from households.rules.rounds import MOST_STANDARDS
from households.shapes import StandardKeyField
from inspections.choices import CaseState, SampleGroup
from inspections.models import LARGEST_SAMPLE, RecheckCase, RecheckResult, RecheckSample
from inspections.services import FoundFacts


class ErrorRateOutput(serializers.Serializer):
    """Wrong results of those checked, with the 95 % interval; null while nothing is checked."""

    wrong = serializers.IntegerField()
    checked = serializers.IntegerField()
    rate = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class SampleOutput(serializers.ModelSerializer):
    commune_name = serializers.CharField(source="commune.name", read_only=True)
    year = serializers.IntegerField(source="round.year", read_only=True)
    drawn_by = serializers.CharField(source="drawn_by.full_name", read_only=True)

    class Meta:
        model = RecheckSample
        fields = [
            "id",
            "client_id",
            "round",
            "year",
            "commune",
            "commune_name",
            "group",
            "seed",
            "size",
            "population",
            "state",
            "drawn_by",
            "drawn_at",
            "conclusion",
            "version",
        ]
        read_only_fields = fields


class RecheckResultOutput(serializers.ModelSerializer):
    standard = serializers.CharField(source="standard.code", read_only=True)
    income_per_person = VndSerializerField(allow_null=True, read_only=True)
    answers = serializers.DictField(child=serializers.BooleanField(allow_null=True), read_only=True)
    differs = serializers.BooleanField(read_only=True)

    class Meta:
        model = RecheckResult
        fields = [
            "standard",
            "b1_points",
            "income_per_person",
            "answers",
            "b2_points",
            "status",
            "former_status",
            "differs",
            "explanation",
        ]
        read_only_fields = fields


class CaseOutput(serializers.ModelSerializer):
    household_code = serializers.CharField(source="household.code", read_only=True)
    head_name = serializers.CharField(source="household.head_name", read_only=True)
    checked_by = serializers.CharField(
        source="checked_by.full_name", allow_null=True, default=None, read_only=True
    )
    results = RecheckResultOutput(many=True, read_only=True)

    class Meta:
        model = RecheckCase
        fields = [
            "id",
            "sample",
            "position",
            "household",
            "household_code",
            "head_name",
            "assessment",
            "state",
            "checked_on",
            "checked_by",
            "note",
            "is_wrong",
            "results",
            "version",
        ]
        read_only_fields = fields


class ChangeOutput(serializers.Serializer):
    before = serializers.ChoiceField(PovertyStatus.choices)
    after = serializers.ChoiceField(PovertyStatus.choices)
    households = serializers.IntegerField()


class FindingOutput(serializers.Serializer):
    """`estimate` is the change in poor households over all forms the sample was drawn from."""

    standard = serializers.CharField(source="standard.code")
    error = ErrorRateOutput()
    changes = ChangeOutput(many=True)
    poor_difference = serializers.IntegerField()
    estimate = serializers.FloatField(allow_null=True)


class SampleDetailOutput(SourcedOutput):
    sample = SampleOutput()
    findings = FindingOutput(many=True)
    cases = CaseOutput(many=True)


class DrawInput(Input):
    """Without `communes` every commune is sampled. The same seed draws the same households
    again."""

    client_id = serializers.UUIDField()
    round = RowField(queryset=Round.objects.all())
    communes = RowField(queryset=Commune.objects.all(), many=True, required=False, default=list)
    group = serializers.ChoiceField(SampleGroup.choices)
    size = WholeNumberSerializerField(min_value=1, max_value=LARGEST_SAMPLE)
    seed = TextSerializerField(max_length=40)


class CloseInput(VersionInput):
    conclusion = TextSerializerField(max_length=1000, multiline=True)


class FoundInput(Input):
    standard = StandardKeyField()
    b1_points = PointsSerializerField(
        min_value=0, max_value=HIGHEST_B1, allow_null=True, default=None
    )
    income_per_person = VndSerializerField(allow_null=True, default=None)
    answers = serializers.DictField(child=AnswerField(allow_null=True), default=dict)


class CaseInput(VersionInput):
    state = serializers.ChoiceField(
        [each for each in CaseState.choices if each[0] != CaseState.PENDING]
    )
    checked_on = DaySerializerField()
    note = TextSerializerField(max_length=500, allow_blank=True, default="", multiline=True)
    found = FoundInput(many=True, max_length=MOST_STANDARDS, default=list)  # type: ignore[call-arg]

    def facts(self) -> dict[str, Any]:
        """Return the arguments of `record_case`."""
        sent = dict(self.validated_data)
        found = [
            FoundFacts(standard_id=each.pop("standard").pk, **each)
            for each in map(dict, sent.pop("found"))
        ]
        return {**sent, "found": found}


class NearLineOutput(serializers.Serializer):
    """`distance` in B1 points from the nearest line; 0 or less is at or under it."""

    household = serializers.IntegerField(source="record.household_id")
    household_code = serializers.CharField(source="record.household.code")
    head_name = serializers.CharField(source="record.household.head_name")
    commune = serializers.IntegerField(source="record.commune_id")
    status = serializers.ChoiceField(PovertyStatus.choices, source="record.status")
    points = serializers.IntegerField()
    distance = serializers.IntegerField()


class GroupOutput(serializers.Serializer):
    """`probability` is the chance of at least this many exits just past the line if all
    groups were alike; null where it cannot be computed."""

    name = serializers.CharField()
    place = serializers.CharField()
    exits = serializers.IntegerField(source="found.exits")
    close = serializers.IntegerField(source="found.close")
    expected_share = serializers.FloatField(source="found.expected_share", allow_null=True)
    probability = serializers.FloatField(source="found.probability", allow_null=True)
    is_conspicuous = serializers.BooleanField()


class GroupsOutput(SourcedOutput):
    enumerators = GroupOutput(many=True)
    communes = GroupOutput(many=True)


class RecentExitOutput(serializers.Serializer):
    household = serializers.IntegerField(source="pk")
    household_code = serializers.CharField(source="code")
    head_name = serializers.CharField()
    commune = serializers.IntegerField(source="commune_id")
    exit_year = serializers.SerializerMethodField()
    poverty_status = serializers.ChoiceField(PovertyStatus.choices, allow_null=True)
    b1_points = serializers.IntegerField(allow_null=True)

    def get_exit_year(self, household: Any) -> int | None:
        year: int | None = household.exit_year or household.earlier_exit_year
        return year
