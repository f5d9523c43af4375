"""API of correspondence: the same queries and services as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from accounts.models import User
from areas.models import Commune
from areas.queries import today
from common.api import ApiRequest, FileNegotiation, checked
from common.clock import now
from common.http import year_asked
from common.serializers import NoInput
from common.word import CONTENT_TYPE
from correspondence.api import serializers as shapes
from correspondence.choices import ThreadState
from correspondence.documents.reminders import reminder_letter_paper
from correspondence.filters import ThreadFilter
from correspondence.models import Thread, ThreadMessage
from correspondence.queries.letters import reminders_to_print, sent_together
from correspondence.queries.threads import (
    latest_reminders,
    messages_of,
    party_of,
    readings_of,
    steering_threads,
)
from correspondence.rules import may_close, may_reply
from correspondence.services import opening, replies
from correspondence.words.reminders import proposed_reminders
from targets.models import Goal, YearPlan
from targets.queries.alerts import year_alerts
from targets.queries.plans import communes_of, plan_for, plan_source

_YEAR = OpenApiParameter("year", OpenApiTypes.INT, description="Mặc định là năm kế hoạch mới nhất.")


class ThreadList(ListAPIView):
    """The threads that the user may read, the latest first."""

    required_action = Action.VIEW_PROGRESS
    serializer_class = shapes.ThreadOutput
    queryset = Thread.objects.all()
    request: ApiRequest
    filterset_class = ThreadFilter
    keyset_field = "newest"

    def get_queryset(self) -> QuerySet:
        return Thread.objects.visible_to(self.request.user).for_list()


class ThreadDetail(APIView):
    """A thread with its messages. Reading it here is not recorded: send that with `read`."""

    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=shapes.ThreadDetailOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _detail(request.user, _thread(request, pk))


class ReminderLetter(APIView):
    """A reminder as a letter to all communes it was sent to, as a .docx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.OPEN_THREADS

    @extend_schema(responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        thread = get_object_or_404(reminders_to_print(request.user), pk=pk)
        return reminder_letter_paper(thread, sent_together(thread, request.user)).response()


class ThreadRead(APIView):
    """Record that the user has read a thread."""

    required_action = Action.VIEW_PROGRESS

    @extend_schema(request=NoInput, responses=shapes.ThreadDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _thread(request, pk)
        checked(NoInput, request)
        replies.record_reading(thread_id=pk, by=request.user, at=now())
        return _detail(request.user, _thread(request, pk))


class ThreadReplies(APIView):
    """Reply in a thread; a message is never edited."""

    required_action = Action.VIEW_PROGRESS

    @extend_schema(request=shapes.ReplyInput, responses={201: shapes.ThreadDetailOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        _thread(request, pk)
        sent = checked(shapes.ReplyInput, request)
        replies.reply(thread_id=pk, by=request.user, at=now(), **sent)
        return _detail(request.user, _thread(request, pk), status.HTTP_201_CREATED)


class ThreadClose(APIView):
    """End a thread; only who opened it may."""

    required_action = Action.OPEN_THREADS

    @extend_schema(request=shapes.ThreadCloseInput, responses=shapes.ThreadDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _thread(request, pk)
        sent = checked(shapes.ThreadCloseInput, request)
        replies.close_thread(thread_id=pk, by=request.user, at=now(), **sent)
        return _detail(request.user, _thread(request, pk))


class MessageWithdraw(APIView):
    """Withdraw one's own message while no one else has read it."""

    required_action = Action.VIEW_PROGRESS

    @extend_schema(request=shapes.MessageWithdrawInput, responses=shapes.ThreadDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        message = get_object_or_404(ThreadMessage.objects.visible_to(request.user), pk=pk)
        sent = checked(shapes.MessageWithdrawInput, request)
        replies.withdraw_message(message_id=pk, by=request.user, at=now(), **sent)
        return _detail(request.user, _thread(request, message.thread_id))


class Reminders(APIView):
    """GET: what is late in each commune, as a reminder would say it. POST: remind communes."""

    parameters = (_YEAR,)
    required_action = Action.OPEN_THREADS
    required_write_action = Action.OPEN_THREADS

    @extend_schema(responses=shapes.ProposedRemindersOutput)
    def get(self, request: ApiRequest) -> Response:
        year = year_asked(request.query_params.get("year"))
        plan = plan_for(year, on=today())
        if plan is None:
            raise NotFound(f"Năm {year or today().year} chưa có kế hoạch.")
        latest = latest_reminders(steering_threads(plan.year, request.user))
        communes = communes_of(plan, on=today()).order_by("sort_key")
        alerts = year_alerts(plan, today=today())
        found = {"communes": proposed_reminders(communes, alerts, latest, on=today())}
        context = {"source": plan_source(plan, on=today(), at=now())}
        return Response(shapes.ProposedRemindersOutput(found, context=context).data)

    @extend_schema(request=shapes.ReminderInput, responses={201: shapes.ThreadOutput(many=True)})
    def post(self, request: ApiRequest) -> Response:
        body = shapes.ReminderInput(data=request.data)
        body.is_valid(raise_exception=True)
        sent = opening.send_reminders(
            client_id=body.validated_data["client_id"],
            plan_id=_plan_of(body.validated_data["year"]).pk,
            facts=body.facts(),
            by=request.user,
            at=now(),
            on=today(),
        )
        threads = Thread.objects.for_list().filter(pk__in=[each.pk for each in sent])
        rows = shapes.ThreadOutput(threads.order_by("pk"), many=True)
        return Response(rows.data, status.HTTP_201_CREATED)


class Comments(APIView):
    """Comment on a commune's figures or on a goal."""

    required_action = Action.OPEN_THREADS

    @extend_schema(request=shapes.CommentInput, responses={201: shapes.ThreadDetailOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.CommentInput, request)
        plan = _plan_of(sent.pop("year"))
        communes = Commune.objects.visible_to(request.user)
        goals = Goal.objects.filter(plan=plan).select_related("indicator")
        written = opening.write_comment(
            plan_id=plan.pk,
            commune=_row("commune", communes, sent.pop("commune")),
            goal=_row("goal", goals, sent.pop("goal")),
            by=request.user,
            at=now(),
            on=today(),
            **sent,
        )
        return _detail(request.user, _thread(request, written.pk), status.HTTP_201_CREATED)


class Questions(APIView):
    """Ask an office of the district."""

    required_action = Action.OPEN_THREADS

    @extend_schema(request=shapes.QuestionInput, responses={201: shapes.ThreadDetailOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.QuestionInput, request)
        plan = _plan_of(sent.pop("year"))
        asked = opening.ask_office(plan_id=plan.pk, by=request.user, at=now(), on=today(), **sent)
        return _detail(request.user, _thread(request, asked.pk), status.HTTP_201_CREATED)


def _plan_of(year: int) -> YearPlan:
    plan = YearPlan.objects.filter(year=year).first()
    if plan is None:
        raise ValidationError({"year": [f"Năm {year} chưa có kế hoạch."]})
    return plan


def _row(name: str, rows: QuerySet, key: int | None) -> Any:
    """Return the row of a key, None without one. Raises ValidationError for a key of no row."""
    if key is None:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        raise ValidationError({name: ["Không có lựa chọn này."]})
    return found


def _thread(request: ApiRequest, pk: int) -> Thread:
    return get_object_or_404(Thread.objects.visible_to(request.user).for_list(), pk=pk)


def _detail(user: User, thread: Thread, code: int = status.HTTP_200_OK) -> Response:
    party = party_of(thread, user)
    state = thread.state
    is_open = state not in {ThreadState.CLOSED, ThreadState.WITHDRAWN}
    context = {
        "user": user,
        "messages": messages_of(thread),
        "readings": readings_of(thread),
        "may_reply": may_reply(thread.kind, party, is_open=is_open),
        "may_close": may_close(party, is_open=is_open),
    }
    return Response(shapes.ThreadDetailOutput(thread, context=context).data, code)
