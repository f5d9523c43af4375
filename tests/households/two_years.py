"""Two communes over two years: life events, corrections, reviews, closings and openings in any order."""

import datetime as dt
import uuid
from dataclasses import replace

from django.db import transaction
from hypothesis import strategies as st

from common.errors import Refused
from households.choices import RoundState
from households.models import Household, LifeEvent, Member, PovertyRecord, Round
from households.number_checks import CHECKS
from households.queries.poor_list import poverty_flow
from households.rules.register import MemberFacts, household_facts, member_facts
from households.services import approval, entry, register, rounds
from households.services.answers import ResultFacts
from households.services.life.events import Occasion
from households.services.opening import open_year
from tests import factories
from tests.households import life_data
from tests.households.life_data import named, people
from tests.households.review_data import answers

FIRST_DAY = dt.date(2021, 11, 1)
CORRECTIONS = ("recolour", "enlist")  # of the register, without an event
_number = st.integers(0, 11)
_days = st.integers(0, 30)
_EVENTS = ("part", "unite", "move", "crown", "bury", "leave", "come_back", "retract", *CORRECTIONS)
LIFE = st.tuples(st.sampled_from(_EVENTS), _number, _number, _days)
JUDGE = st.tuples(st.just("judge"), _number, st.sampled_from([0, 1, 2]), _days)
TURN = st.tuples(st.sampled_from(["close", "open"]), _number, _number, _days)
STORIES = st.lists(st.one_of(LIFE, LIFE, LIFE, JUDGE, TURN), min_size=2, max_size=10)
ANY_LIFE = st.lists(LIFE, min_size=1, max_size=6)
POINTS = (100, 135, 190)


