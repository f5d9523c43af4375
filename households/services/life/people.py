"""Moves of members between households: rows keep their key, every household keeps one head."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from common.history import save_with_history, update_many
from households.models import Household, Member
from households.models.register import MOST_MEMBERS
from households.services.life.checks import CannotRecordEvent
from households.services.life.events import Occasion
from households.services.register_rows import name_after_head, stamped
from households.services.roster import TOO_MANY_MEMBERS

_PLACE = ("household_id", "commune_id", "position", "relation")
_PLACE_FIELDS = ("household", "commune", "position", "relation")


@dataclass(slots=True, kw_only=True)
class RosterPlan:
    """The future members of a household, in roster order; without members there is no head."""

    household: Household
    people: Sequence[Member] = ()
    head: Member | None = None
    relations: Mapping[int, str] = field(default_factory=dict)


def write_rosters(plans: Sequence[RosterPlan], *, occasion: Occasion) -> None:
    """Write households and members as planned, each with its history.

    Versions increase by one; a household created in the same action keeps its first. Raises
    CannotRecordEvent for more than MOST_MEMBERS members.
    """
    for plan in plans:
        if len(plan.people) > MOST_MEMBERS:
            raise CannotRecordEvent(TOO_MANY_MEMBERS, field="members")
    # No household has a head while members move: the database lets no head move.
    touched = [plan.household.pk for plan in plans]
    Household.objects.filter(pk__in=touched).update(head=None, member_count=0)
    moved = [member for plan in plans for member in _placed(plan, occasion)]
    update_many(moved, _PLACE_FIELDS, by=occasion.by)
    for plan in plans:
        household = plan.household
        household.head, household.member_count = plan.head, len(plan.people)
        if plan.head is not None:
            name_after_head(household, plan.head)
        save_with_history(stamped(household, occasion.at), by=occasion.by)


def _placed(plan: RosterPlan, occasion: Occasion) -> Iterable[Member]:
    """Set household, position and relation of each member; yields the changed rows."""
    household = plan.household
    for position, member in enumerate(plan.people, start=1):
        before = [getattr(member, name) for name in _PLACE]
        is_head = plan.head is not None and member.pk == plan.head.pk
        member.household, member.commune_id = household, household.commune_id
        member.position = position
        member.relation = "" if is_head else plan.relations.get(member.pk, member.relation)
        if before != [getattr(member, name) for name in _PLACE]:
            yield stamped(member, occasion.at)


def save_new_household(household: Household, *, head: Member, occasion: Occasion) -> Household:
    """Save a new household, still without members, with the name of its head."""
    name_after_head(household, head)
    save_with_history(stamped(household, occasion.at), by=occasion.by)
    return household


def names_of(people: Iterable[Member]) -> str:
    """Return the names, for the summary of an event."""
    return ", ".join(member.full_name for member in people)
