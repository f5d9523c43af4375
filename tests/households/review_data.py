"""Test data of review forms."""

import datetime as dt
import uuid

from django.urls import reverse

from households.services import approval, entry
from households.services.answers import ResultFacts
from tests import factories

TODAY = dt.date(2021, 11, 15)
NOON = factories.NOON
LATER = NOON + dt.timedelta(hours=1)
KEYS = ("water", "toilet", "health_insurance")


def answers(lacking=0):
    """Answer all three questions of the test standard, the first ones with "deprived"."""
    return {key: position < lacking for position, key in enumerate(KEYS)}


def facts(standard, *, points=135, lacking=0, **given):
    given.setdefault("answers", answers(lacking))
    return ResultFacts(standard_id=standard.pk, b1_points=points, **given)


def start(household, round_, by, **given):
    given.setdefault("client_id", uuid.uuid4())
    given.setdefault("at", NOON)
    return entry.start_assessment(household=household, round_=round_, by=by, **given)


def _reason(assessment) -> str:
    """A correction with another class cannot keep the reason of the form it corrects."""
    return "Đính chính theo biên bản" if assessment.corrects_id else "Điều tra lại tại hộ"


def save(assessment, *results, by, **given):
    given.setdefault("version", assessment.version)
    given.setdefault("surveyed_on", TODAY)
    return entry.save_assessment(
        assessment_id=assessment.pk,
        results=results,
        note=given.pop("note", ""),
        change_reason=given.pop("change_reason", _reason(assessment)),
        by=by,
        at=given.pop("at", NOON),
        on=TODAY,
        **given,
    )


def submit(assessment, *, by, **given):
    given.setdefault("version", assessment.version)
    return entry.submit_assessment(assessment_id=assessment.pk, by=by, at=NOON, **given)


def approve(assessment, *, by, **given):
    given.setdefault("version", assessment.version)
    return approval.approve_assessment(
        assessment_id=assessment.pk, by=by, at=NOON, on=TODAY, **given
    )


def give_back(assessment, *, by, reason="Thiếu giấy tờ", **given):
    given.setdefault("version", assessment.version)
    return approval.return_assessment(
        assessment_id=assessment.pk, by=by, at=NOON, reason=reason, **given
    )


def filled(household, round_, by, *, points=135, lacking=0, surveyed_on=TODAY, **given):
    """Return a draft with every question answered under every standard of the round."""
    assessment = start(household, round_, by, **given)
    results = [
        facts(row.standard, points=points, lacking=lacking)
        for row in round_.round_standards.select_related("standard")
    ]
    return save(assessment, *results, by=by, surveyed_on=surveyed_on)


def submitted(household, round_, by, **given):
    return submit(filled(household, round_, by, **given), by=by)


def approved(household, round_, by, chair, **given):
    return approve(submitted(household, round_, by, **given), by=chair)


def new_standard(**given):
    """The 2022–2025 standard: poor only with three deprivations."""
    return factories.StandardFactory(
        code="VN-2022-2025",
        name="Chuẩn nghèo 2022–2025",
        shape="INCOME_AND_DEPRIVATION",
        valid_from=dt.date(2022, 1, 1),
        with_lines=True,
        **given,
    )


def page_url(name, assessment):
    """Return the address of a page about a form."""
    return reverse(f"households:{name}", args=[assessment.pk])


def sent(assessment, standard, *, points="135", lacking=(), **given):
    """What the browser sends for a fully answered form."""
    form = {
        "version": assessment.version,
        "surveyed_on": "14/11/2021",
        "note": "",
        f"s{standard.pk}_b1_points": points,
        **{
            f"s{standard.pk}_{key}": "yes" if key in lacking else "no"
            for key in ("water", "toilet", "health_insurance")
        },
    }
    return {**form, **given}
