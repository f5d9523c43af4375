"""The leader's dashboard: the page, its slides, and each figure's own page and files."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.http import SignedInRequest, download, is_htmx, year_asked
from common.parameters import takes
from common.sources import FigureSource
from reports.choices import OF_SLUG, DashboardFigure
from reports.exports.drawings import drawing_file
from reports.exports.figures import figure_file, file_name, words_of_source
from reports.filters.dashboard import dashboard_asked
from reports.forms import DashboardFilter
from reports.pages.dashboard.faces import figure_view
from reports.pages.dashboard.page import DashboardPage, page_of
from reports.pages.dashboard.parameters import (
    PARAMETERS,
    DashboardAddress,
    address_of,
    face_asked,
)
from reports.queries.dashboard import Dashboard, plans_for
from targets.queries.plans import plan_source


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The dashboard that a request is about."""

    found: Dashboard
    address: DashboardAddress
    source: FigureSource

    def page(self, request: SignedInRequest) -> DashboardPage:
        return page_of(self.found, address=self.address, user=request.user)


def _about_a_plan(
    answer: Callable[[SignedInRequest, _Asked], HttpResponseBase],
    request: SignedInRequest,
    *,
    leaves_the_office: bool = False,
) -> HttpResponseBase:
    """Return an answer about the year in the address, or the page that says there is no plan.

    In files, which leave the office, small numbers are hidden from everyone.
    """
    year = year_asked(request.GET.get("year"))
    plan, plans = plans_for(year, on=today())
    if plan is None:
        context = {"year": year or today().year, "years": [each.year for each in plans]}
        return render(request, "reports/dashboard_no_plan.html", context)
    at = now()
    reader = None if leaves_the_office else request.user
    found = dashboard_asked(request.GET, plan, plans=plans, on=today(), at=at, reader=reader)
    address = address_of(request.GET, year=plan.year, month=found.month)
    source = plan_source(plan, on=found.progress.as_of, at=at)
    return answer(request, _Asked(found=found, address=address, source=source))


@require_safe
@require(Action.VIEW_PROGRESS)
@takes(*PARAMETERS)
def dashboard_page(request: SignedInRequest) -> HttpResponseBase:
    return _about_a_plan(_page, request)


def _page(request: SignedInRequest, asked: _Asked) -> HttpResponse:
    context = {
        "source": asked.source,
        "page": asked.page(request),
        "filter": DashboardFilter(asked.found, asked.address.query),
        "year_report": _year_report(request, asked.address),
        "lands_here": request.user.may(Action.SIGN_FOR_DISTRICT),
    }
    return render(request, "reports/dashboard.html", context)


def _year_report(request: SignedInRequest, address: DashboardAddress) -> str:
    """Return the address of the report to the province for those who make it, else ""."""
    return address.year_report_url if request.user.may(Action.SET_GOALS) else ""


@require_safe
@require(Action.VIEW_PROGRESS)
@takes(*PARAMETERS)
def slides(request: SignedInRequest) -> HttpResponseBase:
    return _about_a_plan(_slides, request)


def _slides(request: SignedInRequest, asked: _Asked) -> HttpResponse:
    context = {"source": asked.source, "page": asked.page(request)}
    return render(request, "reports/dashboard/slides.html", context)


@require_safe
@require(Action.VIEW_PROGRESS)
@takes(*PARAMETERS, "face")
def figure_page(request: SignedInRequest, pk: str) -> HttpResponseBase:
    figure = OF_SLUG.get(pk)
    if figure is None:
        raise Http404("Không có số liệu này.")
    face = face_asked(request.GET.get("face"))

    def answer(request: SignedInRequest, asked: _Asked) -> HttpResponse:
        context = {
            "source": asked.source,
            "page": asked.page(request),
            "view": figure_view(figure, face, asked.found, asked.address),
        }
        name = "_figure.html" if is_htmx(request) else "figure.html"
        return render(request, f"reports/dashboard/{name}", context)

    return _about_a_plan(answer, request)


@require_safe
@require(Action.VIEW_PROGRESS)
@takes(*PARAMETERS)
def figure_download(request: SignedInRequest, pk: str, kind: str) -> HttpResponseBase:
    figure = OF_SLUG.get(pk)
    if figure is None:
        raise Http404("Không có tệp này.")

    def answer(request: SignedInRequest, asked: _Asked) -> HttpResponseBase:
        found = _file(request, asked, figure, kind)
        if found is None:
            raise Http404("Số liệu này không có vào ngày đã chọn.")
        return found

    return _about_a_plan(answer, request, leaves_the_office=True)


def _file(
    request: SignedInRequest, asked: _Asked, figure: DashboardFigure, kind: str
) -> FileResponse | None:
    if kind != "svg":
        return figure_file(
            figure,
            asked.found,
            kind=kind,
            is_minority=asked.address.is_minority,
            source=asked.source,
            user=request.user,
        )
    words = words_of_source(figure, asked.source, request.user)
    drawn = drawing_file(figure, asked.found, asked.page(request), source=words)
    name = file_name(figure, asked.found, kind)
    return None if drawn is None else download(name, drawn, content_type="image/svg+xml")
