"""The support that a household and its members need, as rows of boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from households.models import Member
from support.models import NeedFinding, ReasonAnalysis, SupportNeed


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedBox:
    """A kind of support for one row; `value` is "health", or "health:" and a person's key."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """The household (no person), or a member, with a box for each kind of support."""

    name: str
    boxes: Sequence[NeedBox]


def need_value(key: str, person: UUID | None) -> str:
    """Return how a need of a household or of a person is sent by a form."""
    return f"{key}:{person}" if person else key


def need_rows(members: Iterable[Member], analysis: ReasonAnalysis | None) -> list[NeedRow]:
    """Return the household and its members with all kinds of support, in two queries.

    A person whose need was recorded and who is in the household no longer has a row too.
    """
    needs = list(SupportNeed.objects.all())
    people: dict[UUID | None, str] = {None: "Cả hộ"}
    people |= {member.client_id: member.full_name for member in members}
    for each in analysis.needs.all() if analysis else ():
        people.setdefault(each.person, f"{each.person_name} (không còn trong hộ)")
    return [
        NeedRow(
            name=name,
            boxes=[
                NeedBox(value=need_value(need.key, person), label=f"{need.name}: {name}")
                for need in needs
            ],
        )
        for person, name in people.items()
    ]


def need_lines(findings: Iterable[NeedFinding]) -> list[tuple[str, list[str]]]:
    """Return who needs what by name, the household first; loaded findings, no query."""
    found: dict[str, list[str]] = {}
    for each in sorted(findings, key=lambda one: (one.person_name, one.need.number)):
        found.setdefault(each.person_name or "Cả hộ", []).append(each.need.name)
    return list(found.items())
