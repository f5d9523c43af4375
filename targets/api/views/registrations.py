"""API of exit registrations: the same queries and services as the pages."""

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.filters import commune_asked
from areas.models import Commune
from areas.queries import today
from common.api import ApiRequest, FileNegotiation, checked
from common.clock import now
from common.paging import BadCursor
from common.parameters import CURSOR, WrongParameters
from common.xlsx import CONTENT_TYPE
from targets.api.serializers import registrations as shapes
from targets.api.views.plans import YEAR, asked_plan
from targets.exports.registrations import registration_response
from targets.filters.registrations import CandidateFilter
from targets.models import YearPlan
from targets.queries.candidates import (
    CandidateRow,
    candidates,
    opening_list,
    page_of_rows,
    registered_list,
)
from targets.queries.coverage import coverage
from targets.queries.plans import plan_source
from targets.services import registrations as services

COMMUNE = OpenApiParameter(
    "commune",
    OpenApiTypes.INT,
    description="Khóa của xã (id trong /communes/); người của xã để trống là xã mình.",
)
_CURSOR = OpenApiParameter(CURSOR, OpenApiTypes.STR, description='Số trang; "last": trang cuối.')


class ExitCandidateList(APIView):
    """GET: a commune's opening poor list, the household nearest to exit first. POST:
    register households."""

    parameters = (YEAR, COMMUNE, _CURSOR, CandidateFilter)
    write_parameters = (YEAR,)
    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.REGISTER_EXITS

    @extend_schema(
        operation_id="exit_candidates_list",
        responses=shapes.ExitCandidatePageOutput,
    )
    def get(self, request: ApiRequest) -> Response:
        plan, commune = (
            asked_plan(request),
            commune_asked(request.user, request.query_params.get("commune", "")),
        )
        if commune is None:
            raise WrongParameters({"commune": ["Hãy nêu xã."]})
        context = {"source": plan_source(plan, on=today(), at=now())}
        page = _page(request, plan, commune)
        return Response(shapes.ExitCandidatePageOutput(page, context=context).data)

    @extend_schema(request=shapes.RegisterExitsInput, responses={200: shapes.RegisteredOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.RegisterExitsInput, request)
        plan = asked_plan(request)
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        done = services.register_exits(plan_id=plan.pk, **sent, **signed)
        return Response(shapes.RegisteredOutput(done).data)


class ExitCandidateDetail(APIView):
    """GET: one household of the opening list. PUT: its plan, support and reason."""

    parameters = write_parameters = (YEAR,)
    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.REGISTER_EXITS

    @extend_schema(responses=shapes.ExitCandidateOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _answer(_candidate(request, asked_plan(request), pk))

    @extend_schema(
        request=shapes.ExitCandidateInput,
        responses=shapes.ExitCandidateOutput,
    )
    def put(self, request: ApiRequest, pk: int) -> Response:
        plan = asked_plan(request)
        _candidate(request, plan, pk)
        sent = checked(shapes.ExitCandidateInput, request)
        signed: dict[str, Any] = {"by": request.user, "at": now()}
        services.note_candidate(plan_id=plan.pk, household_id=pk, **sent, **signed)
        return _answer(_candidate(request, plan, pk))


class ExitWithdrawal(APIView):
    """Withdraw a registration."""

    write_parameters = (YEAR,)
    required_action = Action.REGISTER_EXITS

    @extend_schema(request=shapes.WithdrawExitInput, responses=shapes.ExitCandidateOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        plan = asked_plan(request)
        _candidate(request, plan, pk)
        sent = checked(shapes.WithdrawExitInput, request)
        signed: dict[str, Any] = {"by": request.user, "at": now()}
        services.withdraw_registration(plan_id=plan.pk, household_id=pk, **sent, **signed)
        return _answer(_candidate(request, plan, pk))


class ExitRegistrationExport(APIView):
    """The registered households of a commune, or of all communes the user sees, as an .xlsx
    file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_HOUSEHOLDS
    parameters = (YEAR, COMMUNE)

    @extend_schema(responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest) -> FileResponse:
        plan, commune = (
            asked_plan(request),
            commune_asked(request.user, request.query_params.get("commune", "")),
        )
        report = coverage(plan)
        return registration_response(
            candidates(plan, registered_list(plan, request.user, commune)),
            plan=plan,
            commune=commune,
            coverage=report.of(commune.pk) if commune else report.total,
            on=today(),
            at=now(),
        )


class ExitCoverage(APIView):
    """How far the registrations of each commune cover its target; figures only."""

    required_action = Action.VIEW_PROGRESS
    parameters = (YEAR,)

    @extend_schema(responses=shapes.CoverageReportOutput)
    def get(self, request: ApiRequest) -> Response:
        plan = asked_plan(request)
        context = {"source": plan_source(plan, on=today(), at=now())}
        return Response(shapes.CoverageReportOutput(coverage(plan), context=context).data)


def _page(request: ApiRequest, plan: YearPlan, commune: Commune) -> dict[str, object]:
    found = CandidateFilter(
        request.query_params,
        opening_list(plan, request.user),
        request=request,
        plan=plan,
        commune=commune.pk,
    )
    found.require_valid()
    rows = candidates(plan, found.qs)
    if found.is_by_name:
        rows.sort(key=lambda row: row.by_name)
    try:
        page = page_of_rows(rows, request.query_params.get(CURSOR, ""))
    except BadCursor as error:
        raise WrongParameters({CURSOR: [str(error)]}) from error
    return {
        "commune": commune.pk,
        "count": page.total,
        "next": page.next_cursor or None,
        "previous": page.previous_cursor or None,
        "results": page.rows,
    }


def _candidate(request: ApiRequest, plan: YearPlan, pk: int) -> CandidateRow:
    rows = candidates(plan, opening_list(plan, request.user).filter(household=pk))
    if not rows:
        raise NotFound("Không có hộ này trong danh sách hộ nghèo đầu năm.")
    return rows[0]


def _answer(row: CandidateRow) -> Response:
    return Response(shapes.ExitCandidateOutput(row).data)
