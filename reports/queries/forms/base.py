"""What the figures of all official forms share: the request, the units, the result."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User
from areas.models import Commune
from common.sources import FigureSource
from households.models import PovertyStandard
from households.queries.flow import FlowReport, FlowRow, flow_report
from households.queries.frozen_flow import frozen_flow_report
from reports.choices import FormBasis
from reports.rules.form_tables import ReportLine, ReportUnit, Value

DISTRICT = "Toàn huyện"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRequest:
    """The figures requested: year, standard, present or frozen, units, and for whom.

    `as_of` is the working day, `computed_at` the moment.
    """

    year: int
    standard: PovertyStandard
    reader: User
    as_of: dt.date
    computed_at: dt.datetime
    basis: str = FormBasis.PRESENT
    boundaries: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFigures:
    """The figures of a form: a unit per commune, the total, what could not be counted by key.

    `names` are the columns that depend on the data, by key: indicators, reasons, ethnic groups.
    """

    flow: FlowReport
    units: Sequence[ReportUnit]
    total: ReportUnit
    names: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)

    @property
    def source(self) -> FigureSource:
        return self.flow.source


FormQuery = Callable[[FormRequest, FlowReport], FormFigures]
LinesOf = Callable[[FlowRow], Sequence[ReportLine]]


def flow_requested(asked: FormRequest) -> FlowReport | None:
    """Return the lists of the year on which every form rests; None while nothing is frozen."""
    if asked.basis == FormBasis.FROZEN:
        return frozen_flow_report(
            year=asked.year,
            standard=asked.standard,
            computed_at=asked.computed_at,
            boundaries=asked.boundaries,
        )
    return flow_report(
        year=asked.year,
        standard=asked.standard,
        as_of=asked.as_of,
        computed_at=asked.computed_at,
        boundaries=asked.boundaries,
    )


def unit_of(commune: Commune | None, number: object, lines: Sequence[ReportLine]) -> ReportUnit:
    """Return the lines of a commune, or of the district."""
    return ReportUnit(
        key=commune.pk if commune else None,
        code=commune.code if commune else "",
        number=str(number),
        name=commune.full_name if commune else DISTRICT,
        lines=tuple(lines),
    )


def units_of(flow: FlowReport, lines_of: LinesOf) -> list[ReportUnit]:
    """Return a unit for each commune of the lists, numbered."""
    return [
        unit_of(row.commune, number, lines_of(row)) for number, row in enumerate(flow.rows, start=1)
    ]


def figures_of(flow: FlowReport, lines_of: LinesOf) -> FormFigures:
    """Return figures that add up: the district's lines are made from its sums as a commune's."""
    total = unit_of(None, "", lines_of(flow.total))
    return FormFigures(flow=flow, units=units_of(flow, lines_of), total=total)


def numbered(values: Sequence[Value]) -> dict[str, Value]:
    """Return values by the keys c1, c2, …"""
    return {f"c{number}": value for number, value in enumerate(values, start=1)}
