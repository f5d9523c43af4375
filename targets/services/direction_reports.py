"""Reports on the year's tasks, and due dates of single bearers."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from common.history import conflict_over, save_with_history
from common.uploads import Upload
from targets.choices import DirectionState
from targets.models import DirectionBearer, DirectionReport
from targets.rules.directions import may_report
from targets.services.attachments import attach
from targets.services.directions import CannotDirect, require_in_force, require_order
from targets.words.directions import due_changed


@transaction.atomic
def set_due(*, bearer_id: int, version: int, due_on: dt.date | None, by: User) -> DirectionBearer:
    """Give one bearer its own due date, or with None that of the task again.

    Raises CannotDirect for a day before the task was given, Conflict when the bearer's row was
    changed meanwhile.
    """
    bearer = _locked_bearer(bearer_id)
    if bearer.due_on == due_on:
        return bearer
    if bearer.version != version:
        raise conflict_over(bearer)
    require_in_force(bearer.direction)
    require_order(bearer.direction.given_on, due_on)
    bearer.due_on = due_on
    bearer.version += 1
    save_with_history(bearer, by=by, reason=due_changed(due_on))
    return bearer


@transaction.atomic
def report_direction(
    *,
    bearer_id: int,
    client_id: uuid.UUID,
    state: str,
    words: str,
    attachments: Sequence[Upload] = (),
    by: User,
    at: dt.datetime,
) -> DirectionReport:
    """Record a bearer's progress, with files; a report is never edited, and sets the
    bearer's state.

    Repeated with one `client_id` it returns the same report. Raises CannotDirect without words,
    for a withdrawn task, and for "done" when the task is done already: it must first be reopened
    by a report that it is in progress.
    """
    bearer = _locked_bearer(bearer_id)
    known = DirectionReport.objects.filter(client_id=client_id).first()
    if known is not None:
        if known.bearer_id != bearer.pk:
            raise CannotDirect("Báo cáo này đã gửi cho nơi khác. Hãy mở lại trang và gửi lại.")
        return known
    require_in_force(bearer.direction)
    if not words:
        raise CannotDirect("Hãy ghi kết quả thực hiện.", field="words")
    if not may_report(bearer.state, state):
        raise CannotDirect(
            "Nhiệm vụ này đã báo cáo hoàn thành. Nếu còn việc phải làm, hãy báo cáo là “Đang làm”.",
            field="state",
        )
    report = DirectionReport(
        client_id=client_id, bearer=bearer, state=state, words=words, by=by, role=by.role, at=at
    )
    save_with_history(report, by=by)
    attach(attachments, direction_report=report, commune=bearer.commune, by=by, at=at)
    bearer.state = state
    bearer.version += 1
    save_with_history(bearer, by=by, reason=f"Báo cáo: {DirectionState(state).label.lower()}")
    return report


def _locked_bearer(bearer_id: int) -> DirectionBearer:
    rows = DirectionBearer.objects.select_for_update(of=("self",)).select_related(
        "direction", "commune"
    )
    return rows.get(pk=bearer_id)
