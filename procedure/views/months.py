"""The month's report on in-year changes: the page and its Excel file."""

import datetime as dt

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.http import SignedInRequest, month_asked
from common.parameters import takes
from households.queries.sources import year_source
from procedure.exports.applications import month_response
from procedure.queries.months import month_report

_SHOWN = 12


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes("month")
def application_month(request: SignedInRequest) -> HttpResponse:
    first = _month(request)
    context = {
        "source": year_source(first.year, on=today(), at=now()),
        "report": month_report(request.user, first),
        "months": _months_up_to(today()),
        "shows_commune": request.user.sees_all_communes,
    }
    return render(request, "procedure/application_month.html", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes("month")
def application_month_export(request: SignedInRequest) -> FileResponse:
    report = month_report(request.user, _month(request))
    return month_response(report, user=request.user, on=today(), at=now())


def _month(request: SignedInRequest) -> dt.date:
    return month_asked(request.GET.get("month")) or today().replace(day=1)


def _months_up_to(day: dt.date) -> list[dt.date]:
    """Return the first days of the last twelve months, the latest first."""
    months = [day.replace(day=1)]
    while len(months) < _SHOWN:
        months.append((months[-1] - dt.timedelta(days=1)).replace(day=1))
    return months