class TwoYears:
    """Six households of up to three members; some heads are Kinh, some members of the others too."""

    def __init__(self) -> None:
        self.standard = factories.StandardFactory()
        self.officer, self.chair = factories.UserFactory(), factories.UserFactory()
        self.jrai, self.kinh = (
            factories.EthnicGroupFactory(),
            factories.EthnicGroupFactory(kinh=True),
        )
        self.villages = [factories.VillageFactory() for _ in range(2)]
        self.villages += [factories.VillageFactory(commune=one.commune) for one in self.villages]
        self.round = self._round(2021)
        self.today, self.hour = FIRST_DAY, 0
        self.buried: dict[int, int] = {}
        for number, opening in enumerate(("POOR", "POOR", "NEAR_POOR", "POOR", None, "NEAR_POOR")):
            self._settle(self.villages[number % 2], opening, number)
        self.everybody = set(Member.objects.values_list("pk", flat=True))

    def _round(self, year) -> Round:
        starts_on = dt.date(year, 1, 1)
        return factories.RoundFactory(
            year=year,
            starts_on=starts_on,
            due_on=dt.date(year, 12, 31),
            with_standards=[self.standard],
        )

    def _settle(self, village, opening, number) -> None:
        groups = [self.kinh if number == 3 else self.jrai, self.kinh, self.jrai][: 1 + number % 3]
        household = factories.HouseholdFactory(
            village=village, ethnicity=groups[0], head_name=f"Siu {number}"
        )
        for position, group in enumerate(groups[1:], start=2):
            factories.MemberFactory(
                household=household,
                full_name=f"Siu {number} {position}",
                position=position,
                relation="CHILD",
                ethnicity=group,
            )
        household.member_count = len(groups)
        household.save()
        if opening is not None:
            factories.PovertyRecordFactory(
                household=household,
                standard=self.standard,
                opening_status=opening,
                status=opening,
                movement="STAYED_POOR" if opening == "POOR" else "NONE",
            )

    # ---- steps

    def tell(self, stories) -> None:
        """Perform the possible steps; a refused one must change nothing."""
        for step, number, other, days in stories:
            self.hour += 1
            self.today += dt.timedelta(days=days)
            try:
                with transaction.atomic():
                    getattr(self, step)(number, other)
            except Refused:
                continue

    @property
    def at(self) -> dt.datetime:
        moment = dt.datetime.combine(self.today, dt.time(1), tzinfo=dt.UTC)
        return moment + dt.timedelta(seconds=self.hour)

    def _when(self, other=0) -> Occasion:
        """Return the occasion of an event some weeks ago."""
        return Occasion(
            client_id=uuid.uuid5(uuid.NAMESPACE_OID, str(self.hour)),
            on=self.today - dt.timedelta(days=7 * (other % 4)),
            by=self.officer,
            at=self.at,
            today=self.today,
        )

    def _household(self, number, state="ACTIVE") -> Household:
        found = Household.objects.filter(state=state).order_by("pk")
        if not found:
            raise Refused("")
        return found[number % len(found)]

    @staticmethod
    def _name(household, number) -> str:
        roster = people(household)
        return roster[number % len(roster)].full_name

    def part(self, number, other) -> None:
        household = self._household(number)
        leaving = self._name(household, other)
        others = [one for one in people(household) if one.full_name != leaving]
        life_data.split(
            household,
            leaving,
            by=self.officer,
            when=self._when(other),
            staying_head=others[0].pk if others else None,
            inherits_class=other % 5 != 4,
            class_reason="Ở với con",
        )

    def unite(self, number, other) -> None:
        household, into = self._household(number), self._household(other)
        life_data.join(household, into, by=self.officer, when=self._when(number))

    def move(self, number, other) -> None:
        village = self.villages[other % len(self.villages)]
        life_data.move_to(self._household(number), village, by=self.officer, when=self._when(other))

    def crown(self, number, other) -> None:
        household = self._household(number)
        name = self._name(household, other)
        life_data.give_head(household, name, by=self.officer, when=self._when(other))

    def bury(self, number, other) -> None:
        household = self._household(number)
        name = self._name(household, other)
        key = named(household, name)[0]
        heir = next((one.full_name for one in people(household) if one.pk != key), None)
        event = life_data.die(household, name, by=self.officer, when=self._when(other), head=heir)
        self.buried[event.pk] = key

    def leave(self, number, other) -> None:
        household, when = self._household(number), self._when(other)
        register.leave_household(
            household_id=household.pk,
            version=household.version,
            state="MOVED",
            on=when.on,
            reason="Chuyển đi",
            by=self.officer,
            at=self.at,
            today=self.today,
        )

    def come_back(self, number, _other) -> None:
        household = self._household(number, "MOVED")
        register.rejoin_household(
            household_id=household.pk, version=household.version, by=self.officer, at=self.at
        )

    def retract(self, number, _other) -> None:
        events = LifeEvent.objects.standing().order_by("-pk")
        if events:
            event = events[number % min(len(events), 3)]
            life_data.take_back(event, by=self.officer, at=self.at)

    def recolour(self, number, other) -> None:
        """Correct the ethnicity of a household's head."""
        household = self._household(number)
        group = (self.kinh if other % 2 else self.jrai).pk
        roster = _roster(household)
        members = [replace(one, ethnicity_id=group) if one.is_head else one for one in roster]
        self._correct(household, members)

    def enlist(self, number, _other) -> None:
        """Enter a member who was left out of a household's roster."""
        household = self._household(number)
        roster = _roster(household)
        key = uuid.uuid5(uuid.NAMESPACE_URL, str(self.hour))
        late = replace(
            roster[0],
            client_id=key,
            full_name=f"Siu Sót {chr(ord('A') + self.hour % 26)}",
            citizen_number="",
            is_head=False,
            relation="CHILD",
        )
        self._correct(household, [*roster, late])
        self.everybody.add(Member.objects.get(client_id=key).pk)

    def _correct(self, household, members) -> None:
        register.update_household(
            household_id=household.pk,
            version=household.version,
            facts=household_facts(household),
            members=members,
            by=self.officer,
            at=self.at,
            today=self.today,
        )

    def judge(self, number, other) -> None:
        """Review a household in the round of the year and approve the form."""
        household = self._household(number)
        form = entry.start_assessment(
            household=household,
            round_=self.round,
            client_id=uuid.uuid4(),
            correction_reason="Rà soát lại",
            by=self.officer,
            at=self.at,
        )
        last_day = dt.date(self.round.year, 12, 31)
        form = entry.save_assessment(
            assessment_id=form.pk,
            version=form.version,
            surveyed_on=min(self.today, last_day),
            note="",
            change_reason=f"Điều tra lại tại hộ lần {self.hour}",  # a copied one is refused
            results=[
                ResultFacts(
                    standard_id=self.standard.pk, b1_points=POINTS[other], answers=answers(0)
                )
            ],
            by=self.officer,
            at=self.at,
            on=self.today,
        )
        form = entry.submit_assessment(
            assessment_id=form.pk, version=form.version, by=self.officer, at=self.at
        )
        approval.approve_assessment(
            assessment_id=form.pk, version=form.version, by=self.chair, at=self.at, on=self.today
        )

    def close(self, _number=0, _other=0) -> None:
        if self.round.state == RoundState.OPEN:
            self.round = rounds.record_closed_round(
                round_id=self.round.pk, version=self.round.version, by=self.officer, at=self.at
            )

    def open(self, _number=0, _other=0) -> None:
        """Open the next year, once its first day has come and this one is closed."""
        year = self.round.year + 1
        if self.today.year >= year and self.round.state == RoundState.CLOSED:
            open_year(year=year, standard=self.standard, by=self.officer)
            self.round = self._round(year)

    def finish(self) -> None:
        """Close and open until the list of 2023 is there."""
        while self.round.year < 2023:
            self.today = max(self.today, dt.date(self.round.year + 1, 1, 1))
            self.hour += 1
            self.close()
            self.open()

    # ---- what must hold

    def expected_living(self) -> set[int]:
        """Return all members, less the dead and those whose household left the district."""
        standing = LifeEvent.objects.standing()
        dead = {self.buried[event.pk] for event in standing.filter(kind="DEATH")}
        left = {
            row["id"]
            for event in standing.filter(kind="MOVE_OUT")
            for row in event.before["members"]
        }
        return self.everybody - dead - left

    def list_of(self, year) -> dict[int, PovertyRecord]:
        return {one.household_id: one for one in PovertyRecord.objects.filter(year=year)}

    def closing(self, year) -> dict[int, tuple]:
        """Return class, people and mark of the households poor or near-poor when a year ended."""
        return {
            key: (one.status, one.members, one.is_ethnic_minority)
            for key, one in self.list_of(year).items()
            if not one.has_left and one.status in {"POOR", "NEAR_POOR"}
        }

    def opening(self, year) -> dict[int, tuple]:
        return {
            key: (one.opening_status, one.opening_members, one.opened_as_minority)
            for key, one in self.list_of(year).items()
            if one.opening_status in {"POOR", "NEAR_POOR"}
        }

    def tables(self, year) -> list:
        found = poverty_flow(year=year, standard=self.standard).values()
        return [tables for each in found for tables in (each.of_everyone, each.of_minority)]

    def totals(self, year, name) -> tuple[int, ...]:
        """Return a column of all tables in households and people, all and ethnic minority."""
        flows = poverty_flow(year=year, standard=self.standard).values()
        found = [
            [
                getattr(getattr(group, table), name)
                for group in (flow.of_everyone, flow.of_minority)
                for table in ("poor", "poor_people", "near_poor", "near_poor_people")
            ]
            for flow in flows
        ]
        return tuple(sum(column) for column in zip(*found, strict=True))

    def problems(self, year) -> list[str]:
        """Return what `check_numbers` finds in a year's registers and lists."""
        return [f"{check.title}: {found}" for check in CHECKS for found in check.problems(year)]


def _roster(household) -> list[MemberFacts]:
    return list(member_facts(household.members.order_by("position", "pk"), household.head_id))
