"""API of allocations: the same queries and services as the pages."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import is_demo, today
from common.api import ApiRequest, FileNegotiation, checked
from common.clock import now
from common.word import CONTENT_TYPE as WORD
from common.xlsx import CONTENT_TYPE
from targets.api.serializers import allocations as shapes
from targets.documents.allocations import allocation_decision_paper, plan_submission_paper
from targets.exports.allocations import allocation_annex_response
from targets.models import Allocation, YearPlan
from targets.queries.adoption import adoption_preview
from targets.queries.allocations import AllocationTable, allocation_table, side_by_side
from targets.queries.plans import plan_source
from targets.services.allocations import adopt_allocation
from targets.services.drafts import (
    copy_draft,
    discard_draft,
    fill_draft,
    propose_draft,
    restore_draft,
    save_draft,
)
from targets.services.signing import (
    return_allocation,
    submit_allocation,
    withdraw_allocation,
)


class AllocationList(APIView):
    """GET: the allocations of a year, the one in force first. POST: create a draft."""

    required_action = Action.VIEW_PROGRESS
    required_write_action = Action.SET_GOALS

    @extend_schema(responses=shapes.AllocationOutput(many=True), operation_id="allocation_list")
    def get(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan.objects.select_related("district", "standard"), year=year)
        found = side_by_side(plan, user=request.user)
        context = {"source": plan_source(plan, on=today(), at=now())}
        return Response(shapes.AllocationOutput(found.tables, many=True, context=context).data)

    @extend_schema(request=shapes.AllocationInput, responses={201: shapes.AllocationDetailOutput})
    def post(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        sent = checked(shapes.AllocationInput, request)
        draft = propose_draft(plan_id=plan.pk, by=request.user, at=now(), **sent)
        return _detail(request, draft.pk, status.HTTP_201_CREATED)


class AllocationDetail(APIView):
    """GET: an allocation with its lines. PUT: save a draft; communes not given keep their lines."""

    required_action = Action.VIEW_PROGRESS
    required_write_action = Action.SET_GOALS

    @extend_schema(responses=shapes.AllocationDetailOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _detail(request, pk)

    @extend_schema(request=shapes.AllocationSaveInput, responses=shapes.AllocationDetailOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationSaveInput, request)
        save_draft(allocation_id=pk, by=request.user, **sent)
        return _detail(request, pk)


class AllocationPropose(APIView):
    """Fill a draft by a rule; an impossible split is refused with an explanation."""

    required_action = Action.SET_GOALS

    @extend_schema(request=shapes.AllocationProposalInput, responses=shapes.AllocationDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationProposalInput, request)
        fill_draft(allocation_id=pk, by=request.user, **sent)
        return _detail(request, pk)


class AllocationCopy(APIView):
    required_action = Action.SET_GOALS

    @extend_schema(
        request=shapes.AllocationCopyInput, responses={201: shapes.AllocationDetailOutput}
    )
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationCopyInput, request)
        copy = copy_draft(allocation_id=pk, by=request.user, at=now(), **sent)
        return _detail(request, copy.pk, status.HTTP_201_CREATED)


class AllocationDiscard(APIView):
    required_action = Action.SET_GOALS

    @extend_schema(request=shapes.AllocationVersionInput, responses={204: None})
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationVersionInput, request)
        discard_draft(allocation_id=pk, by=request.user, **sent)
        return Response(status=status.HTTP_204_NO_CONTENT)


class AllocationRestore(APIView):
    """Undo the last proposal of a draft."""

    required_action = Action.SET_GOALS

    @extend_schema(request=shapes.AllocationVersionInput, responses=shapes.AllocationDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationVersionInput, request)
        restore_draft(allocation_id=pk, by=request.user, **sent)
        return _detail(request, pk)


class AllocationPreview(APIView):
    """What adopting an allocation changes for each commune."""

    required_action = Action.SET_GOALS

    @extend_schema(responses=shapes.AdoptionPreviewOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        table = allocation_table(_visible(request, pk))
        context = _source(table)
        return Response(shapes.AdoptionPreviewOutput(adoption_preview(table), context=context).data)


class AllocationSubmit(APIView):
    """Submit a draft to the district's leader."""

    required_action = Action.SET_GOALS

    @extend_schema(request=shapes.AllocationSubmitInput, responses=shapes.AllocationDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationSubmitInput, request)
        submit_allocation(allocation_id=pk, by=request.user, at=now(), **sent)
        return _detail(request, pk)


class AllocationReturn(APIView):
    """Make a submitted draft a draft again: recalled, or sent back by the leader."""

    required_action = Action.SET_GOALS

    @extend_schema(request=shapes.AllocationReturnInput, responses=shapes.AllocationDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationReturnInput, request)
        return_allocation(allocation_id=pk, by=request.user, **sent)
        return _detail(request, pk)


class AllocationWithdraw(APIView):
    """Withdraw the allocation in force while no commune has answered."""

    required_action = Action.SIGN_FOR_DISTRICT

    @extend_schema(request=shapes.AllocationWithdrawInput, responses=shapes.AllocationDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationWithdrawInput, request)
        withdraw_allocation(allocation_id=pk, by=request.user, **sent)
        return _detail(request, pk)


class AllocationAdopt(APIView):
    """Sign a submitted draft: its figures become the communes' targets."""

    required_action = Action.SIGN_FOR_DISTRICT

    @extend_schema(request=shapes.AllocationAdoptInput, responses=shapes.AllocationDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible(request, pk)
        sent = checked(shapes.AllocationAdoptInput, request)
        adopt_allocation(allocation_id=pk, by=request.user, at=now(), **sent)
        return _detail(request, pk)


class AllocationExport(APIView):
    """The annex to the decision as an .xlsx file."""

    required_action = Action.DOWNLOAD_REPORTS
    content_negotiation_class = FileNegotiation

    @extend_schema(responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        table = allocation_table(_visible(request, pk))
        return allocation_annex_response(table, on=today(), at=now(), is_demo=is_demo())


class AllocationDecision(APIView):
    """The decision with its annex as a .docx file; a draft before it is adopted."""

    required_action = Action.DOWNLOAD_REPORTS
    content_negotiation_class = FileNegotiation

    @extend_schema(responses={(200, WORD): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        table = allocation_table(_visible(request, pk))
        return allocation_decision_paper(table, on=today()).response()


class AllocationSubmission(APIView):
    """The labour office's submission of goals and allocation as a .docx file."""

    required_action = Action.SET_GOALS
    content_negotiation_class = FileNegotiation

    @extend_schema(responses={(200, WORD): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        table = allocation_table(_visible(request, pk))
        return plan_submission_paper(table, on=today()).response()


def _visible(request: ApiRequest, pk: int) -> Allocation:
    found = Allocation.objects.visible_to(request.user).select_related(
        "plan__district__province", "plan__standard"
    )
    return get_object_or_404(found, pk=pk)


def _source(table: AllocationTable) -> dict[str, object]:
    return {"source": plan_source(table.allocation.plan, on=today(), at=now())}


def _detail(request: ApiRequest, pk: int, code: int = status.HTTP_200_OK) -> Response:
    table = allocation_table(_visible(request, pk))
    return Response(shapes.AllocationDetailOutput(table, context=_source(table)).data, code)
