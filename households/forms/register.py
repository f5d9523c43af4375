"""Form of a household: its own facts and its roster."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from areas.filters import NumberedVillageField
from areas.models import Village
from areas.queries import today
from common.date_fields import DayField
from common.errors import Conflict, Refused
from common.fields import TextField, WholeNumberField
from common.forms import VersionForm, YearField
from common.history import conflict_over
from households.choices import Arrival, HouseholdState
from households.forms.roster import BLANK_ROWS, RosterFormSet, roster_formset
from households.models import Household
from households.queries.register import stored_facts
from households.rules.register import (
    HOUSEHOLD_FIELDS,
    HouseholdFacts,
    MemberFacts,
)


class HouseholdForm(forms.Form):
    client_id = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput, required=False)
    version = WholeNumberField(widget=forms.HiddenInput, required=False, min_value=1)
    village = NumberedVillageField(
        queryset=Village.objects.none(),
        label="Thôn, làng, tổ dân phố",
        empty_label="Chọn thôn, làng",
    )
    address = TextField(label="Địa chỉ", max_length=200, required=False)
    arrival = forms.ChoiceField(label="Nguồn gốc hộ", choices=Arrival.choices)
    arrived_on = DayField(
        label="Ngày đến hoặc tách hộ",
        required=False,
        help_text="Chỉ ghi khi hộ chuyển đến, tách hộ; ví dụ 05/06/2021",
    )
    earlier_exit_year = YearField(
        label="Năm thoát nghèo trước đây",
        required=False,
        help_text="Nếu hộ từng được công nhận thoát nghèo",
    )
    no_labour_capacity = forms.BooleanField(label="Không có khả năng lao động", required=False)
    has_merit = forms.BooleanField(label="Có người có công với cách mạng", required=False)

    def __init__(self, *args: Any, user: User, villages: QuerySet[Village], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["village"]
        field.is_of_one_commune = not user.sees_all_communes
        field.queryset = villages

    def facts(self) -> HouseholdFacts:
        """Return the household's own facts."""
        cleaned = self.cleaned_data
        own = {name: cleaned[name] for name in HOUSEHOLD_FIELDS if name != "village_id"}
        return HouseholdFacts(village_id=cleaned["village"].pk, **own)


class HouseholdRegisterForm:
    """The whole page: a household and its roster, submitted and validated together."""

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        user: User,
        stored: Household | None = None,
        village_id: str = "",
    ) -> None:
        self.user, self.stored = user, stored
        self.conflict: Conflict | None = None
        self._data = data or None
        initial: dict[str, Any] = {"village": village_id}
        members: list[MemberFacts] = []
        if stored is not None:
            facts, members = stored_facts(stored)
            initial = asdict(facts)
            initial |= {"village": facts.village_id, "version": stored.version}
        self.household = self._household_form(self._data, initial)
        blank = 0 if stored else BLANK_ROWS
        self.roster: RosterFormSet = roster_formset(self._data, members=members, blank=blank)
        if (village_id or stored) and not self._data and self.roster.forms:  # the village is chosen
            self.roster.forms[0].fields["full_name"].widget.attrs["autofocus"] = True

    def _household_form(
        self, data: Mapping[str, Any] | None, initial: dict[str, Any]
    ) -> HouseholdForm:
        villages = Village.objects.valid_on(today()).select_related("commune")
        villages = villages.order_by("commune__sort_key", "sort_key", "pk")
        if self.stored is None:
            villages = villages.visible_to(self.user)
        else:
            # A household stays in its commune, and may stay in a village that has since been closed.
            of_commune = Village.objects.filter(commune=self.stored.commune_id)
            current = of_commune.filter(pk=self.stored.village_id)
            villages = (of_commune.valid_on(today()) | current).select_related("commune")
        return HouseholdForm(data, initial=initial, user=self.user, villages=villages)

    @property
    def asks_for_rows(self) -> bool:
        """Whether the user requested more rows instead of saving."""
        return self._data is not None and "add_rows" in self._data

    @property
    def asks_to_compare(self) -> bool:
        """Whether the user requested the differences from what is stored instead of saving."""
        return self._data is not None and "compare" in self._data

    def with_more_rows(self) -> "HouseholdRegisterForm":
        """Return the page as typed so far, not validated, with more empty rows."""
        typed = {name: self.household[name].value() for name in self.household.fields}
        rows = self.roster.typed_so_far()
        self.household = self._household_form(None, typed)
        self.roster = roster_formset(None, rows=rows)
        return self

    def is_valid(self) -> bool:
        """Return whether the page was sent to be saved and both parts are valid."""
        if self._data is None or self.asks_for_rows:
            return False
        is_valid = self.household.is_valid() & self.roster.is_valid()
        if is_valid and self.asks_to_compare and self.stored is not None:
            self.conflict = conflict_over(self.stored)
        return is_valid and not self.asks_to_compare

    @property
    def client_id(self) -> uuid.UUID:
        """The key of the request, the same however often it is sent."""
        return self.household.cleaned_data["client_id"] or uuid.uuid4()

    @property
    def commune_id(self) -> int:
        commune_id: int = self.household.cleaned_data["village"].commune_id
        return commune_id

    @property
    def sent_version(self) -> int:
        """The version of the household the page was opened with, 0 when it is missing."""
        return self.household.cleaned_data["version"] or 0

    @property
    def version(self) -> Any:
        """The version for the page to send: the newest, once a conflict has been shown."""
        if self.conflict is not None and self.stored is not None:
            return self.stored.version
        return self.household["version"].value()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Show a service's refusal beside its field; keep a conflict for its own panel.

        Lines after the service call inside the block run only when it did not refuse.
        """
        try:
            yield
        except Conflict as error:
            self.conflict = error
        except Refused as error:
            self._show(error)

    def _show(self, error: Refused) -> None:
        words = (error.field or "").split(".")
        if len(words) == 3:
            self.roster.filled[int(words[1])].add_error(words[2], error.message)
        elif words[0] in self.household.fields:
            self.household.add_error(words[0], error.message)
        else:
            self.household.add_error(None, error.message)


class LeaveForm(VersionForm):
    """A household moves away or is dissolved."""

    state = forms.ChoiceField(
        label="Hộ này",
        choices=[
            (HouseholdState.MOVED, "Chuyển đi nơi khác"),
            (HouseholdState.DISSOLVED, "Giải thể (chết, nhập hộ)"),
        ],
        widget=forms.RadioSelect,
    )
    on = DayField(label="Từ ngày", help_text="Ví dụ 05/06/2021")
    reason = TextField(label="Lý do", max_length=200)
