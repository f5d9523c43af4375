"""API of the leader's dashboard."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from areas.shapes import BOUNDARIES
from common.api import ApiRequest, FileNegotiation
from common.clock import now
from common.http import flag_asked
from reports.api.serializers.dashboard import DashboardOutput
from reports.api.views.reports import PLAN_YEAR, year_named
from reports.choices import DashboardFigure
from reports.exports.figures import CONTENT_TYPES, figure_file
from reports.filters.dashboard import dashboard_asked
from reports.queries.dashboard import plans_for
from targets.queries.plans import plan_source

MONTH = OpenApiParameter(
    "month",
    OpenApiTypes.STR,
    description="Tính đến hết tháng này, ví dụ 2021-10; mặc định là hôm nay.",
)
AREA = OpenApiParameter(
    "area",
    OpenApiTypes.STR,
    description="Phạm vi: border (xã biên giới), above (xã trên bình quân huyện), hoặc mã một xã.",
)
FIGURE_PARAMETERS = (PLAN_YEAR, MONTH, AREA, BOUNDARIES)
MINORITY = OpenApiParameter(
    "minority", OpenApiTypes.BOOL, description="Chỉ hộ dân tộc thiểu số; mặc định là tất cả hộ."
)


class DashboardView(APIView):
    """A year's overview: goals, communes, months, years, classes, reasons and deprivations.

    Small numbers of other communes, and numbers that would reveal them, are null.
    """

    required_action = Action.VIEW_PROGRESS
    parameters = FIGURE_PARAMETERS

    @extend_schema(responses=DashboardOutput)
    def get(self, request: ApiRequest) -> Response:
        year = year_named(request)
        plan, plans = plans_for(year, on=today())
        if plan is None:
            raise NotFound(f"Năm {year or today().year} chưa có kế hoạch.")
        at = now()
        found = dashboard_asked(
            request.query_params, plan, plans=plans, on=today(), at=at, reader=request.user
        )
        context = {"source": plan_source(plan, on=found.progress.as_of, at=at)}
        return Response(DashboardOutput(found, context=context).data)


class DashboardFileView(APIView):
    """The table of one figure of the dashboard, as CSV or as a workbook.

    Files leave the office: small numbers are hidden in them from everyone.
    """

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_PROGRESS
    parameters = (*FIGURE_PARAMETERS, MINORITY)
    kind: str

    def get(self, request: ApiRequest, pk: str) -> FileResponse:
        if pk not in DashboardFigure.values:
            raise NotFound("Không có tệp này.")
        year = year_named(request)
        plan, plans = plans_for(year, on=today())
        if plan is None:
            raise NotFound(f"Năm {year or today().year} chưa có kế hoạch.")
        at = now()
        found = dashboard_asked(
            request.query_params, plan, plans=plans, on=today(), at=at, reader=None
        )
        made = figure_file(
            DashboardFigure(pk),
            found,
            kind=self.kind,
            is_minority=flag_asked(request.GET, "minority"),
            source=plan_source(plan, on=found.progress.as_of, at=at),
            user=request.user,
        )
        if made is None:
            raise NotFound("Số liệu này không có vào ngày đã chọn.")
        return made


def file_view(kind: str) -> type[DashboardFileView]:
    """Return the API view of one kind of file."""
    documented = extend_schema(responses={(200, CONTENT_TYPES[kind]): OpenApiTypes.BINARY})
    view: type[DashboardFileView] = documented(
        type("DashboardFileView", (DashboardFileView,), {"kind": kind})
    )
    return view
