"""Filter of the user list, shared by the page and the API."""

from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.choices import Role
from accounts.models import User
from accounts.querysets import UserQuerySet
from areas.models import Commune
from common.forms import StrictFilterSet, TextFilter

_STATES = [("1", "Đang hoạt động"), ("0", "Ngừng hoạt động")]


class UserFilter(StrictFilterSet):
    q = TextFilter(method="matching", label="Tên hoặc tên đăng nhập")
    role = ChoiceFilter(choices=Role.choices, label="Vai trò", empty_label="Tất cả")
    commune = ModelChoiceFilter(
        queryset=Commune.objects.all(), label="Xã, thị trấn", empty_label="Tất cả"
    )
    active = ChoiceFilter(
        field_name="is_active",
        choices=_STATES,
        method="in_state",
        label="Tình trạng",
        empty_label="Tất cả",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def matching(self, queryset: UserQuerySet, _name: str, value: str) -> UserQuerySet:
        return queryset.search(value)

    def in_state(self, queryset: UserQuerySet, name: str, value: str) -> UserQuerySet:
        return queryset.filter(**{name: value == "1"})
