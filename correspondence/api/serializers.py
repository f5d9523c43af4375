"""JSON shapes of correspondence."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.models import Commune
from areas.queries import today
from common.date_fields import DaySerializerField
from common.fields import TextSerializerField
from common.serializers import (
    AnswerField,
    Input,
    KeySerializerField,
    RowField,
    SourcedOutput,
    VersionInput,
    WholeNumberSerializerField,
)
from correspondence.choices import Matter, ThreadState
from correspondence.models import (
    LONGEST_BODY,
    LONGEST_REASON,
    LONGEST_SUBJECT,
    Thread,
    ThreadMessage,
    ThreadReading,
)
from correspondence.services.opening import MOST_COMMUNES, ReminderFacts
from correspondence.words.threads import days_overdue
from targets.choices import OfficeBearer


class ThreadOutput(serializers.ModelSerializer):
    """A thread; `read_at` and `answered_at` by those whom it is addressed to.

    `figure` is the figure in words that a comment is on, as of `figure_on`.
    """

    year = serializers.IntegerField(source="plan.year", read_only=True)
    commune_name = serializers.CharField(source="commune.full_name", default=None, read_only=True)
    indicator = serializers.CharField(source="indicator.key", default="", read_only=True)
    # Empty where the kind of thread has none.
    goal_code = serializers.CharField(read_only=True)
    goal_group = serializers.CharField(read_only=True)
    office = serializers.CharField(read_only=True)
    matter = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(ThreadState.choices, read_only=True)
    days_late = serializers.SerializerMethodField()
    opened_by = serializers.CharField(source="opened_by.full_name", read_only=True)
    read_at = serializers.DateTimeField(allow_null=True, read_only=True)
    reader = serializers.CharField(allow_null=True, read_only=True)
    answered_at = serializers.DateTimeField(allow_null=True, read_only=True)

    class Meta:
        model = Thread
        fields = [
            *("id", "client_id", "kind", "year", "commune", "commune_name", "goal_code"),
            *("goal_group", "indicator", "office", "matter", "subject", "figure", "figure_on"),
            *("due_on", "days_late", "state", "opened_by", "opened_role", "opened_at"),
            *("read_at", "reader", "answered_at", "closed_at", "version"),
        ]
        read_only_fields = fields

    def get_days_late(self, thread: Thread) -> int:
        return days_overdue(thread, thread.state, today())


class ThreadMessageOutput(serializers.ModelSerializer):
    """A message; `body` of a withdrawn one is empty for all but its author."""

    by = serializers.CharField(source="by.full_name", read_only=True)
    body = serializers.SerializerMethodField()
    is_read = serializers.BooleanField(read_only=True)

    class Meta:
        model = ThreadMessage
        fields = [
            *("id", "client_id", "body", "by", "role", "at", "is_opening", "is_answer"),
            *("is_read", "withdrawn_at", "withdrawal_reason"),
        ]
        read_only_fields = fields

    def get_body(self, message: ThreadMessage) -> str:
        is_own = message.by_id == self.context["user"].pk
        return message.body if is_own or not message.is_withdrawn else ""


class ThreadReadingOutput(serializers.ModelSerializer):
    user = serializers.CharField(source="user.full_name", read_only=True)

    class Meta:
        model = ThreadReading
        fields = ["user", "first_read_at", "last_read_at"]
        read_only_fields = fields


class ThreadDetailOutput(ThreadOutput):
    """A thread with its messages, and the readings by those whom it is addressed to."""

    messages = serializers.SerializerMethodField()
    readings = serializers.SerializerMethodField()
    may_reply = serializers.SerializerMethodField()
    may_close = serializers.SerializerMethodField()

    class Meta(ThreadOutput.Meta):
        fields = [*ThreadOutput.Meta.fields, "messages", "readings", "may_reply", "may_close"]
        read_only_fields = fields

    @extend_schema_field(ThreadMessageOutput(many=True))
    def get_messages(self, _thread: Thread) -> list[dict[str, Any]]:
        return list(
            ThreadMessageOutput(self.context["messages"], many=True, context=self.context).data
        )

    @extend_schema_field(ThreadReadingOutput(many=True))
    def get_readings(self, _thread: Thread) -> list[dict[str, Any]]:
        return list(ThreadReadingOutput(self.context["readings"], many=True).data)

    def get_may_reply(self, _thread: Thread) -> bool:
        return bool(self.context["may_reply"])

    def get_may_close(self, _thread: Thread) -> bool:
        return bool(self.context["may_close"])


class ProposedReminderOutput(serializers.Serializer):
    """What a reminder to a commune would say. `alerts` is the number of things that are late."""

    commune = serializers.IntegerField(source="key")
    commune_name = serializers.CharField(source="name")
    matter = serializers.ChoiceField(Matter.choices)
    alerts = serializers.IntegerField()
    text = serializers.CharField()
    latest = serializers.CharField()


class ProposedRemindersOutput(SourcedOutput):
    communes = ProposedReminderOutput(many=True)


class ReminderInput(Input):
    """`with_facts` puts what is late in each commune before the text; `again` confirms a further
    reminder about the same matter."""

    client_id = serializers.UUIDField()
    year = WholeNumberSerializerField()
    communes = serializers.ListField(
        child=KeySerializerField(), min_length=1, max_length=MOST_COMMUNES
    )
    matter = serializers.ChoiceField(Matter.choices)
    body = TextSerializerField(max_length=LONGEST_BODY, multiline=True)
    due_on = DaySerializerField(required=False, allow_null=True, default=None)
    with_facts = AnswerField(default=True)
    again = AnswerField(default=False)

    def facts(self) -> ReminderFacts:
        """Return the facts that the service takes."""
        sent = dict(self.validated_data)
        return ReminderFacts(
            **{name: value for name, value in sent.items() if name not in {"client_id", "year"}}
        )


class CommentInput(Input):
    """Exactly one of `commune` and `goal`, by its key."""

    client_id = serializers.UUIDField()
    year = WholeNumberSerializerField()
    commune = KeySerializerField(required=False, allow_null=True, default=None)
    goal = KeySerializerField(required=False, allow_null=True, default=None)
    body = TextSerializerField(max_length=LONGEST_BODY, multiline=True)


class QuestionInput(Input):
    client_id = serializers.UUIDField()
    year = WholeNumberSerializerField()
    office = serializers.ChoiceField(OfficeBearer.choices)
    subject = TextSerializerField(max_length=LONGEST_SUBJECT)
    body = TextSerializerField(max_length=LONGEST_BODY, multiline=True)
    commune = RowField(
        queryset=Commune.objects.all(), required=False, allow_null=True, default=None
    )
    due_on = DaySerializerField(required=False, allow_null=True, default=None)


class ReplyInput(Input):
    client_id = serializers.UUIDField()
    body = TextSerializerField(max_length=LONGEST_BODY, multiline=True)


class ThreadCloseInput(VersionInput):
    """`version` as it was read: 409 where someone wrote in the thread meanwhile."""


class MessageWithdrawInput(Input):
    reason = TextSerializerField(max_length=LONGEST_REASON)
