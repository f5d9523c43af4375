"""A district of six communes that become three units, made once for all tests of a module."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from accounts.models import User
from areas.models import Commune, District
from households.models import Indicator, PovertyRecord
from support.models import ReasonAnalysis
from targets.models import YearPlan
from tests import factories
from tests.targets.data import live_in, plan_of_a_small_district

# Poor households of each commune: ethnic-minority ones and the others.
POOR = {"A": (14, 9), "B": (18, 6), "C": (9, 3), "D": (25, 12), "E": (6, 14), "F": (11, 7)}
REASONS = ("Thiếu đất", "Thiếu vốn", "Thiếu lao động")


class SmallDistrict:
    """The records and analyses of the district, whose causes each test gives."""

    def __init__(self) -> None:
        factories.InstallationFactory(is_demo=True)
        names = [*POOR]
        self.communes = {
            name: factories.CommuneFactory(name=name, code=f"0{number}", is_border=name in "ABD")
            for number, name in enumerate(names)
        }
        district = District.objects.get(pk=self.communes["A"].district_id)
        plan_of_a_small_district(above=self.communes["A"], below=self.communes["B"])
        self.plan = YearPlan.objects.get()
        self._set_goals()
        self.reasons = [
            factories.PovertyReasonFactory(number=number, key=f"reason{number}", name=name)
            for number, name in enumerate(REASONS)
        ]
        self.records: list[PovertyRecord] = []
        self.analyses: dict[int, ReasonAnalysis] = {}
        by = (factories.UserFactory(), factories.UserFactory())
        for name, (em, others) in POOR.items():
            for number in range(em + others):
                self._add(self.communes[name], is_kinh=number >= em, by=by)
        self.units = {
            name: factories.CommuneFactory(
                name=name, code=code, district=district, valid_from=dt.date(2025, 7, 1)
            )
            for name, code in (("AB", "10"), ("CD", "11"), ("EF", "12"))
        }
        for unit in self.units.values():
            Commune.objects.filter(name__in=list(unit.name)).update(
                merged_into=unit, valid_to=dt.date(2025, 6, 30)
            )

    def _set_goals(self) -> None:
        """Goals publish the sum of two services over the district, of one over the border."""
        goals = [("water", "EVERYWHERE"), ("water", "BORDER"), ("toilet", "EVERYWHERE")]
        for position, (key, group) in enumerate(goals, start=20):
            factories.GoalFactory(
                plan=self.plan,
                code="deprivation_rate",
                indicator=Indicator.objects.get(standard=self.plan.standard, key=key),
                group=group,
                value="0.2000",
                position=position,
            )

    def _add(self, commune: Commune, *, is_kinh: bool, by: tuple[User, User]) -> None:
        """Add a poor household with an approved form and an analysis; users are slow to make."""
        household = live_in(commune, kinh=is_kinh)
        form = factories.AssessmentFactory(
            household=household, entered_by=by[0], approved=True, approved_by=by[1]
        )
        result = factories.ResultFactory(assessment=form)
        record = factories.PovertyRecordFactory(household=household, result=result)
        self.records.append(record)
        self.analyses[record.pk] = factories.ReasonAnalysisFactory(
            household=household, commune=commune, year=2021, entered_by=by[0]
        )


@pytest.fixture(scope="module")
def _district_once(django_db_setup, django_db_blocker) -> Iterator[SmallDistrict]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield SmallDistrict()
        transaction.set_rollback(True)


@pytest.fixture
def district(_district_once: SmallDistrict, db: None) -> SmallDistrict:
    return _district_once
