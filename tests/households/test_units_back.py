"""The merger undone: everything restored, or a refusal that names the obstacle."""

import datetime as dt

import pytest

from accounts.models import User
from areas.models import Commune, CommuneZone, Province, Village
from common.clock import now
from common.errors import Conflict
from common.history import save_with_history
from households.models import Household
from households.services.units import CannotChangeUnits
from tests import factories
from tests.households.units_data import FIRST_DAY, business_state, small_world, village_of


@pytest.fixture
def world(db):
    return small_world()


def test_everything_is_as_it_was(world):
    household = Household.objects.get(code="23764-00001")
    factories.AssessmentFactory(household=household)
    factories.PovertyRecordFactory(household=household)
    factories.CommuneTargetFactory(commune=world.town)
    before = business_state()

    world.apply()
    world.roll_back()

    assert business_state() == before


def test_everything_is_as_it_was_after_a_second_time_too(world):
    before = business_state()

    world.apply()
    world.roll_back()
    world.apply()
    world.roll_back()

    assert business_state() == before


def test_the_new_units_are_gone_and_their_history_is_kept(world):
    world.apply()
    world.roll_back()

    assert not Commune.objects.filter(valid_from=FIRST_DAY).exists()
    assert not Province.objects.filter(code="52").exists()
    assert Commune.history.filter(name="Ia Grai", history_type="-").count() == 1


def test_rolled_back_again_it_changes_nothing(world):
    world.apply()
    world.roll_back()
    rows = Household.history.count()

    world.roll_back(version=1)

    assert Household.history.count() == rows


def test_what_was_changed_on_a_household_since_stays(world):
    world.apply()
    household = Household.objects.get(code="23771-00001")
    household.address = "Sửa sau sáp nhập"
    save_with_history(household, by=world.by)

    world.roll_back()

    household.refresh_from_db()
    assert (household.address, household.commune) == ("Sửa sau sáp nhập", world.commune)


def test_a_household_goes_back_to_the_village_it_lives_in_now(world):
    world.apply()
    household = Household.objects.get(code="23771-00001")
    household.village = Village.objects.get(commune=world.new(), name="Làng Ia Kha")
    save_with_history(household, by=world.by)

    world.roll_back()

    household.refresh_from_db()
    assert (household.village.name, household.commune) == ("Làng Ia Kha", world.town)


def test_a_household_entered_since_goes_to_the_old_village(world):
    world.apply()
    village = Village.objects.get(commune=world.new(), name="Làng Ia Bă")
    entered = factories.HouseholdFactory(village=village)

    world.roll_back()

    entered.refresh_from_db()
    assert entered.commune == entered.head.commune == world.commune


def test_people_who_went_elsewhere_since_stay_there(world):
    world.apply()
    officer = User.objects.get(username="canbo-23764")
    officer.commune = world.new("23782")
    save_with_history(officer, by=world.by)

    with pytest.raises(CannotChangeUnits, match="1 tài khoản mới"):
        world.roll_back()


def form_since(world):
    household = Household.objects.get(code="23764-00001")
    factories.AssessmentFactory(household=household)
    return "1 phiếu rà soát"


def record_since(world):
    household = Household.objects.get(code="23764-00001")
    factories.PovertyRecordFactory(household=household, year=2025)
    return "1 theo dõi hộ nghèo"


def zone_since(world):
    CommuneZone.objects.create(
        commune=world.new(), zone="III", valid_from=dt.date(2026, 1, 1), legal_basis="QĐ"
    )
    return "1 khu vực của xã"


def household_in_an_added_village(world):
    factories.HouseholdFactory(village=village_of(world.new(), "Mới"), code="23764-00009")
    return r"1 hộ ở thôn lập thêm \(23764-00009\)"


def account_since(world):
    factories.UserFactory(officer=True, commune=world.new(), username="moi")
    return r"1 tài khoản mới \(moi\)"


@pytest.mark.parametrize(
    "happened",
    [form_since, record_since, zone_since, household_in_an_added_village, account_since],
)
def test_what_was_first_written_in_a_new_unit_stands_in_the_way(world, happened):
    world.apply()
    said = happened(world)
    before = business_state()

    with pytest.raises(CannotChangeUnits, match=said):
        world.roll_back()

    assert business_state() == before


def test_a_village_added_since_without_a_household_goes_with_its_commune(world):
    world.apply()
    village_of(world.new(), "Mới")

    world.roll_back()

    assert not Village.objects.filter(name="Mới").exists()


def test_without_a_reason_or_before_it_was_applied_it_is_refused(world):
    with pytest.raises(CannotChangeUnits, match="Chưa áp dụng"):
        world.roll_back()
    world.apply()
    with pytest.raises(CannotChangeUnits, match="lý do"):
        world.roll_back(reason="")


def test_an_old_version_is_a_conflict(world):
    world.apply()

    with pytest.raises(Conflict):
        world.roll_back(version=9, at=now())
