"""API of what is due for the user: the same list as on the home page."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest
from povertyapp.to_do import to_do_of


class ReminderOutput(serializers.Serializer):
    name = serializers.CharField(read_only=True)
    what = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True, help_text="Địa chỉ trang để làm việc này.")
    due_on = serializers.DateField(read_only=True, allow_null=True)
    days_late = serializers.IntegerField(read_only=True, help_text="Số ngày quá hạn; 0: chưa quá.")


class ToDoOutput(serializers.Serializer):
    total = serializers.IntegerField(read_only=True)
    late = serializers.IntegerField(read_only=True)
    reminders = ReminderOutput(many=True, read_only=True)


class OwnToDo(APIView):
    """What is due for the user, the longest overdue first."""

    required_action = Action.VIEW_CATALOGUES

    @extend_schema(responses={200: ToDoOutput}, operation_id="to_do_list")
    def get(self, request: ApiRequest) -> Response:
        found = to_do_of(request.user, today())
        reminders = [*found.first, *found.more]
        answer = {"total": found.total, "late": found.late, "reminders": reminders}
        return Response(ToDoOutput(answer).data)
