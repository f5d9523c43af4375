import datetime as dt
import uuid

import pytest

from common.word import CONTENT_TYPE
from procedure.models import Application
from procedure.services.reference import load_procedures
from tests import factories
from tests.procedure.application_data import (
    TODAY,
    ApplicationFactory,
    receive,
    surveyed,
    surveyed_form,
)
from tests.procedure.document_data import village_with_papers, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    for module in ("procedure.api.views.applications", "procedure.filters.applications"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)


@pytest.fixture
def in_year(standard):
    load_procedures()
    return factories.RoundFactory(
        kind="IN_YEAR",
        starts_on=dt.date(2021, 1, 1),
        due_on=dt.date(2021, 12, 31),
        with_standards=[standard],
    )


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village)


def new(household, **given):
    return {
        "client_id": str(uuid.uuid4()),
        "household": household.pk,
        "kind": "ADD",
        "cause": "ILLNESS",
        "residence": "REGISTERED",
        "content": "Ốm nặng",
        "received_on": "2021-11-08",
        **given,
    }


def address(application, then=""):
    return f"/api/v1/applications/{application.pk}/{then}"


def test_a_program_takes_a_paper_in_once(api_as, officer, household, in_year):
    api, sent = api_as(officer), new(household)

    first = api.post("/api/v1/applications/", sent, format="json")
    again = api.post("/api/v1/applications/", sent, format="json")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.data["procedure"] == "QD24-2021"
    assert first.data["due_on"] == "2021-11-30"
    assert Application.objects.count() == 1


def test_a_household_of_another_commune_does_not_exist(api_as, officer, other_commune, in_year):
    stranger = factories.HouseholdFactory(village__commune=other_commune)

    answer = api_as(officer).post("/api/v1/applications/", new(stranger), format="json")

    assert answer.status_code == 400
    assert "household" in answer.data


def test_what_was_decided_elsewhere_cannot_be_sent_along(api_as, officer, household, in_year):
    sent = new(household, state="ACCEPTED", decision_number="1", due_on="2030-01-01")

    answer = api_as(officer).post("/api/v1/applications/", sent, format="json")

    assert (answer.status_code, set(answer.json())) == (400, {"state", "decision_number", "due_on"})


def test_from_receipt_to_decision(api_as, officer, chair, household, in_year):
    application = receive(household, officer)
    form = surveyed_form(household, in_year, officer)

    handed = api_as(officer).post(address(application, "hand-over/"), {"version": 1}, format="json")
    sent = {
        "version": 2,
        "assessment_version": form.version,
        "decision_number": "45/QĐ-UBND",
        "decided_on": "2021-11-15",
    }
    accepted = api_as(chair).post(address(application, "accept/"), sent, format="json")
    file = api_as(chair).get(address(application, "answer/"))

    assert handed.data["state"] == "SURVEYED"
    assert accepted.data["state"] == "ACCEPTED"
    assert accepted.data["assessment"] == form.pk
    assert file["Content-Type"] == CONTENT_TYPE
    assert "45/QĐ-UBND" in words_of(file.getvalue())


def test_a_stale_version_is_a_conflict(api_as, officer, chair, household, in_year):
    application = surveyed(household, in_year, officer)
    sent = {"version": 1, "decision_number": "4", "decided_on": "2021-11-15", "reason": "Không đủ"}

    answer = api_as(chair).post(address(application, "refuse/"), sent, format="json")

    assert answer.status_code == 409


def test_a_refusal_of_the_service_is_told(api_as, chair, village):
    application = ApplicationFactory(household__village=village)
    sent = {"version": 1, "decision_number": "4", "decided_on": "2021-11-16", "reason": "Không đủ"}

    answer = api_as(chair).post(address(application, "refuse/"), sent, format="json")

    assert answer.status_code == 400
    assert answer.data["field"] == "decided_on"


def test_a_paper_is_corrected_and_taken_back(api_as, officer, village, in_year):
    application = ApplicationFactory(household__village=village)
    api = api_as(officer)
    paper = {"residence": "TEMPORARY", "content": "Khác", "received_on": "2021-11-09"}

    changed = api.put(
        address(application), {"version": 1, "cause": "ACCIDENT", **paper}, format="json"
    )
    closed = api.post(
        address(application, "withdraw/"),
        {"version": 2, "withdrawn_on": "2021-11-10", "reason": "Hộ tự thoát"},
        format="json",
    )

    assert changed.data["received_on"] == "2021-11-09"
    assert closed.data["state"] == "WITHDRAWN"


def test_the_list_is_narrowed_as_the_page(api_as, officer, village):
    ApplicationFactory(household__village=village)
    ApplicationFactory(household__village=village, refused=True)

    api = api_as(officer)

    assert api.get("/api/v1/applications/").data["count"] == 1
    assert api.get("/api/v1/applications/", {"standing": "ALL"}).data["count"] == 2


def test_the_papers_of_the_review_are_files(api_as, officer, village, standard, this_round):
    papers = village_with_papers(village, standard, this_round)
    addresses = [
        f"meetings/{papers.meeting.pk}/minutes/",
        f"commune-submissions/{papers.submission.pk}/document/",
        f"recognition-decisions/{papers.decision.pk}/document/",
        f"recognition-decisions/{papers.decision.pk}/certificates/",
        f"certificates/{papers.certificates[0].pk}/document/",
    ]
    api = api_as(officer)

    answers = [api.get(f"/api/v1/{each}") for each in addresses]

    assert {(answer.status_code, answer["Content-Type"]) for answer in answers} == {
        (200, CONTENT_TYPE)
    }
