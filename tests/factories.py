"""One factory per model: the smallest valid row, with traits for states."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.choices import Role
from accounts.models import ApiToken, KeptForm, User
from areas.choices import AreaType, CommuneKind, Region, VillageKind
from areas.models import (
    Commune,
    CommuneZone,
    District,
    EthnicGroup,
    Installation,
    Province,
    Village,
)
from common.clock import now
from common.text import given_name_sort_key, search_key, sort_key
from correspondence.models import Thread, ThreadMessage, ThreadReading
from households.choices import (
    AssessmentState,
    Movement,
    PovertyStatus,
    RoundKind,
    RoundState,
    RuleShape,
    Sex,
)
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    Indicator,
    Member,
    PovertyRecord,
    PovertyStandard,
    Rescoring,
    Round,
    RoundReopening,
    RoundStandard,
    ScoringTable,
    Snapshot,
    StandardLine,
)
from households.rules import near_poor_list_movement
from papers.models import PaperTemplate
from support.models import NeedFinding, PovertyReason, ReasonAnalysis, SupportNeed
from targets.choices import GOAL_COMPARISONS
from targets.models import (
    AdjustmentDecision,
    Allocation,
    AllocationAnswer,
    AllocationLine,
    Attachment,
    CommuneTarget,
    Direction,
    DirectionBearer,
    DirectionReport,
    ExitRegistration,
    Goal,
    GoalProposal,
    PartyReport,
    YearPlan,
)

START = dt.date(2004, 1, 1)
PASSWORD = "mat-khau-thu-1"
NOON = dt.datetime(2021, 11, 15, 5, 0, tzinfo=dt.UTC)


class UnitFactory(DjangoModelFactory):
    valid_from = START
    search_key = factory.LazyAttribute(lambda unit: search_key(unit.name))
    sort_key = factory.LazyAttribute(lambda unit: sort_key(unit.name))

    class Meta:
        abstract = True


class ProvinceFactory(UnitFactory):
    code = "64"
    name = "Gia Lai"

    class Meta:
        model = Province
        django_get_or_create = ("code",)


class DistrictFactory(UnitFactory):
    code = "628"
    name = "Ia Grai"
    province = factory.SubFactory(ProvinceFactory)

    class Meta:
        model = District
        django_get_or_create = ("code",)


class CommuneFactory(UnitFactory):
    code = factory.Sequence(lambda n: f"{30000 + n}")
    name = factory.Sequence(lambda n: f"Ia Thử {n}")
    kind = CommuneKind.COMMUNE
    area_type = AreaType.RURAL
    region = Region.CENTRAL_HIGHLANDS
    province = factory.SubFactory(ProvinceFactory)
    district = factory.SubFactory(DistrictFactory)

    class Meta:
        model = Commune


class VillageFactory(UnitFactory):
    code = factory.Sequence(lambda n: f"{n:03d}")
    name = factory.Sequence(lambda n: f"Thử {n}")
    kind = VillageKind.VILLAGE
    commune = factory.SubFactory(CommuneFactory)

    class Meta:
        model = Village


class CommuneZoneFactory(DjangoModelFactory):
    commune = factory.SubFactory(CommuneFactory)
    zone = "III"
    valid_from = dt.date(2021, 6, 4)
    legal_basis = "QĐ 861/QĐ-TTg"

    class Meta:
        model = CommuneZone


class EthnicGroupFactory(DjangoModelFactory):
    code_1979 = "10"
    code_2009 = "10"
    name = "Gia Rai"
    is_minority = True
    is_indigenous = True
    search_key = factory.LazyAttribute(lambda group: search_key(group.name))
    sort_key = factory.LazyAttribute(lambda group: sort_key(group.name))

    class Meta:
        model = EthnicGroup
        django_get_or_create = ("code_1979",)

    class Params:
        kinh = factory.Trait(
            code_1979="01", code_2009="01", name="Kinh", is_minority=False, is_indigenous=False
        )


class InstallationFactory(DjangoModelFactory):
    id = 1
    district = factory.SubFactory(DistrictFactory)

    class Meta:
        model = Installation
        django_get_or_create = ("id",)


class UserFactory(DjangoModelFactory):
    """A user of the labour office by default."""

    username = factory.Sequence(lambda n: f"nguoi{n}")
    full_name = factory.Sequence(lambda n: f"Người Thử {n}")
    search_key = factory.LazyAttribute(lambda user: search_key(user.full_name))
    role = Role.LABOUR_OFFICE
    must_change_password = False
    password = factory.PostGenerationMethodCall("set_password", PASSWORD)

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        officer = factory.Trait(
            role=Role.COMMUNE_OFFICER, commune=factory.SubFactory(CommuneFactory)
        )
        chair = factory.Trait(role=Role.COMMUNE_CHAIR, commune=factory.SubFactory(CommuneFactory))
        leader = factory.Trait(role=Role.DISTRICT_LEADER)
        finance = factory.Trait(role=Role.DEPARTMENT, department="FINANCE")
        bank = factory.Trait(role=Role.POLICY_BANK)
        administrator = factory.Trait(role=Role.ADMINISTRATOR)

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        if create:
            instance.save()


class KeptFormFactory(DjangoModelFactory):
    user = factory.SubFactory(UserFactory)
    address = page = "/nguoi-dung/them/"
    content = factory.LazyFunction(lambda: [["full_name", "Rơ Châm Thử"]])
    kept_at = factory.LazyFunction(now)

    class Meta:
        model = KeptForm


class ApiTokenFactory(DjangoModelFactory):
    """A token in force for ninety days; its text is unknown."""

    user = factory.SubFactory(UserFactory)
    name = "Bảng tính"
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    created_at = factory.LazyFunction(now)
    expires_at = factory.LazyAttribute(lambda token: token.created_at + dt.timedelta(days=90))

    class Meta:
        model = ApiToken


class HouseholdFactory(DjangoModelFactory):
    """A household of one: its head."""

    code = factory.Sequence(lambda n: f"23000-{n:05d}")
    village = factory.SubFactory(VillageFactory)
    commune = factory.LazyAttribute(lambda household: household.village.commune)
    head_name = factory.Sequence(lambda n: f"Rơ Châm Thử {n}")
    search_key = factory.LazyAttribute(lambda household: search_key(household.head_name))
    sort_key = factory.LazyAttribute(lambda household: sort_key(household.head_name))
    given_name_key = factory.LazyAttribute(
        lambda household: given_name_sort_key(household.head_name)
    )
    ethnicity = factory.SubFactory(EthnicGroupFactory)

    class Meta:
        model = Household
        skip_postgeneration_save = True

    @factory.post_generation
    def with_head(self, create, extracted, **kwargs):
        head = MemberFactory(
            household=self, full_name=self.head_name, ethnicity=self.ethnicity, **kwargs
        )
        self.head, self.member_count = head, 1
        self.save(update_fields=["head", "member_count"])


class MemberFactory(DjangoModelFactory):
    household = factory.SubFactory(HouseholdFactory)
    commune = factory.LazyAttribute(lambda member: member.household.commune)
    position = 1
    full_name = factory.Sequence(lambda n: f"Siu Thử {n}")
    search_key = factory.LazyAttribute(lambda member: search_key(member.full_name))
    sex = Sex.MALE
    birth_date = dt.date(1980, 6, 5)
    ethnicity = factory.SubFactory(EthnicGroupFactory)

    class Meta:
        model = Member


class StandardFactory(DjangoModelFactory):
    """The 2016–2020 standard with both lines and two indicators."""

    code = "VN-2016-2020"
    name = "Chuẩn nghèo 2016–2020"
    legal_basis = "QĐ 59/2015/QĐ-TTg"
    valid_from = dt.date(2016, 1, 5)
    shape = RuleShape.INCOME_BAND
    points_per_deprivation = 10
    deprivation_limit = 30

    class Meta:
        model = PovertyStandard
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    @factory.post_generation
    def with_lines(self, create, extracted, **kwargs):
        for area_type, low, high in (("RURAL", 120, 150), ("URBAN", 140, 175)):
            StandardLine.objects.get_or_create(
                standard=self,
                area_type=area_type,
                defaults={
                    "income_poor_max": 700_000,
                    "income_near_poor_max": 1_000_000,
                    "score_low": low,
                    "score_high": high,
                },
            )

    @factory.post_generation
    def with_indicators(self, create, extracted, **kwargs):
        keys = extracted or ("water", "toilet", "health_insurance")
        for number, key in enumerate(keys, start=1):
            Indicator.objects.get_or_create(
                standard=self,
                key=key,
                defaults={"number": number, "name": key, "dimension": key, "threshold": key},
            )


class RoundFactory(DjangoModelFactory):
    """An open year-end round of 2021 under the 2016–2020 standard."""

    year = 2021
    kind = RoundKind.YEAR_END
    state = RoundState.OPEN
    starts_on = factory.LazyAttribute(lambda round_: dt.date(round_.year, 9, 1))
    due_on = factory.LazyAttribute(lambda round_: dt.date(round_.year, 12, 14))

    class Meta:
        model = Round
        django_get_or_create = ("year", "kind")
        skip_postgeneration_save = True

    @factory.post_generation
    def with_standards(self, create, extracted, **kwargs):
        for position, standard in enumerate(extracted or [StandardFactory()], start=1):
            RoundStandard.objects.get_or_create(
                round=self, standard=standard, defaults={"position": position}
            )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Create the round open, and close it afterwards when `state` is closed."""
        wanted = kwargs.pop("state", RoundState.OPEN)
        made = super()._create(model_class, *args, state=RoundState.OPEN, **kwargs)
        made.wanted_state = wanted
        return made

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        if create and instance.wanted_state != instance.state:
            instance.state = instance.wanted_state
            Round.objects.filter(pk=instance.pk).update(state=instance.state)


