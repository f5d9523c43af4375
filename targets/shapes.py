"""JSON shapes of a year's progress, shared with the API of the dashboard."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.choices import Boundaries
from common.serializers import GoalNumberField, RateField, rate_number
from targets.choices import Chance, Comparison, GoalCode, GoalGroup, Unit
from targets.queries.rows import CommuneRow, Progress
from targets.words.goals import goal_note
from targets.words.overview import overview
from targets.words.problems import problem_sentence

# What is not recorded by day: null as of a past day.
_UNDATED = (
    *("exits_to_near_poor", "exits_above", "fallen_from_near_poor", "first_poor"),
    *("households", "rate", "change_points", "pending_net_fall", "not_submitted"),
)


class ProgressBaselineOutput(serializers.Serializer):
    households = serializers.IntegerField()
    poor = serializers.IntegerField()
    poor_rate = RateField()
    em_households = serializers.IntegerField()
    em_poor = serializers.IntegerField()
    em_poor_rate = RateField()


class GoalNoteField(serializers.CharField):
    """The note beside a goal, from the whole row (`source="*"`)."""

    def to_representation(self, value: Any) -> str:
        return goal_note(value)


class NumberProblemField(serializers.CharField):
    """An inconsistency as a sentence."""

    def to_representation(self, value: Any) -> str:
        return problem_sentence(value)


class ProgressGoalOutput(serializers.Serializer):
    """`actual` is what is reached today, `expected` the projection for the year's end."""

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
    chance = serializers.ChoiceField(Chance.choices, allow_null=True)
    note = GoalNoteField(source="*")


class ProgressLineOutput(serializers.Serializer):
    """The flow of one group; closing = opening − exits − other_out + relapsed + new_poor + other_in.

    `pending_net_fall`: by forms handed in and not approved; `not_submitted`: households of the
    opening list without a result and without such a form. The expected fall and its 80 % bounds are
    null without a basis; `chance` is the verdict on the target. `change_points` is the difference
    of the exact rates. Null as of a past day: what is not recorded by day. `remaining` is 0 once the target is reached, so that communes need not add
    up to the total.
    """

    baseline_households = serializers.IntegerField(allow_null=True)
    baseline_poor = serializers.IntegerField(allow_null=True)
    baseline_rate = RateField()
    opening = serializers.IntegerField(source="flow.opening")
    exits = serializers.IntegerField(source="flow.exits")
    exits_to_near_poor = serializers.IntegerField(source="flow.exits_to_near_poor", allow_null=True)
    exits_above = serializers.IntegerField(source="flow.exits_above", allow_null=True)
    relapsed = serializers.IntegerField(source="flow.relapsed")
    new_poor = serializers.IntegerField(source="flow.new_poor")
    fallen_from_near_poor = serializers.IntegerField(
        source="flow.fallen_from_near_poor", allow_null=True
    )
    first_poor = serializers.IntegerField(source="flow.first_poor", allow_null=True)
    other_in = serializers.IntegerField(source="flow.other_in")
    other_out = serializers.IntegerField(source="flow.other_out")
    closing = serializers.IntegerField(source="flow.closing")
    balances = serializers.BooleanField(source="flow.balances")
    reviewed = serializers.IntegerField(source="flow.reviewed")
    households = serializers.IntegerField(allow_null=True)
    rate = RateField()
    change_points = RateField()
    target_fall = serializers.IntegerField(allow_null=True)
    net_fall = serializers.IntegerField(source="flow.net_fall")
    remaining = serializers.IntegerField(allow_null=True)
    pending_net_fall = serializers.IntegerField(
        source="year_end.area.pending.net_fall", allow_null=True
    )
    not_submitted = serializers.IntegerField(source="year_end.area.left", allow_null=True)
    expected_fall = RateField(source="forecast.point", default=None)
    low = serializers.IntegerField(source="forecast.low", default=None, allow_null=True)
    high = serializers.IntegerField(source="forecast.high", default=None, allow_null=True)
    chance = serializers.ChoiceField(Chance.choices, allow_null=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        found = super().to_representation(instance)
        return found | dict.fromkeys(_UNDATED) if instance.is_past else found


class ProgressWorkloadOutput(serializers.Serializer):
    drafts = serializers.IntegerField()
    submitted = serializers.IntegerField()
    approved = serializers.IntegerField()


class ProgressCommuneOutput(ProgressLineOutput):
    """A commune: the figures of all households, and under `em` those of ethnic minorities."""

    code = serializers.CharField()
    name = serializers.CharField()
    is_above_average = serializers.BooleanField()
    workload = ProgressWorkloadOutput(allow_null=True)
    em = ProgressLineOutput()

    def to_representation(self, instance: CommuneRow) -> dict[str, Any]:
        return {
            "code": instance.code,
            "name": instance.name,
            **ProgressLineOutput(instance.everyone).data,
            "is_above_average": instance.is_above_average,
            "workload": None
            if instance.everyone.is_past
            else ProgressWorkloadOutput(instance.workload).data,
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
    standard_name = serializers.CharField()
    computed_at = serializers.DateTimeField()
    answer = serializers.SerializerMethodField()
    planned_share = RateField()
    baseline = serializers.SerializerMethodField()
    goals = ProgressGoalOutput(many=True)
    total = ProgressCommuneOutput()
    communes = ProgressCommuneOutput(many=True)
    target_rate = TargetRateOutput(allow_null=True)
    em_target_rate = TargetRateOutput(allow_null=True)
    problems = serializers.ListField(child=NumberProblemField())
    boundaries = serializers.ChoiceField(Boundaries.choices, source="grouping.boundaries")

    def get_answer(self, progress: Progress) -> str:
        return overview(progress).answer

    @extend_schema_field(ProgressBaselineOutput)
    def get_baseline(self, progress: Progress) -> dict[str, Any]:
        everyone, minority = progress.total.everyone, progress.total.minority
        return {
            "households": everyone.baseline_households,
            "poor": everyone.baseline_poor,
            "poor_rate": rate_number(everyone.baseline_rate),
            "em_households": minority.baseline_households,
            "em_poor": minority.baseline_poor,
            "em_poor_rate": rate_number(minority.baseline_rate),
        }
