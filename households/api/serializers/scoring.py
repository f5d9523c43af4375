"""JSON shapes of scoring tables and rescoring."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import VersionInput
from households.choices import FactSource, ScoringArea
from households.models import Rescoring, RescoringChange, Round, ScoringTable
from households.queries.scoring import items_of
from households.rules.scoring_tables import MOST_ANSWERS, MOST_ITEMS
from households.services.scoring_tables import TableHead
from households.shapes import StandardKeyField


class ScoringAnswerShape(serializers.Serializer):
    """An answer; `at_least` and `at_most` count persons and belong to counted items only."""

    key = TextSerializerField(max_length=30)
    label = TextSerializerField(max_length=200)  # type: ignore[assignment]
    points = serializers.IntegerField(min_value=0, max_value=500)
    at_least = serializers.IntegerField(
        min_value=0, max_value=99, allow_null=True, required=False, default=None
    )
    at_most = serializers.IntegerField(
        min_value=0, max_value=99, allow_null=True, required=False, default=None
    )


class ScoringItemShape(serializers.Serializer):
    group_number = serializers.IntegerField(min_value=0, max_value=99)
    group_name = TextSerializerField(max_length=100)
    key = TextSerializerField(max_length=30)
    label = TextSerializerField(max_length=200)  # type: ignore[assignment]
    source = serializers.ChoiceField(FactSource.choices)  # type: ignore[assignment]
    is_withheld_from_dependants = serializers.BooleanField(required=False, default=False)
    answers = serializers.ListField(child=ScoringAnswerShape(), max_length=MOST_ANSWERS)


class ScoringTableOutput(serializers.ModelSerializer):
    """A table without its items; a B1 from a provisional one cannot be approved."""

    standard: serializers.SlugRelatedField = serializers.SlugRelatedField("code", read_only=True)
    sheet = serializers.ChoiceField(ScoringArea.choices, source="area", read_only=True)
    verified_by = serializers.CharField(source="verified_by.full_name", default="", read_only=True)
    is_verified = serializers.BooleanField(read_only=True)
    is_provisional = serializers.BooleanField(read_only=True)

    class Meta:
        model = ScoringTable
        fields = [
            "id",
            "standard",
            "sheet",
            "edition",
            "based_on",
            "legal_basis",
            "source_note",
            "valid_from",
            "valid_to",
            "is_complete",
            "state",
            "is_verified",
            "verified_by",
            "verified_at",
            "verified_against",
            "is_provisional",
            "version",
        ]
        read_only_fields = fields


class WholeTableOutput(ScoringTableOutput):
    items = serializers.SerializerMethodField()

    class Meta(ScoringTableOutput.Meta):
        fields = [*ScoringTableOutput.Meta.fields, "items"]
        read_only_fields = fields

    @extend_schema_field(ScoringItemShape(many=True))
    def get_items(self, table: ScoringTable) -> Any:
        return ScoringItemShape(items_of(table), many=True).data


class TableHeadInput(serializers.Serializer):
    legal_basis = TextSerializerField(max_length=300)
    source_note = TextSerializerField(max_length=300, required=False, default="", allow_blank=True)
    valid_from = DaySerializerField()
    valid_to = DaySerializerField(allow_null=True, required=False, default=None)
    is_complete = serializers.BooleanField(required=False, default=False)


class NewTableInput(TableHeadInput):
    standard = StandardKeyField()
    sheet = serializers.ChoiceField(ScoringArea.choices, source="area")


class TableInput(TableHeadInput):
    """Head and items of a draft, all of them."""

    version = serializers.IntegerField(min_value=1)
    items = serializers.ListField(child=ScoringItemShape(), max_length=MOST_ITEMS)


def head_of(sent: dict[str, Any]) -> TableHead:
    """Return the head of a table in the input as the service takes it."""
    names = ("legal_basis", "source_note", "valid_from", "valid_to", "is_complete")
    return TableHead(**{name: sent[name] for name in names})


class VerifyInput(VersionInput):
    against = TextSerializerField(max_length=300)


class UploadInput(VersionInput):
    """A workbook in the shape of the export; with `dry_run` nothing is written."""

    file = serializers.FileField()
    dry_run = serializers.BooleanField(required=False, default=True)


class TableDifferenceOutput(serializers.Serializer):
    """`kind`: ADDED, REMOVED, CHANGED; points are null where the answer is not in that edition."""

    kind = serializers.CharField()
    item = serializers.CharField()
    answer = serializers.CharField()
    points_before = serializers.IntegerField(allow_null=True)
    points_after = serializers.IntegerField(allow_null=True)
    words = serializers.CharField()


class UploadOutput(serializers.Serializer):
    written = serializers.BooleanField()
    differences = TableDifferenceOutput(many=True)


class CellErrorOutput(serializers.Serializer):
    """`cell` as in Excel: C12."""

    cell = serializers.CharField()
    message = serializers.CharField()


class WrongCellsOutput(serializers.Serializer):
    detail = serializers.CharField()
    code = serializers.CharField()
    cells = CellErrorOutput(many=True)


class RescoringInput(serializers.Serializer):
    table = serializers.PrimaryKeyRelatedField(queryset=ScoringTable.objects.all())
    round = serializers.PrimaryKeyRelatedField(queryset=Round.objects.all())


class RescoringOutput(serializers.ModelSerializer):
    """`total` and `done` are forms; `finished_at` is null while it runs."""

    class Meta:
        model = Rescoring
        fields = ["id", "table", "round", "total", "done", "started_at", "worked_at", "finished_at"]
        read_only_fields = fields


class RescoringChangeOutput(serializers.ModelSerializer):
    """`is_applied` is false where the form was left unchanged because an answer is missing."""

    assessment = serializers.IntegerField(source="result.assessment_id", read_only=True)
    household = serializers.CharField(source="result.assessment.household.code", read_only=True)

    class Meta:
        model = RescoringChange
        fields = [
            "id",
            "commune",
            "assessment",
            "household",
            "b1_before",
            "b1_after",
            "status_before",
            "status_after",
            "explanation",
            "is_applied",
        ]
        read_only_fields = fields
