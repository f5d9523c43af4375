"""Second step of a life event: the day, the relations, and a summary to confirm."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from areas.filters import VillageChoiceField
from areas.models import Village
from areas.queries import today
from common.date_fields import DayField
from common.fields import TextField, WholeNumberField
from households.choices import Relation
from households.forms import life_choices as choosers
from households.models import Household, Member
from households.models.life import MOST_NOTE
from households.rules import relation_to_new_head

Answer = tuple[str, str]
_RELATIONS = [("", "Chọn quan hệ"), *Relation.choices]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A member whose relation to a new head must be entered."""

    member: Member
    field: forms.BoundField


class LifeForm(forms.Form):
    """Fields of every life event. `chosen` holds the answers of the first step."""

    do_not_call_in_templates: ClassVar[bool] = True  # templates show the class's texts
    chooser: ClassVar[type[choosers.Chooser] | None] = None
    heading: ClassVar[str] = ""
    day_label: ClassVar[str] = "Ngày của biến động"
    intro: ClassVar[str] = ""

    client_id = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    version = WholeNumberField(widget=forms.HiddenInput, min_value=1)
    on = DayField(label="Ngày của biến động", help_text="Ví dụ 05/06/2021")
    note = TextField(label="Lý do, ghi chú", max_length=MOST_NOTE, required=False)

    field_order = ("on", "village", "address")

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        household: Household,
        people: Sequence[Member],
        chosen: Mapping[str, Any],
    ) -> None:
        self.household, self.people, self.chosen = household, people, dict(chosen)
        self.by_key = {member.pk: member for member in people}
        super().__init__(data, initial={"version": household.version, "on": today()})
        self.fields["on"].label = self.day_label
        for member in self.related():
            self.fields[f"relation_{member.pk}"] = forms.ChoiceField(
                label=f"Quan hệ của {member.full_name}",
                choices=_RELATIONS,
                initial=self.suggestion(member),
            )

    def related(self) -> Iterable[Member]:
        """Return the members whose relation to a new head must be entered."""
        return ()

    def suggestion(self, member: Member) -> str:
        """Return the likely relation of a member to their new head, "" if unknown."""
        return ""

    def what_follows(self, head: Member, member: Member) -> str:
        """Return the relation that follows from both members' relations to the present head."""
        if head.pk == self.household.head_id:
            return member.relation
        return relation_to_new_head(new_head=head.relation, other=member.relation)

    @property
    def relation_rows(self) -> Iterator[RelationRow]:
        for member in self.related():
            yield RelationRow(member, self[f"relation_{member.pk}"])

    @property
    def has_relations(self) -> bool:
        return bool(list(self.related()))

    @property
    def chosen_words(self) -> list[Answer]:
        """The answers of the first step, in words."""
        return []

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The visible fields outside the table of relations."""
        return [field for field in self.visible_fields() if "relation_" not in field.name]

    def relations(self) -> dict[int, str]:
        """Return member → relation."""
        return {member.pk: self.cleaned_data[f"relation_{member.pk}"] for member in self.related()}

    def command(self) -> dict[str, Any]:
        """Return the service arguments besides household, version and occasion."""
        return {}

    def answers(self) -> list[Answer]:
        """Return all answers in words, to be confirmed before they are saved."""
        answers = [(self.day_label, f"{self.cleaned_data['on']:%d/%m/%Y}")]
        answers += self.own_answers()
        for member in self.related():
            relation = Relation(self.cleaned_data[f"relation_{member.pk}"]).label
            answers.append((f"{member.full_name} là", f"{relation} của {self.head_of(member)}"))
        if self.cleaned_data["note"]:
            answers.append(("Lý do, ghi chú", self.cleaned_data["note"]))
        return answers

    def own_answers(self) -> list[Answer]:
        return self.chosen_words

    def head_of(self, member: Member) -> str:
        """Return the name of the head a member will have."""
        return self.household.head_name


class MoveForm(LifeForm):
    leads_elsewhere: ClassVar[bool] = False

    village = VillageChoiceField(queryset=Village.objects.none(), label="Thôn, làng mới")
    address = TextField(label="Địa chỉ mới", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_villages(self, self.villages(), across=self.leads_elsewhere)

    def villages(self) -> QuerySet[Village]:
        raise NotImplementedError

    def own_answers(self) -> list[Answer]:
        village = self.cleaned_data["village"]
        return [
            ("Thôn, làng mới", f"{village.full_name}, {village.commune.name_in_sentence}"),
            ("Địa chỉ mới", self.cleaned_data["address"]),
        ]

    def command(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {"village_id": cleaned["village"].pk, "address": cleaned["address"]}


class MoveWithinForm(MoveForm):
    heading = "Chuyển thôn trong xã"
    day_label = "Ngày chuyển đi"
    intro = "Hộ chuyển sang thôn, làng khác của xã. Danh sách hộ nghèo, cận nghèo không đổi."

    def villages(self) -> QuerySet[Village]:
        return villages_of(self.household).exclude(pk=self.household.village_id)


class MoveBetweenForm(MoveForm):
    leads_elsewhere = True
    heading = "Chuyển sang xã khác trong huyện"
    day_label = "Ngày chuyển đi"
    intro = (
        "Hộ được ghi vào sổ của xã mới với mã mới, mang theo mọi nhân khẩu và phân loại; ở xã này"
        " hộ được ghi là đã chuyển đi (giảm khác), ở xã mới là chuyển đến (tăng khác)."
    )

    def villages(self) -> QuerySet[Village]:
        elsewhere = Village.objects.valid_on(today()).exclude(commune=self.household.commune_id)
        return elsewhere.select_related("commune").order_by("commune__sort_key", "sort_key", "pk")


class ChangeHeadForm(LifeForm):
    chooser = choosers.HeadChooser
    heading = "Thay chủ hộ"
    day_label = "Ngày thay chủ hộ"
    intro = "Người khác trong hộ làm chủ hộ; quan hệ của mọi người được ghi theo chủ hộ mới."

    @property
    def _head(self) -> Member:
        return self.by_key[self.chosen["head"]]

    def related(self) -> Iterable[Member]:
        return [member for member in self.people if member.pk != self.chosen["head"]]

    def suggestion(self, member: Member) -> str:
        return self.what_follows(self._head, member)

    def head_of(self, member: Member) -> str:
        return self._head.full_name

    @property
    def chosen_words(self) -> list[Answer]:
        return [("Chủ hộ mới", self._head.full_name)]

    def command(self) -> dict[str, Any]:
        return {"head": self.chosen["head"], "relations": self.relations()}


class DeathForm(LifeForm):
    chooser = choosers.DeathChooser
    heading = "Khai tử"
    day_label = "Ngày qua đời"
    intro = "Người qua đời ra khỏi danh sách nhân khẩu; nếu sống một mình, hộ giải thể (giảm khác)."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Ngày mất"

    def related(self) -> Iterable[Member]:
        if self.chosen["head"] is None:
            return []
        not_asked = {self.chosen["person"], self.chosen["head"]}
        return [member for member in self.people if member.pk not in not_asked]

    def suggestion(self, member: Member) -> str:
        return self.what_follows(self.by_key[self.chosen["head"]], member)

    def head_of(self, member: Member) -> str:
        return self.by_key[self.chosen["head"]].full_name

    @property
    def chosen_words(self) -> list[Answer]:
        answers = [("Người qua đời", self.by_key[self.chosen["person"]].full_name)]
        if self.chosen["head"] is not None:
            answers.append(("Chủ hộ mới", self.by_key[self.chosen["head"]].full_name))
        return answers

    def command(self) -> dict[str, Any]:
        return {
            "member": self.chosen["person"],
            "head": self.chosen["head"],
            "relations": self.relations(),
        }


class UndoForm(forms.Form):
    reason = TextField(label="Lý do hoàn tác", max_length=MOST_NOTE)


def villages_of(household: Household) -> QuerySet[Village]:
    """Return the villages of the household's commune in force today."""
    villages = Village.objects.valid_on(today()).filter(commune=household.commune_id)
    return villages.select_related("commune").order_by("sort_key", "pk")


def offer_villages(form: forms.Form, villages: QuerySet[Village], *, across: bool = False) -> None:
    """Set the villages of a form's field; `across` communes, each with the name of its commune."""
    field: Any = form.fields["village"]
    field.is_of_one_commune = not across
    field.queryset = villages
