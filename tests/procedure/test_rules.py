"""The steps of a village's list, and the vote of a meeting."""

import pytest

from procedure.choices import FINAL_STEPS, VillageStep
from procedure.rules import (
    STEPS,
    TRANSITIONS,
    has_passed,
    may_be_removed,
    may_become,
    village_agrees,
    why_not,
)


@pytest.mark.parametrize(
    ("votes_for", "present", "expected"),
    [
        (50, 100, True),
        (49, 100, False),
        (1, 2, True),
        (1, 3, False),
        (2, 3, True),
        (0, 1, False),
        (0, 0, False),
    ],
)
def test_half_of_those_present_must_agree(votes_for, present, expected):
    agreed = village_agrees(votes_for=votes_for, present=present, agree_percent=50)

    assert agreed is expected


def test_every_step_has_a_line_in_the_table():
    assert set(TRANSITIONS) == set(VillageStep)


def test_every_step_can_be_left_but_the_last():
    left = [step for step in VillageStep if not TRANSITIONS[step]]

    assert left == [VillageStep.RECOGNISED, VillageStep.ENDED]


@pytest.mark.parametrize("step", STEPS)
def test_no_step_is_jumped_over_but_a_silent_districts(step):
    ahead = {wanted for wanted in TRANSITIONS[step] if has_passed(wanted, step)}

    following = STEPS[STEPS.index(step) + 1 : STEPS.index(step) + 2]
    silent = {VillageStep.RECOGNISED} if step == VillageStep.OPINION else set()
    assert ahead == set(following) | silent


@pytest.mark.parametrize("step", STEPS)
def test_the_only_way_back_is_to_the_survey(step):
    back = {wanted for wanted in TRANSITIONS[step] if has_passed(step, wanted)}

    assert back <= {VillageStep.SURVEY}


@pytest.mark.parametrize("wanted", VillageStep)
@pytest.mark.parametrize("final", sorted(FINAL_STEPS))
def test_nothing_follows_the_recognition_or_the_end(final, wanted):
    assert not may_become(final, wanted)


def test_a_list_can_end_until_the_commune_reports():
    may_end = [step for step in STEPS if may_become(step, VillageStep.ENDED)]

    assert may_end == ["LISTING", "SURVEY", "MEETING", "POSTING", "REPORTING"]


@pytest.mark.parametrize(
    ("step", "facts", "expected"),
    [
        ("SURVEY", {}, True),
        ("MEETING", {}, False),
        ("MEETING", {"needs_no_review": True}, True),
        ("REPORTING", {"needs_no_review": True}, True),
        ("OPINION", {"needs_no_review": True}, False),
        ("DECISION", {"has_left": True}, True),
    ],
)
def test_who_can_be_removed_from_a_list(step, facts, expected):
    facts = {"has_left": False, "needs_no_review": False, **facts}

    assert may_be_removed(step, **facts) is expected


def test_what_is_missing_is_named_in_order():
    said = why_not(VillageStep.SURVEY, VillageStep.REPORTING)

    assert said == (
        "Chưa đến bước “Xã báo cáo huyện”. Còn thiếu: nộp đủ phiếu và kết thúc khảo sát;"
        " họp thôn với đủ tỷ lệ người dự họp tán thành; niêm yết đủ ngày."
    )


def test_an_earlier_step_is_reported_as_done():
    said = why_not(VillageStep.OPINION, VillageStep.MEETING)

    assert said == "Bước “Họp thôn” đã xong; danh sách đang ở bước “Huyện cho ý kiến”."


def test_the_step_at_hand_is_not_refused():
    assert why_not(VillageStep.MEETING, VillageStep.MEETING) == ""
