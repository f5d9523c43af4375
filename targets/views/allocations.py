"""Pages of allocations: comparison, one draft, its adoption, the annex."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import is_demo, today
from common.access import require
from common.clock import now
from common.forms import VersionForm, refusals_shown_in, refusals_told, version_sent
from common.history import history_rows
from common.http import SignedInRequest, is_htmx
from common.sources import FigureSource
from targets.choices import SplitRule
from targets.documents.allocations import allocation_decision_paper, plan_submission_paper
from targets.exports.allocations import allocation_annex_response
from targets.forms.allocations import (
    AdoptForm,
    CopyForm,
    NewDraftForm,
    SplitGridForm,
    SubmitForm,
    WithdrawForm,
)
from targets.models import Allocation, YearPlan
from targets.queries.adoption import adoption_preview
from targets.queries.allocations import (
    AllocationTable,
    allocation_table,
    side_by_side,
)
from targets.queries.plans import plan_source
from targets.services.allocations import NeedsReason, adopt_allocation
from targets.services.drafts import (
    CannotSplit,
    WouldOverwrite,
    copy_draft,
    discard_draft,
    fill_draft,
    propose_draft,
    restore_draft,
    save_draft,
)
from targets.services.signing import (
    kept_because,
    return_allocation,
    submit_allocation,
    withdraw_allocation,
)
from targets.words.changes import allocation_versions


@require_safe
@require(Action.VIEW_PROGRESS)
def allocation_list(request: SignedInRequest, year: int) -> HttpResponse:
    plan = get_object_or_404(YearPlan.objects.select_related("district", "standard"), year=year)
    return _list(request, plan, NewDraftForm(initial={"rule": SplitRule.BY_POOR}))


def _list(request: SignedInRequest, plan: YearPlan, form: NewDraftForm) -> HttpResponse:
    context = {
        "source": plan_source(plan, on=today(), at=now()),
        "plan": plan,
        "found": side_by_side(plan, user=request.user),
        "form": form,
        "copy_form": CopyForm(),
        "may_set_goals": request.user.may(Action.SET_GOALS),
        "may_download": request.user.may(Action.DOWNLOAD_REPORTS),
    }
    return render(request, "targets/allocation_list.html", context)


@require_POST
@require(Action.SET_GOALS)
def allocation_create(request: SignedInRequest, year: int) -> HttpResponse:
    plan = get_object_or_404(YearPlan.objects.select_related("district", "standard"), year=year)
    form = NewDraftForm(request.POST)
    if form.is_valid():
        with refusals_shown_in(form), _sentences_shown_in(form):
            draft = propose_draft(plan_id=plan.pk, by=request.user, at=now(), **form.cleaned_data)
            return redirect("targets:allocation_detail", draft.pk)
    return _list(request, plan, form)


@require_safe
@require(Action.VIEW_PROGRESS)
def allocation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    allocation = _allocation(request, pk)
    table = allocation_table(allocation)
    if allocation.is_draft:
        return _grid(request, table, _form_of(table))
    context = {
        "source": _source(table),
        "table": table,
        "versions": allocation_versions(history_rows(allocation)),
        "copy_form": CopyForm(),
        "may_set_goals": request.user.may(Action.SET_GOALS),
        "may_download": request.user.may(Action.DOWNLOAD_REPORTS),
        "may_sign": request.user.may(Action.SIGN_FOR_DISTRICT),
        "preview": adoption_preview(table) if allocation.is_submitted else None,
    }
    return render(request, "targets/allocation_detail.html", context)


@require_POST
@require(Action.SET_GOALS)
def allocation_save(request: SignedInRequest, pk: int) -> HttpResponse:
    table = allocation_table(_allocation(request, pk))
    form = _form_of(table, request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            save_draft(allocation_id=pk, lines=form.lines, by=request.user, **form.named)
            messages.success(request, "Đã lưu phương án.")
            return redirect("targets:allocation_detail", pk)
    return _grid(request, table, form)


@require_POST
@require(Action.SET_GOALS)
def allocation_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the rules that the entered figures break, without saving them."""
    allocation = _allocation(request, pk)
    table = allocation_table(allocation)
    form = _form_of(table, request.POST)
    if form.is_valid():
        table = allocation_table(allocation, lines=form.typed_lines(allocation))
    if is_htmx(request):
        context = {"table": table, "unread": not form.is_valid()}
        return render(request, "targets/_allocation_check.html", context)
    return _grid(request, table, form)


