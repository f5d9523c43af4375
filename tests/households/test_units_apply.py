"""The merger applied: the current register moves, past years stay."""

import datetime as dt

import pytest
from django.db.models import F

from accounts.models import User
from areas.models import Commune, Province, UnitChange, Village
from common.errors import Conflict
from households.models import Assessment, Household, Member, PovertyRecord
from households.services.units import CannotChangeUnits
from tests import factories
from tests.households.units_data import FIRST_DAY, LAST_DAY, small_world, village_of


@pytest.fixture
def world(db):
    return small_world()


def test_the_new_commune_stands_from_the_day_with_the_code_of_an_old_one(world):
    world.apply()

    new = world.new()
    assert (new.full_name, new.area_type, new.valid_from) == ("Xã Ia Grai", "RURAL", FIRST_DAY)
    assert (new.district, new.province.code) == (None, "52")
    assert {old.name for old in new.predecessors.all()} == {"Ia Kha", "Ia Bă"}


def test_the_old_communes_and_villages_end_the_day_before(world):
    world.apply()

    old = [world.town, world.commune, world.alone]
    assert set(Commune.objects.filter(pk__in=[c.pk for c in old]).values_list("valid_to")) == {
        (LAST_DAY,)
    }
    assert set(Village.objects.filter(commune__in=old).values_list("valid_to")) == {(LAST_DAY,)}


def test_households_and_people_move_with_their_village_and_keep_their_code(world):
    world.apply()

    new = world.new()
    codes = set(Household.objects.filter(commune=new).values_list("code", flat=True))
    assert codes == {"23764-00001", "23764-00002", "23771-00001", "23771-00002"}
    assert not Household.objects.exclude(village__commune=F("commune")).exists()
    assert Member.objects.filter(commune=new).count() == 6


def test_forms_and_the_lists_of_the_poor_stay_at_the_old_commune(world):
    household = Household.objects.get(code="23764-00001")
    form = factories.AssessmentFactory(household=household)
    record = factories.PovertyRecordFactory(household=household)

    world.apply()

    assert Assessment.objects.get(pk=form.pk).commune == world.town
    assert PovertyRecord.objects.get(pk=record.pk).commune == world.town


def test_officers_of_the_old_communes_work_in_the_new_one(world):
    world.apply()

    officers = User.objects.filter(commune=world.new()).values_list("username", flat=True)
    assert set(officers) == {"canbo-23764", "canbo-23771"}


def differing_from_their_log(model):
    columns = [field.attname for field in model.history.model.tracked_fields]

    def facts(row):
        return [getattr(row, column) for column in columns]

    rows = model.objects.all()
    return [
        row
        for row in rows
        if facts(row) != facts(model.history.filter(id=row.pk).order_by("history_id").last())
    ]


@pytest.mark.parametrize(
    ("model", "logged"), [(Household, 6), (Member, 9), (User, 3), (Village, 3), (Commune, 3)]
)
def test_every_moved_row_leaves_a_history_row_like_itself(world, model, logged):
    world.apply()

    at, by = world.change.applied_at, world.by
    stamped = model.history.filter(history_date=at, history_user=by, history_type="~")
    assert len(set(stamped.values_list("id", flat=True))) == logged
    assert differing_from_their_log(model) == []


def test_totals_before_and_after_are_equal_and_noted(world):
    change = world.apply()

    assert change.figures["before"] == change.figures["after"]
    assert change.figures["after"] == {
        "households": 6,
        "living_households": 6,
        "persons": 9,
        "users": 3,
    }


def test_applied_again_it_changes_nothing(world):
    world.apply()
    rows = Household.history.count(), Commune.objects.count(), world.change.version

    world.apply(version=1)

    assert (Household.history.count(), Commune.objects.count(), world.change.version) == rows


def test_villages_of_one_name_are_distinguished_by_their_old_commune(world):
    village_of(world.town, "Mẫu")
    village_of(world.commune, "Mẫu")

    world.apply()

    names = Village.objects.filter(commune=world.new()).values_list("name", flat=True)
    assert {"Mẫu (Ia Kha)", "Mẫu (Ia Bă)", "Làng Ia Kha"} <= set(names)
    assert len(set(Village.objects.filter(commune=world.new()).values_list("code"))) == 4


def test_a_household_that_left_from_a_village_long_ended_stays_there(world):
    ended = village_of(world.town, "Cũ", valid_to=dt.date(2022, 1, 1))
    left = factories.HouseholdFactory(village=ended, state="MOVED", left_on=dt.date(2021, 5, 1))

    world.apply()

    assert Household.objects.get(pk=left.pk).commune == world.town


REFUSALS = {
    "before the day": (lambda world: {"on": LAST_DAY}, "Chưa đến ngày 01/07/2025"),
    "without a reason": (lambda world: {"reason": ""}, "lý do"),
    "an old commune that ended earlier": (
        lambda world: ended(world.town, dt.date(2024, 12, 31)),
        "không kết thúc ngày 30/06/2025",
    ),
    "an old commune that ends later": (
        lambda world: ended(world.town, dt.date(2026, 12, 31)),
        "không kết thúc ngày 30/06/2025",
    ),
    "a commune that ends too and is not in the mapping": (
        lambda world: forgotten(),
        "Chưa có trong bảng sắp xếp: Xã Ia Sót",
    ),
    "a code another commune has": (lambda world: taken(world), "Mã 23999 đang là mã của xã Ia Kia"),
    "somebody in a village that ended": (lambda world: stuck(world), "1 hộ đang cư trú ở thôn"),
}


def ended(commune, day):
    Commune.objects.filter(pk=commune.pk).update(valid_to=day)
    return {}


def forgotten():
    factories.CommuneFactory(name="Ia Sót", valid_to=LAST_DAY)
    return {}


def taken(world):
    factories.CommuneFactory(code="23999", name="Ia Kia", valid_from=FIRST_DAY)
    world.change.new_units.filter(code="23782").update(code="23999")
    return {}


def stuck(world):
    gone = village_of(world.town, "Cũ", valid_to=dt.date(2025, 1, 1))
    factories.HouseholdFactory(village=gone)
    return {}


@pytest.mark.parametrize(("asked", "said"), REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_be_applied_is_refused_and_nothing_changes(world, asked, said):
    arguments = asked(world)
    communes = Commune.objects.count()

    with pytest.raises(CannotChangeUnits, match=said):
        world.apply(**arguments)

    assert UnitChange.objects.get().state == "PLANNED"
    assert (Commune.objects.count(), Province.objects.count()) == (communes, 1)


def test_an_old_version_is_a_conflict(world):
    with pytest.raises(Conflict):
        world.apply(version=7)
