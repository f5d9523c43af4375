"""Pages of the flow tables and the reconciliation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.http import SignedInRequest, is_htmx
from common.parameters import takes
from households.filters.flow import FlowFilter, ReconciliationFilter
from households.models import PovertyRecord
from households.pages.flow_tables import flow_tables
from households.queries.flow import FlowReport, flow_report
from households.queries.reconciliation import reconciliation
from households.words.reconciliation import identity_words


@require_safe
@require(Action.VIEW_PROGRESS)
@takes(FlowFilter)
def flow_page(request: SignedInRequest) -> HttpResponse:
    filters = FlowFilter(request.GET, PovertyRecord.objects.none(), request=request)
    report = requested_report(filters, boundaries=filters.units)
    is_shown = report is not None and report.has_records
    context = {
        "filter": filters,
        "report": report,
        "tables": flow_tables(report, is_minority=filters.is_minority, user=request.user)
        if report and is_shown
        else [],
        "may_download": request.user.may(Action.DOWNLOAD_REPORTS),
    }
    wanted = "_flow_tables.html" if is_htmx(request) else "flow.html"
    return render(request, f"households/{wanted}", context)


@require_safe
@require(Action.VIEW_PROGRESS)
@takes(ReconciliationFilter)
def reconciliation_page(request: SignedInRequest) -> HttpResponse:
    filters = ReconciliationFilter(request.GET, PovertyRecord.objects.none(), request=request)
    report = requested_report(filters)
    is_shown = report is not None and report.has_records
    found = reconciliation(report, user=request.user) if report and is_shown else []
    identities = identity_words(found)
    context = {
        "filter": filters,
        "report": report,
        "identities": identities,
        "broken": sum(not identity.holds for identity in identities),
        "may_open_lists": request.user.may(Action.VIEW_HOUSEHOLDS),
    }
    wanted = "_reconciliation.html" if is_htmx(request) else "reconciliation.html"
    return render(request, f"households/{wanted}", context)


def requested_report(filters: FlowFilter, *, boundaries: str | None = None) -> FlowReport | None:
    """Return the tables of the requested year and standard, None when the request is invalid."""
    standard = filters.poverty_standard
    if standard is None:
        return None
    return flow_report(
        year=int(filters.value_of("year")),
        standard=standard,
        as_of=today(),
        computed_at=now(),
        boundaries=boundaries,
    )
