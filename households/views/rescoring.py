"""Pages of uploading a table and of rescoring a round."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import is_demo
from common.access import require
from common.clock import now
from common.errors import Refused
from common.forms import refusals_told
from common.http import SignedInRequest, flag_asked, is_htmx, page_of
from common.parameters import CURSOR, WrongParameters, takes
from common.xlsx_read import WrongCells
from households.exports.scoring import changes_response
from households.forms.scoring import ConfirmForm, RescoreForm, UploadForm
from households.imports.scoring import items_from_workbook
from households.models import Rescoring, RescoringChange, ScoringTable
from households.queries.rescoring import CHANGES_SHOWN, changes_shown, rescoring_counts
from households.queries.scoring import items_of, whole_tables
from households.queries.sources import run_source
from households.rules.scoring_tables import compare
from households.services import scoring_tables as services
from households.services.rescoring_job import resume_rescoring, start_rescoring
from households.words.rescoring import source_of_run


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.CONFIGURE)
def scoring_upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read a workbook: show all wrong cells, or the changes to be confirmed."""
    table = get_object_or_404(whole_tables(), pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    context = {"table": table, "form": form}
    if form.is_valid():
        try:
            items = items_from_workbook(form.cleaned_data["file"])
        except WrongCells as refused:
            context["errors"] = refused.errors
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            packed = {"items": ConfirmForm.packed(items), "version": table.version}
            context["confirm"] = ConfirmForm(initial=packed)
            context["differences"] = compare(items_of(table), items)
    return render(request, "households/scoring_upload.html", context)


@require_POST
@require(Action.CONFIGURE)
def scoring_upload_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(ScoringTable, pk=pk)
    form = ConfirmForm(request.POST)
    with refusals_told(request):
        if not form.is_valid():
            raise Refused("Bản xem trước không còn dùng được; hãy tải tệp lên lại.")
        services.change_items(table_id=pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Đã ghi bảng điểm từ tệp Excel.")
        return redirect("households:scoring_detail", pk)
    return redirect("households:scoring_upload", pk)


@require_POST
@require(Action.CONFIGURE)
def rescoring_start(request: SignedInRequest, pk: int) -> HttpResponse:
    table = get_object_or_404(ScoringTable, pk=pk)
    form = RescoreForm(request.POST, table=table)
    with refusals_told(request):
        if not form.is_valid():
            raise Refused("Hãy chọn một đợt đang mở.")
        run = start_rescoring(
            table=table, round_=form.cleaned_data["round"], by=request.user, at=now()
        )
        return redirect("households:rescoring_detail", run.pk)
    return redirect("households:scoring_detail", pk)


@require_safe
@require(Action.CONFIGURE)
@takes("only", "progress", CURSOR)
def rescoring_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The progress of a run, refreshed every two seconds, then its changes."""
    run = get_object_or_404(
        Rescoring.objects.select_related("table__standard", "round", "started_by"), pk=pk
    )
    if (only := request.GET.get("only", "")) not in {"", *CHANGES_SHOWN}:
        raise WrongParameters({"only": [f"Phải là {' hoặc '.join(CHANGES_SHOWN)}."]})
    context = {
        "source": run_source(run),
        "run": run,
        "counts": rescoring_counts(run),
        "only": only,
    }
    wants_progress = flag_asked(request.GET, "progress")
    if is_htmx(request) and wants_progress:
        return render(request, "households/_rescoring_progress.html", context)
    changes = RescoringChange.objects.visible_to(request.user).filter(rescoring=run)
    context["page"] = page_of(request, changes_shown(changes, only), field="pk")
    return render(request, "households/rescoring_detail.html", context)


@require_POST
@require(Action.CONFIGURE)
def rescoring_resume(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Rescoring, pk=pk)
    resume_rescoring(rescoring_id=pk)
    messages.success(request, "Đã đưa vào hàng chờ chạy tiếp.")
    return redirect("households:rescoring_detail", pk)


@require_safe
@require(Action.CONFIGURE)
def rescoring_export(request: SignedInRequest, pk: int) -> FileResponse:
    run = get_object_or_404(
        Rescoring.objects.select_related("table__standard", "round", "started_by"), pk=pk
    )
    changes = RescoringChange.objects.visible_to(request.user).filter(rescoring=run)
    return changes_response(run, changes, source=source_of_run(run, is_demo=is_demo()))
