"""Questions about units."""

import datetime as dt

import pytest

from areas.models import Commune, CommuneZone, Village
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 11, 15)


def test_a_commune_officer_sees_their_own_commune_only(officer, commune, other_commune):
    assert list(Commune.objects.visible_to(officer)) == [commune]


def test_the_district_sees_all_communes(labour_office, commune, other_commune):
    assert set(Commune.objects.visible_to(labour_office)) == {commune, other_commune}


def test_a_disabled_user_sees_no_unit(officer, village):
    officer.commune, officer.is_active = None, False
    factories.CommuneZoneFactory(commune=village.commune)

    assert not Commune.objects.visible_to(officer).exists()
    assert not Village.objects.visible_to(officer).exists()
    assert not CommuneZone.objects.visible_to(officer).exists()


def test_the_list_counts_villages_in_force_and_households_living_here(commune):
    village = factories.VillageFactory(commune=commune)
    factories.VillageFactory(commune=commune, valid_to=dt.date(2020, 12, 31))
    factories.HouseholdFactory.create_batch(2, village=village)
    factories.HouseholdFactory(village=village, state="MOVED", left_on=DAY)

    row = Commune.objects.for_list(DAY).get()

    assert (row.village_count, row.household_count) == (1, 2)


def test_a_commune_without_villages_is_listed_with_zeroes(commune):
    row = Commune.objects.for_list(DAY).get()

    assert (row.village_count, row.household_count, row.zone) == (0, 0, None)


@pytest.mark.parametrize(
    ("day", "zone"),
    [
        (dt.date(2017, 4, 27), None),
        (dt.date(2017, 4, 28), "II"),
        (dt.date(2021, 6, 3), "II"),
        (dt.date(2021, 6, 4), "III"),
    ],
)
def test_the_khu_vuc_is_that_of_the_day(commune, day, zone):
    factories.CommuneZoneFactory(commune=commune, zone="II", valid_from=dt.date(2017, 4, 28))
    factories.CommuneZoneFactory(commune=commune, zone="III", valid_from=dt.date(2021, 6, 4))

    assert Commune.objects.for_list(day).get().zone == zone


def test_the_list_is_one_query_however_many_communes(commune, django_assert_num_queries):
    factories.CommuneFactory.create_batch(3, district=commune.district, province=commune.province)

    with django_assert_num_queries(1):
        rows = list(Commune.objects.for_list(DAY))

    assert len(rows) == 4
