"""Drafts of an allocation: created, filled by a rule, edited, copied, discarded."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, create_many, save_with_history, update_many
from targets.choices import AllocationState, SplitRule
from targets.models import Allocation, AllocationLine, YearPlan
from targets.queries.allocations import (
    DraftLine,
    SplitLine,
    demand_of,
    split_rows,
    targets_of,
    wanted_by,
)
from targets.queries.registrations import registered_by_commune
from targets.rules.split import split
from targets.rules.split_conflict import Infeasible
from targets.rules.split_limits import NonsenseInput

_ASKED = ("weight", "least_fall", "least_em_fall")
_GIVEN = ("fall", "em_fall")
_MOST_WEIGHT = 100


class CannotAllocate(Refused):
    """The allocation cannot be created, changed or adopted."""


class WouldOverwrite(CannotAllocate):
    """The proposal would replace figures entered by hand; `count` communes would change."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Số của {count} xã sẽ thay đổi, kể cả số đã nhập tay. Ghi đè?", field="overwrites"
        )
        self.count = count


class CannotSplit(CannotAllocate):
    """No split keeps every rule; `sentences` name the conflicting rules and the gap."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


@transaction.atomic
def create_draft(
    *, plan_id: int, name: str, client_id: UUID, by: User | None, at: dt.datetime
) -> Allocation:
    """Create a draft from the present falls of the communes (0 before any were given).

    Repeated with one `client_id` it returns the same draft. Raises CannotAllocate while the plan
    has no figures of communes, or for an empty name.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    if known := _sent_before(plan, client_id):
        return known
    targets = targets_of(plan)
    if not targets:
        raise CannotAllocate("Hãy nhập số liệu đầu kỳ của các xã trước khi giao chỉ tiêu.")
    draft = _new(plan, name, client_id, SplitRule.BY_HAND, by=by, at=at)
    lines = [
        AllocationLine(
            allocation=draft, commune_id=row.commune_id, fall=row.fall, em_fall=row.em_fall
        )
        for row in targets
    ]
    create_many(lines, by=by)
    return draft


@transaction.atomic
def propose_draft(
    *, plan_id: int, name: str, rule: str, client_id: UUID, by: User | None, at: dt.datetime
) -> Allocation:
    """Create a draft and fill it by a rule of `SplitRule`; BY_HAND keeps the present
    targets.

    Raises as `create_draft` and `fill_draft` do; nothing is then written. Repeated with one
    `client_id` it returns the same draft.
    """
    draft = create_draft(plan_id=plan_id, name=name, client_id=client_id, by=by, at=at)
    if rule == SplitRule.BY_HAND or draft.version > 1:
        return draft
    return fill_draft(allocation_id=draft.pk, version=draft.version, rule=rule, by=by)


@transaction.atomic
def copy_draft(
    *, allocation_id: int, name: str, client_id: UUID, by: User, at: dt.datetime
) -> Allocation:
    """Create a draft from any allocation of the plan, with its weights and floors."""
    source = Allocation.objects.select_related("plan").get(pk=allocation_id)
    plan = YearPlan.objects.select_for_update().get(pk=source.plan_id)
    if known := _sent_before(plan, client_id):
        return known
    draft = _new(plan, name, client_id, source.rule, by=by, at=at)
    names = (*_GIVEN, *_ASKED)
    lines = [
        AllocationLine(
            allocation=draft,
            commune_id=line.commune_id,
            **{each: getattr(line, each) for each in names},
        )
        for line in source.lines.order_by("commune_id")
    ]
    create_many(lines, by=by)
    return draft


