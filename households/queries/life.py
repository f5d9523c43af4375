"""What happened to a household, and to the households of a commune."""

from dataclasses import dataclass

from accounts.models import User
from households.models import Household, LifeEvent
from households.querysets import LifeEventQuerySet


@dataclass(frozen=True, slots=True)
class LifeRow:
    """An event as a list shows it, and whether this person may take it back."""

    event: LifeEvent
    may_undo: bool


def life_of(user: User) -> LifeEventQuerySet:
    """Return the events a person may see, as rows of a list."""
    return LifeEvent.objects.visible_to(user).for_list()


def life_rows(events: list[LifeEvent], *, user: User, may_edit: bool) -> list[LifeRow]:
    """Say of each event whether it may still be asked back by this person; one query.

    Theirs are the events that began in their communes; whether nothing has changed since is
    judged when it is tried.
    """
    if not may_edit:
        return [LifeRow(event, may_undo=False) for event in events]
    mine = LifeEvent.objects.made_within(user).standing()
    keys = set(mine.filter(pk__in=[event.pk for event in events]).values_list("pk", flat=True))
    return [LifeRow(event, may_undo=event.pk in keys) for event in events]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Where a household came from and which came from it, as far as this person sees them."""

    origin: Household | None
    offshoots: list[Household]


def lineage_of(household: Household, user: User) -> Lineage:
    """Return the households linked by `came_from` that the person may open; two queries."""
    visible = Household.objects.visible_to(user).select_related("commune")
    return Lineage(
        origin=visible.filter(offshoots=household).first(),
        offshoots=list(visible.filter(came_from=household).order_by("pk")),
    )


def events_of(household: Household) -> list[LifeEvent]:
    """Return what happened to a household, the last first; two queries."""
    return list(LifeEvent.objects.filter(parts__household=household).for_list().order_by("-pk"))
