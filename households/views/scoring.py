"""Pages of scoring tables: read, compare, edit, put in force, verify."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from common.access import require
from common.clock import now
from common.errors import Refused
from common.forms import VersionForm, refusals_shown_in, refusals_told, version_sent
from common.http import SignedInRequest
from common.parameters import WrongParameters, takes
from households.exports.scoring import table_response
from households.forms.scoring import NewTableForm, RescoreForm, TableHeadForm, VerifyForm
from households.forms.scoring_grid import TableGrid
from households.models import Rescoring, ScoringTable
from households.pages.stories import story_of_table
from households.queries.scoring import (
    items_of,
    table_comparison,
    tables_by_standard,
    whole_tables,
)
from households.services import scoring_tables as services

_READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
@require(Action.VIEW_CATALOGUES)
def scoring_list(request: SignedInRequest) -> HttpResponse:
    context = {
        "standards": tables_by_standard(),
        "may_configure": request.user.may(Action.CONFIGURE),
    }
    return render(request, "households/scoring_list.html", context)


@require_safe
@require(Action.VIEW_CATALOGUES)
def scoring_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    table = get_object_or_404(whole_tables(), pk=pk)
    may_configure = request.user.may(Action.CONFIGURE)
    context = {
        "table": table,
        "items": table.items.all(),
        "others": ScoringTable.objects.filter(standard=table.standard_id).exclude(pk=pk),
        "story": story_of_table(table),
        "may_configure": may_configure,
        "verify_form": VerifyForm(initial={"version": table.version}),
        "rescore_form": RescoreForm(table=table),
        "rescorings": Rescoring.objects.filter(table=table).select_related("round"),
    }
    return render(request, "households/scoring_detail.html", context)


@require_safe
@require(Action.VIEW_CATALOGUES)
def scoring_export(request: HttpRequest, pk: int) -> FileResponse:
    return table_response(get_object_or_404(whole_tables(), pk=pk))


@require_safe
@require(Action.VIEW_CATALOGUES)
@takes("other")
def scoring_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Differences of a table from another edition, by default the one it was copied from."""
    table = get_object_or_404(whole_tables(), pk=pk)
    found = table_comparison(table, request.GET.get("other", ""))
    if found is None:
        raise WrongParameters({"other": ["Không có bảng điểm này."]})
    return render(request, "households/scoring_compare.html", {"found": found, "table": table})


@require_http_methods(_READ_OR_SEND)
@require(Action.CONFIGURE)
def scoring_create(request: SignedInRequest) -> HttpResponse:
    form = NewTableForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            said = form.cleaned_data
            table = services.create_table(
                standard=said["standard"], area=said["area"], head=form.head, by=request.user
            )
            return redirect("households:scoring_edit", table.pk)
    return render(request, "households/scoring_head.html", {"form": form})


@require_http_methods(_READ_OR_SEND)
@require(Action.CONFIGURE)
def scoring_head(request: SignedInRequest, pk: int) -> HttpResponse:
    table = get_object_or_404(whole_tables(), pk=pk)
    form = TableHeadForm(request.POST or None, instance=table, initial={"version": table.version})
    if form.is_valid():
        with refusals_shown_in(form):
            version = form.cleaned_data["version"] or 0
            services.change_head(table_id=pk, version=version, head=form.head, by=request.user)
            messages.success(request, "Đã lưu thông tin bảng điểm.")
            return redirect("households:scoring_detail", pk)
    return render(request, "households/scoring_head.html", {"form": form, "table": table})


@require_http_methods(_READ_OR_SEND)
@require(Action.CONFIGURE)
def scoring_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The grid, one row per answer. "Thêm dòng" adds rows without writing."""
    table = get_object_or_404(whole_tables(), pk=pk)
    form = VersionForm(request.POST or None, initial={"version": table.version})
    grid = TableGrid.sent(request.POST) if request.POST else TableGrid.of(items_of(table))
    if request.POST.get("do") == "add":
        grid.add_rows()
    elif form.is_valid() and (items := grid.items()) is not None:
        with refusals_shown_in(form):
            version = form.cleaned_data["version"]
            services.change_items(table_id=pk, version=version, items=items, by=request.user)
            messages.success(request, "Đã lưu các mục của bảng điểm.")
            return redirect("households:scoring_detail", pk)
    context = {"table": table, "form": form, "grid": grid}
    return render(request, "households/scoring_edit.html", context)


@require_POST
@require(Action.CONFIGURE)
def scoring_edition(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(ScoringTable, pk=pk)
    draft = services.new_edition(table_id=pk, by=request.user)
    messages.success(request, f"Đã có bản đang soạn: {draft}.")
    return redirect("households:scoring_detail", draft.pk)


@require_POST
@require(Action.CONFIGURE)
def scoring_apply(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(ScoringTable, pk=pk)
    with refusals_told(request):
        table = services.put_in_force(table_id=pk, version=version_sent(request), by=request.user)
        messages.success(request, f"{table} được áp dụng từ nay. Hãy chấm lại các đợt đang mở.")
    return redirect("households:scoring_detail", pk)


@require_POST
@require(Action.CONFIGURE)
def scoring_retire(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(ScoringTable, pk=pk)
    with refusals_told(request):
        table = services.retire_table(table_id=pk, version=version_sent(request), by=request.user)
        messages.success(request, f"Đã ngừng áp dụng {table}.")
    return redirect("households:scoring_detail", pk)


@require_POST
@require(Action.CONFIGURE)
def scoring_verify(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(ScoringTable, pk=pk)
    form = VerifyForm(request.POST)
    with refusals_told(request):
        if not form.is_valid():
            raise Refused("Hãy ghi văn bản đã đối chiếu.")
        services.verify_table(table_id=pk, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, "Đã ghi nhận kiểm chứng. Hãy chấm lại các đợt đang mở.")
    return redirect("households:scoring_detail", pk)


@require_POST
@require(Action.CONFIGURE)
def scoring_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    table = get_object_or_404(ScoringTable, pk=pk)
    with refusals_told(request):
        services.discard_table(table_id=pk, version=version_sent(request), by=request.user)
        messages.success(request, f"Đã xóa bản đang soạn {table}.")
        return redirect("households:scoring_list")
    return redirect("households:scoring_detail", pk)
