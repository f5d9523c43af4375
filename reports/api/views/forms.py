"""API of the official forms: the same tables as the pages and the workbooks."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from accounts.choices import Action
from areas.shapes import BOUNDARIES
from common.api import ApiRequest, FileNegotiation
from common.xlsx import CONTENT_TYPE
from reports.api.serializers.forms import FormTableOutput, OfficialFormOutput, form_shown
from reports.api.views.reports import STANDARD, YEAR
from reports.choices import FormBasis
from reports.exports.forms import form_file
from reports.filters.forms import NoFormFigures, OfficialFormFilter, table_of
from reports.words.forms.definition import FormTable, OfficialForm
from reports.words.forms.forms import FORMS

_BASIS = OpenApiParameter(
    "basis",
    OpenApiTypes.STR,
    enum=FormBasis.values,
    description="Số liệu hiện nay (present) hay đã khóa (frozen); chỉ biểu có may_be_frozen.",
)
_FORM = OpenApiParameter(
    "form", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[form.slug for form in FORMS]
)
_PARAMETERS = (YEAR, STANDARD, _BASIS, BOUNDARIES)


class FormList(APIView):
    required_action = Action.DOWNLOAD_REPORTS

    @extend_schema(responses=OfficialFormOutput(many=True))
    def get(self, request: Request) -> Response:
        rows = [
            form_shown(
                form,
                reverse("api:form_figures", args=[form.slug]),
                reverse("api:form_file", args=[form.slug]),
            )
            for form in FORMS
        ]
        return Response(OfficialFormOutput(rows, many=True).data)


class FormFiguresView(APIView):
    """The numbers of an official form by commune, with the district's total.

    Small numbers of private traits, and numbers that would reveal them, are null and `hidden`.
    """

    required_action = Action.DOWNLOAD_REPORTS
    parameters = _PARAMETERS

    @extend_schema(parameters=[_FORM], responses=FormTableOutput)
    def get(self, request: ApiRequest, form: OfficialForm) -> Response:
        table = requested_table(request, form)
        context = {"source": table.source, "columns": table.columns}
        return Response(FormTableOutput(table, context=context).data)


class FormFile(APIView):
    """An official form as an .xlsx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.DOWNLOAD_REPORTS
    parameters = _PARAMETERS

    @extend_schema(parameters=[_FORM], responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, form: OfficialForm) -> FileResponse:
        return form_file(requested_table(request, form))


def requested_table(request: ApiRequest, form: OfficialForm) -> FormTable:
    """Return the requested form. Raises WrongParameters, and NotFound without figures."""
    try:
        return table_of(OfficialFormFilter(request.query_params, form=form, request=request))
    except NoFormFigures as error:
        raise NotFound(str(error)) from error
