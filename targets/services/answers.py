"""A commune's steps on its target: reported to its Party committee, accepted, adjustment
proposed.

Every step is a row of its own with its author and role. The steps of a plan are serialised: they
lock the plan, as the adoption of an allocation does.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction

from accounts.models import User
from common.errors import Conflict, Refused
from common.history import save_with_history
from common.uploads import Upload
from targets.choices import AllocationState, AnswerKind
from targets.models import (
    Allocation,
    AllocationAnswer,
    AllocationLine,
    CommuneTarget,
    PartyReport,
    YearPlan,
)
from targets.models.answers import Signed
from targets.queries.answers import is_late, standings_of
from targets.rules.answers import proposal_problem
from targets.services.attachments import attach

_Step = TypeVar("_Step", bound=Signed)


class CannotAnswer(Refused):
    """The step cannot be recorded."""


@transaction.atomic
def report_to_party(
    *,
    client_id: uuid.UUID,
    allocation_id: int,
    commune_id: int,
    reported_on: dt.date,
    document_number: str = "",
    note: str = "",
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> PartyReport:
    """Record the day on which a commune reported its target to its Party committee.

    The figures are those of its line; a later report is a new row. Repeated with one `client_id`
    it returns the same report. Raises CannotAnswer without an adopted allocation, for a day before
    its decision or in the future; Conflict when the allocation was replaced.
    """
    line = _locked_line(allocation_id, commune_id)
    said: dict[str, Any] = {
        "allocation": line.allocation,
        "commune_id": commune_id,
        "reported_on": reported_on,
        "document_number": document_number,
        "note": note,
        "fall": line.fall,
        "em_fall": line.em_fall,
    }
    if (repeated := _repeated(PartyReport, client_id, said, by=by)) is not None:
        return repeated
    _require_in_force(line.allocation)
    decided_on = line.allocation.decided_on
    if decided_on is not None and reported_on < decided_on:
        raise CannotAnswer(
            f"Ngày báo cáo không được trước ngày giao chỉ tiêu ({decided_on:%d/%m/%Y}).",
            field="reported_on",
        )
    if reported_on > on:
        raise CannotAnswer("Ngày báo cáo không được ở tương lai.", field="reported_on")
    report = PartyReport(client_id=client_id, by=by, role=by.role, at=at, **said)
    save_with_history(report, by=by, reason="Ghi ngày báo cáo Đảng ủy")
    return report


@transaction.atomic
def accept_target(
    *,
    client_id: uuid.UUID,
    allocation_id: int,
    commune_id: int,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> AllocationAnswer:
    """Accept the target as given; after the deadline it is recorded as late.

    Raises CannotAnswer without an adopted allocation, Conflict when the allocation was replaced or
    the commune has answered already.
    """
    line = _locked_line(allocation_id, commune_id)
    said = _said(line, AnswerKind.ACCEPT, fall=line.fall, em_fall=line.em_fall)
    if (repeated := _repeated(AllocationAnswer, client_id, said, by=by)) is not None:
        return repeated
    _require_unanswered(line)
    return _answer(client_id, said, by=by, at=at, on=on)


@transaction.atomic
def propose_adjustment(
    *,
    client_id: uuid.UUID,
    allocation_id: int,
    commune_id: int,
    fall: int,
    em_fall: int,
    reason: str,
    attachments: Sequence[Upload] = (),
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> AllocationAnswer:
    """Propose other figures (households, all and ethnic-minority), with a reason and files.

    Raises CannotAnswer for figures out of range, without a reason or after the deadline; Conflict
    when the allocation was replaced or the commune has answered already.
    """
    line = _locked_line(allocation_id, commune_id)
    said = _said(line, AnswerKind.PROPOSE, fall=fall, em_fall=em_fall, reason=reason)
    if (repeated := _repeated(AllocationAnswer, client_id, said, by=by)) is not None:
        return repeated
    _require_unanswered(line)
    due_on = line.allocation.answers_due_on
    if due_on is not None and is_late(on, due_on):
        raise CannotAnswer(
            f"Hạn đề nghị điều chỉnh là ngày {due_on:%d/%m/%Y}, nay đã quá hạn. "
            "Xã chỉ còn có thể nhận chỉ tiêu; nếu vẫn cần điều chỉnh, hãy báo cáo huyện bằng văn bản."
        )
    if not reason:
        raise CannotAnswer("Hãy ghi lý do đề nghị điều chỉnh.", field="reason")
    _require_possible(line, fall, em_fall)
    answer = _answer(client_id, said, by=by, at=at, on=on)
    attach(attachments, answer=answer, commune=line.commune, by=by, at=at)
    return answer


def _locked_line(allocation_id: int, commune_id: int) -> AllocationLine:
    """Lock the plan, then read the commune's line as earlier transactions left it."""
    found = Allocation.objects.filter(pk=allocation_id).first()
    if found is None:
        raise CannotAnswer("Không có phương án này.", field="allocation")
    YearPlan.objects.select_for_update().get(pk=found.plan_id)
    lines = AllocationLine.objects.select_related("allocation__adopted_by", "commune")
    line = lines.filter(allocation=allocation_id, commune=commune_id).first()
    if line is None:
        raise CannotAnswer("Phương án này không giao chỉ tiêu cho xã.", field="allocation")
    return line


