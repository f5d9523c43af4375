"""Whether a year's lists agree with themselves and with their sources ("đối chiếu").

Each identity comes with the households that break it. `manage.py check_numbers` proves the same
and more from raw rows; this is for the users responsible for a commune, who can correct them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.choices import Action
from accounts.models import User
from areas.models import Commune
from households.queries.flow import FlowReport, FlowRow, share
from households.queries.wrong_records import (
    CLASS,
    MOVEMENT,
    OPENING,
    PEOPLE,
    REGISTER,
    Compared,
    WrongRecord,
    what_is_compared,
    wrong_records,
)
from households.rules.flows import Flow, NearPoorFlow
from households.rules.reconciliation import TABLE_IDENTITIES, TableIdentity

MOST_SHOWN = 20
DENOMINATORS = "denominators"
OF_RECORDS = (OPENING, CLASS, PEOPLE, REGISTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class BadDenominator:
    """A total of the register that is missing or smaller than the list it is the base of."""

    counts_people: bool
    whole: int
    listed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenCommune:
    """A commune in which an identity does not hold, and the households to look at.

    `sides` are the two unequal numbers of a table identity; `number` counts the households,
    `records` holds the first of them.
    """

    commune: Commune
    number: int = 0
    records: Sequence[WrongRecord] = ()
    sides: tuple[int, int] | None = None
    denominators: Sequence[BadDenominator] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An identity that must hold in every commune, and the communes in which it does not.

    `flow` (one table) or `sides` (two tables) are the numbers of the whole for an identity of the
    tables; both are None for the others. `is_compared` is false when there is nothing to compare
    this year's list with.
    """

    key: str
    broken: Sequence[BrokenCommune]
    is_compared: bool = True
    flow: Flow | NearPoorFlow | None = None
    sides: tuple[int, int] | None = None


def reconciliation(report: FlowReport, *, user: User) -> list[Identity]:
    """Return every identity of a year and standard, over the communes visible to the user.

    In 5 queries besides the report's. Households are named only for users who may see them by
    name; others get their number. For users of the whole district the tables of the district are
    the whole.
    """
    communes = {commune.pk: commune for commune in Commune.objects.visible_to(user)}
    rows = [row for row in report.rows if row.commune and row.commune.pk in communes]
    compared = what_is_compared(year=report.year, standard=report.standard)
    wrong = wrong_records(year=report.year, standard=report.standard, user=user, compared=compared)
    by_commune = _ByCommune(communes=communes, names_households=user.may(Action.VIEW_HOUSEHOLDS))
    whole = report.total if user.sees_all_communes else FlowRow.joined(rows)
    return [
        *(
            _of_the_tables(each, rows, whole, wrong[MOVEMENT], by_commune)
            for each in TABLE_IDENTITIES
        ),
        *(_of_records(key, wrong[key], compared, by_commune) for key in OF_RECORDS),
        Identity(key=DENOMINATORS, broken=_bad_denominators(rows)),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ByCommune:
    """Groups the households that break an identity by commune."""

    communes: Mapping[int, Commune]
    names_households: bool

    def grouped(self, found: Iterable[WrongRecord]) -> list[BrokenCommune]:
        grouped: dict[int, list[WrongRecord]] = defaultdict(list)
        for each in found:
            grouped[each.commune_id].append(each)
        return [
            self.broken(commune, grouped[key])
            for key, commune in self.communes.items()
            if key in grouped
        ]

    def broken(
        self,
        commune: Commune,
        found: Sequence[WrongRecord],
        sides: tuple[int, int] | None = None,
    ) -> BrokenCommune:
        shown = found[:MOST_SHOWN] if self.names_households else ()
        return BrokenCommune(commune=commune, number=len(found), records=shown, sides=sides)


def _of_the_tables(
    identity: TableIdentity,
    rows: Sequence[FlowRow],
    whole: FlowRow,
    wrong: Sequence[WrongRecord],
    by_commune: _ByCommune,
) -> Identity:
    broken = []
    for row in rows:
        sides = identity.sides(row.flow.of_everyone)
        if row.commune and sides[0] != sides[1]:
            found = [each for each in wrong if each.commune_id == row.commune.pk]
            broken.append(by_commune.broken(row.commune, found, sides))
    tables = whole.flow.of_everyone
    return Identity(
        key=identity.key,
        broken=broken,
        flow=identity.flow(tables) if identity.flow else None,
        sides=None if identity.flow else identity.sides(tables),
    )


def _of_records(
    key: str, wrong: Sequence[WrongRecord], compared: Compared, by_commune: _ByCommune
) -> Identity:
    return Identity(key=key, broken=by_commune.grouped(wrong), is_compared=compared.includes(key))


def _bad_denominators(rows: Sequence[FlowRow]) -> list[BrokenCommune]:
    """Find communes whose own total is missing or below the list's: their rates mean nothing."""
    broken = []
    for row in rows:
        tables, living = row.flow.of_everyone, row.population
        households = tables.poor.closing + tables.near_poor.closing
        people = tables.poor_people.closing + tables.near_poor_people.closing
        found = [
            BadDenominator(counts_people=counts_people, whole=whole, listed=listed)
            for counts_people, listed, whole in (
                (False, households, living.households),
                (True, people, living.persons),
            )
            if share(listed, whole) is None
        ]
        if row.commune and found:
            broken.append(BrokenCommune(commune=row.commune, denominators=found))
    return broken
