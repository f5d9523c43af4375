"""Services of villages, khu vực and ethnic groups."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from areas.models import Commune, CommuneZone, EthnicGroup, Village
from areas.querysets import LIVING_HERE
from common.errors import Refused
from common.history import conflict_over, delete_with_history, save_with_history
from common.text import search_key, sort_key

if TYPE_CHECKING:
    from accounts.models import User


class CannotChangeUnit(Refused):
    """The unit cannot be created or changed."""


@transaction.atomic
def create_village(
    *, commune: Commune, kind: str, name: str, valid_from: dt.date, by: "User"
) -> Village:
    """Create a village in a commune, with the commune's next free number as its code.

    A repeated request returns the first row. Raises CannotChangeUnit for a name in use at that
    time, or a date outside the commune's own.
    """
    commune = Commune.objects.select_for_update().get(pk=commune.pk)
    _check_dates(commune, valid_from, None)
    for other in _namesakes(commune, kind, name, valid_from, None):
        if other.valid_from == valid_from:
            return other
        raise CannotChangeUnit(f"Xã này đã có {other.name_in_sentence}.", field="name")
    village = Village(commune=commune, code=_next_code(commune), valid_from=valid_from)
    return _save_village(village, kind, name, by=by)


@transaction.atomic
def change_village(
    *,
    village: Village,
    version: int,
    kind: str,
    name: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
    on: dt.date,
    by: "User",
) -> Village:
    """Rename a village or set its period of validity; `on` is the working date.

    Unchanged content changes nothing. Raises Conflict when another user changed it since,
    CannotChangeUnit for a name in use, dates that do not fit, or an end while households live
    there.
    """
    commune = Commune.objects.select_for_update().get(pk=village.commune_id)
    village = Village.objects.select_for_update().get(pk=village.pk)
    wanted = (kind, name, valid_from, valid_to)
    if wanted == (village.kind, village.name, village.valid_from, village.valid_to):
        return village
    if village.version != version:
        raise conflict_over(village)
    _check_dates(commune, valid_from, valid_to)
    for other in _namesakes(commune, kind, name, valid_from, valid_to):
        if other.pk != village.pk:
            raise CannotChangeUnit(f"Xã này đã có {other.name_in_sentence}.", field="name")
    if valid_to is not None and valid_to <= on:
        _refuse_while_lived_in(village)
    village.valid_from, village.valid_to = valid_from, valid_to
    village.version += 1
    return _save_village(village, kind, name, by=by)


def _save_village(village: Village, kind: str, name: str, *, by: "User") -> Village:
    village.kind, village.name = kind, name
    village.search_key, village.sort_key = search_key(name), sort_key(name)
    save_with_history(village, by=by)
    return village


def _next_code(commune: Commune) -> str:
    numbers = [int(code) for code in _codes(commune) if code.isascii() and code.isdigit()]
    return f"{max(numbers, default=0) + 1:03d}"


def _codes(commune: Commune) -> list[str]:
    return list(Village.objects.filter(commune=commune).values_list("code", flat=True))


def _namesakes(
    commune: Commune, kind: str, name: str, valid_from: dt.date, valid_to: dt.date | None
) -> list[Village]:
    """Return villages of the same name at the same time. Marks count: Bi and Bí are two villages."""
    villages = Village.objects.filter(commune=commune, kind=kind, search_key=search_key(name))
    return [
        village
        for village in villages
        if village.name.casefold() == name.casefold()
        and (valid_to is None or village.valid_from <= valid_to)
        and (village.valid_to is None or village.valid_to >= valid_from)
    ]


def _check_dates(commune: Commune, valid_from: dt.date, valid_to: dt.date | None) -> None:
    if valid_from < commune.valid_from:
        raise CannotChangeUnit(
            f"{commune.full_name} có hiệu lực từ {commune.valid_from:%d/%m/%Y}; "
            "ngày bắt đầu không được sớm hơn.",
            field="valid_from",
        )
    last = commune.valid_to
    if last is not None and valid_from > last:
        raise CannotChangeUnit(
            f"{commune.full_name} chỉ có hiệu lực đến {last:%d/%m/%Y}.", field="valid_from"
        )
    if valid_to is not None and valid_to < valid_from:
        raise CannotChangeUnit("Ngày hết hiệu lực phải sau ngày có hiệu lực.", field="valid_to")
    if valid_to is not None and last is not None and valid_to > last:
        raise CannotChangeUnit(
            f"{commune.full_name} chỉ có hiệu lực đến {last:%d/%m/%Y}.", field="valid_to"
        )


def _refuse_while_lived_in(village: Village) -> None:
    living = village.households.filter(state=LIVING_HERE).count()
    if living:
        raise CannotChangeUnit(
            f"Còn {living} hộ đang cư trú ở {village.name_in_sentence}; "
            "hãy chuyển các hộ này sang thôn khác trước.",
            field="valid_to",
        )


@transaction.atomic
def add_zone(
    *, commune: Commune, zone: str, valid_from: dt.date, legal_basis: str, by: "User"
) -> CommuneZone:
    """Record a commune's khu vực from a day on, with the decision it is based on.

    A repeated request returns the first row. Raises CannotChangeUnit for a day that already has
    another entry, or one outside the commune's own dates.
    """
    commune = Commune.objects.select_for_update().get(pk=commune.pk)
    _check_dates(commune, valid_from, None)
    same_day = CommuneZone.objects.filter(commune=commune, valid_from=valid_from).first()
    if same_day is not None:
        if (same_day.zone, same_day.legal_basis) == (zone, legal_basis):
            return same_day
        raise CannotChangeUnit("Xã này đã có khu vực từ ngày đó.", field="valid_from")
    row = CommuneZone(commune=commune, zone=zone, valid_from=valid_from, legal_basis=legal_basis)
    save_with_history(row, by=by)
    return row


@transaction.atomic
def remove_zone(*, zone: CommuneZone, by: "User") -> None:
    """Delete a mistaken khu vực; its history stays."""
    delete_with_history(zone, by=by)


@transaction.atomic
def change_ethnic_group(
    *, group: EthnicGroup, version: int, aliases: str, is_indigenous: bool, by: "User"
) -> EthnicGroup:
    """Change a group's other names, separated by semicolons, and whether it counts as indigenous.

    Unchanged content changes nothing. Raises Conflict when another user changed it since,
    CannotChangeUnit when the Kinh are set as indigenous to Tây Nguyên.
    """
    group = EthnicGroup.objects.select_for_update().get(pk=group.pk)
    if (aliases, is_indigenous) == (group.aliases, group.is_indigenous):
        return group
    if group.version != version:
        raise conflict_over(group)
    if is_indigenous and not group.is_minority:
        raise CannotChangeUnit(
            "Chỉ dân tộc thiểu số mới là dân tộc tại chỗ.", field="is_indigenous"
        )
    group.aliases, group.is_indigenous = aliases, is_indigenous
    group.search_key = search_key(f"{group.name} {aliases}")
    group.version += 1
    save_with_history(group, by=by)
    return group
