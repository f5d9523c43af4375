"""The part of the district that a dashboard is about: all of it, some communes, or one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from households.rules.flows import Flow
from targets.choices import GoalGroup
from targets.queries.rows import CommuneRow, Progress, ProgressLine
from targets.queries.year_end import YearEnds

DISTRICT, BORDER, ABOVE_AVERAGE = "", "border", "above"


class UnknownArea(Exception):
    """The area is not one of the year's plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardArea:
    """The communes shown, worst first, and their figures together.

    `key` is "" for the district, BORDER, ABOVE_AVERAGE, or the code of a commune.
    """

    key: str
    rows: Sequence[CommuneRow]
    everyone: ProgressLine
    minority: ProgressLine

    @property
    def is_district(self) -> bool:
        return self.key == DISTRICT

    @property
    def commune(self) -> CommuneRow | None:
        """The commune, where the area is a single one."""
        return None if self.key in {DISTRICT, BORDER, ABOVE_AVERAGE} else self.rows[0]

    @property
    def communes_at_risk(self) -> list[CommuneRow]:
        return [row for row in self.rows if row.everyone.is_at_risk]

    def line(self, *, is_minority: bool) -> ProgressLine:
        return self.minority if is_minority else self.everyone


def area_of(found: Progress, key: str) -> DashboardArea:
    """Return the figures of an area, no query. Raises UnknownArea."""
    if key == DISTRICT:
        total = found.total
        return DashboardArea(
            key=key, rows=found.communes, everyone=total.everyone, minority=total.minority
        )
    rows = [row for row in found.communes if _is_in(row, key)]
    if not rows:
        raise UnknownArea(key)
    if key in {BORDER, ABOVE_AVERAGE}:
        return DashboardArea(
            key=key,
            rows=rows,
            everyone=_line(found, key, rows, is_minority=False),
            minority=_line(found, key, rows, is_minority=True),
        )
    return DashboardArea(key=key, rows=rows, everyone=rows[0].everyone, minority=rows[0].minority)


def _is_in(row: CommuneRow, key: str) -> bool:
    if key == BORDER:
        return row.is_border
    return row.is_above_average if key == ABOVE_AVERAGE else row.code == key


def _line(
    found: Progress, key: str, rows: Sequence[CommuneRow], *, is_minority: bool
) -> ProgressLine:
    """Return the sum of some communes. Their target is the goal set for them together, else the sum
    of their own."""
    lines = {row.pk: row.minority if is_minority else row.everyone for row in rows}
    line = ProgressLine(
        baseline_households=_sum(each.baseline_households for each in lines.values()),
        baseline_poor=_sum(each.baseline_poor for each in lines.values()),
        flow=sum((each.flow for each in lines.values()), Flow()),
        households=sum(each.households for each in lines.values()),
        target_fall=_sum(each.target_fall for each in lines.values()),
        year_end=_ends(found, is_minority=is_minority).of(sorted(lines)),
        is_past=found.is_past,
    )
    group = found.groups[GoalGroup.BORDER] if key == BORDER else None
    given = None if group is None else (group.minority if is_minority else group.everyone)
    if given is None or given.target_fall is None:
        return line
    return replace(line, target_fall=given.target_fall)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Return the sum, None where no commune has a number."""
    known = [each for each in numbers if each is not None]
    return sum(known) if known else None


def _ends(found: Progress, *, is_minority: bool) -> YearEnds:
    """Return the year's ends of all communes, on the units shown."""
    last: dict[int, int] = {}
    for key, gains in (found.last_year or {}).items():
        unit = found.grouping.into.get(key, key)
        last[unit] = last.get(unit, 0) + gains[is_minority]
    areas: Mapping = {
        row.pk: (row.minority if is_minority else row.everyone).year_end.area
        for row in sorted(found.communes, key=lambda row: row.pk)
    }
    return YearEnds.from_areas(
        areas, year=found.year, last_year=None if found.last_year is None else last
    )