class RoundReopeningFactory(DjangoModelFactory):
    """The year-end round of 2021, closed and now open again for one commune for a day."""

    round = factory.SubFactory(RoundFactory, state=RoundState.CLOSED)
    commune = factory.SubFactory(CommuneFactory)
    reason = "Nộp bổ sung"
    opened_by = factory.SubFactory(UserFactory, administrator=True)
    opened_at = factory.LazyFunction(now)
    closes_at = factory.LazyAttribute(lambda one: one.opened_at + dt.timedelta(days=1))

    class Meta:
        model = RoundReopening


class SnapshotFactory(DjangoModelFactory):
    """The first edition of the result of 2021: of all communes, without a line."""

    round = factory.SubFactory(RoundFactory, state=RoundState.CLOSED)
    standard = factory.SubFactory(StandardFactory)
    edition = 1
    standard_name = "Chuẩn nghèo 2016–2020"
    frozen_at = factory.LazyFunction(now)

    class Meta:
        model = Snapshot
        django_get_or_create = ("round", "standard", "edition")


class AssessmentFactory(DjangoModelFactory):
    """A draft; `submitted` and `approved` are signed by two people."""

    household = factory.SubFactory(HouseholdFactory)
    commune = factory.LazyAttribute(lambda assessment: assessment.household.commune)
    round = factory.SubFactory(RoundFactory)
    entered_by = factory.SubFactory(UserFactory)
    entered_at = NOON

    class Meta:
        model = Assessment

    class Params:
        submitted = factory.Trait(
            state=AssessmentState.SUBMITTED,
            submitted_by=factory.SelfAttribute("entered_by"),
            submitted_at=NOON,
        )
        approved = factory.Trait(
            state=AssessmentState.APPROVED,
            submitted_by=factory.SelfAttribute("entered_by"),
            submitted_at=NOON,
            approved_by=factory.SubFactory(UserFactory),
            approved_at=NOON,
        )


