"""The history of a household: what each user wrote at each moment."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from areas.models import EthnicGroup, Village
from households.models import Household, LifeEvent, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNames:
    """Names of every village the household has lived in and of all ethnic groups, by key."""

    villages: Mapping[int, str]
    ethnic_groups: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMoment:
    """What one user wrote at one moment; `by` is None for the system.

    `changes` pairs each historical row, of the household or of a member, with the row before it
    (None for the first). `event` is the life event recorded or, where `is_undone`, undone then.
    """

    at: dt.datetime
    by: User | None
    changes: Sequence[tuple[Any | None, Any]]
    event: LifeEvent | None = None
    is_undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterHistory:
    names: RegisterNames
    moments: Sequence[RegisterMoment]


_Key = tuple[dt.datetime, int | None]  # when, and the user's key


def register_names(household: Household) -> RegisterNames:
    """Return the names that a comparison of the household's versions needs, in two queries."""
    lived_in = household.history.order_by().values("village")
    villages = Village.objects.filter(pk__in=lived_in)
    return RegisterNames(
        villages={village.pk: village.full_name for village in villages},
        ethnic_groups=dict(EthnicGroup.objects.values_list("pk", "name")),
    )


def register_history(household: Household) -> RegisterHistory:
    """Return what was done to a household and its members, oldest first, in five queries."""
    own = household.history.select_related("history_user").order_by("history_id")
    people = Member.history.select_related("history_user").filter(household_id=household.pk)
    rows = [*own, *people.order_by("history_id")]
    written: dict[_Key, list[Any]] = {}
    for row in sorted(rows, key=lambda row: row.history_date):
        written.setdefault((row.history_date, row.history_user_id), []).append(row)
    events = _events(household)
    known: dict[tuple[type, int], Any] = {}
    moments = []
    for key, rows in written.items():
        event, is_undone = events.get(key, (None, False))
        moments.append(
            RegisterMoment(
                at=rows[0].history_date,
                by=rows[0].history_user,
                changes=_changes(rows, known),
                event=event,
                is_undone=is_undone,
            )
        )
    return RegisterHistory(names=register_names(household), moments=moments)


def _changes(
    rows: Sequence[Any], known: dict[tuple[type, int], Any]
) -> list[tuple[Any | None, Any]]:
    """Pair the last row of each record with the one in `known`, and bring `known` up to date."""
    last = {(type(row), row.id): row for row in rows}
    changes = [(known.get(key), row) for key, row in last.items()]
    known.update(last)
    return changes


def _events(household: Household) -> dict[_Key, tuple[LifeEvent, bool]]:
    """Return the household's life events by the moment of their recording and of their undoing."""
    events: dict[_Key, tuple[LifeEvent, bool]] = {}
    for event in LifeEvent.objects.filter(parts__household=household):
        events[event.made_at, event.made_by_id] = (event, False)
        if event.undone_at is not None:
            events[event.undone_at, event.undone_by_id] = (event, True)
    return events
