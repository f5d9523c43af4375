"""JSON shapes of allocations: output, and input of drafts."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from common.fields import TextSerializerField
from common.serializers import (
    AnswerField,
    DecimalNumberSerializerField,
    Input,
    RateField,
    SourcedOutput,
    WholeNumberSerializerField,
)
from targets.api.serializers.inputs import (
    CommuneKeyField,
    TargetsDecisionInput,
)
from targets.choices import SPLIT_METHODS, AdoptionEffect, AllocationState, SplitRule
from targets.queries.allocations import AllocationTable, DraftLine

_MOST_COMMUNES = 400


class AllocationLineOutput(serializers.Serializer):
    """A commune's line. `least` is the least fall required of a commune above the average."""

    commune = serializers.IntegerField(source="commune_id")
    code = serializers.CharField()
    name = serializers.CharField()
    is_border = serializers.BooleanField()
    households = serializers.IntegerField()
    poor = serializers.IntegerField()
    em_poor = serializers.IntegerField()
    rate = RateField()
    least = serializers.IntegerField(allow_null=True)
    weight = serializers.DecimalField(max_digits=5, decimal_places=2)
    least_fall = serializers.IntegerField(allow_null=True)
    least_em_fall = serializers.IntegerField(allow_null=True)
    fall = serializers.IntegerField()
    em_fall = serializers.IntegerField()
    fall_points = RateField()
    difference = serializers.IntegerField(allow_null=True)
    em_difference = serializers.IntegerField(allow_null=True)
    broken = serializers.ListField(child=serializers.CharField())


class AllocationOutput(SourcedOutput):
    """One allocation: its decision, the rules it breaks, its totals."""

    id = serializers.IntegerField(source="allocation.pk")
    name = serializers.CharField(source="allocation.name")
    rule = serializers.ChoiceField(SplitRule.choices, source="allocation.rule")
    state = serializers.ChoiceField(AllocationState.choices, source="allocation.state")
    version = serializers.IntegerField(source="allocation.version")
    plan_version = serializers.IntegerField(source="allocation.plan.version")
    number = serializers.IntegerField(source="allocation.number", allow_null=True)
    decision_number = serializers.CharField(source="allocation.decision_number")
    decided_on = serializers.DateField(source="allocation.decided_on", allow_null=True)
    answers_due_on = serializers.DateField(source="allocation.answers_due_on", allow_null=True)
    override_reason = serializers.CharField(source="allocation.override_reason")
    change_reason = serializers.CharField(source="allocation.change_reason")
    submitted_at = serializers.DateTimeField(source="allocation.submitted_at", allow_null=True)
    may_restore = serializers.SerializerMethodField()
    adopted_at = serializers.DateTimeField(source="allocation.adopted_at", allow_null=True)
    fall = serializers.IntegerField()
    em_fall = serializers.IntegerField()
    fall_goal = serializers.IntegerField(source="wanted.fall", allow_null=True)
    em_fall_goal = serializers.IntegerField(source="wanted.em_fall", allow_null=True)
    violations = serializers.ListField(child=serializers.CharField(), source="check.sentences")
    warnings = serializers.ListField(child=serializers.CharField(), source="check.warnings")

    def get_may_restore(self, table: AllocationTable) -> bool:
        """Whether the last proposal of the draft can be undone."""
        return table.allocation.is_draft and table.allocation.overwritten is not None


class AllocationDetailOutput(AllocationOutput):
    lines = AllocationLineOutput(many=True, source="rows")


class AllocationInput(Input):
    """A new draft. BY_HAND copies the present targets, the other rules fill it."""

    client_id = serializers.UUIDField(help_text="Gửi lại cùng mã: không lập thêm.")
    name = TextSerializerField(max_length=100)
    rule = serializers.ChoiceField(SplitRule.choices)


class AllocationCopyInput(Input):
    client_id = serializers.UUIDField(help_text="Gửi lại cùng mã: không sao chép thêm.")
    name = TextSerializerField(max_length=100)


class AllocationVersionInput(Input):
    version = WholeNumberSerializerField()


class AllocationProposalInput(AllocationVersionInput):
    rule = serializers.ChoiceField(SPLIT_METHODS)
    overwrites = AnswerField(default=False, help_text="Bắt buộc là true để ghi đè số đã nhập tay.")


class AllocationSubmitInput(AllocationVersionInput):
    change_reason = TextSerializerField(
        max_length=500,
        allow_blank=True,
        default="",
        help_text="Bắt buộc khi đang có phương án áp dụng.",
    )
    override_reason = TextSerializerField(
        max_length=500,
        allow_blank=True,
        default="",
        help_text="Bắt buộc khi các chỉ tiêu chưa đáp ứng ràng buộc.",
    )


class AllocationReturnInput(AllocationVersionInput):
    reason = TextSerializerField(max_length=80, allow_blank=True, default="")


class AllocationWithdrawInput(AllocationVersionInput):
    reason = TextSerializerField(max_length=300)


class AdoptionRowOutput(serializers.Serializer):
    """A commune's falls in force (null: none yet) and those of the allocation."""

    commune = serializers.IntegerField(source="row.commune_id")
    code = serializers.CharField(source="row.code")
    name = serializers.CharField(source="row.name")
    fall_before = serializers.IntegerField(source="before.fall", allow_null=True, default=None)
    em_fall_before = serializers.IntegerField(
        source="before.em_fall", allow_null=True, default=None
    )
    fall = serializers.IntegerField(source="row.fall")
    em_fall = serializers.IntegerField(source="row.em_fall")
    effect = serializers.ChoiceField(AdoptionEffect.choices)
    loses_report = serializers.BooleanField()


class AdoptionPreviewOutput(SourcedOutput):
    """How many communes have to act again; `undecided` have to be decided first."""

    answers_again = serializers.IntegerField()
    reports_again = serializers.IntegerField()
    kept = serializers.IntegerField()
    undecided = serializers.ListField(child=serializers.CharField())
    rows = AdoptionRowOutput(many=True)


class AllocationLineInput(Input):
    commune = CommuneKeyField()
    fall = WholeNumberSerializerField(min_value=0)
    em_fall = WholeNumberSerializerField(min_value=0)
    weight = DecimalNumberSerializerField(
        max_digits=5, decimal_places=2, min_value=0, max_value=100, default=Decimal(1)
    )
    least_fall = WholeNumberSerializerField(
        min_value=0, allow_null=True, required=False, default=None
    )
    least_em_fall = WholeNumberSerializerField(
        min_value=0, allow_null=True, required=False, default=None
    )


class AllocationSaveInput(AllocationVersionInput):
    name = TextSerializerField(max_length=100, allow_blank=True, required=False, default="")
    lines = AllocationLineInput(many=True, max_length=_MOST_COMMUNES)  # type: ignore[call-arg]

    def validate_lines(self, rows: list[dict[str, Any]]) -> dict[int, DraftLine]:
        if len({row["commune"] for row in rows}) != len(rows):
            raise serializers.ValidationError("Mỗi xã chỉ được nêu một lần.")
        return {row.pop("commune"): DraftLine(**row) for row in rows}


class AllocationAdoptInput(TargetsDecisionInput, AllocationVersionInput):
    plan_version = WholeNumberSerializerField()
