"""Life events and origin of households."""

from dataclasses import dataclass

from accounts.models import User
from households.models import Household, LifeEvent
from households.querysets import LifeEventQuerySet


@dataclass(frozen=True, slots=True)
class LifeRow:
    """An event in a list, and whether the user may undo it."""

    event: LifeEvent
    may_undo: bool


def life_of(user: User) -> LifeEventQuerySet:
    """Return the events the user may see, as list rows."""
    return LifeEvent.objects.visible_to(user).for_list()


def life_rows(events: list[LifeEvent], *, user: User, may_edit: bool) -> list[LifeRow]:
    """Return each event with whether the user may undo it, in one query.

    Users may undo events that began in their communes. Whether rows have changed since is checked
    only when the event is undone.
    """
    if not may_edit:
        return [LifeRow(event, may_undo=False) for event in events]
    mine = LifeEvent.objects.made_within(user).standing()
    keys = set(mine.filter(pk__in=[event.pk for event in events]).values_list("pk", flat=True))
    return [LifeRow(event, may_undo=event.pk in keys) for event in events]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The household this one came from and those that came from it, if visible to the user."""

    origin: Household | None
    offshoots: list[Household]


def lineage_of(household: Household, user: User) -> Lineage:
    """Return the households linked by `came_from` that the user may see, in two queries."""
    visible = Household.objects.visible_to(user).select_related("commune")
    return Lineage(
        origin=visible.filter(offshoots=household).first(),
        offshoots=list(visible.filter(came_from=household).order_by("pk")),
    )


def events_of(household: Household) -> list[LifeEvent]:
    """Return a household's life events, the latest first, in two queries."""
    return list(LifeEvent.objects.filter(parts__household=household).for_list().order_by("-pk"))
