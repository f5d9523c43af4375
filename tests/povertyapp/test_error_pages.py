"""Responses to errors."""

import json
import logging
import re

import pytest
from django.test import Client, RequestFactory

from povertyapp.error_pages import busy, server_error
from tests import factories


@pytest.fixture
def contact(db):
    return factories.InstallationFactory(
        support_name="Nguyễn Văn An", support_phone="0269 3844 123"
    )


@pytest.fixture
def broken_home(monkeypatch):
    """The home page fails, and the client gets the answer instead of the exception."""

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr("povertyapp.views.to_do_list", fail)
    return Client(raise_request_exception=False)


def text_of(answer) -> str:
    return answer.content.decode()


def test_every_answer_has_another_number_that_can_be_read_out(client, db):
    numbers = {client.get("/healthz/").headers["X-Request-ID"] for _ in range(3)}

    assert len(numbers) == 3
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", each) for each in numbers)


def test_a_number_sent_by_the_visitor_is_not_taken_over(client, db):
    assert client.get("/healthz/", headers={"X-Request-ID": "x"}).headers["X-Request-ID"] != "x"


def test_the_log_has_the_number_of_the_answer(client, db, caplog):
    with caplog.at_level(logging.INFO):
        number = client.get("/healthz/").headers["X-Request-ID"]

    assert {line.msg["request_id"] for line in caplog.records if "request_id" in line.msg} == {
        number
    }


@pytest.mark.parametrize(
    ("url", "status"), [("/khong-co/", 404), ("/nguoi-dung/", 403), ("/ho-dan/?q=a%00b", 400)]
)
def test_a_refusal_shows_its_number_and_whom_to_call(log_in, officer, contact, url, status):
    answer = log_in(officer).get(url)

    assert answer.status_code == status
    assert answer.headers["X-Request-ID"] in text_of(answer)
    assert "0269 3844 123" in text_of(answer)


def test_a_fault_shows_its_number_and_whom_to_call(broken_home, contact, officer):
    broken_home.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    answer = broken_home.get("/")

    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in text_of(answer)
    assert "Nguyễn Văn An" in text_of(answer)


def test_work_that_takes_too_long_shows_its_number(rf, db):
    request = rf.get("/")
    request.number = "ABCD-2345"

    assert "ABCD-2345" in text_of(busy(request))


def test_a_program_is_told_the_number_of_a_refusal(api_as, officer):
    answer = api_as(officer).get("/api/v1/users/")

    assert answer.status_code == 403
    assert answer.json()["request_number"] == answer.headers["X-Request-ID"]


def test_a_fault_is_json_to_a_program():
    answer = server_error(RequestFactory().get("/api/v1/communes/"))

    assert answer.status_code == 500
    assert json.loads(answer.content).keys() == {"detail", "request_number"}


@pytest.mark.django_db
def test_a_server_error_is_a_page_for_a_browser():
    answer = server_error(RequestFactory().get("/ho-dan/"))

    assert answer.status_code == 500
    assert answer["Content-Type"].startswith("text/html")
