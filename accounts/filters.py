"""Filter of the user list, shared by the page and the API."""

from django_filters import ChoiceFilter

from accounts.choices import Role
from accounts.models import User
from accounts.querysets import UserQuerySet
from areas.models import Commune
from common.forms import KeyChoiceFilter, StrictFilterSet, TextFilter, YesNoFilter

_STATES = [("true", "Đang hoạt động"), ("false", "Ngừng hoạt động")]


class UserFilter(StrictFilterSet):
    q = TextFilter(method="matching", label="Tên hoặc tên đăng nhập")
    role = ChoiceFilter(choices=Role.choices, label="Vai trò", empty_label="Tất cả")
    commune = KeyChoiceFilter(
        queryset=Commune.objects.all(), label="Xã, thị trấn", empty_label="Tất cả"
    )
    active = YesNoFilter(field_name="is_active", choices=_STATES, label="Tình trạng")

    class Meta:
        model = User
        fields: list[str] = []

    def matching(self, queryset: UserQuerySet, _name: str, value: str) -> UserQuerySet:
        return queryset.search(value)
