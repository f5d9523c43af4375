"""Households with private traits by commune, as a reader is given them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Sum, When

from households.models import PovertyRecord
from households.queries.boundaries import regrouped
from households.queries.flow import FlowReport
from households.queries.small_numbers import Breakdown, Crossing, breakdown_for, sum_of
from reports.queries.forms.base import FormRequest
from reports.rules.form_tables import Value

PEOPLE = "_people"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitValues:
    """The numbers of a unit by column key, and the keys hidden from the reader."""

    values: Mapping[str, Value]
    hidden: frozenset[str]

    def renamed(self, names: Mapping[str, str]) -> "TraitValues":
        """Return some of the numbers under the keys of their columns."""
        return TraitValues(
            values={new: self.values.get(old) for old, new in names.items()},
            hidden=frozenset(new for old, new in names.items() if old in self.hidden),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTraits:
    """What a reader is given of several traits; a unit without a number of one has `unseen`."""

    breakdowns: Mapping[str, Breakdown]
    unseen: Value = 0

    def of(self, unit: int | None) -> TraitValues:
        """Return the numbers of a unit, of the district for None."""
        values: dict[str, Value] = {}
        hidden = set()
        for key, found in self.breakdowns.items():
            given = found.total if unit is None else found.communes.get(unit)
            if given is None or not given.is_looked_at:
                values[key] = self.unseen
            elif given.households is None:
                hidden.add(key)
            else:
                values[key] = given.households
        return TraitValues(values=values, hidden=frozenset(hidden))


def given_traits(
    asked: FormRequest,
    flow: FlowReport,
    numbers: Mapping[str, Mapping[int, Crossing]],
    *,
    unseen: Value = 0,
    summed: Mapping[str, Collection[int]] | None = None,
) -> GivenTraits:
    """Return traits by their key as the reader is given them (decision 47); no query.

    `summed` as in `breakdown_for`, by key.
    """
    published = summed or {}
    return GivenTraits(
        unseen=unseen,
        breakdowns={
            key: breakdown_for(asked.reader, communes, flow.grouping, summed=published.get(key, ()))
            for key, communes in numbers.items()
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitCounts:
    """Households of a list with each trait by commune, and their people on the units shown."""

    households: Mapping[str, Mapping[int, Crossing]]
    people: Mapping[str, Mapping[int, int]]

    def people_of(self, unit: int | None, key: str) -> int:
        """Return the people of the households of a unit with a trait, of the district for None."""
        found = self.people[key]
        return sum(found.values()) if unit is None else found.get(unit, 0)


def trait_counts(
    asked: FormRequest, flow: FlowReport, *, figure: str, traits: Mapping[str, Q]
) -> TraitCounts:
    """Return how many households behind a figure meet each condition, with their people.

    One query. The conditions read the register of today: records do not keep such traits.
    """
    rows = list(
        PovertyRecord.objects.of_year(asked.year, asked.standard)
        .behind(figure)
        .order_by()
        .values("commune", "is_ethnic_minority")
        .annotate(listed=Count("pk"), **_counted(traits))
    )
    into = flow.grouping.into
    return TraitCounts(
        households={key: crossings(rows, key) for key in traits},
        people={key: regrouped(_added(rows, key + PEOPLE), into) for key in traits},
    )


def _counted(traits: Mapping[str, Q]) -> dict[str, Count | Sum]:
    found: dict[str, Count | Sum] = {}
    for key, condition in traits.items():
        found[key] = Count("pk", filter=condition)
        people = Case(When(condition, then="members"), default=0, output_field=IntegerField())
        found[key + PEOPLE] = Sum(people)
    return found


def crossings(rows: Sequence[Mapping[str, Any]], key: str) -> dict[int, Crossing]:
    """Return a trait by commune, of rows with commune, is_ethnic_minority, listed and the trait."""
    found: dict[int, Crossing] = {}
    for row in rows:
        is_em = bool(row["is_ethnic_minority"])
        more = Crossing(
            households=row[key],
            looked_at=row["listed"],
            em_households=row[key] if is_em else 0,
            em_looked_at=row["listed"] if is_em else 0,
        )
        known = found.get(row["commune"])
        found[row["commune"]] = more if known is None else joined((known, more))
    return found


def _added(rows: Iterable[Mapping[str, Any]], key: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        found[row["commune"]] = found.get(row["commune"], 0) + row[key]
    return found


def joined(parts: Sequence[Crossing]) -> Crossing:
    """Return the sum of several crossings."""
    return sum_of(dict(enumerate(parts)))
