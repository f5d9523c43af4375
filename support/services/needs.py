"""Recording what support a household and its members need, with the reasons of its poverty."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from common.errors import Refused
from common.history import create_many, delete_with_history
from households.models import Household, Member
from support.models import NeedFinding, ReasonAnalysis, SupportNeed


class CannotRecordNeed(Refused):
    """The need cannot be recorded."""


@dataclass(frozen=True, slots=True)
class WantedNeed:
    """A need by its key, of the household or of a member by `client_id`."""

    key: str
    person: UUID | None = None


def wanted_need(value: str) -> WantedNeed:
    """Return the need of a box: "health", or "health:" and the person's `client_id`."""
    key, _, person = value.partition(":")
    return WantedNeed(key, UUID(person) if person else None)


def needs_of(analysis: ReasonAnalysis | None) -> dict[tuple[int, UUID | None], NeedFinding]:
    """Return the needs recorded, by the key of the need and the person."""
    found = analysis.needs.all() if analysis else ()
    return {(each.need_id, each.person): each for each in found}


def wanted_needs(
    household: Household, needs: Collection[WantedNeed], *, known: Collection[NeedFinding]
) -> dict[tuple[int, UUID | None], NeedFinding]:
    """Return the needs as unsaved findings. Raises CannotRecordNeed.

    A person is a member of the household today, or one whose need was recorded before.
    """
    kinds = {need.key: need for need in SupportNeed.objects.all()} if needs else {}
    names: dict[UUID | None, str] = {each.person: each.person_name for each in known if each.person}
    if any(each.person for each in needs):
        names |= dict(
            Member.objects.filter(household=household).values_list("client_id", "full_name")
        )
    found = {}
    for each in needs:
        if each.key not in kinds:
            raise CannotRecordNeed(f"Không có nhu cầu hỗ trợ “{each.key}”.", field="needs")
        if each.person is not None and each.person not in names:
            raise CannotRecordNeed("Nhân khẩu không thuộc hộ này.", field="needs")
        found[kinds[each.key].pk, each.person] = NeedFinding(
            need=kinds[each.key], person=each.person, person_name=names.get(each.person, "")
        )
    return found


def replace_needs(
    analysis: ReasonAnalysis,
    wanted: dict[tuple[int, UUID | None], NeedFinding],
    *,
    by: User,
) -> None:
    """Make the needs of an analysis the wanted ones, with history; unchanged ones stay."""
    known = needs_of(analysis)
    for key in known.keys() - wanted.keys():
        delete_with_history(known[key], by=by)
    new = [finding for key, finding in wanted.items() if key not in known]
    for finding in new:
        finding.analysis = analysis
    create_many(new, by=by)
