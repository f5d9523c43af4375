"""The year 2021 in progress: the review of each commune up to the middle of November.

The year-end round follows the procedure, so villages are reviewed one after another: the first are
decided, the next are at some step, the last wait.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from demo.answers import DemoJudge
from demo.forms import Filled, FormFiller
from demo.plan import CommunePlan
from demo.procedure import DemoVillageList
from demo.quick_checks import look_quickly
from demo.records import PoorList
from demo.register import DemoHousehold
from demo.steps import Schedule, correction_schedule
from demo.village_work import ReviewMark, VillageOrder
from households.choices import HouseholdState, PovertyStatus
from households.models import Round

YEAR = 2021
EARLIER_SURVEYS = (dt.date(2021, 3, 15), dt.date(2021, 8, 20))
WAITING = (dt.date(2021, 10, 25), dt.date(2021, 11, 12))
# Communes with reviews within the year, and with a form corrected after approval.
IN_YEAR = frozenset({"ia-o", "ia-chia", "ia-to", "ia-krai", "ia-der"})
CORRECTED = frozenset({"ia-o", "ia-hrung", "ia-to"})
# Of every hundred near-poor households reviewed, how many are no longer near-poor; of every
# thousand households, how many unlisted ones left in the year.
NO_LONGER_NEAR_POOR, UNLISTED_LEFT = 27, 2
# Of every thousand households, how many on no list went through form A so far.
LOOKED_AT = 8
# Of every hundred exits from poverty, how many only reach the near-poor list.
EXITS_TO_NEAR_POOR = 45
# The class to which a household on a list rises.
_LOWER: dict[str, PovertyStatus] = {
    PovertyStatus.POOR: PovertyStatus.NEAR_POOR,
    PovertyStatus.NEAR_POOR: PovertyStatus.NOT_POOR,
}


@dataclass(slots=True, kw_only=True)
class Year2021:
    """Creates the forms, the list and the departures of 2021 of one commune."""

    rng: Random
    plan: CommunePlan
    filler: FormFiller
    year_end: Round
    in_year: Round
    judges: Sequence[DemoJudge]
    poor_list: PoorList
    work: VillageOrder
    _pools: dict[str, list[DemoHousehold]] = field(default_factory=dict)

    def write(
        self,
        residents: Sequence[DemoHousehold],
        arrivals: Sequence[DemoHousehold],
        *,
        exited: Sequence[DemoHousehold],
        risen: Sequence[DemoHousehold],
    ) -> list[DemoVillageList]:
        """Create the year up to the demo date; `exited` and `risen` are those of 2020.

        Returns the villages' lists, not written yet.
        """
        standard = self.judges[0].standard
        self.filler.opening = {entry.household.pk: entry.status for entry in residents}
        for entry in residents:
            if entry.status:
                self.poor_list.open(entry, standard, entry.status)
        self._fill_pools(residents, [*exited, *risen])
        self._departures()
        self._in_village_order()
        self._poor()
        self._near_poor()
        self._newcomers(self.work.decided_first(exited), self.work.decided_first(arrivals))
        self._near_poor_again(self.work.decided_first(risen))
        self._form_a()
        self.poor_list.write()
        return self.work.lists([*self._pools["POOR"], *self._pools["NEAR_POOR"]])

    @property
    def _share(self) -> float:
        return self.plan.reviewed / self.plan.poor

    def _fill_pools(
        self, residents: Sequence[DemoHousehold], exited: Sequence[DemoHousehold]
    ) -> None:
        known = {entry.household.pk for entry in exited}
        self._pools = {"POOR": [], "NEAR_POOR": [], "OTHER": [], "EXITED_EARLIER": []}
        for entry in residents:
            if entry.status:
                self._pools[entry.status].append(entry)
            elif entry.household.earlier_exit_year is not None:
                self._pools["EXITED_EARLIER"].append(entry)
            elif entry.household.pk not in known:
                self._pools["OTHER"].append(entry)
        for pool in self._pools.values():
            self.rng.shuffle(pool)

    def _take(self, pool: str, number: int) -> list[DemoHousehold]:
        taken = self._pools[pool][:number]
        self._pools[pool] = self._pools[pool][number:]
        return taken

    def _in_village_order(self) -> None:
        """Fix the progress of each village and sort every pool in that order."""
        plan, poor = self.plan, self._pools["POOR"]
        self.work.begin(poor, approved=plan.reviewed, submitted=plan.submitted, drafts=plan.drafts)
        for name in ("POOR", "NEAR_POOR"):
            self._pools[name] = self.work.in_order(self._pools[name])
        for name in ("OTHER", "EXITED_EARLIER"):
            self._pools[name] = self.work.decided_first(self._pools[name])

    def _departures(self) -> None:
        standard = self.judges[0].standard
        near_poor = max(int(self.plan.slug in CORRECTED), round(self.plan.near_poor / 150))
        listed = self._take("POOR", self.plan.left) + self._take("NEAR_POOR", near_poor)
        for entry in listed:
            self.poor_list.leave(entry, standard, self._leave(entry))
        for entry in self._take("OTHER", round(self.plan.households * UNLISTED_LEFT / 1000)):
            self._leave(entry)

    def _leave(self, entry: DemoHousehold) -> dt.date:
        household, is_alone = entry.household, entry.size == 1
        household.state = HouseholdState.DISSOLVED if is_alone else HouseholdState.MOVED
        household.left_on = dt.date(2021, 1, 20) + dt.timedelta(days=self.rng.randrange(270))
        household.left_reason = (
            "Chủ hộ sống một mình đã qua đời" if is_alone else "Chuyển đi nơi khác ngoài huyện"
        )
        return household.left_on

    def _poor(self) -> None:
        """Review the poor: ethnic-minority exits in the proportion of the list."""
        plan = self.plan
        reviewed = self._take("POOR", plan.reviewed)
        exits = self._exits(reviewed, round(plan.exits * plan.em_poor / plan.poor))
        for number, entry in enumerate(exits):
            to_near_poor = self.rng.random() * 100 < EXITS_TO_NEAR_POOR
            wanted = PovertyStatus.NEAR_POOR if to_near_poor else PovertyStatus.NOT_POOR
            self._review(entry, wanted, in_year=number == 0)
        leaving = {entry.household.pk for entry in exits}
        staying = [entry for entry in reviewed if entry.household.pk not in leaving]
        for number, entry in enumerate(staying):
            if number == 0 and plan.slug in CORRECTED:
                self._review_twice(entry)
            else:
                self._review(entry, PovertyStatus.POOR)
        self._hand_in(self._take("POOR", plan.submitted))
        self._begin(self._take("POOR", plan.drafts))

    def _exits(self, reviewed: Sequence[DemoHousehold], of_minorities: int) -> list[DemoHousehold]:
        pool = self.rng.sample(reviewed, len(reviewed))
        minorities = [entry for entry in pool if entry.is_minority]
        others = [entry for entry in pool if not entry.is_minority]
        wanted = minorities[:of_minorities] + others
        return (wanted + minorities[of_minorities:])[: self.plan.exits]

    def _near_poor(self) -> None:
        """Review the near-poor as far as their village has progressed."""
        for entry in self._take("NEAR_POOR", self.plan.fallen):
            self._review(entry, PovertyStatus.POOR)
        waiting = []
        for entry in self._take("NEAR_POOR", len(self._pools["NEAR_POOR"])):
            mark = self.work.mark_of(entry)
            if mark == ReviewMark.DECIDED:
                rises = self.rng.random() * 100 < NO_LONGER_NEAR_POOR
                self._review(entry, PovertyStatus.NOT_POOR if rises else PovertyStatus.NEAR_POOR)
            elif mark == ReviewMark.HANDED_IN:
                self._hand_in([entry])
            elif mark == ReviewMark.BEGUN:
                self._begin([entry])
            else:
                waiting.append(entry)
        self._pools["NEAR_POOR"] = waiting

    def _newcomers(
        self, exited: Sequence[DemoHousehold], arrivals: Sequence[DemoHousehold]
    ) -> None:
        """Review households on no list: relapses, new poor, arrivals, new near-poor, refusals."""
        plan = self.plan
        poor, near_poor, not_poor = (
            PovertyStatus.POOR,
            PovertyStatus.NEAR_POOR,
            PovertyStatus.NOT_POOR,
        )
        asked = plan.near_poor * self._share
        relapsed = list(exited[: (plan.relapsed + 1) // 2])
        relapsed += self._take("EXITED_EARLIER", plan.relapsed - len(relapsed))
        for number, entry in enumerate(self._take("OTHER", plan.first)):
            self._review(entry, poor, in_year=number == 0)
        for entries, wanted in (
            (relapsed, poor),
            (arrivals[: plan.arrived], poor),
            (arrivals[plan.arrived : plan.arrived * 2], near_poor),
            (self._take("OTHER", max(int(plan.slug in IN_YEAR), round(asked * 0.03))), near_poor),
            (self._take("OTHER", round(asked * 0.01)), not_poor),
        ):
            for entry in entries:
                self._review(entry, wanted)
        for entry in self._take("OTHER", int(plan.slug in IN_YEAR)):
            self._asks_within_the_year(entry)

    def _near_poor_again(self, risen: Sequence[DemoHousehold]) -> None:
        """Put some households that left the near-poor list in 2020 back on it, in reviewed
        villages.
        """
        for entry in risen[: (len(risen) + 6) // 8] if self.plan.reviewed else ():
            self._review(entry, PovertyStatus.NEAR_POOR)

    def _form_a(self) -> None:
        """Quick identification of households on no list that need no form B."""
        looked_at = self._take("OTHER", max(3, round(self.plan.households * LOOKED_AT / 1000)))
        look_quickly(self.filler, looked_at, self.year_end, WAITING[0], needs_form_b=False)

    def _asks_within_the_year(self, entry: DemoHousehold) -> None:
        """Create an in-year application after a sudden hardship, with an unfinished form."""
        fill = self.filler.submitted if self.rng.random() < 0.5 else self.filler.draft
        fill(entry, self.in_year, self.judges[:1], PovertyStatus.POOR, WAITING)

    def _review(self, entry: DemoHousehold, wanted: str, *, in_year: bool = False) -> None:
        if in_year and self.plan.slug in IN_YEAR:
            filled = self.filler.approved(
                entry, self.in_year, self.judges[:1], wanted, EARLIER_SURVEYS
            )
        else:
            filled = self._decided(entry, wanted, self.work.days_of(entry))
            self.work.decide(entry, filled)
            if not entry.status:  # on no list: form A sent it here
                flagged_on = self.year_end.starts_on
                look_quickly(self.filler, [entry], self.year_end, flagged_on, needs_form_b=True)
        self.poor_list.apply(entry, filled)

    def _decided(self, entry: DemoHousehold, wanted: str, days: Schedule) -> Filled:
        return self.filler.approved(
            entry, self.year_end, self.judges, wanted, days.survey, days.decided
        )

    def _review_twice(self, entry: DemoHousehold) -> None:
        """Create a decided form with wrong points, and its correction on a separate list."""
        first = self.work.days_of(entry)
        second = correction_schedule(first)
        wrong = self._decided(entry, PovertyStatus.NEAR_POOR, first)
        right = self._decided(entry, PovertyStatus.POOR, second)
        self.filler.correction(wrong, right, "Nhập nhầm tổng điểm B1 so với phiếu giấy")
        self.work.decide(entry, wrong)
        self.work.correct(entry, right, second)
        self.poor_list.apply(entry, wrong)
        self.poor_list.apply(entry, right)

    def _hand_in(self, entries: Sequence[DemoHousehold]) -> None:
        """Create submitted forms."""
        for entry in entries:
            lower = _LOWER[entry.status]
            wanted = lower if self.rng.random() < 0.4 else entry.status
            days = self.work.survey_days(entry)
            self.work.hand_in(
                entry, self.filler.submitted(entry, self.year_end, self.judges, wanted, days)
            )

    def _begin(self, entries: Sequence[DemoHousehold]) -> None:
        """Create drafts, and one returned form."""
        for number, entry in enumerate(entries):
            draft = self.filler.draft(entry, self.year_end, self.judges, entry.status, WAITING)
            self.work.hand_in(entry, draft)
            if number == 0 and len(entries) > 3:
                draft.assessment.return_reason = "Đề nghị kiểm tra lại điểm B1 và nguồn nước"
                draft.assessment.version += 2
