"""The API does what the pages do, through the same services."""

import uuid

import pytest

from correspondence.models import Thread
from tests import factories
from tests.correspondence.data import answer
from tests.targets.data import listed

THREADS = "/api/v1/threads/"


@pytest.fixture
def as_leader(api_as, leader):
    return api_as(leader)


def test_reminders_are_proposed_with_what_is_late(as_leader, plan, commune, reminder):
    listed(commune, reviewed=False)

    found = as_leader.get(f"{THREADS}reminders/").json()

    of_commune = next(each for each in found["communes"] if each["commune"] == commune.pk)
    assert found["year"] == 2021
    assert of_commune["text"].startswith("Số liệu đến ngày 15/11/2021 của xã Ia O:")
    assert of_commune["latest"] == "Đã đôn đốc 15/11, chưa đọc"
    assert as_leader.get(f"{THREADS}reminders/?year=2019").status_code == 404


def test_communes_are_reminded_once(as_leader, plan, commune, other_commune):
    body = {
        "client_id": str(uuid.uuid4()),
        "year": 2021,
        "communes": [commune.pk, other_commune.pk],
        "matter": "REVIEW",
        "body": "Rà soát ngay.",
        "due_on": "2021-11-22",
    }

    first = as_leader.post(f"{THREADS}reminders/", body, format="json")
    again = as_leader.post(f"{THREADS}reminders/", body, format="json")

    assert (first.status_code, again.status_code) == (201, 201)
    assert [each["id"] for each in first.json()] == [each["id"] for each in again.json()]
    body["client_id"] = str(uuid.uuid4())
    refused = as_leader.post(f"{THREADS}reminders/", body, format="json")
    assert (refused.status_code, refused.json()["field"]) == (400, "again")


def test_a_reminder_for_a_year_without_a_plan_is_refused(as_leader, plan, commune):
    body = {
        "client_id": str(uuid.uuid4()),
        "year": 2019,
        "communes": [commune.pk],
        "matter": "OTHER",
        "body": "?",
    }

    assert "year" in as_leader.post(f"{THREADS}reminders/", body, format="json").json()


def test_a_comment_is_written_and_answered(as_leader, api_as, labour_office, plan):
    goal = plan.goals.get(code="poor_fall")
    body = {"client_id": str(uuid.uuid4()), "year": 2021, "goal": goal.pk, "body": "Vì sao?"}
    written = as_leader.post(f"{THREADS}comments/", body, format="json").json()
    assert written["figure"].startswith("0 hộ, chỉ tiêu từ 4 hộ")

    reply = {"client_id": str(uuid.uuid4()), "body": "Còn phiếu chờ duyệt."}
    url = f"{THREADS}{written['id']}/replies/"
    answered = api_as(labour_office).post(url, reply, format="json").json()

    assert answered["state"] == "ANSWERED"
    assert [each["is_answer"] for each in answered["messages"]] == [False, True]


def test_a_comment_on_no_known_figure_is_refused_by_field(as_leader, plan):
    body = {"client_id": str(uuid.uuid4()), "year": 2021, "goal": 999_999, "body": "?"}

    assert "goal" in as_leader.post(f"{THREADS}comments/", body, format="json").json()


def test_a_question_is_read_answered_and_ended(as_leader, api_as, finance, plan):
    body = {
        "client_id": str(uuid.uuid4()),
        "year": 2021,
        "office": "FINANCE",
        "subject": "Kinh phí",
        "body": "Đủ chưa?",
    }
    asked = as_leader.post(f"{THREADS}questions/", body, format="json").json()
    department, url = api_as(finance), f"{THREADS}{asked['id']}/"

    assert department.get(url).json()["state"] == "SENT"
    seen = department.post(f"{url}read/").json()
    assert (seen["state"], seen["reader"]) == ("READ", finance.full_name)
    reply = {"client_id": str(uuid.uuid4()), "body": "Đủ."}
    answered = department.post(f"{url}replies/", reply, format="json").json()
    late = as_leader.post(f"{url}close/", {"version": asked["version"]}, format="json")
    assert late.status_code == 409
    ended = as_leader.post(f"{url}close/", {"version": answered["version"]}, format="json")
    assert ended.json()["state"] == "CLOSED"


def test_a_message_is_withdrawn_while_unread(as_leader, api_as, officer, reminder):
    message = reminder.messages.get()
    url = f"/api/v1/thread-messages/{message.pk}/withdraw/"
    assert api_as(officer).post(url, {"reason": "?"}, format="json").status_code == 400

    withdrawn = as_leader.post(url, {"reason": "Nhầm xã"}, format="json").json()

    assert withdrawn["state"] == "WITHDRAWN"
    assert api_as(officer).get(f"{THREADS}{reminder.pk}/").status_code == 404


def test_the_list_is_the_page_s(as_leader, api_as, officer, plan, reminder, other_commune):
    factories.ThreadFactory(plan=plan, commune=other_commune)
    answer(reminder, officer)

    assert as_leader.get(THREADS).json()["count"] == 2
    assert as_leader.get(THREADS, {"state": "ANSWERED"}).json()["count"] == 1
    (own,) = api_as(officer).get(THREADS).json()["results"]
    assert (own["id"], own["commune_name"]) == (reminder.pk, "Xã Ia O")


def test_the_thread_of_another_commune_is_not_found(api_as, officer, plan, other_commune):
    thread = factories.ThreadFactory(plan=plan, commune=other_commune)
    client = api_as(officer)
    reply = {"client_id": str(uuid.uuid4()), "body": "?"}

    assert client.get(f"{THREADS}{thread.pk}/").status_code == 404
    assert client.post(f"{THREADS}{thread.pk}/read/").status_code == 404
    assert client.post(f"{THREADS}{thread.pk}/replies/", reply, format="json").status_code == 404
    assert not Thread.objects.get().readings.exists()
