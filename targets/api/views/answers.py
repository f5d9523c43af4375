"""API of the ledger: the same queries and services as the pages."""

from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.models import Commune
from areas.queries import today
from common.api import (
    ApiRequest,
    FileNegotiation,
    StrictJSONParser,
    StrictMultiPartParser,
    checked,
    is_form,
)
from common.clock import now
from common.http import download
from common.serializers import NoInput
from common.uploads import CONTENT_TYPES, read_uploads
from common.word import CONTENT_TYPE as WORD
from targets.api.serializers import answers as shapes
from targets.api.views.plans import YEAR, asked_plan
from targets.documents.answer_reply import answer_reply_paper
from targets.documents.party_report import party_report_paper
from targets.models import AllocationAnswer, Attachment, YearPlan
from targets.queries.answers_commune import TargetLedger, target_ledger
from targets.queries.answers_compare import answer_table
from targets.queries.district_papers import answer_reply, replied_answers
from targets.queries.plans import plan_source
from targets.queries.registrations import registered_by_commune
from targets.services import answer_decisions, answer_withdrawal, answers

ATTACHMENT = {(200, each): OpenApiTypes.BINARY for each in CONTENT_TYPES}


class CommuneLedger(APIView):
    """A commune's target and every step on it, oldest first."""

    parameters = (YEAR,)
    required_action = Action.ANSWER_TARGETS
    other_action = Action.SET_GOALS

    @extend_schema(responses=shapes.CommuneLedgerOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        page = _page(request, pk)
        context = {"source": plan_source(page.plan, on=today(), at=now())}
        return Response(shapes.CommuneLedgerOutput(page, context=context).data)


class PartyReportCreate(APIView):
    """Record that the commune reported its target to its Party committee."""

    required_action = Action.ANSWER_TARGETS

    @extend_schema(request=shapes.PartyReportInput, responses={201: shapes.PartyReportOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        _commune(request, pk)
        sent = checked(shapes.PartyReportInput, request)
        made = answers.report_to_party(commune_id=pk, **_signed(request), **sent)
        return Response(shapes.PartyReportOutput(made).data, status.HTTP_201_CREATED)


class TargetAccept(APIView):
    """Accept the commune's target."""

    required_action = Action.ANSWER_TARGETS

    @extend_schema(request=shapes.TargetAcceptInput, responses={201: shapes.TargetAnswerOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        _commune(request, pk)
        sent = checked(shapes.TargetAcceptInput, request)
        made = answers.accept_target(commune_id=pk, **_signed(request), **sent)
        return Response(shapes.TargetAnswerOutput(made).data, status.HTTP_201_CREATED)


class TargetPropose(APIView):
    """Propose other figures; as multipart/form-data with files, otherwise as JSON."""

    required_action = Action.ANSWER_TARGETS
    parser_classes = (StrictJSONParser, StrictMultiPartParser)

    @extend_schema(
        request={
            "application/json": shapes.TargetProposalInput,
            "multipart/form-data": shapes.TargetProposalFormInput,
        },
        responses={201: shapes.TargetAnswerOutput},
    )
    def post(self, request: ApiRequest, pk: int) -> Response:
        _commune(request, pk)
        body = shapes.TargetProposalFormInput if is_form(request) else shapes.TargetProposalInput
        sent = checked(body, request)
        sent["attachments"] = read_uploads(sent.get("attachments", []))
        made = answers.propose_adjustment(commune_id=pk, **_signed(request), **sent)
        return Response(shapes.TargetAnswerOutput(made).data, status.HTTP_201_CREATED)


class TargetAnswerWithdraw(APIView):
    """Withdraw an answer before the district decides."""

    required_action = Action.ANSWER_TARGETS

    @extend_schema(request=None, responses=shapes.TargetAnswerOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(AllocationAnswer.objects.visible_to(request.user), pk=pk)
        checked(NoInput, request)
        made = answer_withdrawal.withdraw_answer(answer_id=pk, **_signed(request))
        return Response(shapes.TargetAnswerOutput(made).data)


class AnswerFile(APIView):
    content_negotiation_class = FileNegotiation
    required_action = Action.ANSWER_TARGETS
    other_action = Action.SET_GOALS

    @extend_schema(responses=ATTACHMENT)
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        found = Attachment.objects.visible_to(request.user).filter(answer__isnull=False)
        file = get_object_or_404(found, pk=pk)
        return download(file.name, bytes(file.content), content_type=file.content_type)


class PartyReportDocument(APIView):
    """The report to the Party committee as a Word document, filled with the commune's figures."""

    parameters = (YEAR,)
    content_negotiation_class = FileNegotiation
    required_action = Action.ANSWER_TARGETS
    other_action = Action.SET_GOALS

    @extend_schema(responses={(200, WORD): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        page = _page(request, pk)
        if page.standing is None or page.target is None:
            raise NotFound("Xã chưa được giao chỉ tiêu.")
        registered = registered_by_commune(page.plan).get(pk, (0, 0))
        paper = party_report_paper(
            page, page.standing, page.target, registered=registered, on=today()
        )
        return paper.response()


class AnswerReplyDocument(APIView):
    """The district's reply to a commune's answer as a .docx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.SET_GOALS

    @extend_schema(responses={(200, WORD): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        answer = get_object_or_404(replied_answers(request.user), pk=pk)
        return answer_reply_paper(answer_reply(answer)).response()


class AnswerComparison(APIView):
    """The answers of all communes."""

    required_action = Action.SET_GOALS

    @extend_schema(responses=shapes.AnswerComparisonOutput)
    def get(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan.objects.select_related("standard"), year=year)
        found = answer_table(plan, on=today())
        if found is None:
            raise NotFound(f"Năm {year} chưa giao chỉ tiêu cho xã.")
        context = {"source": plan_source(plan, on=today(), at=now())}
        return Response(shapes.AnswerComparisonOutput(found, context=context).data)


class ProposalDecisions(APIView):
    """Decide proposals together, all or none."""

    required_action = Action.SET_GOALS

    @extend_schema(
        request=shapes.ProposalDecisionsInput,
        responses={201: shapes.AdjustmentDecisionOutput(many=True)},
    )
    def post(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        sent = checked(shapes.ProposalDecisionsInput, request)
        made = answer_decisions.decide_proposals(plan_id=plan.pk, **_signed(request), **sent)
        output = shapes.AdjustmentDecisionOutput(made, many=True)
        return Response(output.data, status.HTTP_201_CREATED)


def _commune(request: ApiRequest, pk: int) -> Commune:
    visible = Commune.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("district", "province"), pk=pk)


def _page(request: ApiRequest, pk: int) -> TargetLedger:
    commune = _commune(request, pk)
    return target_ledger(asked_plan(request), commune, on=today())


def _signed(request: ApiRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now(), "on": today()}
