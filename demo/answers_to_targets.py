"""The communes' reports and answers to the targets of 2021. Invented."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models import User
from demo.accounts import CHAIR_PREFIX, OFFICER_PREFIX
from demo.targets import YEAR
from targets.choices import AllocationState, Verdict
from targets.models import AllocationAnswer, AllocationLine, YearPlan
from targets.services.allocations import Decision
from targets.services.answer_decisions import ProposalVerdict, decide_proposals
from targets.services.answers import accept_target, propose_adjustment, report_to_party

_REPORTED, _ANSWERED = dt.date(YEAR, 3, 31), dt.date(YEAR, 4, 6)
_DECIDED = dt.date(YEAR, 4, 20)
_SILENT = frozenset({"ia-yok"})
# Proposed reduction in households, all and ethnic-minority, and the reason.
_PROPOSALS = {
    "ia-krai": (2, 2, "Nhiều hộ già yếu, không có lao động; trong năm khó thoát nghèo."),
    "ia-grang": (1, 1, "Một số hộ mới tách, chưa có đất sản xuất ổn định."),
    "ia-to": (3, 2, "Số hộ đủ điều kiện thoát nghèo ít hơn chỉ tiêu giao."),
}
_REFUSED = "ia-to"
_WHY_REFUSED = "Xã còn nhiều hộ gần mức thoát nghèo; giữ chỉ tiêu để bảo đảm mục tiêu huyện."


def answer_targets(plan: YearPlan, slugs: Mapping[str, str], users: Mapping[str, User]) -> None:
    """Create the reports and answers of the communes (slug by code) and one decision of the
    district.
    """
    lines = AllocationLine.objects.filter(
        allocation__plan=plan, allocation__state=AllocationState.ADOPTED
    ).select_related("commune")
    for line in lines.order_by("commune__code"):
        slug = slugs[line.commune.code]
        if slug not in _SILENT:
            _answer(line, slug, users)
    _refuse(plan, slugs, by=users["lanhdao"])


def _answer(line: AllocationLine, slug: str, users: Mapping[str, User]) -> None:
    officer, chair = users[OFFICER_PREFIX + slug], users[CHAIR_PREFIX + slug]
    report_to_party(
        **_step(line, "bao-cao", _REPORTED, by=officer),
        reported_on=_REPORTED,
        note="Báo cáo tại hội nghị Đảng ủy",
    )
    if slug not in _PROPOSALS:
        accept_target(**_step(line, "nhan", _ANSWERED, by=chair))
        return
    fewer, em_fewer, reason = _PROPOSALS[slug]
    fall = max(0, line.fall - fewer)
    propose_adjustment(
        **_step(line, "de-nghi", _ANSWERED, by=chair),
        fall=fall,
        em_fall=min(fall, max(0, line.em_fall - em_fewer)),
        reason=reason,
    )


def _refuse(plan: YearPlan, slugs: Mapping[str, str], *, by: User) -> None:
    answer = AllocationAnswer.objects.filter(
        allocation__plan=plan, commune__code__in=[c for c in slugs if slugs[c] == _REFUSED]
    ).first()
    if answer is None:  # not in the small demo
        return
    plan.refresh_from_db()
    decide_proposals(
        plan_id=plan.pk,
        plan_version=plan.version,
        decisions=[
            ProposalVerdict(answer_id=answer.pk, verdict=Verdict.REFUSED, reason=_WHY_REFUSED)
        ],
        decision=Decision(decision_number="Mẫu 02/QĐ-UBND", decided_on=_DECIDED),
        by=by,
        at=_moment(_DECIDED),
        on=_DECIDED,
    )


def _step(line: AllocationLine, step: str, on: dt.date, *, by: User) -> dict[str, Any]:
    return {
        "client_id": _key(line, step),
        "allocation_id": line.allocation_id,
        "commune_id": line.commune_id,
        "by": by,
        "at": _moment(on),
        "on": on,
    }


def _key(line: AllocationLine, step: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"mau/{YEAR}/{line.commune.code}/{step}")


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(2, 30), tzinfo=dt.UTC)
