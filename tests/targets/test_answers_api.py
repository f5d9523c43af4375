"""The API of the ledger: the same steps and refusals as the pages."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from targets.models import AllocationAnswer
from tests import factories
from tests.targets.answers_data import give

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def line(commune):
    return give(commune)


def step(line, **said):
    return {"client_id": str(uuid.uuid4()), "allocation": line.allocation_id, **said}


def address(line, name):
    return f"/api/v1/communes/{line.commune_id}/{name}/"


def test_a_commune_reports_proposes_and_the_district_decides(api_as, officer, leader, line):
    api = api_as(officer)
    reported = api.post(
        address(line, "party-reports"), step(line, reported_on="2021-03-30"), format="json"
    )
    said = step(line, fall=12, em_fall=10, reason="Hộ già yếu")
    proposed = api.post(address(line, "target/propose"), said, format="json").json()

    table = api_as(leader).get("/api/v1/year-plans/2021/answers/").json()
    verdict = {"answer": proposed["id"], "verdict": "REFUSED", "reason": "Giữ mục tiêu"}
    decided = api_as(leader).post(
        "/api/v1/year-plans/2021/decisions/",
        {
            "plan_version": table["plan_version"],
            "decisions": [verdict],
            "decision_number": "78/QĐ-UBND",
            "decided_on": "2021-11-15",
        },
        format="json",
    )

    assert (reported.status_code, decided.status_code) == (201, 201)
    assert table["communes"][0]["is_pending"]
    assert [one["fall"] for one in table["scenarios"]] == [12, 14]
    ledger = api.get(address(line, "target")).json()
    assert ledger["standing"]["answer"]["decision"]["verdict"] == "REFUSED"
    assert len(ledger["steps"]) == 4


def test_a_proposal_takes_files_as_multipart(api_as, officer, line):
    said = step(line, fall=12, em_fall=10, reason="Hộ già yếu")
    said["attachments"] = [SimpleUploadedFile("a.pdf", b"%PDF-1.4")]

    answer = api_as(officer).post(address(line, "target/propose"), said, format="multipart")

    assert answer.status_code == 201
    file = AllocationAnswer.objects.get().attachments.get()
    back = api_as(officer).get(f"/api/v1/answer-files/{file.pk}/")
    assert (file.name, back.getvalue()) == ("a.pdf", b"%PDF-1.4")


def test_a_wrong_file_is_refused_with_400(api_as, officer, line):
    said = step(line, fall=12, em_fall=10, reason="x")
    said["attachments"] = [SimpleUploadedFile("a.pdf", b"MZ")]

    answer = api_as(officer).post(address(line, "target/propose"), said, format="multipart")

    assert (answer.status_code, answer.json()["code"]) == (400, "refused")


def test_the_second_to_answer_is_answered_409_with_the_name(api_as, officer, chair, line):
    api_as(chair).post(address(line, "target/accept"), step(line), format="json")

    answer = api_as(officer).post(address(line, "target/accept"), step(line), format="json")

    assert answer.status_code == 409
    assert answer.json()["changed_by"] == chair.full_name


def test_the_same_request_twice_is_one_answer(api_as, officer, line):
    said = step(line)
    answers = [
        api_as(officer).post(address(line, "target/accept"), said, format="json") for _ in range(2)
    ]

    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert AllocationAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("step_url", "more"),
    [
        ("target/accept", {}),
        ("target/propose", {"fall": 1, "em_fall": 0, "reason": "Ít hộ"}),
        ("party-reports", {"reported_on": "2021-03-10"}),
    ],
)
def test_an_allocation_that_is_not_there_is_named(step_url, more, api_as, officer, line):
    said = {**step(line), "allocation": 999_999, **more}

    answer = api_as(officer).post(address(line, step_url), said, format="json")

    assert answer.status_code == 400
    assert answer.json()["field"] == "allocation"


def test_an_answer_is_taken_back(api_as, officer, line):
    made = factories.AllocationAnswerFactory(allocation=line.allocation, commune=line.commune)

    answer = api_as(officer).post(f"/api/v1/target-answers/{made.pk}/withdraw/")

    assert answer.json()["withdrawn_on"] == "2021-11-15"
