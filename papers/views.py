"""Pages of the templates of Word papers."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told
from common.http import SignedInRequest, download
from common.word import CONTENT_TYPE
from common.word_template import sample_values
from papers.forms import SeenTemplateForm, TemplateForm
from papers.models import PaperTemplate
from papers.queries import PaperRow, paper_row, paper_rows, template_content
from papers.services import CannotUseTemplate, replace_template, use_built_in


@require_safe
@require(Action.REPLACE_TEMPLATES)
def paper_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "papers/list.html", {"rows": paper_rows()})


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.REPLACE_TEMPLATES)
def paper_detail(request: SignedInRequest, pk: str) -> HttpResponse:
    """Show the templates of a paper; a POST uploads another one."""
    row = _row(pk)
    is_sent = request.method == "POST"
    form = TemplateForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"replaces": row.own_id},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            try:
                _made, check = replace_template(
                    code=pk, by=request.user, at=now(), **form.cleaned_data
                )
            except CannotUseTemplate as refusal:
                for problem in refusal.problems:
                    form.add_error("upload", problem)
            else:
                messages.success(request, f"“{row.kind.title}” dùng mẫu mới.")
                for warning in check.warnings:
                    messages.warning(request, warning)
                return redirect("papers:detail", pk)
    context = {"row": row, "form": form, "names": sample_values(row.kind.sample)}
    return render(request, "papers/detail.html", context)


@require_POST
@require(Action.REPLACE_TEMPLATES)
def paper_built_in(request: SignedInRequest, pk: str) -> HttpResponse:
    """Go back to the built-in template."""
    row, form = _row(pk), SeenTemplateForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            use_built_in(code=pk, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, f"“{row.kind.title}” dùng lại mẫu có sẵn.")
    return redirect("papers:detail", pk)


@require_safe
@require(Action.REPLACE_TEMPLATES)
def template_file(request: SignedInRequest, pk: str) -> FileResponse:
    """Download the template in force, or the built-in one."""
    row = _row(pk)
    content = template_content(row.own) if row.own else row.kind.built_in.read_bytes()
    return download(f"mau-{pk.replace('_', '-')}.docx", content, content_type=CONTENT_TYPE)


@require_safe
@require(Action.REPLACE_TEMPLATES)
def built_in_file(request: SignedInRequest, pk: str) -> FileResponse:
    """Download the built-in template."""
    content = _row(pk).kind.built_in.read_bytes()
    name = f"mau-co-san-{pk.replace('_', '-')}.docx"
    return download(name, content, content_type=CONTENT_TYPE)


@require_safe
@require(Action.REPLACE_TEMPLATES)
def earlier_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Download an uploaded template, in force or not."""
    found = get_object_or_404(PaperTemplate.objects.defer("content"), pk=pk)
    return download(found.name, template_content(found), content_type=CONTENT_TYPE)


def _row(code: str) -> PaperRow:
    try:
        return paper_row(code)
    except KeyError as error:
        raise Http404("Không có văn bản này.") from error
