"""The households of a list with their members and the support they need."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from households.choices import Sex
from households.models import Member, PovertyRecord
from households.querysets import PovertyRecordQuerySet
from support.models import ReasonAnalysis

OF_HOUSEHOLD, OF_PERSON = "hộ", "x"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMember:
    """A member of a listed household; the household's marks and needs are in its first line.

    `needs` maps the key of a kind of support to "hộ" or "x". `man_born` and `woman_born` are years.
    """

    member: Member
    position: int
    is_first: bool
    relation: str
    man_born: int | None
    woman_born: int | None
    needs: dict[str, str]


def with_members(records: PovertyRecordQuerySet, *, year: int) -> PovertyRecordQuerySet:
    """Return records with household, members and the year's needs: 4 queries more at any number."""
    members = Member.objects.select_related("ethnicity").order_by("position", "pk")
    analyses = ReasonAnalysis.objects.filter(year=year).prefetch_related("needs__need")
    return (
        records.for_list()
        .select_related("household__ethnicity", "standard")
        .prefetch_related(
            Prefetch("household__members", members),
            Prefetch("household__reason_analyses", analyses),
        )
    )


def members_of(record: PovertyRecord) -> list[ListedMember]:
    """Return the members of a loaded record, the head first; no query."""
    household = record.household
    people = sorted(
        household.members.all(), key=lambda each: (each.pk != household.head_id, each.position)
    )
    needs = _needs(household.reason_analyses.all())
    found = []
    for position, member in enumerate(people, start=1):
        is_first = position == 1
        born = member.birth_date.year if member.birth_date else None
        is_man = member.sex == Sex.MALE
        found.append(
            ListedMember(
                member=member,
                position=position,
                is_first=is_first,
                relation="Chủ hộ" if is_first else member.get_relation_display(),
                man_born=born if is_man else None,
                woman_born=None if is_man else born,
                needs={
                    **{key: OF_PERSON for person, key in needs if person == member.client_id},
                    **{key: OF_HOUSEHOLD for person, key in needs if is_first and person is None},
                },
            )
        )
    return found


def _needs(analyses: Iterable[ReasonAnalysis]) -> list[tuple[object, str]]:
    return [(each.person, each.need.key) for analysis in analyses for each in analysis.needs.all()]


def lines_of(records: QuerySet[PovertyRecord]) -> Iterator[tuple[int, PovertyRecord, ListedMember]]:
    """Yield the members of records with the number of their household, loaded in chunks."""
    for number, record in enumerate(records.iterator(chunk_size=500), start=1):
        for member in members_of(record):
            yield number, record, member
