"""Constraints on units."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from areas.models import Commune, CommuneZone, Village
from tests import factories

pytestmark = pytest.mark.django_db

MERGER = dt.date(2025, 7, 1)


def test_a_code_may_be_used_again_after_its_first_unit_ended():
    factories.CommuneFactory(code="23764", name="Ia Kha", valid_to=dt.date(2025, 6, 30))

    factories.CommuneFactory(code="23764", name="Ia Grai", valid_from=MERGER)

    assert Commune.objects.valid_on(dt.date(2025, 6, 30)).get().name == "Ia Kha"
    assert Commune.objects.valid_on(MERGER).get().name == "Ia Grai"


def test_two_units_in_force_may_not_share_a_code():
    factories.CommuneFactory(code="23764")

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.CommuneFactory(code="23764", valid_from=MERGER)


def test_a_unit_may_not_end_before_it_begins(commune):
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.filter(pk=commune.pk).update(valid_to=dt.date(1990, 1, 1))


def test_a_village_code_stands_once_in_its_commune(village):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.VillageFactory(commune=village.commune, code=village.code)


def test_two_communes_may_number_their_villages_alike(village, other_commune):
    factories.VillageFactory(commune=other_commune, code=village.code)

    assert Village.objects.filter(code=village.code).count() == 2


def test_a_commune_has_one_khu_vuc_from_a_day(commune):
    factories.CommuneZoneFactory(commune=commune)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.CommuneZoneFactory(commune=commune, zone="I")
    assert CommuneZone.objects.count() == 1


def test_a_commune_in_use_cannot_be_deleted(village):
    with pytest.raises(IntegrityError), transaction.atomic():
        village.commune.delete()


def test_the_installation_is_one_row(db):
    factories.InstallationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.InstallationFactory(id=2)


def test_a_unit_has_a_capital_at_the_beginning_and_none_inside_a_sentence(commune, village):
    assert commune.full_name == f"Xã {commune.name}"
    assert commune.name_in_sentence == f"xã {commune.name}"
    assert village.name_in_sentence == f"làng {village.name}"
