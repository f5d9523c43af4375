"""Filter of households: one for the list, its Excel file and the API."""

from django.db.models import QuerySet
from django_filters import ChoiceFilter

from accounts.models import User
from areas.filters import (
    CommuneChoiceFilter,
    HouseholdSearchFilter,
    ScopedFilterSet,
    VillageChoiceFilter,
)
from areas.models import EthnicGroup
from areas.queries import today
from common.forms import KeyChoiceFilter
from households.choices import HouseholdState, PovertyStatus
from households.models import Household
from households.queries.poor_list import working_standard
from households.querysets import HouseholdQuerySet

ALL = "ALL"
BY_NAME, BY_GIVEN_NAME = "NAME", "GIVEN_NAME"
_ORDERS = {BY_NAME: "sort_key", BY_GIVEN_NAME: "given_name_key"}
ON_NO_LIST = "NONE"
_STATES = [*HouseholdState.choices, (ALL, "Tất cả")]
_CLASSES = [*PovertyStatus.choices, (ON_NO_LIST, "Chưa có trong danh sách năm")]
_YES_NO = [("true", "Có"), ("false", "Không")]


def register_of(user: User) -> HouseholdQuerySet:
    """Return the households the user may see, as list rows with this year's class."""
    year = today().year
    visible = Household.objects.visible_to(user).for_list()
    return visible.with_status(year, working_standard(year))


class StateFilter(ChoiceFilter):
    """Households living here, unless another state is chosen."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs if value == ALL else qs.filter(state=value or HouseholdState.ACTIVE)


class HouseholdFilter(ScopedFilterSet):
    """`q` is a name with or without marks, a household code, or a citizen number."""

    q = HouseholdSearchFilter()
    commune = CommuneChoiceFilter()
    village = VillageChoiceFilter()
    status = ChoiceFilter(
        choices=_CLASSES, method="of_class", label="Phân loại năm nay", empty_label="Tất cả"
    )
    ethnicity = KeyChoiceFilter(
        queryset=EthnicGroup.objects.all(), label="Dân tộc chủ hộ", empty_label="Tất cả"
    )
    minority = ChoiceFilter(
        field_name="ethnicity__is_minority",
        choices=_YES_NO,
        method="is_so",
        label="Hộ dân tộc thiểu số",
        empty_label="Tất cả",
    )
    state = StateFilter(choices=_STATES, label="Tình trạng", empty_label=None)
    no_labour_capacity = ChoiceFilter(
        choices=_YES_NO,
        method="is_so",
        label="Không có khả năng lao động",
        empty_label="Tất cả",
    )
    has_merit = ChoiceFilter(
        choices=_YES_NO, method="is_so", label="Có người có công", empty_label="Tất cả"
    )

    order = ChoiceFilter(
        choices=[(BY_NAME, "Họ, tên chủ hộ"), (BY_GIVEN_NAME, "Tên chủ hộ")],
        method="kept",
        label="Xếp theo",
        empty_label=None,
    )

    class Meta:
        model = Household
        fields: list[str] = []

    def kept(self, queryset: HouseholdQuerySet, _name: str, _value: str) -> HouseholdQuerySet:
        return queryset

    @property
    def order_field(self) -> str:
        """The column by which the list is sorted and paged."""
        asked = self.form.cleaned_data.get("order") if self.form.is_valid() else ""
        return _ORDERS[asked or BY_NAME]

    def of_class(self, queryset: HouseholdQuerySet, _name: str, value: str) -> HouseholdQuerySet:
        if value == ON_NO_LIST:
            return queryset.filter(poverty_status__isnull=True)
        return queryset.filter(poverty_status=value)

    def is_so(self, queryset: HouseholdQuerySet, name: str, value: str) -> HouseholdQuerySet:
        return queryset.filter(**{name: value == "true"})

    @property
    def is_used(self) -> bool:
        """Whether any filter narrows the list."""
        return not self.form.is_valid() or any(
            value not in (None, "")
            for name, value in self.form.cleaned_data.items()
            if name != "order"
        )

    @property
    def words(self) -> str:
        """The filters in use, in words, for the heading of a print or an Excel file."""
        if not self.form.is_valid():
            return ""
        used = []
        for name, field in self.form.fields.items():
            value = self.form.cleaned_data.get(name)
            if value in (None, "") or name == "order":
                continue
            shown = dict(getattr(self.filters[name], "extra", {}).get("choices") or {})
            used.append(f"{field.label}: {shown.get(value, value)}")
        return "; ".join(used)
