"""Possible duplicates: found by name and birth, decided, merged, and separated again."""

import pytest

from households.models import DuplicateDecision, Household, Member
from households.queries.duplicates import duplicate_pairs
from households.services.life.checks import CannotRecordEvent
from households.services.life.decisions import decide_not_duplicate
from tests import factories
from tests.households.life_data import last_event, named, take_back, world
from tests.households.register_data import LATER, born, enter, head, person

EXACT, OTHER_DAY, ONLY_YEAR = born(1980, 6, 5), born(1980, 7, 1), born(1980, exact=False)


def home(village, officer, name="Rơ Châm Hyơi", birth=EXACT, *others):
    return enter(village, [head(name, birth=birth), *others], by=officer)[0]


def found(communes=None, **asked):
    page = duplicate_pairs(communes, **asked)
    return [(pair.first.full_name, pair.likeness) for pair in page.pairs]


@pytest.fixture
def elsewhere(other_commune):
    return factories.VillageFactory(commune=other_commune)


@pytest.fixture
def near(commune):
    return factories.VillageFactory(commune=commune)


@pytest.mark.parametrize(
    ("birth", "name", "likeness"),
    [
        (EXACT, "Rơ Châm Hyơi", "SAME_DAY"),
        (EXACT, "Ro Cham Hyoi", "SAME_DAY"),
        (ONLY_YEAR, "Rơ Châm Hyơi", "SAME_YEAR"),
    ],
)
def test_the_same_name_and_birth_in_a_commune(village, near, officer, birth, name, likeness):
    home(village, officer)
    home(near, officer, name, birth)

    assert found() == [("Rơ Châm Hyơi", likeness)]


@pytest.mark.parametrize(
    ("birth", "name"),
    [(born(1981, 6, 5), "Rơ Châm Hyơi"), (EXACT, "Rơ Châm Khác"), (None, "Rơ Châm Hyơi")],
)
def test_others_are_not_alike(village, near, officer, birth, name):
    home(village, officer)
    home(near, officer, name, birth)

    assert found(with_weak=True) == []


def test_the_same_year_but_another_day_is_weak(village, near, officer):
    home(village, officer)
    home(near, officer, birth=OTHER_DAY)

    assert found() == []
    assert found(with_weak=True) == [("Rơ Châm Hyơi", "OTHER_DAY")]


def test_across_communes_the_whole_date_is_wanted(village, elsewhere, officer):
    home(village, officer)
    home(elsewhere, officer)
    home(elsewhere, officer, birth=ONLY_YEAR)

    pairs = duplicate_pairs(None).pairs

    assert [pair.likeness for pair in pairs] == ["SAME_DAY", "SAME_YEAR"]
    assert pairs[1].first.commune == pairs[1].second.commune


def test_heads_of_one_name_in_a_village(village, officer):
    home(village, officer)
    home(village, officer, birth=None)

    assert found() == [("Rơ Châm Hyơi", "SAME_HEAD")]


def test_two_of_one_household_and_those_who_left_are_not_compared(village, near, officer):
    home(village, officer, "Rơ Châm Hyơi", EXACT, person("Rơ Châm Hyơi", birth=EXACT))
    gone = home(near, officer)
    Household.objects.filter(pk=gone.pk).update(state="MOVED", left_on="2021-10-01")

    assert found(with_weak=True) == []


def test_people_of_a_commune_compare_their_own(village, elsewhere, officer):
    home(village, officer)
    home(elsewhere, officer)

    assert found([village.commune_id]) == []
    assert found([]) == []


def test_pages_follow_one_another_without_gaps(village, near, officer):
    for number in range(5):
        home(village, officer, f"Siu {number}")
        home(near, officer, f"Siu {number}")

    first = duplicate_pairs(None, size=3)
    cursor = tuple(int(part) for part in first.next_cursor.split("-"))
    second = duplicate_pairs(None, size=3, after=cursor)

    seen = [pair.first.full_name for pair in [*first.pairs, *second.pairs]]
    assert seen == [f"Siu {number}" for number in range(5)]
    assert second.next_cursor == ""


def test_two_queries_whatever_the_number(village, near, officer, django_assert_num_queries):
    home(village, officer)
    home(near, officer)

    with django_assert_num_queries(2):
        duplicate_pairs(None)


def decide(first, second, by, reason="Hai anh em họ"):
    return decide_not_duplicate(
        first_id=first.head_id, second_id=second.head_id, reason=reason, by=by, at=LATER
    )


def test_who_was_judged_to_be_two_is_not_shown_again(village, near, officer):
    one, two = home(village, officer), home(near, officer)

    decision = decide(two, one, officer)
    again = decide(one, two, officer)

    assert found() == []
    assert again == decision
    assert (decision.first_id, decision.second_id) == (one.head_id, two.head_id)
    assert decision.history.first().history_user == officer


