"""Pages of exit registrations: the list, registering, notes, the district's summary."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Action
from areas.filters import commune_asked
from areas.models import Commune
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest, is_htmx, year_asked
from common.paging import BadCursor
from common.parameters import CURSOR, WrongParameters, takes
from targets.exports.registrations import registration_response
from targets.filters.registrations import CandidateFilter
from targets.forms.registrations import (
    CandidateForm,
    RegisterExitsForm,
    TickedForm,
    WithdrawRegistrationForm,
)
from targets.models import YearPlan
from targets.pages.coverage_table import HEADS, coverage_lines, short_notes, total_line
from targets.pages.own_commune import own_commune
from targets.pages.registration_lines import candidate_lines
from targets.queries.candidates import (
    CandidateRow,
    candidates,
    opening_list,
    page_of_rows,
    registered_list,
    with_names,
)
from targets.queries.coverage import coverage
from targets.queries.own_year import own_year
from targets.queries.path import planned_path
from targets.queries.plans import plan_for, plan_source
from targets.queries.progress import progress
from targets.rules.path import planned_by
from targets.services import registrations as services
from targets.views.no_plan import no_plan
from targets.words.overview import overview
from targets.words.registrations import registered_words
from targets.words.verdict_bar import line_bar

_FORM = ["GET", "HEAD", "POST"]


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes("year", CandidateFilter, CURSOR)
def registration_list(request: SignedInRequest) -> HttpResponse:
    plan = plan_for(year_asked(request.GET.get("year")), on=today())
    if plan is None:
        return no_plan(request)
    commune = commune_asked(request.user, request.GET.get("commune", ""))
    if commune is None:
        return redirect(f"{reverse('targets:registration_summary')}?year={plan.year}")
    context = _listed(request, plan, commune)
    if is_htmx(request):
        return render(request, "targets/_registration_table.html", context)
    own = own_year(plan, commune.pk, as_of=today())
    share = planned_by(planned_path(plan), today(), year=plan.year)
    shown = own_commune(own.figures, planned_share=share)
    context |= {"coverage": own.coverage, "own": shown}
    return render(request, "targets/registration_list.html", context)


@require_safe
@require(Action.VIEW_PROGRESS)
@takes("year")
def registration_summary(request: SignedInRequest) -> HttpResponse:
    plan = plan_for(year_asked(request.GET.get("year")), on=today())
    if plan is None:
        return no_plan(request)
    user, report = request.user, coverage(plan)
    found = progress(plan, as_of=today())
    context = {
        "source": plan_source(plan, on=today(), at=now()),
        "plan": plan,
        "verdict": overview(found),
        "bar": line_bar(found.total.everyone, planned_share=found.planned_share),
        "report": report,
        "heads": HEADS,
        "lines": coverage_lines(report, user, found),
        "total": total_line(report, found),
        "notes": short_notes(report),
        "may_download": user.may(Action.VIEW_HOUSEHOLDS) and user.sees_all_communes,
    }
    return render(request, "targets/registration_summary.html", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes("year", "commune")
def registration_export(request: SignedInRequest) -> FileResponse:
    plan = _plan(request)
    commune = commune_asked(request.user, request.GET.get("commune", ""))
    report = coverage(plan)
    return registration_response(
        candidates(plan, registered_list(plan, request.user, commune)),
        plan=plan,
        commune=commune,
        coverage=report.of(commune.pk) if commune else report.total,
        on=today(),
        at=now(),
    )


@require_http_methods(_FORM)
@require(Action.REGISTER_EXITS)
@takes("year", repeated=["household"])
def registration_register(request: SignedInRequest) -> HttpResponse:
    plan = _plan(request)
    sent = request.POST if request.method == "POST" else request.GET
    ticked = TickedForm(sent.getlist("household"))
    if not ticked.is_valid():
        messages.error(request, str(ticked.non_field_errors()[0]))
        return _to_list(plan)
    chosen = _chosen(request, plan, ticked.keys)
    form = RegisterExitsForm(request.POST or None, initial={"registered_on": today()})
    if form.is_valid():
        with refusals_shown_in(form):
            said = {"by": request.user, "at": now(), "on": today(), **form.cleaned_data}
            done = services.register_exits(plan_id=plan.pk, household_ids=ticked.keys, **said)
            messages.success(request, registered_words(new=done.new, already=done.already))
            return _to_list(plan)
    return render(
        request, "targets/registration_register.html", _preview(plan, chosen) | {"form": form}
    )


@require_http_methods(_FORM)
@require(Action.REGISTER_EXITS)
@takes("year")
def registration_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _candidate(request, pk)
    form = CandidateForm(request.POST or None, initial=_said(found.row))
    if form.is_valid():
        with refusals_shown_in(form):
            said = {"by": request.user, "at": now(), **form.cleaned_data}
            services.note_candidate(plan_id=found.plan.pk, household_id=pk, **said)
            messages.success(request, f"Đã lưu hộ {found.name}.")
            return _to_list(found.plan)
    context = {"form": form, "row": found.row, "plan": found.plan}
    return render(request, "targets/registration_edit.html", context)


@require_http_methods(_FORM)
@require(Action.REGISTER_EXITS)
@takes("year")
def registration_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _candidate(request, pk)
    form = WithdrawRegistrationForm(request.POST or None, initial={"version": found.row.version})
    if form.is_valid():
        with refusals_shown_in(form):
            said = {"by": request.user, "at": now(), **form.cleaned_data}
            services.withdraw_registration(plan_id=found.plan.pk, household_id=pk, **said)
            messages.success(request, f"Đã rút tên hộ {found.name}.")
            return _to_list(found.plan)
    context = {"form": form, "row": found.row, "plan": found.plan}
    return render(request, "targets/registration_withdraw.html", context)


def _listed(request: SignedInRequest, plan: YearPlan, commune: Commune) -> dict[str, Any]:
    found = CandidateFilter(
        request.GET,
        opening_list(plan, request.user),
        request=request,
        plan=plan,
        commune=commune.pk,
    )
    rows = candidates(plan, found.qs)
    if found.is_by_name:
        rows.sort(key=lambda row: row.by_name)
    page = _page(request, rows)
    return {
        "source": plan_source(plan, on=today(), at=now()),
        "plan": plan,
        "commune": commune,
        "filter": found,
        "page": page,
        "lines": candidate_lines(page),
        "may_register": request.user.may(Action.REGISTER_EXITS),
        "shows_commune": request.user.sees_all_communes,
    }


@dataclass(frozen=True, slots=True)
class _Found:
    plan: YearPlan
    row: CandidateRow

    @property
    def name(self) -> str:
        return self.row.record.household.head_name


def _plan(request: SignedInRequest) -> YearPlan:
    year = year_asked(request.GET.get("year") or request.POST.get("year"))
    plan = plan_for(year, on=today())
    if plan is None:
        raise Http404(f"Năm {year or today().year} chưa có kế hoạch.")
    return plan


def _page(request: SignedInRequest, rows: list[CandidateRow]) -> Any:
    try:
        return page_of_rows(rows, request.GET.get(CURSOR, ""))
    except BadCursor as error:
        raise WrongParameters({CURSOR: [str(error)]}) from error


def _chosen(request: SignedInRequest, plan: YearPlan, keys: list[int]) -> list[CandidateRow]:
    """Return the selected households. Raises 404 when the user does not see one of them."""
    rows = candidates(plan, opening_list(plan, request.user).filter(household__in=keys))
    if len(rows) != len(keys):
        raise Http404
    return rows


def _candidate(request: SignedInRequest, pk: int) -> _Found:
    plan = _plan(request)
    return _Found(plan, _chosen(request, plan, [pk])[0])


def _preview(plan: YearPlan, chosen: list[CandidateRow]) -> dict[str, Any]:
    before = coverage(plan).of(chosen[0].record.commune_id)
    return {
        "source": plan_source(plan, on=today(), at=now()),
        "plan": plan,
        "rows": chosen,
        "new": [row for row in chosen if not row.is_registered],
        "still_poor": [row for row in chosen if row.needs_reason],
        "before": before,
        "after": with_names(before, chosen) if before else None,
    }


def _said(row: CandidateRow) -> dict[str, Any]:
    said = row.registration
    if said is None:
        return {"version": 0}
    return {name: getattr(said, name) for name in ("version", "has_plan", "support", "reason")}


def _to_list(plan: YearPlan) -> HttpResponse:
    return redirect(f"{reverse('targets:registration_list')}?{urlencode({'year': plan.year})}")