def _require_in_force(allocation: Allocation) -> None:
    if allocation.is_adopted:
        return
    if allocation.state != AllocationState.REPLACED:
        raise CannotAnswer("Huyện chưa giao chỉ tiêu theo phương án này.")
    newer = Allocation.objects.select_related("adopted_by").get(
        plan=allocation.plan_id, state=AllocationState.ADOPTED
    )
    raise Conflict(
        f"Huyện đã giao lại chỉ tiêu theo {newer.decision_number}. Hãy mở lại trang để xem số mới.",
        changed_by=str(newer.adopted_by or ""),
        changed_at=newer.adopted_at,
    )


def _require_unanswered(line: AllocationLine) -> None:
    _require_in_force(line.allocation)
    standing = standings_of(AllocationLine.objects.filter(pk=line.pk))[line.commune_id]
    if (answer := standing.answer) is not None:
        who = str(answer.by)
        raise Conflict(
            f"{who} đã trả lời cho xã ngày {answer.answered_on:%d/%m/%Y}: "
            f"{answer.get_kind_display().lower()}. Hãy xem lại trang.",
            changed_by=who,
            changed_at=answer.at,
        )


def _require_possible(line: AllocationLine, fall: int, em_fall: int) -> None:
    baseline = CommuneTarget.objects.get(plan=line.allocation.plan_id, commune=line.commune_id)
    problem = proposal_problem(
        (fall, em_fall),
        given=(line.fall, line.em_fall),
        poor=(baseline.poor, baseline.em_poor),
    )
    if problem is not None:
        field, sentence = problem
        raise CannotAnswer(sentence, field=field)


def _said(line: AllocationLine, kind: str, **asked: Any) -> dict[str, Any]:
    return {
        "allocation": line.allocation,
        "commune_id": line.commune_id,
        "kind": kind,
        "given_fall": line.fall,
        "given_em_fall": line.em_fall,
        **asked,
    }


def _answer(
    client_id: uuid.UUID, said: dict[str, Any], *, by: User, at: dt.datetime, on: dt.date
) -> AllocationAnswer:
    answer = AllocationAnswer(
        client_id=client_id, answered_on=on, by=by, role=by.role, at=at, **said
    )
    save_with_history(answer, by=by, reason=answer.get_kind_display())
    return answer


def _repeated(
    model: type[_Step], client_id: uuid.UUID, said: dict[str, Any], *, by: User
) -> _Step | None:
    """Return the row made by the same request before; raise CannotAnswer for other content
    under its key."""
    row = model._default_manager.filter(client_id=client_id).first()
    if row is None:
        return None
    if row.by_id == by.pk and all(getattr(row, name) == value for name, value in said.items()):
        return row
    raise CannotAnswer("Mã lần gửi này đã dùng cho nội dung khác. Hãy mở lại trang rồi ghi lại.")
