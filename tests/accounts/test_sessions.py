"""When a session ends: another sign-in, 30 minutes without a request, 12 hours."""

import datetime as dt

import pytest
from django.test import Client

from accounts.services.tokens import issue_token
from accounts.sessions import ELSEWHERE, TOO_LONG
from common.clock import now
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

PAGE = "/don-vi/"


@pytest.fixture
def person():
    return factories.UserFactory(username="ldtbxh")


def signed_in() -> Client:
    client = Client()
    client.post("/dang-nhap/", {"username": "ldtbxh", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_a_second_sign_in_ends_the_first_and_says_so(person):
    first, second = signed_in(), signed_in()

    page = first.get(PAGE, follow=True)

    assert page.redirect_chain[-1][0].startswith("/dang-nhap/")
    assert ELSEWHERE in page.content.decode()
    assert is_in(second)


def test_a_session_ended_elsewhere_writes_nothing(person):
    first, _second = signed_in(), signed_in()

    answer = first.post("/api/v1/tokens/", {"name": "x"}, content_type="application/json")

    assert answer.status_code == 401
    assert not person.api_tokens.exists()


def test_the_message_comes_once(person):
    first, _second = signed_in(), signed_in()
    first.get(PAGE, follow=True)

    assert ELSEWHERE not in first.get("/dang-nhap/").content.decode()


def test_signing_in_again_in_the_same_browser_goes_on(person):
    client = signed_in()
    client.post("/dang-xuat/")
    client.post("/dang-nhap/", {"username": "ldtbxh", "password": PASSWORD})

    assert is_in(client)


def test_two_people_do_not_end_each_other(person):
    factories.UserFactory(username="taichinh")
    first, other = signed_in(), Client()
    other.post("/dang-nhap/", {"username": "taichinh", "password": PASSWORD})

    assert (is_in(first), is_in(other)) == (True, True)


def test_a_program_with_a_token_does_not_end_a_session(person, client):
    first = signed_in()
    token = issue_token(user=person, name="Bảng tính", days=1, by=person, at=now())

    answer = client.get("/api/v1/communes/", headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, is_in(first)) == (200, True)


def test_an_idle_session_ends_after_half_an_hour(person, time_machine):
    start = now()
    time_machine.move_to(start, tick=False)
    client = signed_in()

    time_machine.move_to(start + dt.timedelta(minutes=29), tick=False)
    while_at_work = is_in(client)
    time_machine.move_to(start + dt.timedelta(minutes=58), tick=False)
    still_at_work = is_in(client)
    time_machine.move_to(start + dt.timedelta(minutes=88, seconds=1), tick=False)

    assert (while_at_work, still_at_work, is_in(client)) == (True, True, False)


def test_the_idle_time_is_a_setting(person, settings, time_machine):
    settings.SESSION_COOKIE_AGE = 5 * 60
    start = now()
    time_machine.move_to(start, tick=False)
    client = signed_in()
    time_machine.move_to(start + dt.timedelta(minutes=5, seconds=1), tick=False)

    assert not is_in(client)


def test_a_session_at_work_ends_after_twelve_hours_and_says_so(person, time_machine):
    start = now()
    time_machine.move_to(start, tick=False)
    client = signed_in()
    for minutes in range(25, 12 * 60, 25):
        time_machine.move_to(start + dt.timedelta(minutes=minutes), tick=False)
        assert is_in(client)

    time_machine.move_to(start + dt.timedelta(hours=12, seconds=1), tick=False)
    page = client.get(PAGE, follow=True)

    assert TOO_LONG in page.content.decode()


def test_a_busy_session_is_written_once_a_minute(person, time_machine, django_assert_num_queries):
    start = now()
    time_machine.move_to(start, tick=False)
    client = signed_in()
    time_machine.move_to(start + dt.timedelta(seconds=50), tick=False)
    with django_assert_num_queries(3):  # the session, the user, and the view's own
        client.get("/healthz/")
    time_machine.move_to(start + dt.timedelta(seconds=61), tick=False)
    client.get("/healthz/")
    with django_assert_num_queries(3):
        client.get("/healthz/")


def test_a_session_is_put_off_and_says_how_long_it_lasts(person):
    client = signed_in()

    answer = client.post("/api/v1/session/", content_type="application/json")

    assert answer.status_code == 200
    assert answer.json() == {"seconds": 29 * 60}
