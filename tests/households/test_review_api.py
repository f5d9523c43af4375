import datetime as dt
import uuid

import pytest
from django.urls import reverse

from households.models import Assessment, PovertyRecord, Round
from tests import factories
from tests.households.review_data import KEYS, answers, filled, new_standard, start, submitted

LIST = reverse("api:assessment_list")
RECORDS = reverse("api:poverty_record_list")
ROUNDS = reverse("api:round_list")


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village, head_name="Rơ Châm Hyơi")


def url(name, thing):
    return reverse(f"api:{name}", args=[thing.pk])


def written(assessment, *, points=135, lacking=3, **given):
    result = {"standard": "VN-2016-2020", "b1_points": points, "answers": answers(lacking)}
    return {
        "version": assessment.version,
        "surveyed_on": "2021-11-14",
        "results": [result],
        **given,
    }


def test_a_form_goes_its_whole_way(household, this_round, standard, officer, chair, api_as):
    factories.PovertyRecordFactory(household=household, standard=standard)
    api, chairs = api_as(officer), api_as(chair)
    new = {"client_id": uuid.uuid4(), "household": household.pk, "round": this_round.pk}

    form = api.post(LIST, new, format="json").json()
    form = api.put(
        reverse("api:assessment_detail", args=[form["id"]]),
        written(Assessment.objects.get(), points=151, change_reason="Có rẫy cà phê"),
        format="json",
    ).json()
    form = api.post(
        reverse("api:assessment_submit", args=[form["id"]]),
        {"version": form["version"]},
        format="json",
    ).json()
    done = chairs.post(
        reverse("api:assessment_approve", args=[form["id"]]),
        {"version": form["version"]},
        format="json",
    ).json()

    assert (done["state"], done["approved_by"]["full_name"]) == ("APPROVED", chair.full_name)
    assert done["results"][0]["status"] == "NOT_POOR"
    assert PovertyRecord.objects.get().movement == "EXITED_ABOVE"


def test_the_same_request_twice_is_one_form_and_says_so(household, this_round, officer, api_as):
    new = {"client_id": uuid.uuid4(), "household": household.pk, "round": this_round.pk}

    first = api_as(officer).post(LIST, new, format="json")
    second = api_as(officer).post(LIST, new, format="json")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]


def test_a_household_of_another_commune_cannot_be_named(other_commune, this_round, officer, api_as):
    foreign = factories.HouseholdFactory(village__commune=other_commune)
    new = {"client_id": uuid.uuid4(), "household": foreign.pk, "round": this_round.pk}

    answer = api_as(officer).post(LIST, new, format="json")

    assert answer.status_code == 400
    assert set(answer.json()) == {"household"}


def test_a_lost_race_is_told_with_who_and_when(household, this_round, officer, api_as):
    assessment = start(household, this_round, officer)
    colleague = factories.UserFactory(full_name="Ksor Hạnh")
    api_as(colleague).put(url("assessment_detail", assessment), written(assessment), format="json")

    answer = api_as(officer).put(
        url("assessment_detail", assessment), written(assessment, points=100), format="json"
    )

    assert answer.status_code == 409
    assert answer.json()["changed_by"] == "Ksor Hạnh"


@pytest.mark.parametrize(
    ("spoilt", "place"),
    [
        ({"version": None}, "version"),
        ({"surveyed_on": "31/02/2021"}, "surveyed_on"),
        ({"note": "a\u202eb"}, "note"),
        ({"note": "x" * 501}, "note"),
        ({"results": [{"standard": "VN-1999"}]}, "results"),
        ({"results": [{"standard": "VN-2016-2020", "b1_points": 501}]}, "results"),
        ({"results": [{"standard": "VN-2016-2020", "b1_points": "1.350"}]}, "results"),
        ({"results": [{"standard": "VN-2016-2020", "b1_points": True}]}, "results"),
        ({"results": [{"standard": "VN-2016-2020", "answers": {"water": "có"}}]}, "results"),
        ({"results": [{"standard": "VN-2016-2020", "answers": {"water": 1}}]}, "results"),
        ({"results": "x"}, "results"),
    ],
)
def test_a_value_that_makes_no_sense_is_answered_with_its_place(
    household, this_round, officer, api_as, spoilt, place
):
    assessment = start(household, this_round, officer)

    answer = api_as(officer).put(
        url("assessment_detail", assessment), written(assessment, **spoilt), format="json"
    )

    assert answer.status_code == 400
    assert place in answer.json()