def test_a_judgement_wants_a_reason_and_two_households(village, near, officer):
    one, two = home(village, officer), home(near, officer)

    with pytest.raises(CannotRecordEvent) as refusal:
        decide(one, two, officer, reason=" ")
    with pytest.raises(CannotRecordEvent):
        decide(one, one, officer)

    assert refusal.value.field == "reason"


def test_the_page_shows_pairs_and_takes_a_judgement_and_its_withdrawal(
    log_in, village, near, officer
):
    one, two = home(village, officer), home(near, officer)
    client, pair = log_in(officer), f"/trung-lap/{one.head_id}-{two.head_id}/"

    listed = client.get("/trung-lap/").content.decode()
    compared = client.get(pair).content.decode()
    client.post(pair, {"reason": "Hai anh em họ"})
    after = client.get("/trung-lap/").content.decode()
    client.post(f"/trung-lap/{DuplicateDecision.objects.get().pk}/xem-lai/")

    assert pair in listed
    assert two.code in compared
    assert "Hai anh em họ" in after
    assert not DuplicateDecision.objects.exists()
    assert found()


@pytest.mark.parametrize("key", ["1", "a-b", "1-2-3", "99999-88888"])
def test_no_pair_is_not_found(log_in, officer, key):
    assert log_in(officer).get(f"/trung-lap/{key}/").status_code == 404


def test_a_cursor_that_is_not_ours_is_not_found(log_in, officer):
    assert log_in(officer).get("/trung-lap/?cursor=x").status_code == 400


def test_a_household_written_twice_is_put_together_and_taken_apart(log_in, village, officer):
    right = home(village, officer)
    wrong = home(village, officer, "Rơ Châm Hyơi", EXACT, person("Siu Mới"))
    before, client = world(), log_in(officer)
    where = f"/ho-dan/{wrong.pk}/gop-ho-trung/?into={right.code}"

    first = client.get(where).context["form"]
    missing = named(wrong, "Siu Mới")[0]
    sent = {
        "client_id": "6f1f8e6e-0d5c-4f0e-9a55-b3b1b8f1c111",
        "version": "1",
        "into_version": "1",
        "on": "05/10/2021",
        "note": "Nhập hai lần",
        f"relation_{missing}": "CHILD",
        "confirmed": "1",
    }
    client.post(f"{where}&members={missing}&chosen=1", sent)
    wrong.refresh_from_db()
    state = wrong.state
    take_back(last_event(), by=officer)

    assert first.initial["members"] == [missing]
    assert state == "DISSOLVED"
    assert world() == before


def test_a_person_written_twice_is_taken_off_one_household(log_in, village, near, officer):
    right = home(near, officer, "Siu Nay", None, person("Siu Mới", birth=EXACT))
    wrong = home(village, officer, "Rơ Châm Hyơi", EXACT, person("Siu Mới", birth=EXACT))
    gone, kept = named(wrong, "Siu Mới")[0], named(right, "Siu Mới")[0]
    sent = {
        "client_id": "6f1f8e6e-0d5c-4f0e-9a55-b3b1b8f1c112",
        "version": "1",
        "on": "05/10/2021",
        "note": "Ở với chú",
        "confirmed": "1",
    }

    where = f"/ho-dan/{wrong.pk}/bo-nguoi-trung/?person={gone}&kept={kept}&head="
    log_in(officer).post(where, sent)

    assert not Member.objects.filter(pk=gone).exists()
    assert found() == []


def test_nobody_of_another_commune_is_named_by_its_key(log_in, village, elsewhere, officer):
    wrong, hidden = home(village, officer), home(elsewhere, officer, "Người Kín")

    where = f"/ho-dan/{wrong.pk}/bo-nguoi-trung/?person={wrong.head_id}&kept={hidden.head_id}"
    response = log_in(officer).get(where)

    assert "kept" in response.context["form"].errors
    assert "Người Kín" not in response.content.decode()


def test_a_program_lists_judges_and_takes_off(api_as, village, near, officer):
    one, two = home(village, officer), home(near, officer)
    api, pair = api_as(officer), {"first": one.head_id, "second": two.head_id}

    listed = api.get("/api/v1/duplicates/").json()
    said = {**pair, "reason": "Hai anh em họ"}
    decided = api.post("/api/v1/duplicates/decisions/", said, format="json").json()
    emptied = api.get("/api/v1/duplicates/").json()
    withdrawn = api.delete(f"/api/v1/duplicates/decisions/{decided['id']}/")
    gone = {
        "client_id": "6f1f8e6e-0d5c-4f0e-9a55-b3b1b8f1c113",
        "version": 1,
        "on": "2021-10-05",
        "note": "Trùng",
        "member": two.head_id,
        "kept": one.head_id,
    }
    off = api.post(f"/api/v1/households/{two.pk}/remove-duplicate/", gone, format="json")

    assert [row["likeness"] for row in listed["results"]] == ["SAME_DAY"]
    assert emptied["results"] == []
    assert (withdrawn.status_code, off.status_code) == (204, 200)
    assert off.json()["kind"] == "MERGE_DUPLICATE"
