"""Pages of the manual, open to everyone: it holds no data of the district."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from common.access import require
from common.http import SignedInRequest
from common.parameters import takes
from povertyapp.help.chapters import NEWS, TERMS, all_chapters, chapters_for
from povertyapp.help.first_steps import first_steps_of
from povertyapp.help.searching import passages

LONGEST_SEARCH = 100


@require_safe
@login_not_required
@takes("q")
def contents(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:LONGEST_SEARCH]
    role = _role_of(request)
    own, others = chapters_for(role)
    context = {
        "asked": asked,
        "found": passages(asked, role=role),
        "own": own,
        "others": others,
        "terms": all_chapters()[TERMS],
        "news": all_chapters()[NEWS],
        "may_see_first_steps": _may_set_up(request),
    }
    return render(request, "help/contents.html", context)


@require_safe
@login_not_required
def chapter(request: HttpRequest, pk: str) -> HttpResponse:
    if (found := all_chapters().get(pk)) is None:
        raise Http404
    return render(request, "help/chapter.html", {"chapter": found})


@require_safe
@require(Action.CONFIGURE, or_action=Action.MANAGE_USERS)
def first_steps(request: SignedInRequest) -> HttpResponse:
    return render(request, "help/first_steps.html", {"steps": first_steps_of(request.user)})


def _role_of(request: HttpRequest) -> str:
    user = request.user
    return user.role if user.is_authenticated else ""


def _may_set_up(request: HttpRequest) -> bool:
    user = request.user
    if not user.is_authenticated:
        return False
    return user.may(Action.CONFIGURE) or user.may(Action.MANAGE_USERS)
