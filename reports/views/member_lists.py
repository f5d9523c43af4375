"""The official lists of poor and near-poor households with their members."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from common.access import require
from common.http import SignedInRequest, is_htmx, page_of
from common.parameters import CURSOR, takes
from reports.exports.member_lists import member_list_file
from reports.filters.forms import MemberListFilter
from reports.filters.member_lists import list_requested
from reports.pages.member_lists import need_kinds, shown_households
from reports.words.forms.lists import NOTE, MemberList


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(MemberListFilter, CURSOR)
def member_list(request: SignedInRequest, form: MemberList) -> HttpResponse:
    found = list_requested(request.GET, form, request)
    page = page_of(request, found.qs, field="head_sort_key")
    context = {
        "form": form,
        "filter": found,
        "figures": found.source(),
        "page": page,
        "households": shown_households(page.rows, form),
        "needs": need_kinds(),
        "note": NOTE,
        "shows_commune": request.user.sees_all_communes,
    }
    wanted = "_member_table.html" if is_htmx(request) else "member_list.html"
    return render(request, f"reports/forms/{wanted}", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(MemberListFilter)
def member_list_excel(request: SignedInRequest, form: MemberList) -> FileResponse:
    found = list_requested(request.GET, form, request).require_valid()
    return member_list_file(found.qs, form, source=found.source(), user=request.user)
