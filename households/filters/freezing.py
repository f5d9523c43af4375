"""Filters of frozen lines, for page, Excel and API."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.models import User
from areas.filters import CommuneChoiceFilter, ScopedFilterSet
from common.forms import KeyChoiceFilter, TextFilter
from common.parameters import WrongParameters
from common.sources import FigureSource
from common.text import lower_first
from households.choices import PovertyStatus
from households.models import FrozenRecord, Household, PovertyStandard, Round, Snapshot
from households.queries.freezing import current_lines, frozen_source, frozen_standards
from households.queries.sources import round_source

_SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class EditionFilter(KeyChoiceFilter):
    """One edition, or by default the lines that count: each commune's latest."""

    def filter(self, qs: QuerySet, value: Snapshot | None) -> QuerySet:
        return qs.filter(snapshot=value) if value else qs.filter(self.parent.current)


class FrozenRecordFilter(ScopedFilterSet):
    """The frozen lines of a closed round under a standard, by default that of the year's goals."""

    q = TextFilter(method="matching", label="Tên hoặc mã hộ", widget=_SEARCH)
    commune = CommuneChoiceFilter()
    status = ChoiceFilter(
        choices=PovertyStatus.choices, label="Phân loại khi khóa", empty_label="Tất cả"
    )
    standard = ModelChoiceFilter(
        field_name="snapshot__standard",
        queryset=PovertyStandard.objects.all(),
        to_field_name="code",
        label="Chuẩn nghèo",
        empty_label=None,
        required=True,
    )
    edition = EditionFilter(
        queryset=Snapshot.objects.none(), label="Lần khóa", empty_label="Bản có hiệu lực"
    )

    class Meta:
        model = FrozenRecord
        fields: list[str] = []

    def __init__(self, data: QueryDict, *args: Any, round_: Round, **kwargs: Any) -> None:
        self.round = round_
        self.standards = frozen_standards(round_)
        data = data.copy()
        if self.standards and not data.get("standard"):
            data["standard"] = self.standards[0].code
        super().__init__(data, *args, **kwargs)
        snapshots = round_.snapshots.select_related("commune", "standard", "round").order_by(
            "edition"
        )
        self.filters["standard"].extra["queryset"] = PovertyStandard.objects.filter(
            pk__in=[standard.pk for standard in self.standards]
        )
        self.filters["edition"].extra["queryset"] = snapshots
        self.snapshots = snapshots
        self.current = current_lines(snapshots)

    def matching(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(household__in=Household.objects.search(value).order_by().values("pk"))

    def require_valid(self) -> Self:
        """Return the filter. Raises WrongParameters, but not where nothing is frozen to choose."""
        has_no_choice = not self.standards and not self.data.get("standard")
        wrong = {
            name: errors
            for name, errors in self.errors.items()
            if not (name == "standard" and has_no_choice)
        }
        if wrong:
            raise WrongParameters(wrong)
        return self

    def value_of(self, name: str) -> Any:
        """Return the requested value of a parameter, None when the filter is invalid."""
        return self.form.cleaned_data.get(name) if self.form.is_valid() else None

    def source(self, *, on: dt.date, at: dt.datetime) -> FigureSource:
        """Return what the list is about; of the day and moment given while nothing is frozen."""
        edition, standard = self.value_of("edition"), self.value_of("standard")
        counted = [
            one for one in self.snapshots if standard is None or one.standard_id == standard.pk
        ]
        if not counted:
            return round_source(self.round, on=on, at=at)
        return frozen_source([edition] if edition else counted)

    @property
    def words(self) -> str:
        """The limits of the list, for a title and a source line."""
        words = [str(self.value_of("standard") or "").lower()]
        if commune := self.value_of("commune"):
            words.append(commune.name_in_sentence)
        if status := self.value_of("status"):
            words.append(PovertyStatus(status).label.lower())
        if edition := self.value_of("edition"):
            words.append(lower_first(str(edition)))
        return ", ".join(word for word in words if word)


def frozen_records(round_: Round, user: User) -> QuerySet[FrozenRecord]:
    """Return all frozen lines of a round visible to the user, of every edition."""
    return FrozenRecord.objects.visible_to(user).filter(snapshot__round=round_)


def standard_asked(standards: Sequence[PovertyStandard], code: str) -> PovertyStandard | None:
    """Return the standard of `?standard=`, without one the first of a round; None without any.

    Raises WrongParameters for a standard under which the round has no result.
    """
    if not code:
        return next(iter(standards), None)
    found = next((each for each in standards if each.code == code), None)
    if found is None:
        raise WrongParameters({"standard": ["Đợt này không có kết quả theo chuẩn này."]})
    return found
