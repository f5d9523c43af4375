"""Forms 8, 12 and 13: poor and near-poor households by group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from households.choices import Figure, HouseholdState, Sex
from households.models import FrozenPopulation, Household
from households.queries.boundaries import regrouped
from households.queries.flow import FlowReport, FlowRow
from reports.queries.forms.base import FormFigures, FormQuery, FormRequest, unit_of, units_of
from reports.queries.forms.flows import HOUSEHOLDS, PEOPLE
from reports.queries.forms.traits import TraitCounts, given_traits, trait_counts
from reports.rules.form_tables import ReportLine, Value

NO_LABOUR, MERIT = "no_labour", "merit"
INDIGENOUS, WOMAN = "indigenous", "woman"
_NO_LABOUR = Q(household__no_labour_capacity=True)
_MERIT = Q(household__has_merit=True)
_INDIGENOUS = Q(household__ethnicity__is_indigenous=True)
_GROUPS = {NO_LABOUR: _NO_LABOUR, MERIT: _MERIT}
_MORE_GROUPS = {
    INDIGENOUS: _INDIGENOUS,
    MERIT: _MERIT,
    NO_LABOUR: _NO_LABOUR,
    WOMAN: Q(household__head__sex=Sex.FEMALE),
}
_POOR, _NEAR_POOR = Figure.CLOSING, Figure.NEAR_POOR_NOW


def listed_of(row: FlowRow, figure: str, *, is_minority: bool) -> tuple[int, int]:
    """Return the households and people of a list at present."""
    tables = row.tables(is_minority=is_minority)
    if figure == _POOR:
        return tables.poor.closing, tables.poor_people.closing
    return tables.near_poor.closing, tables.near_poor_people.closing


def key_of(row: FlowRow) -> int | None:
    """Return the key of the commune, None for the district."""
    return row.commune.pk if row.commune else None


def groups_of_lists(asked: FormRequest, flow: FlowReport) -> FormFigures:
    """Return form 8: both lists by group, in households and people; groups overlap. 2 queries."""
    counts = {
        figure: trait_counts(asked, flow, figure=figure, traits=_GROUPS)
        for figure in (_POOR, _NEAR_POOR)
    }
    given = {
        figure: given_traits(asked, flow, found.households) for figure, found in counts.items()
    }

    def line(row: FlowRow, *, people: bool) -> ReportLine:
        values: dict[str, Value] = {}
        hidden: set[str] = set()
        for start, figure in ((1, _POOR), (5, _NEAR_POOR)):
            found = given[figure].of(key_of(row))
            names = {NO_LABOUR: f"c{start + 2}", MERIT: f"c{start + 3}"}
            values[f"c{start}"] = listed_of(row, figure, is_minority=False)[people]
            values[f"c{start + 1}"] = listed_of(row, figure, is_minority=True)[people]
            values |= _of_traits(found.values, counts[figure], row, names, people=people)
            hidden |= found.renamed(names).hidden
        return ReportLine(
            label=PEOPLE if people else HOUSEHOLDS,
            values=values,
            hidden=frozenset(hidden),
            counts_people=people,
        )

    def lines(row: FlowRow) -> Sequence[ReportLine]:
        return [line(row, people=False), line(row, people=True)]

    return FormFigures(
        flow=flow, units=units_of(flow, lines), total=unit_of(None, "", lines(flow.total))
    )


def _of_traits(
    households: Mapping[str, Value],
    counts: TraitCounts,
    row: FlowRow,
    names: Mapping[str, str],
    *,
    people: bool,
) -> dict[str, Value]:
    if not people:
        return {column: households.get(key) for key, column in names.items()}
    return {column: counts.people_of(key_of(row), key) for key, column in names.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indigenous:
    """All households of groups indigenous to the Central Highlands, and their people."""

    households: int = 0
    people: int = 0


def many_groups_of_list(figure: Figure) -> FormQuery:
    """Return the query of form 12 or 13: a list against all households, by group. 3 queries."""

    def query(asked: FormRequest, flow: FlowReport) -> FormFigures:
        living = _indigenous(asked, flow)
        counts = trait_counts(asked, flow, figure=figure, traits=_MORE_GROUPS)
        given = given_traits(asked, flow, counts.households)

        def lines(row: FlowRow) -> list[ReportLine]:
            key = key_of(row)
            all_of = _sum_of(living, key)
            found = given.of(key)
            listed, people = listed_of(row, figure, is_minority=False)
            em_listed, em_people = listed_of(row, figure, is_minority=True)
            population = row.population
            values: dict[str, Value] = {
                "c1": population.households,
                "c2": population.households - population.em_households,
                "c3": population.em_households,
                "c4": all_of.households if all_of else None,
                "c5": population.persons,
                "c6": population.persons - population.em_persons,
                "c7": population.em_persons,
                "c8": all_of.people if all_of else None,
                "c9": listed,
                "c11": listed - em_listed,
                "c13": em_listed,
                "c20": people,
                "c22": people - em_people,
                "c24": em_people,
                "c26": counts.people_of(key, INDIGENOUS),
                **{column: found.values.get(trait) for trait, column in _COLUMNS.items()},
            }
            hidden = {column for trait, column in _COLUMNS.items() if trait in found.hidden}
            if INDIGENOUS in found.hidden:
                hidden.add("c26")
            return [ReportLine(values=values, hidden=frozenset(hidden))]

        return FormFigures(
            flow=flow,
            units=units_of(flow, lines),
            total=unit_of(None, "", lines(flow.total)),
            missing={"indigenous": int(living is None)},
        )

    return query


_COLUMNS = {INDIGENOUS: "c15", MERIT: "c17", NO_LABOUR: "c18", WOMAN: "c19"}


def _indigenous(asked: FormRequest, flow: FlowReport) -> dict[int, Indigenous] | None:
    """Return them on the units shown; None for a frozen year, which does not keep them."""
    if FrozenPopulation.objects.filter(year=asked.year).exists():
        return None
    rows = (
        Household.objects.filter(state=HouseholdState.ACTIVE, ethnicity__is_indigenous=True)
        .order_by()
        .values_list("commune")
        .annotate(households=Count("pk"), people=Sum("member_count"))
    )
    found = {key: Indigenous(households=one, people=two or 0) for key, one, two in rows}
    return regrouped(found, flow.grouping.into)


def _sum_of(living: Mapping[int, Indigenous] | None, key: int | None) -> Indigenous | None:
    if living is None or key is not None:
        return None if living is None else living.get(key or 0, Indigenous())
    return Indigenous(
        households=sum(each.households for each in living.values()),
        people=sum(each.people for each in living.values()),
    )
