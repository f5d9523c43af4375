"""The page of one village's list with its steps and actions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told
from common.http import SignedInRequest
from households.queries.rounds import is_open_for
from households.queries.sources import round_source
from procedure.choices import VillageStep
from procedure.forms import village as shapes
from procedure.models import Complaint, ListedHousehold, Posting, VillageMeeting, VillageReview
from procedure.pages.village import (
    may_be_closed,
    may_be_ended,
    records_to_change,
    removable,
    steps_of,
    unlisted_of,
)
from procedure.queries.village import (
    VillageRecords,
    places_before,
    said_before,
    village_records,
)
from procedure.rules import LISTING_STEPS, is_before_report
from procedure.services import complaints, listing, meetings, postings, survey

_COMPLAINED_ABOUT = {VillageStep.POSTING, VillageStep.REPORTING}


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def village_review(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _review(request, pk))


@require_POST
@require(Action.RUN_PROCEDURE)
def list_refill(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    with refusals_told(request):
        added = listing.refill_list(review_id=review.pk, by=request.user)
        messages.success(request, f"Đã bổ sung {added} hộ vào danh sách.")
    return redirect("procedure:village_review", pk)


@require_POST
@require(Action.RUN_PROCEDURE)
def list_add(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = shapes.AddForm(request.POST, review=review)
    if form.is_valid():
        with refusals_shown_in(form):
            said = {"household": form.household, "origin": form.cleaned_data["origin"]}
            listing.add_to_list(review_id=pk, by=request.user, **said)
            messages.success(request, f"Đã đưa hộ {form.household.head_name} vào danh sách.")
            return redirect("procedure:village_review", pk)
    return _page(request, review, add=form)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.RUN_PROCEDURE)
def list_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = ListedHousehold.objects.visible_to(request.user)
    listed = get_object_or_404(rows.select_related("household", "village_review__village"), pk=pk)
    form = shapes.RemovalForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            listing.remove_from_list(listed_id=pk, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã bỏ hộ {listed.household.head_name} khỏi danh sách.")
            return redirect("procedure:village_review", listed.village_review_id)
    return render(request, "procedure/remove_household.html", {"form": form, "listed": listed})


@require_POST
@require(Action.RUN_PROCEDURE)
def list_end(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = shapes.EndForm(request.POST, version=review.version)
    if form.is_valid():
        with refusals_shown_in(form):
            listing.end_list(review_id=pk, by=request.user, **form.cleaned_data)
            messages.success(request, "Đã kết thúc danh sách.")
            return redirect("procedure:village_review", pk)
    return _page(request, review, end=form)


@require_POST
@require(Action.RUN_PROCEDURE)
def survey_start(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = shapes.SurveyStartForm(request.POST, version=review.version)
    if form.is_valid():
        with refusals_shown_in(form):
            survey.start_survey(review_id=pk, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Đã chốt danh sách, bắt đầu khảo sát.")
            return redirect("procedure:village_review", pk)
    return _page(request, review, start=form)


@require_POST
@require(Action.RUN_PROCEDURE)
def survey_finish(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = shapes.SurveyFinishForm(request.POST, version=review.version)
    if form.is_valid():
        with refusals_shown_in(form):
            survey.finish_survey(review_id=pk, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Khảo sát xong; bước tiếp theo: họp thôn.")
            return redirect("procedure:village_review", pk)
    return _page(request, review, finish=form)


@require_POST
@require(Action.RUN_PROCEDURE)
def meeting_hold(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = shapes.MeetingForm(request.POST, version=review.version)
    if form.is_valid():
        with refusals_shown_in(form):
            said = {"version": form.cleaned_data["version"], "facts": form.facts}
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            _say_meeting(request, meetings.hold_meeting(review_id=pk, **said, **signed).agreed)
            return redirect("procedure:village_review", pk)
    return _page(request, review, meeting=form)


def _say_meeting(request: SignedInRequest, agreed: bool) -> None:  # noqa: FBT001  (what was voted)
    if agreed:
        messages.success(request, "Thôn thống nhất kết quả; bước tiếp theo: niêm yết.")
    else:
        messages.warning(
            request, "Cuộc họp không đủ tỷ lệ tán thành: phiếu trở về khảo sát, rồi họp lại."
        )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.RUN_PROCEDURE)
def meeting_change(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(VillageMeeting.objects.visible_to(request.user), pk=pk)
    review = _review(request, meeting.village_review_id)
    stored = {name: getattr(meeting, name) for name in shapes.MEETING_FACTS}
    form = shapes.MeetingChangeForm(request.POST or None, version=review.version, initial=stored)
    if form.is_valid():
        with refusals_shown_in(form):
            said = {name: form.cleaned_data[name] for name in ("version", "reason")}
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            meetings.change_meeting(meeting_id=pk, facts=form.facts, **said, **signed)
            messages.success(request, "Đã sửa biên bản họp thôn.")
            return redirect("procedure:village_review", review.pk)
    context = {"form": form, "review": review, "what": f"cuộc họp thôn lần {meeting.number}"}
    return render(request, "procedure/record_change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.RUN_PROCEDURE)
def posting_change(request: SignedInRequest, pk: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
    review = _review(request, posting.village_review_id)
    stored = {name: getattr(posting, name) for name in ("places", "posted_on", "closed_on")}
    form = shapes.PostingChangeForm(
        request.POST or None,
        version=review.version,
        initial=stored,
        is_closed=posting.closed_on is not None,
    )
    if form.is_valid():
        with refusals_shown_in(form):
            postings.change_posting(posting_id=pk, by=request.user, on=today(), **form.facts)
            messages.success(request, "Đã sửa lần niêm yết.")
            return redirect("procedure:village_review", review.pk)
    context = {"form": form, "review": review, "what": "lần niêm yết"}
    return render(request, "procedure/record_change.html", context)


@require_POST
@require(Action.RUN_PROCEDURE)
def posting_create(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = shapes.PostingForm(request.POST, version=review.version)
    if form.is_valid():
        with refusals_shown_in(form):
            said = form.cleaned_data
            posting = postings.post_results(review_id=pk, by=request.user, on=today(), **said)
            messages.success(request, f"Niêm yết ít nhất đến hết {posting.ends_on:%d/%m/%Y}.")
            return redirect("procedure:village_review", pk)
    return _page(request, review, posting=form)


@require_POST
@require(Action.RUN_PROCEDURE)
def posting_close(request: SignedInRequest, pk: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
    review = _review(request, posting.village_review_id)
    form = shapes.ClosingForm(request.POST, version=review.version)
    if form.is_valid():
        with refusals_shown_in(form):
            postings.close_posting(posting_id=pk, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Niêm yết xong; thôn chờ xã báo cáo huyện.")
            return redirect("procedure:village_review", review.pk)
    return _page(request, review, closing=form)


@require_POST
@require(Action.RUN_PROCEDURE)
def complaint_create(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = shapes.ComplaintForm(request.POST, review=review)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "on": today(), **form.cleaned_data}
            complaints.receive_complaint(review_id=pk, **signed)
            messages.success(request, "Đã ghi khiếu nại.")
            return redirect("procedure:village_review", pk)
    return _page(request, review, complaint=form)


@require_POST
@require(Action.RUN_PROCEDURE)
def complaint_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    complaint = get_object_or_404(Complaint.objects.visible_to(request.user), pk=pk)
    form = shapes.AnswerForm(request.POST, complaint=complaint)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            complaints.answer_complaint(complaint_id=pk, **signed, **form.cleaned_data)
            messages.success(request, "Đã ghi trả lời khiếu nại.")
            return redirect("procedure:village_review", complaint.village_review_id)
    return _page(request, _review(request, complaint.village_review_id), answers={pk: form})


def _review(request: SignedInRequest, pk: int) -> VillageReview:
    reviews = VillageReview.objects.visible_to(request.user).for_list()
    return get_object_or_404(reviews, pk=pk)


def _page(request: SignedInRequest, review: VillageReview, **bound: Any) -> HttpResponse:
    """Show the list and its steps; a refused form is shown in its step."""
    is_open = is_open_for(review.round, review.commune_id, now())
    may_run = request.user.may(Action.RUN_PROCEDURE) and is_open
    shown = village_records(review)
    answers = bound.pop("answers", {})
    context = {
        "source": round_source(review.round, on=today(), at=now()),
        "review": review,
        "shown": shown,
        "steps": steps_of(review.step),
        "unlisted": unlisted_of(review, shown),
        "may_run": may_run,
        "may_see_complaints": may_run
        or request.user.may(Action.SIGN_DECISIONS)
        or request.user.may(Action.GIVE_OPINION),
        "may_list": may_run and review.step in LISTING_STEPS,
        "removable": removable(review, shown) if may_run else (),
        "may_end": may_run and may_be_ended(review, shown),
        "may_complain": may_run and review.step in _COMPLAINED_ABOUT,
        "may_answer": may_run and is_before_report(review.step),
        "complaints": _with_answers(shown, answers) if may_run else [],
        "may_close": may_be_closed(shown, today()),
        "may_change": records_to_change(review, shown) if may_run else (),
        **(_forms(review, shown) if may_run else {}),
        **bound,
        "refused": next(iter([*bound.values(), *answers.values()]), None),
    }
    return render(request, "procedure/village.html", context)


def _forms(review: VillageReview, shown: VillageRecords) -> dict[str, Any]:
    """Return the forms of the steps, with today as the default day."""
    version, day = review.version, today()
    meeting = {**said_before(review), "held_on": day, "households_represented": len(shown.rows)}
    posting = {"places": places_before(review), "posted_on": day}
    return {
        "add": shapes.AddForm(review=review),
        "end": shapes.EndForm(version=version),
        "start": shapes.SurveyStartForm(version=version, initial={"started_on": day}),
        "finish": shapes.SurveyFinishForm(version=version, initial={"finished_on": day}),
        "meeting": shapes.MeetingForm(version=version, initial=meeting),
        "posting": shapes.PostingForm(version=version, initial=posting),
        "closing": shapes.ClosingForm(version=version, initial={"closed_on": day}),
        "complaint": shapes.ComplaintForm(review=review),
    }


def _with_answers(shown: VillageRecords, answers: dict[int, Any]) -> list[tuple[Complaint, Any]]:
    return [
        (each, answers.get(each.pk) or shapes.AnswerForm(complaint=each))
        for each in shown.complaints
    ]