def test_an_unknown_question_is_refused_in_words(household, this_round, officer, api_as):
    assessment = start(household, this_round, officer)
    result = {"standard": "VN-2016-2020", "answers": {"nutrition": True}}

    answer = api_as(officer).put(
        url("assessment_detail", assessment),
        written(assessment, results=[result]),
        format="json",
    )

    assert answer.status_code == 400
    assert "nutrition" in answer.json()["detail"]


def test_fields_that_are_not_the_senders_are_refused(household, this_round, officer, chair, api_as):
    assessment = start(household, this_round, officer)
    greedy = {"state": "APPROVED", "approved_by": chair.pk, "commune": 1, "household": 1}

    answer = api_as(officer).put(
        url("assessment_detail", assessment), written(assessment, **greedy), format="json"
    )

    assessment.refresh_from_db()
    assert (answer.status_code, answer.json().keys()) == (400, greedy.keys())
    assert (assessment.state, assessment.approved_by_id) == ("DRAFT", None)


def test_a_standard_that_is_not_sent_stays_as_it_is(household, standard, officer, api_as):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])
    assessment = filled(household, round_, officer, points=110)

    form = (
        api_as(officer)
        .put(url("assessment_detail", assessment), written(assessment, points=151), format="json")
        .json()
    )

    assert [result["b1_points"] for result in form["results"]] == [151, 110]


def test_the_chair_returns_a_form_with_a_reason(household, this_round, officer, chair, api_as):
    assessment = submitted(household, this_round, officer)
    address = url("assessment_return", assessment)
    version = {"version": assessment.version}

    refused = api_as(chair).post(address, version, format="json")
    form = api_as(chair).post(address, {**version, "reason": "Thiếu ảnh"}, format="json").json()

    assert refused.status_code == 400
    assert (form["state"], form["return_reason"]) == ("DRAFT", "Thiếu ảnh")


def test_a_draft_is_discarded(household, this_round, officer, api_as):
    assessment = start(household, this_round, officer)

    answer = api_as(officer).post(
        url("assessment_discard", assessment), {"version": assessment.version}, format="json"
    )

    assert answer.status_code == 204
    assert not Assessment.objects.exists()


def test_forms_are_listed_and_filtered_as_on_the_page(
    household, this_round, village, officer, api_as
):
    start(household, this_round, officer)
    submitted(factories.HouseholdFactory(village=village), this_round, officer)

    everything = api_as(officer).get(LIST).json()
    drafts = api_as(officer).get(LIST, {"pile": "DRAFT", "q": "ro cham hyoi"}).json()
    nonsense = api_as(officer).get(LIST, {"pile": "X"})

    assert everything["count"] == 2
    assert [form["head_name"] for form in drafts["results"]] == ["Rơ Châm Hyơi"]
    assert nonsense.status_code == 400


def test_a_list_asks_the_same_number_of_questions_for_3_and_30_rows(
    village, this_round, standard, officer, api_as, django_assert_max_num_queries
):
    api = api_as(officer)
    _fill(village, this_round, standard, 3)
    with django_assert_max_num_queries(15) as few:
        api.get(LIST)
        api.get(RECORDS)

    _fill(village, this_round, standard, 27)

    with django_assert_max_num_queries(len(few)):
        api.get(LIST)
        api.get(RECORDS)


def _fill(village, round_, standard, count):
    for household in factories.HouseholdFactory.create_batch(count, village=village):
        assessment = factories.AssessmentFactory(household=household, round=round_)
        result = factories.ResultFactory(assessment=assessment, standard=standard)
        factories.PovertyRecordFactory(household=household, standard=standard, result=result)


