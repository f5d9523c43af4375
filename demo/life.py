"""Life events of 2021: splits, merges, moves, deaths, and some duplicates."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from areas.models import Commune
from common.dates import PartialDate
from households.choices import Arrival, Relation
from households.models import Assessment, Household, LifeEvent, Member
from households.rules import relation_to_new_head
from households.rules.register import HouseholdFacts, MemberFacts
from households.services.life.departures import record_death
from households.services.life.events import Occasion
from households.services.life.heads import change_head
from households.services.life.merge import merge_household
from households.services.life.move import move_between_communes, move_within_commune
from households.services.life.split import SplitPlan, split_household
from households.services.life.undo import undo_life_event
from households.services.register import create_household

TODAY = dt.date(2021, 11, 15)
YEAR = 2021
# Communes of the events: the code of each, and the commune to which one of its households moves.
COMMUNES = {"23782": "23788", "23788": "23785", "23776": "23779", "23785": "23776"}
# Ages of a suitable member, by relation: an adult child.
_FITTING: dict[str, dict[str, Any]] = {Relation.CHILD: {"birth_date__lt": dt.date(2002, 1, 1)}}
_UNLISTED: dict[str, Any] = {"poverty_records__isnull": True}
_REVIEWED: dict[str, Any] = {"poverty_records__result__isnull": False}
_UNREVIEWED: dict[str, Any] = {"poverty_records__result__isnull": True}


def _listed(status: str) -> dict[str, Any]:
    return {"poverty_records__year": YEAR, "poverty_records__status": status}


def households_live(
    communes: Mapping[str, Commune], officers: Mapping[str, User], *, at: dt.datetime
) -> None:
    """Create life events of households of four communes, deterministically."""
    for code, toward in COMMUNES.items():
        if code in communes and toward in communes:
            _Year(communes[code], communes[toward], officers[code], at=at).happen()


@dataclass(slots=True)
class _Year:
    commune: Commune
    toward: Commune
    by: User
    at: dt.datetime = field(kw_only=True)
    _used: set[int] = field(default_factory=set)
    _number: int = 0

    def happen(self) -> None:
        self._written_twice()
        self._splits()
        self._moves()
        self._heads_and_deaths()
        self._merge()

    def _occasion(self, day: int, note: str = "") -> Occasion:
        self._number += 1
        return Occasion(
            client_id=uuid.uuid5(uuid.NAMESPACE_OID, f"demo {self.commune.code} {self._number}"),
            on=dt.date(YEAR, 2, 3) + dt.timedelta(days=day),
            by=self.by,
            at=self.at + dt.timedelta(milliseconds=self._number),
            today=TODAY,
            note=note,
        )

    def _first(self, relation: str = "", **facts: Any) -> Household | None:
        """Return an unused household that has lived here since before the year.

        It has no unfinished form and, if requested, a member with a relation to the head.
        """
        at_work = Assessment.objects.at_work().values("household")
        living = Household.objects.active().filter(
            commune=self.commune, arrival=Arrival.RESIDENT, **facts
        )
        if relation:
            related = Member.objects.filter(relation=relation, **_FITTING.get(relation, {}))
            living = living.filter(pk__in=related.values("household"))
        found = living.exclude(pk__in=at_work).exclude(pk__in=self._used)
        household = found.distinct().order_by("-pk").first()
        if household is not None:
            self._used.add(household.pk)
        return household

    def _splits(self) -> None:
        """Split an adult child off a poor household, and one off a household on no list."""
        for day, facts in ((66, {**_listed("POOR"), **_REVIEWED}), (190, _UNLISTED)):
            household = self._first(Relation.CHILD, member_count__gte=4, **facts)
            if household is not None:
                child = _related(household, Relation.CHILD)
                occasion = self._occasion(day, "Lập gia đình, ra ở riêng")
                split = SplitPlan(
                    members=(child.pk,), head=child.pk, village_id=household.village_id
                )
                split_household(
                    household_id=household.pk,
                    version=household.version,
                    split=split,
                    occasion=occasion,
                )

    def _moves(self) -> None:
        """Move households to another village, and to another commune: one near-poor, one on no
        list.
        """
        if household := self._first(**_UNLISTED):
            near = self.commune.villages.exclude(pk=household.village_id).earliest("pk")
            move_within_commune(
                household_id=household.pk,
                version=household.version,
                village_id=near.pk,
                address="",
                occasion=self._occasion(20, "Làm nhà mới"),
            )
        for day, facts in ((120, {**_listed("NEAR_POOR"), **_UNREVIEWED}), (150, _UNLISTED)):
            if household := self._first(**facts):
                move_between_communes(
                    household_id=household.pk,
                    version=household.version,
                    village_id=self.toward.villages.earliest("pk").pk,
                    address="",
                    occasion=self._occasion(day, "Về gần nương rẫy"),
                )

    def _heads_and_deaths(self) -> None:
        """A wife becomes head, which is undone; a head dies; an elder dies."""
        for step in (self._change_head, self._death_of_head):
            household = self._first(Relation.SPOUSE, member_count__gte=3, **_UNLISTED)
            if household is not None:
                step(household, _related(household, Relation.SPOUSE))
        if household := self._first(Relation.PARENT, **_UNLISTED):
            parent = _related(household, Relation.PARENT)
            self._death(household, parent, None, self._occasion(230, "Tuổi cao"))

    def _change_head(self, household: Household, spouse: Member) -> None:
        event = change_head(
            household_id=household.pk,
            version=household.version,
            head=spouse.pk,
            relations=_relations(household, spouse),
            occasion=self._occasion(90),
        )
        undo_life_event(
            event_id=event.pk,
            reason="Ghi nhầm hộ",
            by=self.by,
            at=event.made_at + dt.timedelta(microseconds=500),
        )

    def _death_of_head(self, household: Household, spouse: Member) -> None:
        head = _people(household).get(headed_household=household)
        self._death(household, head, spouse, self._occasion(210, "Bệnh nặng"))

    def _death(
        self, household: Household, gone: Member, heir: Member | None, occasion: Occasion
    ) -> LifeEvent:
        return record_death(
            household_id=household.pk,
            version=household.version,
            member=gone.pk,
            head=heir.pk if heir else None,
            relations=_relations(household, heir) if heir else {},
            occasion=occasion,
        )

    def _merge(self) -> None:
        """Merge a single-person household into another of the commune."""
        source, target = self._first(member_count=1, **_UNLISTED), self._first(**_UNLISTED)
        if source is not None and target is not None:
            merge_household(
                household_id=source.pk,
                version=source.version,
                into_id=target.pk,
                into_version=target.version,
                relations={row.pk: Relation.OTHER_RELATIVE for row in _people(source)},
                occasion=self._occasion(170, "Về ở với con cháu"),
            )

    def _written_twice(self) -> None:
        """Enter a household again as having moved in, without its citizen numbers."""
        if household := self._first(member_count__gte=2, **_UNLISTED):
            occasion = self._occasion(240)
            create_household(
                client_id=occasion.client_id,
                commune_id=self.commune.pk,
                facts=HouseholdFacts(
                    village_id=household.village_id,
                    arrival=Arrival.MOVED_IN,
                    arrived_on=occasion.on,
                ),
                members=[_again(row, household, occasion) for row in _people(household)],
                by=self.by,
                at=occasion.at,
                today=TODAY,
            )


def _people(household: Household) -> QuerySet[Member]:
    return household.members.order_by("position", "pk")


def _related(household: Household, relation: str) -> Member:
    return _people(household).filter(relation=relation, **_FITTING.get(relation, {}))[0]


def _relations(household: Household, head: Member) -> dict[int, str]:
    """Set every relation to a new head; where it does not follow, another relative."""
    return {
        member.pk: relation_to_new_head(new_head=head.relation, other=member.relation)
        or Relation.OTHER_RELATIVE
        for member in _people(household)
    }


def _again(row: Member, household: Household, occasion: Occasion) -> MemberFacts:
    return MemberFacts(
        client_id=uuid.uuid5(occasion.client_id, str(row.position)),
        full_name=row.full_name,
        sex=row.sex,
        ethnicity_id=row.ethnicity_id,
        is_head=row.pk == household.head_id,
        relation=row.relation,
        birth=PartialDate(row.birth_date, row.birth_date_is_exact) if row.birth_date else None,
    )