class ResultFactory(DjangoModelFactory):
    """A fully answered result: near-poor by points, no deprivation."""

    assessment = factory.SubFactory(AssessmentFactory)
    standard = factory.SubFactory(StandardFactory)
    b1_points = 135
    answers = factory.LazyFunction(
        lambda: {"water": False, "toilet": False, "health_insurance": False}
    )
    status = PovertyStatus.NEAR_POOR
    explanation = "B1 = 135 nằm giữa 120 và 150; thiếu hụt 0 chỉ số = 0 điểm < 30: hộ cận nghèo"

    class Meta:
        model = AssessmentResult


class ScoringTableFactory(DjangoModelFactory):
    """A table in force without items; `tests/households/scoring_data.py` makes whole ones."""

    standard = factory.SubFactory(StandardFactory)
    area = "CENTRAL_HIGHLANDS"
    edition = 1
    legal_basis = "TT 17/2016/TT-BLĐTBXH"
    valid_from = dt.date(2016, 1, 5)
    state = "IN_FORCE"

    class Meta:
        model = ScoringTable


class RescoringFactory(DjangoModelFactory):
    """A run waiting for the worker."""

    table = factory.SubFactory(ScoringTableFactory)
    round = factory.SubFactory(RoundFactory)
    total = 0
    started_by = factory.SubFactory(UserFactory)
    started_at = NOON

    class Meta:
        model = Rescoring


