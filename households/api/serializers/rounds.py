"""JSON shapes of poverty standards and review rounds."""

from rest_framework import serializers

from areas.queries import today
from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import (
    AnswerField,
    Input,
    RateField,
    SourcedOutput,
    WholeNumberSerializerField,
)
from households.choices import RoundKind
from households.models import Indicator, PovertyStandard, Round, StandardLine
from households.models.review import B1_CHANGE_LIMIT, HIGHEST_B1
from households.rules.rounds import MOST_STANDARDS
from households.shapes import StandardKeyField, StandardKeysField


class StandardLineOutput(serializers.ModelSerializer):
    """Incomes in đồng per person per month, scores in B1 points; null where not published."""

    class Meta:
        model = StandardLine
        fields = [
            "area_type",
            "income_poor_max",
            "income_near_poor_max",
            "score_low",
            "score_high",
        ]
        read_only_fields = fields


class IndicatorOutput(serializers.ModelSerializer):
    class Meta:
        model = Indicator
        fields = ["number", "key", "dimension", "name", "threshold"]
        read_only_fields = fields


class StandardOutput(serializers.ModelSerializer):
    lines = StandardLineOutput(many=True, read_only=True)
    indicators = IndicatorOutput(many=True, read_only=True)

    class Meta:
        model = PovertyStandard
        fields = [
            "id",
            "code",
            "name",
            "legal_basis",
            "valid_from",
            "valid_to",
            "shape",
            "points_per_deprivation",
            "deprivation_limit",
            "lines",
            "indicators",
        ]
        read_only_fields = fields


class RoundOutput(serializers.ModelSerializer):
    """`standards` are codes, that of the year's goals first; the counts are forms."""

    standards = serializers.SerializerMethodField()
    has_begun = serializers.SerializerMethodField()
    drafts = serializers.IntegerField(read_only=True)
    submitted = serializers.IntegerField(read_only=True)
    approved = serializers.IntegerField(read_only=True)

    class Meta:
        model = Round
        fields = [
            "id",
            "year",
            "kind",
            "state",
            "starts_on",
            "due_on",
            "b1_change_limit",
            "standards",
            "follows_procedure",
            "drafts",
            "submitted",
            "approved",
            "has_begun",
            "closing_proposed_at",
            "version",
        ]
        read_only_fields = fields

    def get_has_begun(self, round_: Round) -> bool:
        """Whether the first day of the round has come."""
        return round_.starts_on <= today()

    def get_standards(self, round_: Round) -> list[str]:
        return [row.standard.code for row in round_.round_standards.all()]


class HindranceOutput(serializers.Serializer):
    """One line of the check list before a closing; `count` is what is still to be done."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()
    unit = serializers.CharField()
    is_met = serializers.BooleanField()


class FixedFiguresOutput(serializers.Serializer):
    """What a closing fixes under a standard, in households."""

    standard = serializers.CharField(source="standard.code")
    poor = serializers.IntegerField()
    near_poor = serializers.IntegerField()
    households = serializers.IntegerField()
    rate = RateField()


class RoundClosingOutput(SourcedOutput):
    """A round to be closed; `proposed_at` is null until the labour office proposes it."""

    id = serializers.IntegerField(source="round.pk")
    version = serializers.IntegerField(source="round.version")
    proposed_at = serializers.DateTimeField(source="round.closing_proposed_at", allow_null=True)
    hindrances = HindranceOutput(many=True)
    figures = FixedFiguresOutput(many=True)


class RoundCloseInput(Input):
    version = WholeNumberSerializerField(min_value=1)
    confirmed_year = WholeNumberSerializerField(help_text="Năm của đợt, ghi lại để xác nhận.")
    poor_households = WholeNumberSerializerField(
        min_value=0, help_text="Số hộ nghèo sẽ khóa theo chuẩn của năm, như đã xem."
    )


class RoundUnlockInput(Input):
    version = WholeNumberSerializerField(min_value=1)
    reason = TextSerializerField(max_length=300)


class RoundInput(Input):
    starts_on = DaySerializerField()
    due_on = DaySerializerField()
    standards = StandardKeysField(
        child=StandardKeyField(),
        min_length=1,
        max_length=MOST_STANDARDS,
        help_text="Mã chuẩn nghèo; chuẩn của mục tiêu năm đứng đầu.",
    )
    b1_change_limit = WholeNumberSerializerField(
        min_value=0,
        max_value=HIGHEST_B1,
        allow_null=True,
        default=B1_CHANGE_LIMIT,
        help_text="B1 đổi quá chừng này điểm thì phiếu phải ghi lý do; null: không hỏi.",
    )


class RoundChangeInput(RoundInput):
    follows_procedure = AnswerField(
        allow_null=True, default=None, help_text="Bỏ trống là giữ nguyên."
    )
    version = WholeNumberSerializerField(min_value=1)


class NewRoundInput(RoundInput):
    follows_procedure = AnswerField(
        default=False, help_text="Phiếu phải qua đủ các bước của quy trình mới được công nhận."
    )
    year = WholeNumberSerializerField(min_value=2000, max_value=2100)
    kind = serializers.ChoiceField(RoundKind.choices)
