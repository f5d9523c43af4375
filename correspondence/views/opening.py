"""The forms that open a thread: a reminder, a comment, a question."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.choices import Action
from areas.models import Commune
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest, row_asked, year_asked
from common.parameters import WrongParameters, takes
from correspondence.forms import (
    CommentForm,
    QuestionForm,
    ReminderForm,
)
from correspondence.pages.opening import (
    commented_figure,
    reminder_form_page,
    reminder_preview,
)
from correspondence.services import opening as services
from targets.models import Goal, YearPlan
from targets.queries.plans import plan_for, plan_source
from targets.querysets import office_of

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
@require(Action.OPEN_THREADS)
@takes("year", "commune")
def remind(request: SignedInRequest) -> HttpResponse:
    plan, commune = _plan(request), _commune(request)
    shown = reminder_form_page(plan, commune, on=today(), is_posted=request.method == "POST")
    form = ReminderForm(
        request.POST or None, communes=shown.communes, only=commune, initial=shown.initial
    )
    step = request.POST.get("step", "")
    if step != "edit" and form.is_valid():
        with refusals_shown_in(form):
            if step == "preview":
                preview = reminder_preview(plan, form.facts, on=today())
                context = {"form": form, "plan": plan, "preview": preview}
                return render(request, "correspondence/remind_preview.html", context)
            return _sent(request, plan, form)
    context = {"form": form, "plan": plan, "shown": shown, "commune": commune}
    return render(request, "correspondence/remind.html", context)


def _sent(request: SignedInRequest, plan: YearPlan, form: ReminderForm) -> HttpResponse:
    sent = services.send_reminders(
        client_id=form.cleaned_data["client_id"],
        plan_id=plan.pk,
        facts=form.facts,
        by=request.user,
        at=now(),
        on=today(),
    )
    if len(sent) == 1:
        messages.success(request, "Đã gửi đôn đốc.")
        return redirect("correspondence:detail", sent[0].pk)
    messages.success(request, f"Đã gửi đôn đốc {len(sent)} xã, thị trấn.")
    return redirect("correspondence:list")


@require_http_methods(_FORM)
@require(Action.OPEN_THREADS)
@takes("year", "commune", "goal")
def comment(request: SignedInRequest) -> HttpResponse:
    plan, commune = _plan(request), _commune(request)
    goals = Goal.objects.filter(plan=plan).select_related("indicator")
    goal = row_asked(request.GET, "goal", goals)
    form = CommentForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            written = services.write_comment(
                plan_id=plan.pk,
                commune=commune,
                goal=goal,
                by=request.user,
                at=now(),
                on=today(),
                **form.cleaned_data,
            )
            messages.success(request, "Đã gửi ý kiến.")
            return redirect("correspondence:detail", written.pk)
    context = {
        "form": form,
        "plan": plan,
        "source": plan_source(plan, on=today(), at=now()),
        "figure": commented_figure(plan, commune, goal, on=today()),
        "goals": goals.order_by("position") if goal is None and commune is None else (),
    }
    return render(request, "correspondence/comment.html", context)


@require_http_methods(_FORM)
@require(Action.OPEN_THREADS)
@takes("year", "commune")
def ask(request: SignedInRequest) -> HttpResponse:
    plan, commune = _plan(request), _commune(request)
    subject = f"Về {commune.name_in_sentence}, năm {plan.year}" if commune else ""
    form = QuestionForm(
        request.POST or None, own_office=office_of(request.user), initial={"subject": subject}
    )
    if form.is_valid():
        with refusals_shown_in(form):
            asked = services.ask_office(
                plan_id=plan.pk,
                commune=commune,
                by=request.user,
                at=now(),
                on=today(),
                **form.cleaned_data,
            )
            messages.success(request, "Đã gửi câu hỏi.")
            return redirect("correspondence:detail", asked.pk)
    context = {"form": form, "plan": plan, "commune": commune}
    return render(request, "correspondence/ask.html", context)


def _plan(request: SignedInRequest) -> YearPlan:
    year = year_asked(request.GET.get("year"))
    plan = plan_for(year, on=today())
    if plan is None and year is not None:
        raise WrongParameters({"year": [f"Năm {year} chưa có kế hoạch."]})
    if plan is None:
        raise Http404("Chưa có kế hoạch năm nào.")
    return plan


def _commune(request: SignedInRequest) -> Commune | None:
    found: Commune | None = row_asked(
        request.GET, "commune", Commune.objects.visible_to(request.user)
    )
    return found
