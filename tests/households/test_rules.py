import pytest

from households import rules
from households.choices import AssessmentState, Movement, PovertyBasis, PovertyStatus
from households.rules import Facts
from tests.households.edges import double_edges, edges, lines

LINES = lines()
OLD_RURAL = LINES["VN-2016-2020", "RURAL"]
OLD_URBAN = LINES["VN-2016-2020", "URBAN"]
NEW_RURAL = LINES["VN-2022-2025", "RURAL"]
NEW_URBAN = LINES["VN-2022-2025", "URBAN"]
NEXT_RURAL = LINES["VN-2027-2030", "RURAL"]
NEXT_URBAN = LINES["VN-2027-2030", "URBAN"]

POOR, NEAR_POOR, NOT_POOR = PovertyStatus.POOR, PovertyStatus.NEAR_POOR, PovertyStatus.NOT_POOR
BY_INCOME, BY_DEPRIVATION, BY_BOTH = (
    PovertyBasis.BY_INCOME,
    PovertyBasis.BY_DEPRIVATION,
    PovertyBasis.BY_BOTH,
)


@pytest.mark.parametrize(
    ("line", "facts", "expected"),
    [pytest.param(*edge[1:], id=edge[0]) for edge in edges()],
)
def test_every_edge_of_every_standard_is_judged_as_the_decree_says(line, facts, expected):
    assert rules.classify(facts, line).status == expected


@pytest.mark.parametrize(
    ("both", "facts", "expected"),
    [pytest.param(*edge[1:], id=edge[0]) for edge in double_edges()],
)
def test_one_household_is_judged_by_both_standards_of_2021_at_every_edge(both, facts, expected):
    assert {code: rules.classify(facts, line).status for code, line in both.items()} == expected


@pytest.mark.parametrize(
    ("area", "points", "deprivations", "old", "new"),
    [
        ("RURAL", 120, 0, POOR, NEAR_POOR),  # poor by income alone only until 2021
        ("RURAL", 120, 3, POOR, POOR),
        ("RURAL", 121, 2, NEAR_POOR, NEAR_POOR),
        ("RURAL", 140, 3, POOR, POOR),
        ("RURAL", 141, 3, POOR, NOT_POOR),  # between the two upper lines
        ("RURAL", 150, 2, NEAR_POOR, NOT_POOR),
        ("RURAL", 151, 10, NOT_POOR, NOT_POOR),
        ("URBAN", 140, 0, POOR, NEAR_POOR),
        ("URBAN", 141, 3, POOR, POOR),
        ("URBAN", 175, 2, NEAR_POOR, NEAR_POOR),
        ("URBAN", 175, 3, POOR, POOR),
        ("URBAN", 176, 10, NOT_POOR, NOT_POOR),
    ],
)
def test_where_the_two_standards_part(area, points, deprivations, old, new):
    facts = Facts(b1_points=points, deprivations=deprivations)

    assert rules.classify(facts, LINES["VN-2016-2020", area]).status == old
    assert rules.classify(facts, LINES["VN-2022-2025", area]).status == new


@pytest.mark.parametrize(
    ("line", "points", "deprivations", "status", "basis"),
    [
        (OLD_RURAL, 120, 0, POOR, BY_INCOME),  # at or under the low line: poor whatever B2 is
        (OLD_RURAL, 120, 10, POOR, BY_INCOME),
        (OLD_RURAL, 121, 2, NEAR_POOR, ""),
        (OLD_RURAL, 121, 3, POOR, BY_DEPRIVATION),
        (OLD_RURAL, 150, 3, POOR, BY_DEPRIVATION),
        (OLD_RURAL, 150, 2, NEAR_POOR, ""),
        (OLD_RURAL, 151, 10, NOT_POOR, ""),  # above the high line deprivation no longer counts
        (OLD_URBAN, 140, 0, POOR, BY_INCOME),
        (OLD_URBAN, 141, 2, NEAR_POOR, ""),
        (OLD_URBAN, 141, 3, POOR, BY_DEPRIVATION),
        (OLD_URBAN, 175, 3, POOR, BY_DEPRIVATION),
        (OLD_URBAN, 175, 0, NEAR_POOR, ""),
        (OLD_URBAN, 176, 10, NOT_POOR, ""),
        (NEW_RURAL, 0, 2, NEAR_POOR, ""),  # from 2022 no one is poor by income alone
        (NEW_RURAL, 140, 3, POOR, BY_BOTH),
        (NEW_RURAL, 140, 2, NEAR_POOR, ""),
        (NEW_RURAL, 141, 12, NOT_POOR, ""),
        (NEW_URBAN, 175, 3, POOR, BY_BOTH),
        (NEW_URBAN, 175, 2, NEAR_POOR, ""),
        (NEW_URBAN, 176, 12, NOT_POOR, ""),
    ],
)
def test_points_and_deprivations_give_class_and_basis(line, points, deprivations, status, basis):
    judged = rules.classify(Facts(b1_points=points, deprivations=deprivations), line)

    assert (judged.status, judged.basis, judged.b2_points) == (status, basis, deprivations * 10)


