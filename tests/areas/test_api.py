"""API of units and ethnic groups."""

import datetime as dt
import json

import pytest

from areas.models import CommuneZone, Village
from tests import factories

pytestmark = pytest.mark.django_db


def test_communes_carry_their_figures(api_as, labour_office, village):
    factories.CommuneZoneFactory(commune=village.commune)
    factories.HouseholdFactory(village=village)

    answer = api_as(labour_office).get("/api/v1/communes/").json()

    assert answer["count"] == 1
    assert answer["results"][0] == {
        "id": village.commune.pk,
        "code": "23782",
        "name": "Ia O",
        "kind": "COMMUNE",
        "area_type": "RURAL",
        "region": "CENTRAL_HIGHLANDS",
        "is_border": True,
        "aliases": "",
        "zone": "III",
        "zone_from": "2021-06-04",
        "village_count": 1,
        "household_count": 1,
        "latitude": None,
        "longitude": None,
        "valid_from": "2004-01-01",
        "valid_to": None,
        "merged_into": None,
    }


def test_communes_of_a_day_are_asked_for_by_date(api_as, labour_office):
    factories.CommuneFactory(valid_to=dt.date(2025, 6, 30))

    before = api_as(labour_office).get("/api/v1/communes/?on=30/06/2025").json()
    after = api_as(labour_office).get("/api/v1/communes/?on=2025-07-01").json()

    assert (before["count"], after["count"]) == (1, 0)


@pytest.mark.parametrize("query", ["on=hôm nay", "page_size=1000000", "page_size=0"])
def test_a_query_that_makes_no_sense_is_400(api_as, labour_office, query):
    answer = api_as(labour_office).get(f"/api/v1/communes/?{query}")

    assert answer.status_code == 400


def test_a_tampered_cursor_is_refused(api_as, labour_office):
    assert api_as(labour_office).get("/api/v1/communes/?cursor=xyz").status_code == 400


def test_an_officer_does_not_find_another_commune(api_as, officer, other_commune):
    client = api_as(officer)

    assert client.get(f"/api/v1/communes/{other_commune.pk}/").status_code == 404
    assert client.get("/api/v1/communes/").json()["count"] == 1


def test_a_commune_lists_its_khu_vuc(api_as, labour_office, commune):
    factories.CommuneZoneFactory(commune=commune)

    answer = api_as(labour_office).get(f"/api/v1/communes/{commune.pk}/").json()

    assert [zone["zone"] for zone in answer["zones"]] == ["III"]


def test_a_khu_vuc_is_noted_and_taken_back(api_as, labour_office, commune):
    client = api_as(labour_office)
    sent = {"zone": "III", "valid_from": "04/06/2021", "legal_basis": "QĐ 861/QĐ-TTg"}

    made = client.post(f"/api/v1/communes/{commune.pk}/zones/", sent, format="json")
    gone = client.delete(f"/api/v1/zones/{made.json()['id']}/")

    assert (made.status_code, gone.status_code) == (201, 204)
    assert made.json()["valid_from"] == "2021-06-04"
    assert not CommuneZone.objects.exists()


def test_a_village_is_made_and_changed(api_as, labour_office, commune):
    client = api_as(labour_office)
    sent = {"kind": "VILLAGE", "name": "Bi", "valid_from": "2016-01-01"}

    made = client.post("/api/v1/villages/", {**sent, "commune": commune.pk}, format="json").json()
    change = {**sent, "name": "Đăk Tuar", "valid_to": None, "version": made["version"]}
    saved = client.put(f"/api/v1/villages/{made['id']}/", change, format="json").json()

    assert made["code"] == "001"
    assert (saved["name"], saved["version"]) == ("Đăk Tuar", 2)


def test_a_village_changed_meanwhile_is_409(api_as, labour_office, village):
    client = api_as(labour_office)
    sent = {"kind": "VILLAGE", "valid_from": "2016-01-01", "valid_to": None, "version": 1}
    client.put(f"/api/v1/villages/{village.pk}/", {**sent, "name": "Bi"}, format="json")

    answer = client.put(f"/api/v1/villages/{village.pk}/", {**sent, "name": "X"}, format="json")

    assert answer.status_code == 409
    assert answer.json()["changed_by"] == labour_office.full_name


def test_a_refusal_names_its_field(api_as, labour_office, village):
    sent = {
        "commune": village.commune.pk,
        "kind": village.kind,
        "name": village.name,
        "valid_from": "2016-01-01",
    }

    answer = api_as(labour_office).post("/api/v1/villages/", sent, format="json")

    assert answer.status_code == 400
    assert answer.json()["field"] == "name"


def test_villages_of_a_commune_are_asked_for(api_as, labour_office, village):
    factories.VillageFactory()

    answer = api_as(labour_office).get(f"/api/v1/villages/?commune={village.commune.pk}").json()

    assert [row["id"] for row in answer["results"]] == [village.pk]


def test_an_officer_may_read_villages_but_not_make_them(api_as, officer, commune):
    client = api_as(officer)

    assert client.get("/api/v1/villages/").status_code == 200
    assert client.post("/api/v1/villages/", {}, format="json").status_code == 403
    assert not Village.objects.exists()


@pytest.mark.parametrize("name", ["a\u202eb", "a\u0007b", "x" * 101, "  "])
def test_a_name_that_could_break_something_is_400(api_as, labour_office, commune, name):
    sent = {"commune": commune.pk, "kind": "VILLAGE", "name": name, "valid_from": "2016-01-01"}
    body = json.dumps(sent)

    answer = api_as(labour_office).post("/api/v1/villages/", body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json().keys() == {"name"}


def test_an_ethnic_group_is_changed(api_as, labour_office):
    group = factories.EthnicGroupFactory()
    sent = {"aliases": "Jrai", "is_indigenous": True, "version": 1}

    saved = api_as(labour_office).put(f"/api/v1/ethnic-groups/{group.pk}/", sent, format="json")

    assert saved.json()["aliases"] == "Jrai"


def test_what_is_sent_beside_the_known_keys_changes_nothing(api_as, labour_office):
    group = factories.EthnicGroupFactory()
    sent = {"aliases": "", "is_indigenous": True, "version": 1, "id": 999, "is_minority": False}

    api_as(labour_office).put(f"/api/v1/ethnic-groups/{group.pk}/", sent, format="json")

    group.refresh_from_db()
    assert group.is_minority is True