def test_the_list_behind_a_figure_is_there_for_programs_too(
    village, this_round, standard, officer, api_as
):
    kinh = factories.EthnicGroupFactory(kinh=True)
    left, exited, other = (
        factories.HouseholdFactory(village=village),
        factories.HouseholdFactory(village=village),
        factories.HouseholdFactory(village=village, ethnicity=kinh),
    )
    factories.PovertyRecordFactory(household=left, standard=standard, left=True)
    factories.PovertyRecordFactory(household=exited, standard=standard, exited=True)
    factories.PovertyRecordFactory(household=other, standard=standard, exited=True)

    exits = api_as(officer).get(RECORDS, {"figure": "exits", "year": 2021}).json()
    of_minority = api_as(officer).get(RECORDS, {"figure": "exits", "minority": "true"}).json()

    assert exits["count"] == 2
    assert [row["household"] for row in of_minority["results"]] == [exited.pk]


def test_a_round_is_opened_changed_and_closed(standard, labour_office, api_as, settings):
    settings.DEMO_DATE = dt.date(2021, 12, 31)
    api = api_as(labour_office)
    dates = {"starts_on": "2021-09-01", "due_on": "2021-12-14"}
    facts = {**dates, "standards": ["VN-2016-2020"]}

    made = api.post(ROUNDS, {**facts, "year": 2021, "kind": "YEAR_END"}, format="json")
    key = made.json()["id"]
    detail = reverse("api:round_detail", args=[key])
    later = {**facts, "due_on": "31/12/2021", "version": made.json()["version"]}
    changed = api.put(detail, later, format="json").json()
    proposed = api.post(
        reverse("api:round_propose_closing", args=[key]),
        {"version": changed["version"]},
        format="json",
    ).json()
    sent = {"version": proposed["version"], "confirmed_year": 2021, "poor_households": 0}
    leader = api_as(factories.UserFactory(leader=True))
    closed = leader.post(reverse("api:round_close", args=[key]), sent, format="json").json()

    assert made.status_code == 201
    assert changed["due_on"] == "2021-12-31"
    assert closed["state"] == "CLOSED"


@pytest.mark.parametrize(
    "spoilt",
    [
        {"standards": []},
        {"standards": ["VN-1999"]},
        {"standards": ["VN-2016-2020"] * 2},
        {"kind": "SOME"},
        {"year": 1},
        {"due_on": "2022-02-01"},
    ],
)
def test_a_round_that_makes_no_sense_is_refused(standard, labour_office, api_as, spoilt):
    facts = {
        "year": 2021,
        "kind": "YEAR_END",
        "starts_on": "2021-09-01",
        "due_on": "2021-12-14",
        "standards": ["VN-2016-2020"],
    }

    answer = api_as(labour_office).post(ROUNDS, {**facts, **spoilt}, format="json")

    assert answer.status_code == 400
    assert not Round.objects.exists()


def test_standards_are_described_with_lines_and_questions(standard, api_as):
    api = api_as(factories.UserFactory(finance=True))

    listed = api.get(reverse("api:standard_list")).json()["results"]
    described = api.get(url("standard_detail", standard)).json()

    assert [each["code"] for each in listed] == ["VN-2016-2020"]
    assert [line["score_low"] for line in described["lines"]] == [120, 140]
    assert [question["key"] for question in described["indicators"]] == list(KEYS)


def test_a_list_that_is_too_long_is_refused_before_it_is_looked_up(
    household, this_round, officer, labour_office, api_as, django_assert_max_num_queries
):
    assessment = start(household, this_round, by=officer)
    sent = {"version": 1, "surveyed_on": None, "results": [{"standard": "x"}] * 500}
    new = {"year": 2023, "kind": "YEAR_END", "starts_on": "2023-01-01", "due_on": "2023-02-01"}

    with django_assert_max_num_queries(10):
        form = api_as(officer).put(url("assessment_detail", assessment), sent, format="json")
        round_ = api_as(labour_office).post(
            ROUNDS, {**new, "standards": ["x"] * 500}, format="json"
        )

    assert (form.status_code, form.json().keys()) == (400, {"results"})
    assert (round_.status_code, round_.json().keys()) == (400, {"standards"})
