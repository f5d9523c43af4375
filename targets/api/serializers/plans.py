"""JSON shapes of plans and progress. Rates and points are fractions with six decimals."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.choices import Boundaries
from targets.choices import Comparison, GoalCode, GoalGroup, Standing, Unit
from targets.models import YearPlan
from targets.queries import CommuneRow, PlanSheet, Progress

_SIX = Decimal("0.000001")


def six_decimals(value: Fraction | Decimal | None) -> float | None:
    """Round half-up to the six decimals a fraction is given with."""
    if value is None:
        return None
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(decimal.quantize(_SIX, rounding=ROUND_HALF_UP))


@extend_schema_field(OpenApiTypes.DOUBLE)
class RateField(serializers.Field):
    """A fraction, for reading only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Fraction | Decimal) -> float | None:
        return six_decimals(value)


@extend_schema_field(OpenApiTypes.DOUBLE)
class GoalNumberField(serializers.Field):
    """A goal's number: whole households, or a fraction for rates and points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Fraction | Decimal) -> int | float | None:
        exact = Fraction(value)
        return int(exact) if exact.denominator == 1 else six_decimals(exact)


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
    """`baseline` is null until somebody enters it."""

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


class PlanDetailOutput(PlanOutput):
    """A plan with its goals, communes and versions. Give the sheet as context."""

    goals = serializers.SerializerMethodField()
    path = serializers.SerializerMethodField()
    communes = serializers.SerializerMethodField()
    versions = serializers.SerializerMethodField()
    problems = serializers.SerializerMethodField()

    class Meta(PlanOutput.Meta):
        fields = [*PlanOutput.Meta.fields, "goals", "path", "communes", "versions", "problems"]
        read_only_fields = fields

    @property
    def _sheet(self) -> PlanSheet:
        return self.context["sheet"]

    @extend_schema_field(PlanGoalOutput(many=True))
    def get_goals(self, _plan: YearPlan) -> Any:
        return PlanGoalOutput(self._sheet.goals, many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.FloatField()))
    def get_path(self, _plan: YearPlan) -> Any:
        return [six_decimals(share) for share in self._sheet.path]

    @extend_schema_field(PlanCommuneOutput(many=True))
    def get_communes(self, _plan: YearPlan) -> Any:
        return PlanCommuneOutput(self._sheet.rows, many=True).data

    @extend_schema_field(PlanVersionOutput(many=True))
    def get_versions(self, _plan: YearPlan) -> Any:
        return PlanVersionOutput(self._sheet.versions, many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_problems(self, _plan: YearPlan) -> Any:
        return self._sheet.problems
