"""Actions through the services keep all numbers of the demo consistent."""

import datetime as dt
import uuid
from io import StringIO

from django.core.management import call_command
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from benchmarks.form_save import save_form
from households.choices import AssessmentState, HouseholdState, Movement
from households.models import Assessment, Household, PovertyRecord
from households.services.approval import approve_assessment
from households.services.entry import start_assessment
from households.services.register import leave_household
from targets.models import YearPlan
from targets.queries.progress import progress

TODAY = dt.date(2021, 11, 15)
NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)


def officer_of(commune) -> User:
    return User.objects.get(role=Role.COMMUNE_OFFICER, commune=commune)


def chair_of(commune) -> User:
    return User.objects.get(role=Role.COMMUNE_CHAIR, commune=commune)


def check_numbers() -> None:
    """Raise CommandError when a number is inconsistent."""
    call_command("check_numbers", year=2021, stdout=StringIO())


def test_the_progress_page_finds_nothing_to_complain_of(small_demo):
    found = progress(YearPlan.objects.get(year=2021), as_of=TODAY)

    assert found.problems == ()


def test_approving_the_waiting_forms(small_demo):
    waiting = Assessment.objects.filter(
        state=AssessmentState.SUBMITTED, round__follows_procedure=False
    )

    approved = [
        approve_assessment(
            assessment_id=form.pk,
            version=form.version,
            by=chair_of(form.commune),
            at=NOW,
            on=TODAY,
            cleared_on=TODAY,
        )
        for form in waiting
    ]

    assert approved
    check_numbers()


def test_a_poor_household_that_leaves(small_demo):
    at_work = Assessment.objects.at_work().values("household")
    staying = PovertyRecord.objects.filter(year=2021, movement=Movement.STAYED_POOR)
    household = Household.objects.filter(
        poverty_records__in=staying.exclude(household__in=at_work)
    ).first()

    leave_household(
        household_id=household.pk,
        version=household.version,
        state=HouseholdState.MOVED,
        on=TODAY,
        reason="Chuyển đi làm ăn xa",
        by=officer_of(household.commune),
        at=NOW,
        today=TODAY,
    )

    check_numbers()


def test_a_correction_that_is_begun(small_demo):
    form = Assessment.objects.filter(round__year=2021, state=AssessmentState.APPROVED).first()

    start_assessment(
        household=form.household,
        round_=form.round,
        client_id=uuid.uuid4(),
        by=officer_of(form.commune),
        at=NOW,
        correction_reason="Nhập nhầm",
    )

    check_numbers()


def test_the_benchmark_of_a_saved_form_writes_each_time(small_demo):
    before = Assessment.history.count()

    for _ in range(3):
        save_form(Client())

    assert Assessment.history.count() == before + 3
