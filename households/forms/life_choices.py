"""First step of a life event: the people it concerns, sent in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.models import User
from common.fields import TextField, WholeNumberField
from households.models import Household, Member

_OTHER = "Đã chọn chủ hộ khác người này."


class Chooser(forms.Form):
    """Choice of people. Sent by GET, so that the page of the second step has an address."""

    do_not_call_in_templates = True

    @classmethod
    def is_sent(cls, query: QueryDict) -> bool:
        """Return whether the address contains the answers of this step."""
        return bool(query)

    def __init__(
        self,
        *args: Any,
        household: Household,
        people: Sequence[Member],
        user: User,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.household, self.people, self.user = household, people, user
        self.by_key = {member.pk: member for member in people}
        for name in ("person", "head", "staying_head"):
            if name in self.fields:
                self._offer(name)

    def _offer(self, name: str) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "Chọn một người")] + [
            (member.pk, self._label(member)) for member in self._eligible(name)
        ]

    def _eligible(self, _name: str) -> Sequence[Member]:
        return self.people

    def _label(self, member: Member) -> str:
        is_head = member.pk == self.household.head_id
        what = "chủ hộ" if is_head else member.get_relation_display().lower()
        born = f", sinh {member.birth_date.year}" if member.birth_date else ""
        return f"{member.full_name} ({what}{born})"

    def _others(self) -> list[Member]:
        return [member for member in self.people if member.pk != self.household.head_id]


def _one(label: str, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **kwargs)


class HeadChooser(Chooser):
    head = _one("Chủ hộ mới")

    def _eligible(self, _name: str) -> Sequence[Member]:
        return self._others()


class DeathChooser(Chooser):
    person = _one("Người qua đời")
    head = _one("Chủ hộ mới", required=False, help_text="Chỉ chọn khi người qua đời là chủ hộ.")

    def _eligible(self, name: str) -> Sequence[Member]:
        return self.people if name == "person" else self._others()

    def clean(self) -> None:
        cleaned = self.cleaned_data
        person, head = cleaned.get("person"), cleaned.get("head")
        if person is None:
            return
        if person != self.household.head_id or len(self.people) == 1:
            cleaned["head"] = None  # the head stays
        elif head is None:
            self.add_error("head", "Người này là chủ hộ: hãy chọn chủ hộ mới.")
        elif head == person:
            self.add_error("head", _OTHER)


class SplitChooser(Chooser):
    members = forms.TypedMultipleChoiceField(
        label="Người sang hộ mới", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    head = _one("Chủ hộ mới", help_text="Một trong những người sang hộ mới.")
    staying_head = _one(
        "Chủ hộ của những người ở lại",
        required=False,
        help_text="Chỉ chọn khi chủ hộ hiện nay sang hộ mới.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["members"]
        members.choices = [(member.pk, self._label(member)) for member in self.people]

    def _eligible(self, name: str) -> Sequence[Member]:
        return self.people if name == "head" else self._others()

    def clean(self) -> None:
        cleaned = self.cleaned_data
        leaving = set(cleaned.get("members") or ())
        if not leaving:
            return
        if len(leaving) == len(self.people):
            message = "Hộ phải còn ít nhất một người ở lại; cả hộ đi thì ghi chuyển hộ."
            self.add_error("members", message)
        if cleaned.get("head") is not None and cleaned["head"] not in leaving:
            self.add_error("head", "Chủ hộ mới phải là người sang hộ mới.")
        if self.household.head_id not in leaving:
            cleaned["staying_head"] = None
        elif cleaned.get("staying_head") is None:
            self.add_error("staying_head", "Chủ hộ sang hộ mới: hãy chọn chủ hộ ở lại.")
        elif cleaned["staying_head"] in leaving:
            self.add_error("staying_head", "Người này sang hộ mới.")


class MergeChooser(Chooser):
    into = TextField(
        label="Mã hộ tiếp nhận",
        max_length=100,
        help_text="Hộ cùng xã mà cả hộ này nhập vào; gõ mã, mấy số cuối hoặc tên, hoặc chọn trong danh sách cùng thôn.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"list": "neighbours", "autocomplete": "off"}
        self.fields["into"].widget.attrs.update(attributes)

    @property
    def neighbours(self) -> Any:
        """The other households of the village, to choose from."""
        living = Household.objects.active().filter(village=self.household.village_id)
        return living.exclude(pk=self.household.pk).values("code", "head_name")

    def clean_into(self) -> Household:
        text = self.cleaned_data["into"]
        living = Household.objects.active().filter(commune=self.household.commune_id)
        living = living.select_related("village", "head")
        found = list(living.filter(code=text)) or list(living.search(text).order_by("pk")[:2])
        if not found:
            raise forms.ValidationError(
                "Không có hộ đang cư trú nào trong xã khớp với mã hoặc tên này."
            )
        if len(found) > 1:
            raise forms.ValidationError("Có nhiều hộ khớp: hãy gõ đủ mã hộ.")
        household = found[0]
        if household.pk == self.household.pk:
            raise forms.ValidationError("Không thể nhập một hộ vào chính nó.")
        return household


class DuplicateHouseholdChooser(MergeChooser):
    into = TextField(label="Mã hộ giữ lại", max_length=100, help_text="Hộ đúng, cùng xã.")
    members = forms.TypedMultipleChoiceField(
        label="Người chưa có ở hộ giữ lại",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Những người này chuyển sang hộ giữ lại; người còn lại là ghi trùng.",
    )
    chosen = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["members"]
        members.choices = [(member.pk, self._label(member)) for member in self.people]
        if not self.is_bound:
            self.initial = {"into": self.initial.get("into", ""), "members": self._missing()}

    @classmethod
    def is_sent(cls, query: QueryDict) -> bool:
        return "chosen" in query

    def _missing(self) -> list[int]:
        """Return the members whose name no member of the other household has."""
        code = str(self.initial.get("into", ""))[:20]
        there = Member.objects.filter(
            household__code=code, household__commune=self.household.commune_id
        )
        known = set(there.values_list("search_key", flat=True))
        return [member.pk for member in self.people if member.search_key not in known]


class DuplicatePersonChooser(DeathChooser):
    person = _one("Người ghi trùng")
    kept = WholeNumberField(widget=forms.HiddenInput, min_value=1)
    head = _one("Chủ hộ mới", required=False, help_text="Chỉ chọn khi người này là chủ hộ.")

    def clean_kept(self) -> Member:
        visible = Member.objects.visible_to(self.user).select_related("household__village")
        twin = visible.filter(pk=self.cleaned_data["kept"]).first()
        if twin is None or twin.household_id == self.household.pk:
            raise forms.ValidationError("Người được giữ lại phải ở một hộ khác.")
        return twin
