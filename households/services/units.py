"""Apply a change of units: create the new communes and villages, move the current register.

Past years keep their units: forms, poor lists, frozen figures and targets stay with the old
communes, which refer to the communes they were merged into.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import Min

from accounts.models import User
from areas.choices import UnitChangeState
from areas.models import Commune, NewUnit, Province, UnitChange, Village
from common.errors import Refused
from common.history import conflict_over, create_many, save_with_history
from common.text import search_key, sort_key
from households.choices import HouseholdState
from households.models import Household, Round
from households.queries.units import last_day_before, villages_moved_by
from households.services.freezing import freeze_population
from households.services.unit_rows import Stamp, figures_of, move_register, move_users, save_all

MOST_NAMED = 5


class CannotChangeUnits(Refused):
    """The change of units cannot be applied or undone."""


@transaction.atomic
def apply_unit_change(
    *, change_id: int, version: int, reason: str, by: User, at: dt.datetime, on: dt.date
) -> UnitChange:
    """Create the new communes and villages; move households, persons and accounts into them.

    The population of each earlier year is frozen first, so that its reports do not change.
    Household codes stay; open forms stay with their round and old commune. Every moved row gets a
    history row. A repeated call changes nothing. Raises Conflict on an old `version`,
    CannotChangeUnits before the day (`on` is the working date), without a reason, for an old
    commune that does not end on the day before, for a new code in use, and while a household lives
    in a village that ended earlier.
    """
    change = UnitChange.objects.select_for_update().get(pk=change_id)
    if change.is_applied:
        return change
    if change.version != version:
        raise conflict_over(change)
    units = list(change.new_units.prefetch_related("lines"))
    old = _locked_communes(units)
    _require_possible(change, units, old, reason=reason, on=on)
    stamp = Stamp(by=by, at=at, reason=str(change))
    villages = list(villages_moved_by(change).order_by("commune__sort_key", "code", "pk"))
    moved = [village.pk for village in villages]
    frozen = _freeze_years_before(change, by=by, at=at)
    before = figures_of(villages=moved, communes=old)
    new = _make_communes(change, units, old, stamp)
    made = _make_villages(change, units, villages, stamp)
    move_register(forward=True, villages=moved, stamp=stamp)
    move_users(communes=old, stamp=stamp)
    after = figures_of(villages=[village.pk for village in made], communes=new)
    if after != before:
        raise CannotChangeUnits("Số hộ, số khẩu trước và sau không bằng nhau; đã dừng lại.")
    change.frozen_years = frozen
    change.figures = {"before": asdict(before), "after": asdict(after)}
    change.state, change.applied_by, change.applied_at = UnitChangeState.APPLIED, by, at
    change.apply_reason, change.rollback_reason = reason, ""
    change.rolled_back_by = change.rolled_back_at = None
    change.version += 1
    save_with_history(change, by=by, reason=reason)
    return change


def _freeze_years_before(change: UnitChange, *, by: User, at: dt.datetime) -> list[int]:
    """Freeze the population of each earlier year; returns the years that were not frozen before.

    After the change no one lives in the old communes, so their population can no longer be counted.
    """
    first = Round.objects.aggregate(first=Min("year"))["first"]
    years = range(first, change.takes_effect_on.year) if first else ()
    return [year for year in years if freeze_population(year=year, at=at, by=by)]


def _locked_communes(units: Sequence[NewUnit]) -> dict[int, Commune]:
    """Lock the old communes, so that no household is created in them meanwhile."""
    keys = [line.old_commune_id for unit in units for line in unit.lines.all()]
    found = Commune.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {commune.pk: commune for commune in found}


def _require_possible(
    change: UnitChange,
    units: Sequence[NewUnit],
    old: dict[int, Commune],
    *,
    reason: str,
    on: dt.date,
) -> None:
    first, last = change.takes_effect_on, last_day_before(change)
    if not reason:
        raise CannotChangeUnits("Hãy ghi lý do.", field="reason")
    if on < first:
        raise CannotChangeUnits(
            f"Chưa đến ngày {first:%d/%m/%Y}; hôm nay là {on:%d/%m/%Y}, chưa áp dụng được."
        )
    for commune in old.values():
        if commune.valid_from > last or (commune.valid_to is not None and commune.valid_to != last):
            raise CannotChangeUnits(
                f"{commune.full_name} ({commune.code}) không kết thúc ngày {last:%d/%m/%Y}."
            )
    _require_all_mapped(old, last)
    taken = Commune.objects.filter(code__in=[unit.code for unit in units], valid_to=None)
    if clash := taken.exclude(pk__in=old).first():
        raise CannotChangeUnits(f"Mã {clash.code} đang là mã của {clash.name_in_sentence}.")
    _require_no_one_left_behind(change, old)


def _require_all_mapped(old: dict[int, Commune], last: dt.date) -> None:
    """Raise CannotChangeUnits for a commune that ends with the others but is not in the mapping."""
    districts = {commune.district_id for commune in old.values() if commune.district_id}
    ending = Commune.objects.filter(district__in=districts, valid_to=last).exclude(pk__in=old)
    if missing := [commune.full_name for commune in ending]:
        raise CannotChangeUnits(f"Chưa có trong bảng sắp xếp: {', '.join(missing)}.")


def _require_no_one_left_behind(change: UnitChange, old: dict[int, Commune]) -> None:
    living = Household.objects.filter(commune__in=old, state=HouseholdState.ACTIVE)
    stuck = living.exclude(village__in=villages_moved_by(change).order_by().values("pk"))
    if codes := list(stuck.order_by("code").values_list("code", flat=True)):
        raise CannotChangeUnits(
            f"{len(codes)} hộ đang cư trú ở thôn đã hết hiệu lực: {named(codes)}. "
            "Hãy chuyển các hộ này sang thôn khác trước."
        )


def named(words: Sequence[str]) -> str:
    """Return the first few of many names, for a sentence."""
    return ", ".join(words[:MOST_NAMED]) + (", …" if len(words) > MOST_NAMED else "")


def _make_communes(
    change: UnitChange, units: Sequence[NewUnit], old: dict[int, Commune], stamp: Stamp
) -> list[int]:
    """Create the new communes and end the old ones; returns the keys of the new."""
    province = _province(change, stamp)
    for commune in old.values():  # first, so that the codes are free
        commune.valid_to = last_day_before(change)
    save_all(list(old.values()), ["valid_to"], stamp)
    made = []
    for unit in units:
        commune = Commune(
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            area_type=unit.area_type,
            region=_region(unit, old),
            is_border=unit.is_border,
            aliases=unit.aliases,
            latitude=unit.latitude,
            longitude=unit.longitude,
            province=province,
            valid_from=change.takes_effect_on,
            search_key=search_key(f"{unit.name} {unit.aliases}"),
            sort_key=sort_key(unit.name),
        )
        save_with_history(commune, by=stamp.by, reason=stamp.reason)
        made.append(commune.pk)
        unit.commune = commune
        save_with_history(unit, by=stamp.by, reason=stamp.reason)
        for line in unit.lines.all():
            old[line.old_commune_id].merged_into = commune
    save_all(list(old.values()), ["merged_into"], stamp)
    return made


def _region(unit: NewUnit, old: dict[int, Commune]) -> str:
    """Return the region of the old communes, "" where they differ."""
    regions = {old[line.old_commune_id].region for line in unit.lines.all()}
    return regions.pop() if len(regions) == 1 else ""


def _province(change: UnitChange, stamp: Stamp) -> Province:
    known = Province.objects.filter(
        code=change.province_code, valid_from=change.takes_effect_on
    ).first()
    if known is not None:
        return known
    name = change.province_name
    province = Province(
        code=change.province_code,
        name=name,
        valid_from=change.takes_effect_on,
        search_key=search_key(name),
        sort_key=sort_key(name),
    )
    save_with_history(province, by=stamp.by, reason=stamp.reason)
    return province


def _make_villages(
    change: UnitChange, units: Sequence[NewUnit], villages: Sequence[Village], stamp: Stamp
) -> list[Village]:
    """Create each village in its new commune, with new codes, and end the old one.

    Names stay. Villages of one new commune with the same name get the name of their old commune as
    a suffix, since names are unique within a commune.
    """
    homes = {line.old_commune_id: unit for unit in units for line in unit.lines.all()}
    times = Counter((homes[old.commune_id].pk, old.kind, old.name.casefold()) for old in villages)
    numbers: Counter[int] = Counter()
    new = []
    for old in villages:
        unit = homes[old.commune_id]
        numbers[unit.pk] += 1
        is_alone = times[unit.pk, old.kind, old.name.casefold()] == 1
        name = old.name if is_alone else f"{old.name} ({old.commune.name})"
        new.append(
            Village(
                commune=unit.commune,
                code=f"{numbers[unit.pk]:03d}",
                kind=old.kind,
                name=name,
                search_key=search_key(name),
                sort_key=sort_key(name),
                valid_from=change.takes_effect_on,
            )
        )
    made = create_many(new, by=stamp.by)
    for old, successor in zip(villages, made, strict=True):
        old.merged_into, old.valid_to = successor, last_day_before(change)
        old.version += 1
    save_all(villages, ["merged_into", "valid_to", "version"], stamp)
    return made