@pytest.mark.parametrize(
    ("line", "income", "deprivations", "status"),
    [
        (NEXT_RURAL, 2_200_000, 3, POOR),
        (NEXT_RURAL, 2_200_000, 2, NEAR_POOR),
        (NEXT_RURAL, 2_200_001, 12, NOT_POOR),
        (NEXT_URBAN, 2_800_000, 3, POOR),
        (NEXT_URBAN, 2_800_000, 2, NEAR_POOR),
        (NEXT_URBAN, 2_800_001, 12, NOT_POOR),
    ],
)
def test_a_standard_without_points_is_judged_by_income(line, income, deprivations, status):
    judged = rules.classify(Facts(income_per_person=income, deprivations=deprivations), line)

    assert judged.status == status


@pytest.mark.parametrize(
    ("line", "points", "deprivations", "words"),
    [
        (
            OLD_RURAL,
            135,
            4,
            "B1 = 135 nằm giữa 120 và 150; thiếu hụt 4 chỉ số = 40 điểm ≥ 30: hộ nghèo",
        ),
        (
            OLD_RURAL,
            150,
            2,
            "B1 = 150 nằm giữa 120 và 150; thiếu hụt 2 chỉ số = 20 điểm < 30: hộ cận nghèo",
        ),
        (OLD_RURAL, 120, 4, "B1 = 120 ≤ 120: hộ nghèo về thu nhập"),
        (OLD_URBAN, 176, 4, "B1 = 176 > 175: không thuộc hộ nghèo, cận nghèo"),
        (NEW_RURAL, 140, 3, "B1 = 140 ≤ 140; thiếu hụt 3 chỉ số = 30 điểm ≥ 30: hộ nghèo"),
    ],
)
def test_the_class_comes_with_its_reason_in_words(line, points, deprivations, words):
    judged = rules.classify(Facts(b1_points=points, deprivations=deprivations), line)

    assert judged.explanation == words


def test_income_is_explained_in_dong():
    judged = rules.classify(Facts(income_per_person=2_200_001, deprivations=3), NEXT_RURAL)

    assert judged.explanation == (
        "Thu nhập (đồng/người/tháng) = 2.200.001 > 2.200.000: không thuộc hộ nghèo, cận nghèo"
    )


@pytest.mark.parametrize("line", [OLD_RURAL, NEXT_RURAL])
def test_nobody_is_classified_without_income_or_points(line):
    with pytest.raises(rules.CannotClassify):
        rules.classify(Facts(deprivations=3), line)


def test_an_unfinished_form_says_what_is_missing_in_form_order():
    outcome = rules.outcome(
        b1_points=None,
        income_per_person=None,
        answers={"toilet": True, "water": None},
        keys=["water", "toilet", "telecom"],
        line=OLD_RURAL,
    )

    assert outcome.missing == ("b1_points", "water", "telecom")
    assert (outcome.b2_points, outcome.result) == (10, None)


