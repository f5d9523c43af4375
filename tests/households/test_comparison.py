"""This year's form against last year's, and when a reason is required."""

import pytest

from households.rules import AnswerChange, FormAnswers, Turn, changes, turn


def said(b1_points=135, items=None, **answers):
    return FormAnswers(b1_points=b1_points, answers=answers, items=items or {})


def test_equal_forms_have_no_changes():
    assert changes(said(water=True), said(water=True)) == []


def test_points_items_and_answers_that_differ_are_told():
    before = said(135, {"land": "a"}, water=True, toilet=True)
    now = said(150, {"land": "b"}, water=False, toilet=True)

    assert changes(before, now) == [
        AnswerChange(kind="b1", what="b1_points", before=135, now=150),
        AnswerChange(kind="item", what="land", before="a", now="b"),
        AnswerChange(kind="answer", what="water", before=True, now=False),
    ]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (said(None), said(135)),
        (said(135), said(None)),
        (said(water=None), said(water=True)),
        (said(water=True), said(water=None)),
        (said(), said(water=True)),
    ],
)
def test_what_only_one_form_knows_is_no_change(before, now):
    assert changes(before, now) == []


@pytest.mark.parametrize(
    ("last", "now", "limit", "moved"),
    [
        (100, 120, 20, 0),  # exactly the limit is allowed
        (100, 121, 20, 21),
        (121, 100, 20, -21),
        (120, 100, 20, 0),
        (100, 101, 0, 1),
        (100, 100, 0, 0),
        (0, 500, None, 0),  # None: never required
        (None, 500, 20, 0),
        (100, None, 20, 0),
    ],
)
def test_a_move_of_b1_beyond_the_limit_asks_for_a_reason(last, now, limit, moved):
    found = turn(last_b1=last, b1_points=now, limit=limit, classes_before=[], status="POOR")

    assert found == Turn(b1_moved=moved)


@pytest.mark.parametrize(
    ("classes_before", "status", "left"),
    [
        (["POOR", "NOT_POOR"], "POOR", ""),
        (["POOR", "NOT_POOR"], "NEAR_POOR", "POOR"),  # the opening of the year counts first
        (["", "NOT_POOR"], "POOR", "NOT_POOR"),
        (["", ""], "POOR", ""),
        (["NEAR_POOR"], "", ""),  # not complete yet
    ],
)
def test_another_class_asks_for_a_reason(classes_before, status, left):
    found = turn(
        last_b1=None, b1_points=None, limit=20, classes_before=classes_before, status=status
    )

    assert found == Turn(class_before=left)
    assert bool(found) is bool(left)
