"""Pages of the tasks given at the conference."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.models import Commune
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told
from common.history import history_rows
from common.http import SignedInRequest, download, row_asked, year_asked
from common.parameters import takes
from targets.exports.directions import directions_response
from targets.forms.directions import (
    DirectionForm,
    DirectionReportForm,
    DueForm,
    WithdrawDirectionForm,
)
from targets.models import Attachment, Direction, DirectionBearer, YearPlan
from targets.pages.direction_board import bearer_lines, board_of, signs_of
from targets.pages.proposed_task import proposed_task
from targets.queries.direction_pages import may_load_programme, reports_on
from targets.queries.directions import direction_row, direction_rows
from targets.queries.plans import plan_for, plan_source, plan_years
from targets.queries.progress import progress
from targets.services import direction_reports, directions
from targets.views.no_plan import no_plan
from targets.words.changes import direction_changes

_FORM = ["GET", "HEAD", "POST"]


@require_safe
@require(Action.VIEW_PROGRESS)
@takes("year")
def direction_list(request: SignedInRequest) -> HttpResponse:
    plan = _plan(request)
    if plan is None:
        return no_plan(request)
    found = progress(plan, as_of=today(), reader=request.user)
    rows = direction_rows(plan, request.user, today=today())
    board = board_of(rows, signs=signs_of(found))
    context = {
        "source": plan_source(plan, on=today(), at=now()),
        "plan": plan,
        "board": board,
        "years": plan_years(),
        "may_give": request.user.may(Action.GIVE_DIRECTIONS),
        "may_load": may_load_programme(plan),
        "may_download": request.user.may(Action.DOWNLOAD_REPORTS),
        "sees_all": request.user.sees_all_communes,
    }
    return render(request, "targets/direction_list.html", context)


@require_safe
@require(Action.DOWNLOAD_REPORTS)
@takes("year")
def direction_export(request: SignedInRequest) -> FileResponse:
    plan = _plan(request)
    if plan is None:
        raise Http404(
            f"Năm {year_asked(request.GET.get('year')) or today().year} chưa có kế hoạch."
        )
    rows = direction_rows(plan, request.user, today=today())
    return directions_response(rows, plan=plan, user=request.user, on=today(), at=now())


@require_POST
@require(Action.GIVE_DIRECTIONS)
def direction_load(request: SignedInRequest, year: int) -> HttpResponse:
    plan = get_object_or_404(YearPlan, year=year)
    with refusals_told(request):
        given = directions.load_programme_directions(plan_id=plan.pk, by=request.user)
        words = f"Đã nạp {len(given)} nhiệm vụ. Hãy nhập hạn báo cáo của từng nhiệm vụ."
        messages.success(request, words)
    return _to_list(plan)


@require_http_methods(_FORM)
@require(Action.GIVE_DIRECTIONS)
@takes("commune")
def direction_give(request: SignedInRequest, year: int) -> HttpResponse:
    plan = get_object_or_404(YearPlan.objects.select_related("standard", "district"), year=year)
    commune = row_asked(request.GET, "commune", Commune.objects.visible_to(request.user))
    proposed = proposed_task(plan, commune, on=today()) if commune and not request.POST else None
    form = DirectionForm(request.POST or None, plan=plan, proposed=proposed)
    if form.is_valid():
        with refusals_shown_in(form):
            given = directions.give_direction(plan_id=plan.pk, facts=form.facts, by=request.user)
            messages.success(request, f"Đã giao nhiệm vụ {given.number}.")
            return redirect("targets:direction", given.pk)
    return render(request, "targets/direction_form.html", {"form": form, "plan": plan})


@require_safe
@require(Action.VIEW_PROGRESS)
def direction_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    direction = _direction(pk)
    row = direction_row(direction, request.user, today=today())
    context = {
        "source": plan_source(direction.plan, on=today(), at=now()),
        "direction": direction,
        "row": row,
        "bearers": bearer_lines(row.bearers),
        "reports": reports_on(direction, request.user),
        "changes": direction_changes(history_rows(direction)),
        "may_give": request.user.may(Action.GIVE_DIRECTIONS) and not direction.is_withdrawn,
    }
    return render(request, "targets/direction_detail.html", context)


@require_http_methods(_FORM)
@require(Action.GIVE_DIRECTIONS)
def direction_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    direction = _direction(pk)
    form = DirectionForm(request.POST or None, plan=direction.plan, direction=direction)
    if form.is_valid():
        with refusals_shown_in(form):
            directions.change_direction(
                direction_id=pk, version=form.version_seen, facts=form.facts, by=request.user
            )
            messages.success(request, "Đã lưu nhiệm vụ.")
            return redirect("targets:direction", pk)
    context = {"form": form, "direction": direction, "plan": direction.plan}
    return render(request, "targets/direction_form.html", context)


@require_http_methods(_FORM)
@require(Action.GIVE_DIRECTIONS)
def direction_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    direction = _direction(pk)
    form = WithdrawDirectionForm(request.POST or None, initial={"version": direction.version})
    if form.is_valid():
        with refusals_shown_in(form):
            directions.withdraw_direction(direction_id=pk, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã bỏ nhiệm vụ {direction.number}.")
            return _to_list(direction.plan)
    context = {"form": form, "direction": direction}
    return render(request, "targets/direction_withdraw.html", context)


@require_http_methods(_FORM)
@require(Action.REPORT_DIRECTIONS)
def direction_report(request: SignedInRequest, pk: int) -> HttpResponse:
    direction = _direction(pk)
    row = direction_row(direction, request.user, today=today())
    if not row.own:
        raise Http404("Nhiệm vụ này không giao cho nơi bạn làm việc.")
    form = DirectionReportForm(request.POST or None, request.FILES or None, own=row.own)
    if form.is_valid():
        with refusals_shown_in(form):
            direction_reports.report_direction(by=request.user, at=now(), **form.told)
            messages.success(request, "Đã gửi báo cáo.")
            return redirect("targets:direction", pk)
    context = {"form": form, "direction": direction, "own": bearer_lines(row.own)}
    return render(request, "targets/direction_report.html", context)


@require_safe
@require(Action.VIEW_PROGRESS)
def direction_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Download a file of a report; uploaded content is never displayed inline."""
    found = Attachment.objects.visible_to(request.user).filter(direction_report__isnull=False)
    file = get_object_or_404(found, pk=pk)
    return download(file.name, bytes(file.content), content_type=file.content_type)


@require_http_methods(_FORM)
@require(Action.GIVE_DIRECTIONS)
def direction_due(request: SignedInRequest, pk: int) -> HttpResponse:
    bearers = DirectionBearer.objects.visible_to(request.user).select_related(
        "direction__plan", "commune"
    )
    bearer = get_object_or_404(bearers, pk=pk)
    initial = {"version": bearer.version, "due_on": bearer.due_on}
    form = DueForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_shown_in(form):
            direction_reports.set_due(bearer_id=pk, by=request.user, **form.cleaned_data)
            return redirect("targets:direction", bearer.direction_id)
    context = {"form": form, "bearer": bearer, "direction": bearer.direction}
    return render(request, "targets/direction_due.html", context)


def _plan(request: SignedInRequest) -> YearPlan | None:
    return plan_for(year_asked(request.GET.get("year")), on=today())


def _direction(pk: int) -> Direction:
    """Return a task; all users may read it, its bearers and reports only within their own area."""
    return get_object_or_404(Direction.objects.select_related("plan__standard"), pk=pk)


def _to_list(plan: YearPlan) -> HttpResponse:
    return redirect(f"{reverse('targets:directions')}?year={plan.year}")
