"""Input shapes of the API of plans; each gives the arguments of one service."""

from dataclasses import fields
from typing import Any

from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import Input, KeySerializerField, WholeNumberSerializerField
from households.models import PovertyStandard
from targets.queries.rows import BaselineFigures
from targets.services.allocations import Decision
from targets.services.baseline import CommuneBaseline

_MOST_COMMUNES = 200


class CommuneKeyField(KeySerializerField):
    """A commune's key."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Khóa của xã (id trong /communes/).")
        super().__init__(**kwargs)


class PlanFiguresInput(Input):
    """Households at the end of the year before."""

    households = WholeNumberSerializerField(min_value=0)
    poor = WholeNumberSerializerField(min_value=0)
    em_households = WholeNumberSerializerField(min_value=0)
    em_poor = WholeNumberSerializerField(min_value=0)


class PlanCommuneFiguresInput(PlanFiguresInput):
    commune = CommuneKeyField()


class PlanBaselineInput(Input):
    version = WholeNumberSerializerField()
    source = TextSerializerField(max_length=300)  # type: ignore[assignment]
    baseline = PlanFiguresInput()
    communes = PlanCommuneFiguresInput(many=True, allow_empty=True, max_length=_MOST_COMMUNES)  # type: ignore[call-arg]

    def validate_baseline(self, figures: dict[str, int]) -> BaselineFigures:
        return BaselineFigures(**figures)

    def validate_communes(self, rows: list[dict[str, int]]) -> list[CommuneBaseline]:
        return [
            CommuneBaseline(commune_id=row.pop("commune"), figures=BaselineFigures(**row))
            for row in rows
        ]


class PlanInput(Input):
    year = WholeNumberSerializerField()
    standard = serializers.SlugRelatedField("code", queryset=PovertyStandard.objects.all())
    source = TextSerializerField(max_length=300)  # type: ignore[assignment]
    baseline = PlanFiguresInput()
    communes = PlanCommuneFiguresInput(many=True, required=False, max_length=_MOST_COMMUNES)  # type: ignore[call-arg]

    validate_baseline = PlanBaselineInput.validate_baseline
    validate_communes = PlanBaselineInput.validate_communes


class PlanShareInput(Input):
    commune = CommuneKeyField()
    fall = WholeNumberSerializerField(min_value=0)
    em_fall = WholeNumberSerializerField(min_value=0)


class TargetsDecisionInput(Input):
    """The decision by which targets are given; validated data has it as `decision`."""

    decision_number = TextSerializerField(max_length=50)
    decided_on = DaySerializerField()
    answers_due_on = DaySerializerField(allow_null=True, required=False, default=None)
    override_reason = TextSerializerField(
        max_length=500,
        allow_blank=True,
        required=False,
        default="",
        help_text="Bắt buộc khi các chỉ tiêu chưa đáp ứng ràng buộc.",
    )

    change_reason = TextSerializerField(
        max_length=500,
        allow_blank=True,
        required=False,
        default="",
        help_text="Bắt buộc khi đang có phương án áp dụng; bỏ trống là lý do đã trình.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        decision = Decision(**{each.name: attrs.pop(each.name) for each in fields(Decision)})
        return {**attrs, "decision": decision}


class PlanCommuneTargetsInput(TargetsDecisionInput):
    version = WholeNumberSerializerField(help_text="Bản kế hoạch năm mà người gửi đã xem.")
    communes = PlanShareInput(many=True, max_length=_MOST_COMMUNES)  # type: ignore[call-arg]

    def validate_communes(self, rows: list[dict[str, int]]) -> list[dict[str, int]]:
        if len({row["commune"] for row in rows}) != len(rows):
            raise serializers.ValidationError("Mỗi xã chỉ được nêu một lần.")
        return rows

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        figures = {row["commune"]: (row["fall"], row["em_fall"]) for row in attrs.pop("communes")}
        return {"plan_version": attrs.pop("version"), "figures": figures, **attrs}
