"""Form 10: why households are poor or near-poor."""

from collections.abc import Mapping

from households.choices import Figure
from households.queries.flow import FlowReport, FlowRow
from reports.queries.catalogues import reasons_of_poverty
from reports.queries.forms.base import FormFigures, FormRequest, unit_of, units_of
from reports.queries.forms.traits import given_traits
from reports.rules.form_tables import ReportLine, Value
from support.queries.reasons import reason_counts

LISTED = "listed"
POOR, NEAR_POOR = "Hộ nghèo", "Hộ cận nghèo"
_FIGURES = {POOR: Figure.CLOSING, NEAR_POOR: Figure.NEAR_POOR_NOW}


def reasons_of_lists(asked: FormRequest, flow: FlowReport) -> FormFigures:
    """Return form 10: the households of both lists by reason, in 2 queries beside the reasons.

    A household can have several reasons; where none was analysed the reasons are unknown.
    """
    reasons = reasons_of_poverty()
    counts = {
        label: reason_counts(
            year=asked.year, standard=asked.standard, reasons=reasons, figure=figure
        )
        for label, figure in _FIGURES.items()
    }
    given = {
        label: given_traits(
            asked,
            flow,
            {reason.key: found.by_commune(reason.key) for reason in reasons},
            unseen=None,
        )
        for label, found in counts.items()
    }

    def lines(row: FlowRow) -> list[ReportLine]:
        key = row.commune.pk if row.commune else None
        tables = row.tables(is_minority=False)
        listed = {POOR: tables.poor.closing, NEAR_POOR: tables.near_poor.closing}
        return [
            ReportLine(
                label=label,
                values={LISTED: listed[label], **_known(found.of(key).values, listed[label])},
                hidden=found.of(key).hidden,
                figures={LISTED: _FIGURES[label]},
            )
            for label, found in given.items()
        ]

    return FormFigures(
        flow=flow,
        units=units_of(flow, lines),
        total=unit_of(None, "", lines(flow.total)),
        names={reason.key: reason.name for reason in reasons},
        missing={
            "poor_not_analysed": counts[POOR].total.poor - counts[POOR].total.analysed,
            "near_poor_not_analysed": counts[NEAR_POOR].total.poor
            - counts[NEAR_POOR].total.analysed,
        },
    )


def _known(values: Mapping[str, Value], listed: int) -> dict[str, Value]:
    """Return the values; a list without a household has no reasons rather than unknown ones."""
    return {key: 0 if value is None and not listed else value for key, value in values.items()}
