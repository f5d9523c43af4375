"""Commands of a new installation."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import ApiToken, User
from accounts.services.tokens import token_hash
from tests import factories

pytestmark = pytest.mark.django_db


def test_issue_token_prints_just_the_token(capsys):
    factories.UserFactory(username="ldtbxh")

    call_command("issue_token", "LDTBXH", "--days", "7", "--name", "Kiểm tra")

    row = ApiToken.objects.get()
    assert token_hash(capsys.readouterr().out.strip()) == row.token_hash
    assert row.expires_at - row.created_at == dt.timedelta(days=7)
    assert row.name == "Kiểm tra"


def test_issue_token_may_be_called_again(capsys):
    factories.UserFactory(username="ldtbxh")

    call_command("issue_token", "ldtbxh")
    call_command("issue_token", "ldtbxh")

    assert ApiToken.objects.count() == 2


def test_issue_token_wants_a_known_person_and_at_most_a_year():
    factories.UserFactory(username="ldtbxh")

    with pytest.raises(CommandError, match="Không có người dùng"):
        call_command("issue_token", "khongco")
    with pytest.raises(CommandError, match="từ 1 đến 365"):
        call_command("issue_token", "ldtbxh", "--days", "366")


def test_create_admin_reads_the_password_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("rung-thong-xanh-9\n"))

    call_command("create_admin", "QuanTri", "--name", "Nguyễn Văn A")

    person = User.objects.get()
    assert (person.username, person.role, person.must_change_password) == (
        "quantri",
        "ADMINISTRATOR",
        False,
    )
    assert person.check_password("rung-thong-xanh-9")


def test_create_admin_refuses_a_weak_password(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("quantri\n"))

    with pytest.raises(CommandError):
        call_command("create_admin", "quantri")
    assert not User.objects.exists()


def test_create_admin_is_for_the_first_one_only(monkeypatch):
    factories.UserFactory(administrator=True)
    monkeypatch.setattr("sys.stdin", io.StringIO("rung-thong-xanh-9\n"))

    with pytest.raises(CommandError, match="Đã có quản trị viên"):
        call_command("create_admin", "khac")
