"""JSON shapes of the reasons of poverty."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework import serializers

from accounts.shapes import PersonOutput
from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import Input, SourcedOutput, WholeNumberSerializerField
from common.sources import FigureSource
from households.models import Household
from households.shapes import HouseholdKeyField
from support.models import PovertyReason, ReasonAnalysis
from support.queries.reasons import GivenReasons
from support.services import WantedNeed


class PovertyReasonOutput(serializers.ModelSerializer):
    class Meta:
        model = PovertyReason
        fields = ["number", "key", "name"]
        read_only_fields = fields


class NeedOutput(serializers.Serializer):
    """A kind of support by its key; `person` is the member's `client_id`, null for the household."""

    need = serializers.CharField(source="need.key")
    person = serializers.UUIDField(allow_null=True)
    name = serializers.CharField(source="person_name", allow_blank=True)


class NeedInput(Input):
    """A kind of support by its key, of a member by `client_id` or of the household."""

    need = serializers.CharField(max_length=30)
    person = serializers.UUIDField(allow_null=True, default=None)


class ReasonAnalysisOutput(serializers.ModelSerializer):
    """`reasons` are the keys of the reasons found, in their order; `needs` the support needed."""

    household_code = serializers.CharField(source="household.code", read_only=True)
    head_name = serializers.CharField(source="household.head_name", read_only=True)
    reasons = serializers.SerializerMethodField()
    needs = NeedOutput(many=True, read_only=True)
    entered_by = PersonOutput(read_only=True)

    class Meta:
        model = ReasonAnalysis
        fields = [
            "id",
            "household",
            "household_code",
            "head_name",
            "commune",
            "year",
            "reasons",
            "needs",
            "analysed_on",
            "note",
            "entered_by",
            "entered_at",
            "version",
        ]
        read_only_fields = fields

    def get_reasons(self, analysis: ReasonAnalysis) -> list[str]:
        return [finding.reason.key for finding in analysis.findings.all()]


class ReasonAnalysisInput(Input):
    """Why a household on the year's list is poor. Idempotent.

    `version` as it was read, 0 when there was none; a concurrent edit is answered with 409.
    """

    household = HouseholdKeyField(queryset=Household.objects.none())
    year = WholeNumberSerializerField(min_value=2016, max_value=2099)
    reasons = serializers.ListField(
        child=serializers.CharField(max_length=30), allow_empty=False, max_length=20
    )
    needs = serializers.ListField(
        child=NeedInput(), max_length=300, required=False, help_text="Không gửi: giữ nguyên."
    )
    analysed_on = DaySerializerField()
    note = TextSerializerField(max_length=500, allow_blank=True, default="", multiline=True)
    version = WholeNumberSerializerField(min_value=0, default=0)

    def facts(self) -> dict[str, Any]:
        """Return the arguments of `record_analysis`."""
        said = dict(self.validated_data)
        household, keys = said.pop("household"), said.pop("reasons")
        needs = said.pop("needs", None)
        if needs is not None:
            said["needs"] = [WantedNeed(each["need"], each["person"]) for each in needs]
        return {"household_id": household.pk, "reason_keys": keys, **said}


class ReasonFoundOutput(serializers.Serializer):
    """Null where a number is hidden from the reader, and where no household was analysed."""

    reason = serializers.CharField()
    households = serializers.IntegerField(allow_null=True)
    em_households = serializers.IntegerField(allow_null=True)


class CommuneReasonsOutput(serializers.Serializer):
    """Poor households, how many were analysed, and for how many each reason was found.

    `analysed` is null for communes of which the reader does not see small numbers, unless it is 0.
    """

    commune = serializers.IntegerField(allow_null=True)
    poor = serializers.IntegerField()
    analysed = serializers.IntegerField(allow_null=True)
    em_poor = serializers.IntegerField()
    em_analysed = serializers.IntegerField(allow_null=True)
    found = ReasonFoundOutput(many=True)


class ReasonCountsOutput(SourcedOutput):
    """`total` is the whole district. A household can have several reasons."""

    reasons = PovertyReasonOutput(many=True)
    total = CommuneReasonsOutput()
    communes = CommuneReasonsOutput(many=True)


def counts_output(
    reasons: Sequence[PovertyReason],
    total: GivenReasons,
    communes: Mapping[int, GivenReasons],
    *,
    source: FigureSource,
) -> dict[str, Any]:
    """Return the counts of a year as JSON."""
    return {
        **SourcedOutput({}, context={"source": source}).data,
        "reasons": PovertyReasonOutput(reasons, many=True).data,
        "total": _figures(None, total),
        "communes": [_figures(key, found) for key, found in sorted(communes.items())],
    }


def _figures(commune: int | None, found: GivenReasons) -> dict[str, Any]:
    return {
        "commune": commune,
        "poor": found.poor,
        "analysed": found.analysed,
        "em_poor": found.em_poor,
        "em_analysed": found.em_analysed,
        "found": [
            {"reason": key, "households": each.households, "em_households": each.em_households}
            for key, each in found.found.items()
        ],
    }
