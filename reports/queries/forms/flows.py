"""Forms 1 to 3: the result of the review, and the flow of both lists."""

from collections.abc import Callable

from households.queries.flow import FlowReport, FlowRow
from households.rules.flows import Flow, NearPoorFlow, Tables
from reports.queries.forms.base import FormFigures, FormRequest, figures_of, numbered
from reports.rules.form_tables import ReportLine, Value

HOUSEHOLDS, PEOPLE = "Hộ", "Nhân khẩu"
_AnyFlow = Flow | NearPoorFlow


def result_of_review(_asked: FormRequest, flow: FlowReport) -> FormFigures:
    """Return form 1: all households and persons, and those of both lists at present."""

    def lines(row: FlowRow) -> list[ReportLine]:
        tables, living = row.tables(is_minority=False), row.population
        values = {
            "c1": living.households,
            "c2": living.persons,
            "c3": tables.poor.closing,
            "c5": tables.near_poor.closing,
            "c9": tables.poor_people.closing,
            "c11": tables.near_poor_people.closing,
        }
        return [ReportLine(values=values)]

    return figures_of(flow, lines)


def poor_flow(_asked: FormRequest, flow: FlowReport) -> FormFigures:
    """Return form 2: the nine columns of the poor list, in households and in people."""
    return _flow(flow, lambda tables: (tables.poor, tables.poor_people))


def near_poor_flow(_asked: FormRequest, flow: FlowReport) -> FormFigures:
    """Return form 3: the nine columns of the near-poor list, in households and in people."""
    return _flow(flow, lambda tables: (tables.near_poor, tables.near_poor_people))


def _flow(flow: FlowReport, pick: Callable[[Tables], tuple[_AnyFlow, _AnyFlow]]) -> FormFigures:
    """In a standard's first year there is nothing to compare: closings only."""

    def values(found: _AnyFlow) -> dict[str, Value]:
        one_to_eight = [None] * 8 if flow.is_first_year else found.columns[:8]
        return numbered([*one_to_eight, found.closing])

    def lines(row: FlowRow) -> list[ReportLine]:
        households, people = pick(row.tables(is_minority=False))
        return [
            ReportLine(label=HOUSEHOLDS, values=values(households)),
            ReportLine(label=PEOPLE, values=values(people), counts_people=True),
        ]

    return figures_of(flow, lines)
