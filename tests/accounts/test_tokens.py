"""Tokens: what they allow, and when they end."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import check_password
from rest_framework.test import APIClient

from accounts.models import ApiToken
from accounts.services import tokens
from accounts.services.tokens import CannotIssueToken
from common.clock import now
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/ethnic-groups/"


@pytest.fixture
def person():
    return factories.UserFactory()


def issue(person, **changes):
    wanted = {"name": "Bảng tính", "days": 30, "at": now(), "by": person, **changes}
    return tokens.issue_token(user=person, **wanted)


def ask(token, address=ADDRESS, **kwargs):
    return APIClient().get(address, headers={"Authorization": f"Bearer {token}"}, **kwargs)


def test_a_token_opens_the_api_with_its_persons_rights(person):
    token = issue(person)

    assert ask(token).status_code == 200
    assert ask(token, "/api/v1/users/").status_code == 403


def test_a_token_is_stored_hashed(person):
    token = issue(person)

    row = ApiToken.objects.get()
    assert token not in str(vars(row))
    assert row.token_hash == tokens.token_hash(token)
    assert not check_password(token, row.token_hash)


def test_a_token_stops_on_its_last_day(person):
    start = now() - dt.timedelta(days=30)

    assert ask(issue(person, at=start)).status_code == 401
    assert ask(issue(person, at=start + dt.timedelta(minutes=1))).status_code == 200


def test_a_revoked_token_opens_nothing(person):
    token = issue(person)

    tokens.revoke_token(token=ApiToken.objects.get(), by=person, at=now())

    assert ask(token).status_code == 401


def test_revoking_again_keeps_the_first_moment(person):
    row = factories.ApiTokenFactory(user=person)
    first = tokens.revoke_token(token=row, by=person, at=now())

    again = tokens.revoke_token(token=row, by=person, at=now() + dt.timedelta(days=1))

    assert again.revoked_at == first.revoked_at


def test_the_token_of_a_disabled_user_is_rejected(person):
    token = issue(person)
    person.is_active = False
    person.save()

    assert ask(token).status_code == 401


def test_a_first_password_keeps_the_token_shut(person):
    token = issue(person)
    person.must_change_password = True
    person.save()

    assert ask(token).status_code == 403


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Bearer wrong", "Token x", "Bearer ă"])
def test_what_is_no_token_is_401(person, header):
    answer = APIClient().get(ADDRESS, headers={"Authorization": header.encode()})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_in_the_address_is_not_looked_at(person):
    token = issue(person)

    assert APIClient().get(f"{ADDRESS}?token={token}").status_code == 401


def test_a_token_opens_no_page_and_makes_no_session(person):
    client = APIClient()
    token = issue(person)

    page = client.get("/don-vi/", headers={"Authorization": f"Bearer {token}"})
    client.get(ADDRESS, headers={"Authorization": f"Bearer {token}"})

    assert page.status_code == 302
    assert not client.cookies.get("sessionid")


def test_a_token_makes_no_token_and_changes_no_password(person):
    header = {"Authorization": f"Bearer {issue(person)}"}
    wanted = {"client_id": "6f2c1b1e-53a7-4d0c-9f0a-0d6a5f3b7c11", "name": "x", "days": 365}

    made = APIClient().post("/api/v1/tokens/", wanted, format="json", headers=header)
    changed = APIClient().post("/api/v1/me/password/", {}, format="json", headers=header)

    assert (made.status_code, changed.status_code) == (403, 403)
    assert ApiToken.objects.count() == 1


def test_the_day_of_use_is_noted_without_history(person):
    token = issue(person)

    ask(token)

    assert ApiToken.objects.get().last_used_on is not None
    assert ApiToken.history.count() == 1


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_token_lasts_a_year_at_most(person, days):
    with pytest.raises(CannotIssueToken):
        issue(person, days=days)


def test_an_account_out_of_use_gets_no_token():
    with pytest.raises(CannotIssueToken):
        issue(factories.UserFactory(is_active=False))


def test_the_standing_of_tokens_is_named(person):
    at = now()
    factories.ApiTokenFactory(user=person, name="a")
    factories.ApiTokenFactory(user=person, name="b", expires_at=at)
    factories.ApiTokenFactory(user=person, name="c", revoked_at=at)

    found = ApiToken.objects.with_standing(at).values_list("name", "standing")

    assert dict(found) == {"a": "IN_FORCE", "b": "EXPIRED", "c": "REVOKED"}
