"""Input shapes of the API of plans; each gives the arguments of one service."""

from dataclasses import fields
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.numbers import UnclearNumber, parse_count
from households.models import PovertyStandard
from targets.queries.rows import BaselineFigures
from targets.services.allocations import Decision
from targets.services.baseline import CommuneBaseline

_MOST_COMMUNES = 200


class CommuneKeyField(serializers.IntegerField):
    """A commune's key, within the range of both databases."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Khóa của xã (id trong /communes/).")
        super().__init__(min_value=1, max_value=2**31 - 1, **kwargs)


@extend_schema_field(OpenApiTypes.INT)
class CountSerializerField(serializers.Field):
    """Whole households: a JSON number, or text as in a form ("27.771")."""

    def to_internal_value(self, data: Any) -> int:
        try:
            return parse_count(data)
        except UnclearNumber as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, value: int) -> int:
        return value


class PlanFiguresInput(serializers.Serializer):
    """Households at the end of the year before."""

    households = CountSerializerField()
    poor = CountSerializerField()
    em_households = CountSerializerField()
    em_poor = CountSerializerField()


class PlanCommuneFiguresInput(PlanFiguresInput):
    commune = CommuneKeyField()


class PlanBaselineInput(serializers.Serializer):
    version = serializers.IntegerField()
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


class PlanInput(serializers.Serializer):
    year = serializers.IntegerField()
    standard = serializers.SlugRelatedField("code", queryset=PovertyStandard.objects.all())
    source = TextSerializerField(max_length=300)  # type: ignore[assignment]
    baseline = PlanFiguresInput()
    communes = PlanCommuneFiguresInput(many=True, required=False, max_length=_MOST_COMMUNES)  # type: ignore[call-arg]

    validate_baseline = PlanBaselineInput.validate_baseline
    validate_communes = PlanBaselineInput.validate_communes


class PlanShareInput(serializers.Serializer):
    commune = CommuneKeyField()
    fall = CountSerializerField()
    em_fall = CountSerializerField()


class TargetsDecisionInput(serializers.Serializer):
    """The decision by which targets are given; validated data has it as `decision`."""

    decision_number = TextSerializerField(max_length=50)
    decided_on = DaySerializerField()
    answers_due_on = DaySerializerField(allow_null=True, required=False, default=None)
    override_reason = TextSerializerField(
        max_length=500,
        allow_blank=True,
        required=False,
        default="",
        help_text="Bắt buộc khi các chỉ tiêu trái quy tắc.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        decision = Decision(**{each.name: attrs.pop(each.name) for each in fields(Decision)})
        return {**attrs, "decision": decision}


class PlanCommuneTargetsInput(TargetsDecisionInput):
    version = serializers.IntegerField(help_text="Bản kế hoạch năm mà người gửi đã xem.")
    communes = PlanShareInput(many=True, max_length=_MOST_COMMUNES)  # type: ignore[call-arg]

    def validate_communes(self, rows: list[dict[str, int]]) -> list[dict[str, int]]:
        if len({row["commune"] for row in rows}) != len(rows):
            raise serializers.ValidationError("Mỗi xã chỉ được nêu một lần.")
        return rows

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        figures = {row["commune"]: (row["fall"], row["em_fall"]) for row in attrs.pop("communes")}
        return {"plan_version": attrs.pop("version"), "figures": figures, **attrs}