class PovertyRecordFactory(DjangoModelFactory):
    """Poor at the opening of 2021 and still poor."""

    household = factory.SubFactory(HouseholdFactory)
    commune = factory.LazyAttribute(lambda record: record.household.commune)
    year = 2021
    standard = factory.SubFactory(StandardFactory)
    is_ethnic_minority = factory.LazyAttribute(lambda r: r.household.ethnicity.is_minority)
    opened_as_minority = factory.LazyAttribute(lambda record: record.is_ethnic_minority)
    opening_status = PovertyStatus.POOR
    status = PovertyStatus.POOR
    movement = Movement.STAYED_POOR
    near_poor_movement = factory.LazyAttribute(
        lambda r: near_poor_list_movement(
            opening=r.opening_status,
            current=r.status,
            has_left=r.has_left,
            ever_exited=False,
            has_arrived=r.movement == Movement.ARRIVED,
            first_year=r.movement == Movement.FIRST_YEAR,
        )
    )
    has_left = False
    opening_members = factory.LazyAttribute(
        lambda r: r.household.member_count if r.opening_status else 0
    )
    members = factory.LazyAttribute(lambda record: record.household.member_count)

    class Meta:
        model = PovertyRecord

    class Params:
        exited = factory.Trait(status=PovertyStatus.NOT_POOR, movement=Movement.EXITED_ABOVE)
        near_poor_exit = factory.Trait(
            status=PovertyStatus.NEAR_POOR, movement=Movement.EXITED_TO_NEAR_POOR
        )
        relapsed = factory.Trait(opening_status="", movement=Movement.RELAPSED)
        first_poor = factory.Trait(opening_status="", movement=Movement.FIRST_POOR)
        fallen = factory.Trait(
            opening_status=PovertyStatus.NEAR_POOR, movement=Movement.FELL_FROM_NEAR_POOR
        )
        left = factory.Trait(movement=Movement.LEFT, has_left=True)
        near_poor = factory.Trait(
            opening_status=PovertyStatus.NEAR_POOR,
            status=PovertyStatus.NEAR_POOR,
            movement=Movement.NONE,
        )


class YearPlanFactory(DjangoModelFactory):
    """Ia Grai's baseline at the end of 2020."""

    district = factory.SubFactory(DistrictFactory)
    year = 2021
    standard = factory.SubFactory(StandardFactory)
    baseline_source = "Báo Gia Lai 18/10/2021"
    households = 27_771
    poor = 897
    em_households = 11_840
    em_poor = 693

    class Meta:
        model = YearPlan
        django_get_or_create = ("year",)


class GoalFactory(DjangoModelFactory):
    plan = factory.SubFactory(YearPlanFactory)
    code = "poor_fall"
    comparison = factory.LazyAttribute(lambda goal: GOAL_COMPARISONS[goal.code])
    value = 250
    position = 1

    class Meta:
        model = Goal


class CommuneTargetFactory(DjangoModelFactory):
    plan = factory.SubFactory(YearPlanFactory)
    commune = factory.SubFactory(CommuneFactory)
    households = 1000
    poor = 50
    em_households = 400
    em_poor = 40
    fall = 14
    em_fall = 11

    class Meta:
        model = CommuneTarget


class GoalProposalFactory(DjangoModelFactory):
    """A change without a goal that waits for the district's leader."""

    plan = factory.SubFactory(YearPlanFactory)
    plan_version = 1
    asked = factory.LazyFunction(
        lambda: {
            "goals": [],
            "removed": [],
            "decision_number": "60/KH-UBND",
            "decided_on": "2021-05-01",
            "decided_by": "",
            "legal_basis": "",
        }
    )
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(now)

    class Meta:
        model = GoalProposal
        django_get_or_create = ("plan",)


