import pytest

from households.queries.poor_list import poverty_flow
from households.rules.flows import Flow, NearPoorFlow, Tables
from tests import factories

NEAR_POOR = {"near_poor": True}
# What one household does in a year → the columns 1 to 9 of the four lines it is counted in.
NOTHING = (0,) * 9
STORIES = [
    pytest.param(
        {"opening_members": 4, "members": 6},
        ((1, 0, 0, 0, 0, 0, 0, 0, 1), (4, 0, 0, 0, 0, 0, 0, 2, 6), NOTHING, NOTHING),
        id="stays poor, two are born",
    ),
    pytest.param(
        {"exited": True, "opening_members": 4, "members": 6},
        ((1, 0, 1, 0, 0, 0, 0, 0, 0), (4, 0, 4, 0, 0, 0, 0, 0, 0), NOTHING, NOTHING),
        id="exits above, after two were born",
    ),
    pytest.param(
        {"near_poor_exit": True, "opening_members": 4, "members": 3},
        (
            (1, 1, 0, 0, 0, 0, 0, 0, 0),
            (4, 4, 0, 0, 0, 0, 0, 0, 0),
            (0, 0, 0, 0, 1, 0, 0, 0, 1),
            (0, 0, 0, 1, 4, 0, 0, 0, 3),
        ),
        id="exits to near-poor, after one died",
    ),
    pytest.param(
        {"fallen": True, "opening_members": 4, "members": 5},
        (
            (0, 0, 0, 0, 1, 0, 0, 0, 1),
            (0, 0, 0, 0, 4, 0, 0, 1, 5),
            (1, 0, 1, 0, 0, 0, 0, 0, 0),
            (4, 0, 4, 0, 0, 0, 0, 0, 0),
        ),
        id="falls from near-poor, one more",
    ),
    pytest.param(
        {"left": True, "opening_members": 4, "members": 2},
        ((1, 0, 0, 1, 0, 0, 0, 0, 0), (4, 0, 0, 4, 0, 0, 0, 0, 0), NOTHING, NOTHING),
        id="leaves",
    ),
    pytest.param(
        {"relapsed": True, "members": 3},
        ((0, 0, 0, 0, 0, 1, 0, 0, 1), (0, 0, 0, 0, 0, 3, 0, 0, 3), NOTHING, NOTHING),
        id="falls back",
    ),
    pytest.param(
        {"first_poor": True, "members": 3},
        ((0, 0, 0, 0, 0, 0, 1, 0, 1), (0, 0, 0, 0, 0, 0, 3, 0, 3), NOTHING, NOTHING),
        id="poor for the first time",
    ),
    pytest.param(
        {"opening_status": "", "movement": "ARRIVED", "members": 3},
        ((0, 0, 0, 0, 0, 0, 0, 1, 1), (0, 0, 0, 0, 0, 0, 0, 3, 3), NOTHING, NOTHING),
        id="moves in poor",
    ),
    pytest.param(
        NEAR_POOR | {"opening_members": 4, "members": 3},
        (NOTHING, NOTHING, (1, 0, 0, 0, 0, 0, 0, 0, 1), (4, 0, 0, 1, 0, 0, 0, 0, 3)),
        id="stays near-poor, one died",
    ),
    pytest.param(
        NEAR_POOR | {"status": "NOT_POOR", "opening_members": 4, "members": 5},
        (NOTHING, NOTHING, (1, 1, 0, 0, 0, 0, 0, 0, 0), (4, 4, 0, 0, 0, 0, 0, 0, 0)),
        id="exits near-poverty",
    ),
    pytest.param(
        NEAR_POOR | {"has_left": True, "opening_members": 4},
        (NOTHING, NOTHING, (1, 0, 0, 1, 0, 0, 0, 0, 0), (4, 0, 0, 4, 0, 0, 0, 0, 0)),
        id="near-poor, leaves",
    ),
    pytest.param(
        NEAR_POOR | {"opening_status": "", "near_poor_movement": "RELAPSED", "members": 2},
        (NOTHING, NOTHING, (0, 0, 0, 0, 0, 1, 0, 0, 1), (0, 0, 0, 0, 0, 2, 0, 0, 2)),
        id="falls back to near-poor",
    ),
    pytest.param(
        NEAR_POOR | {"opening_status": "", "near_poor_movement": "FIRST_NEAR_POOR", "members": 2},
        (NOTHING, NOTHING, (0, 0, 0, 0, 0, 0, 1, 0, 1), (0, 0, 0, 0, 0, 0, 2, 0, 2)),
        id="near-poor for the first time",
    ),
    pytest.param(
        NEAR_POOR | {"opening_status": "", "near_poor_movement": "ARRIVED", "members": 2},
        (NOTHING, NOTHING, (0, 0, 0, 0, 0, 0, 0, 1, 1), (0, 0, 0, 0, 0, 0, 0, 2, 2)),
        id="moves in near-poor",
    ),
    pytest.param(
        {"opening_status": "", "status": "NOT_POOR", "movement": "NONE", "members": 2},
        (NOTHING, NOTHING, NOTHING, NOTHING),
        id="asked, and is not poor",
    ),
]


