"""The official forms: to look at, to print and to download."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from common.access import require
from common.http import SignedInRequest, is_htmx
from common.parameters import takes
from reports.exports.forms import form_file
from reports.filters.forms import NOT_FROZEN, NoFormFigures, OfficialFormFilter, table_of
from reports.pages.forms import form_page_table
from reports.words.forms.definition import OfficialForm, form_table


@require_safe
@require(Action.DOWNLOAD_REPORTS)
@takes(OfficialFormFilter)
def form_page(request: SignedInRequest, form: OfficialForm) -> HttpResponse:
    filters = OfficialFormFilter(request.GET, form=form, request=request)
    asked = filters.asked()
    table = form_table(form, asked) if asked else None
    context = {
        "form": form,
        "filter": filters,
        "asked": asked,
        "found": form_page_table(table, request.user) if table else None,
        "not_frozen": NOT_FROZEN,
    }
    wanted = "_form_table.html" if is_htmx(request) else "form.html"
    return render(request, f"reports/forms/{wanted}", context)


@require_safe
@require(Action.DOWNLOAD_REPORTS)
@takes(OfficialFormFilter)
def form_excel(request: SignedInRequest, form: OfficialForm) -> FileResponse:
    try:
        table = table_of(OfficialFormFilter(request.GET, form=form, request=request))
    except NoFormFigures as error:
        raise Http404(str(error)) from error
    return form_file(table)
