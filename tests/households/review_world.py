"""Two small communes with random actions, and their lists recomputed from the raw rows."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import ClassVar

from django.db import transaction
from hypothesis import strategies as st

from common.errors import Refused
from households.models import Assessment, Household, PovertyRecord
from households.queries.poor_list import poverty_flow
from households.rules.flows import Tables
from households.rules.register import HouseholdFacts, MemberFacts, household_facts, member_facts
from households.services import approval, entry, register
from households.services.answers import ResultFacts
from households.services.years import record_inherited
from tests import factories
from tests.households.review_data import NOON, TODAY, answers

# The class of each commune's households when the year opens; None: on no list.
OPENING = ("POOR", "POOR", "NEAR_POOR", None, None)
# The class at the opening and now → the movements in the tables of the poor and of the near-poor.
MOVEMENTS = {
    ("POOR", "POOR"): ("STAYED_POOR", "NONE"),
    ("POOR", "NEAR_POOR"): ("EXITED_TO_NEAR_POOR", "FELL_FROM_POOR"),
    ("POOR", "NOT_POOR"): ("EXITED_ABOVE", "NONE"),
    ("NEAR_POOR", "POOR"): ("FELL_FROM_NEAR_POOR", "BECAME_POOR"),
    ("NEAR_POOR", "NEAR_POOR"): ("NONE", "STAYED_NEAR_POOR"),
    ("NEAR_POOR", "NOT_POOR"): ("NONE", "EXITED"),
}
GONE = {"POOR": ("LEFT", "NONE"), "NEAR_POOR": ("NONE", "LEFT"), "": ("NONE", "NONE")}

_household = st.integers(0, 19)
_round = st.sampled_from(["year_end", "in_year"])
_facts = st.fixed_dictionaries(
    {
        "points": st.sampled_from([100, 120, 121, 150, 151]),
        "lacking": st.integers(0, 3),
        "day": st.integers(1, 60),
    }
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("review"), _household, _round, _facts),
        st.tuples(st.just("submit"), _household, _round, _facts),
        st.tuples(st.just("give_back"), _household, _round, _facts),
        st.tuples(st.just("leave"), _household, _round, _facts),
        st.tuples(st.just("rejoin"), _household, _round, _facts),
        st.tuples(st.just("grow"), _household, _round, _facts),
        st.tuples(st.just("shrink"), _household, _round, _facts),
        st.tuples(st.just("split_off"), _household, _round, _facts),
    ),
    max_size=10,
)


@contextmanager
def undone() -> Iterator[None]:
    """Leave the database as it was: each example begins with the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class World:
    """`sizes` are the members per household of each commune; the last exited poverty in 2017."""

    sizes: ClassVar[tuple[int, ...]] = (1, 2, 3, 1, 2)

    def __init__(self) -> None:
        self.standard = factories.StandardFactory()
        starts_on = dt.date(2021, 1, 1)
        self.rounds = {
            "year_end": factories.RoundFactory(kind="YEAR_END", starts_on=starts_on),
            "in_year": factories.RoundFactory(kind="IN_YEAR", starts_on=starts_on),
        }
        self.officer, self.chair = factories.UserFactory(), factories.UserFactory()
        self.opening: dict[int, tuple[str, int]] = {}
        self.inherited: dict[int, str] = {}
        self.households = [
            self._settle(village, opening, number)
            for village in (factories.VillageFactory(), factories.VillageFactory())
            for number, opening in enumerate(OPENING)
        ]
        self._settled = len(self.households)

    @contextmanager
    def afresh(self) -> Iterator[None]:
        """Undo everything done inside the block: each example begins with the same world."""
        try:
            with undone():
                yield
        finally:
            for household in self.households[self._settled :]:
                self.opening.pop(household.pk)
            del self.households[self._settled :]
            self.inherited.clear()

    def _settle(self, village, opening, number) -> Household:
        once_poor = {"earlier_exit_year": 2017} if number == len(OPENING) - 1 else {}
        household = factories.HouseholdFactory(village=village, **once_poor)
        household.member_count = self.sizes[number]
        for position in range(2, household.member_count + 1):
            factories.MemberFactory(household=household, position=position, relation="CHILD")
        household.save()
        if opening is not None:
            factories.PovertyRecordFactory(
                household=household,
                standard=self.standard,
                opening_status=opening,
                status=opening,
                movement="STAYED_POOR" if opening == "POOR" else "NONE",
            )
        self.opening[household.pk] = (opening or "", household.member_count if opening else 0)
        return household

    def play(self, steps) -> None:
        """Perform the possible steps; a refused one must change nothing."""
        for step, number, round_, facts in steps:
            try:
                household = self.households[number % len(self.households)]
                getattr(self, step)(household, self.rounds[round_], **facts)
            except Refused:
                continue

    def submit(self, household, round_, *, points, lacking, day) -> Assessment:
        form = Assessment.objects.at_work().filter(household=household, round=round_).first()
        form = form or entry.start_assessment(
            household=household,
            round_=round_,
            client_id=uuid.uuid4(),
            correction_reason="Rà soát lại",
            by=self.officer,
            at=NOON,
        )
        if form.is_submitted:
            return form
        written = ResultFacts(
            standard_id=self.standard.pk, b1_points=points, answers=answers(lacking)
        )
        form = entry.save_assessment(
            assessment_id=form.pk,
            version=form.version,
            surveyed_on=TODAY - dt.timedelta(days=day),
            note="",
            change_reason="Điều tra lại tại hộ",
            results=[written],
            by=self.officer,
            at=NOON,
            on=TODAY,
        )
        return entry.submit_assessment(
            assessment_id=form.pk, version=form.version, by=self.officer, at=NOON
        )

    def review(self, household, round_, **facts) -> None:
        form = self.submit(household, round_, **facts)
        approval.approve_assessment(
            assessment_id=form.pk, version=form.version, by=self.chair, at=NOON, on=TODAY
        )

    def give_back(self, household, round_, **facts) -> None:
        form = self.submit(household, round_, **facts)
        approval.return_assessment(
            assessment_id=form.pk,
            version=form.version,
            reason="Thiếu giấy tờ",
            by=self.chair,
            at=NOON,
        )

    def leave(self, household, _round_, **_facts) -> None:
        household.refresh_from_db()
        register.leave_household(
            household_id=household.pk,
            version=household.version,
            state="MOVED",
            on=TODAY,
            reason="Chuyển đi",
            by=self.officer,
            at=NOON,
            today=TODAY,
        )

    def rejoin(self, household, _round_, **_facts) -> None:
        household.refresh_from_db()
        register.rejoin_household(
            household_id=household.pk, version=household.version, by=self.officer, at=NOON
        )

    def grow(self, household, _round_, **_facts) -> None:
        """A child is born."""
        self._change_people(household, lambda people: [*people, _child()])

    def shrink(self, household, _round_, **_facts) -> None:
        """A member who is not the head dies or moves away."""
        self._change_people(household, lambda people: people[:1] + people[2:])

    def _change_people(self, household, change) -> None:
        household.refresh_from_db()
        people = member_facts(household.members.order_by("position", "pk"), household.head_id)
        register.update_household(
            household_id=household.pk,
            version=household.version,
            facts=household_facts(household),
            members=change(people),
            by=self.officer,
            at=NOON,
            today=TODAY,
        )

    def split_off(self, household, _round_, **_facts) -> None:
        """New people form a household that inherits the class of this one."""
        head = replace(_child(), is_head=True, relation="", ethnicity_id=household.ethnicity_id)
        new, _ = register.create_household(
            client_id=uuid.uuid4(),
            commune_id=household.commune_id,
            facts=HouseholdFacts(
                village_id=household.village_id, arrival="SPLIT", arrived_on=TODAY
            ),
            members=[head, _child()],
            by=self.officer,
            at=NOON,
            today=TODAY,
        )
        status = self._class_of(household)[0]
        self.inherited[new.pk] = status if status in {"POOR", "NEAR_POOR"} else ""
        self.opening[new.pk] = ("", 0)
        self.households.append(new)
        record_inherited(source=household, household=new, year=2021, on=TODAY, by=self.officer)

    def recorded(self) -> dict[int, list]:
        """Return the stored record of each household on the year's list."""
        rows = PovertyRecord.objects.filter(year=2021).values_list(
            "household",
            "opening_status",
            "opening_members",
            "inherited_status",
            "status",
            "members",
            "has_left",
            "movement",
            "near_poor_movement",
            "result",
        )
        return {household: said for household, *said in rows}

    def recomputed(self) -> dict[int, list]:
        """Return the same, computed from the opening, the approved forms and the households."""
        told = {}
        for household in self.households:
            household.refresh_from_db()
            opening, opening_members = self.opening[household.pk]
            inherited = self.inherited.get(household.pk, "")
            status, result = self._class_of(household)
            if not status:
                continue
            told[household.pk] = [
                *(opening, opening_members, inherited, status),
                household.members.count(),
                household.state != "ACTIVE",
                *self._movements(household, opening, status),
                result,
            ]
        return told

    def _class_of(self, household) -> tuple[str, int | None]:
        """Return the class by the latest form, else the inherited or the opening one."""
        forms = Assessment.objects.filter(household=household, state="APPROVED")
        last = max(forms, key=lambda form: (form.surveyed_on, form.pk), default=None)
        if last is not None:
            result = last.results.get()
            return result.status, result.pk
        return self.inherited.get(household.pk) or self.opening[household.pk][0], None

    def _movements(self, household, opening, status) -> tuple[str, str]:
        if household.state != "ACTIVE":
            return GONE[opening]
        if (opening, status) in MOVEMENTS:
            return MOVEMENTS[opening, status]
        if status == "POOR":
            return ("RELAPSED" if household.earlier_exit_year else self._new(household)), "NONE"
        if status == "NEAR_POOR":
            return "NONE", self._new(household, "FIRST_NEAR_POOR")
        return "NONE", "NONE"

    @staticmethod
    def _new(household, first="FIRST_POOR") -> str:
        return "ARRIVED" if household.arrived_on else first

    def tables(self) -> list[Tables]:
        """Return the flow tables of each commune, of everyone and of minorities."""
        found = poverty_flow(year=2021, standard=self.standard).values()
        return [tables for each in found for tables in (each.of_everyone, each.of_minority)]

    def assert_tables_agree(self) -> None:
        """Both tables balance in households and people, and agree with each other."""
        for tables in self.tables():
            poor, poor_people = tables.poor.columns, tables.poor_people.columns
            near, near_people = tables.near_poor.columns, tables.near_poor_people.columns
            for one, two, three, four, *ins, nine in (poor, poor_people, near, near_people):
                assert nine == one - two - three - four + sum(ins)
            assert (poor[1], poor_people[1]) == (near[4], near_people[4])
            assert (poor[4], poor_people[4]) == (near[2], near_people[2])

    def people_of(self, status: str) -> int:
        """Count the people of the households of a class that live here, from the rosters."""
        return sum(
            household.members.count()
            for household in self.households
            if household.state == "ACTIVE" and self._class_of(household)[0] == status
        )


def _child() -> MemberFacts:
    return MemberFacts(
        client_id=uuid.uuid4(),
        full_name="Siu Bé",
        sex="FEMALE",
        ethnicity_id=factories.EthnicGroupFactory().pk,
        relation="CHILD",
    )
