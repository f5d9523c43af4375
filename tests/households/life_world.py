"""Two communes with random splits, merges, moves, deaths and reviews."""

from hypothesis import strategies as st

from common.errors import Refused
from households.models import Household, LifeEvent, Member, PovertyRecord
from tests import factories
from tests.households.life_data import (
    die,
    give_head,
    join,
    move_to,
    people,
    split,
    take_back,
)
from tests.households.review_world import World

_number = st.integers(0, 11)
_facts = st.fixed_dictionaries(
    {
        "points": st.sampled_from([100, 121, 151]),
        "lacking": st.sampled_from([0, 3]),
        "day": st.integers(1, 60),
    }
)
LIFE = st.tuples(
    st.sampled_from(["part", "unite", "move", "crown", "bury", "leave_for_good", "retract"]),
    _number,
    _number,
)
REVIEW = st.tuples(st.just("judge"), _number, _facts)
STORIES = st.lists(st.one_of(LIFE, LIFE, LIFE, REVIEW), max_size=8)
OUT = {
    "POOR": ("EXITED_TO_NEAR_POOR", "EXITED_ABOVE", "LEFT"),
    "NEAR_POOR": ("EXITED", "BECAME_POOR", "LEFT"),
}
IN = {
    "POOR": ("FELL_FROM_NEAR_POOR", "RELAPSED", "FIRST_POOR", "ARRIVED"),
    "NEAR_POOR": ("FELL_FROM_POOR", "RELAPSED", "FIRST_NEAR_POOR", "ARRIVED"),
}


class LifeWorld(World):
    """Households of one to four members; `buried` are the keys of members who died."""

    sizes = (3, 1, 2, 4, 1)

    def __init__(self) -> None:
        super().__init__()
        self.villages = [self.households[0].village, self.households[-1].village]
        self.villages += [factories.VillageFactory(commune=v.commune) for v in self.villages]
        self.buried: dict[int, int] = {}
        self.gone: set[int] = set()
        self.everybody = set(Member.objects.values_list("pk", flat=True))

    def tell(self, stories) -> None:
        """Perform the possible actions; a refused one must change nothing."""
        for step, *said in stories:
            try:
                getattr(self, step)(*said)
            except Refused:
                continue

    def tell_and_take_back(self, story) -> None:
        """Perform one action, if possible, and undo it; an undo step is skipped."""
        known = set(LifeEvent.objects.values_list("pk", flat=True))
        self.tell([story] if story[0] != "retract" else [])
        for event in LifeEvent.objects.exclude(pk__in=known):
            take_back(event, by=self.officer)

    def _household(self, number) -> Household:
        found = Household.objects.filter(state="ACTIVE").order_by("pk")
        return found[number % len(found)]

    def _name(self, household, number) -> str:
        roster = people(household)
        return roster[number % len(roster)].full_name

    def part(self, number, other) -> None:
        household = self._household(number)
        head = people(household)[-1].pk
        split(
            household,
            *{self._name(household, other), self._name(household, other + 1)},
            by=self.officer,
            staying_head=None if other % 2 else head,
        )

    def unite(self, number, other) -> None:
        join(self._household(number), self._household(other), by=self.officer)

    def move(self, number, other) -> None:
        village = self.villages[other % len(self.villages)]
        move_to(self._household(number), village, by=self.officer)

    def crown(self, number, other) -> None:
        household = self._household(number)
        give_head(household, self._name(household, other), by=self.officer)

    def bury(self, number, other) -> None:
        household = self._household(number)
        name = self._name(household, other)
        key = next(row.pk for row in people(household) if row.full_name == name)
        heir = next((row.full_name for row in people(household) if row.pk != key), None)
        self.buried[die(household, name, by=self.officer, head=heir).pk] = key

    def leave_for_good(self, number, _other) -> None:
        household = self._household(number)
        self.leave(household, None)

    def retract(self, number, _other) -> None:
        events = LifeEvent.objects.standing().order_by("-pk")
        if events:
            take_back(events[number % min(len(events), 3)], by=self.officer)

    def judge(self, number, facts) -> None:
        self.review(self._household(number), self.rounds["year_end"], **facts)

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

    def balances(self) -> list[tuple[int, int]]:
        """Return, by commune and list, the counted closing and the computed closing."""
        found = []
        for commune in {village.commune_id for village in self.villages}:
            for status, name in (("POOR", "movement"), ("NEAR_POOR", "near_poor_movement")):
                rows = PovertyRecord.objects.filter(commune=commune, year=2021)
                opening = rows.filter(opening_status=status).count()
                out = rows.filter(**{f"{name}__in": OUT[status]}).count()
                into = rows.filter(**{f"{name}__in": IN[status]}).count()
                closing = rows.filter(status=status, has_left=False).count()
                found.append((closing, opening - out + into))
        return found
