"""JSON shapes of the year's goals, its months and its history."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import (
    DecimalNumberSerializerField,
    Input,
    SourcedOutput,
    WholeNumberSerializerField,
)
from households.models import Indicator
from targets.choices import Comparison, GoalCode, GoalGroup
from targets.models import GoalProposal, YearPlan
from targets.rules.path import MONTHS
from targets.services.goals import MOST_GOALS, GoalInput, GoalsInput


class PlanGoalKeyInput(Input):
    """Identifies a goal: code, group of communes, and the key of its indicator if it has one."""

    code = serializers.ChoiceField(GoalCode.choices)
    group = serializers.ChoiceField(GoalGroup.choices, default=GoalGroup.EVERYWHERE)
    indicator = serializers.CharField(max_length=30, allow_blank=True, default="")


class PlanGoalInput(PlanGoalKeyInput):
    """`value` in households, or as a fraction for rates and points (0.0233); null: not set.

    Without a comparison the present one is kept; a new goal gets its usual one.
    """

    comparison = serializers.ChoiceField(Comparison.choices, allow_blank=True, default="")
    value = DecimalNumberSerializerField(
        max_digits=12, decimal_places=6, allow_null=True, min_value=0
    )


class PlanGoalsInput(Input):
    """`decided_by` and `legal_basis` are unchanged when omitted."""

    version = WholeNumberSerializerField()
    goals = PlanGoalInput(many=True, max_length=MOST_GOALS)  # type: ignore[call-arg]
    removed = PlanGoalKeyInput(many=True, required=False, max_length=MOST_GOALS)  # type: ignore[call-arg]
    decision_number = TextSerializerField(max_length=50, allow_blank=True)
    decided_on = DaySerializerField(allow_null=True)
    decided_by = TextSerializerField(max_length=200, allow_blank=True, required=False)
    legal_basis = TextSerializerField(
        max_length=500, allow_blank=True, required=False, multiline=True
    )


def goals_asked(sent: dict[str, Any], plan: YearPlan) -> dict[str, Any]:
    """Return the arguments of `save_goals`; 400 for an unknown indicator key."""
    rows, removed = sent.pop("goals"), sent.pop("removed", [])
    known = Indicator.objects.filter(standard=plan.standard_id).values_list("key", "pk")
    keys: dict[str, int | None] = {"": None, **dict(known)}
    if unknown := {row["indicator"] for row in (*rows, *removed)} - set(keys):
        words = f"Chuẩn nghèo của kế hoạch không có chỉ số “{min(unknown)}”."
        raise serializers.ValidationError({"goals": [words]})
    goals = [
        GoalInput(
            code=row["code"],
            group=row["group"],
            indicator_id=keys[row["indicator"]],
            comparison=row["comparison"],
            value=row["value"],
        )
        for row in rows
    ]
    gone = [(row["code"], row["group"], keys[row["indicator"]]) for row in removed]
    kept = {"decided_by": plan.decided_by, "legal_basis": plan.legal_basis}
    version = sent.pop("version")
    asked = GoalsInput(**{**kept, **sent, "goals": goals, "removed": gone})
    return {"version": version, "asked": asked}


class ProposedGoalOutput(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]
    before = serializers.CharField()
    after = serializers.CharField()


class GoalProposalOutput(SourcedOutput):
    """A change of goals that waits for the district's leader; give the `lines` as context."""

    id = serializers.IntegerField(source="pk")
    at = serializers.DateTimeField()
    who = serializers.CharField(source="by")
    decision_number = serializers.CharField(source="asked.decision_number")
    decided_on = serializers.DateField(source="asked.decided_on", allow_null=True)
    lines = serializers.SerializerMethodField()

    @extend_schema_field(ProposedGoalOutput(many=True))
    def get_lines(self, _proposal: GoalProposal) -> Any:
        return ProposedGoalOutput(self.context["lines"], many=True).data


class PlanPathPointInput(Input):
    """The part (0 to 1) of the year's fall expected by the end of a month."""

    month = WholeNumberSerializerField(min_value=1, max_value=MONTHS)
    share = DecimalNumberSerializerField(max_digits=5, decimal_places=4, min_value=0, max_value=1)


class PlanPathInput(Input):
    version = WholeNumberSerializerField()
    points = PlanPathPointInput(many=True, max_length=MONTHS)  # type: ignore[call-arg]

    def validate_points(self, rows: list[dict[str, Any]]) -> dict[int, Any]:
        points = {row["month"]: row["share"] for row in rows}
        if len(points) != len(rows):
            raise serializers.ValidationError("Mỗi tháng chỉ được nêu một lần.")
        return points


class GoalVersionOutput(serializers.Serializer):
    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    who = serializers.CharField()
    why = serializers.CharField(source="what")


class VersionCellOutput(serializers.Serializer):
    """`was` is the text before, where this version changed it."""

    text = serializers.CharField()
    was = serializers.CharField(allow_null=True)


class VersionLineOutput(serializers.Serializer):
    """One line; its cells are in the order of `versions`."""

    label = serializers.CharField()  # type: ignore[assignment]
    cells = VersionCellOutput(many=True)


class PlanHistoryOutput(SourcedOutput):
    versions = GoalVersionOutput(many=True)
    goals = VersionLineOutput(many=True)
    plan = VersionLineOutput(many=True)
