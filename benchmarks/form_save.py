"""Saving a draft of a review form of two standards, as the officer of its commune does.

The points of B1 alternate between two values, so every POST writes the form and both results.
"""

from functools import cache
from itertools import cycle
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from lxml.html import fromstring

from accounts.choices import Action
from accounts.models import User
from households.choices import AssessmentState, RoundState
from households.models import Assessment

STANDARDS = 2
_TURNS = cycle((1, 0))


def save_form(_client: Client) -> object:
    """POST the draft with other points than before; raise RuntimeError when it is not saved."""
    client, address, sent, points = _prepared()
    more = next(_TURNS)
    answer = client.post(address, sent | {name: value + more for name, value in points.items()})
    if answer.status_code != 302:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    sent["version"] += 1
    return answer


@cache
def _prepared() -> tuple[Client, str, dict[str, Any], dict[str, int]]:
    """Return the officer's client, the address, the inputs, and the points by input name."""
    draft, officer = _draft_and_officer()
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("households:assessment_edit", args=[draft.pk])
    page = fromstring(client.get(address).content.decode())
    form = next(each for each in page.forms if "surveyed_on" in each.fields)
    # lxml reads an empty radio button as "on", and the line break after <textarea> as content.
    read = dict(form.form_values())
    sent: dict[str, Any] = {
        name: "" if value == "on" else value.strip() for name, value in read.items()
    }
    sent["version"] = draft.version
    points = {name: int(sent[name]) for name in sent if name.endswith("_b1_points")}
    return client, address, sent, points


def _draft_and_officer() -> tuple[Assessment, User]:
    drafts = Assessment.objects.filter(state=AssessmentState.DRAFT, round__state=RoundState.OPEN)
    points_known = drafts.exclude(surveyed_on=None).exclude(results__b1_points=None)
    for draft in points_known.for_detail().order_by("pk"):
        if draft.results.count() != STANDARDS:
            continue
        for user in get_user_model().objects.filter(commune=draft.commune_id):
            if user.may(Action.ENTER_ASSESSMENTS):
                return draft, user
    raise RuntimeError("Dữ liệu mẫu không có phiếu nháp theo hai chuẩn.")
