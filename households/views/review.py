"""Pages of review forms: lists, one form, entry and submission."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.errors import Conflict, Refused
from common.forms import refusals_shown_in
from common.http import (
    SignedInRequest,
    is_htmx,
    page_of,
    row_asked,
    saved_in_place,
    stays_on_page,
)
from common.paging import COUNT_CAP
from common.parameters import CURSOR, takes
from households.filters.assessments import AssessmentPageFilter, AwaitingFilter
from households.forms.assessment import AssessmentForm
from households.forms.review import AssessmentStartForm
from households.models import Assessment, Household, Round
from households.pages.review import DeskPage, desk_page, form_page, part_pages, reason_notice
from households.pages.review_lines import form_lines
from households.queries.comparison import past_of
from households.queries.drafts import DraftFacts, draft_facts
from households.queries.parts import parts_of_form
from households.queries.people import home_of
from households.queries.review import (
    awaiting_count,
    awaiting_review,
    beginning_for,
    open_rounds,
    piles_of,
    rows_of,
    standards_of_year,
)
from households.queries.rounds import is_open_for
from households.queries.series import following
from households.queries.sources import reviews_source, year_source
from households.querysets import AssessmentQuerySet
from households.services import answers, entry


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(AssessmentPageFilter, CURSOR)
def assessment_list(request: SignedInRequest) -> HttpResponse:
    found = AssessmentPageFilter(request.GET, _visible(request), request=request)
    piles = piles_of(found.of_all_piles)
    forms: Any = found.qs
    page = page_of(request, forms.for_page(), field="head_sort_key", count=False)
    page = replace(page, total=min(found.total_in(piles), COUNT_CAP + 1))
    standards = standards_of_year(found.current_year)
    lines = form_lines(
        rows_of(page, standards), may_approve=request.user.may(Action.APPROVE_ASSESSMENTS)
    )
    context = {
        "source": reviews_source(found.current_year, standards, on=today(), at=now()),
        "filter": found,
        "page": page,
        "lines": lines,
        "may_tick": any(line.may_be_ticked for line in lines),
        "standards": standards,
        "piles": piles,
        "awaiting": awaiting_count(user=request.user, year=today().year),
    }
    return _render(request, "assessment_list.html", "_assessment_table.html", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(AwaitingFilter, CURSOR)
def assessment_todo(request: SignedInRequest) -> HttpResponse:
    waiting = awaiting_review(user=request.user, year=today().year)
    found = AwaitingFilter(request.GET, waiting.for_list(), request=request)
    page = page_of(request, found.qs, field="head_sort_key")
    context = {
        "source": year_source(today().year, on=today(), at=now()),
        "filter": found,
        "page": page,
        "rows": [(record, uuid.uuid4()) for record in page],
        "round": next(iter(open_rounds(today())), None),
        "piles": piles_of(_visible(request).filter(round__year=today().year)),
        "awaiting": waiting.count(),
    }
    return _render(request, "assessment_todo.html", "_awaiting_table.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.ENTER_ASSESSMENTS)
@takes("round")
def assessment_create(request: SignedInRequest, pk: int) -> HttpResponse:
    households = Household.objects.visible_to(request.user).for_list()
    household = get_object_or_404(households, pk=pk)
    beginning = beginning_for(household, today(), now())
    if beginning.at_work is not None:
        return redirect("households:assessment_edit", beginning.at_work.pk)
    wanted = row_asked(request.GET, "round", Round.objects.all())
    form = AssessmentStartForm(request.POST or None, beginning=beginning, wanted=wanted)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            facts = {"household": household, **signed, **form.facts}
            return redirect("households:assessment_edit", entry.start_assessment(**facts).pk)
    context = {"form": form, "household": household, "beginning": beginning}
    return render(request, "households/assessment_start.html", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def assessment_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = _form(request, pk)
    is_own = assessment.is_submitted and assessment.submitted_by_id == request.user.pk
    context = {
        "assessment": assessment,
        "following": following(assessment, request.user) if is_own else None,
        "round_is_open": is_open_for(assessment.round, assessment.commune_id, now()),
        "shown": form_page(assessment),
        **_rights(request),
    }
    return render(request, "households/assessment_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.ENTER_ASSESSMENTS)
def assessment_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _posted(request, pk)
    assessment = _form(request, pk)
    if not assessment.is_draft:
        return redirect("households:assessment_detail", pk)
    desk = desk_page(assessment, today())
    form = AssessmentForm(assessment=assessment, parts=desk.parts)
    return render(request, "households/assessment_form.html", _edit_context(form, assessment, desk))


def _posted(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save a posted form. Only what saving needs is read, unless the page is shown again."""
    assessment = get_object_or_404(_visible(request).select_related("commune"), pk=pk)
    read = draft_facts(assessment, today())
    parts = read.copied_parts()
    if assessment.is_draft:
        answers.refresh(parts, home_of(read.members, read.day, assessment.house_area))
    form = AssessmentForm(request.POST, assessment=assessment, parts=parts)
    if not form.is_valid():
        return _shown_again(request, pk)
    try:
        return _saved(request, assessment, form, read)
    except Refused as refused:
        return _shown_again(request, pk, refused)


