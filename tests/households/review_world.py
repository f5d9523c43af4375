"""Two small communes in which anything may happen, and the same story told from raw rows."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import strategies as st

from common.errors import Refused
from households.models import Assessment, Household, PovertyRecord
from households.queries import Flow, poverty_flow
from households.services import register, review
from households.services.judging import ResultFacts
from tests import factories
from tests.households.review_data import NOON, TODAY, answers

# Where the households of each commune stand when the year opens; None: on no list.
OPENING = ("POOR", "POOR", "NEAR_POOR", None, None)
MOVEMENTS = {
    ("POOR", "POOR"): "STAYED_POOR",
    ("POOR", "NEAR_POOR"): "EXITED_TO_NEAR_POOR",
    ("POOR", "NOT_POOR"): "EXITED_ABOVE",
    ("NEAR_POOR", "POOR"): "FELL_FROM_NEAR_POOR",
}

_household = st.integers(0, 2 * len(OPENING) - 1)
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
    def __init__(self) -> None:
        self.standard = factories.StandardFactory()
        starts_on = dt.date(2021, 1, 1)
        self.rounds = {
            "year_end": factories.RoundFactory(kind="YEAR_END", starts_on=starts_on),
            "in_year": factories.RoundFactory(kind="IN_YEAR", starts_on=starts_on),
        }
        self.officer, self.chair = factories.UserFactory(), factories.UserFactory()
        self.households = [
            self._settle(village, opening, number)
            for village in (factories.VillageFactory(), factories.VillageFactory())
            for number, opening in enumerate(OPENING)
        ]

    def _settle(self, village, opening, number) -> Household:
        once_poor = {"earlier_exit_year": 2017} if number == len(OPENING) - 1 else {}
        household = factories.HouseholdFactory(village=village, **once_poor)
        if opening is not None:
            factories.PovertyRecordFactory(
                household=household,
                standard=self.standard,
                opening_status=opening,
                status=opening,
                movement="STAYED_POOR" if opening == "POOR" else "NONE",
            )
        return household

    def play(self, steps) -> None:
        """Do what can be done; what a service refuses must change nothing."""
        for step, number, round_, facts in steps:
            try:
                getattr(self, step)(self.households[number], self.rounds[round_], **facts)
            except Refused:
                continue

    def submit(self, household, round_, *, points, lacking, day) -> Assessment:
        form = Assessment.objects.at_work().filter(household=household, round=round_).first()
        form = form or review.start_assessment(
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
        form = review.save_assessment(
            assessment_id=form.pk,
            version=form.version,
            surveyed_on=TODAY - dt.timedelta(days=day),
            note="",
            results=[written],
            by=self.officer,
            at=NOON,
            on=TODAY,
        )
        return review.submit_assessment(
            assessment_id=form.pk, version=form.version, by=self.officer, at=NOON
        )

    def review(self, household, round_, **facts) -> None:
        form = self.submit(household, round_, **facts)
        review.approve_assessment(
            assessment_id=form.pk, version=form.version, by=self.chair, at=NOON, on=TODAY
        )

    def give_back(self, household, round_, **facts) -> None:
        form = self.submit(household, round_, **facts)
        review.return_assessment(
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

    def recorded(self) -> dict[int, tuple]:
        """Return what the year's list says of each household on it."""
        rows = PovertyRecord.objects.values_list(
            "household", "opening_status", "status", "has_left", "movement", "result"
        )
        return {household: said for household, *said in rows}

    def recomputed(self) -> dict[int, list]:
        """Tell the same from the opening, the approved forms and the households alone."""
        told = {}
        for number, household in enumerate(self.households):
            household.refresh_from_db()
            opening = OPENING[number % len(OPENING)] or ""
            forms = Assessment.objects.filter(household=household, state="APPROVED")
            last = max(forms, key=lambda form: (form.surveyed_on, form.pk), default=None)
            if last is None and not opening:
                continue
            result = last.results.get() if last else None
            status = result.status if result else opening
            left = household.state != "ACTIVE"
            movement = _movement(opening, status, left, household)
            told[household.pk] = [opening, status, left, movement, result and result.pk]
        return told

    def flows(self) -> list[Flow]:
        found = poverty_flow(year=2021, standard=self.standard).values()
        return [flow for each in found for flow in (each.everyone, each.minority)]


def _movement(opening: str, status: str, left: bool, household: Household) -> str:  # noqa: FBT001
    if left:
        return "LEFT" if opening == "POOR" else "NONE"
    if (opening, status) in MOVEMENTS:
        return MOVEMENTS[opening, status]
    if status != "POOR":
        return "NONE"
    return "RELAPSED" if household.earlier_exit_year else "FIRST_POOR"
