"""A small district at random, every household of it with all that the official forms count."""

import datetime as dt
import random
from dataclasses import dataclass, field

from areas.choices import AreaType
from areas.models import Commune, Village
from households.choices import PovertyBasis, PovertyStatus
from households.models import Household, PovertyRecord, PovertyStandard
from support.models import ReasonFinding
from tests import factories

# What may have become of a household in the year.
STORIES = (
    {},
    {},
    {"exited": True},
    {"near_poor_exit": True},
    {"relapsed": True},
    {"first_poor": True},
    {"fallen": True},
    {"left": True},
    {"near_poor": True},
    {"near_poor": True},
)
KEYS = ("water", "toilet", "health_insurance")


@dataclass
class RandomDistrict:
    """Communes, groups, reasons and the standard; `records` are those of 2021."""

    seed: int
    households: int = 40
    communes: list[Commune] = field(default_factory=list)
    records: list[PovertyRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311
        factories.InstallationFactory(is_demo=True)
        self.standard: PovertyStandard = factories.StandardFactory()
        factories.RoundFactory(year=2021, with_standards=[self.standard])
        self.communes = [
            factories.CommuneFactory(code="23764", name="Ia Kha", area_type=AreaType.URBAN),
            factories.CommuneFactory(code="23782", name="Ia O", is_border=True),
            factories.CommuneFactory(code="23788", name="Ia Chia", is_border=True),
        ]
        self.groups = [
            factories.EthnicGroupFactory(kinh=True),
            factories.EthnicGroupFactory(is_indigenous=True),
            factories.EthnicGroupFactory(name="Tày", code_1979="02", code_2009="02"),
        ]
        self.reasons = [
            factories.PovertyReasonFactory(number=n, key=f"reason{n}", name=f"Nguyên nhân {n}")
            for n in (1, 2)
        ]
        villages = [factories.VillageFactory(commune=commune) for commune in self.communes]
        self.by, self.approver = factories.UserFactory(), factories.UserFactory()
        for _ in range(self.households):
            self._household(self.chance.choice(villages))

    def add(self, commune: Commune) -> None:
        """Add a household to a commune; a test that does is undone, the list of records is not."""
        known = list(self.records)
        self._household(commune.villages.get())
        self.records = known

    def _household(self, village: Village) -> None:
        pick = self.chance.choice
        household = factories.HouseholdFactory(
            village=village,
            ethnicity=pick(self.groups),
            no_labour_capacity=pick([True, False]),
            has_merit=pick([True, False, False]),
            with_head__sex=pick(["MALE", "FEMALE"]),
        )
        self._children(household)
        if pick([True, True, True, False]):
            self._record(household)

    def _children(self, household: Household) -> None:
        for position in range(2, 2 + self.chance.randrange(4)):
            factories.MemberFactory(
                household=household,
                position=position,
                ethnicity=household.ethnicity,
                birth_date=self.chance.choice(
                    [
                        None,
                        dt.date(2005, 11, 15),
                        dt.date(2005, 11, 16),
                        dt.date(2006, 11, 15),
                        dt.date(2006, 11, 16),
                        dt.date(2016, 11, 15),
                        dt.date(2016, 11, 16),
                        dt.date(2020, 1, 1),
                    ]
                ),
                has_health_insurance=self.chance.choice([True, False, None]),
                work=self.chance.choice(["", "STUDYING", "NONE", "FARM"]),
            )
        household.member_count = household.members.count()
        household.save(update_fields=["member_count"])

    def _record(self, household: Household) -> None:
        story = self.chance.choice(STORIES)
        result = None
        if self.chance.random() < 0.8:
            form = factories.AssessmentFactory(
                household=household, entered_by=self.by, approved=True, approved_by=self.approver
            )
            result = factories.ResultFactory(
                assessment=form,
                standard=self.standard,
                answers={key: self.chance.choice([True, False, None]) for key in KEYS},
                status=PovertyStatus.POOR,
                basis=self.chance.choice([PovertyBasis.BY_INCOME, PovertyBasis.BY_DEPRIVATION]),
            )
        self.records.append(
            factories.PovertyRecordFactory(
                household=household,
                standard=self.standard,
                result=result,
                members=household.member_count + self.chance.randrange(2),
                **story,
            )
        )
        if self.chance.random() < 0.7:
            self._reasons(household)

    def _reasons(self, household: Household) -> None:
        analysis = factories.ReasonAnalysisFactory(
            household=household, commune=household.commune, year=2021, entered_by=self.by
        )
        for reason in self.reasons:
            if self.chance.choice([True, False]):
                ReasonFinding.objects.create(analysis=analysis, reason=reason)

    def listed(self, status: str, commune: Commune | None = None) -> list[PovertyRecord]:
        """Return the records on a list at present, of a commune or of all."""
        return [
            record
            for record in self.records
            if record.status == status and not record.has_left and commune in (None, record.commune)
        ]

    def living(self, commune: Commune | None = None) -> list[Household]:
        """Return all households, of a commune or of the district."""
        found = Household.objects.filter(state="ACTIVE").select_related("ethnicity")
        return list(found if commune is None else found.filter(commune=commune))
