"""Opening and closing rounds."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, delete_with_history, save_with_history
from households.choices import RoundState
from households.models import Assessment, PovertyStandard, Round, RoundStandard
from households.models.review import B1_CHANGE_LIMIT
from households.rules.rounds import MOST_STANDARDS
from households.services.freezing import freeze_round


class CannotChangeRound(Refused):
    """The round cannot be created or changed in its present state."""


@transaction.atomic
def create_round(
    *,
    year: int,
    kind: str,
    starts_on: dt.date,
    due_on: dt.date,
    standards: Sequence[PovertyStandard],
    by: User,
    b1_change_limit: int | None = B1_CHANGE_LIMIT,
    follows_procedure: bool = False,
) -> Round:
    """Open a round of a year under one or more standards, the one of the goals first.

    A second round of the same year and kind is refused by a database constraint. Raises
    CannotChangeRound without a standard, for a standard without published indicators, or for dates
    outside the year.
    """
    _check(year=year, starts_on=starts_on, due_on=due_on, standards=standards)
    if Round.objects.filter(year=year, kind=kind).exists():
        raise CannotChangeRound("Năm này đã có đợt rà soát loại đó.")
    round_ = Round(
        year=year,
        kind=kind,
        starts_on=starts_on,
        due_on=due_on,
        state=RoundState.OPEN,
        b1_change_limit=b1_change_limit,
        follows_procedure=follows_procedure,
    )
    save_with_history(round_, by=by)
    _set_standards(round_, standards, by=by)
    return round_


@transaction.atomic
def change_round(
    *,
    round_id: int,
    version: int,
    starts_on: dt.date,
    due_on: dt.date,
    standards: Sequence[PovertyStandard],
    by: User,
    b1_change_limit: int | None = B1_CHANGE_LIMIT,
    follows_procedure: bool | None = None,
) -> Round:
    """Change the dates of an open round, and its standards while it has no form.

    `follows_procedure` is whether forms have to go through all steps, None to leave it unchanged;
    once there is a form it can be switched on, not off.
    """
    round_ = Round.objects.select_for_update().get(pk=round_id)
    current = [row.standard for row in round_.round_standards.select_related("standard")]
    steps = round_.follows_procedure if follows_procedure is None else follows_procedure
    wanted = (starts_on, due_on, b1_change_limit, steps, list(standards))
    stored = (round_.starts_on, round_.due_on, round_.b1_change_limit, round_.follows_procedure)
    if wanted == (*stored, current):
        return round_
    if round_.version != version:
        raise conflict_over(round_)
    if not round_.is_open:
        raise CannotChangeRound("Đợt đã khóa thì không sửa được.")
    _check(year=round_.year, starts_on=starts_on, due_on=due_on, standards=standards)
    _require_steps_kept(round_, steps)
    if list(standards) != current:
        if Assessment.objects.filter(round=round_).exists():
            raise CannotChangeRound("Đợt đã có phiếu; không đổi chuẩn nghèo được nữa.")
        for row in round_.round_standards.all():
            delete_with_history(row, by=by)
        _set_standards(round_, standards, by=by)
    round_.starts_on, round_.due_on, round_.follows_procedure = starts_on, due_on, steps
    round_.b1_change_limit = b1_change_limit
    round_.closing_proposed_by = round_.closing_proposed_at = None
    return save_round(round_, by=by)


@transaction.atomic
def record_closed_round(*, round_id: int, version: int, by: User, at: dt.datetime) -> Round:
    """Close a round of a year that ended outside the product, and freeze its result.

    For loading past years; users close a round through `services/closing.py`. Raises
    CannotChangeRound while forms are in progress.
    """
    round_ = Round.objects.select_for_update().get(pk=round_id)
    if not round_.is_open:
        return round_
    if round_.version != version:
        raise conflict_over(round_)
    at_work = Assessment.objects.filter(round=round_).at_work().count()
    if at_work:
        raise CannotChangeRound(
            f"Còn {at_work} phiếu chưa duyệt; hãy duyệt hoặc hủy trước khi khóa."
        )
    return close_and_freeze(round_, by=by, at=at)


def close_and_freeze(round_: Round, *, by: User, at: dt.datetime) -> Round:
    """Close a locked round and freeze its result; its forms can no longer be written."""
    round_.state = RoundState.CLOSED
    save_round(round_, by=by)
    freeze_round(round_=round_, at=at, by=by)
    return round_


def _check(
    *, year: int, starts_on: dt.date, due_on: dt.date, standards: Sequence[PovertyStandard]
) -> None:
    if not standards:
        raise CannotChangeRound("Hãy chọn ít nhất một chuẩn nghèo.", field="standards")
    if len(standards) > MOST_STANDARDS or len(set(standards)) != len(standards):
        raise CannotChangeRound("Hãy chọn một hoặc hai chuẩn nghèo khác nhau.", field="standards")
    for standard in standards:
        if not standard.indicators.exists():
            raise CannotChangeRound(
                f"{standard} chưa có bộ chỉ số thiếu hụt được công bố.", field="standards"
            )
    if due_on < starts_on:
        raise CannotChangeRound("Hạn hoàn thành phải sau ngày bắt đầu.", field="due_on")
    if starts_on.year != year:
        raise CannotChangeRound("Ngày bắt đầu phải nằm trong năm rà soát.", field="starts_on")
    if due_on.year != year:
        raise CannotChangeRound("Hạn hoàn thành phải nằm trong năm rà soát.", field="due_on")


def _require_steps_kept(round_: Round, steps: bool) -> None:  # noqa: FBT001  (a field's value)
    has_forms = Assessment.objects.filter(round=round_).exists()
    if round_.follows_procedure and not steps and has_forms:
        raise CannotChangeRound(
            "Đợt đã có phiếu; không bỏ việc qua đủ các bước được nữa.", field="follows_procedure"
        )


def _set_standards(round_: Round, standards: Sequence[PovertyStandard], *, by: User) -> None:
    for position, standard in enumerate(standards, start=1):
        row = RoundStandard(round=round_, standard=standard, position=position)
        save_with_history(row, by=by)


def save_round(round_: Round, *, by: User, reason: str = "") -> Round:
    round_.version += 1
    save_with_history(round_, by=by, reason=reason)
    return round_
