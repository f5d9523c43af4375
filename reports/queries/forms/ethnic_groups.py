"""Form 9: poor and near-poor households by the ethnic group of their heads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from areas.models import EthnicGroup
from households.choices import Figure
from households.models import PovertyRecord
from households.queries.flow import FlowReport, FlowRow
from households.querysets import FIGURES
from households.rules.small_numbers import is_small
from reports.queries.forms.base import FormFigures, FormRequest, unit_of, units_of
from reports.queries.forms.groups import key_of, listed_of
from reports.queries.forms.reasons import NEAR_POOR, POOR
from reports.rules.form_tables import ReportLine, Value

LISTED, KINH, MINORITY, OTHER = "listed", "kinh", "minority", "other"
MOST_GROUPS = 10
_LISTS = {POOR: Figure.CLOSING, NEAR_POOR: Figure.NEAR_POOR_NOW}


@dataclass(slots=True)
class _Tally:
    """Households of a list by unit and ethnic group; the group is that of the register today."""

    units: dict[int, dict[int, int]] = field(default_factory=dict)

    def add(self, unit: int, group: int, number: int) -> None:
        found = self.units.setdefault(unit, {})
        found[group] = found.get(group, 0) + number

    def of(self, unit: int | None) -> dict[int, int]:
        """Return the numbers by group of a unit, of the district for None."""
        if unit is not None:
            return self.units.get(unit, {})
        found: dict[int, int] = {}
        for numbers in self.units.values():
            for group, number in numbers.items():
                found[group] = found.get(group, 0) + number
        return found


def groups_of_heads(asked: FormRequest, flow: FlowReport) -> FormFigures:
    """Return form 9: a column for each of the largest groups present, the rest together.

    Two queries. Whether a household is an ethnic-minority one is that of its record; the group is
    that of the register today. What does not fit is among the others.
    """
    groups = {group.pk: group for group in EthnicGroup.objects.filter(is_minority=True)}
    tallies = _tallies(asked, flow, groups)
    shown = _shown(tallies.values(), groups)
    may_see = {label: _sight(asked, flow, tally, shown) for label, tally in tallies.items()}

    def lines(row: FlowRow) -> list[ReportLine]:
        return [
            _line(
                row,
                label,
                tallies[label].of(key_of(row)),
                shown,
                may_see=may_see[label](key_of(row)),
            )
            for label in _LISTS
        ]

    return FormFigures(
        flow=flow,
        units=units_of(flow, lines),
        total=unit_of(None, "", lines(flow.total)),
        names={f"g{pk}": groups[pk].name for pk in shown},
    )


def _tallies(
    asked: FormRequest, flow: FlowReport, groups: Mapping[int, EthnicGroup]
) -> dict[str, _Tally]:
    records = PovertyRecord.objects.of_year(asked.year, asked.standard).filter(
        is_ethnic_minority=True
    )
    rows = records.order_by().values_list("commune", "household__ethnicity")
    counted = rows.annotate(**{label: Count("pk", filter=FIGURES[each]) for label, each in _KEYS})
    found = {label: _Tally() for label in _LISTS}
    for commune, group, *numbers in counted:
        unit = flow.grouping.into.get(commune, commune)
        for label, number in zip(_LISTS, numbers, strict=True):
            if number and group in groups:
                found[label].add(unit, group, number)
    return found


_KEYS = (("poor", Figure.CLOSING), ("near_poor", Figure.NEAR_POOR_NOW))


def _shown(tallies: Iterable[_Tally], groups: Mapping[int, EthnicGroup]) -> list[int]:
    """Return the largest groups of both lists together, in the official order."""
    sums: dict[int, int] = {}
    for tally in tallies:
        for group, number in tally.of(None).items():
            sums[group] = sums.get(group, 0) + number
    largest = sorted(sums, key=lambda pk: (-sums[pk], groups[pk].code_1979))[:MOST_GROUPS]
    return sorted(largest, key=lambda pk: groups[pk].code_1979)


def _sight(
    asked: FormRequest, flow: FlowReport, tally: _Tally, shown: list[int]
) -> Callable[[int | None], bool]:
    """Return whether the reader is given the groups of a unit, of the district for None.

    The groups of a unit add up to its published ethnic-minority households, and the units of a
    group to the district: one small number anywhere hides the groups of every other unit, a small
    sum those of the district too (decision 47).
    """
    of_district = _parts(tally.of(None), shown)
    is_public = not any(is_small(number) for number in of_district)
    has_small = any(
        is_small(number) for found in tally.units.values() for number in _parts(found, shown)
    )

    def sight(unit: int | None) -> bool:
        reader = asked.reader
        if reader.sees_small_numbers_of():
            return True
        if unit is not None and reader.sees_small_numbers_of(unit, flow.grouping.units.get(unit)):
            return True
        return is_public and (unit is None or not has_small)

    return sight


def _parts(found: Mapping[int, int], shown: list[int]) -> list[int]:
    """Return the numbers of the groups shown and of the others together."""
    rest = sum(number for group, number in found.items() if group not in shown)
    return [*(found.get(group, 0) for group in shown), rest]


def _line(
    row: FlowRow, label: str, found: Mapping[int, int], shown: list[int], *, may_see: bool
) -> ReportLine:
    figure = _LISTS[label]
    listed, _ = listed_of(row, figure, is_minority=False)
    minority, _ = listed_of(row, figure, is_minority=True)
    groups: dict[str, Value] = {f"g{pk}": found.get(pk, 0) for pk in shown}
    groups[OTHER] = minority - sum(found.get(pk, 0) for pk in shown)
    return ReportLine(
        label=label,
        values={LISTED: listed, KINH: listed - minority, MINORITY: minority, **groups},
        hidden=frozenset() if may_see else frozenset(groups),
        figures={LISTED: figure, MINORITY: figure},
    )
