"""The poor list: the households behind a figure, on the page and in Excel."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.http import SignedInRequest, is_htmx, page_of
from common.parameters import CURSOR, takes
from households.exports.poor_list import record_response
from households.filters.poor_list import PovertyRecordFilter
from households.models import PovertyRecord


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(PovertyRecordFilter, CURSOR)
def record_list(request: SignedInRequest) -> HttpResponse:
    found = _found(request)
    context = {
        "figures": found.source(on=today(), at=now()),
        "filter": found,
        "page": page_of(request, found.qs, field="head_sort_key"),
        "shows_commune": request.user.sees_all_communes,
    }
    wanted = "_record_table.html" if is_htmx(request) else "record_list.html"
    return render(request, f"households/{wanted}", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(PovertyRecordFilter)
def record_export(request: SignedInRequest) -> FileResponse:
    found = _found(request).require_valid()
    return record_response(
        found.qs,
        title=found.title,
        words=found.source_words,
        figures=found.source(on=today(), at=now()),
        user=request.user,
    )


def _found(request: SignedInRequest) -> PovertyRecordFilter:
    records = PovertyRecord.objects.visible_to(request.user).for_list()
    return PovertyRecordFilter(request.GET, records, request=request)
