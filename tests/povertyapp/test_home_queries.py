"""The home page takes at most 13 queries for each role, whatever the number of rows."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.models import Round
from procedure.choices import VillageStep
from procedure.models import VillageReview
from targets.choices import GoalCode
from tests import factories
from tests.procedure.application_data import ApplicationFactory
from tests.targets.data import fill, listed, live_in, plan_of_a_small_district

MOST = 13
ROLES = ["officer", "chair", "labour", "leader", "finance", "bank", "administrator"]
PAST = dt.date(2021, 6, 30)


@pytest.fixture
def plan(commune, other_commune):
    factories.InstallationFactory(is_demo=True)
    plan = plan_of_a_small_district(above=commune, below=other_commune)
    factories.GoalFactory(
        plan=plan,
        code=GoalCode.DEPRIVATION_RATE,
        indicator=plan.standard.indicators.first(),
        value="0.1",
        position=20,
    )
    return plan


@pytest.fixture
def allocation(plan):
    """The allocation in force, with the falls of the plan's targets."""
    allocation = factories.AllocationFactory(
        plan=plan, adopted=True, state="REPLACED", answers_due_on=dt.date(2021, 11, 10)
    )
    for row in plan.commune_targets.all():
        fall = {"fall": row.fall, "em_fall": row.em_fall}
        factories.AllocationLineFactory(allocation=allocation, commune=row.commune, **fall)
    allocation.state = "ADOPTED"
    allocation.save()
    return allocation


@pytest.fixture(params=ROLES)
def user(request, commune):
    if request.param in {"officer", "chair"}:
        return factories.UserFactory(**{request.param: True}, commune=commune)
    return factories.UserFactory(**({} if request.param == "labour" else {request.param: True}))


def add_work(plan, commune, round_, *, times):
    """Add rows of everything the page shows."""
    fill(commune, listed_households=times, submitted=times)
    for _ in range(times):
        listed(commune, exited=True)
        factories.AssessmentFactory(household=live_in(commune), return_reason="Thiếu điểm B1")
        VillageReview.objects.create(
            round=round_,
            commune=commune,
            village=factories.VillageFactory(commune=commune),
            step=VillageStep.SURVEY,
            opened_on=PAST,
        )
        ApplicationFactory(household=live_in(commune))
        factories.DirectionBearerFactory(
            direction__plan=plan, direction__due_on=PAST, commune=commune
        )
        factories.CommuneFactory(district=commune.district, merged_into=commune)


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    return len(queries)


def test_the_home_page_takes_few_queries_at_any_size(
    log_in, user, plan, allocation, commune, this_round
):
    Round.objects.filter(pk=this_round.pk).update(follows_procedure=True)
    client = log_in(user)
    add_work(plan, commune, this_round, times=1)
    client.get("/")

    for_one = queries_of(client)
    add_work(plan, commune, this_round, times=7)
    for_many = queries_of(client)

    assert for_one == for_many <= MOST