@require_POST
@require(Action.SET_GOALS)
def allocation_propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fill a draft by a rule; figures entered by hand are replaced only once confirmed."""
    table = allocation_table(_allocation(request, pk))
    form = _form_of(table, request.POST)
    if form.is_valid():
        with refusals_shown_in(form), _sentences_shown_in(form):
            try:
                filled = fill_draft(allocation_id=pk, by=request.user, **form.proposal)
            except WouldOverwrite as refusal:
                return _grid(request, table, form, overwritten=refusal.count)
            messages.success(request, f"Đã đề xuất lại: {filled.get_rule_display().lower()}.")
            return redirect("targets:allocation_detail", pk)
    return _grid(request, table, form)


@require_POST
@require(Action.SET_GOALS)
def allocation_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undo the last proposal."""
    _allocation(request, pk)
    with refusals_told(request):
        restore_draft(allocation_id=pk, version=version_sent(request), by=request.user)
        messages.success(request, "Đã trả lại số trước lần đề xuất.")
    return redirect("targets:allocation_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.SET_GOALS)
def allocation_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what a draft changes, and submit it to the district's leader."""
    table = allocation_table(_allocation(request, pk))
    if not table.allocation.is_draft:
        return redirect("targets:allocation_detail", pk)
    preview = adoption_preview(table)
    form = SubmitForm(
        request.POST or None,
        initial={"version": table.allocation.version},
        needs_reason=bool(table.check.violations),
        is_change=preview.is_change,
    )
    if form.is_valid():
        with refusals_shown_in(form), _sentences_shown_in(form):
            submit_allocation(allocation_id=pk, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã trình lãnh đạo “{table.allocation.name}”.")
            return redirect("targets:allocation_detail", pk)
    context = {"source": _source(table), "table": table, "form": form, "preview": preview}
    return render(request, "targets/allocation_submit.html", context)


@require_POST
@require(Action.SET_GOALS)
def allocation_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a submitted draft a draft again."""
    _allocation(request, pk)
    with refusals_told(request):
        return_allocation(allocation_id=pk, version=version_sent(request), by=request.user)
        messages.success(request, "Phương án là dự thảo, sửa được.")
    return redirect("targets:allocation_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.SIGN_FOR_DISTRICT)
def allocation_adopt(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what a submitted draft changes, and sign it."""
    table = allocation_table(_allocation(request, pk))
    preview = adoption_preview(table)
    form = _adopt_form(table, request.POST or None, is_change=preview.is_change)
    if form.is_valid():
        with refusals_shown_in(form), _sentences_shown_in(form):
            given = adopt_allocation(allocation_id=pk, by=request.user, at=now(), **form.asked)
            messages.success(request, f"Đã giao chỉ tiêu cho {len(table.rows)} xã, thị trấn.")
            return redirect("targets:allocation_detail", given.pk)
    context = {"source": _source(table), "table": table, "form": form, "preview": preview}
    return render(request, "targets/allocation_adopt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.SIGN_FOR_DISTRICT)
def allocation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw the allocation in force while no commune has answered."""
    allocation = _allocation(request, pk)
    form = WithdrawForm(request.POST or None, initial={"version": allocation.version})
    if form.is_valid():
        with refusals_shown_in(form):
            withdraw_allocation(allocation_id=pk, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã thu hồi “{allocation.name}”.")
            return redirect("targets:allocation_list", allocation.plan.year)
    context = {"allocation": allocation, "form": form, "kept_because": kept_because(allocation)}
    return render(request, "targets/allocation_withdraw.html", context)


@require_POST
@require(Action.SET_GOALS)
def allocation_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    source, form = _allocation(request, pk), CopyForm(request.POST)
    if form.is_valid():
        name = f"{source.name} (bản sao)"[:100]
        with refusals_told(request):
            copy = copy_draft(
                allocation_id=pk, name=name, by=request.user, at=now(), **form.cleaned_data
            )
            return redirect("targets:allocation_detail", copy.pk)
    return redirect("targets:allocation_list", source.plan.year)


@require_POST
@require(Action.SET_GOALS)
def allocation_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    draft, form = _allocation(request, pk), VersionForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            discard_draft(allocation_id=pk, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã xóa “{draft.name}”.")
    return redirect("targets:allocation_list", draft.plan.year)


@require_safe
@require(Action.DOWNLOAD_REPORTS)
def allocation_export(request: SignedInRequest, pk: int) -> FileResponse:
    table = allocation_table(_allocation(request, pk))
    return allocation_annex_response(table, on=today(), at=now(), is_demo=is_demo())


@require_safe
@require(Action.DOWNLOAD_REPORTS)
def allocation_decision(request: SignedInRequest, pk: int) -> FileResponse:
    """The decision with its annex as a Word document; a draft before it is adopted."""
    table = allocation_table(_allocation(request, pk))
    return allocation_decision_paper(table, on=today()).response()


@require_safe
@require(Action.SET_GOALS)
def allocation_submission(request: SignedInRequest, pk: int) -> FileResponse:
    """The labour office's submission of goals and allocation as a Word document."""
    table = allocation_table(_allocation(request, pk))
    return plan_submission_paper(table, on=today()).response()


def _allocation(request: SignedInRequest, pk: int) -> Allocation:
    found = Allocation.objects.visible_to(request.user).select_related(
        "plan__district__province", "plan__standard"
    )
    return get_object_or_404(found, pk=pk)


def _source(table: AllocationTable) -> FigureSource:
    return plan_source(table.allocation.plan, on=today(), at=now())


def _form_of(table: AllocationTable, sent: QueryDict | None = None) -> SplitGridForm:
    allocation = table.allocation
    initial = {
        "version": allocation.version,
        "name": allocation.name,
        "rule": SplitRule.BY_POOR if allocation.rule == SplitRule.BY_HAND else allocation.rule,
    }
    return SplitGridForm(sent, rows=table.rows, initial=initial)


def _grid(
    request: SignedInRequest, table: AllocationTable, form: SplitGridForm, *, overwritten: int = 0
) -> HttpResponse:
    """Show the grid; `overwritten` is how many communes a proposal would overwrite."""
    context = {
        "source": _source(table),
        "overwritten": overwritten,
        "table": table,
        "form": form,
        "versions": allocation_versions(history_rows(table.allocation)),
        "copy_form": CopyForm(),
        "may_download": request.user.may(Action.DOWNLOAD_REPORTS),
    }
    return render(request, "targets/allocation_edit.html", context)


def _adopt_form(table: AllocationTable, sent: QueryDict | None, *, is_change: bool) -> AdoptForm:
    allocation = table.allocation
    initial = {
        "version": allocation.version,
        "plan_version": allocation.plan.version,
        "change_reason": allocation.change_reason,
        "override_reason": allocation.override_reason,
    }
    broken = bool(table.check.violations)
    return AdoptForm(sent, initial=initial, needs_reason=broken, is_change=is_change)


@contextmanager
def _sentences_shown_in(form: BaseForm) -> Iterator[None]:
    """Show each sentence of an explanation as an error of its own; other refusals are left
    to `refusals_shown_in`."""
    try:
        yield
    except (CannotSplit, NeedsReason) as refusal:
        for sentence in refusal.sentences:
            form.add_error(None, sentence)
