"""The API of the procedure: a whole round, with the same refusals as the pages."""

import pytest

from procedure.models import ProcedureTerm, VillageReview
from tests import factories
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


def send(api, path, **body):
    return api.post(f"/api/v1/{path}", body, format="json")


def minutes(version, **given):
    said = {
        "version": version,
        "held_on": "2021-10-18",
        "place": "Nhà rông",
        "chair_name": "Rơ Châm Thử",
        "secretary_name": "Siu Thử",
        "invited": 120,
        "present": 100,
        "votes_for": 80,
        "votes_against": 10,
        "households_represented": 2,
    }
    return {**said, **given}


def test_a_round_from_the_list_to_the_decision(
    api_as, officer, chair, labour_office, this_round, village, households
):
    api = api_as(officer)
    made = send(api, "village-reviews/", round=this_round.pk, village=village.pk).json()
    way = f"village-reviews/{made['id']}"
    read = send(api, f"{way}/start-survey/", version=1, started_on="2021-10-05").json()
    for household in households:
        steps.submitted_form(household, this_round, officer)
    read = send(
        api, f"{way}/finish-survey/", version=read["version"], finished_on="2021-10-15"
    ).json()
    read = send(api, f"{way}/meetings/", **minutes(read["version"])).json()
    posting = {"version": read["version"], "places": "Nhà rông", "posted_on": "2021-10-19"}
    read = send(api, f"{way}/postings/", **posting).json()
    closing = {"version": read["version"], "closed_on": "2021-10-22"}
    read = send(api, f"postings/{read['postings'][0]['id']}/close/", **closing).json()
    villages = [{"village_review": read["id"], "version": read["version"]}]
    report = send(
        api,
        "commune-submissions/",
        round=this_round.pk,
        sent_on="2021-10-25",
        villages=villages,
    ).json()
    there = f"commune-submissions/{report['id']}"
    report = send(
        api_as(labour_office), f"{there}/opinion/", version=1, answered_on="2021-10-28"
    ).json()
    signed = {"number": "75/QĐ-UBND", "decided_on": "2021-11-01", "signer_name": "Puih Thử"}
    decided = send(api_as(chair), f"{there}/decision/", version=report["version"], **signed)

    assert decided.status_code == 200
    assert decided.json()["decision"]["number"] == "75/QĐ-UBND"
    assert VillageReview.objects.get().step == "RECOGNISED"


def test_a_step_out_of_order_is_refused_in_words(api_as, officer, this_round, village, households):
    review = steps.opened(this_round, village, officer)

    answer = send(api_as(officer), f"village-reviews/{review.pk}/meetings/", **minutes(1))

    assert answer.status_code == 400
    assert "Còn thiếu: chốt danh sách" in answer.json()["detail"]


def test_an_old_version_is_a_conflict(api_as, officer, this_round, village, households):
    review = steps.opened(this_round, village, officer)

    answer = send(
        api_as(officer),
        f"village-reviews/{review.pk}/start-survey/",
        version=9,
        started_on="2021-10-05",
    )

    assert answer.status_code == 409


def test_complaints_by_program(api_as, officer, this_round, village, households):
    posting = steps.post(steps.agreed(this_round, village, officer, households), officer)
    said = {
        "household": households[0].pk,
        "complainant": "Ksor Thử",
        "content": "Có xe mới",
        "received_on": "2021-10-19",
    }
    api = api_as(officer)

    made = send(api, f"village-reviews/{posting.village_review_id}/complaints/", **said)
    answered = send(
        api,
        f"complaints/{made.json()['id']}/answer/",
        version=1,
        outcome="UPHELD",
        answer="Chấm lại",
        answered_on="2021-10-21",
    )

    assert (made.status_code, made.json()["due_on"]) == (201, "2021-10-22")
    assert answered.json()["recheck_due_on"] == "2021-10-26"


def test_the_board_by_program(api_as, labour_office, this_round, village, households):
    (commune,) = api_as(labour_office).get("/api/v1/deadline-board/").json()

    assert (commune["name"], commune["households"]) == ("Xã Ia O", 2)
    assert commune["villages"][0]["step"] == ""


def test_numbers_and_days_off_by_program(api_as, labour_office, this_round):
    api = api_as(labour_office)
    term = ProcedureTerm.objects.get(procedure__code="TT17-2016", key="posting_days")
    said = {"version": 1, "value": 7, "certainty": "VERIFIED", "reference": "Điều 4"}

    changed = api.put(f"/api/v1/procedure-terms/{term.pk}/", said, format="json")
    holiday = send(api, "holidays/", day="2021-09-03", name="Quốc khánh")
    removed = api.delete(f"/api/v1/holidays/{holiday.json()['id']}/")

    assert (changed.status_code, changed.json()["value"]) == (200, 7)
    assert (holiday.status_code, removed.status_code) == (201, 204)