class AllocationFactory(DjangoModelFactory):
    """A draft; `adopted=True` makes it the one in force."""

    plan = factory.SubFactory(YearPlanFactory)
    name = factory.Sequence(lambda n: f"Phương án {n + 1}")
    rule = "BY_HAND"
    created_at = dt.datetime(2021, 3, 20, 8, tzinfo=dt.UTC)

    class Meta:
        model = Allocation

    class Params:
        adopted = factory.Trait(
            state="ADOPTED",
            number=1,
            decision_number="45/QĐ-UBND",
            decided_on=dt.date(2021, 3, 24),
            answers_due_on=dt.date(2021, 12, 31),
            adopted_at=dt.datetime(2021, 3, 24, 9, tzinfo=dt.UTC),
        )


class AllocationLineFactory(DjangoModelFactory):
    allocation = factory.SubFactory(AllocationFactory)
    commune = factory.SubFactory(CommuneFactory)
    fall = 14
    em_fall = 11

    class Meta:
        model = AllocationLine


class PartyReportFactory(DjangoModelFactory):
    allocation = factory.SubFactory(AllocationFactory, adopted=True)
    commune = factory.SubFactory(CommuneFactory)
    reported_on = dt.date(2021, 3, 30)
    fall = 14
    em_fall = 11
    role = "COMMUNE_OFFICER"
    at = dt.datetime(2021, 3, 30, 9, tzinfo=dt.UTC)

    class Meta:
        model = PartyReport


class AllocationAnswerFactory(DjangoModelFactory):
    """The target is accepted; `proposal=True` proposes two households fewer."""

    allocation = factory.SubFactory(AllocationFactory, adopted=True)
    commune = factory.SubFactory(CommuneFactory)
    kind = "ACCEPT"
    answered_on = dt.date(2021, 4, 2)
    given_fall = 14
    given_em_fall = 11
    fall = factory.SelfAttribute("given_fall")
    em_fall = factory.SelfAttribute("given_em_fall")
    role = "COMMUNE_CHAIR"
    at = dt.datetime(2021, 4, 2, 9, tzinfo=dt.UTC)

    class Meta:
        model = AllocationAnswer

    class Params:
        proposal = factory.Trait(
            kind="PROPOSE",
            fall=factory.LazyAttribute(lambda answer: answer.given_fall - 2),
            em_fall=factory.LazyAttribute(lambda answer: answer.given_em_fall - 1),
            reason="Nhiều hộ già yếu, không có lao động.",
        )


class AdjustmentDecisionFactory(DjangoModelFactory):
    """The target stays as given."""

    answer = factory.SubFactory(AllocationAnswerFactory, proposal=True)
    commune = factory.SelfAttribute("answer.commune")
    verdict = "REFUSED"
    reason = "Xã còn nhiều hộ đủ điều kiện thoát nghèo."
    decision_number = "78/QĐ-UBND"
    decided_on = dt.date(2021, 4, 20)
    role = "LABOUR_OFFICE"
    at = dt.datetime(2021, 4, 20, 9, tzinfo=dt.UTC)

    class Meta:
        model = AdjustmentDecision


class AttachmentFactory(DjangoModelFactory):
    """A small PDF that goes with an answer."""

    answer = factory.SubFactory(AllocationAnswerFactory)
    commune = factory.SelfAttribute("answer.commune")
    name = "Danh sách.pdf"
    content_type = "application/pdf"
    content = b"%PDF-1.4 thu"
    size = factory.LazyAttribute(lambda file: len(file.content))
    added_by = factory.SubFactory(UserFactory)
    added_at = dt.datetime(2021, 4, 2, 9, tzinfo=dt.UTC)

    class Meta:
        model = Attachment


class ExitRegistrationFactory(DjangoModelFactory):
    plan = factory.SubFactory(YearPlanFactory)
    household = factory.SubFactory(HouseholdFactory)
    commune = factory.SelfAttribute("household.commune")
    state = "REGISTERED"
    registered_on = dt.date(2021, 4, 15)

    class Meta:
        model = ExitRegistration


