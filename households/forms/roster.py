"""The roster as a grid with one row per member, with or without JavaScript."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db import models
from django.forms.utils import ErrorDict
from django.utils.text import capfirst

from areas.models import EthnicGroup
from common.fields import NameField, PartialDateFormField, TextField, WholeNumberField
from households.choices import Relation, Schooling, Sex, Work
from households.forms.fields import (
    UNREAD_MESSAGE,
    CitizenNumberFormField,
    KeptTextSelect,
    TickField,
)
from households.imports.roster_words import words_digest
from households.models.register import MOST_MEMBERS, MOST_REASON, Member
from households.rules.citizen_numbers import BIRTH_PROVINCES
from households.rules.register import MEMBER_FIELDS, MemberFacts
from households.services.roster import NO_MEMBERS, TOO_MANY_MEMBERS

PREFIX = "members"
BLANK_ROWS = 3
# Inputs that do not make a blank row a member.
_NOT_TYPED = frozenset({"client_id", "position", "DELETE"})
# Visible fields without a column of their own: the reason is below the number.
_NO_COLUMN = frozenset({"DELETE", "number_reason"})
# Facts that are typed elsewhere: the radio button of the head, and the field `ethnicity`.
_NOT_TYPED_HERE = frozenset({"is_head", "ethnicity_id"})
# The usual abbreviations: the column is narrow.
_SHORT: dict[str, str] = {Schooling.LOWER_SECONDARY: "THCS", Schooling.UPPER_SECONDARY: "THPT"}
_SCHOOLING = [(value, _SHORT.get(value, label)) for value, label in Schooling.choices]

Choices = list[tuple[str, str]]


def numbered(choices: Any, empty: str = "") -> Choices:
    """Prefix each choice with its number on the paper form, so that typing the number selects it."""
    return [("", empty)] + [
        (value, f"{number} {label}") for number, (value, label) in enumerate(choices, start=1)
    ]


def ethnic_choices() -> Choices:
    """Return the ethnic groups with the code of the paper form; one query for all rows."""
    groups = EthnicGroup.objects.values_list("pk", "code_1979", "name")
    return [("", "như chủ hộ"), *((str(pk), f"{code} {name}") for pk, code, name in groups)]


def _select(label: str, choices: Choices, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        required=False,
        empty_value="",
        widget=KeptTextSelect,
        error_messages={"invalid_choice": UNREAD_MESSAGE},
        **kwargs,
    )


class YesNoUnknownField(forms.TypedChoiceField):
    """True, False, or None for unknown; typed as 1, 2 or left blank."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", ""), ("true", "1 Có"), ("false", "2 Không")]
        messages = {"invalid_choice": UNREAD_MESSAGE}
        super().__init__(
            choices=choices,
            required=False,
            empty_value=None,
            widget=KeptTextSelect,
            error_messages=messages,
            **kwargs,
        )
        self.coerce = lambda value: value == "true"

    def prepare_value(self, value: Any) -> Any:
        return str(value).lower() if isinstance(value, bool) else value


def _field_of_column(name: str) -> forms.Field:
    """Return the field of a yes/no column, or of one with choices."""
    column: Any = Member._meta.get_field(name)
    label = capfirst(column.verbose_name)
    if not isinstance(column, models.BooleanField):
        return _select(label, numbered(column.choices))
    if column.null:
        return YesNoUnknownField(label=label)
    return TickField(label=label, required=False)


