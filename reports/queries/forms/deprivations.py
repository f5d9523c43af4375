"""Forms 4 to 7: which basic services poor and near-poor households lack."""

from collections.abc import Sequence

from areas.models import Commune
from households.choices import Figure
from households.queries.flow import FlowReport, FlowRow
from reports.queries.catalogues import indicators_of
from reports.queries.forms.base import FormFigures, FormQuery, FormRequest, unit_of, units_of
from reports.queries.forms.traits import given_traits
from reports.rules.form_tables import ReportLine, Value
from targets.queries.deprivations import DeprivationCounts, deprivations_listed
from targets.queries.goals import goals_of, summed_by_goals
from targets.queries.plans import plan_for

LISTED, SUM = "listed", "sum"


def deprivations_of_list(figure: Figure) -> FormQuery:
    """Return the query of the households behind a figure that lack each service.

    One query beside the lists, the indicators and, for the poor, the goals of the year. A service
    is unknown for a commune whose households have no approved form.
    """

    def query(asked: FormRequest, flow: FlowReport) -> FormFigures:
        counts = deprivations_listed(
            indicators_of(asked.standard.pk),
            year=asked.year,
            standard=asked.standard.pk,
            figure=figure,
        )
        names = {indicator.key: indicator.name for indicator in counts.indicators}
        given = given_traits(
            asked,
            flow,
            {key: counts.by_commune(key) for key in names},
            unseen=None,
            summed=_published_sums(asked) if figure == Figure.CLOSING else {},
        )

        def lines(row: FlowRow) -> Sequence[ReportLine]:
            listed = _listed(row, figure)
            found = given.of(row.commune.pk if row.commune else None)
            values: dict[str, Value] = {
                key: 0 if found.values.get(key) is None and not listed else found.values.get(key)
                for key in names
            }
            known = [value for value in values.values() if value is not None]
            total = sum(known) if known or not names else None
            hidden = found.hidden | {SUM} if found.hidden else found.hidden
            return [ReportLine(values={LISTED: listed, SUM: total, **values}, hidden=hidden)]

        listed = _listed(flow.total, figure)
        return FormFigures(
            flow=flow,
            units=units_of(flow, lines),
            total=unit_of(None, "", lines(flow.total)),
            names=names,
            missing={"not_measured": listed - _measured(counts)},
        )

    return query


def _listed(row: FlowRow, figure: Figure) -> int:
    tables = row.tables(is_minority=False)
    return tables.poor.closing if figure == Figure.CLOSING else tables.near_poor.closing


def _measured(counts: DeprivationCounts) -> int:
    """Return the households with a form that answers at least one indicator."""
    return max((found.measured for found in counts.total.values()), default=0)


def _published_sums(asked: FormRequest) -> dict[str, Sequence[int]]:
    """Return the communes whose sum of a service a goal of the year publishes, by indicator."""
    plan = plan_for(asked.year, on=asked.as_of)
    if plan is None or plan.standard_id != asked.standard.pk:
        return {}
    border = Commune.objects.of_district(plan.district_id).filter(is_border=True)
    return summed_by_goals(goals_of(plan), list(border.values_list("pk", flat=True)))
