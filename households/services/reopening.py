"""Reopening a closed round for one commune for a limited time."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from areas.models import Commune
from common.errors import Refused
from common.history import save_with_history
from households.models import Assessment, PovertyRecord, Round, RoundReopening
from households.queries.closing import ClosingQuestion, hindrances_of, unmet
from households.services.freezing import freeze_reopened

USUAL = dt.timedelta(days=7)
LONGEST = dt.timedelta(days=30)
MOST_NAMED = 5


class CannotReopen(Refused):
    """The round cannot be reopened or locked again in its present state."""


@transaction.atomic
def reopen_commune(
    *,
    round_id: int,
    commune: Commune,
    reason: str,
    closes_at: dt.datetime | None,
    by: User,
    at: dt.datetime,
) -> RoundReopening:
    """Reopen a closed round for one commune until `closes_at` (default: seven days).

    After that moment nothing can be written, without any job having to run. Repeated with the same
    reason while it is open, it changes nothing. Raises CannotReopen for an open round, without a
    reason, for more than thirty days, and once the next year is open.
    """
    round_ = Round.objects.select_for_update().get(pk=round_id)
    closes_at = closes_at or at + USUAL
    _require_reopenable(round_, reason, closes_at, at)
    open_now = RoundReopening.objects.filter(
        round=round_, commune=commune, relocked_at=None
    ).first()
    if open_now is not None and open_now.closes_at > at:
        if open_now.reason == reason:
            return open_now
        raise CannotReopen(f"{commune.full_name} đang được mở lại rồi.", field="commune")
    if open_now is not None:
        _relock(open_now, at=at, by=None)
    reopening = RoundReopening(
        round=round_,
        commune=commune,
        reason=reason,
        opened_by=by,
        opened_at=at,
        closes_at=closes_at,
    )
    save_with_history(reopening, by=by, reason=reason[:100])
    return reopening


@transaction.atomic
def relock_commune(*, reopening_id: int, by: User, at: dt.datetime) -> RoundReopening:
    """Lock a commune again before its time and freeze its result. Idempotent.

    Raises CannotReopen naming the households with forms in progress, and the villages, complaints
    and reports of the commune that are not finished. Once the time has run out, work in progress is
    left as it is.
    """
    found = RoundReopening.objects.select_related("commune").get(pk=reopening_id)
    Round.objects.select_for_update().get(pk=found.round_id)
    reopening = RoundReopening.objects.select_related("commune", "round").get(pk=reopening_id)
    if reopening.relocked_at is not None:
        return reopening
    if reopening.closes_at > at:
        _require_no_work(reopening)
        _require_nothing_left(reopening, by=by, at=at)
        return _relock(reopening, at=at, by=by)
    return _relock(reopening, at=at, by=None)


@transaction.atomic
def relock_run_out(*, at: dt.datetime) -> int:
    """Freeze the result of every commune whose time has run out; return their number."""
    due = RoundReopening.objects.run_out(at).order_by("pk")
    rounds = Round.objects.filter(pk__in=due.values("round"))
    list(rounds.select_for_update().order_by("pk"))
    reopenings = list(due.select_related("commune", "round"))
    for reopening in reopenings:
        _relock(reopening, at=at, by=None)
    return len(reopenings)


def _relock(reopening: RoundReopening, *, at: dt.datetime, by: User | None) -> RoundReopening:
    """Record the locking and freeze; without a user the time ran out."""
    reopening.relocked_at, reopening.relocked_by = min(at, reopening.closes_at), by
    save_with_history(reopening, by=by)
    freeze_reopened(reopening=reopening, at=at, by=by)
    return reopening


def _require_reopenable(
    round_: Round, reason: str, closes_at: dt.datetime, at: dt.datetime
) -> None:
    if round_.is_open:
        raise CannotReopen("Đợt này đang mở; không cần mở lại.")
    if not reason:
        raise CannotReopen("Hãy ghi lý do mở lại.", field="reason")
    if closes_at <= at:
        raise CannotReopen("Thời điểm tự khóa phải sau lúc này.", field="closes_at")
    if closes_at > at + LONGEST:
        raise CannotReopen(f"Chỉ mở lại được nhiều nhất {LONGEST.days} ngày.", field="closes_at")
    if PovertyRecord.objects.filter(year=round_.year + 1).exists():
        raise CannotReopen(f"Năm {round_.year + 1} đã mở; không mở lại đợt này được nữa.")


def _require_nothing_left(reopening: RoundReopening, *, by: User, at: dt.datetime) -> None:
    asked = ClosingQuestion(
        round=reopening.round,
        user=by,
        on=timezone.localdate(at),
        at=at,
        commune_id=reopening.commune_id,
    )
    if left := unmet(hindrances_of(asked)):
        words = " ".join(each.sentence for each in left)
        raise CannotReopen(f"{reopening.commune.full_name} chưa khóa lại được. {words}")


def _require_no_work(reopening: RoundReopening) -> None:
    at_work = Assessment.objects.filter(round=reopening.round, commune=reopening.commune).at_work()
    codes = list(at_work.order_by("household__code").values_list("household__code", flat=True))
    if codes:
        named = ", ".join(codes[:MOST_NAMED]) + (", …" if len(codes) > MOST_NAMED else "")
        raise CannotReopen(
            f"{reopening.commune.full_name} còn {len(codes)} phiếu chưa duyệt ({named});"
            " hãy duyệt hoặc hủy trước khi khóa lại."
        )