class MemberForm(forms.Form):
    """One member. A row left blank is ignored, unless it is the row of a stored member.

    Facts without a field here get one made from the model's column, after the others.
    """

    client_id = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)
    position = WholeNumberField(required=False, min_value=0, widget=forms.HiddenInput)
    full_name = NameField(label="Họ và tên", max_length=100)
    birth = PartialDateFormField(label="Ngày sinh", required=False)
    sex = forms.ChoiceField(
        label="Giới tính",
        choices=numbered(Sex.choices),
        widget=KeptTextSelect,
        error_messages={"required": "Chưa chọn.", "invalid_choice": UNREAD_MESSAGE},
    )
    relation = _select("Quan hệ với chủ hộ", numbered(Relation.choices))
    ethnicity = forms.TypedChoiceField(
        label="Dân tộc",
        required=False,
        coerce=int,
        empty_value=None,
        widget=KeptTextSelect,
        error_messages={"invalid_choice": UNREAD_MESSAGE},
    )
    citizen_number = CitizenNumberFormField(label="Số định danh", required=False)
    number_reason = TextField(
        label="Lý do số định danh không khớp", max_length=MOST_REASON, required=False
    )
    schooling = _select("Học vấn", numbered(_SCHOOLING))
    work = _select("Việc làm", numbered(Work.choices))

    def __init__(
        self, *args: Any, ethnic_groups: Choices, known: frozenset[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in MEMBER_FIELDS:
            if name not in self.fields and name not in _NOT_TYPED_HERE:
                self.fields[name] = _field_of_column(name)
        self.fields["ethnicity"].choices = ethnic_groups  # type: ignore[attr-defined]
        for field in self.row_fields:
            marks = {"aria-label": field.label, "data-column": field.name}
            field.field.widget.attrs.update(marks)
        for name in ("full_name", "number_reason"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        reason = {"placeholder": "Lý do", "aria-label": self.fields["number_reason"].label}
        self.fields["number_reason"].widget.attrs.update(reason)
        self.fields["full_name"].error_messages["required"] = "Hãy nhập họ và tên."
        if self.is_bound and self.data.get(self.add_prefix("client_id")) in known:
            self.empty_permitted = False

    @property
    def number(self) -> str:
        """The row's number in the names of its inputs, also the value of the head's radio button."""
        return str(self.prefix).rpartition("-")[2]

    @property
    def row_fields(self) -> list[forms.BoundField]:
        """The columns in the order of the paper form."""
        return [field for field in self.visible_fields() if field.name not in _NO_COLUMN]

    def has_changed(self) -> bool:
        return not _NOT_TYPED.issuperset(self.changed_data)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.cleaned_data.get("DELETE"):
            self._errors = ErrorDict()  # errors of a deleted row do not matter

    def facts(self, *, is_head: bool, ethnicity_id: int | None) -> MemberFacts:
        """Return the member's facts; a blank ethnicity is `ethnicity_id`, that of the head."""
        cleaned = self.cleaned_data
        named = {name: cleaned[name] for name in MEMBER_FIELDS if name in cleaned}
        return MemberFacts(
            **named
            | {
                "client_id": cleaned["client_id"] or uuid.uuid4(),
                "is_head": is_head,
                "relation": "" if is_head else cleaned["relation"],
                "ethnicity_id": cleaned["ethnicity"] or ethnicity_id or 0,
            }
        )


class RosterFormSet(forms.BaseFormSet):
    """The rows of a household, one of them the head's."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": TOO_MANY_MEMBERS,
        "missing_management_form": "Biểu gửi lên thiếu phần quản lý.",
    }

    @classmethod
    def get_default_prefix(cls) -> str:
        return PREFIX

    def initial_form_count(self) -> int:
        """Return 0: every row is validated by its content, stored or new."""
        return 0

    @property
    def head_number(self) -> str:
        """The number of the head's row, as chosen or as stored."""
        if self.is_bound:
            return str(self.data.get(f"{PREFIX}-head", ""))
        rows = self.initial or []
        return next((str(n) for n, row in enumerate(rows) if row.get("is_head")), "0")

    def __iter__(self) -> Iterator[MemberForm]:
        """Iterate over the rows in screen order: they may have been moved before they were sent."""
        return iter(sorted(self.forms, key=self._place) if self.is_bound else self.forms)

    def _place(self, form: MemberForm) -> tuple[bool, int]:
        position = str(form["position"].value() or "")
        is_number = position.isascii() and position.isdigit()
        return not is_number, int(position if is_number else form.number)

    @property
    def filled(self) -> list[MemberForm]:
        """The rows of members, in screen order."""
        rows: Iterator[MemberForm] = iter(self)
        return [row for row in rows if row.has_changed() and not row.cleaned_data.get("DELETE")]

    def clean(self) -> None:
        rows = self.filled
        heads = [form for form in rows if form.number == self.head_number]
        if not rows:
            raise forms.ValidationError(NO_MEMBERS)
        if not heads:
            raise forms.ValidationError("Hãy chọn chủ hộ (ô tròn ở đầu dòng).")
        if heads[0].cleaned_data.get("ethnicity") is None and not heads[0].errors:
            heads[0].add_error("ethnicity", "Chưa chọn dân tộc.")
        for form in rows:
            missing = not form.cleaned_data.get("relation") and "relation" not in form.errors
            if form is not heads[0] and missing:
                form.add_error("relation", "Chưa chọn quan hệ.")

    @property
    def words_digest(self) -> str:
        """The digest in the address of the words by which the browser reads a pasted list."""
        return words_digest()

    @property
    def birth_provinces(self) -> str:
        """The codes a citizen number may begin with, for the checks in the browser."""
        return " ".join(sorted(BIRTH_PROVINCES))

    def typed_so_far(self) -> list[dict[str, Any]]:
        """Return the rows as typed, valid or not, without deleted ones."""
        kept = [form for form in self if not form["DELETE"].value()]
        return [
            {name: form[name].value() for name in form.fields}
            | {"is_head": form.number == self.head_number}
            for form in kept
        ]

    def facts(self) -> list[MemberFacts]:
        """Return the facts of the members; blank ethnicities are the head's."""
        rows = self.filled
        head = next(form for form in rows if form.number == self.head_number)
        ethnicity_id = head.cleaned_data["ethnicity"]
        return [form.facts(is_head=form is head, ethnicity_id=ethnicity_id) for form in rows]


def _row(facts: MemberFacts) -> dict[str, Any]:
    row = {name: getattr(facts, name) for name in MEMBER_FIELDS}
    return row | {"ethnicity": str(facts.ethnicity_id)}


_RosterFormSet = forms.formset_factory(
    MemberForm,
    formset=RosterFormSet,
    extra=0,
    can_delete=True,
    max_num=MOST_MEMBERS,
    absolute_max=MOST_MEMBERS + 20,
    validate_max=False,
)


def roster_formset(
    data: Mapping[str, Any] | None,
    *,
    members: Sequence[MemberFacts] = (),
    rows: Sequence[dict[str, Any]] | None = None,
    blank: int = BLANK_ROWS,
) -> RosterFormSet:
    """Return the grid from submitted data, stored members, or rows typed so far."""
    initial = [_row(facts) for facts in members] if rows is None else list(rows)
    known = frozenset(str(facts.client_id) for facts in members)
    formset: RosterFormSet = _RosterFormSet(  # type: ignore[assignment]
        data,
        # No initial values when bound: a row sent unchanged is still a member.
        initial=initial if data is None else None,
        form_kwargs={"ethnic_groups": ethnic_choices(), "known": known},
    )
    formset.extra = min(len(initial) + blank, MOST_MEMBERS)
    return formset
