"""B1 by a scoring table: every item at its edges."""

import pytest

from households.choices import ScoringArea
from households.rules import Person, scoring
from households.rules.scoring import RosterFacts, facts_of, is_dependant, score, scoring_area_for
from tests.households.scoring_data import SIZE, TABLE, known


def person(age, **given):
    return Person(name="Siu Thử", age=age, **given)


WORKER, CHILD, ELDER = person(30), person(8), person(70)


@pytest.mark.parametrize(
    ("area_type", "region", "area"),
    [
        ("URBAN", "CENTRAL_HIGHLANDS", ScoringArea.URBAN),
        ("URBAN", "", ScoringArea.URBAN),
        ("RURAL", "CENTRAL_HIGHLANDS", ScoringArea.CENTRAL_HIGHLANDS),
        ("RURAL", "MEKONG_DELTA", ScoringArea.MEKONG_DELTA),
        ("RURAL", "", None),
    ],
)
def test_towns_have_the_urban_area_and_communes_that_of_their_region(area_type, region, area):
    assert scoring_area_for(area_type=area_type, region=region) == area


@pytest.mark.parametrize(
    ("someone", "counts"),
    [
        (person(14), True),
        (person(15), False),
        (person(60), False),
        (person(61), True),
        (person(30, is_disabled=True), True),
        (person(None, is_disabled=True), True),
        (person(None), None),
    ],
)
def test_a_dependant_is_under_15_over_60_or_disabled(someone, counts):
    assert is_dependant(someone) is counts


def test_the_register_counts_people_dependants_and_pensioners():
    pensioner = person(62, schooling="COLLEGE", work="RETIRED")

    facts = facts_of([person(40, schooling="PRIMARY"), CHILD, pensioner])

    assert facts == RosterFacts(size=3, dependants=2, pensioners=1, highest_schooling="COLLEGE")


def test_one_unknown_age_leaves_the_dependants_unknown():
    facts = facts_of([WORKER, person(None)])

    assert facts.dependants is None
    assert facts.has_only_dependants is None


@pytest.mark.parametrize(
    ("people", "highest"),
    [
        ([person(30, schooling="PRIMARY"), person(30, schooling="COLLEGE")], "COLLEGE"),
        ([person(30, schooling="VOCATIONAL"), person(30)], ""),  # may be better
        ([person(30, schooling="COLLEGE"), person(30)], "COLLEGE"),  # cannot be better
        ([person(30, schooling="PRIMARY"), CHILD], "PRIMARY"),  # a child's is not needed
        ([CHILD], "NONE"),
    ],
)
def test_the_highest_schooling_is_known_only_when_nobody_can_have_more(people, highest):
    assert facts_of(people).highest_schooling == highest


@pytest.mark.parametrize(("size", "points"), [(1, 75), (2, 40), (3, 40), (4, 0), (12, 0)])
def test_a_count_falls_into_its_band(size, points):
    facts = known(size=size, dependants=0)

    assert score(TABLE, {"work": "none"}, facts).lines[0].points == points


@pytest.mark.parametrize(
    ("schooling", "points"),
    [("COLLEGE", 10), ("VOCATIONAL", 5), ("UPPER_SECONDARY", 5), ("LOWER_SECONDARY", 0)],
)
def test_a_qualification_earns_the_points_of_the_best_one_named_that_it_reaches(schooling, points):
    scored = score(TABLE, {}, known(highest_schooling=schooling))

    assert scored.lines[2].points == points


def test_size_earns_nothing_where_all_are_dependants():
    scored = score(TABLE, {"size": "one", "work": "none"}, known(size=2, dependants=2))

    assert (scored.lines[0].points, scored.lines[0].origin) == (0, scoring.WITHHELD)
    assert scored.total == 5


def test_size_is_open_while_it_is_unknown_whether_all_are_dependants():
    assert score(TABLE, {"work": "none"}, known(dependants=None)).missing == ("size", "dependants")


def test_what_was_answered_goes_before_the_register_and_is_told_apart():
    scored = score(TABLE, {"dependants": "none", "work": "state"}, known(dependants=1))

    assert [line.origin for line in scored.lines] == [
        scoring.DERIVED,
        scoring.ANSWERED,
        scoring.DERIVED,
        scoring.ANSWERED,
    ]
    assert scored.total == 40 + 20 + 0 + 30


def test_b1_stays_open_while_an_item_is_missing_but_counts_what_is_known():
    scored = score(TABLE, {}, known())

    assert (scored.total, scored.points, scored.missing) == (None, 45, ("work",))


def test_an_answer_the_table_does_not_know_counts_as_none():
    assert score(TABLE, {"work": "astronaut"}, known()).missing == ("work",)


def test_the_explanation_names_each_item_its_answer_its_points_and_where_it_came_from():
    scored = score(TABLE, {"work": "state"}, known())

    assert scored.explanation.splitlines() == [
        "Số người: 2–3 người = 40 điểm (theo sổ hộ)",
        "Người phụ thuộc: Có = 5 điểm (theo sổ hộ)",
        "Bằng cấp: Tiểu học = 0 điểm (theo sổ hộ)",
        "Việc làm: Công chức = 30 điểm (trả lời trên phiếu)",
    ]


def test_facts_survive_being_kept_with_a_form():
    facts = known(dependants=None)

    assert RosterFacts.from_json(facts.as_json()) == facts
    assert RosterFacts.from_json({}) == RosterFacts()


def test_an_empty_roster_says_nothing_about_size():
    table = scoring.Table(items=(SIZE,))

    assert score(table, {}, known(size=0, dependants=0)).missing == ("size",)


def test_a_b1_from_a_doubtful_table_is_provisional():
    doubtful = scoring.Table(items=TABLE.items, is_provisional=True)

    assert score(doubtful, {}, known()).is_provisional
    assert not score(TABLE, {}, known()).is_provisional