def _saved(
    request: SignedInRequest, assessment: Assessment, form: AssessmentForm, read: DraftFacts
) -> HttpResponse:
    signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
    saved = entry.save_assessment(assessment_id=assessment.pk, read=read, **form.facts, **signed)
    if request.POST.get("then") == "check":
        return redirect("households:assessment_submit", assessment.pk)
    message = f"Đã lưu nháp lúc {timezone.localtime(now()):%H:%M}."
    if stays_on_page(request):
        return saved_in_place(version=saved.version, page=request.path, message=message)
    messages.success(request, message)
    return redirect("households:assessment_edit", assessment.pk)


def _shown_again(request: SignedInRequest, pk: int, refused: Refused | None = None) -> HttpResponse:
    """Show a posted form with its errors, or with the other user's version after a conflict."""
    assessment = _form(request, pk)
    desk = desk_page(assessment, today())
    form = AssessmentForm(request.POST, assessment=assessment, parts=desk.parts)
    context = _edit_context(form, assessment, desk)
    is_valid = form.is_valid()
    if isinstance(refused, Conflict):
        context["conflict"] = refused
        return render(request, "households/assessment_conflict.html", context, status=409)
    if refused is not None and is_valid:
        with refusals_shown_in(form):
            raise refused
    return render(request, "households/assessment_form.html", context)


def _edit_context(
    form: AssessmentForm, assessment: Assessment, desk: DeskPage
) -> dict[str, object]:
    return {
        "form": form,
        "assessment": assessment,
        "desk": desk,
        "parts": part_pages(form.parts),
        "reason": desk.reason,
    }


@require_POST
@require(Action.ENTER_ASSESSMENTS)
def assessment_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the outcome of the form as filled in in the browser; nothing is written."""
    assessment = _form(request, pk)
    stored = parts_of_form(assessment, on=today())
    form = AssessmentForm(request.POST, assessment=assessment, parts=stored)
    form.is_valid()
    day, area = (form.cleaned_data.get(name) for name in ("surveyed_on", "house_area"))
    home = home_of(assessment.household.members.all(), day or today(), area)
    parts = form.filled_parts(home)
    given = form.cleaned_data.get("change_reason") or ""
    reason = reason_notice(assessment, parts, past_of(assessment), reason=given)
    context = {"parts": part_pages(parts), "reason": reason, "is_preview": True}
    context["asked"] = form.area_question(parts)
    return render(request, "households/_outcomes.html", context)


def _visible(request: SignedInRequest) -> AssessmentQuerySet:
    return Assessment.objects.visible_to(request.user)


def _form(request: SignedInRequest, pk: int) -> Assessment:
    return get_object_or_404(_visible(request).for_detail(), pk=pk)


def _rights(request: SignedInRequest) -> dict[str, bool]:
    return {
        "shows_commune": request.user.sees_all_communes,
        "may_enter": request.user.may(Action.ENTER_ASSESSMENTS),
        "may_approve": request.user.may(Action.APPROVE_ASSESSMENTS),
    }


def _render(
    request: SignedInRequest, page: str, fragment: str, context: dict[str, Any]
) -> HttpResponse:
    wanted = fragment if is_htmx(request) else page
    return render(request, f"households/{wanted}", {**context, **_rights(request)})
