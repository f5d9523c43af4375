"""API of users and tokens."""

import pytest

from accounts.choices import Action, Role
from accounts.models import ApiToken, User
from tests import factories

pytestmark = pytest.mark.django_db

NEW = {"username": "moi", "full_name": "Người Mới", "role": "LABOUR_OFFICE"}


@pytest.fixture
def administrator():
    return factories.UserFactory(administrator=True)


@pytest.fixture
def api(api_as, administrator):
    return api_as(administrator)


def test_a_user_is_made_with_a_temporary_password(api):
    answer = api.post("/api/v1/users/", NEW, format="json")

    person = User.objects.get(username="moi")
    assert answer.status_code == 201
    assert person.check_password(answer.json()["temporary_password"])
    assert answer.json()["user"]["must_change_password"] is True


def test_no_password_is_ever_read_out(api, administrator):
    answer = api.get(f"/api/v1/users/{administrator.pk}/")

    assert not {"password", "token_hash"} & answer.json().keys()


def test_what_may_not_be_set_is_refused_by_name(api):
    extra = {"is_active": False, "must_change_password": False, "password": "x", "version": 9}

    answer = api.post("/api/v1/users/", {**NEW, **extra}, format="json")

    assert answer.status_code == 400
    assert answer.json() == {key: ["Không có trường này."] for key in sorted(extra)}
    assert not User.objects.filter(username="moi").exists()


def test_a_refusal_names_its_field(api):
    answer = api.post("/api/v1/users/", {**NEW, "role": "COMMUNE_CHAIR"}, format="json")

    assert answer.status_code == 400
    assert answer.json()["field"] == "commune"


def test_users_are_filtered_as_on_the_page(api, officer):
    answer = api.get("/api/v1/users/?role=COMMUNE_OFFICER").json()

    assert [row["username"] for row in answer["results"]] == [officer.username]
    assert api.get("/api/v1/users/?role=EVERYBODY").status_code == 400


def test_a_user_is_changed_with_its_version(api):
    person = factories.UserFactory()
    sent = {"full_name": "Tên Mới", "role": "DISTRICT_LEADER", "version": 1}

    saved = api.put(f"/api/v1/users/{person.pk}/", sent, format="json")
    late = api.put(f"/api/v1/users/{person.pk}/", {**sent, "full_name": "Khác"}, format="json")

    assert saved.json()["role"] == "DISTRICT_LEADER"
    assert late.status_code == 409


def test_a_password_is_reset(api):
    person = factories.UserFactory()

    answer = api.post(f"/api/v1/users/{person.pk}/reset-password/", {"version": 1}, format="json")

    person.refresh_from_db()
    assert person.check_password(answer.json()["temporary_password"])


def test_an_account_is_disabled(api):
    person = factories.UserFactory()
    sent = {"version": 1, "is_active": False}

    answer = api.post(f"/api/v1/users/{person.pk}/set-active/", sent, format="json")

    assert answer.json()["is_active"] is False


def test_the_last_administrator_stays_one(api, administrator):
    sent = {"version": 1, "is_active": False}

    answer = api.post(f"/api/v1/users/{administrator.pk}/set-active/", sent, format="json")

    assert answer.status_code == 400
    assert "cuối cùng" in answer.json()["detail"]


def test_the_role_table_is_the_one_of_the_page(api):
    rows = {row["action"]: row["roles"] for row in api.get("/api/v1/roles/").json()}

    assert rows.keys() == set(Action)
    assert rows[Action.MANAGE_USERS] == [Role.ADMINISTRATOR]


def test_ones_own_token_is_issued_listed_and_revoked(api_as, officer):
    client = api_as(officer)
    factories.ApiTokenFactory()
    sent = {"client_id": "6f2c1b1e-53a7-4d0c-9f0a-0d6a5f3b7c11", "name": "Bảng tính", "days": 30}

    made = client.post("/api/v1/tokens/", sent, format="json")
    again = client.post("/api/v1/tokens/", sent, format="json")
    (row,) = client.get("/api/v1/tokens/").json()["results"]
    gone = client.post(f"/api/v1/tokens/{row['id']}/revoke/")

    assert (made.status_code, again.status_code, gone.status_code) == (201, 400, 204)
    assert row["standing"] == "IN_FORCE"
    assert made.json()["token"] not in str(row)
    assert ApiToken.objects.get(user=officer).revoked_at is not None


def test_somebody_elses_token_is_not_found(api_as, officer):
    other = factories.ApiTokenFactory()

    assert api_as(officer).post(f"/api/v1/tokens/{other.pk}/revoke/").status_code == 404


def test_a_session_without_csrf_token_writes_nothing(client, administrator):
    client.handler.enforce_csrf_checks = True
    client.force_login(administrator)

    answer = client.post("/api/v1/users/", NEW, content_type="application/json")

    assert answer.status_code == 403
    assert not User.objects.filter(username="moi").exists()


def test_a_form_disguised_as_the_api_is_refused(client, administrator):
    client.force_login(administrator)

    assert client.post("/api/v1/users/", NEW).status_code == 415
