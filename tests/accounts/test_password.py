"""Temporary passwords, own passwords, and the sessions and tokens that end with the old one."""

import unicodedata

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.services import users
from accounts.services.tokens import issue_token
from common.clock import now
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

PAGE = "/doi-mat-khau/"
NEW = "rung-thong-xanh-9"


def sent(old=PASSWORD, new=NEW, again=None):
    return {"old_password": old, "new_password1": new, "new_password2": again or new}


def test_a_first_password_leads_to_its_change_from_every_page(log_in):
    client = log_in(factories.UserFactory(must_change_password=True))

    assert client.get("/don-vi/")["Location"] == PAGE
    assert client.get("/ma-truy-cap/")["Location"] == PAGE
    assert client.get(PAGE).status_code == 200


def test_signing_out_is_possible_before_the_change(log_in):
    client = log_in(factories.UserFactory(must_change_password=True))

    assert client.post("/dang-xuat/")["Location"] == "/dang-nhap/"


def test_a_first_password_keeps_the_api_shut(api_as):
    answer = api_as(factories.UserFactory(must_change_password=True)).get("/api/v1/communes/")

    assert answer.status_code == 403
    assert answer.json()["detail"] == "Hãy đổi mật khẩu lần đầu trước khi dùng API."


def test_after_the_change_the_pages_open(log_in):
    person = factories.UserFactory(must_change_password=True)
    client = log_in(person)

    client.post(PAGE, sent())

    person.refresh_from_db()
    assert person.must_change_password is False
    assert person.check_password(NEW)
    assert client.get("/don-vi/").status_code == 200


def test_the_change_is_in_the_history_without_the_password(log_in):
    person = factories.UserFactory()

    log_in(person).post(PAGE, sent())

    last = person.history.first()
    assert (last.history_user, last.history_change_reason) == (person, "Đổi mật khẩu")
    assert not hasattr(last, "password")


def test_other_sessions_end_and_this_one_stays(client):
    person = factories.UserFactory()
    elsewhere = Client()
    client.force_login(person)
    elsewhere.force_login(person)

    client.post(PAGE, sent())

    assert client.get("/don-vi/").status_code == 200
    assert elsewhere.get("/don-vi/").status_code == 302


@pytest.mark.parametrize("way", ["page", "API"])
def test_the_tokens_of_the_old_password_end(log_in, way):
    person, colleague = factories.UserFactory(), factories.UserFactory()
    token = issue_token(user=person, name="Bảng tính", days=1, by=person, at=now())
    other = factories.ApiTokenFactory(user=colleague)
    client = log_in(person)

    if way == "page":
        client.post(PAGE, sent())
    else:
        body = {"old_password": PASSWORD, "new_password": NEW}
        client.post("/api/v1/me/password/", body, content_type="application/json")

    asked = Client().get("/api/v1/communes/", headers={"Authorization": f"Bearer {token}"})
    other.refresh_from_db()
    assert (asked.status_code, other.revoked_at) == (401, None)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (sent(old="sai"), "old_password"),
        (sent(new="ngan"), "new_password2"),
        (sent(new="123456789012"), "new_password2"),
        (sent(new=PASSWORD), "new_password1"),
        (sent(again="khac-han-10-ky-tu"), "new_password2"),
        (sent(new="nguoidung-thu"), "new_password2"),
    ],
)
def test_a_bad_password_is_refused(log_in, form, field):
    person = factories.UserFactory(username="nguoidung-thu")

    page = log_in(person).post(PAGE, form)

    person.refresh_from_db()
    assert field in page.context["form"].errors
    assert person.check_password(PASSWORD)


def test_all_refusals_are_vietnamese(log_in):
    page = log_in(factories.UserFactory()).post(PAGE, sent(new="12345678", again="1"))

    words = str(page.context["form"].errors)
    assert "password" not in words.replace("new_password", "")


