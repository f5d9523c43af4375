"""Signing in and out, and the lockout after five wrong passwords."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.test import RequestFactory
from django.urls import reverse

from accounts.lockout import client_address
from common.clock import now
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/dang-nhap/"
WRONG = (
    "Tên đăng nhập hoặc mật khẩu không đúng. "
    "Nhập sai 5 lần thì phải chờ 15 phút mới đăng nhập lại được."
)


@pytest.fixture
def person():
    return factories.UserFactory(username="ldtbxh")


def try_in(client, username="ldtbxh", password="sai-mat-khau", **kwargs):
    return client.post(LOGIN, {"username": username, "password": password}, **kwargs)


def fail(client, times, **kwargs):
    return [try_in(client, **kwargs) for _ in range(times)]


def test_the_right_password_lets_in(client, person):
    page = try_in(client, password=PASSWORD)

    assert page.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("typed", ["LDTBXH", "LdTbXh", " ldtbxh "])
def test_the_user_name_is_typed_in_any_case(client, person, typed):
    assert try_in(client, username=typed, password=PASSWORD).status_code == 302


def test_signing_in_is_no_change_of_the_account(client, person):
    before = person.history.count()

    try_in(client, password=PASSWORD)

    person.refresh_from_db()
    assert person.last_login is not None
    assert person.history.count() == before


def test_the_session_key_is_new_after_signing_in(client, person):
    client.get(LOGIN)
    session = client.session
    session["mark"] = "x"
    session.save()

    before = session.session_key
    try_in(client, password=PASSWORD)

    assert client.session.session_key != before


def test_the_answer_is_one_for_wrong_unknown_and_inactive(client, person):
    factories.UserFactory(username="nghiviec", is_active=False)

    pages = [
        try_in(client),
        try_in(client, username="khongco"),
        try_in(client, username="nghiviec", password=PASSWORD),
    ]

    assert [page.context["form"].non_field_errors() for page in pages] == [[WRONG]] * 3


def test_a_signed_in_person_is_sent_on(log_in, person):
    assert log_in(person).get(LOGIN).status_code == 302


def test_the_page_asked_for_comes_after_signing_in(client, person):
    page = client.post(
        LOGIN, {"username": "ldtbxh", "password": PASSWORD, "next": "/don-vi/dan-toc/"}
    )

    assert page["Location"] == "/don-vi/dan-toc/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil", "a-word"],
)
def test_nobody_is_sent_to_another_site(client, person, elsewhere):
    page = client.post(LOGIN, {"username": "ldtbxh", "password": PASSWORD, "next": elsewhere})

    assert page["Location"] == reverse("landing")


def test_a_page_asked_for_before_signing_in_leads_to_the_sign_in(client):
    page = client.get("/don-vi/")

    assert page["Location"] == f"{LOGIN}?next=/don-vi/"


def test_signing_out_needs_a_post(log_in, person):
    client = log_in(person)

    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/")["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


def test_a_null_byte_in_the_user_name_is_a_request_that_nobody_can_read(client):
    assert try_in(client, username="a\x00b").status_code == 400


def test_the_fifth_wrong_password_locks_for_fifteen_minutes(client, person):
    pages = fail(client, 5)

    assert [page.status_code for page in pages] == [200, 200, 200, 200, 429]
    assert "15 phút" in pages[4].content.decode()


def test_the_right_password_does_not_open_the_lock(client, person):
    fail(client, 5)

    page = try_in(client, password=PASSWORD)

    assert page.status_code == 429
    assert "_auth_user_id" not in client.session


def test_other_spellings_of_the_name_are_counted_together(client, person):
    for spelling in ("ldtbxh", "LDTBXH", "Ldtbxh", " ldtbxh"):
        try_in(client, username=spelling)

    assert try_in(client, username="lDTBXH").status_code == 429


def test_the_lock_looks_the_same_for_an_unknown_name(client):
    pages = fail(client, 5, username="khongco")

    assert pages[4].status_code == 429


def test_colleagues_at_the_same_address_are_not_locked(client, person):
    factories.UserFactory(username="taichinh")
    fail(client, 5)

    assert try_in(client, username="taichinh", password=PASSWORD).status_code == 302


def test_the_person_at_another_address_is_not_locked(client, person):
    fail(client, 5)

    page = try_in(client, password=PASSWORD, REMOTE_ADDR="10.0.0.9")

    assert page.status_code == 302


def test_the_lock_counts_down_and_trying_on_does_not_stretch_it(client, person, time_machine):
    start = now()
    time_machine.move_to(start, tick=False)
    fail(client, 5)

    time_machine.move_to(start + dt.timedelta(minutes=10), tick=False)
    later = try_in(client)
    time_machine.move_to(start + dt.timedelta(minutes=15, seconds=1), tick=False)
    free = try_in(client, password=PASSWORD)

    assert "5 phút" in later.content.decode()
    assert free.status_code == 302


def test_success_forgets_the_wrong_passwords_before(client, person):
    fail(client, 4)
    try_in(client, password=PASSWORD)
    client.post("/dang-xuat/")

    assert [page.status_code for page in fail(client, 4)] == [200] * 4


def test_no_password_is_kept_with_a_wrong_attempt(client, person):
    try_in(client, password="bi-mat-khong-duoc-luu")

    kept = AccessAttempt.objects.get()
    assert "bi-mat" not in f"{kept.post_data}{kept.get_data}"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "1.1.1.1", "127.0.0.1"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "9.9.9.9, 1.1.1.1", "1.1.1.1"),
        (2, "9.9.9.9, 1.1.1.1, 10.0.0.1", "1.1.1.1"),
        (1, "", "127.0.0.1"),
        (1, "not an address", "127.0.0.1"),
        (3, "1.1.1.1", "127.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_what_the_trusted_proxy_saw(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXY_COUNT = proxies

    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})

    assert client_address(request) == expected


def test_changing_the_forwarded_address_does_not_give_more_tries(client, person, settings):
    settings.TRUSTED_PROXY_COUNT = 1

    pages = [
        try_in(client, headers={"X-Forwarded-For": f"9.9.9.{number}, 10.1.1.1"})
        for number in range(5)
    ]

    assert pages[4].status_code == 429


def spray(client, names, password="mot-mat-khau", **kwargs):
    return [try_in(client, username=f"nguoi{n}", password=password, **kwargs) for n in names]


def test_one_password_over_many_names_locks_the_address(client, person):
    pages = spray(client, range(10))
    right = try_in(client, password=PASSWORD)

    assert [page.status_code for page in pages] == [200] * 9 + [429]
    assert right.status_code == 429
    assert "15 phút" in right.content.decode()
    assert try_in(client, password=PASSWORD, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_other_browsers_at_the_address_are_counted_together(client):
    for number in range(9):
        try_in(client, username=f"nguoi{number}", headers={"User-Agent": f"trinh duyet {number}"})

    assert try_in(client, username="nguoi9", headers={"User-Agent": "khac"}).status_code == 429


def test_an_office_that_mistypes_and_then_signs_in_is_not_locked(client):
    colleagues = [factories.UserFactory() for _ in range(25)]

    for colleague in colleagues:
        fail(client, 3, username=colleague.username)
        page = try_in(client, username=colleague.username, password=PASSWORD)
        client.post("/dang-xuat/")
        assert page.status_code == 302


def test_five_wrong_passwords_of_some_colleagues_lock_only_them(client, person):
    for number in range(9):
        fail(client, 5, username=f"nguoi{number}")

    assert try_in(client, password=PASSWORD).status_code == 302


def test_the_address_opens_when_the_oldest_names_are_past(client, person, time_machine):
    start = now()
    time_machine.move_to(start, tick=False)
    spray(client, range(5))
    time_machine.move_to(start + dt.timedelta(minutes=10), tick=False)
    spray(client, range(5, 10))

    locked = try_in(client, password=PASSWORD)
    time_machine.move_to(start + dt.timedelta(minutes=15, seconds=1), tick=False)

    assert "5 phút" in locked.content.decode()
    assert try_in(client, password=PASSWORD).status_code == 302
