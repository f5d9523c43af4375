"""Reference data: units and ethnic groups."""

import datetime as dt

import pytest
from django.core.management import call_command

from areas.models import Commune, EthnicGroup, Installation
from areas.services.reference import load_units

pytestmark = pytest.mark.django_db

IN_2021 = dt.date(2021, 11, 15)


def test_the_thirteen_real_units_are_in_force_in_2021():
    load_units()

    communes = Commune.objects.valid_on(IN_2021)

    assert communes.count() == 13
    assert communes.get(code="23764").full_name == "Thị trấn Ia Kha"
    assert set(communes.filter(is_border=True).values_list("name", flat=True)) == {
        "Ia O",
        "Ia Chia",
    }
    assert communes.filter(area_type="URBAN").count() == 1


def test_the_units_end_with_the_merger_of_july_2025():
    load_units()

    assert Commune.objects.valid_on(dt.date(2025, 6, 30)).count() == 13
    assert not Commune.objects.valid_on(dt.date(2025, 7, 1)).exists()


def test_the_communes_stand_in_district_628_of_province_64():
    load_units()

    commune = Commune.objects.get(code="23782")

    assert (commune.district.code, commune.district.name) == ("628", "Ia Grai")
    assert (commune.province.code, commune.province.name) == ("64", "Gia Lai")


def test_the_communes_lie_in_the_central_highlands():
    load_units()

    assert set(Commune.objects.values_list("region", flat=True)) == {"CENTRAL_HIGHLANDS"}


def test_khu_vuc_is_empty_at_first():
    load_units()

    assert not Commune.objects.filter(zones__isnull=False).exists()


def test_the_installation_is_for_the_district_and_holds_real_data():
    load_units()

    installation = Installation.objects.get()

    assert installation.district.code == "628"
    assert installation.is_demo is False


def test_there_are_54_groups_of_which_53_are_minorities_and_16_very_small():
    load_units()

    assert EthnicGroup.objects.count() == 54
    assert EthnicGroup.objects.filter(is_minority=True).count() == 53
    assert EthnicGroup.objects.filter(is_very_small=True).count() == 16


def test_gia_rai_is_10_in_both_code_systems_and_indigenous():
    load_units()

    group = EthnicGroup.objects.get(code_1979="10")

    assert (group.name, group.code_2009, group.is_indigenous) == ("Gia Rai", "10", True)


@pytest.mark.parametrize("typed", ["jrai", "Gia Rai", "gia-rai", "JARAI", "10"])
def test_a_group_is_found_by_any_of_its_names(typed):
    load_units()

    assert EthnicGroup.objects.search(typed).filter(name="Gia Rai").exists()


@pytest.mark.parametrize("typed", ["ia krai", "Ia Krái", "IA KRÁI", "23776"])
def test_a_commune_is_found_by_any_spelling(typed):
    load_units()

    assert Commune.objects.search(typed).get().code == "23776"


def test_loading_again_makes_nothing_and_keeps_what_was_changed():
    load_units()
    EthnicGroup.objects.filter(name="Mạ").update(is_indigenous=False)
    Commune.objects.filter(code="23782").update(area_type="URBAN")

    made = load_units()

    assert made == 0
    assert EthnicGroup.objects.get(name="Mạ").is_indigenous is False
    assert Commune.objects.get(code="23782").area_type == "URBAN"


def test_loading_again_restores_only_what_is_missing():
    load_units()
    EthnicGroup.objects.get(name="Ơ Đu").delete()

    made = load_units()

    assert made == 1
    assert EthnicGroup.objects.count() == 54


def test_what_was_loaded_has_its_history():
    load_units()

    assert Commune.history.count() == 13
    assert EthnicGroup.history.count() == 54
    assert Installation.history.count() == 1


def test_one_command_loads_units_groups_standards_and_scoring_tables(capsys):
    call_command("load_reference")
    call_command("load_reference")

    first, second = capsys.readouterr().out.splitlines()
    assert first == "Đã nạp 70 đơn vị, dân tộc, 3 chuẩn nghèo và 7 bảng điểm B1 (chưa kiểm chứng)."
    assert second == "Đã nạp 0 đơn vị, dân tộc, 0 chuẩn nghèo và 0 bảng điểm B1 (chưa kiểm chứng)."
