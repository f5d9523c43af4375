"""Work in the new communes: new households, reviews, old forms finished."""

import datetime as dt

import pytest

from accounts.models import User
from areas.models import Village
from households.choices import Movement
from households.models import Household, PovertyRecord
from households.services.entry import save_assessment
from households.services.opening import open_year
from tests import factories
from tests.households import review_data as review
from tests.households.register_data import enter, head
from tests.households.units_data import small_world

AUTUMN = dt.date(2025, 10, 1)


@pytest.fixture
def world(db):
    return small_world()


@pytest.fixture
def officer(world):
    return User.objects.get(username="canbo-23764")


@pytest.fixture
def chair(world):
    return factories.UserFactory(chair=True, commune=world.town)


def renewed(*rows):
    for row in rows:
        row.refresh_from_db()


def test_a_household_entered_afterwards_takes_the_next_number_of_the_code(world, officer):
    world.apply()
    village = Village.objects.get(commune=world.new(), name="Làng Ia Bă")

    household, _ = enter(village, [head()], by=officer, today=AUTUMN)

    assert (household.code, household.commune) == ("23764-00003", world.new())


def test_a_household_of_the_former_town_is_judged_as_rural(world, standard, officer, chair):
    world.apply()
    renewed(officer, chair)
    round_ = factories.RoundFactory(year=2025, with_standards=[standard])
    household = Household.objects.get(code="23764-00001")

    form = review.start(household, round_, officer)
    form = save_assessment(
        assessment_id=form.pk,
        version=form.version,
        surveyed_on=AUTUMN,
        note="",
        results=[review.facts(standard, points=125)],  # poor in a town only
        by=officer,
        at=review.NOON,
        on=AUTUMN,
    )

    assert form.commune == world.new()
    assert form.results.get().status == "NEAR_POOR"


def test_a_form_begun_before_is_finished_in_its_own_round(world, standard, officer, chair):
    round_ = factories.RoundFactory(year=2021, with_standards=[standard])
    household = Household.objects.get(code="23764-00001")
    form = review.submitted(household, round_, officer)

    world.apply()
    renewed(chair)
    form = review.approve(form, by=chair)

    record = PovertyRecord.objects.get(household=household)
    assert (form.commune, form.state) == (world.town, "APPROVED")
    assert record.status == form.results.get().status


def test_the_next_year_opens_in_the_new_commune(world, standard, officer):
    household = Household.objects.get(code="23764-00001")
    factories.PovertyRecordFactory(household=household, year=2025, standard=standard)
    world.apply()

    open_year(year=2026, standard=standard, by=officer)

    old, new = PovertyRecord.objects.filter(household=household).order_by("year")
    assert (old.commune, new.commune) == (world.town, world.new())
    assert (new.opening_status, new.movement) == (old.status, Movement.STAYED_POOR)
