"""Pages of the year's goals: what is set, month by month, and what was set before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Action
from common.access import require
from common.forms import refusals_shown_in
from common.http import SignedInRequest
from targets.forms.goals import GoalsForm
from targets.forms.path import PathForm
from targets.models import YearPlan
from targets.queries.goal_versions import goal_versions
from targets.services.goals import set_goals
from targets.services.path import set_path

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
@require(Action.SET_GOALS)
def goals_edit(request: SignedInRequest, year: int) -> HttpResponse:
    plan = _plan(year)
    goals = list(plan.goals.select_related("indicator").order_by("position"))
    form = GoalsForm(request.POST or None, plan=plan, goals=goals)
    if form.is_valid():
        with refusals_shown_in(form):
            set_goals(plan_id=plan.pk, by=request.user, **form.asked)
            return _saved(request, plan, "Đã lưu mục tiêu năm.")
    context = {"form": form, "formset": form.rows, "plan": plan}
    return render(request, "targets/goals_form.html", context)


@require_http_methods(_FORM)
@require(Action.SET_GOALS)
def path_edit(request: SignedInRequest, year: int) -> HttpResponse:
    plan = _plan(year)
    points = dict(plan.path_points.order_by().values_list("month", "share"))
    form = PathForm(request.POST or None, points=points, initial={"version": plan.version})
    if form.is_valid():
        with refusals_shown_in(form):
            set_path(plan_id=plan.pk, by=request.user, **form.asked)
            return _saved(request, plan, "Đã lưu lộ trình trong năm.")
    return render(request, "targets/path_form.html", {"form": form, "plan": plan})


@require_safe
@require(Action.VIEW_PROGRESS)
def plan_history(request: SignedInRequest, year: int) -> HttpResponse:
    plan = _plan(year)
    context = {"plan": plan, "found": goal_versions(plan)}
    return render(request, "targets/goal_history.html", context)


def _plan(year: int) -> YearPlan:
    return get_object_or_404(YearPlan.objects.select_related("standard"), year=year)


def _saved(request: SignedInRequest, plan: YearPlan, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('targets:plan')}?year={plan.year}")
