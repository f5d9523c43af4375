"""Pages of units and ethnic groups."""

import datetime as dt

import pytest
from django.urls import reverse

from areas.models import CommuneZone, EthnicGroup, Village
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_list_shows_communes_in_force_on_the_working_date(log_in, labour_office, settings):
    factories.InstallationFactory(is_demo=True)
    settings.DEMO_DATE = dt.date(2021, 11, 15)
    factories.CommuneFactory(name="Ia Kha", kind="TOWN", valid_to=dt.date(2025, 6, 30))
    factories.CommuneFactory(name="Ia Grai", valid_from=dt.date(2025, 7, 1))

    page = log_in(labour_office).get(reverse("areas:list"))

    assert "Thị trấn Ia Kha" in page.content.decode()
    assert "Xã Ia Grai" not in page.content.decode()
    assert "1 xã, thị trấn có hiệu lực ngày 15/11/2021" in page.content.decode()


def test_the_list_can_speak_of_another_day(log_in, labour_office):
    factories.CommuneFactory(name="Ia Kha", valid_to=dt.date(2025, 6, 30))

    page = log_in(labour_office).get(reverse("areas:list"), {"on": "01/07/2025"})

    assert "Không có xã nào khớp" in page.content.decode()


def test_a_day_that_makes_no_sense_shows_nothing(log_in, labour_office, commune):
    page = log_in(labour_office).get(reverse("areas:list"), {"on": "31/02/2021"})

    assert "Xã Ia O" not in page.content.decode()


def test_communes_are_found_without_marks(log_in, labour_office, commune):
    factories.CommuneFactory(name="Ia Pếch")

    page = log_in(labour_office).get(reverse("areas:list"), {"q": "PECH"})

    assert "Ia Pếch" in page.content.decode()
    assert "Ia O" not in page.content.decode()


def test_an_unknown_khu_vuc_is_said_to_be_unknown(log_in, labour_office, commune):
    page = log_in(labour_office).get(reverse("areas:list"))

    assert "chưa nhập" in page.content.decode()


def test_htmx_receives_the_table_alone(log_in, labour_office, commune):
    page = log_in(labour_office).get(reverse("areas:list"), headers={"HX-Request": "true"})

    assert "<html" not in page.content.decode()
    assert "Xã Ia O" in page.content.decode()


def test_the_list_costs_the_same_for_more_communes(
    log_in, labour_office, commune, django_assert_max_num_queries
):
    factories.InstallationFactory()
    client = log_in(labour_office)
    client.get(reverse("areas:list"))
    factories.CommuneFactory.create_batch(5)

    with django_assert_max_num_queries(5):
        client.get(reverse("areas:list"))


def test_the_commune_shows_its_villages_and_khu_vuc(log_in, labour_office, village):
    factories.CommuneZoneFactory(commune=village.commune)

    page = log_in(labour_office).get(reverse("areas:commune_detail", args=[village.commune.pk]))

    assert village.full_name in page.content.decode()
    assert "QĐ 861/QĐ-TTg" in page.content.decode()


def test_an_officer_reads_their_commune_without_buttons_to_change_it(log_in, officer, village):
    page = log_in(officer).get(reverse("areas:commune_detail", args=[village.commune.pk]))

    assert village.full_name in page.content.decode()
    assert "Thêm thôn, làng" not in page.content.decode()


def test_an_officer_does_not_find_another_commune(log_in, officer, other_commune):
    page = log_in(officer).get(reverse("areas:commune_detail", args=[other_commune.pk]))

    assert page.status_code == 404


def test_the_labour_office_notes_a_khu_vuc_day_first(log_in, labour_office, commune):
    page = log_in(labour_office).post(
        reverse("areas:zone_add", args=[commune.pk]),
        {"zone": "III", "valid_from": "04/06/2021", "legal_basis": "QĐ 861/QĐ-TTg"},
    )

    assert page.status_code == 302
    assert CommuneZone.objects.get().valid_from == dt.date(2021, 6, 4)


def test_a_khu_vuc_needs_its_legal_basis(log_in, labour_office, commune):
    page = log_in(labour_office).post(
        reverse("areas:zone_add", args=[commune.pk]),
        {"zone": "III", "valid_from": "04/06/2021", "legal_basis": "  "},
    )

    assert page.context["form"].errors.keys() == {"legal_basis"}
    assert not CommuneZone.objects.exists()


def test_what_the_service_refuses_stands_beside_its_field(log_in, labour_office, commune):
    factories.CommuneZoneFactory(commune=commune, valid_from=dt.date(2021, 6, 4))

    page = log_in(labour_office).post(
        reverse("areas:zone_add", args=[commune.pk]),
        {"zone": "I", "valid_from": "04/06/2021", "legal_basis": "QĐ khác"},
    )

    assert page.context["form"].errors["valid_from"] == ["Xã này đã có khu vực từ ngày đó."]


def test_a_mistaken_khu_vuc_is_taken_back(log_in, labour_office, commune):
    zone = factories.CommuneZoneFactory(commune=commune)

    log_in(labour_office).post(reverse("areas:zone_remove", args=[zone.pk]))

    assert not CommuneZone.objects.exists()


def test_a_new_village_is_added(log_in, labour_office, commune):
    page = log_in(labour_office).post(
        reverse("areas:village_add", args=[commune.pk]),
        {"kind": "VILLAGE", "name": " Mít  Chép ", "valid_from": "01/01/2016"},
    )

    assert page.status_code == 302
    assert Village.objects.get().full_name == "Làng Mít Chép"


def test_a_village_is_edited(log_in, labour_office, village):
    page = log_in(labour_office).post(
        reverse("areas:village_edit", args=[village.pk]),
        {"kind": "HAMLET", "name": "2", "valid_from": "01/01/2016", "valid_to": "", "version": "1"},
    )

    village.refresh_from_db()
    assert page.status_code == 302
    assert (village.full_name, village.version) == ("Thôn 2", 2)


def test_a_village_edited_meanwhile_says_by_whom(log_in, labour_office, village):
    client = log_in(labour_office)
    address = reverse("areas:village_edit", args=[village.pk])
    sent = {"kind": "HAMLET", "valid_from": "01/01/2016", "valid_to": "", "version": "1"}
    client.post(address, {**sent, "name": "2"})

    page = client.post(address, {**sent, "name": "3"})

    assert labour_office.full_name in page.context["form"].non_field_errors()[0]
    assert Village.objects.get().name == "2"


def test_a_village_name_is_shown_as_typed(log_in, labour_office, village):
    Village.objects.filter(pk=village.pk).update(name="<script>alert(1)</script>")

    page = log_in(labour_office).get(reverse("areas:commune_detail", args=[village.commune.pk]))

    assert "&lt;script&gt;alert(1)" in page.content.decode()
    assert "<script>alert(1)" not in page.content.decode()


def test_the_groups_are_listed_by_kind(log_in, labour_office):
    factories.EthnicGroupFactory()
    factories.EthnicGroupFactory(kinh=True)

    page = log_in(labour_office).get(reverse("areas:ethnic_group_list"), {"kind": "INDIGENOUS"})

    assert [group.name for group in page.context["groups"]] == ["Gia Rai"]


def test_a_group_is_edited(log_in, labour_office):
    group = factories.EthnicGroupFactory()

    page = log_in(labour_office).post(
        reverse("areas:ethnic_group_edit", args=[group.pk]), {"aliases": "Jrai", "version": "1"}
    )

    changed = EthnicGroup.objects.get()
    assert page.status_code == 302
    assert (changed.aliases, changed.is_indigenous) == ("Jrai", False)
