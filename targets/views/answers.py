"""Pages of the ledger: a commune's own target, and the district's table of answers."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.models import Commune
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told
from common.http import SignedInRequest, download, is_htmx, year_asked
from common.parameters import takes
from targets.documents.answer_reply import answer_reply_paper
from targets.documents.party_report import party_report_paper
from targets.forms.answers import AcceptForm, DecideForm, LedgerForm, PartyReportForm, ProposalForm
from targets.models import AllocationAnswer, Attachment, YearPlan
from targets.pages.answer_table import answer_lines, scenario_card, scenario_cards
from targets.queries.answers_commune import (
    TargetLedger,
    communes_to_choose,
    target_ledger,
)
from targets.queries.answers_compare import AnswerTable, answer_table
from targets.queries.district_papers import answer_reply as reply_of
from targets.queries.district_papers import replied_answers
from targets.queries.plans import plan_for, plan_source, plan_years
from targets.queries.registrations import registered_by_commune
from targets.services import answer_decisions, answer_withdrawal, answers
from targets.views.no_plan import no_plan
from targets.words.ledger import ledger_steps

_ANSWER, _DECIDE = Action.ANSWER_TARGETS, Action.SET_GOALS


@require_safe
@require(_ANSWER, or_action=_DECIDE)
@takes("year")
def answer_home(request: SignedInRequest) -> HttpResponse:
    """Redirect users of a commune to their own page; users of the district choose one."""
    year = year_asked(request.GET.get("year"))
    if request.user.commune_id is not None:
        return redirect(_address(request.user.commune_id, request.GET.get("year", "")))
    plan = plan_for(year, on=today())
    if plan is None:
        return no_plan(request)
    context = {
        "source": plan_source(plan, on=today(), at=now()),
        "plan": plan,
        "standings": communes_to_choose(plan, request.user),
        "years": plan_years(),
    }
    return render(request, "targets/answer_home.html", context)


@require_safe
@require(_ANSWER, or_action=_DECIDE)
@takes("year")
def answer_commune(request: SignedInRequest, pk: int) -> HttpResponse:
    commune = _commune(request, pk)
    plan = plan_for(year_asked(request.GET.get("year")), on=today())
    if plan is None:
        return no_plan(request)
    return _page(request, target_ledger(plan, commune, on=today()))


@require_POST
@require(_ANSWER)
@takes("year")
def party_report(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _asked_page(request, pk)
    form = PartyReportForm(request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            answers.report_to_party(commune_id=pk, **_signed(request), **form.cleaned_data)
            return _done(request, page, "Đã ghi ngày báo cáo Đảng ủy.")
    return _page(request, page, report_form=form)


@require_POST
@require(_ANSWER)
@takes("year")
def answer_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _asked_page(request, pk)
    form = AcceptForm(request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            answers.accept_target(commune_id=pk, **_signed(request), **form.cleaned_data)
            return _done(request, page, "Đã nhận chỉ tiêu.")
    return _page(request, page, accept_form=form)


@require_POST
@require(_ANSWER)
@takes("year")
def answer_propose(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _asked_page(request, pk)
    form = ProposalForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_shown_in(form):
            answers.propose_adjustment(commune_id=pk, **_signed(request), **form.cleaned_data)
            return _done(request, page, "Đã gửi đề nghị điều chỉnh.")
    return _page(request, page, proposal_form=form)


@require_POST
@require(_ANSWER)
def answer_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    found = AllocationAnswer.objects.visible_to(request.user).select_related("allocation__plan")
    answer = get_object_or_404(found, pk=pk)
    with refusals_told(request):
        answer_withdrawal.withdraw_answer(answer_id=pk, **_signed(request))
        messages.success(request, "Đã rút trả lời. Xã có thể trả lời lại.")
    return redirect(_address(answer.commune_id, answer.allocation.plan.year))


@require_safe
@require(_ANSWER, or_action=_DECIDE)
@takes("year")
def party_report_document(request: SignedInRequest, pk: int) -> FileResponse:
    page = _asked_page(request, pk)
    if page.standing is None or page.target is None:
        raise Http404("Xã chưa được giao chỉ tiêu.")
    registered = registered_by_commune(page.plan).get(pk, (0, 0))
    paper = party_report_paper(page, page.standing, page.target, registered=registered, on=today())
    return paper.response()


@require_safe
@require(_ANSWER, or_action=_DECIDE)
def answer_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Download a file of an answer; uploaded content is never displayed inline."""
    found = Attachment.objects.visible_to(request.user).filter(answer__isnull=False)
    file = get_object_or_404(found, pk=pk)
    return download(file.name, bytes(file.content), content_type=file.content_type)


