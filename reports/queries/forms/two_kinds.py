"""The summary of 2016–2020: the year of the poor list by area, with the two kinds of poor."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, Q

from areas.choices import AreaType
from households.choices import Figure, PovertyBasis
from households.models import FrozenPopulation, PovertyRecord
from households.queries.boundaries import regrouped
from households.queries.flow import FlowReport, FlowRow
from households.queries.population import Population, population_by_commune
from households.queries.small_numbers import Crossing
from reports.queries.forms.base import FormFigures, FormRequest, unit_of
from reports.queries.forms.groups import key_of
from reports.queries.forms.traits import GivenTraits, crossings, given_traits
from reports.rules.form_tables import ReportLine, ReportUnit, Value

_KINDS = {"c16": PovertyBasis.BY_INCOME, "c17": PovertyBasis.BY_DEPRIVATION}
_SECTIONS = (("I", "Thành thị", AreaType.URBAN), ("II", "Nông thôn", AreaType.RURAL))


def summary_with_kinds(asked: FormRequest, flow: FlowReport) -> FormFigures:
    """Return the summary by area (I thành thị, II nông thôn), in 3 queries beside the lists.

    The rates at the opening are of the households frozen with the year before; without them there
    is none. A poor household without an approved form of the year is of neither kind.
    """
    before = _population_before(asked, flow)
    kinds = _kinds(asked)
    given = given_traits(asked, flow, kinds)

    def line(row: FlowRow, keys: Iterable[int]) -> ReportLine:
        return _line(row, given, key_of(row), _sum_before(before, keys))

    def unit(row: FlowRow, number: int) -> ReportUnit:
        key = key_of(row) or 0
        return unit_of(row.commune, number, [line(row, [key])])

    units: list[ReportUnit] = []
    for number, name, area in _SECTIONS:
        rows = [row for row in flow.rows if row.commune and row.commune.area_type == area]
        parts = [unit(row, position) for position, row in enumerate(rows, start=1)]
        if parts:
            units += [_section(number, name, rows, parts, before), *parts]
    total = unit_of(None, "", [line(flow.total, before or ())])
    without = flow.total.flow.everyone.closing - sum(
        crossing.households for found in kinds.values() for crossing in found.values()
    )
    return FormFigures(
        flow=flow,
        units=units,
        total=total,
        missing={"no_kind": without, "no_population_before": int(before is None)},
    )


def _section(
    number: str,
    name: str,
    rows: list[FlowRow],
    parts: list[ReportUnit],
    before: Mapping[int, Population] | None,
) -> ReportUnit:
    """Return the subtotal of an area; a kind hidden in one of its units is hidden in it too."""
    hidden = frozenset(key for part in parts for key in part.lines[0].hidden)
    keys = [key_of(row) or 0 for row in rows]
    values = _values(FlowRow.joined(rows), _sum_before(before, keys))
    for key in _KINDS:
        values[key] = sum(int(part.lines[0].values.get(key) or 0) for part in parts)
    section = ReportLine(values=values, hidden=hidden)
    return ReportUnit(key=None, number=number, name=name, lines=(section,), is_section=True)


def _line(
    row: FlowRow, given: GivenTraits, key: int | None, before: Population | None
) -> ReportLine:
    """Return a line: the two kinds add up to the poor, so one hidden hides both."""
    found = given.of(key)
    hidden = frozenset(_KINDS) if found.hidden else frozenset()
    return ReportLine(values={**_values(row, before), **found.values}, hidden=hidden)


def _values(row: FlowRow, before: Population | None) -> dict[str, Value]:
    poor, em_poor = row.flow.everyone, row.flow.minority
    values: dict[str, Value] = {
        "c1": before.households if before else None,
        "c2": before.em_households if before else None,
        "c3": poor.opening,
        "c5": em_poor.opening,
        "c7": poor.exits,
        "c8": poor.other_out,
        "c9": poor.relapsed,
        "c10": poor.new_poor,
        "c11": poor.other_in,
        "c12": row.population.households,
        "c13": row.population.em_households,
        "c14": poor.closing,
        "c18": em_poor.closing,
    }
    return values


def _population_before(asked: FormRequest, flow: FlowReport) -> dict[int, Population] | None:
    """Return the households frozen with the year before on the units shown, None without them."""
    year = asked.year - 1
    if not FrozenPopulation.objects.filter(year=year).exists():
        return None
    return regrouped(population_by_commune(year=year, people=False), flow.grouping.into)


def _sum_before(before: Mapping[int, Population] | None, keys: Iterable[int]) -> Population | None:
    if before is None:
        return None
    return sum((before.get(key, Population()) for key in keys), Population())


def _kinds(asked: FormRequest) -> dict[str, dict[int, Crossing]]:
    rows = list(
        PovertyRecord.objects.of_year(asked.year, asked.standard)
        .behind(Figure.CLOSING)
        .order_by()
        .values("commune", "is_ethnic_minority")
        .annotate(
            listed=Count("pk"),
            **{key: Count("pk", filter=Q(result__basis=kind)) for key, kind in _KINDS.items()},
        )
    )
    return {key: crossings(rows, key) for key in _KINDS}