@transaction.atomic
def fill_draft(
    *,
    allocation_id: int,
    version: int,
    rule: str,
    by: User | None,
    lines: Mapping[int, DraftLine] | None = None,
    overwrites: bool = False,
) -> Allocation:
    """Fill a draft by a rule of `SplitRule`, within the weights and floors of its lines.

    `lines` are unsaved lines by commune key: their weights and floors are applied and saved.
    Figures entered by hand are replaced only with `overwrites`, and can be restored
    (`restore_draft`); else WouldOverwrite is raised. Raises CannotSplit when no split keeps every rule, CannotAllocate for a goal that is not set,
    Conflict on a concurrent edit. Idempotent.
    """
    draft = _locked_draft(allocation_id)
    wanted = wanted_by(draft.plan)
    if wanted.fall is None or wanted.em_fall is None:
        raise CannotAllocate(
            "Hãy đặt mục tiêu số hộ nghèo giảm và số hộ nghèo DTTS giảm của huyện trước khi chia."
        )
    known, targets = _lines_of(draft, by=by), targets_of(draft.plan)
    asked = _asked(known, lines or {})
    rows = split_rows(targets, asked, registered_by_commune(draft.plan))
    try:
        found = split(rows, demand_of(draft.plan, wanted), rule)
    except NonsenseInput as error:
        raise CannotAllocate(str(error)) from error
    if isinstance(found, Infeasible):
        raise CannotSplit(found.sentences)
    values = {
        share.key: {
            "fall": share.fall,
            "em_fall": share.em_fall,
            **{each: getattr(asked[share.key], each) for each in _ASKED},
        }
        for share in found.shares
    }
    typed = lines or {}
    by_hand = draft.rule == SplitRule.BY_HAND and draft.version > 1
    by_hand |= any(_differs(known[key], asdict(line), _GIVEN) for key, line in typed.items())
    before = {key: _figures(typed.get(key, line)) for key, line in known.items()}
    lost = [key for key, value in values.items() if _shares(value) != _shares(before[key])]
    if by_hand and lost and not overwrites:
        raise WouldOverwrite(len(lost))
    draft.overwritten = {str(key): value for key, value in before.items()} if by_hand else None
    is_changed, draft.rule = draft.rule != rule, rule
    words = f"Đề xuất: {SplitRule(rule).label.lower()}"
    return _write(draft, known, values, version, words, by=by, is_changed=is_changed)


@transaction.atomic
def restore_draft(*, allocation_id: int, version: int, by: User) -> Allocation:
    """Undo the last proposal: the figures it replaced are those of the draft again. Idempotent.

    Raises Conflict on a concurrent edit, CannotAllocate for what is no draft.
    """
    draft = _locked_draft(allocation_id)
    if draft.overwritten is None:
        return draft
    if draft.version != version:
        raise conflict_over(draft)
    known = _lines_of(draft, by=by)
    values = {
        int(key): {**value, "weight": Decimal(value["weight"])}
        for key, value in draft.overwritten.items()
        if int(key) in known
    }
    draft.overwritten, draft.rule = None, SplitRule.BY_HAND
    return _write(draft, known, values, version, "Hoàn tác đề xuất", by=by, is_changed=True)


def _figures(line: SplitLine) -> dict[str, Any]:
    found = {each: getattr(line, each) for each in (*_GIVEN, *_ASKED)}
    return {**found, "weight": str(found["weight"])}


