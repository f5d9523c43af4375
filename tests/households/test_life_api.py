"""Life events through the API."""

import uuid

import pytest

from households.models import Household, LifeEvent
from tests import factories
from tests.households.life_data import family, named, people


@pytest.fixture
def household(village, officer):
    return family(village, officer, "Siu Con", "Siu Cháu")


def said(household, **facts):
    return {
        "client_id": str(uuid.uuid4()),
        "version": household.version,
        "on": "2021-10-05",
        **facts,
    }


def tell(api, household, what, sent):
    return api.post(f"/api/v1/households/{household.pk}/{what}/", sent, format="json")


def children(household):
    return [{"member": member.pk, "relation": "CHILD"} for member in people(household)]


def a_split(household, *names):
    keys = named(household, *names)
    return said(
        household,
        members=keys,
        head=keys[0],
        village=household.village_id,
        relations=children(household),
    )


def test_a_split_sent_twice_is_one(api_as, officer, household):
    sent, api = a_split(household, "Siu Con", "Siu Cháu"), api_as(officer)

    first, again = tell(api, household, "split", sent), tell(api, household, "split", sent)

    assert (first.status_code, first.json()) == (200, again.json())
    assert first.json()["kind"] == "SPLIT"
    assert [part["role"] for part in first.json()["parts"]] == ["SOURCE", "TARGET"]
    assert Household.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"members": []}, "members"),
        ({"head": 1_000_000}, "head"),
        ({"on": "2099-01-01"}, "on"),
        ({"village": 1_000_000}, "village"),
    ],
)
def test_what_cannot_be_is_refused_by_field(api_as, officer, household, changes, field):
    answer = tell(api_as(officer), household, "split", a_split(household, "Siu Con") | changes)

    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_an_old_version_is_a_conflict(api_as, officer, household):
    answer = tell(
        api_as(officer), household, "split", a_split(household, "Siu Con") | {"version": 9}
    )

    assert answer.status_code == 409


def test_merge_move_head_and_death(api_as, officer, household, village, other_commune):
    api = api_as(officer)
    other = family(village, officer, head_name="Rơ Châm Hyơi")
    into = {"into": household.pk, "into_version": 1, "relations": children(other)}
    child = named(household, "Siu Con")[0]
    elsewhere = factories.VillageFactory(commune=other_commune)
    near = factories.VillageFactory(commune=village.commune)

    merged = tell(api, other, "merge", said(other, **into))
    household.refresh_from_db()
    headed = said(household, head=child, relations=children(household))
    answers = [merged, tell(api, household, "change-head", headed)]
    for what, facts in (
        ("death", {"member": named(household, "Siu Cháu")[0]}),
        ("move-within", {"village": near.pk}),
        ("move-between", {"village": elsewhere.pk}),
    ):
        household.refresh_from_db()
        answers.append(tell(api, household, what, said(household, **facts)))

    assert [answer.status_code for answer in answers] == [200] * 5
    made = Household.objects.get(came_from=household)
    assert (made.commune, made.head_name, made.member_count) == (other_commune, "Siu Con", 3)


def test_a_household_of_another_commune_is_not_found(api_as, household, officer, other_commune):
    stranger = factories.UserFactory(officer=True, commune=other_commune)
    own = family(factories.VillageFactory(commune=other_commune), stranger)
    into = {"into": household.pk, "into_version": 1, "relations": children(own)}

    answers = [
        tell(api_as(stranger), household, "split", a_split(household, "Siu Con")),
        tell(api_as(stranger), own, "merge", said(own, **into)),
    ]

    assert [answer.status_code for answer in answers] == [404, 400]
    assert answers[1].json() == {"into": ["Không có hộ này."]}


def test_events_are_listed_and_taken_back(api_as, officer, household):
    api = api_as(officer)
    event = tell(api, household, "split", a_split(household, "Siu Con")).json()

    listed = api.get("/api/v1/life-events/?kind=SPLIT").json()
    undone = api.post(f"/api/v1/life-events/{event['id']}/undo/", {"reason": "Nhầm"}, format="json")

    assert [row["id"] for row in listed["results"]] == [event["id"]]
    assert undone.json()["undo_reason"] == "Nhầm"
    assert undone.json()["parts"][1]["household"] is None
    assert LifeEvent.objects.get().is_undone


def test_a_later_change_stands_in_the_way(api_as, officer, household):
    api = api_as(officer)
    first = tell(api, household, "split", a_split(household, "Siu Con")).json()
    household.refresh_from_db()
    tell(api, household, "split", a_split(household, "Siu Cháu"))

    answer = api.post(f"/api/v1/life-events/{first['id']}/undo/", {"reason": "Nhầm"}, format="json")

    assert answer.status_code == 400
    assert "Tách hộ" in answer.json()["detail"]


def test_a_day_of_a_closed_year_counts_in_the_first_open_one(api_as, officer, household):
    factories.RoundFactory(year=2020, state="CLOSED")
    gone = named(household, "Siu Con")[0]

    answer = tell(
        api_as(officer), household, "death", said(household, member=gone, on="2020-12-20")
    )

    assert (answer.json()["happened_on"], answer.json()["counts_in"]) == ("2020-12-20", 2021)
