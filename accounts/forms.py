"""Forms of signing in and of managing accounts and tokens."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

from accounts.choices import Department, Role
from accounts.models import User
from accounts.rules import place_problem
from accounts.services.tokens import MOST_DAYS
from areas.models import Commune
from common.fields import KeyChoiceField, NameField, TextField, WholeNumberField
from common.forms import VersionForm
from common.http import SignedInRequest
from common.phones import LONGEST_PHONE, is_phone
from common.text import normalise_password

_WRONG = (
    "Tên đăng nhập hoặc mật khẩu không đúng. "
    f"Nhập sai {settings.AXES_FAILURE_LIMIT} lần thì phải chờ "
    f"{settings.AXES_COOLOFF_TIME // dt.timedelta(minutes=1)} phút mới đăng nhập lại được."
)


class SignInForm(AuthenticationForm):
    """The same message for a wrong password, an unknown name and a disabled account."""

    error_messages = {"invalid_login": _WRONG, "inactive": _WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"

    def clean_username(self) -> str:
        # Case-folded before the attempt is counted: otherwise each spelling would have five tries.
        name: str = self.cleaned_data["username"].strip().casefold()
        # Nobody's, and longer than the log of attempts takes.
        if len(name) > (self.username_field.max_length or 0):
            raise self.get_invalid_login_error()
        return name


class OwnPasswordForm(PasswordChangeForm):
    """A wrong old password counts like a failed sign-in, so that it cannot be guessed."""

    def __init__(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(request.user, *args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu hiện nay"
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields["new_password2"].label = "Nhập lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""

    def clean_old_password(self) -> str:
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.username, password=old) is None:
            raise ValidationError("Mật khẩu hiện nay không đúng.", code="password_incorrect")
        return old

    # Before they are compared with each other and with the old one.
    def clean_new_password1(self) -> str:
        return normalise_password(self.cleaned_data["new_password1"])

    def clean_new_password2(self) -> str:
        return normalise_password(self.cleaned_data["new_password2"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        new = cleaned.get("new_password1")
        if new and new == normalise_password(cleaned.get("old_password", "")):
            self.add_error("new_password1", "Mật khẩu mới phải khác mật khẩu hiện nay.")
        return cleaned


class CommuneChoice(KeyChoiceField):
    """All communes: after a merger, accounts of the old ones must still be managed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Commune.objects.all(), empty_label="(không thuộc xã nào)", **kwargs)

    def label_from_instance(self, commune: Any) -> str:
        return commune.dated_name


class PhoneField(TextField):
    """An optional telephone number, with the keys of a telephone on a phone."""

    def __init__(self, *, label: str = "Điện thoại", **kwargs: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=LONGEST_PHONE,
            validators=[is_phone],
            help_text="Ví dụ: 0269 3844 123.",
            widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
            **kwargs,
        )


class SupportContactForm(VersionForm):
    """Whom users call. Both empty: nobody is named."""

    name = TextField(
        label="Người hỗ trợ",
        required=False,
        max_length=100,
        help_text="Ví dụ: Nguyễn Văn An, Phòng LĐ-TB&XH huyện.",
    )
    phone = PhoneField()


class UserForm(forms.ModelForm):
    full_name = NameField(label="Họ và tên", max_length=100)
    role = forms.ChoiceField(label="Vai trò", choices=[("", "(chọn vai trò)"), *Role.choices])
    commune = CommuneChoice(
        label="Xã, thị trấn",
        required=False,
        help_text="Bắt buộc với cán bộ xã, chủ tịch UBND xã; vai trò khác để trống.",
    )
    department = forms.ChoiceField(
        label="Phòng, ban",
        choices=[("", "(không thuộc phòng, ban nào)"), *Department.choices],
        required=False,
        help_text="Bắt buộc với vai trò Phòng, ban của huyện; vai trò khác để trống.",
    )

    phone = PhoneField()

    class Meta:
        model = User
        fields = ["full_name", "role", "commune", "department", "phone"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"role", "commune", "department"} <= cleaned.keys():
            return cleaned
        problem = place_problem(
            cleaned["role"],
            has_commune=cleaned["commune"] is not None,
            department=cleaned["department"],
        )
        if problem is not None:
            self.add_error(*problem)
        return cleaned


class UserCreateForm(UserForm):
    class Meta(UserForm.Meta):
        fields = ["username", "full_name", "role", "commune", "department", "phone"]
        help_texts = {
            "username": "Chữ cái không dấu, chữ số và các dấu @ . + - _; "
            "không phân biệt chữ hoa, chữ thường.",
        }

    def clean_username(self) -> str:
        return self.cleaned_data["username"].casefold()


class UserEditForm(UserForm):
    """`is_self`: administrators change their own name, another one changes their role."""

    version = WholeNumberField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_self:
            for name in ("role", "commune", "department"):
                self.fields[name].disabled = True
                self.fields[name].help_text = ""
            self.fields["role"].help_text = "Vai trò của bạn do một quản trị viên khác đổi."


class ActiveForm(VersionForm):
    is_active = forms.TypedChoiceField(
        choices=[("1", "Đang hoạt động"), ("0", "Ngừng hoạt động")],
        coerce=lambda value: value == "1",
        widget=forms.HiddenInput,
    )


class TokenForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = TextField(
        label="Dùng cho", max_length=100, help_text="Ví dụ: bảng tính của phòng Tài chính."
    )
    days = WholeNumberField(
        label="Có hiệu lực (ngày)",
        min_value=1,
        max_value=MOST_DAYS,
        initial=lambda: settings.API_TOKEN_DAYS,
        help_text=f"Từ 1 đến {MOST_DAYS} ngày.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
