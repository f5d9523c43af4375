"""Undo a change of units, completely or not at all.

A household returns to the village from which its current one was made; other changes made since are
kept. Rows first entered in a new unit have no old unit: they block the undo, and the refusal names
them.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.models import User
from areas.choices import UnitChangeState
from areas.models import (
    Commune,
    NewUnit,
    Province,
    UnitChange,
    UnitChangeLine,
    Village,
)
from common.history import conflict_over, delete_with_history, save_with_history
from households.choices import RoundKind, RoundState
from households.models import Household, Member, Round
from households.services.freezing import unfreeze_population
from households.services.unit_rows import Stamp, figures_of, move_register, save_all
from households.services.units import CannotChangeUnits, named

# Tables whose rows are restored or deleted; a row of any other table blocks the undo.
_OWN = {Commune, Household, Member, NewUnit, UnitChangeLine, User, Village}


@transaction.atomic
def roll_back_unit_change(
    *, change_id: int, version: int, reason: str, by: User, at: dt.datetime
) -> UnitChange:
    """Move households, persons and accounts back and remove the new units.

    A repeated call changes nothing. Raises Conflict on an old `version`, CannotChangeUnits without
    a reason, for a change not applied, and while anything was first entered in a new unit: a form,
    a line of a list, a decision, a khu vực, a household in a village added since, or an account
    that never belonged to an old commune.
    """
    change = UnitChange.objects.select_for_update().get(pk=change_id)
    if change.state == UnitChangeState.ROLLED_BACK:
        return change
    if change.version != version:
        raise conflict_over(change)
    if not reason:
        raise CannotChangeUnits("Hãy ghi lý do hoàn tác.", field="reason")
    if not change.is_applied:
        raise CannotChangeUnits("Chưa áp dụng, không có gì để hoàn tác.")
    units = list(change.new_units.select_related("commune"))
    new = [unit.commune_id for unit in units if unit.commune_id is not None]
    list(Commune.objects.select_for_update().filter(pk__in=new).order_by("pk"))
    homes = _homes_of_users(new)
    _require_nothing_written_since(new, homes)
    stamp = Stamp(by=by, at=at, reason=f"Hoàn tác: {change}")
    old = list(Commune.objects.filter(merged_into__in=new))
    _put_back(change, old, new, homes, stamp)
    _remove_units(units, new, stamp)
    _unfreeze(change)
    _reopen(old, change, stamp)  # last: a new unit may have its code
    change.state, change.rolled_back_by, change.rolled_back_at = UnitChangeState.ROLLED_BACK, by, at
    change.rollback_reason = reason
    change.version += 1
    save_with_history(change, by=by, reason=reason)
    return change


def _unfreeze(change: UnitChange) -> None:
    """Unfreeze the years that were frozen only for the change; locked years stay frozen."""
    locked = Round.objects.filter(kind=RoundKind.YEAR_END, state=RoundState.CLOSED)
    for year in set(change.frozen_years) - set(locked.values_list("year", flat=True)):
        unfreeze_population(year=year)


def _put_back(
    change: UnitChange,
    old: Sequence[Commune],
    new: Sequence[int],
    homes: dict[User, int],
    stamp: Stamp,
) -> None:
    made = list(Village.objects.filter(commune__in=new).values_list("pk", flat=True))
    before = figures_of(villages=made, communes=new)
    move_register(forward=False, villages=made, stamp=stamp)
    for user, commune in homes.items():
        user.commune_id = commune
        user.version += 1
    save_all(list(homes), ["commune", "version"], stamp)
    villages = list(Village.objects.filter(merged_into__in=made))
    after = figures_of(
        villages=[village.pk for village in villages], communes=[commune.pk for commune in old]
    )
    if after != before:
        raise CannotChangeUnits("Số hộ, số khẩu trước và sau không bằng nhau; đã dừng lại.")
    for unit in old:
        unit.merged_into = None
    for village in villages:
        village.merged_into = None
        village.version += 1
    _reopen(villages, change, stamp, ["merged_into", "version"])
    save_all(old, ["merged_into"], stamp)


def _reopen(
    units: Sequence[Any], change: UnitChange, stamp: Stamp, others: Sequence[str] = ()
) -> None:
    """Restore the units' previous last day from their history."""
    ends = _ends_before(units, change)
    for unit in units:
        unit.valid_to = ends[unit.pk]
    save_all(units, ["valid_to", *others], stamp)


def _ends_before(units: Sequence[Any], change: UnitChange) -> dict[int, dt.date | None]:
    if not units:
        return {}
    history = type(units[0]).history.filter(id__in=[unit.pk for unit in units])
    ends: dict[int, dt.date | None] = {}
    done: set[int] = set()
    for key, moment, end in history.order_by("history_id").values_list(
        "id", "history_date", "valid_to"
    ):
        if moment == change.applied_at:
            done.add(key)
        elif key not in done:
            ends[key] = end
    return ends


def _remove_units(units: Sequence[NewUnit], new: Sequence[int], stamp: Stamp) -> None:
    for village in Village.objects.filter(commune__in=new):
        delete_with_history(village, by=stamp.by)
    for unit in units:
        unit.commune = None
        save_with_history(unit, by=stamp.by, reason=stamp.reason)
    provinces = set()
    for commune in Commune.objects.filter(pk__in=new):
        provinces.add(commune.province_id)
        delete_with_history(commune, by=stamp.by)
    for province in Province.objects.filter(pk__in=provinces, communes=None, districts=None):
        delete_with_history(province, by=stamp.by)


def _homes_of_users(new: Sequence[int]) -> dict[User, int]:
    """Return the old commune of each account of a new one, from its history."""
    users = {user.pk: user for user in User.objects.select_for_update().filter(commune__in=new)}
    into = dict(Commune.objects.filter(merged_into__in=new).values_list("pk", "merged_into"))
    past = User.history.filter(id__in=users, commune__in=into).order_by("history_id")
    return {
        users[key]: commune
        for key, commune in past.values_list("id", "commune")
        if into[commune] == users[key].commune_id
    }


def _require_nothing_written_since(new: Sequence[int], homes: dict[User, int]) -> None:
    obstacles = [*_obstacles(new, homes)]
    if obstacles:
        raise CannotChangeUnits(
            "Không hoàn tác được, ở đơn vị mới đã có: " + "; ".join(obstacles) + "."
        )


def _obstacles(new: Sequence[int], homes: dict[User, int]) -> Iterable[str]:
    villages = list(Village.objects.filter(commune__in=new).values_list("pk", flat=True))
    for model, keys in ((Commune, new), (Village, villages)):
        for relation in _relations(model):
            table: Any = relation.related_model
            rows = table._default_manager.filter(**{f"{relation.field.name}__in": keys})
            if found := rows.count():
                yield f"{found} {table._meta.verbose_name}"
    homeless = Household.objects.filter(commune__in=new, village__predecessor=None)
    if codes := list(homeless.order_by("code").values_list("code", flat=True)):
        yield f"{len(codes)} hộ ở thôn lập thêm ({named(codes)})"
    strangers = User.objects.filter(commune__in=new).exclude(pk__in=[user.pk for user in homes])
    if names := list(strangers.values_list("username", flat=True)):
        yield f"{len(names)} tài khoản mới ({named(names)})"


def _relations(model: type[Model]) -> list[Any]:
    """Return the relations that refer to a kind of unit from outside the change, hidden ones too."""
    pointing: list[Any] = [
        field
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete
    ]
    return [
        field
        for field in pointing
        if field.related_model not in _OWN
        and not field.related_model.__name__.startswith("Historical")
    ]
