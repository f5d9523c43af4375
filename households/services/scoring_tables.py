"""Editing scoring tables, putting them in force, verifying and replacing them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, create_many, delete_with_history, save_with_history
from households.choices import ScoringArea, TableState
from households.models import PovertyStandard, ScoringAnswer, ScoringItem, ScoringTable
from households.queries.scoring import items_of, whole_tables
from households.rules.scoring_tables import ITEM_FIELDS, ItemContent, problems_of


class CannotChangeTable(Refused):
    """The scoring table cannot be created or changed in its present state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """The data of a table besides its points. `is_complete`: no group of Phiếu B1 is missing."""

    legal_basis: str
    source_note: str = ""
    valid_from: dt.date
    valid_to: dt.date | None = None
    is_complete: bool = False


@transaction.atomic
def create_table(
    *, standard: PovertyStandard, area: str, head: TableHead, by: User
) -> ScoringTable:
    """Create a draft table of an area, without items; return the existing draft when there is one."""
    return _draft_of(standard, area) or _new_draft(standard, area, head, based_on=None, by=by)


@transaction.atomic
def new_edition(*, table_id: int, by: User) -> ScoringTable:
    """Copy a table into a draft of its next edition; return the existing draft when there is one.

    The copy is unverified, even when the original is verified.
    """
    table = whole_tables().select_for_update(of=("self",)).get(pk=table_id)
    draft = _draft_of(table.standard, table.area)
    if draft is not None:
        return draft
    head = TableHead(
        legal_basis=table.legal_basis,
        source_note=table.source_note,
        valid_from=table.valid_from,
        valid_to=table.valid_to,
        is_complete=table.is_complete,
    )
    draft = _new_draft(table.standard, table.area, head, based_on=table, by=by)
    _write_items(draft, items_of(table), by=by)
    return draft


@transaction.atomic
def change_head(*, table_id: int, version: int, head: TableHead, by: User) -> ScoringTable:
    """Change the head of a draft; its verification is dropped."""
    table = _locked(table_id)
    if all(getattr(table, name) == value for name, value in asdict(head).items()):
        return table
    _require_draft(table, version)
    _check_dates(head)
    for name, value in asdict(head).items():
        setattr(table, name, value)
    return _save_unverified(table, by=by)


@transaction.atomic
def change_items(
    *, table_id: int, version: int, items: Sequence[ItemContent], by: User
) -> ScoringTable:
    """Replace the items of a draft; its verification is dropped.

    Raises CannotChangeTable naming the first problem (`problems_of` lists all).
    """
    table = _locked(table_id)
    if list(items) == items_of(table):
        return table
    _require_draft(table, version)
    _require_sound(items)
    for item in table.items.all():
        for answer in item.answers.all():
            delete_with_history(answer, by=by)
        delete_with_history(item, by=by)
    _write_items(table, items, by=by)
    return _save_unverified(table, by=by)


@transaction.atomic
def put_in_force(*, table_id: int, version: int, by: User) -> ScoringTable:
    """Put a draft in force; the table in force for its area is retired. Both are kept."""
    table = _locked(table_id)
    if table.is_in_force:
        return table
    _require_draft(table, version)
    items = items_of(table)
    if not items:
        raise CannotChangeTable("Bảng điểm chưa có mục nào.")
    _require_sound(items)
    if table.standard.lines.filter(score_low=None).exists():
        raise CannotChangeTable(f"{table.standard} chưa công bố ngưỡng điểm B1.")
    former = ScoringTable.objects.select_for_update().filter(
        standard=table.standard_id, area=table.area, state=TableState.IN_FORCE
    )
    for other in former:
        other.state = TableState.RETIRED
        _save(other, by=by)
    table.state = TableState.IN_FORCE
    return _save(table, by=by)


