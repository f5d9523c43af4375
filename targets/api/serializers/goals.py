"""JSON shapes of the year's goals, its months and its history."""

from typing import Any

from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from households.models import Indicator
from targets.choices import Comparison, GoalCode, GoalGroup
from targets.models import YearPlan
from targets.rules.path import MONTHS
from targets.services.goals import MOST_GOALS, GoalInput


class PlanGoalKeyInput(serializers.Serializer):
    """Identifies a goal: code, group of communes, and the key of its indicator if it has one."""

    code = serializers.ChoiceField(GoalCode.choices)
    group = serializers.ChoiceField(GoalGroup.choices, default=GoalGroup.EVERYWHERE)
    indicator = serializers.CharField(max_length=30, allow_blank=True, default="")


class PlanGoalInput(PlanGoalKeyInput):
    """`value` in households, or as a fraction for rates and points (0.0233); null: not set.

    Without a comparison the present one is kept; a new goal gets its usual one.
    """

    comparison = serializers.ChoiceField(Comparison.choices, allow_blank=True, default="")
    value = serializers.DecimalField(max_digits=12, decimal_places=6, allow_null=True, min_value=0)


class PlanGoalsInput(serializers.Serializer):
    """`decided_by` and `legal_basis` are unchanged when omitted."""

    version = serializers.IntegerField()
    goals = PlanGoalInput(many=True, max_length=MOST_GOALS)  # type: ignore[call-arg]
    removed = PlanGoalKeyInput(many=True, required=False, max_length=MOST_GOALS)  # type: ignore[call-arg]
    decision_number = TextSerializerField(max_length=50, allow_blank=True)
    decided_on = DaySerializerField(allow_null=True)
    decided_by = TextSerializerField(max_length=200, allow_blank=True, required=False)
    legal_basis = TextSerializerField(
        max_length=500, allow_blank=True, required=False, multiline=True
    )


def goals_asked(sent: dict[str, Any], plan: YearPlan) -> dict[str, Any]:
    """Return the arguments of `set_goals`; 400 for an unknown indicator key."""
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
    return {**kept, **sent, "goals": goals, "removed": gone}


class PlanPathPointInput(serializers.Serializer):
    """The part (0 to 1) of the year's fall expected by the end of a month."""

    month = serializers.IntegerField(min_value=1, max_value=MONTHS)
    share = serializers.DecimalField(max_digits=5, decimal_places=4, min_value=0, max_value=1)


class PlanPathInput(serializers.Serializer):
    version = serializers.IntegerField()
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


class PlanHistoryOutput(serializers.Serializer):
    versions = GoalVersionOutput(many=True)
    goals = VersionLineOutput(many=True)
    plan = VersionLineOutput(many=True)
