"""JSON shapes of the steps: villages' lists, reports, opinions, decisions, the procedure's numbers."""

from typing import Any

from rest_framework import serializers

from areas.models import Village
from common.date_fields import DaySerializerField
from common.fields import NameSerializerField, TextSerializerField
from common.serializers import (
    Input,
    KeySerializerField,
    RowField,
    SourcedOutput,
    VersionInput,
    WholeNumberSerializerField,
)
from households.models import Household, Round
from households.shapes import HouseholdKeyField, VillageKeyField
from procedure.choices import Certainty, ComplaintOutcome, ListOrigin
from procedure.models import (
    CommuneSubmission,
    Complaint,
    DistrictOpinion,
    Holiday,
    ListedHousehold,
    Posting,
    Procedure,
    ProcedureTerm,
    RecognitionDecision,
    VillageMeeting,
    VillageReview,
)
from procedure.models.procedures import MOST_DAYS
from procedure.models.reviews import MOST_PEOPLE
from procedure.queries.board import BoardVillage
from procedure.queries.decision import ClassChange, DecisionPreview
from procedure.words.steps import whom_to_call

MOST_VILLAGES = 100


def _everything(model: Any, *left_out: str) -> list[str]:
    """Return the names of a model's columns, except some."""
    names = [field.name for field in model._meta.concrete_fields]
    return [name for name in names if name not in left_out]


class ListedHouseholdOutput(serializers.ModelSerializer):
    """`assessment` is the form the village voted on, null before the meeting."""

    household_code = serializers.CharField(source="household.code", read_only=True)
    head_name = serializers.CharField(source="household.head_name", read_only=True)

    class Meta:
        model = ListedHousehold
        fields = [
            "id",
            "household",
            "household_code",
            "head_name",
            "origin",
            "outcome",
            "removal_reason",
            "assessment",
        ]
        read_only_fields = fields


class MeetingOutput(serializers.ModelSerializer):
    procedure = serializers.CharField(source="procedure.code", read_only=True)

    class Meta:
        model = VillageMeeting
        fields = _everything(VillageMeeting, "village_review", "commune")
        read_only_fields = fields


class PostingOutput(serializers.ModelSerializer):
    """`ends_on` is the last of the working days required by the procedure."""

    procedure = serializers.CharField(source="procedure.code", read_only=True)

    class Meta:
        model = Posting
        fields = _everything(Posting, "village_review", "commune")
        read_only_fields = fields


class ComplaintOutput(serializers.ModelSerializer):
    class Meta:
        model = Complaint
        fields = _everything(Complaint, "village_review", "commune")
        read_only_fields = fields


class VillageReviewOutput(serializers.ModelSerializer):
    """A village's list and its current step, the one to be done next."""

    village_name = serializers.CharField(source="village.full_name", read_only=True)

    class Meta:
        model = VillageReview
        fields = [*_everything(VillageReview), "village_name"]
        read_only_fields = fields


class VillageReviewDetail(VillageReviewOutput):
    """The same with the records of its steps, except complaints."""

    households = ListedHouseholdOutput(source="listed_households", many=True, read_only=True)
    meetings = MeetingOutput(many=True, read_only=True)
    postings = PostingOutput(many=True, read_only=True)

    class Meta(VillageReviewOutput.Meta):
        fields = [*VillageReviewOutput.Meta.fields, "households", "meetings", "postings"]
        read_only_fields = fields


class NewListInput(Input):
    """A new list; idempotent while the list is being worked on."""

    round = RowField(queryset=Round.objects.all())
    village = VillageKeyField(queryset=Village.objects.none())
    survey_due_on = DaySerializerField(allow_null=True, default=None)


class AddHouseholdInput(Input):
    household = HouseholdKeyField(queryset=Household.objects.none())
    origin = serializers.ChoiceField(ListOrigin.choices)


class RemovalInput(Input):
    reason = TextSerializerField(max_length=300)


class SurveyStartInput(VersionInput):
    started_on = DaySerializerField()


class SurveyFinishInput(VersionInput):
    finished_on = DaySerializerField()


