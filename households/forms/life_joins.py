"""Second step of a split and of a merge, which concern two households."""

from collections.abc import Iterable
from typing import Any

from django import forms

from areas.filters import VillageChoiceField
from areas.models import Village
from areas.queries import today
from common.fields import TextField, WholeNumberField
from households.forms import life_choices as choosers
from households.forms.life import Answer, LifeForm, offer_villages, villages_of
from households.models import Household, Member
from households.models.life import MOST_NOTE
from households.services.life.split import SplitPlan, is_listed


class SplitForm(LifeForm):
    chooser = choosers.SplitChooser
    heading = "Tách hộ"
    day_label = "Ngày tách hộ"
    intro = (
        "Một số người tách ra thành hộ mới trong cùng xã. Nếu hộ đang là hộ nghèo hoặc cận nghèo,"
        " hộ mới theo phân loại của hộ gốc và được tính là tăng khác."
    )

    village = VillageChoiceField(queryset=Village.objects.none(), label="Thôn, làng của hộ mới")
    address = TextField(label="Địa chỉ của hộ mới", max_length=200, required=False)
    inherits_class = forms.BooleanField(
        label="Hộ mới theo phân loại của hộ gốc", required=False, initial=True
    )
    class_reason = TextField(
        label="Lý do không theo phân loại",
        max_length=MOST_NOTE,
        required=False,
        help_text="Bắt buộc khi hộ mới không theo phân loại của hộ gốc.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_villages(self, villages_of(self.household))
        self.initial["village"] = self.household.village_id
        if not is_listed(self.household, today().year):
            del self.fields["inherits_class"], self.fields["class_reason"]

    @property
    def _leaving(self) -> set[int]:
        return set(self.chosen["members"])

    def _head(self, member: Member) -> Member:
        leaves = member.pk in self._leaving
        key: int = self.chosen["head" if leaves else "staying_head"]
        return self.by_key[key]

    def related(self) -> Iterable[Member]:
        changing = self._leaving
        if self.chosen["staying_head"] is not None:
            changing = set(self.by_key)
        heads = {self.chosen["head"], self.chosen["staying_head"]}
        return [row for row in self.people if row.pk in changing and row.pk not in heads]

    def suggestion(self, member: Member) -> str:
        return self.what_follows(self._head(member), member)

    def head_of(self, member: Member) -> str:
        return self._head(member).full_name

    @property
    def chosen_words(self) -> list[Answer]:
        leaving = ", ".join(self.by_key[key].full_name for key in self.chosen["members"])
        answers = [
            ("Người sang hộ mới", leaving),
            ("Chủ hộ mới", self.by_key[self.chosen["head"]].full_name),
        ]
        if self.chosen["staying_head"]:
            staying = self.by_key[self.chosen["staying_head"]].full_name
            answers.append(("Chủ hộ ở lại", staying))
        return answers

    def own_answers(self) -> list[Answer]:
        cleaned = self.cleaned_data
        answers = [
            *self.chosen_words,
            ("Thôn, làng của hộ mới", cleaned["village"].full_name),
            ("Địa chỉ của hộ mới", cleaned["address"]),
        ]
        if "inherits_class" in self.fields:
            follows = (
                "Theo hộ gốc" if cleaned["inherits_class"] else f"Không: {cleaned['class_reason']}"
            )
            answers.append(("Phân loại của hộ mới", follows))
        return answers

    def command(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        split = SplitPlan(
            members=tuple(self.chosen["members"]),
            head=self.chosen["head"],
            staying_head=self.chosen["staying_head"],
            village_id=cleaned["village"].pk,
            address=cleaned["address"],
            relations=self.relations(),
            inherits_class=cleaned.get("inherits_class", True),
            class_reason=cleaned.get("class_reason", ""),
        )
        return {"split": split}


class MergeForm(LifeForm):
    chooser = choosers.MergeChooser
    heading = "Nhập hộ"
    day_label = "Ngày nhập hộ"
    intro = (
        "Cả hộ này nhập vào một hộ khác cùng xã; hộ kia giữ chủ hộ. Hộ này giải thể và ra khỏi"
        " danh sách của năm (giảm khác)."
    )

    into_version = WholeNumberField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["into_version"] = self.into.version

    @property
    def into(self) -> Household:
        household: Household = self.chosen["into"]
        return household

    def related(self) -> Iterable[Member]:
        return self.people

    def head_of(self, member: Member) -> str:
        return self.into.head_name

    @property
    def chosen_words(self) -> list[Answer]:
        into = self.into
        return [
            ("Hộ tiếp nhận", f"{into.code} – {into.head_name}, {into.village.name_in_sentence}")
        ]

    def command(self) -> dict[str, Any]:
        return {
            "into_id": self.into.pk,
            "into_version": self.cleaned_data["into_version"],
            "relations": self.relations(),
        }