def test_guessing_the_old_password_is_stopped_like_signing_in(log_in):
    client = log_in(factories.UserFactory())

    pages = [client.post(PAGE, sent(old=f"doan-{number}")) for number in range(5)]

    assert pages[4].status_code == 429


def test_guessing_it_by_the_api_is_answered_as_json(log_in):
    client = log_in(factories.UserFactory())

    answers = [
        client.post(
            "/api/v1/me/password/",
            {"old_password": f"doan-{number}", "new_password": "Mot cau dai 2021"},
            content_type="application/json",
        )
        for number in range(5)
    ]

    assert answers[4].status_code == 429
    assert "phút" in answers[4].json()["detail"]
    assert answers[4].json()["request_number"]


def test_a_reset_gives_a_password_for_one_sign_in(client):
    person = factories.UserFactory(username="quen")
    administrator = factories.UserFactory(administrator=True)

    password = users.reset_password(user=person, version=1, by=administrator, at=now())
    client.post("/dang-nhap/", {"username": "quen", "password": password})

    assert client.get("/don-vi/")["Location"] == PAGE


def test_a_reset_ends_sessions_and_tokens(client):
    person = factories.UserFactory()
    token = factories.ApiTokenFactory(user=person)
    client.force_login(person)

    users.reset_password(
        user=person, version=1, by=factories.UserFactory(administrator=True), at=now()
    )

    token.refresh_from_db()
    assert client.get("/don-vi/").status_code == 302
    assert token.revoked_at is not None


def test_temporary_passwords_differ_and_can_be_read_from_paper():
    made = {users.temporary_password() for _ in range(50)}

    assert len(made) == 50
    assert not set("".join(made)) & set("0o1li")


def test_the_old_password_opens_nothing_after_a_change_by_api(client):
    person = factories.UserFactory()
    client.force_login(person)

    answer = client.post(
        "/api/v1/me/password/",
        {"old_password": PASSWORD, "new_password": NEW},
        content_type="application/json",
    )

    person.refresh_from_db()
    assert answer.status_code == 204
    assert person.check_password(NEW)
    assert client.get("/don-vi/").status_code == 200


def test_a_bad_password_by_api_names_the_key_that_was_sent(client):
    client.force_login(factories.UserFactory())

    answer = client.post(
        "/api/v1/me/password/",
        {"old_password": PASSWORD, "new_password": "ngan"},
        content_type="application/json",
    )

    assert answer.status_code == 400
    assert answer.json().keys() == {"new_password"}


COMPOSED = "Mật khẩu của Rơ Chăm"
SPELLINGS = [
    COMPOSED,
    unicodedata.normalize("NFD", COMPOSED),
    COMPOSED.replace("ậ", "â\u0323").replace("ẩ", "â\u0309"),
    COMPOSED.replace(" ", "\u00a0"),
]


@pytest.mark.parametrize("typed", SPELLINGS)
@pytest.mark.parametrize("chosen", SPELLINGS)
def test_a_password_is_the_same_on_every_keyboard(log_in, chosen, typed):
    person = factories.UserFactory()
    log_in(person).post(PAGE, sent(new=chosen, again=COMPOSED))

    signed_in = Client().post("/dang-nhap/", {"username": person.username, "password": typed})

    assert signed_in.status_code == 302


@pytest.mark.parametrize("stored", SPELLINGS)
def test_a_password_from_before_still_opens_as_it_was_typed(stored):
    person = factories.UserFactory()
    person.password = make_password(stored)

    assert person.check_password(stored)
    assert not person.check_password(stored + "x")


def test_the_old_password_in_another_spelling_is_not_a_new_one(log_in):
    person = factories.UserFactory()
    person.set_password(COMPOSED)
    person.save()

    answer = log_in(person).post(PAGE, sent(old=COMPOSED, new=SPELLINGS[1]))

    assert "phải khác mật khẩu hiện nay" in answer.content.decode()