class DirectionFactory(DjangoModelFactory):
    plan = factory.SubFactory(YearPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = "Khảo sát từng hộ nghèo"

    class Meta:
        model = Direction


class DirectionBearerFactory(DjangoModelFactory):
    direction = factory.SubFactory(DirectionFactory)
    commune = factory.SubFactory(CommuneFactory)

    class Meta:
        model = DirectionBearer


class DirectionReportFactory(DjangoModelFactory):
    bearer = factory.SubFactory(DirectionBearerFactory)
    state = "IN_PROGRESS"
    words = "Đã khảo sát 40/120 hộ."
    role = "COMMUNE_OFFICER"
    at = dt.datetime(2021, 5, 2, 9, tzinfo=dt.UTC)

    class Meta:
        model = DirectionReport


class PaperTemplateFactory(DjangoModelFactory):
    """A template that is not used any more, so that several can be made."""

    code = "minutes"
    name = "bien-ban.docx"
    content = b"PK"
    size = 2
    added_by = factory.SubFactory(UserFactory)
    added_at = NOON
    retired_by = factory.SelfAttribute("added_by")
    retired_at = NOON

    class Meta:
        model = PaperTemplate


class ThreadFactory(DjangoModelFactory):
    """A reminder of the labour office to a commune, with its first message."""

    kind = "REMINDER"
    plan = factory.SubFactory(YearPlanFactory)
    commune = factory.SubFactory(CommuneFactory)
    matter = "REVIEW"
    subject = "Tiến độ rà soát, năm 2021"
    opened_by = factory.SubFactory(UserFactory)
    opened_role = factory.SelfAttribute("opened_by.role")
    opened_at = NOON

    class Meta:
        model = Thread
        skip_postgeneration_save = True

    class Params:
        comment = factory.Trait(
            kind="COMMENT",
            matter="",
            subject="Số liệu của xã, năm 2021",
            figure="Có nguy cơ không đạt chỉ tiêu: 1/3 đã công nhận",
            figure_on=NOON.date(),
        )
        on_a_goal = factory.Trait(
            comment=True, commune=None, goal_code="poor_fall", goal_group="EVERYWHERE"
        )
        question = factory.Trait(
            kind="QUESTION", matter="", commune=None, office="FINANCE", subject="Kinh phí"
        )

    @factory.post_generation
    def opening(self, create, _extracted, **given):
        if create:
            said = {"body": "Đề nghị UBND xã rà soát.", **given}
            ThreadMessageFactory(thread=self, by=self.opened_by, is_opening=True, **said)


class ThreadMessageFactory(DjangoModelFactory):
    thread = factory.SubFactory(ThreadFactory)
    body = "Xã đã nhận."
    by = factory.SubFactory(UserFactory)
    role = factory.SelfAttribute("by.role")
    at = NOON

    class Meta:
        model = ThreadMessage


class ThreadReadingFactory(DjangoModelFactory):
    thread = factory.SubFactory(ThreadFactory)
    user = factory.SubFactory(UserFactory)
    is_addressee = True
    first_read_at = NOON
    last_read_at = factory.SelfAttribute("first_read_at")

    class Meta:
        model = ThreadReading


class PovertyReasonFactory(DjangoModelFactory):
    number = 1
    key = "no_land"
    name = "Không có đất sản xuất"

    class Meta:
        model = PovertyReason
        django_get_or_create = ("key",)


class ReasonAnalysisFactory(DjangoModelFactory):
    household = factory.SubFactory(HouseholdFactory)
    commune = factory.SelfAttribute("household.commune")
    year = 2021
    analysed_on = dt.date(2021, 4, 20)
    entered_by = factory.SubFactory(UserFactory)
    entered_at = dt.datetime(2021, 4, 20, 9, tzinfo=dt.UTC)

    class Meta:
        model = ReasonAnalysis


class SupportNeedFactory(DjangoModelFactory):
    number = 1
    key = "health"
    name = "Y tế"

    class Meta:
        model = SupportNeed
        django_get_or_create = ("key",)


class NeedFindingFactory(DjangoModelFactory):
    analysis = factory.SubFactory(ReasonAnalysisFactory)
    need = factory.SubFactory(SupportNeedFactory)

    class Meta:
        model = NeedFinding
