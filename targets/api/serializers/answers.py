"""Shapes of the API of the ledger: what is sent, what is answered."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.fields import TextSerializerField
from common.serializers import RateField
from common.uploads import MOST_FILES
from targets.api.serializers.inputs import TargetsDecisionInput
from targets.choices import Verdict
from targets.models import AdjustmentDecision, AllocationAnswer, Attachment, PartyReport
from targets.queries.answers import decision_of
from targets.queries.answers_commune import TargetLedger
from targets.queries.answers_compare import AnswerRow, AnswerTable
from targets.services.answer_decisions import ProposalVerdict
from targets.words.ledger import ledger_steps


class PartyReportInput(serializers.Serializer):
    """`client_id` is made by the sender: the same again is the same report."""

    client_id = serializers.UUIDField()
    allocation = serializers.IntegerField(source="allocation_id")
    reported_on = serializers.DateField()
    document_number = TextSerializerField(max_length=50, allow_blank=True, default="")
    note = TextSerializerField(max_length=500, allow_blank=True, default="")


class TargetAcceptInput(serializers.Serializer):
    client_id = serializers.UUIDField()
    allocation = serializers.IntegerField(source="allocation_id")


class TargetProposalInput(TargetAcceptInput):
    """Other figures, in households, with the reason; files only as multipart/form-data."""

    fall = serializers.IntegerField(min_value=0, max_value=1_000_000)
    em_fall = serializers.IntegerField(min_value=0, max_value=1_000_000)
    reason = TextSerializerField(max_length=1000, multiline=True)
    attachments = serializers.ListField(
        child=serializers.FileField(), max_length=MOST_FILES, default=list
    )


class ProposalVerdictInput(serializers.Serializer):
    answer = serializers.IntegerField()
    verdict = serializers.ChoiceField(Verdict.choices)
    reason = TextSerializerField(max_length=1000, multiline=True)


class ProposalDecisionsInput(TargetsDecisionInput):
    """Verdicts that are taken together; `plan_version` is the plan's as the sender read it."""

    plan_version = serializers.IntegerField()
    decisions = ProposalVerdictInput(many=True)
    override_reason = TextSerializerField(
        max_length=500, multiline=True, allow_blank=True, default=""
    )

    def validate_decisions(self, said: list[dict[str, Any]]) -> list[ProposalVerdict]:
        return [
            ProposalVerdict(answer_id=one["answer"], verdict=one["verdict"], reason=one["reason"])
            for one in said
        ]


class PartyReportOutput(serializers.ModelSerializer):
    class Meta:
        model = PartyReport
        fields = [
            *("id", "client_id", "allocation", "commune", "reported_on", "document_number"),
            *("note", "fall", "em_fall", "role", "at"),
        ]
        read_only_fields = fields


class AdjustmentDecisionOutput(serializers.ModelSerializer):
    class Meta:
        model = AdjustmentDecision
        fields = [
            *("id", "answer", "commune", "verdict", "reason", "decision_number", "decided_on"),
            *("allocation", "role", "at"),
        ]
        read_only_fields = fields


class TargetAnswerOutput(serializers.ModelSerializer):
    """`given_*` is what the commune was given, `fall` and `em_fall` what it answers."""

    decision = serializers.SerializerMethodField()

    class Meta:
        model = AllocationAnswer
        fields = [
            *("id", "client_id", "allocation", "commune", "kind", "answered_on", "given_fall"),
            *("given_em_fall", "fall", "em_fall", "reason", "role", "at", "withdrawn_on"),
            "decision",
        ]
        read_only_fields = fields

    @extend_schema_field(AdjustmentDecisionOutput(allow_null=True))
    def get_decision(self, answer: AllocationAnswer) -> Any:
        decision = decision_of(answer)
        return None if decision is None else AdjustmentDecisionOutput(decision).data


class AnswerFileOutput(serializers.ModelSerializer):
    class Meta:
        model = Attachment
        fields = ["id", "name", "content_type", "size", "added_at"]
        read_only_fields = fields


class AnswerStandingOutput(serializers.Serializer):
    """A commune's target in households, and the steps in force on it."""

    commune = serializers.IntegerField(source="line.commune_id")
    code = serializers.CharField(source="line.commune.code")
    name = serializers.CharField(source="line.commune.full_name")
    allocation = serializers.IntegerField(source="line.allocation_id")
    fall = serializers.IntegerField(source="line.fall")
    em_fall = serializers.IntegerField(source="line.em_fall")
    due_on = serializers.DateField(allow_null=True)
    reported_on = serializers.DateField(allow_null=True)
    is_late = serializers.BooleanField()
    is_pending = serializers.BooleanField()
    answer = TargetAnswerOutput(allow_null=True)


class LedgerStepOutput(serializers.Serializer):
    on = serializers.DateField()
    at = serializers.DateTimeField()
    what = serializers.CharField()
    figures = serializers.CharField()
    words = serializers.CharField()
    who = serializers.CharField()
    role = serializers.CharField()
    is_late = serializers.BooleanField()
    files = AnswerFileOutput(many=True)


class CommuneLedgerOutput(serializers.Serializer):
    """`standing` is null while nothing is adopted. Points are a fraction."""

    year = serializers.IntegerField(source="plan.year")
    standing = AnswerStandingOutput(allow_null=True)
    fall_points = RateField(source="target.fall_points", default=None)
    least_fall = serializers.IntegerField(source="target.least_fall", allow_null=True, default=None)
    is_overdue = serializers.BooleanField()
    steps = serializers.SerializerMethodField()

    @extend_schema_field(LedgerStepOutput(many=True))
    def get_steps(self, ledger: TargetLedger) -> Any:
        return LedgerStepOutput(ledger_steps(ledger.entries), many=True).data


class AnswerScenarioOutput(serializers.Serializer):
    title = serializers.CharField(source="kind.label")
    fall = serializers.IntegerField()
    em_fall = serializers.IntegerField()
    problems = serializers.ListField(child=serializers.CharField())
    warnings = serializers.ListField(child=serializers.CharField())


class AnswerRowOutput(AnswerStandingOutput):
    files = AnswerFileOutput(many=True)

    def to_representation(self, instance: AnswerRow) -> dict[str, Any]:
        return {
            **AnswerStandingOutput(instance.standing).data,
            "files": AnswerFileOutput(instance.files, many=True).data,
        }


class AnswerComparisonOutput(serializers.Serializer):
    """All answers of a year, and what agreeing to all proposals, or to none, would make."""

    year = serializers.IntegerField(source="plan.year")
    plan_version = serializers.IntegerField(source="plan.version")
    allocation = serializers.IntegerField(source="allocation.pk")
    fall_goal = serializers.IntegerField(source="wanted.fall", allow_null=True)
    em_fall_goal = serializers.IntegerField(source="wanted.em_fall", allow_null=True)
    communes = AnswerRowOutput(source="rows", many=True)
    scenarios = serializers.SerializerMethodField()

    @extend_schema_field(AnswerScenarioOutput(many=True))
    def get_scenarios(self, found: AnswerTable) -> Any:
        return AnswerScenarioOutput(found.scenarios, many=True).data
