"""An official list as its page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from households.models import PovertyRecord
from reports.queries.member_lists import ListedMember, members_of
from reports.words.forms.lists import MemberList, mark_of
from support.models import SupportNeed


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMember:
    """A member and a cell for each kind of support."""

    listed: ListedMember
    needs: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHousehold:
    """A household of the list: how it came onto it, and its members."""

    record: PovertyRecord
    mark: str
    members: Sequence[ShownMember]


def need_kinds() -> list[SupportNeed]:
    """Return the kinds of support in their order, in one query."""
    return list(SupportNeed.objects.all())


def shown_households(records: Iterable[PovertyRecord], form: MemberList) -> list[ShownHousehold]:
    """Return loaded records as the page shows them; one query, for the kinds of support."""
    keys = [need.key for need in need_kinds()]
    return [
        ShownHousehold(
            record=record,
            mark=mark_of(record, form.figure),
            members=[
                ShownMember(listed=each, needs=[each.needs.get(key, "") for key in keys])
                for each in members_of(record)
            ],
        )
        for record in records
    ]
