"""A household is an ethnic-minority one by its present head: in lists, tables, base and opening."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from households.choices import Figure
from households.models import PovertyRecord
from households.number_checks import CHECKS
from households.queries.poor_list import poverty_flow
from households.queries.population import population_by_commune
from households.rules.flows import FLOW_FIELDS, NEAR_POOR_FIELDS
from households.rules.register import household_facts, member_facts
from households.services.opening import open_year
from households.services.register import update_household
from targets.queries.months import year_months
from tests import factories
from tests.households.life_data import die, give_head, occasion, take_back
from tests.households.register_data import LATER, TODAY, enter, head, person
from tests.households.review_data import approved

# The columns of both tables and the figures whose lists are behind them.
POOR_FIGURES = {
    "opening": Figure.OPENING,
    "exits_to_near_poor": Figure.EXITS_TO_NEAR_POOR,
    "exits_above": Figure.EXITS_ABOVE,
    "other_out": Figure.OTHER_OUT,
    "fallen_from_near_poor": Figure.FALLEN_FROM_NEAR_POOR,
    "relapsed": Figure.RELAPSED,
    "first_poor": Figure.FIRST_POOR,
    "other_in": Figure.OTHER_IN,
    "closing": Figure.CLOSING,
    "reviewed": Figure.REVIEWED,
}
NEAR_POOR_FIGURES = {
    "opening": Figure.NEAR_POOR_OPENING,
    "exits": Figure.NEAR_POOR_EXITS,
    "became_poor": Figure.BECAME_POOR,
    "other_out": Figure.NEAR_POOR_OTHER_OUT,
    "fallen_from_poor": Figure.FALLEN_FROM_POOR,
    "relapsed": Figure.NEAR_POOR_RELAPSED,
    "first_near_poor": Figure.FIRST_NEAR_POOR,
    "other_in": Figure.NEAR_POOR_OTHER_IN,
    "closing": Figure.NEAR_POOR_NOW,
}


@pytest.fixture
def kinh(db):
    return factories.EthnicGroupFactory(kinh=True)


@pytest.fixture
def mixed(village, officer, kinh):
    """A Jrai head with a Kinh spouse."""
    roster = [head("Siu Blơi"), person("Lê Thị Lan", relation="SPOUSE", ethnicity_id=kinh.pk)]
    return enter(village, roster, by=officer)[0]


@pytest.fixture
def poor(mixed, standard):
    factories.PovertyRecordFactory(household=mixed, standard=standard)
    return mixed


def marks(household, year=2021):
    record = PovertyRecord.objects.get(household=household, year=year)
    return record.opened_as_minority, record.is_ethnic_minority


def minority(standard, year=2021):
    flow = next(iter(poverty_flow(year=year, standard=standard).values()))
    return flow.of_minority


def recolour(household, group, by):
    household.refresh_from_db()
    roster = member_facts(household.members.order_by("position"), household.head_id)
    update_household(
        household_id=household.pk,
        version=household.version,
        facts=household_facts(household),
        members=[replace(one, ethnicity_id=group.pk) if one.is_head else one for one in roster],
        by=by,
        at=LATER,
        today=TODAY,
    )


def test_another_head_takes_the_household_out_of_the_minority_tables(poor, standard, officer):
    give_head(poor, "Lê Thị Lan", by=officer)

    assert marks(poor) == (True, False)
    flow = minority(standard)
    assert flow.poor.columns == (1, 0, 0, 1, 0, 0, 0, 0, 0)
    assert flow.poor_people.columns == (2, 0, 0, 2, 0, 0, 0, 0, 0)
    population = population_by_commune(year=2021)[poor.commune_id]
    assert (population.em_households, flow.poor.closing) == (0, 0)


@pytest.mark.parametrize("by_death", [True, False])
def test_a_household_becomes_a_minority_one(village, standard, officer, kinh, by_death):
    roster = [head("Lê Văn Ba", ethnicity_id=kinh.pk), person("Siu Hyơi", relation="SPOUSE")]
    household = enter(village, roster, by=officer)[0]
    factories.PovertyRecordFactory(household=household, standard=standard)

    if by_death:
        die(household, "Lê Văn Ba", by=officer, head="Siu Hyơi")
    else:
        give_head(household, "Siu Hyơi", by=officer)

    assert marks(household) == (False, True)
    assert minority(standard).poor.columns == (0, 0, 0, 0, 0, 0, 0, 1, 1)


def test_a_corrected_ethnicity_counts_like_another_head(poor, standard, officer, kinh):
    recolour(poor, kinh, officer)

    assert marks(poor) == (True, False)
    assert minority(standard).poor.other_out == 1


def test_undone_it_is_as_before(poor, standard, officer):
    take_back(give_head(poor, "Lê Thị Lan", by=officer), by=officer)

    assert marks(poor) == (True, True)
    assert minority(standard).poor.other_out == 0


def test_who_exits_and_ceases_to_be_a_minority_is_no_minority_exit(
    poor, standard, this_round, officer, chair
):
    give_head(poor, "Lê Thị Lan", by=officer)
    approved(poor, this_round, officer, chair, points=190)

    flow = next(iter(poverty_flow(year=2021, standard=standard).values()))
    assert flow.everyone.exits == 1
    assert (flow.minority.exits, flow.minority.other_out) == (0, 1)


def test_without_an_opening_it_enters_with_its_present_mark(
    mixed, standard, this_round, officer, chair
):
    approved(mixed, this_round, officer, chair, points=100)
    give_head(mixed, "Lê Thị Lan", by=officer)

    assert marks(mixed) == (False, False)


def test_the_next_year_opens_with_the_mark_of_the_closing(poor, standard, officer):
    factories.RoundFactory(year=2021, state="CLOSED")
    january = occasion(officer, on=dt.date(2022, 1, 9), today=dt.date(2022, 2, 1))
    give_head(poor, "Lê Thị Lan", by=officer, when=january)

    open_year(year=2022, standard=standard, by=officer)

    assert marks(poor, 2021) == (True, True)
    assert marks(poor, 2022) == (True, False)
    assert minority(standard, 2022).poor.opening == minority(standard, 2021).poor.closing == 1


def test_a_closed_year_keeps_its_mark(poor, standard, officer, kinh):
    factories.RoundFactory(year=2021, state="CLOSED")

    recolour(poor, kinh, officer)

    assert marks(poor) == (True, True)


def test_number_list_and_months_agree_in_every_column(village, standard, officer, kinh):
    jrai = factories.EthnicGroupFactory()
    traits = (
        *({}, {"exited": True}, {"near_poor_exit": True}, {"left": True}, {"near_poor": True}),
        *({"fallen": True}, {"first_poor": True}, {"relapsed": True}),
    )
    for trait in traits:
        listed = "first_poor" not in trait and "relapsed" not in trait
        for opened, now in [(True, True), (False, False)] + [(True, False), (False, True)] * listed:
            household = factories.HouseholdFactory(village=village, ethnicity=jrai if now else kinh)
            factories.PovertyRecordFactory(
                household=household, standard=standard, opened_as_minority=opened, **trait
            )

    flow = minority(standard)
    records = PovertyRecord.objects.all()

    def behind(figures):
        return {
            name: records.behind(figure, of_minority=True).count()
            for name, figure in figures.items()
        }

    assert behind(POOR_FIGURES) == {
        name: getattr(flow.poor, name) for name in FLOW_FIELDS if name != "first_year"
    }
    assert behind(NEAR_POOR_FIGURES) == {
        name: getattr(flow.near_poor, name) for name in NEAR_POOR_FIELDS if name != "first_year"
    }
    assert flow.poor.balances
    assert flow.near_poor.balances
    last = year_months(
        year=2021, standard=standard, within=[village.commune_id], as_of=dt.date(2021, 12, 31)
    ).total.minority[-1]
    assert (last.opening, last.exits, last.other_out, last.other_in, last.closing) == (
        flow.poor.opening,
        flow.poor.exits,
        flow.poor.other_out,
        flow.poor.other_in,
        flow.poor.closing,
    )
    assert last.balances


def test_the_database_refuses_an_opening_mark_without_an_opening(mixed, standard):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.PovertyRecordFactory(
            household=mixed, standard=standard, first_poor=True, opened_as_minority=False
        )


def problems():
    return [check.title for check in CHECKS for _ in check.problems(2021)]


def test_the_number_checks_accept_the_lawful_and_notice_the_unlawful(poor, officer):
    give_head(poor, "Lê Thị Lan", by=officer)
    assert problems() == []

    PovertyRecord.objects.update(is_ethnic_minority=True)

    assert problems() == ["Số khẩu, dân tộc trong danh sách khớp sổ hộ"]