@transaction.atomic
def retire_table(*, table_id: int, version: int, by: User) -> ScoringTable:
    """Retire a table; B1 is then entered as a total until another table is put in force."""
    table = _locked(table_id)
    if table.state == TableState.RETIRED:
        return table
    if table.version != version:
        raise conflict_over(table)
    if not table.is_in_force:
        raise CannotChangeTable("Bảng điểm đang soạn thì xóa, không phải ngừng áp dụng.")
    table.state = TableState.RETIRED
    return _save(table, by=by)


@transaction.atomic
def verify_table(
    *, table_id: int, version: int, against: str, by: User, at: dt.datetime
) -> ScoringTable:
    """Record that every point was compared with the official appendix, and with which text."""
    table = _locked(table_id)
    if table.is_verified:
        return table
    if table.version != version:
        raise conflict_over(table)
    if not against:
        raise CannotChangeTable("Hãy ghi văn bản đã đối chiếu.", field="against")
    if not table.items.all():
        raise CannotChangeTable("Bảng điểm chưa có mục nào.")
    table.verified_by, table.verified_at, table.verified_against = by, at, against
    return _save(table, by=by)


@transaction.atomic
def discard_table(*, table_id: int, version: int, by: User) -> None:
    """Delete a draft; its history is kept."""
    table = _locked(table_id)
    _require_draft(table, version)
    for item in table.items.all():
        for answer in item.answers.all():
            delete_with_history(answer, by=by)
        delete_with_history(item, by=by)
    delete_with_history(table, by=by)


def _locked(table_id: int) -> ScoringTable:
    return whole_tables().select_for_update(of=("self",)).get(pk=table_id)


def _draft_of(standard: PovertyStandard, area: str) -> ScoringTable | None:
    # Locks the standard: concurrent calls get the same draft.
    PovertyStandard.objects.select_for_update().get(pk=standard.pk)
    drafts = whole_tables().filter(standard=standard, area=area, state=TableState.DRAFT)
    return drafts.first()


def _new_draft(
    standard: PovertyStandard,
    area: str,
    head: TableHead,
    *,
    based_on: ScoringTable | None,
    by: User,
) -> ScoringTable:
    _check_dates(head)
    last = ScoringTable.objects.filter(standard=standard, area=area).order_by("-edition").first()
    table = ScoringTable(
        standard=standard,
        area=ScoringArea(area),
        edition=last.edition + 1 if last else 1,
        based_on=based_on,
        **asdict(head),
    )
    save_with_history(table, by=by)
    return table


def _write_items(table: ScoringTable, items: Iterable[ItemContent], *, by: User) -> None:
    answers = []
    for position, content in enumerate(items, start=1):
        columns = {name: getattr(content, name) for name in ITEM_FIELDS}
        item = ScoringItem(table=table, position=position, **columns)
        save_with_history(item, by=by)
        answers += [
            ScoringAnswer(item=item, position=place, **asdict(answer))
            for place, answer in enumerate(content.answers, start=1)
        ]
    create_many(answers, by=by)


def _require_draft(table: ScoringTable, version: int) -> None:
    if table.version != version:
        raise conflict_over(table)
    if not table.is_draft:
        raise CannotChangeTable(
            "Bảng điểm đã áp dụng thì không sửa; hãy soạn lần ban hành mới từ bảng này."
        )


def _require_sound(items: Sequence[ItemContent]) -> None:
    for problem in problems_of(items):
        where = f"{items[problem.item].label}: " if problem.item is not None else ""
        raise CannotChangeTable(where + problem.message)


def _check_dates(head: TableHead) -> None:
    if head.valid_to is not None and head.valid_to < head.valid_from:
        raise CannotChangeTable("Ngày hết hiệu lực phải sau ngày bắt đầu.", field="valid_to")


def _save_unverified(table: ScoringTable, *, by: User) -> ScoringTable:
    table.verified_by = table.verified_at = None
    table.verified_against = ""
    return _save(table, by=by)


def _save(table: ScoringTable, *, by: User) -> ScoringTable:
    table.version += 1
    save_with_history(table, by=by)
    return table
