"""JSON shapes of plans and progress. Rates and points are fractions with ten decimals."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.serializers import SOURCE_KEYS, GoalNumberField, RateField, SourcedOutput, rate_number
from targets.choices import Comparison, GoalCode, GoalGroup, Unit
from targets.models import YearPlan
from targets.queries.plan_contents import PlanContents
from targets.words.goal_algebra import contradiction_words
from targets.words.plan_history import plan_events
from targets.words.problems import problem_sentences


class PlanOutput(serializers.ModelSerializer):
    standard = serializers.CharField(source="standard.code", read_only=True)

    class Meta:
        model = YearPlan
        fields = [
            "year",
            "standard",
            "households",
            "poor",
            "em_households",
            "em_poor",
            "baseline_source",
            "decision_number",
            "decided_on",
            "decided_by",
            "legal_basis",
            "version",
        ]
        read_only_fields = fields


class PlanGoalOutput(serializers.Serializer):
    code = serializers.ChoiceField(GoalCode.choices)
    group = serializers.ChoiceField(GoalGroup.choices)
    indicator = serializers.CharField(source="indicator.key", default="")
    label = serializers.CharField()  # type: ignore[assignment]
    unit = serializers.ChoiceField(Unit.choices)
    comparison = serializers.ChoiceField(Comparison.choices)
    value = GoalNumberField()


class PlanFiguresOutput(serializers.Serializer):
    households = serializers.IntegerField()
    poor = serializers.IntegerField()
    em_households = serializers.IntegerField()
    em_poor = serializers.IntegerField()


class PlanCommuneOutput(serializers.Serializer):
    """`baseline` is null until it is entered."""

    commune = serializers.IntegerField(source="commune_id")
    name = serializers.CharField()
    baseline = PlanFiguresOutput(allow_null=True)
    rate = RateField()
    is_above_average = serializers.BooleanField()
    least_fall = serializers.IntegerField(allow_null=True)
    fall = serializers.IntegerField()
    em_fall = serializers.IntegerField()


class PlanVersionOutput(serializers.Serializer):
    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    who = serializers.CharField()
    what = serializers.CharField()


class PlanDetailOutput(SourcedOutput, PlanOutput):  # type: ignore[misc]  # two kinds of one key
    """A plan with its goals, communes and versions. Give `contents` and `source` as context."""

    goals = serializers.SerializerMethodField()
    path = serializers.SerializerMethodField()
    communes = serializers.SerializerMethodField()
    versions = serializers.SerializerMethodField()
    problems = serializers.SerializerMethodField()

    class Meta(PlanOutput.Meta):
        fields = [
            *PlanOutput.Meta.fields,
            *SOURCE_KEYS[2:],
            *("goals", "path", "communes", "versions", "problems"),
        ]
        read_only_fields = fields

    @property
    def _contents(self) -> PlanContents:
        return self.context["contents"]

    @extend_schema_field(PlanGoalOutput(many=True))
    def get_goals(self, _plan: YearPlan) -> Any:
        return PlanGoalOutput(self._contents.goals, many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.FloatField()))
    def get_path(self, _plan: YearPlan) -> Any:
        return [rate_number(share) for share in self._contents.path]

    @extend_schema_field(PlanCommuneOutput(many=True))
    def get_communes(self, _plan: YearPlan) -> Any:
        return PlanCommuneOutput(self._contents.rows, many=True).data

    @extend_schema_field(PlanVersionOutput(many=True))
    def get_versions(self, _plan: YearPlan) -> Any:
        return PlanVersionOutput(plan_events(self._contents.versions), many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_problems(self, _plan: YearPlan) -> Any:
        return [
            *problem_sentences(self._contents.problems),
            *map(contradiction_words, self._contents.contradictions),
        ]
