"""Changes to villages, khu vực and ethnic groups."""

import datetime as dt

import pytest

from areas.models import CommuneZone, Village
from areas.services import units
from areas.services.units import CannotChangeUnit
from common.errors import Conflict
from tests import factories

pytestmark = pytest.mark.django_db

START = dt.date(2016, 1, 1)
DAY = dt.date(2021, 11, 15)


def change(village, by, **changes):
    wanted = {
        "version": village.version,
        "kind": village.kind,
        "name": village.name,
        "valid_from": village.valid_from,
        "valid_to": village.valid_to,
        "on": DAY,
        **changes,
    }
    return units.change_village(village=village, by=by, **wanted)


def test_villages_of_a_commune_are_numbered(commune, labour_office):
    first = units.create_village(
        commune=commune, kind="VILLAGE", name="Mít Chép", valid_from=START, by=labour_office
    )
    second = units.create_village(
        commune=commune, kind="HAMLET", name="1", valid_from=START, by=labour_office
    )

    assert (first.code, second.code) == ("001", "002")
    assert first.search_key == "mit chep"


def test_the_same_village_sent_twice_is_one_row(commune, labour_office):
    wanted = {"commune": commune, "kind": "VILLAGE", "name": "Bi", "valid_from": START}

    first = units.create_village(by=labour_office, **wanted)
    again = units.create_village(by=labour_office, **wanted)

    assert again.pk == first.pk
    assert Village.history.count() == 1


def test_a_name_in_use_is_refused(commune, labour_office):
    factories.VillageFactory(commune=commune, name="Bi")

    with pytest.raises(CannotChangeUnit) as refusal:
        units.create_village(
            commune=commune, kind="VILLAGE", name="BI", valid_from=DAY, by=labour_office
        )
    assert (refusal.value.field, refusal.value.message) == ("name", "Xã này đã có làng Bi.")


def test_names_that_differ_by_a_mark_are_two_villages(commune, labour_office):
    factories.VillageFactory(commune=commune, name="Bi")

    village = units.create_village(
        commune=commune, kind="VILLAGE", name="Bí", valid_from=START, by=labour_office
    )

    assert village.name == "Bí"


def test_the_name_of_an_ended_village_is_free(commune, labour_office):
    factories.VillageFactory(commune=commune, name="Bi", valid_to=dt.date(2019, 12, 31))

    village = units.create_village(
        commune=commune, kind="VILLAGE", name="Bi", valid_from=dt.date(2020, 1, 1), by=labour_office
    )

    assert village.valid_to is None


@pytest.mark.parametrize("day", [dt.date(2003, 12, 31), dt.date(2025, 7, 1)])
def test_a_village_stands_within_the_days_of_its_commune(labour_office, day):
    commune = factories.CommuneFactory(valid_to=dt.date(2025, 6, 30))

    with pytest.raises(CannotChangeUnit) as refusal:
        units.create_village(
            commune=commune, kind="VILLAGE", name="Bi", valid_from=day, by=labour_office
        )
    assert refusal.value.field == "valid_from"


def test_renaming_a_village_keeps_who_did_it(village, labour_office):
    saved = change(village, labour_office, name="Đăk Tuar")

    assert (saved.name, saved.search_key, saved.version) == ("Đăk Tuar", "dak tuar", 2)
    assert saved.history.first().history_user == labour_office


def test_the_same_change_sent_twice_is_one_change(village, labour_office):
    change(village, labour_office, name="Bi")

    again = change(village, labour_office, name="Bi")

    assert again.version == 2


def test_a_change_over_somebody_elses_is_a_conflict(village, labour_office):
    change(village, labour_office, name="Bi")

    with pytest.raises(Conflict) as refusal:
        change(village, labour_office, name="Khác")
    assert refusal.value.changed_by == labour_office.full_name


def test_a_village_where_people_live_does_not_end(village, labour_office):
    factories.HouseholdFactory(village=village)

    with pytest.raises(CannotChangeUnit) as refusal:
        change(village, labour_office, valid_to=DAY)
    assert refusal.value.message.startswith("Còn 1 hộ đang cư trú")