def _shares(values: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(values[each] for each in _GIVEN)


def _asked(
    known: Mapping[int, AllocationLine], typed: Mapping[int, DraftLine]
) -> dict[int, SplitLine]:
    if set(typed) - set(known):
        raise CannotAllocate("Có xã không thuộc kế hoạch năm này.", field="lines")
    return {key: typed.get(key, line) for key, line in known.items()}


@transaction.atomic
def save_draft(
    *, allocation_id: int, version: int, lines: Mapping[int, DraftLine], name: str, by: User
) -> Allocation:
    """Save a draft as entered, by commune key; communes not given keep their lines.

    A draft may break rules; only the ethnic-minority part must lie within the whole. Raises
    CannotAllocate for that and for a commune outside the plan, Conflict on a concurrent edit.
    Idempotent.
    """
    draft = _locked_draft(allocation_id)
    known = _lines_of(draft, by=by)
    if set(lines) - set(known):
        raise CannotAllocate("Có xã không thuộc kế hoạch năm này.", field="lines")
    values = {
        key: {each: getattr(line, each) for each in (*_GIVEN, *_ASKED)}
        for key, line in lines.items()
    }
    is_renamed = name not in ("", draft.name)
    draft.overwritten = None
    draft.name = name or draft.name
    if any(_differs(known[key], values[key], _GIVEN) for key in values):
        draft.rule = SplitRule.BY_HAND
    return _write(draft, known, values, version, "Sửa phương án", by=by, is_changed=is_renamed)


@transaction.atomic
def discard_draft(*, allocation_id: int, version: int, by: User) -> Allocation:
    """Discard a draft; it is kept but no longer shown. Idempotent."""
    draft = Allocation.objects.select_for_update(of=("self",)).get(pk=allocation_id)
    if draft.state == AllocationState.DISCARDED:
        return draft
    _require_draft(draft)
    if draft.version != version:
        raise conflict_over(draft)
    draft.state = AllocationState.DISCARDED
    draft.version += 1
    save_with_history(draft, by=by, reason="Xóa dự thảo")
    return draft


def _sent_before(plan: YearPlan, client_id: UUID) -> Allocation | None:
    known = Allocation.objects.filter(client_id=client_id).first()
    if known is not None and known.plan_id != plan.pk:
        raise CannotAllocate("Phương án này đã được lập cho năm khác.", field="client_id")
    return known


def _new(
    plan: YearPlan, name: str, client_id: UUID, rule: str, *, by: User | None, at: dt.datetime
) -> Allocation:
    if not name:
        raise CannotAllocate("Hãy đặt tên phương án.", field="name")
    draft = Allocation(
        plan=plan, name=name, client_id=client_id, rule=rule, created_by=by, created_at=at
    )
    save_with_history(draft, by=by, reason="Lập phương án")
    return draft


def _locked_draft(allocation_id: int) -> Allocation:
    found = Allocation.objects.select_for_update(of=("self",)).select_related("plan")
    draft = found.get(pk=allocation_id)
    _require_draft(draft)
    return draft


def _require_draft(allocation: Allocation) -> None:
    if not allocation.is_draft:
        raise CannotAllocate(
            f"“{allocation.name}” không còn là dự thảo ({allocation.get_state_display().lower()}). "
            "Hãy sao chép thành phương án mới để sửa."
        )


def _lines_of(draft: Allocation, *, by: User | None) -> dict[int, AllocationLine]:
    """Return the draft's lines by commune, adding lines for communes that joined the plan since."""
    lines = {line.commune_id: line for line in draft.lines.select_related("commune").order_by()}
    missing = [
        AllocationLine(allocation=draft, commune=row.commune)
        for row in targets_of(draft.plan)
        if row.commune_id not in lines
    ]
    if missing:
        create_many(missing, by=by)
        lines.update((line.commune_id, line) for line in draft.lines.select_related("commune"))
    return lines


def _write(
    draft: Allocation,
    lines: Mapping[int, AllocationLine],
    values: Mapping[int, Mapping[str, object]],
    version: int,
    words: str,
    *,
    by: User | None,
    is_changed: bool,
) -> Allocation:
    changed = [
        lines[key] for key, given in values.items() if _differs(lines[key], given, list(given))
    ]
    if not changed and not is_changed:
        return draft
    if draft.version != version:
        raise conflict_over(draft)
    for line in changed:
        for each, value in values[line.commune_id].items():
            setattr(line, each, value)
        _require_possible(line)
    update_many(changed, (*_GIVEN, *_ASKED), by=by)
    draft.version += 1
    save_with_history(draft, by=by, reason=words)
    return draft


def _differs(line: AllocationLine, given: Mapping[str, object], names: Sequence[str]) -> bool:
    return any(getattr(line, each) != given[each] for each in names)


def _require_possible(line: AllocationLine) -> None:
    place = line.commune.full_name
    floors = (line.least_fall or 0, line.least_em_fall or 0)
    if min(line.fall, line.em_fall, *floors) < 0:
        raise CannotAllocate(f"{place}: số hộ không được là số âm.", field="lines")
    if line.em_fall > line.fall:
        raise CannotAllocate(
            f"{place}: chỉ tiêu DTTS {line.em_fall} lớn hơn chỉ tiêu chung {line.fall}.",
            field="lines",
        )
    if not 0 <= line.weight <= _MOST_WEIGHT:
        raise CannotAllocate(f"{place}: hệ số phải từ 0 đến {_MOST_WEIGHT}.", field="lines")
