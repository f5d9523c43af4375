"""Telephone numbers as offices write them."""

from django.core.validators import RegexValidator

LONGEST_PHONE = 30

is_phone = RegexValidator(
    r"\A\+?[0-9](?:[0-9 .()-]{6,28})\Z", "Ghi số điện thoại bằng chữ số, ví dụ 0269 3844 123."
)
