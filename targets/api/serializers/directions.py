"""JSON shapes of the year's tasks."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import (
    SOURCE_KEYS,
    Input,
    KeySerializerField,
    SourcedOutput,
    WholeNumberSerializerField,
)
from common.sources import FigureSource
from common.uploads import MOST_FILES
from targets.api.serializers.inputs import CommuneKeyField
from targets.choices import DirectionState, Evidence, OfficeBearer, TaskStanding
from targets.models import Attachment, Direction, DirectionReport
from targets.queries.directions import DirectionRow
from targets.services.directions import LONGEST_REASON, TaskFacts
from targets.words.directions import fact_words

_MOST_COMMUNES = 200


class DirectionBearerOutput(serializers.Serializer):
    """One bearer. `state` is the state reported, `standing` the state compared with due
    date and figures; `figures` is the text of what is on record, empty where nothing is."""

    id = serializers.IntegerField(source="pk")
    commune = serializers.IntegerField(source="commune_id", allow_null=True)
    office = serializers.CharField()
    name = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    has_own_date = serializers.BooleanField()
    state = serializers.ChoiceField(DirectionState.choices)
    standing = serializers.ChoiceField(TaskStanding.choices)
    days_late = serializers.IntegerField()
    figures = serializers.SerializerMethodField()
    last_words = serializers.CharField(source="words")
    reported_at = serializers.DateTimeField(allow_null=True)
    is_own = serializers.BooleanField()
    version = serializers.IntegerField()

    def get_figures(self, row: Any) -> str:
        return fact_words(row.fact)


class DirectionOutput(serializers.ModelSerializer):
    year = serializers.IntegerField(source="plan.year", read_only=True)

    class Meta:
        model = Direction
        fields = [
            "id",
            "year",
            "number",
            "title",
            "content",
            "source",
            "given_on",
            "due_on",
            "evidence",
            "is_withdrawn",
            "version",
        ]
        read_only_fields = fields


class DirectionRowOutput(SourcedOutput, DirectionOutput):  # type: ignore[misc]  # two kinds of one key
    """A task with the bearers the user sees, worst first. Build it with `of`."""

    bearers = serializers.SerializerMethodField()

    class Meta(DirectionOutput.Meta):
        fields = [*DirectionOutput.Meta.fields, *SOURCE_KEYS[1:], "bearers"]
        read_only_fields = fields

    @extend_schema_field(DirectionBearerOutput(many=True))
    def get_bearers(self, _direction: Direction) -> Any:
        return self.context["bearers"]

    @classmethod
    def of(cls, row: DirectionRow, source: FigureSource) -> dict[str, Any]:
        """Return the JSON of one task."""
        bearers = DirectionBearerOutput(row.bearers, many=True).data
        return dict(cls(row.direction, context={"bearers": bearers, "source": source}).data)


class DirectionFileOutput(serializers.ModelSerializer):
    class Meta:
        model = Attachment
        fields = ["id", "name", "content_type", "size", "added_at"]
        read_only_fields = fields


class DirectionReportOutput(serializers.ModelSerializer):
    attachments = DirectionFileOutput(many=True, read_only=True)
    by_name = serializers.CharField(source="by", read_only=True, allow_null=True)

    class Meta:
        model = DirectionReport
        fields = [
            "id",
            "client_id",
            "bearer",
            "state",
            "words",
            "by_name",
            "role",
            "at",
            "attachments",
        ]
        read_only_fields = fields


class DirectionDetailOutput(DirectionRowOutput):
    """A task with its reports, latest first (100 at most)."""

    reports = DirectionReportOutput(many=True)

    class Meta(DirectionRowOutput.Meta):
        fields = [*DirectionRowOutput.Meta.fields, "reports"]
        read_only_fields = fields


class DirectionInput(Input):
    title = TextSerializerField(max_length=200)
    content = TextSerializerField(
        max_length=1000, multiline=True, required=False, allow_blank=True, default=""
    )
    source = TextSerializerField(max_length=300, required=False, allow_blank=True, default="")  # type: ignore[assignment]
    given_on = DaySerializerField(required=False, allow_null=True, default=None)
    due_on = DaySerializerField(required=False, allow_null=True, default=None)
    evidence = serializers.ChoiceField(Evidence.choices, default=Evidence.NONE)
    communes = serializers.ListField(
        child=CommuneKeyField(), max_length=_MOST_COMMUNES, required=False, default=list
    )
    offices = serializers.ListField(
        child=serializers.ChoiceField(OfficeBearer.choices),
        max_length=len(OfficeBearer),
        required=False,
        default=list,
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        rest: dict[str, Any] = {
            name: attrs.pop(name) for name in ("year", "version") if name in attrs
        }
        lists: dict[str, Any] = {
            name: frozenset(attrs.pop(name)) for name in ("communes", "offices")
        }
        return {**rest, "facts": TaskFacts(**attrs, **lists)}


class NewDirectionInput(DirectionInput):
    year = WholeNumberSerializerField()


class DirectionChangeInput(DirectionInput):
    version = WholeNumberSerializerField()


class DirectionYearInput(Input):
    year = WholeNumberSerializerField()


class DirectionWithdrawInput(Input):
    version = WholeNumberSerializerField()
    reason = TextSerializerField(max_length=LONGEST_REASON)


class DirectionReportInput(Input):
    """`bearer` is one of the user's own bearers of the task, optional when there is only
    one."""

    client_id = serializers.UUIDField()
    bearer = KeySerializerField(required=False)
    state = serializers.ChoiceField(DirectionState.choices)
    words = TextSerializerField(max_length=1000, multiline=True)


class DirectionReportFormInput(DirectionReportInput):
    """The same as multipart/form-data, with files."""

    attachments = serializers.ListField(
        child=serializers.FileField(), max_length=MOST_FILES, default=list
    )


class DirectionDueInput(Input):
    version = WholeNumberSerializerField()
    due_on = DaySerializerField(allow_null=True)
