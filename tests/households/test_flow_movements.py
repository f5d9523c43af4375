import pytest

from households.rules import near_poor_list_movement, poor_list_movement

FACTS = {
    "opening": "",
    "current": "NEAR_POOR",
    "has_left": False,
    "ever_exited": False,
    "has_arrived": False,
    "first_year": False,
}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"opening": "NEAR_POOR"}, "STAYED_NEAR_POOR"),
        ({"opening": "NEAR_POOR", "current": "NOT_POOR"}, "EXITED"),
        ({"opening": "NEAR_POOR", "current": "POOR"}, "BECAME_POOR"),
        ({"opening": "NEAR_POOR", "has_left": True}, "LEFT"),
        ({"opening": "POOR", "ever_exited": True, "has_arrived": True}, "FELL_FROM_POOR"),
        ({"ever_exited": True, "has_arrived": True}, "RELAPSED"),
        ({"opening": "NOT_POOR", "ever_exited": True}, "RELAPSED"),
        ({"has_arrived": True}, "ARRIVED"),
        ({}, "FIRST_NEAR_POOR"),
        ({"opening": "NOT_POOR"}, "FIRST_NEAR_POOR"),
        ({"current": "POOR"}, "NONE"),
        ({"opening": "POOR", "current": "POOR"}, "NONE"),
        ({"opening": "POOR", "has_left": True}, "NONE"),
        ({"has_left": True}, "NONE"),
        ({"first_year": True}, "FIRST_YEAR"),
        ({"first_year": True, "has_left": True}, "FIRST_YEAR"),
    ],
)
def test_the_near_poor_list_tells_apart_how_a_household_came_and_went(facts, expected):
    assert near_poor_list_movement(**FACTS | facts) == expected


@pytest.mark.parametrize(
    ("opening", "current", "of_the_poor", "of_the_near_poor"),
    [
        ("POOR", "NEAR_POOR", "EXITED_TO_NEAR_POOR", "FELL_FROM_POOR"),
        ("NEAR_POOR", "POOR", "FELL_FROM_NEAR_POOR", "BECAME_POOR"),
    ],
)
def test_who_crosses_between_the_lists_is_in_both_tables(
    opening, current, of_the_poor, of_the_near_poor
):
    facts = FACTS | {"opening": opening, "current": current}

    assert poor_list_movement(**facts) == of_the_poor
    assert near_poor_list_movement(**facts) == of_the_near_poor
