"""Users and their API tokens."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.choices import COMMUNE_ROLES, Action, Department, Role
from accounts.querysets import ApiTokenQuerySet, KeptFormQuerySet, UserManager
from accounts.rules import may
from areas.models import Commune
from common.phones import LONGEST_PHONE, is_phone
from common.text import normalise_password


class User(AbstractBaseUser):
    """A user account. There is no superuser: rights come from the role table only."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=50,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
    )
    full_name = models.CharField("họ và tên", max_length=100)
    search_key = models.TextField(editable=False)
    role = models.CharField("vai trò", max_length=20, choices=Role)
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="users", null=True, blank=True, verbose_name="xã"
    )
    department = models.CharField("phòng, ban", max_length=20, choices=Department, blank=True)
    phone = models.CharField(
        "điện thoại", max_length=LONGEST_PHONE, blank=True, validators=[is_phone]
    )
    is_active = models.BooleanField("đang hoạt động", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    # Kept in the session of the latest sign-in too: an earlier session with another key has ended.
    sign_in_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login", "sign_in_key"])

    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = "người dùng"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="user_commune_roles_have_a_commune",
                condition=Q(role__in=sorted(COMMUNE_ROLES), commune__isnull=False)
                | (~Q(role__in=sorted(COMMUNE_ROLES)) & Q(commune__isnull=True)),
                violation_error_message="Cán bộ và chủ tịch xã phải thuộc một xã; vai trò khác thì không.",
            ),
            models.CheckConstraint(
                name="user_departments_are_named",
                condition=Q(role=Role.DEPARTMENT) & ~Q(department="")
                | ~Q(role=Role.DEPARTMENT) & Q(department=""),
                violation_error_message="Hãy chọn phòng, ban; vai trò khác để trống.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def set_password(self, raw_password: str | None) -> None:
        """Store the hash of the password in normal form."""
        super().set_password(normalise_password(raw_password) if raw_password else raw_password)

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether the password is the user's, however its letters were composed.

        Hashes made before passwords were normalised are compared as typed.
        """
        if raw_password is None:
            return super().check_password(None)
        normal = normalise_password(raw_password)
        if super().check_password(normal):
            return True
        return normal != raw_password and super().check_password(raw_password)

    def may(self, action: str) -> bool:
        """Return whether the user's role has the action."""
        return self.is_active and may(self.role, action)

    @property
    def sees_all_communes(self) -> bool:
        return self.is_active and self.role not in COMMUNE_ROLES

    @property
    def scope(self) -> tuple[Any, ...]:
        """All that `visible_to` reads of a user: what `with_scope` takes."""
        return self.role, self.is_active, self.commune_id

    @classmethod
    def with_scope(cls, role: str, is_active: bool, commune: int | None) -> "User":  # noqa: FBT001
        """Return an unsaved user who sees the same rows, for the statement of a prepared query."""
        return cls(role=role, is_active=is_active, commune_id=commune)

    def sees_small_numbers_of(self, *communes: int | None) -> bool:
        """Return whether the user sees small numbers of a unit, given by its key and the key of
        the unit it was merged into."""
        if not self.may(Action.VIEW_SMALL_NUMBERS):
            return False
        return self.sees_all_communes or (
            self.commune_id is not None and self.commune_id in communes
        )

    @property
    def place(self) -> str:
        """The user's commune, department or district, for the page header."""
        if self.commune:
            return self.commune.full_name
        return self.get_department_display() or self.get_role_display()

    @property
    def place_in_sentence(self) -> str:
        """The same inside a sentence: xã Ia O; an office keeps its capital (NĐ 30/2020/NĐ-CP, PL II)."""
        return self.commune.name_in_sentence if self.commune else self.place


class ApiToken(models.Model):
    """A program's token for the API. Only its hash is stored; it expires and can be revoked."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("dùng cho", max_length=100)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("cấp lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    last_used_on = models.DateField("dùng lần cuối ngày", null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["token_hash"])

    class Meta:
        verbose_name = "mã truy cập API"
        ordering = ["-created_at"]


class KeptForm(models.Model):
    """What a user posted after the session had ended, until it is sent again or expires.

    Personal data for some hours only, hence without a history.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="kept_forms")
    address = models.CharField("địa chỉ gửi", max_length=1000)
    page = models.CharField("trang có biểu", max_length=1000)
    content = models.JSONField("nội dung")
    kept_at = models.DateTimeField("giữ lúc")

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        verbose_name = "biểu chưa gửi được"
        ordering = ["-kept_at"]
