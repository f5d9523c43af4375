"""Services of accounts and passwords."""

import datetime as dt
import secrets

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from accounts.rules import place_problem
from accounts.services.tokens import revoke_tokens_of
from areas.models import Commune
from common.errors import Refused
from common.history import conflict_over, save_with_history
from common.text import search_key

# Without 0/o, 1/l/i: the password is read from a slip of paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class CannotChangeUser(Refused):
    """The account cannot be created or changed."""


def temporary_password() -> str:
    """Return a password for the first sign-in: three groups of four, about 59 random bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    role: str,
    commune: Commune | None,
    department: str,
    phone: str = "",
    by: User | None,
) -> tuple[User, str]:
    """Create an account; returns it and its temporary password, to be changed at first sign-in.

    Raises CannotChangeUser for a user name in use, or a commune or department that does not fit
    the role.
    """
    user = User(username=username.casefold(), must_change_password=True, phone=phone)
    _describe(user, full_name, role, commune, department)
    password = temporary_password()
    user.set_password(password)
    _refuse_unclean(user)
    save_with_history(user, by=by, reason="Tạo tài khoản")
    return user, password


@transaction.atomic
def create_administrator(*, username: str, full_name: str, password: str) -> User:
    """Create the first administrator's account of an installation, from the command line.

    Raises CannotChangeUser when an active administrator exists; further ones are created on the
    users page.
    """
    if _active_administrators():
        raise CannotChangeUser("Đã có quản trị viên; hãy tạo tài khoản khác trong phần mềm.")
    user = User(username=username.casefold(), must_change_password=False)
    _describe(user, full_name, Role.ADMINISTRATOR, None, "")
    user.set_password(password)
    _refuse_unclean(user)
    save_with_history(user, by=None, reason="Tạo quản trị viên đầu tiên")
    return user


@transaction.atomic
def change_user(
    *,
    user: User,
    version: int,
    full_name: str,
    role: str,
    commune: Commune | None,
    department: str,
    phone: str | None = None,
    by: User,
) -> User:
    """Change a user's name, role, place and phone; the rights change with the user's next request.

    Without `phone` the number is kept. Unchanged content changes nothing. Raises Conflict when another user changed the account since,
    CannotChangeUser for a place that does not fit, one's own role or the last administrator's.
    """
    user, administrators = _locked(user)
    phone = user.phone if phone is None else phone
    wanted = (full_name, role, commune and commune.pk, department, phone)
    if wanted == (user.full_name, user.role, user.commune_id, user.department, user.phone):
        return user
    if user.version != version:
        raise conflict_over(user)
    if role != Role.ADMINISTRATOR:
        _refuse_losing_the_last(user, administrators)
    if role != user.role:
        _refuse_self(user, by, "vai trò")
    _describe(user, full_name, role, commune, department)
    user.phone = phone
    _refuse_unclean(user)
    return _save(user, by=by, reason="Sửa thông tin, vai trò")


@transaction.atomic
def set_active(*, user: User, version: int, is_active: bool, by: User) -> User:
    """Enable or disable an account; sessions and tokens of a disabled one end at once.

    Raises Conflict when another user changed the account since, CannotChangeUser for one's own
    account and for the last administrator.
    """
    user, administrators = _locked(user)
    if user.is_active == is_active:
        return user
    if user.version != version:
        raise conflict_over(user)
    if not is_active:
        _refuse_losing_the_last(user, administrators)
        _refuse_self(user, by, "tình trạng tài khoản")
    user.is_active = is_active
    return _save(user, by=by, reason="Mở lại tài khoản" if is_active else "Ngừng tài khoản")


@transaction.atomic
def reset_password(*, user: User, version: int, by: User, at: dt.datetime) -> str:
    """Set a new temporary password and return it; the user's sessions and tokens end.

    Raises Conflict when the account was changed since (so a page sent twice resets once),
    CannotChangeUser for one's own password, which is changed with the old one.
    """
    user, _administrators = _locked(user)
    if user.pk == by.pk:
        raise CannotChangeUser("Hãy dùng mục Đổi mật khẩu cho tài khoản của chính bạn.")
    if user.version != version:
        raise conflict_over(user)
    password = temporary_password()
    user.set_password(password)
    user.must_change_password = True
    _save(user, by=by, reason="Đặt lại mật khẩu")
    revoke_tokens_of(user=user, by=by, at=at)
    return password


@transaction.atomic
def change_own_password(*, user: User, password: str, at: dt.datetime) -> User:
    """Set the password a user chose; the user's other sessions and all tokens end."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.set_password(password)
    user.must_change_password = False
    _save(user, by=user, reason="Đổi mật khẩu")
    revoke_tokens_of(user=user, by=user, at=at)
    return user


def begin_session(*, user: User) -> str:
    """Return the key of a new session of the user; all earlier ones end.

    No history row: like the time of the last sign-in, the key is not a change of the account.
    """
    user.sign_in_key = secrets.token_hex(16)
    User.objects.filter(pk=user.pk).update(sign_in_key=user.sign_in_key)
    return user.sign_in_key


def _describe(
    user: User, full_name: str, role: str, commune: Commune | None, department: str
) -> None:
    problem = place_problem(role, has_commune=commune is not None, department=department)
    if problem is not None:
        field, sentence = problem
        raise CannotChangeUser(sentence, field=field)
    user.full_name, user.search_key = full_name, search_key(full_name)
    user.role, user.commune, user.department = role, commune, department


def _refuse_unclean(user: User) -> None:
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        known = None if field == NON_FIELD_ERRORS else field
        raise CannotChangeUser(sentences[0], field=known) from error


def _active_administrators() -> set[int]:
    """Lock all active administrators, so that two cannot disable each other concurrently."""
    found = User.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
    return set(found.order_by("pk").values_list("pk", flat=True))


def _locked(user: User) -> tuple[User, set[int]]:
    """Lock the administrators before the account: always in this order, against deadlocks."""
    administrators = _active_administrators()
    return User.objects.select_for_update().get(pk=user.pk), administrators


def _refuse_losing_the_last(user: User, administrators: set[int]) -> None:
    if administrators == {user.pk}:
        raise CannotChangeUser(
            "Đây là quản trị viên cuối cùng; hãy giao quyền cho người khác trước."
        )


def _refuse_self(user: User, by: User, what: str) -> None:
    if user.pk == by.pk:
        raise CannotChangeUser(
            f"Không tự đổi {what} của chính mình; hãy nhờ một quản trị viên khác."
        )


def _save(user: User, *, by: User, reason: str) -> User:
    user.version += 1
    save_with_history(user, by=by, reason=reason)
    return user