def test_a_finished_form_is_classified():
    outcome = rules.outcome(
        b1_points=135,
        income_per_person=None,
        answers={"water": False, "toilet": True},
        keys=["water", "toilet"],
        line=OLD_RURAL,
    )

    assert outcome.missing == ()
    assert outcome.result.status == NEAR_POOR


def test_answers_to_questions_of_another_standard_do_not_count():
    outcome = rules.outcome(
        b1_points=135,
        income_per_person=None,
        answers={"water": True, "nutrition": True},
        keys=["water"],
        line=OLD_RURAL,
    )

    assert outcome.b2_points == 10


# opening, current, left, ever exited, arrived → movement. First matching line wins, as in the law:
# near-poor list, then ever exited, then moved in or split, then new.
MOVEMENTS = [
    ("POOR", "POOR", False, False, False, Movement.STAYED_POOR),
    ("POOR", "POOR", False, True, True, Movement.STAYED_POOR),
    ("POOR", "NEAR_POOR", False, True, True, Movement.EXITED_TO_NEAR_POOR),
    ("POOR", "NOT_POOR", False, True, True, Movement.EXITED_ABOVE),
    ("POOR", "POOR", True, False, False, Movement.LEFT),
    ("POOR", "NOT_POOR", True, True, True, Movement.LEFT),
    ("NEAR_POOR", "POOR", False, False, False, Movement.FELL_FROM_NEAR_POOR),
    ("NEAR_POOR", "POOR", False, True, True, Movement.FELL_FROM_NEAR_POOR),
    ("NEAR_POOR", "NEAR_POOR", False, True, True, Movement.NONE),
    ("NEAR_POOR", "NOT_POOR", False, True, True, Movement.NONE),
    ("NEAR_POOR", "POOR", True, True, True, Movement.NONE),
    ("", "POOR", False, True, True, Movement.RELAPSED),
    ("", "POOR", False, True, False, Movement.RELAPSED),
    ("", "POOR", False, False, True, Movement.ARRIVED),
    ("", "POOR", False, False, False, Movement.FIRST_POOR),
    ("NOT_POOR", "POOR", False, True, True, Movement.RELAPSED),
    ("NOT_POOR", "POOR", False, False, False, Movement.FIRST_POOR),
    ("", "NEAR_POOR", False, True, True, Movement.NONE),
    ("", "NOT_POOR", False, False, False, Movement.NONE),
    ("", "POOR", True, True, True, Movement.NONE),
]


@pytest.mark.parametrize(
    ("opening", "current", "has_left", "ever_exited", "has_arrived", "expected"), MOVEMENTS
)
def test_what_became_of_a_household_follows_the_precedence(
    opening, current, has_left, ever_exited, has_arrived, expected
):
    movement = rules.poor_list_movement(
        opening=opening,
        current=current,
        has_left=has_left,
        ever_exited=ever_exited,
        has_arrived=has_arrived,
        first_year=False,
    )

    assert movement == expected


@pytest.mark.parametrize("current", ["POOR", "NEAR_POOR", "NOT_POOR"])
def test_the_first_year_of_a_standard_has_no_movement_to_compare(current):
    movement = rules.poor_list_movement(
        opening="",
        current=current,
        has_left=False,
        ever_exited=True,
        has_arrived=True,
        first_year=True,
    )

    assert movement == Movement.FIRST_YEAR


@pytest.mark.parametrize(
    ("state", "wanted", "expected"),
    [
        (AssessmentState.DRAFT, AssessmentState.SUBMITTED, True),
        (AssessmentState.SUBMITTED, AssessmentState.APPROVED, True),
        (AssessmentState.SUBMITTED, AssessmentState.DRAFT, True),
        (AssessmentState.APPROVED, AssessmentState.SUPERSEDED, True),
        (AssessmentState.DRAFT, AssessmentState.APPROVED, False),
        (AssessmentState.APPROVED, AssessmentState.DRAFT, False),
        (AssessmentState.APPROVED, AssessmentState.SUBMITTED, False),
        (AssessmentState.SUPERSEDED, AssessmentState.APPROVED, False),
    ],
)
def test_an_approved_form_is_only_ever_replaced(state, wanted, expected):
    assert rules.may_become(state, wanted) is expected