class _CountField(WholeNumberSerializerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_PEOPLE, **kwargs)


class MeetingInput(VersionInput):
    """A village meeting; with fewer votes than required the list goes back to the survey."""

    held_on = DaySerializerField()
    place = TextSerializerField(max_length=200)
    chair_name = NameSerializerField(max_length=100)
    secretary_name = NameSerializerField(max_length=100)
    invited = _CountField()
    present = _CountField()
    votes_for = _CountField()
    votes_against = _CountField()
    households_represented = _CountField()
    opinions = TextSerializerField(max_length=2000, allow_blank=True, default="", multiline=True)


class MeetingChangeInput(MeetingInput):
    """A correction of the minutes while no later step rests on them; `version`: the list's."""

    reason = TextSerializerField(max_length=100)


class PostingInput(VersionInput):
    places = TextSerializerField(max_length=300)
    posted_on = DaySerializerField()


class PostingChangeInput(PostingInput):
    """A correction of a posting until the report; without `closed_on` a closed posting goes on."""

    closed_on = DaySerializerField(allow_null=True, default=None)
    reason = TextSerializerField(max_length=100)


class ClosingInput(VersionInput):
    """`version` is that of the village's list."""

    closed_on = DaySerializerField()


class ComplaintInput(Input):
    household = HouseholdKeyField(queryset=Household.objects.none())
    complainant = TextSerializerField(max_length=100)
    content = TextSerializerField(max_length=1000, multiline=True)
    received_on = DaySerializerField()


class AnswerInput(VersionInput):
    outcome = serializers.ChoiceField(
        [pair for pair in ComplaintOutcome.choices if pair[0] != ComplaintOutcome.PENDING]
    )
    answer = TextSerializerField(max_length=1000, multiline=True)
    answered_on = DaySerializerField()


class OpinionOutput(serializers.ModelSerializer):
    class Meta:
        model = DistrictOpinion
        fields = _everything(DistrictOpinion, "submission", "commune")
        read_only_fields = fields


class DecisionOutput(serializers.ModelSerializer):
    class Meta:
        model = RecognitionDecision
        fields = _everything(RecognitionDecision, "submission", "commune", "round")
        read_only_fields = fields


class SubmissionOutput(serializers.ModelSerializer):
    """`village_reviews` are the keys of the villages' lists in the report."""

    procedure = serializers.CharField(source="procedure.code", read_only=True)
    village_reviews: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    opinion = OpinionOutput(read_only=True, allow_null=True, default=None)
    decision = DecisionOutput(read_only=True, allow_null=True, default=None)

    class Meta:
        model = CommuneSubmission
        fields = [*_everything(CommuneSubmission), "village_reviews", "opinion", "decision"]
        read_only_fields = fields


class ReportedVillageInput(VersionInput):
    village_review = KeySerializerField()


class SubmissionInput(Input):
    """The villages whose posting has ended, each with the version of its list."""

    round = RowField(queryset=Round.objects.all())
    sent_on = DaySerializerField()
    note = TextSerializerField(max_length=500, allow_blank=True, default="")
    villages = ReportedVillageInput(many=True, max_length=MOST_VILLAGES)  # type: ignore[call-arg]


class OpinionInput(VersionInput):
    """`review_again`: keys of lists to be reviewed again; an empty list means agreement."""

    answered_on = DaySerializerField()
    document_number = TextSerializerField(max_length=50, allow_blank=True, default="")
    review_again = serializers.ListField(
        child=WholeNumberSerializerField(min_value=1), max_length=MOST_VILLAGES, default=list
    )
    text = TextSerializerField(max_length=2000, allow_blank=True, default="", multiline=True)


class DecisionInput(VersionInput):
    """`households`: the number of households to be recognised, checked when given."""

    number = TextSerializerField(max_length=50)
    decided_on = DaySerializerField()
    signer_name = NameSerializerField(max_length=100)
    households = WholeNumberSerializerField(min_value=0, allow_null=True, default=None)


