"""Pages of the year's plan and its progress."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Action
from areas.filters import boundaries_asked
from areas.models import District
from areas.queries import installation, today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest, year_asked
from common.parameters import WrongParameters, takes
from procedure.queries.deadlines import late_communes, year_round
from targets.forms.plans import (
    BaselineForm,
    PlanForm,
    ProgressFilter,
)
from targets.links import plan_url
from targets.models import YearPlan
from targets.pages.at_risk import risk_list
from targets.pages.tables import progress_table
from targets.queries.allocations import adopted_allocation
from targets.queries.plan_contents import plan_contents, rows_to_fill_in
from targets.queries.plans import plan_for, plan_source, plan_years
from targets.queries.progress import progress_kept
from targets.services.baseline import change_baseline, create_plan
from targets.views.goals import waiting_goals
from targets.views.no_plan import no_plan
from targets.words.goal_algebra import contradiction_words
from targets.words.overview import overview
from targets.words.plan_history import plan_events
from targets.words.problems import problem_sentences
from targets.words.verdict_bar import line_bar

_FORM = ["GET", "HEAD", "POST"]


@require_safe
@require(Action.VIEW_PROGRESS)
@takes(ProgressFilter, "order", "boundaries")
def progress_page(request: SignedInRequest) -> HttpResponse:
    year = year_asked(request.GET.get("year"))
    boundaries = boundaries_asked(request.GET.get("boundaries"))
    plan = plan_for(year, on=today())
    if plan is None:
        if request.GET.get("commune"):
            raise WrongParameters({"commune": ["Năm này chưa có kế hoạch."]})
        return no_plan(request)
    found = progress_kept(
        plan, as_of=today(), computed_at=now(), boundaries=boundaries, reader=request.user
    )
    asked = ProgressFilter(request.GET, years=plan_years(), progress=found)
    if not asked.is_valid():
        raise WrongParameters(asked.errors)
    context = {
        "source": plan_source(plan, on=today(), at=now()),
        "progress": found,
        "overview": overview(found),
        "bar": line_bar(found.total.everyone, planned_share=found.planned_share),
        "at_risk": risk_list(found, late_communes(year_round(plan.year), today())),
        "problems": problem_sentences(found.problems),
        "filter": asked,
        "table": progress_table(found, address=asked.address, user=request.user),
        "may_open_lists": request.user.may(Action.VIEW_HOUSEHOLDS),
        "may_download": request.user.may(Action.DOWNLOAD_REPORTS),
    }
    return render(request, "targets/progress.html", context)


@require_safe
@require(Action.VIEW_PROGRESS)
@takes("year")
def plan_page(request: SignedInRequest) -> HttpResponse:
    year = year_asked(request.GET.get("year"))
    plan = plan_for(year, on=today())
    if plan is None:
        return no_plan(request)
    contents = plan_contents(plan)
    context = {
        "source": plan_source(plan, on=today(), at=now()),
        "plan": plan,
        "contents": contents,
        "problems": [
            *problem_sentences(contents.problems),
            *map(contradiction_words, contents.contradictions),
        ],
        "versions": plan_events(contents.versions),
        "adopted": adopted_allocation(plan),
        "years": plan_years(),
        "may_edit_baseline": request.user.may(Action.EDIT_BASELINE),
        "may_set_goals": request.user.may(Action.SET_GOALS),
        **waiting_goals(request, plan),
    }
    return render(request, "targets/plan.html", context)


@require_http_methods(_FORM)
@require(Action.EDIT_BASELINE)
def plan_create(request: SignedInRequest) -> HttpResponse:
    next_year = max([today().year - 1, *plan_years()]) + 1
    form = PlanForm(request.POST or None, initial={"year": next_year})
    if form.is_valid():
        with refusals_shown_in(form):
            plan = create_plan(district=_district(), by=request.user, **form.asked)
            messages.success(
                request, f"Đã lập kế hoạch năm {plan.year}. Hãy nhập số liệu đầu kỳ của xã."
            )
            return redirect("targets:baseline_edit", plan.year)
    return render(request, "targets/plan_create.html", {"form": form})


def _district() -> District:
    current = installation()
    if current is None:
        raise Http404("Chưa khai báo đơn vị sử dụng.")
    return current.district


@require_http_methods(_FORM)
@require(Action.EDIT_BASELINE)
def baseline_edit(request: SignedInRequest, year: int) -> HttpResponse:
    plan = get_object_or_404(YearPlan.objects.select_related("standard"), year=year)
    form = BaselineForm(
        request.POST or None, plan_rows=rows_to_fill_in(plan), initial=_baseline_of(plan)
    )
    if form.is_valid():
        with refusals_shown_in(form):
            change_baseline(plan_id=plan.pk, by=request.user, **form.asked)
            return _saved(request, plan, "Đã lưu số liệu đầu kỳ.")
    return render(request, "targets/baseline_form.html", {"form": form, "plan": plan})


def _baseline_of(plan: YearPlan) -> dict[str, Any]:
    figures = {name: getattr(plan, name) for name in BaselineForm.labels}
    return {**figures, "source": plan.baseline_source, "version": plan.version}


def _saved(request: SignedInRequest, plan: YearPlan, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(plan_url(plan.year))
