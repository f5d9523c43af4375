"""The mapping of 1 July 2025."""

import datetime as dt

import pytest

from areas.models import Commune, NewUnit, UnitChange, UnitChangeLine
from areas.services.reference import load_units
from areas.services.unit_changes import UnknownUnit, load_unit_change

NEW = {"Ia Grai": 3, "Ia Krái": 3, "Ia Hrung": 4, "Ia O": 1, "Ia Chia": 1, "Gào": 1}


@pytest.fixture
def planned(db):
    load_units()
    load_unit_change()
    return UnitChange.objects.get()


def test_every_old_commune_goes_into_one_new_unit(planned):
    lines = UnitChangeLine.objects.select_related("new_unit")
    taken = [line.new_unit.name for line in lines]

    assert {name: taken.count(name) for name in NEW} == NEW
    assert len(taken) == Commune.objects.count() == 13


def test_the_new_units_are_rural_and_of_province_52(planned):
    assert (planned.province_code, planned.state) == ("52", "PLANNED")
    assert planned.takes_effect_on == dt.date(2025, 7, 1)
    assert set(NewUnit.objects.values_list("kind", "area_type")) == {("COMMUNE", "RURAL")}


def test_a_part_from_outside_the_district_is_noted(planned):
    assert "Ia Kênh" in NewUnit.objects.get(code="23611").outside


def test_loading_it_again_changes_nothing(planned):
    assert load_unit_change() == 0
    assert (UnitChange.objects.count(), NewUnit.objects.count()) == (1, 6)


def test_a_mapping_of_communes_not_in_force_is_refused(db):
    load_units()
    Commune.objects.filter(code="23791").update(valid_to=dt.date(2024, 12, 31))

    with pytest.raises(UnknownUnit, match="23791"):
        load_unit_change()
