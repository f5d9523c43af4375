"""Pages of the year's goals, the planned path and the history of the plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told
from common.http import SignedInRequest
from targets.forms.goals import GoalsForm
from targets.forms.path import PathForm
from targets.links import plan_url
from targets.models import GoalProposal, YearPlan
from targets.queries.goal_proposals import pending_goals
from targets.queries.goal_versions import goal_versions
from targets.queries.plans import plan_source
from targets.services.goal_proposals import confirm_goals, drop_goals, save_goals
from targets.services.path import set_path
from targets.words.goal_proposals import proposed_goal_words
from targets.words.plan_history import plan_history_text

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
@require(Action.SET_GOALS)
def goals_edit(request: SignedInRequest, year: int) -> HttpResponse:
    plan = _plan(year)
    goals = list(plan.goals.select_related("indicator").order_by("position"))
    form = GoalsForm(request.POST or None, plan=plan, goals=goals)
    if form.is_valid():
        with refusals_shown_in(form):
            signs = request.user.may(Action.SIGN_FOR_DISTRICT)
            saved = save_goals(
                plan_id=plan.pk, by=request.user, at=now(), signs=signs, **form.asked
            )
            waits = isinstance(saved, GoalProposal)
            return _saved(
                request,
                plan,
                "Đã trình lãnh đạo xác nhận mục tiêu mới." if waits else "Đã lưu mục tiêu năm.",
            )
    context = {"form": form, "formset": form.rows, "plan": plan, **waiting_goals(request, plan)}
    return render(request, "targets/goals_form.html", context)


@require_POST
@require(Action.SIGN_FOR_DISTRICT)
def goals_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm a change of goals as the district's leader."""
    found = get_object_or_404(GoalProposal.objects.select_related("plan"), pk=pk)
    with refusals_told(request):
        confirm_goals(proposal_id=pk, by=request.user, at=now())
        messages.success(request, "Đã xác nhận mục tiêu mới.")
    return redirect(plan_url(found.plan.year))


@require_POST
@require(Action.SET_GOALS)
def goals_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw a change of goals, or do not confirm it."""
    found = get_object_or_404(GoalProposal.objects.select_related("plan"), pk=pk)
    with refusals_told(request):
        drop_goals(proposal_id=pk, by=request.user, at=now())
        messages.success(request, "Mục tiêu giữ nguyên.")
    return redirect(plan_url(found.plan.year))


def waiting_goals(request: SignedInRequest, plan: YearPlan) -> dict[str, object]:
    """Return what a page shows of the change of goals that waits, to those who set goals."""
    if not request.user.may(Action.SET_GOALS):
        return {}
    found = pending_goals(plan)
    return {
        "waiting": found.proposal if found else None,
        "waiting_lines": proposed_goal_words(found) if found else [],
        "may_sign": request.user.may(Action.SIGN_FOR_DISTRICT),
    }


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
    source = plan_source(plan, on=today(), at=now())
    found = plan_history_text(goal_versions(plan))
    context = {"source": source, "plan": plan, "found": found}
    return render(request, "targets/goal_history.html", context)


def _plan(year: int) -> YearPlan:
    return get_object_or_404(YearPlan.objects.select_related("standard"), year=year)


def _saved(request: SignedInRequest, plan: YearPlan, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(plan_url(plan.year))
