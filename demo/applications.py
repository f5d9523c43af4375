"""Applications of 2021: those behind the in-year forms, and some pending or refused."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from areas.models import Commune
from common.history import create_many
from demo.accounts import CHAIR_PREFIX, OFFICER_PREFIX
from demo.forms import VIETNAM
from demo.plan import CommunePlan
from households.choices import AssessmentState, PovertyStatus
from households.models import Assessment, AssessmentResult, Household, PovertyRecord, Round
from procedure.choices import ApplicationKind, ApplicationState, HardshipCause, Residence
from procedure.models import Application
from procedure.queries.applications import deadline_of

_STORIES = {
    HardshipCause.DISASTER: "Mưa lũ cuốn trôi hoa màu, nhà ở bị hư hỏng nặng.",
    HardshipCause.ACCIDENT: "Người lao động chính bị tai nạn, không còn khả năng lao động.",
    HardshipCause.ILLNESS: "Chồng mắc bệnh hiểm nghèo, chi phí điều trị lớn, không còn thu nhập.",
    HardshipCause.ECONOMIC_SHOCK: "Mất việc làm kéo dài do dịch bệnh, không có nguồn thu khác.",
    HardshipCause.DEMOGRAPHIC_CHANGE: "Lao động chính qua đời, còn ba cháu nhỏ đang đi học.",
}
_EXIT = "Gia đình đã có việc làm và thu nhập ổn định, xin được công nhận thoát nghèo."
_DAYS = {
    "waiting": dt.date(2021, 11, 9),
    "overdue": dt.date(2021, 10, 11),
    "refused": dt.date(2021, 6, 14),
    "withdrawn": dt.date(2021, 7, 5),
}
# Applications without a form: commune and outcome.
ASKING = {
    "ia-o": ("overdue",),
    "ia-chia": ("refused", "waiting", "withdrawn"),
    "ia-to": ("refused", "overdue"),
    "ia-krai": ("waiting", "refused"),
    "ia-der": ("withdrawn",),
    "ia-grang": ("overdue",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """The users of a commune who receive and decide."""

    commune: Commune
    officer: User
    chair: User
    rng: Random


def write_applications(
    communes: Sequence[tuple[CommunePlan, Commune]],
    *,
    in_year: Round,
    users: Mapping[str, User],
) -> None:
    """Write the applications behind the in-year forms of each commune, and those without a form."""
    rows: list[Application] = []
    for plan, commune in communes:
        desk = _Desk(
            commune=commune,
            officer=users[OFFICER_PREFIX + plan.slug],
            chair=users[CHAIR_PREFIX + plan.slug],
            rng=Random(f"applications {plan.code}"),  # noqa: S311  (the same demo everywhere)
        )
        rows += _behind_forms(desk, in_year)
        rows += _without_form(desk, in_year, ASKING.get(plan.slug, ()))
    create_many(rows, by=None)


def _behind_forms(desk: _Desk, in_year: Round) -> Iterator[Application]:
    results = AssessmentResult.objects.order_by("standard")
    forms = list(
        Assessment.objects.filter(round=in_year, commune=desk.commune)
        .exclude(state=AssessmentState.SUPERSEDED)
        .select_related("household")
        .prefetch_related(Prefetch("results", results))
        .order_by("surveyed_on", "pk")
    )
    openings = dict(
        PovertyRecord.objects.of_year(in_year.year, in_year.standards.get())
        .filter(household__in=[form.household_id for form in forms])
        .order_by()
        .values_list("household", "opening_status")
    )
    for number, form in enumerate(forms, start=1):
        yield _paper_of(desk, form, openings.get(form.household_id, ""), number)


def _paper_of(desk: _Desk, form: Assessment, opening: str, number: int) -> Application:
    result = form.results.all()[0]
    surveyed_on = form.surveyed_on or timezone.localdate(form.entered_at)
    application = _received(
        desk,
        form.household,
        kind=_kind(opening, result.status),
        received_on=surveyed_on - dt.timedelta(days=desk.rng.randint(1, 4)),
        status_before=opening,
    )
    if form.is_draft:
        return application
    application.state = ApplicationState.SURVEYED
    application.surveyed_by, application.surveyed_at = form.submitted_by, form.submitted_at
    application.version = 2
    if form.approved_at is not None:
        application.state = ApplicationState.ACCEPTED
        application.assessment = form
        application.status_after, application.finding = result.status, result.explanation
        _sign(application, desk, f"{40 + number * 7}/QĐ-UBND", form.approved_at)
    return application


def _kind(opening: str, status: str) -> ApplicationKind:
    is_better = opening == PovertyStatus.POOR or (
        opening == PovertyStatus.NEAR_POOR and status == PovertyStatus.NOT_POOR
    )
    return ApplicationKind.EXIT if is_better else ApplicationKind.ADD


def _without_form(desk: _Desk, in_year: Round, cases: Sequence[str]) -> Iterator[Application]:
    """Write applications of households on no list and without a form: pending, overdue, refused,
    withdrawn.
    """
    households = (
        Household.objects.active()
        .filter(commune=desk.commune, arrived_on=None)
        .exclude(poverty_records__year=in_year.year)
        .exclude(assessments__round__year=in_year.year)
        .order_by("pk")[: len(cases)]
    )
    for household, case in zip(households, cases, strict=False):
        application = _received(
            desk, household, kind=ApplicationKind.ADD, received_on=_DAYS[case], status_before=""
        )
        _CASES[case](application, desk)
        yield application


def _stays(application: Application, _desk: _Desk) -> None:
    """Leave the application pending."""


def _refused(application: Application, desk: _Desk) -> None:
    application.state, application.residence = ApplicationState.REFUSED, Residence.UNCONFIRMED
    application.reason = "Hộ tạm trú tại xã chưa đủ 6 tháng và chưa có xác nhận của công an xã."
    day = application.received_on + dt.timedelta(days=4)
    at = dt.datetime.combine(day, dt.time(9, 40), tzinfo=VIETNAM)
    _sign(application, desk, "118/UBND-LĐTBXH", at)


def _withdrawn(application: Application, _desk: _Desk) -> None:
    application.state = ApplicationState.WITHDRAWN
    application.reason = "Con trai đã có việc làm, hộ không đề nghị xét nữa."
    application.withdrawn_on = application.received_on + dt.timedelta(days=3)


_CASES: dict[str, Callable[[Application, _Desk], None]] = {
    "waiting": _stays,
    "overdue": _stays,
    "refused": _refused,
    "withdrawn": _withdrawn,
}


def _received(
    desk: _Desk,
    household: Household,
    *,
    kind: ApplicationKind,
    received_on: dt.date,
    status_before: str,
) -> Application:
    causes = list(_STORIES)
    cause = desk.rng.choice(causes) if kind == ApplicationKind.ADD else ""
    procedure, due_on = deadline_of(received_on)
    minutes = desk.rng.randint(7 * 60 + 30, 10 * 60)
    told: dict[str, Any] = {
        "kind": kind,
        "cause": cause,
        "content": _STORIES[HardshipCause(cause)] if cause else _EXIT,
        "residence": Residence.REGISTERED,
        "received_on": received_on,
        "procedure": procedure,
        "due_on": due_on,
        "status_before": status_before,
    }
    return Application(
        client_id=uuid.UUID(int=desk.rng.getrandbits(128), version=4),
        household=household,
        commune=desk.commune,
        received_by=desk.officer,
        received_at=dt.datetime.combine(received_on, dt.time(0), tzinfo=VIETNAM)
        + dt.timedelta(minutes=minutes),
        **told,
    )


def _sign(application: Application, desk: _Desk, number: str, at: dt.datetime) -> None:
    application.decision_number, application.decided_on = number, timezone.localdate(at)
    application.decided_by, application.decided_at = desk.chair, at
    application.version += 1
