"""Pages of the forecast: the district, and one commune's year."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.models import Commune
from areas.queries import today
from common.access import require
from common.clock import now
from common.http import SignedInRequest, flag_asked, month_asked, year_asked
from common.parameters import WrongParameters, takes
from common.sources import FigureSource
from targets.forms.forecast import MonthFilter
from targets.models import YearPlan
from targets.pages.outlook import alert_texts, commune_links, forecast_lines, outlook
from targets.queries.alerts import alerts
from targets.queries.backtest import backtest
from targets.queries.commune_year import (
    CommuneYear,
    VillageYear,
    commune_year,
    villages_of,
)
from targets.queries.forecast import YearForecast, year_forecast
from targets.queries.plans import plan_for
from targets.views.no_plan import no_plan


@require_safe
@require(Action.VIEW_PROGRESS)
@takes("year", "month", "minority")
def forecast_page(request: SignedInRequest) -> HttpResponse:
    on = today()
    plan = plan_for(year_asked(request.GET.get("year")), on=on)
    if plan is None:
        return no_plan(request)
    found = year_forecast(plan, as_of=on, month=_month(request, plan))
    is_minority = flag_asked(request.GET, "minority")
    of_today = alerts(found, today=on) if found.is_present else ()
    context = {
        **_shown(request, found),
        "outlook": outlook(found, found.total, is_minority=is_minority),
        "lines": forecast_lines(found, user=request.user, alerts=of_today, is_minority=is_minority),
        "is_minority": is_minority,
        "tested": backtest(plan),
    }
    return render(request, "targets/forecast.html", context)


@require_safe
@require(Action.VIEW_PROGRESS)
@takes("year", "month")
def commune_page(request: SignedInRequest, pk: int) -> HttpResponse:
    commune = get_object_or_404(Commune.objects.visible_to(request.user), pk=pk)
    on = today()
    plan = plan_for(year_asked(request.GET.get("year")), on=on)
    if plan is None:
        return no_plan(request)
    year = commune_year(plan, commune.pk, today=on, month=_month(request, plan))
    if year is None:
        raise Http404("Xã này không có trong kế hoạch năm.")
    sees_villages = year.found.is_present and request.user.may(Action.VIEW_HOUSEHOLDS)
    villages = villages_of(plan, commune.pk) if sees_villages else None
    return render(request, "targets/commune_year.html", _of_commune(request, year, villages))


def _of_commune(
    request: SignedInRequest, year: CommuneYear, villages: list[VillageYear] | None
) -> dict[str, Any]:
    return {
        **_shown(request, year.found),
        "year": year,
        "alerts": alert_texts(year.alerts),
        "everyone": outlook(year.found, year.row),
        "minority": outlook(year.found, year.row, is_minority=True),
        "links": commune_links(year, user=request.user),
        "villages": villages,
    }


def _month(request: SignedInRequest, plan: YearPlan) -> int | None:
    """Return the month given in the address, None for today.

    Raises WrongParameters for a month of another year.
    """
    asked = month_asked(request.GET.get("month"))
    if asked is None:
        return None
    if asked.year != plan.year:
        raise WrongParameters({"month": ["Tháng này không thuộc năm kế hoạch."]})
    return asked.month


def _shown(request: SignedInRequest, found: YearForecast) -> dict[str, Any]:
    """The context both pages share."""
    filter_ = MonthFilter(request.GET, year=found.year, until=found.present)
    progress = found.progress
    source = FigureSource(
        year=found.year,
        standards=((progress.standard_code, progress.standard_name),),
        as_of=found.as_of,
        computed_at=now(),
    )
    return {"source": source, "found": found, "progress": progress, "filter": filter_}