def lines(tables):
    flows = (tables.poor, tables.poor_people, tables.near_poor, tables.near_poor_people)
    return tuple(flow.columns for flow in flows)


def tables_of(standard, year=2021):
    [found] = poverty_flow(year=year, standard=standard).values()
    return found.of_everyone


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "expected"), STORIES)
def test_each_household_stands_in_its_columns_of_both_tables(kind, expected):
    record = factories.PovertyRecordFactory(**kind)

    tables = tables_of(record.standard)

    assert lines(tables) == expected
    assert tables.poor.balances and tables.poor_people.balances
    assert tables.near_poor.balances and tables.near_poor_people.balances


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "poor", "near_poor"), [("POOR", (1, 3), (0, 0)), ("NEAR_POOR", (0, 0), (1, 3))]
)
def test_the_first_year_of_a_standard_has_a_closing_and_nothing_to_compare_it_with(
    status, poor, near_poor
):
    record = factories.PovertyRecordFactory(
        opening_status="", status=status, movement="FIRST_YEAR", members=3
    )

    tables = tables_of(record.standard)

    assert tables.is_first_year
    assert (tables.poor.closing, tables.poor_people.closing) == poor
    assert (tables.near_poor.closing, tables.near_poor_people.closing) == near_poor
    assert tables.poor.balances and tables.near_poor_people.balances


@pytest.mark.django_db
def test_minorities_are_counted_among_everyone_and_by_themselves(village, standard):
    for kinh in (False, True, True):
        group = factories.EthnicGroupFactory(kinh=kinh)
        household = factories.HouseholdFactory(village=village, ethnicity=group)
        factories.PovertyRecordFactory(household=household, standard=standard)

    [flow] = poverty_flow(year=2021, standard=standard).values()

    assert (flow.everyone.closing, flow.minority.closing) == (3, 1)
    assert flow.of_minority.poor_people.closing == 1


@pytest.mark.django_db
def test_any_number_of_records_is_counted_in_one_query(
    village, other_commune, standard, django_assert_num_queries
):
    for place in (village, village, factories.VillageFactory(commune=other_commune)):
        factories.PovertyRecordFactory(household__village=place, standard=standard)

    with django_assert_num_queries(1):
        flows = poverty_flow(year=2021, standard=standard)

    assert [flow.everyone.closing for _, flow in sorted(flows.items())] == [2, 1]


def test_a_closing_that_does_not_follow_is_seen():
    assert not Flow(opening=3, exits_above=1, closing=3).balances
    assert not NearPoorFlow(opening=3, became_poor=1, closing=3).balances
    assert Flow(opening=3, exits_above=1, closing=2).balances


def test_communes_add_up_to_the_district():
    one = Tables(poor=Flow(opening=3), near_poor_people=NearPoorFlow(exits=2))

    district = sum([one, one], Tables())

    assert (district.poor.opening, district.near_poor_people.exits) == (6, 4)
