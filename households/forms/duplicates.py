"""Forms about people and households that were entered twice."""

from collections.abc import Iterable
from typing import Any

from django import forms

from common.fields import TextField
from households.forms import life_choices as choosers
from households.forms.life import Answer, DeathForm
from households.forms.life_joins import MergeForm
from households.models import Member
from households.models.life import MOST_NOTE


class NotDuplicateForm(forms.Form):
    reason = TextField(
        label="Căn cứ xác định là hai người khác nhau",
        max_length=MOST_NOTE,
        help_text="Ví dụ: hai anh em họ trùng tên, đã hỏi trưởng thôn",
    )


class DuplicateHouseholdForm(MergeForm):
    chooser = choosers.DuplicateHouseholdChooser
    heading = "Gộp hộ ghi trùng"
    intro = (
        "Hộ này là bản ghi trùng: người chưa có ở hộ giữ lại thì chuyển sang, hộ này giải thể"
        " và ra khỏi danh sách của năm (giảm khác)."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True

    def related(self) -> Iterable[Member]:
        return [self.by_key[key] for key in self.chosen["members"]]

    @property
    def chosen_words(self) -> list[Answer]:
        (_, kept), *_ = super().chosen_words
        coming = ", ".join(self.by_key[key].full_name for key in self.chosen["members"])
        return [("Hộ giữ lại", kept), ("Người chuyển sang", coming or "không có ai")]

    def command(self) -> dict[str, Any]:
        return {**super().command(), "members": tuple(self.chosen["members"])}


class DuplicatePersonForm(DeathForm):
    chooser = choosers.DuplicatePersonChooser
    heading = "Bỏ người ghi trùng"
    intro = "Người này đã có ở một hộ khác; hộ này bớt một khẩu."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Từ ngày"
        self.fields["note"].required = True

    @property
    def chosen_words(self) -> list[Answer]:
        (_, person), *rest = super().chosen_words
        kept = self.chosen["kept"]
        where = (
            f"{kept.full_name}, hộ {kept.household.code}, {kept.household.village.name_in_sentence}"
        )
        return [("Người ghi trùng", person), ("Giữ lại", where), *rest]

    def command(self) -> dict[str, Any]:
        return {**super().command(), "kept": self.chosen["kept"].pk}
