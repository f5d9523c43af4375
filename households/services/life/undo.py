"""Undo of life events: all rows are restored, only while nothing has changed since."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import User
from common.history import (
    create_many,
    delete_with_history,
    save_with_history,
    update_many,
)
from households.models import Household, LifeEvent, LifeEventPart, Member, PovertyRecord
from households.models.life import MOST_NOTE
from households.services.life.checks import CannotRecordEvent
from households.services.life.snapshots import Rows, fill, keys, snapshot
from households.services.register_rows import stamped
from households.services.roster import clean_text
from households.services.years import require_year_not_closed


class CannotUndo(CannotRecordEvent):
    """The event can no longer be undone."""


@transaction.atomic
def undo_life_event(*, event_id: int, reason: str, by: User, at: dt.datetime) -> LifeEvent:
    """Undo an event: every row is restored, while versions keep increasing.

    Households created by the event are deleted; members, heads, order, citizen numbers and records
    on the lists return with their keys. The history is kept and marked "Hoàn tác". A repeated call
    changes nothing. Raises CannotUndo without a reason and, naming what changed, once a touched
    household has changed since; Refused for a closed year.
    """
    found = LifeEvent.objects.select_for_update().filter(pk=event_id)
    event = found.prefetch_related("parts").get()
    if event.is_undone:
        return event
    reason = clean_text(reason, "reason", most=MOST_NOTE)
    if not reason:
        raise CannotUndo("Hãy ghi lý do hoàn tác.", field="reason")
    touched = [part.household_id for part in event.parts.all() if part.household_id]
    households = list(Household.objects.select_for_update().filter(pk__in=touched).order_by("pk"))
    _require_unchanged(event, households)
    for commune_id in {household.commune_id for household in households}:
        require_year_not_closed(event.counts_in, commune_id=commune_id, at=at)
    _require_free_numbers(event.before["members"])
    words = f"Hoàn tác: {event.get_kind_display().lower()}"
    try:
        _put_back(event, households, by=by, at=at, words=words)
    except ProtectedError as error:
        message = "Hộ mới đã có phiếu rà soát hoặc giấy tờ; không hoàn tác được nữa."
        raise CannotUndo(message) from error
    return mark_undone(event, reason=reason, by=by, at=at)


def mark_undone(event: LifeEvent, *, reason: str, by: User, at: dt.datetime) -> LifeEvent:
    """Record on an event who undid it, when and why."""
    event.undone_by, event.undone_at, event.undo_reason = by, at, reason
    save_with_history(stamped(event, at), by=by)
    return event


def keep_undoable(household: Household, *, former: int) -> None:
    """Let earlier events stay undoable: the restored household is the one they left."""
    standing = LifeEventPart.objects.filter(household=household, event__undone_at=None)
    standing.filter(version_after=former).update(version_after=household.version)


def _require_unchanged(event: LifeEvent, households: Collection[Household]) -> None:
    versions = {household.pk: household for household in households}
    for part in event.parts.all():
        household = versions.get(part.household_id or 0)
        if household is None:
            raise CannotUndo(f"Hộ {part.code} không còn trong sổ.")
        if household.version != part.version_after:
            raise CannotUndo(_what_changed(household, event))
    if snapshot([row.pk for row in households])["records"] != event.after["records"]:
        raise CannotUndo("Phân loại của hộ trong danh sách năm đã thay đổi sau biến động này.")


def _what_changed(household: Household, event: LifeEvent) -> str:
    later = LifeEvent.objects.standing().filter(parts__household=household, pk__gt=event.pk).last()
    if later is not None:
        return (
            f"Hộ {household.code} sau đó có “{later.get_kind_display()}” ngày"
            f" {later.happened_on:%d/%m/%Y}; hãy hoàn tác việc đó trước."
        )
    last = household.history.select_related("history_user").first()
    who = str(last.history_user) if last and last.history_user else "người khác"
    when = f" lúc {last.history_date:%H:%M %d/%m/%Y}" if last else ""
    return f"Hộ {household.code} đã được {who} sửa{when}; không hoàn tác được nữa."


def _require_free_numbers(members: Rows) -> None:
    numbers = {row["citizen_number"]: row for row in members if row["citizen_number"]}
    others = Member.objects.filter(citizen_number__in=numbers).exclude(pk__in=keys(members))
    for other in others:
        name = numbers[other.citizen_number]["full_name"]
        raise CannotUndo(f"Số định danh của {name} nay đã ghi cho một người khác.")


def _put_back(
    event: LifeEvent, households: Collection[Household], *, by: User, at: dt.datetime, words: str
) -> None:
    before = event.before
    known = {row["id"]: row for row in before["households"]}
    Household.objects.filter(pk__in=[row.pk for row in households]).update(
        head=None, member_count=0
    )
    _put_people_back(before["members"], by=by, at=at, words=words)
    _put_records_back(before["records"], [row.pk for row in households], by=by, words=words)
    for household in households:
        if household.pk in known:
            former = known[household.pk]["version"]
            fill(household, known[household.pk], keep={"version"})
            household.version += 1
            save_with_history(stamped(household, at), by=by, reason=words)
            keep_undoable(household, former=former)
    for household in households:
        if household.pk not in known:
            delete_with_history(stamped(household, at), by=by)


def _put_people_back(members: Rows, *, by: User, at: dt.datetime, words: str) -> None:
    present = Member.objects.in_bulk(keys(members))
    changed, gone = [], []
    for values in members:
        values.setdefault("released_number", None)  # snapshots from before there was the column
        row = present.get(values["id"])
        if row is None:
            row = Member()
            fill(row, values)
            gone.append(row)
        elif fill(row, values):
            changed.append(row)
        else:
            continue
        stamped(row, at)._change_reason = words  # type: ignore[attr-defined]
    Member.objects.filter(pk__in=[row.pk for row in changed]).update(citizen_number=None)
    names = [field.name for field in Member._meta.concrete_fields if not field.primary_key]
    update_many(changed, names, by=by)
    create_many(gone, by=by)


def _put_records_back(records: Rows, households: list[int], *, by: User, words: str) -> None:
    known = {row["id"]: row for row in records}
    for record in PovertyRecord.objects.filter(household__in=households):
        if record.pk not in known:
            delete_with_history(record, by=by)
        elif fill(record, known[record.pk]):
            save_with_history(record, by=by, reason=words)