class SendBackInput(VersionInput):
    """The villages' lists that the chair sends back to the survey instead of signing."""

    village_reviews = serializers.ListField(
        child=KeySerializerField(), min_length=1, max_length=MOST_VILLAGES
    )
    reason = TextSerializerField(max_length=300, multiline=True)


class ClassChangeOutput(serializers.Serializer):
    """`before` is empty for households on no list; `households` are their codes."""

    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField()
    is_correction = serializers.BooleanField()
    households = serializers.SerializerMethodField()

    def get_households(self, change: ClassChange) -> list[str]:
        return [line.listed.household.code for line in change.lines]


class DecisionFiguresOutput(serializers.Serializer):
    """Households of the decision under one standard, and those whose class changes."""

    standard = serializers.CharField(source="standard.code")
    poor = serializers.IntegerField()
    near_poor = serializers.IntegerField()
    exited = serializers.IntegerField()
    exited_near_poor = serializers.IntegerField()
    others = serializers.IntegerField()
    changes = ClassChangeOutput(many=True)


class DecisionPreviewOutput(SourcedOutput):
    """What a decision on the report recognises, before it is signed."""

    village_reviews = serializers.SerializerMethodField()
    households = serializers.IntegerField()
    standards = DecisionFiguresOutput(many=True)

    def get_village_reviews(self, preview: DecisionPreview) -> list[int]:
        return [review.pk for review in preview.reviews]


class TermOutput(serializers.ModelSerializer):
    """`reference` is the source of the number."""

    unit = serializers.CharField(read_only=True)
    reference = serializers.CharField(source="source", read_only=True)

    class Meta:
        model = ProcedureTerm
        fields = ["id", "key", "value", "unit", "certainty", "reference", "version"]
        read_only_fields = fields


class ProcedureOutput(serializers.ModelSerializer):
    """A version of the procedure; the `value` of an unknown number is null."""

    terms = TermOutput(many=True, read_only=True)

    class Meta:
        model = Procedure
        fields = [*_everything(Procedure), "terms"]
        read_only_fields = fields


class TermInput(VersionInput):
    value = WholeNumberSerializerField(min_value=1, max_value=MOST_DAYS, allow_null=True)
    certainty = serializers.ChoiceField(Certainty.choices)
    reference = TextSerializerField(source="source", max_length=200, allow_blank=True, default="")


class HolidayOutput(serializers.ModelSerializer):
    class Meta:
        model = Holiday
        fields = ["id", "day", "name"]
        read_only_fields = fields


class HolidayInput(Input):
    day = DaySerializerField()
    name = TextSerializerField(max_length=100)


class WhomField(serializers.CharField):
    """The people who have to act on a village's list, else their office; empty when done."""

    def to_representation(self, value: Any) -> str:
        line: BoardVillage = value
        return whom_to_call(line.people, line.actor) if line.has_to_act else ""


class BoardVillageOutput(serializers.Serializer):
    """Households of a village in the round; `step` is empty before there is a list.

    `to_be_listed`: households that belong on a list and are on none.
    """

    village = serializers.IntegerField(source="village.pk")
    name = serializers.CharField(source="village.full_name")
    village_review = serializers.IntegerField(source="review.pk", allow_null=True, default=None)
    step = serializers.CharField(allow_blank=True)
    households = serializers.IntegerField()
    surveyed = serializers.IntegerField()
    to_be_listed = serializers.IntegerField()
    complaints = serializers.IntegerField()
    due_on = serializers.DateField(allow_null=True)
    days_late = serializers.IntegerField()
    actor = serializers.CharField()
    whom = WhomField(source="*", allow_blank=True)


class BoardOutput(SourcedOutput):
    """A commune in the round with its villages, worst first."""

    commune = serializers.IntegerField(source="commune.pk")
    name = serializers.CharField(source="commune.full_name")
    households = serializers.IntegerField()
    surveyed = serializers.IntegerField()
    done = serializers.IntegerField()
    late = serializers.IntegerField()
    days_late = serializers.IntegerField()
    villages = BoardVillageOutput(many=True)
