"""The list of threads, and a thread with its replies."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told, version_sent
from common.http import SignedInRequest, is_htmx, page_of
from common.parameters import CURSOR, takes
from correspondence.choices import ThreadKind
from correspondence.documents.reminders import reminder_letter_paper
from correspondence.filters import ThreadFilter
from correspondence.forms import (
    ReplyForm,
    WithdrawMessageForm,
)
from correspondence.models import Thread, ThreadMessage
from correspondence.pages.acts import Acts, CommuneActs
from correspondence.pages.thread import thread_lines, thread_page
from correspondence.queries.letters import reminders_to_print, sent_together
from correspondence.queries.threads import present_figures
from correspondence.services import replies
from correspondence.words.figures import figure_of
from targets.queries.plans import plan_for, plan_source

_FORM = ["GET", "HEAD", "POST"]


@require_safe
@require(Action.VIEW_PROGRESS)
@takes(ThreadFilter, CURSOR)
def thread_list(request: SignedInRequest) -> HttpResponse:
    threads = Thread.objects.visible_to(request.user).for_list()
    found = ThreadFilter(request.GET, threads, request=request)
    page = page_of(request, found.qs, field="newest")
    context = {
        "filter": found,
        "page": page,
        "lines": thread_lines(page.rows, today=today()),
        "may_open": request.user.may(Action.OPEN_THREADS),
        "shows_commune": request.user.sees_all_communes,
        "acts": _acts(request, found),
    }
    wanted = "_table.html" if is_htmx(request) else "list.html"
    return render(request, f"correspondence/{wanted}", context)


def _acts(request: SignedInRequest, found: ThreadFilter) -> CommuneActs | None:
    """Return what can be done about the commune that the list is filtered by."""
    asked = found.form.cleaned_data if found.form.is_valid() else {}
    commune, plan = asked.get("commune"), plan_for(asked.get("year"), on=today())
    if commune is None or plan is None:
        return None
    acts = Acts(year=plan.year, user=request.user, today=today())
    return acts.about_commune(commune.pk, commune.full_name)


@require_safe
@require(Action.VIEW_PROGRESS)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a thread; opening it counts as reading it."""
    _thread(request, pk)
    replies.record_reading(thread_id=pk, by=request.user, at=now())
    return _shown(request, pk, ReplyForm())


@require_safe
@require(Action.OPEN_THREADS)
def reminder_letter(request: SignedInRequest, pk: int) -> FileResponse:
    """The reminder as a letter to all communes it was sent to, as a Word document."""
    thread = get_object_or_404(reminders_to_print(request.user), pk=pk)
    return reminder_letter_paper(thread, sent_together(thread, request.user)).response()


@require_POST
@require(Action.VIEW_PROGRESS)
def reply(request: SignedInRequest, pk: int) -> HttpResponse:
    _thread(request, pk)
    form = ReplyForm(request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            replies.reply(thread_id=pk, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, "Đã gửi trả lời.")
            return redirect("correspondence:detail", pk)
    return _shown(request, pk, form)


@require_POST
@require(Action.OPEN_THREADS)
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    _thread(request, pk)
    with refusals_told(request):
        version = version_sent(request)
        replies.close_thread(thread_id=pk, version=version, by=request.user, at=now())
        messages.success(request, "Đã kết thúc trao đổi.")
    return redirect("correspondence:detail", pk)


@require_http_methods(_FORM)
@require(Action.VIEW_PROGRESS)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    found = ThreadMessage.objects.visible_to(request.user).select_related("thread")
    message = get_object_or_404(found, pk=pk)
    form = WithdrawMessageForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            reason = form.cleaned_data["reason"]
            replies.withdraw_message(message_id=pk, reason=reason, by=request.user, at=now())
            messages.success(request, "Đã rút tin.")
            return redirect("correspondence:detail", message.thread_id)
    context = {"form": form, "message": message, "thread": message.thread}
    return render(request, "correspondence/withdraw.html", context)


def _shown(request: SignedInRequest, pk: int, form: ReplyForm) -> HttpResponse:
    thread = _thread(request, pk)
    context: dict[str, Any] = {
        "thread": thread,
        "page": thread_page(thread, request.user, today=today()),
        "form": form,
    }
    if thread.kind == ThreadKind.COMMENT:
        found = present_figures(thread, on=today())
        context |= {
            "figure_now": figure_of(thread, found),
            "source": plan_source(thread.plan, on=today(), at=now()),
        }
    return render(request, "correspondence/thread.html", context)


def _thread(request: SignedInRequest, pk: int) -> Thread:
    threads = Thread.objects.visible_to(request.user).for_list()
    return get_object_or_404(threads.select_related("plan__standard", "plan__district"), pk=pk)
