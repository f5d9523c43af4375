"""Lines of the list of review forms, ready to be printed: the page shows fifty at a time."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from common.formats import count, vn_date
from households.choices import Pile, PovertyStatus
from households.models import Assessment, AssessmentResult
from households.queries.review import FormRow
from households.queries.standing import FormStanding

_CLASS_TONES = {
    PovertyStatus.POOR: "solid",
    PovertyStatus.NEAR_POOR: "half",
    PovertyStatus.NOT_POOR: "open",
}


@dataclass(frozen=True, slots=True)
class FormBadge:
    """A word with its tone and its icon; without an icon that of the tone is shown."""

    text: str
    tone: str
    icon: str = ""


_PILE_BADGES = {
    Pile.DRAFT: FormBadge("Đang nhập", "neutral", "pencil"),
    Pile.RETURNED: FormBadge("Bị trả lại", "warning", "arrow-return-left"),
    Pile.SUBMITTED: FormBadge("Chờ duyệt", "info", "hourglass-split"),
    Pile.APPROVED: FormBadge("Đã duyệt", "success"),
    Pile.SUPERSEDED: FormBadge("Đã được đính chính", "neutral", "files"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultCell:
    """The result of a form under one standard; `status` is empty until all is answered."""

    heading: str
    status: str = ""
    tone: str = ""
    points: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A form in words. `results` has None where the form has no part under a standard;
    `may_be_ticked`: the reader approves this form by itself; `signed`: the last signature."""

    key: int
    assessment: Assessment
    head_name: str
    code: str
    village: str
    commune: str
    surveyed_on: str
    results: Sequence[ResultCell | None]
    badge: FormBadge
    signed: str
    may_be_ticked: bool


def form_lines(rows: Iterable[FormRow], *, may_approve: bool) -> list[FormLine]:
    """Return rows of the list's page (`rows_of` with `for_page()`) as lines; no query."""
    return [_line(row, may_approve=may_approve) for row in rows]


def _line(row: FormRow, *, may_approve: bool) -> FormLine:
    form: Any = row.assessment  # with the columns of `for_page`
    household = form.household
    return FormLine(
        key=form.pk,
        assessment=form,
        head_name=household.head_name,
        code=household.code,
        village=household.village.full_name,
        commune=form.commune_name,
        surveyed_on=vn_date(form.surveyed_on),
        results=[_cell(result) for result in row.results],
        badge=_badge(form.pile, row.standing),
        signed=f"{_day(_last_signed_at(form))} · {form.officer_name}",
        may_be_ticked=may_approve and row.may_be_approved,
    )


def _cell(result: AssessmentResult | None) -> ResultCell | None:
    if result is None:
        return None
    heading = result.standard.name
    if not result.status:
        return ResultCell(heading=heading)
    status = PovertyStatus(result.status)
    return ResultCell(
        heading=heading, status=status.label, tone=_CLASS_TONES[status], points=_points(result)
    )


def _points(result: AssessmentResult) -> str:
    """B1 and B2, as "B1 118 · B2 30"; without B1 for a household of a kind without it."""
    if result.b1_points is None:
        return f"B2 {count(result.b2_points)}"
    provisional = " (tạm tính)" if result.is_provisional else ""
    return f"B1 {count(result.b1_points)}{provisional} · B2 {count(result.b2_points)}"


def _badge(pile: Pile, standing: FormStanding | None) -> FormBadge:
    found = _PILE_BADGES[pile]
    if pile == Pile.SUBMITTED and standing is not None:
        return FormBadge(standing.label, found.tone, found.icon)
    return found


def _last_signed_at(form: Assessment) -> dt.datetime:
    return form.approved_at or form.submitted_at or form.entered_at


def _day(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y}"