@require_safe
@require(_DECIDE)
def answer_reply(request: SignedInRequest, pk: int) -> FileResponse:
    """The district's reply to a commune as a Word document."""
    answer = get_object_or_404(replied_answers(request.user), pk=pk)
    return answer_reply_paper(reply_of(answer)).response()


@require_http_methods(["GET", "HEAD", "POST"])
@require(_DECIDE)
def answer_compare(request: SignedInRequest, year: int) -> HttpResponse:
    """Compare all answers; a POST decides, or only previews the totals of the selected verdicts."""
    plan = get_object_or_404(YearPlan.objects.select_related("standard", "district"), year=year)
    found = answer_table(plan, on=today())
    if found is None:
        return render(request, "targets/answer_none.html", {"plan": plan})
    initial = {"plan_version": plan.version, "decided_on": today()}
    form = DecideForm(request.POST or None, table=found, initial=initial)
    if _is_decided(request) and form.is_valid():
        with refusals_shown_in(form):
            asked = {**form.asked, **_signed(request)}
            made = answer_decisions.decide_proposals(plan_id=plan.pk, **asked)
            messages.success(request, f"Đã quyết định {len(made)} đề nghị.")
            return redirect("targets:answer_compare", year)
    return _compared(request, plan, found, form)


def _is_decided(request: SignedInRequest) -> bool:
    """Return whether the request decides, rather than previews."""
    return request.method == "POST" and "preview" not in request.POST and not is_htmx(request)


def _compared(
    request: SignedInRequest, plan: YearPlan, found: AnswerTable, form: DecideForm
) -> HttpResponse:
    chosen = scenario_card(found.decided(form.agreed))
    if is_htmx(request):
        return render(request, "targets/_answer_chosen.html", {"chosen": chosen})
    context = {
        "source": plan_source(plan, on=today(), at=now()),
        "plan": plan,
        "found": found,
        "form": form,
        "lines": answer_lines(found),
        "scenarios": scenario_cards(found),
        "chosen": chosen,
        "refused": form if _is_decided(request) else None,
    }
    return render(request, "targets/answer_compare.html", context)


def _commune(request: SignedInRequest, pk: int) -> Commune:
    visible = Commune.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("district", "province"), pk=pk)


def _asked_page(request: SignedInRequest, pk: int) -> TargetLedger:
    commune = _commune(request, pk)
    year = year_asked(request.GET.get("year"))
    plan = plan_for(year, on=today())
    if plan is None:
        raise Http404(f"Năm {year or today().year} chưa có kế hoạch.")
    return target_ledger(plan, commune, on=today())


def _signed(request: SignedInRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now(), "on": today()}


def _address(commune_id: int, year: int | str) -> str:
    url = reverse("targets:answer_commune", args=[commune_id])
    return f"{url}?year={year}" if year else url


def _done(request: SignedInRequest, page: TargetLedger, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(_address(page.commune.pk, page.plan.year))


def _page(request: SignedInRequest, page: TargetLedger, **bound: LedgerForm) -> HttpResponse:
    context: dict[str, Any] = {
        "source": plan_source(page.plan, on=today(), at=now()),
        "page": page,
        "steps": ledger_steps(page.entries),
        "years": plan_years(),
        "may_answer": request.user.may(_ANSWER),
        "refused": next(iter(bound.values()), None),
    }
    if page.standing is not None:
        key, line = page.standing.allocation.pk, page.standing.line
        asked = {"fall": line.fall, "em_fall": line.em_fall}
        context |= {
            "report_form": PartyReportForm(allocation_id=key, initial={"reported_on": today()}),
            "accept_form": AcceptForm(allocation_id=key),
            "proposal_form": ProposalForm(allocation_id=key, initial=asked),
        }
    return render(request, "targets/answer_commune.html", {**context, **bound})
