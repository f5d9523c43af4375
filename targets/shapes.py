"""JSON shapes of a year's progress, shared with the dashboard's API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.choices import Boundaries
from common.serializers import GoalNumberField, RateField, six_decimals
from targets.choices import Comparison, GoalCode, GoalGroup, Standing, Unit
from targets.queries.rows import CommuneRow, Progress


class ProgressBaselineOutput(serializers.Serializer):
    households = serializers.IntegerField()
    poor = serializers.IntegerField()
    poor_rate = RateField()
    em_households = serializers.IntegerField()
    em_poor = serializers.IntegerField()
    em_poor_rate = RateField()


class ProgressGoalOutput(serializers.Serializer):
    """`actual` is what is reached today, `expected` the year's end if it goes on like this."""

    code = serializers.ChoiceField(GoalCode.choices)
    group = serializers.ChoiceField(GoalGroup.choices)
    indicator = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    unit = serializers.ChoiceField(Unit.choices)
    comparison = serializers.ChoiceField(Comparison.choices)
    target = GoalNumberField()
    actual = GoalNumberField()
    expected = GoalNumberField()
    met = serializers.BooleanField(allow_null=True)
    standing = serializers.ChoiceField(Standing.choices)
    note = serializers.CharField()


class ProgressLineOutput(serializers.Serializer):
    """The flow of one group; closing = opening − exits − other_out + relapsed + new_poor + other_in."""

    baseline_households = serializers.IntegerField(allow_null=True)
    baseline_poor = serializers.IntegerField(allow_null=True)
    baseline_rate = RateField()
    opening = serializers.IntegerField(source="flow.opening")
    exits = serializers.IntegerField(source="flow.exits")
    exits_to_near_poor = serializers.IntegerField(source="flow.exits_to_near_poor")
    exits_above = serializers.IntegerField(source="flow.exits_above")
    relapsed = serializers.IntegerField(source="flow.relapsed")
    new_poor = serializers.IntegerField(source="flow.new_poor")
    fallen_from_near_poor = serializers.IntegerField(source="flow.fallen_from_near_poor")
    first_poor = serializers.IntegerField(source="flow.first_poor")
    other_in = serializers.IntegerField(source="flow.other_in")
    other_out = serializers.IntegerField(source="flow.other_out")
    closing = serializers.IntegerField(source="flow.closing")
    balances = serializers.BooleanField(source="flow.balances")
    reviewed = serializers.IntegerField(source="flow.reviewed")
    households = serializers.IntegerField()
    rate = RateField()
    change_points = RateField()
    target_fall = serializers.IntegerField(allow_null=True)
    net_fall = serializers.IntegerField(source="flow.net_fall")
    remaining = serializers.IntegerField(allow_null=True)
    standing = serializers.ChoiceField(Standing.choices)


class ProgressWorkloadOutput(serializers.Serializer):
    drafts = serializers.IntegerField()
    submitted = serializers.IntegerField()
    approved = serializers.IntegerField()


class ProgressCommuneOutput(ProgressLineOutput):
    """A commune: its own figures for all households, under `em` those of ethnic minorities."""

    code = serializers.CharField()
    name = serializers.CharField()
    is_above_average = serializers.BooleanField()
    workload = ProgressWorkloadOutput()
    em = ProgressLineOutput()

    def to_representation(self, instance: CommuneRow) -> dict[str, Any]:
        return {
            "code": instance.code,
            "name": instance.name,
            **ProgressLineOutput(instance.everyone).data,
            "is_above_average": instance.is_above_average,
            "workload": ProgressWorkloadOutput(instance.workload).data,
            "em": ProgressLineOutput(instance.minority).data,
        }


class TargetRateOutput(serializers.Serializer):
    poor = serializers.IntegerField()
    at_baseline = RateField()
    at_present = RateField()


class ProgressOutput(serializers.Serializer):
    year = serializers.IntegerField()
    as_of = serializers.DateField()
    standard = serializers.CharField(source="standard_code")
    baseline = serializers.SerializerMethodField()
    goals = ProgressGoalOutput(many=True)
    total = ProgressCommuneOutput()
    communes = ProgressCommuneOutput(many=True)
    target_rate = TargetRateOutput(allow_null=True)
    em_target_rate = TargetRateOutput(allow_null=True)
    problems = serializers.ListField(child=serializers.CharField())
    boundaries = serializers.ChoiceField(Boundaries.choices, source="grouping.boundaries")

    @extend_schema_field(ProgressBaselineOutput)
    def get_baseline(self, progress: Progress) -> dict[str, Any]:
        everyone, minority = progress.total.everyone, progress.total.minority
        return {
            "households": everyone.baseline_households,
            "poor": everyone.baseline_poor,
            "poor_rate": six_decimals(everyone.baseline_rate),
            "em_households": minority.baseline_households,
            "em_poor": minority.baseline_poor,
            "em_poor_rate": six_decimals(minority.baseline_rate),
        }
