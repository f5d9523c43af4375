"""API of the Excel lists: the same filters and files as the pages."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest, FileNegotiation
from common.clock import now
from common.xlsx import CONTENT_TYPE
from households.exports.poor_list import record_response
from households.exports.register import household_response
from households.filters.poor_list import PovertyRecordFilter
from households.filters.register import HouseholdFilter, register_of
from households.models import PovertyRecord

_FILE = {(200, CONTENT_TYPE): OpenApiTypes.BINARY}


class HouseholdExport(APIView):
    """The list of households as an .xlsx file, with the filters of the list."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_HOUSEHOLDS
    parameters = (HouseholdFilter,)

    @extend_schema(responses=_FILE)
    def get(self, request: ApiRequest) -> FileResponse:
        found = HouseholdFilter(request.query_params, register_of(request.user), request=request)
        found.require_valid()
        return household_response(
            found.qs, words=found.words, user=request.user, on=today(), at=now()
        )


class PovertyRecordExport(APIView):
    """The households behind a figure as an .xlsx file, with the filters of the list."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_HOUSEHOLDS
    parameters = (PovertyRecordFilter,)

    @extend_schema(responses=_FILE)
    def get(self, request: ApiRequest) -> FileResponse:
        records = PovertyRecord.objects.visible_to(request.user).for_list()
        found = PovertyRecordFilter(request.query_params, records, request=request)
        found.require_valid()
        return record_response(
            found.qs,
            title=found.title,
            words=found.source_words,
            figures=found.source(on=today(), at=now()),
            user=request.user,
        )
