"""The household register of one commune at the end of 2020, and the arrivals of 2021."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from areas.choices import VillageKind
from areas.models import Commune, Village
from common.text import given_name_sort_key, search_key, sort_key
from demo import families, names, people
from demo.plan import CommunePlan
from demo.writing import Writer
from households.choices import Arrival, PovertyStatus, Sex
from households.models import Household, Member

NATIVE = frozenset({names.JRAI, names.BA_NA})
# One in this many households was smaller, or larger, at the end of 2020 than now.
GREW_EVERY, SHRANK_EVERY = 9, 13
# Per 1,000 households: arrivals in 2021, and exits from before the product was used.
ARRIVALS, EARLIER_EXITS = 3.5, 22


@dataclass(slots=True)
class DemoHousehold:
    """A household, its class on the lists of 2020 ("" = none), and its members.

    `size` is the present number of members, `size_before` that of the end of 2020.
    """

    household: Household
    is_minority: bool
    status: str
    size: int
    people: tuple[Member, ...]
    size_before: int


@dataclass(frozen=True, slots=True)
class Spec:
    """The properties of a household that are fixed before its members are drawn."""

    village: Village
    group: str
    status: str
    arrival: str = Arrival.RESIDENT


@dataclass(slots=True)
class Registrar:
    """Draws the households of one commune and passes them to the writer."""

    rng: Random
    writer: Writer
    commune: Commune
    group_ids: dict[str, int]
    numbers: people.CitizenNumbers
    at: dt.datetime
    last_serial: int = 0

    def residents(self, plan: CommunePlan, villages: Sequence[Village]) -> list[DemoHousehold]:
        """Create the households of the end of 2020, village by village."""
        specs = [
            Spec(self._village_of(group, villages), group, status)
            for group, status in _groups_and_statuses(self.rng, plan)
        ]
        specs.sort(key=lambda spec: spec.village.code)
        entries = [self._register(spec) for spec in specs]
        for entry in entries:
            if not entry.status and self.rng.random() * 1000 < EARLIER_EXITS:
                entry.household.earlier_exit_year = self.rng.randint(2016, 2019)
        return entries

    def arrivals(self, plan: CommunePlan, villages: Sequence[Village]) -> list[DemoHousehold]:
        """Create the households that moved in or split off in 2021."""
        number = plan.arrived * 2 + round(plan.households * ARRIVALS / 1000)
        specs = []
        for _ in range(number):
            group = _draw_group(self.rng, plan, is_minority=self.rng.random() < 0.45)
            arrival = self.rng.choice((Arrival.MOVED_IN, Arrival.MOVED_IN, Arrival.SPLIT))
            specs.append(Spec(self._village_of(group, villages), group, "", arrival))
        return [self._register(spec) for spec in specs]

    def _village_of(self, group: str, villages: Sequence[Village]) -> Village:
        native_share = 0.94 if group in NATIVE else 0.06 if group == names.KINH else 0.3
        weights = [
            native_share if village.kind == VillageKind.VILLAGE else 1 - native_share
            for village in villages
        ]
        return self.rng.choices(villages, weights)[0]

    def _register(self, spec: Spec) -> DemoHousehold:
        is_minority = spec.group != names.KINH
        size = families.household_size(self.rng, is_minority=is_minority)
        female_heads = 0.34 if spec.group == names.JRAI else 0.2
        persons = families.family(self.rng, size, female_head_share=female_heads)
        rows = list(
            people.members(
                self.rng,
                persons,
                group=spec.group,
                group_id=self.group_ids[spec.group],
                is_listed=bool(spec.status),
                numbers=self.numbers,
            )
        )
        household = self._household(spec, rows)
        before = self._size_before(len(rows))
        return DemoHousehold(household, is_minority, spec.status, size, tuple(rows), before)

    def _size_before(self, now: int) -> int:
        """Return the size of the last household before a birth or death in 2021."""
        if now > 1 and self.last_serial % GREW_EVERY == 1:
            return now - 1
        return now + (self.last_serial % SHRANK_EVERY == 2)

    def _household(self, spec: Spec, rows: Sequence[Member]) -> Household:
        self.last_serial += 1
        for member in rows:
            member.commune_id = self.commune.pk
            self.writer.add(member)
        head = rows[0]
        household = Household(
            code=f"{self.commune.code}-{self.last_serial:05d}",
            client_id=uuid.UUID(int=self.rng.getrandbits(128), version=4),
            commune_id=self.commune.pk,
            village_id=spec.village.pk,
            head_id=head.pk,
            head_name=head.full_name,
            search_key=search_key(head.full_name),
            sort_key=sort_key(head.full_name),
            given_name_key=given_name_sort_key(head.full_name),
            ethnicity_id=head.ethnicity_id,
            member_count=len(rows),
            no_labour_capacity=_has_no_labour(rows) and bool(spec.status),
            has_merit=self.rng.random() < 0.03,
            arrival=spec.arrival,
            created_at=self.at,
            arrived_on=_day_of_2021(self.rng) if spec.arrival != Arrival.RESIDENT else None,
        )
        self.writer.add(household)
        for member in rows:
            member.household_id = household.pk
        return household


def _day_of_2021(rng: Random) -> dt.date:
    return dt.date(2021, 1, 8) + dt.timedelta(days=rng.randrange(240))


def _groups_and_statuses(rng: Random, plan: CommunePlan) -> Iterator[tuple[str, str]]:
    """Yield the ethnic group and 2020 class of each household, exactly as planned."""
    em_near_poor = min(
        round(plan.near_poor * plan.em_poor / plan.poor * 0.9),
        plan.em_households - plan.em_poor,
    )
    rest = plan.households - plan.poor - plan.near_poor
    em_rest = plan.em_households - plan.em_poor - em_near_poor
    counts = (
        (PovertyStatus.POOR, plan.em_poor, plan.poor - plan.em_poor),
        (PovertyStatus.NEAR_POOR, em_near_poor, plan.near_poor - em_near_poor),
        ("", em_rest, rest - em_rest),
    )
    drawn = []
    for status, minority, majority in counts:
        drawn += [(_draw_group(rng, plan, is_minority=True), status) for _ in range(minority)]
        drawn += [(names.KINH, status)] * majority
    rng.shuffle(drawn)
    yield from drawn


def _draw_group(rng: Random, plan: CommunePlan, *, is_minority: bool) -> str:
    if not is_minority:
        return names.KINH
    groups, weights = zip(*plan.groups, strict=True)
    return str(rng.choices(groups, weights)[0])


def _age(row: Member) -> int:
    return people.BASE_YEAR - row.birth_date.year if row.birth_date else 0


def _has_no_labour(rows: Iterable[Member]) -> bool:
    """Return whether all are children, elders (men from 60, women from 55) or disabled."""
    return all(
        _age(row) < people.LEAVING_AGE
        or _age(row) >= (55 if row.sex == Sex.FEMALE else families.ELDERLY)
        or row.has_disability
        for row in rows
    )
