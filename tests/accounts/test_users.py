"""What an administrator does with accounts."""

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import User
from accounts.services import users
from accounts.services.users import CannotChangeUser
from common.clock import now
from common.errors import Conflict
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.UserFactory(administrator=True)


def make(by, **changes):
    wanted = {
        "username": "canbo-ia-o",
        "full_name": "Rơ Châm H'Lan",
        "role": Role.LABOUR_OFFICE,
        "commune": None,
        "department": "",
        **changes,
    }
    return users.create_user(by=by, **wanted)


def change(person, by, **changes):
    wanted = {
        "version": person.version,
        "full_name": person.full_name,
        "role": person.role,
        "commune": person.commune,
        "department": person.department,
        **changes,
    }
    return users.change_user(user=person, by=by, **wanted)


def test_a_new_person_has_a_temporary_password(administrator):
    person, password = make(administrator)

    assert person.check_password(password)
    assert person.must_change_password
    assert person.search_key == "ro cham hlan"
    assert person.history.get().history_user == administrator


def test_the_user_name_is_kept_in_small_letters(administrator):
    person, _password = make(administrator, username="CanBo")

    assert person.username == "canbo"


@pytest.mark.parametrize("username", ["canbo-ia-o", "CANBO-IA-O"])
def test_a_user_name_in_use_is_refused(administrator, username):
    make(administrator)

    with pytest.raises(CannotChangeUser) as refusal:
        make(administrator, username=username)
    assert (refusal.value.field, refusal.value.message) == (
        "username",
        "Tên đăng nhập này đã có người dùng.",
    )


@pytest.mark.parametrize("username", ["", "cán bộ", "a b", "x" * 51])
def test_a_user_name_is_plain_letters(administrator, username):
    with pytest.raises(CannotChangeUser) as refusal:
        make(administrator, username=username)
    assert refusal.value.field == "username"


def test_an_officer_without_a_commune_is_refused(administrator):
    with pytest.raises(CannotChangeUser) as refusal:
        make(administrator, role=Role.COMMUNE_OFFICER)
    assert refusal.value.field == "commune"


def test_the_role_of_a_person_changes_with_who_did_it(administrator, commune):
    person = factories.UserFactory()

    saved = change(person, administrator, role=Role.COMMUNE_CHAIR, commune=commune)

    assert (saved.role, saved.commune, saved.version) == (Role.COMMUNE_CHAIR, commune, 2)
    assert saved.history.first().history_user == administrator


def test_a_role_change_holds_from_the_next_request(client, administrator):
    person = factories.UserFactory(administrator=True)
    client.force_login(person)
    before = client.get("/nguoi-dung/").status_code

    change(person, administrator, role=Role.DISTRICT_LEADER)

    assert (before, client.get("/nguoi-dung/").status_code) == (200, 403)


def test_a_move_to_another_commune_changes_what_is_seen(client, administrator, other_commune):
    person = factories.UserFactory(officer=True)
    client.force_login(person)

    change(person, administrator, commune=other_commune)

    assert client.get(f"/don-vi/{other_commune.pk}/").status_code == 200
    assert client.get(f"/don-vi/{person.commune.pk}/").status_code == 404


def test_the_same_change_sent_twice_is_one_change(administrator):
    person = factories.UserFactory()
    change(person, administrator, full_name="Nguyễn Văn A")

    again = change(person, administrator, full_name="Nguyễn Văn A")

    assert again.version == 2


def test_a_change_over_somebody_elses_is_a_conflict(administrator):
    person = factories.UserFactory()
    change(person, administrator, full_name="Nguyễn Văn A")

    with pytest.raises(Conflict) as refusal:
        change(person, administrator, full_name="Nguyễn Văn B")
    assert refusal.value.changed_by == administrator.full_name


def test_a_disabled_user_is_signed_out_at_once(client, administrator):
    person = factories.UserFactory()
    client.force_login(person)

    users.set_active(user=person, version=1, is_active=False, by=administrator)

    assert client.get("/don-vi/").status_code == 302


def test_a_person_is_let_in_again(administrator):
    person = factories.UserFactory(is_active=False)

    users.set_active(user=person, version=1, is_active=True, by=administrator)

    assert User.objects.get(pk=person.pk).is_active


def test_the_last_administrator_stays_one(administrator):
    with pytest.raises(CannotChangeUser, match="cuối cùng"):
        change(administrator, administrator, role=Role.LABOUR_OFFICE)
    with pytest.raises(CannotChangeUser, match="cuối cùng"):
        users.set_active(user=administrator, version=1, is_active=False, by=administrator)


def test_an_inactive_administrator_does_not_count(administrator):
    factories.UserFactory(administrator=True, is_active=False)

    with pytest.raises(CannotChangeUser):
        change(administrator, administrator, role=Role.LABOUR_OFFICE)


def test_one_of_two_administrators_does_not_step_down_alone(administrator):
    other = factories.UserFactory(administrator=True)

    with pytest.raises(CannotChangeUser, match="quản trị viên khác"):
        change(administrator, administrator, role=Role.LABOUR_OFFICE)
    with pytest.raises(CannotChangeUser, match="quản trị viên khác"):
        users.set_active(user=administrator, version=1, is_active=False, by=administrator)

    assert change(administrator, other, role=Role.LABOUR_OFFICE).role == Role.LABOUR_OFFICE


def test_an_administrator_changes_the_own_name(administrator):
    factories.UserFactory(administrator=True)

    saved = change(administrator, administrator, full_name="Nguyễn Thị Mới")

    assert (saved.full_name, saved.role) == ("Nguyễn Thị Mới", Role.ADMINISTRATOR)


def test_the_last_administrator_may_change_their_name(administrator):
    assert change(administrator, administrator, full_name="Tên Mới").full_name == "Tên Mới"


def test_a_reset_sent_twice_resets_once(administrator):
    person = factories.UserFactory()
    password = users.reset_password(user=person, version=1, by=administrator, at=now())

    with pytest.raises(Conflict):
        users.reset_password(user=person, version=1, by=administrator, at=now())
    assert User.objects.get(pk=person.pk).check_password(password)


def test_ones_own_password_is_not_reset(administrator):
    with pytest.raises(CannotChangeUser):
        users.reset_password(user=administrator, version=1, by=administrator, at=now())


def test_the_database_keeps_officers_in_a_commune(officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=officer.pk).update(commune=None)


def test_the_database_keeps_departments_named():
    person = factories.UserFactory(finance=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(department="")
