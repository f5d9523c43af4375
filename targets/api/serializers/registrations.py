"""JSON shapes of exit registrations and of their coverage."""

from typing import Any

from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import (
    AnswerField,
    Input,
    KeySerializerField,
    RateField,
    SourcedOutput,
    WholeNumberSerializerField,
)
from targets.choices import RegistrationState, ReviewOutcome


class CoverageOutput(serializers.Serializer):
    """Households. While the goal is not allocated, `target`, `needed`, `share`, `short` and
    `can_reach` are null."""

    registered = serializers.IntegerField()
    exited = serializers.IntegerField()
    still_poor = serializers.IntegerField()
    not_reviewed = serializers.IntegerField()
    left = serializers.IntegerField()
    exits_unnamed = serializers.IntegerField()
    target = serializers.IntegerField(allow_null=True)
    expected_gains = serializers.IntegerField()
    needed = serializers.IntegerField(allow_null=True)
    share = RateField()
    short = serializers.IntegerField(allow_null=True)
    reach = serializers.IntegerField()
    can_reach = serializers.BooleanField(allow_null=True)


class CoverageRowOutput(serializers.Serializer):
    """A commune (`commune` is its key, 0 for the district)."""

    commune = serializers.IntegerField(source="commune_id")
    name = serializers.CharField()
    all = CoverageOutput(source="everyone")
    em = CoverageOutput(source="minority")


class CoverageReportOutput(SourcedOutput):
    """Communes worst first."""

    total = CoverageRowOutput()
    communes = CoverageRowOutput(many=True)


class CriterionOutput(serializers.Serializer):
    points = serializers.IntegerField()
    words = serializers.CharField()


class ExitCandidateOutput(serializers.Serializer):
    """A household of the opening poor list with its rank and its registration, if any.

    Without a registration `version` is 0 and `state` is empty.
    """

    household = serializers.IntegerField(source="record.household_id")
    code = serializers.CharField(source="record.household.code")
    head_name = serializers.CharField(source="record.household.head_name")
    village = serializers.CharField(source="record.household.village.full_name")
    commune = serializers.IntegerField(source="record.commune_id")
    is_ethnic_minority = serializers.BooleanField(source="record.is_ethnic_minority")
    members = serializers.IntegerField(source="record.members")
    outcome = serializers.ChoiceField(ReviewOutcome.choices)
    is_ranked = serializers.BooleanField()
    points = serializers.IntegerField(source="score.points")
    criteria = CriterionOutput(source="score.criteria", many=True)
    b1_points = serializers.IntegerField(source="result.b1_points", allow_null=True, default=None)
    deprivations = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField([("", ""), *RegistrationState.choices])
    has_plan = serializers.BooleanField(source="registration.has_plan", default=False)
    support = serializers.CharField(source="registration.support", default="")
    reason = serializers.CharField(source="registration.reason", default="")
    registered_on = serializers.DateField(
        source="registration.registered_on", allow_null=True, default=None
    )
    withdrawn_reason = serializers.CharField(source="registration.withdrawn_reason", default="")
    version = serializers.IntegerField()


class ExitCandidatePageOutput(SourcedOutput):
    """One page of a commune's list; `next` and `previous` are values of the parameter `page`."""

    commune = serializers.IntegerField()
    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = ExitCandidateOutput(many=True)


class RegisterExitsInput(Input):
    """`households` are keys; all of them are registered, or none."""

    households = serializers.ListField(child=KeySerializerField(), max_length=500)
    registered_on = DaySerializerField()
    reason = TextSerializerField(max_length=300, allow_blank=True, required=False, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"household_ids": attrs.pop("households"), **attrs}


class RegisteredOutput(serializers.Serializer):
    new = serializers.IntegerField()
    already = serializers.IntegerField()


class ExitCandidateInput(Input):
    version = WholeNumberSerializerField(min_value=0)
    has_plan = AnswerField()
    support = TextSerializerField(max_length=300, allow_blank=True)
    reason = TextSerializerField(max_length=300, allow_blank=True)


class WithdrawExitInput(Input):
    version = WholeNumberSerializerField(min_value=0)
    reason = TextSerializerField(max_length=300)
