"""Closing a round: proposed by the labour office, agreed to by the district's leader, undone."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.errors import Conflict
from common.history import conflict_over, save_with_history
from households.choices import RoundState
from households.models import Round, RoundUnlock
from households.queries.closing import (
    ClosingQuestion,
    dependants_of,
    figures_to_fix,
    hindrances_of,
    unmet,
)
from households.services.freezing import unfreeze_closing
from households.services.reopening import CannotReopen
from households.services.rounds import CannotChangeRound, close_and_freeze, save_round


@transaction.atomic
def propose_closing(
    *, round_id: int, version: int, by: User, on: dt.date, at: dt.datetime
) -> Round:
    """Propose to the district's leader to close a round.

    Idempotent. Raises CannotChangeRound naming everything that stands in the way, for a closed
    round, and Conflict on a concurrent edit.
    """
    round_ = _locked(round_id)
    if round_.closing_proposed_by_id is not None:
        return round_
    _require_same(round_, version)
    _require_nothing_left(round_, by=by, on=on, at=at)
    round_.closing_proposed_by, round_.closing_proposed_at = by, at
    return save_round(round_, by=by, reason="Đề nghị khóa")


@transaction.atomic
def recall_closing(*, round_id: int, version: int, by: User) -> Round:
    """Withdraw the proposal to close a round, or turn it down. Idempotent."""
    round_ = _locked(round_id)
    if round_.closing_proposed_by_id is None:
        return round_
    _require_same(round_, version)
    round_.closing_proposed_by = round_.closing_proposed_at = None
    return save_round(round_, by=by, reason="Rút đề nghị khóa")


@transaction.atomic
def close_round(
    *,
    round_id: int,
    version: int,
    confirmed_year: int,
    poor_households: int,
    by: User,
    on: dt.date,
    at: dt.datetime,
) -> Round:
    """Close a round that another user proposed to close, and freeze its result.

    `confirmed_year` is the round's year as typed by the user, `poor_households` the number shown to
    them under the standard of the year's goals. Idempotent. Raises CannotChangeRound naming
    everything that stands in the way, without a proposal by another user, or for another year;
    Conflict on a concurrent edit and when the number has changed since.
    """
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    if not round_.is_open:
        return round_
    _require_same(round_, version)
    if round_.closing_proposed_by_id is None:
        raise CannotChangeRound("Phòng LĐ-TB&XH chưa đề nghị khóa đợt này.")
    if round_.closing_proposed_by_id == by.pk:
        raise CannotChangeRound("Người đề nghị khóa không được tự khóa đợt.")
    if confirmed_year != round_.year:
        raise CannotChangeRound(f"Hãy gõ đúng năm của đợt: {round_.year}.", field="confirmed_year")
    _require_nothing_left(round_, by=by, on=on, at=at)
    poor = figures_to_fix(round_)[0].poor
    if poor != poor_households:
        raise Conflict(f"Số hộ nghèo vừa đổi thành {poor}. Hãy xem lại trang rồi khóa.")
    return close_and_freeze(round_, by=by, at=at)


@transaction.atomic
def undo_closing(*, round_id: int, version: int, reason: str, by: User, at: dt.datetime) -> Round:
    """Reopen a closed round for all communes, while nothing rests on its result.

    What was frozen stays as a former edition; closing again makes a new one. Idempotent. Raises
    CannotReopen without a reason, and naming everything that rests on the result; Conflict on a
    concurrent edit.
    """
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    if round_.is_open:
        return round_
    _require_same(round_, version)
    if not reason:
        raise CannotReopen("Hãy ghi lý do mở lại.", field="reason")
    if resting := dependants_of(round_):
        raise CannotReopen("Không mở lại cả đợt được nữa. " + " ".join(resting))
    unlock = RoundUnlock(round=round_, round_version=round_.version, reason=reason, by=by, at=at)
    save_with_history(unlock, by=by, reason=reason[:100])
    round_.state = RoundState.OPEN
    round_.closing_proposed_by = round_.closing_proposed_at = None
    save_round(round_, by=by, reason=reason[:100])
    unfreeze_closing(round_=round_)
    return round_


def _locked(round_id: int) -> Round:
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    if not round_.is_open:
        raise CannotChangeRound("Đợt này đã khóa.")
    return round_


def _require_same(round_: Round, version: int) -> None:
    if round_.version != version:
        raise conflict_over(round_)


def _require_nothing_left(round_: Round, *, by: User, on: dt.date, at: dt.datetime) -> None:
    left = unmet(hindrances_of(ClosingQuestion(round=round_, user=by, on=on, at=at)))
    if left:
        raise CannotChangeRound("Chưa khóa được. " + " ".join(each.sentence for each in left))