def test_the_end_of_a_village_may_be_planned_while_people_live_there(village, labour_office):
    factories.HouseholdFactory(village=village)

    saved = change(village, labour_office, valid_to=dt.date(2021, 12, 31))

    assert saved.valid_to == dt.date(2021, 12, 31)


def test_an_empty_village_ends(village, labour_office):
    saved = change(village, labour_office, valid_to=DAY)

    assert not Village.objects.valid_on(dt.date(2021, 11, 16)).exists()
    assert saved.valid_to == DAY


def test_a_village_does_not_end_before_it_begins(village, labour_office):
    with pytest.raises(CannotChangeUnit) as refusal:
        change(village, labour_office, valid_to=dt.date(2003, 1, 1))
    assert refusal.value.field == "valid_to"


def test_khu_vuc_sent_twice_is_one_row(commune, labour_office):
    wanted = {"commune": commune, "zone": "III", "valid_from": DAY, "legal_basis": "QĐ 861"}

    first = units.add_zone(by=labour_office, **wanted)
    again = units.add_zone(by=labour_office, **wanted)

    assert again.pk == first.pk
    assert CommuneZone.history.count() == 1


def test_another_khu_vuc_for_the_same_day_is_refused(commune, labour_office):
    factories.CommuneZoneFactory(commune=commune, valid_from=DAY)

    with pytest.raises(CannotChangeUnit) as refusal:
        units.add_zone(
            commune=commune, zone="I", valid_from=DAY, legal_basis="QĐ khác", by=labour_office
        )
    assert refusal.value.field == "valid_from"


def test_a_mistaken_khu_vuc_leaves_its_history(commune, labour_office):
    zone = factories.CommuneZoneFactory(commune=commune)

    units.remove_zone(zone=zone, by=labour_office)

    assert not CommuneZone.objects.exists()
    assert CommuneZone.history.first().history_type == "-"
    assert CommuneZone.history.first().history_user == labour_office


def test_a_new_alias_is_found_by_search(labour_office):
    group = factories.EthnicGroupFactory()

    saved = units.change_ethnic_group(
        group=group, version=1, aliases="Jrai; Chơ Rai", is_indigenous=True, by=labour_office
    )

    assert saved.search_key == "gia rai jrai; cho rai"
    assert saved.history.first().history_user == labour_office


def test_the_kinh_are_not_indigenous_to_tay_nguyen(labour_office):
    group = factories.EthnicGroupFactory(kinh=True)

    with pytest.raises(CannotChangeUnit) as refusal:
        units.change_ethnic_group(
            group=group, version=1, aliases="", is_indigenous=True, by=labour_office
        )
    assert refusal.value.field == "is_indigenous"


def test_an_ethnic_group_changed_meanwhile_is_a_conflict(labour_office):
    group = factories.EthnicGroupFactory()
    units.change_ethnic_group(
        group=group, version=1, aliases="Jrai", is_indigenous=True, by=labour_office
    )

    with pytest.raises(Conflict):
        units.change_ethnic_group(
            group=group, version=1, aliases="", is_indigenous=False, by=labour_office
        )


# One letter that is searched as three; one that takes three characters of the sort key.
@pytest.mark.parametrize("name", ["\ufb03" * 100, "ж" * 100])
def test_a_name_of_letters_that_grow_is_kept(commune, labour_office, name):
    village = units.create_village(
        commune=commune, kind="VILLAGE", name=name, valid_from=START, by=labour_office
    )

    assert Village.objects.get(pk=village.pk).name == name


def test_other_names_of_letters_that_grow_are_kept(labour_office):
    group = factories.EthnicGroupFactory()

    saved = units.change_ethnic_group(
        group=group, version=1, aliases="\ufb03" * 200, is_indigenous=False, by=labour_office
    )

    assert saved.aliases == "\ufb03" * 200
