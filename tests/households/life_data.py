"""Test data of life events."""

import datetime as dt
import uuid

from households.choices import Relation
from households.models import Household, LifeEvent, Member, PovertyRecord
from households.services.life import departures, heads, merge, move, undo
from households.services.life.events import Occasion
from households.services.life.snapshots import values_of
from households.services.life.split import SplitPlan, split_household
from tests.households.register_data import LATER, TODAY, enter, head, person

ON = dt.date(2021, 10, 5)


def occasion(by, **facts):
    said = {"client_id": uuid.uuid4(), "on": ON, "at": LATER, "today": TODAY}
    return Occasion(by=by, **(said | facts))


def family(village, by, *names, head_name="Siu Blơi", **facts):
    """Create a household: a head and children."""
    return enter(village, [head(head_name), *(person(name) for name in names)], by=by, **facts)[0]


def people(household):
    """Return the roster in order, read again from the database."""
    return list(Member.objects.filter(household=household).order_by("position", "pk"))


def named(household, *names):
    """Return the keys of members of a household, by name."""
    found = {member.full_name: member.pk for member in people(household)}
    return tuple(found[name] for name in names)


def all_children(household):
    """Return the relation CHILD for each member."""
    return {member.pk: Relation.CHILD for member in people(household)}


def split(household, *names, by, village=None, when=None, **facts):
    household.refresh_from_db()
    leaving = named(household, *names)
    facts.setdefault("head", leaving[0])
    facts.setdefault("relations", all_children(household))
    said = SplitPlan(members=leaving, village_id=(village or household.village).pk, **facts)
    return split_household(
        household_id=household.pk,
        version=household.version,
        split=said,
        occasion=when or occasion(by),
    )


def join(household, into, *, by, when=None, relations=None, **facts):
    household.refresh_from_db()
    into.refresh_from_db()
    said = {
        "household_id": household.pk,
        "version": household.version,
        "into_id": into.pk,
        "into_version": into.version,
        "relations": all_children(household) if relations is None else relations,
        "occasion": when or occasion(by),
    }
    return merge.merge_household(**(said | facts))


def move_to(household, village, *, by, when=None, **facts):
    household.refresh_from_db()
    service = (
        move.move_within_commune
        if village.commune_id == household.commune_id
        else move.move_between_communes
    )
    said = {
        "household_id": household.pk,
        "version": household.version,
        "village_id": village.pk,
        "address": "",
        "occasion": when or occasion(by),
    }
    return service(**(said | facts))


def give_head(household, name, *, by, when=None, **facts):
    household.refresh_from_db()
    said = {
        "household_id": household.pk,
        "version": household.version,
        "head": named(household, name)[0],
        "relations": all_children(household),
        "occasion": when or occasion(by),
    }
    return heads.change_head(**(said | facts))


def die(household, name, *, by, when=None, head=None, **facts):
    household.refresh_from_db()
    said = {
        "household_id": household.pk,
        "version": household.version,
        "member": named(household, name)[0],
        "head": named(household, head)[0] if head else None,
        "relations": all_children(household),
        "occasion": when or occasion(by),
    }
    return departures.record_death(**(said | facts))


def take_back(event, *, by, reason="Ghi nhầm", at=LATER):
    return undo.undo_life_event(event_id=event.pk, reason=reason, by=by, at=at)


def target_of(event):
    """Return the household that an event created or enlarged."""
    return Household.objects.get(life_parts__event=event, life_parts__role="TARGET")


def world():
    """Return every column but the version of all households, members and records."""
    rows = [*Household.objects.all(), *Member.objects.all(), *PovertyRecord.objects.all()]
    told = {}
    for row in rows:
        values = values_of(row)
        values.pop("version", None)
        told[type(row).__name__, row.pk] = values
    return told


def living():
    """Return the keys of the members of the households living here."""
    rows = Member.objects.filter(household__state="ACTIVE")
    return sorted(rows.values_list("pk", flat=True))


def last_event():
    return LifeEvent.objects.latest("pk")
