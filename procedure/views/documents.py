"""Documents of a village's review: Word files to sign, the posting list to print."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from accounts.queries import signer_of
from areas.queries import today
from common.access import require
from common.http import SignedInRequest, page_of
from common.official_form import date_left_open
from common.parameters import CURSOR, takes
from common.word import WordPaper
from households.queries.field_forms import field_forms
from procedure.documents.decisions import (
    certificates_paper,
    decision_paper,
    draft_paper,
    submission_paper,
)
from procedure.documents.lists import all_classes_of
from procedure.documents.meetings import minutes_paper
from procedure.pages.meeting_list import meeting_sheet
from procedure.queries import papers
from procedure.queries.results import results_of


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def meeting_minutes(request: SignedInRequest, pk: int) -> FileResponse:
    return _answered(minutes_paper(get_object_or_404(papers.meetings_for(request.user), pk=pk)))


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def submission_document(request: SignedInRequest, pk: int) -> FileResponse:
    found = get_object_or_404(papers.submissions_for(request.user), pk=pk)
    return _answered(submission_paper(found))


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def decision_document(request: SignedInRequest, pk: int) -> FileResponse:
    return _answered(decision_paper(get_object_or_404(papers.decisions_for(request.user), pk=pk)))


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def decision_draft(request: SignedInRequest, pk: int) -> FileResponse:
    """The decision before it is signed, marked as a draft."""
    found = get_object_or_404(papers.submissions_for(request.user), pk=pk, decision=None)
    return _answered(draft_paper(found, on=today()))


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def decision_certificates(request: SignedInRequest, pk: int) -> FileResponse:
    decision = get_object_or_404(papers.decisions_for(request.user), pk=pk)
    certificates = list(papers.certificates_for(request.user).filter(decision=decision))
    if not certificates:
        raise Http404("Quyết định này không cấp giấy chứng nhận nào.")
    return _answered(certificates_paper(decision, certificates))


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(CURSOR)
def certificate_list(request: SignedInRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(papers.decisions_for(request.user), pk=pk)
    certificates = papers.certificates_for(request.user).filter(decision=decision)
    context = {"decision": decision, "page": page_of(request, certificates, field="number")}
    return render(request, "procedure/certificate_list.html", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def certificate_document(request: SignedInRequest, pk: int) -> FileResponse:
    certificate = get_object_or_404(papers.certificates_for(request.user), pk=pk)
    decision = papers.decisions_for(request.user).get(pk=certificate.decision_id)
    return _answered(certificates_paper(decision, [certificate]))


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def village_field_forms(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper forms of the households of a village's list, filled in with what is known."""
    review = get_object_or_404(papers.reviews_for(request.user), pk=pk)
    paper = field_forms(papers.households_of(review), review.round, on=today())
    return render(request, "households/field_forms.html", {"paper": paper})


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def meeting_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The households of a village's list with their results, to be read out and voted on."""
    review = get_object_or_404(papers.reviews_for(request.user), pk=pk)
    context = {"review": review, "sheet": meeting_sheet(review), "number": review.meetings.count()}
    return render(request, "procedure/meeting_list.html", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def posting_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The results as posted in the village, to be printed from the browser; no citizen numbers."""
    posting = get_object_or_404(papers.postings_for(request.user), pk=pk)
    review = posting.village_review
    results = [
        (each.standard, [shown for shown in all_classes_of(each) if shown.lines])
        for each in results_of([review], review.round)
    ]
    context = {
        "posting": posting,
        "review": review,
        "results": results,
        "commune": posting.commune.name_in_sentence,
        "place_and_date": date_left_open(posting.commune.name, posting.posted_on.year),
        "signer": signer_of(posting.commune),
        "village": review.village.name_in_sentence,
    }
    return render(request, "procedure/posting_list.html", context)


def _answered(paper: WordPaper) -> FileResponse:
    return paper.response()
