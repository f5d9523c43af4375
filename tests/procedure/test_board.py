"""The deadline board: progress, delays, people to call, number of queries."""

import datetime as dt

import pytest

from procedure.choices import Actor, VillageStep
from procedure.pages.board import board_rows
from procedure.pages.reminders import procedure_reminders
from procedure.queries.board import board
from procedure.queries.deadlines import late_communes
from procedure.queries.procedures import holidays
from procedure.rules.step_deadlines import (
    Lateness,
    StepDates,
    actor_of,
    days_late,
    due_on,
    limits,
    list_due_on,
    village_due_on,
)
from procedure.services.procedures import add_holiday
from tests import factories
from tests.procedure import steps_data as steps

ROUND_DUE, SURVEY_DUE = dt.date(2021, 12, 14), dt.date(2021, 11, 1)
POSTED_TO, OPINION_DUE, ANSWER_DUE = (dt.date(2021, 11, day) for day in (10, 11, 8))


@pytest.mark.parametrize(
    ("step", "given", "expected"),
    [
        ("LISTING", {"survey_due_on": SURVEY_DUE}, SURVEY_DUE),
        ("SURVEY", {}, ROUND_DUE),
        ("MEETING", {"survey_due_on": SURVEY_DUE, "posting_ends_on": POSTED_TO}, SURVEY_DUE),
        ("POSTING", {"survey_due_on": SURVEY_DUE}, ROUND_DUE),
        ("POSTING", {"posting_ends_on": POSTED_TO}, POSTED_TO),
        ("POSTING", {"posting_ends_on": POSTED_TO, "answers_due": [ANSWER_DUE]}, ANSWER_DUE),
        ("REPORTING", {"posting_ends_on": POSTED_TO}, ROUND_DUE),
        ("REPORTING", {"answers_due": [POSTED_TO, ANSWER_DUE]}, ANSWER_DUE),
        ("OPINION", {"opinion_due_on": OPINION_DUE}, OPINION_DUE),
        ("OPINION", {}, ROUND_DUE),
        ("DECISION", {"opinion_due_on": OPINION_DUE}, ROUND_DUE),
        ("RECOGNISED", {}, None),
    ],
)
def test_each_step_has_its_own_deadline(step, given, expected):
    assert due_on(step, StepDates(round_due_on=ROUND_DUE, **given)) == expected


@pytest.mark.parametrize(
    ("day", "late"), [("2021-11-10", 0), ("2021-11-11", 0), ("2021-11-12", 1), ("2021-11-20", 9)]
)
def test_a_step_is_late_from_the_day_after_its_deadline(day, late):
    assert days_late(OPINION_DUE, dt.date.fromisoformat(day)) == late


def test_somebody_has_to_act_at_every_step():
    actors = {step: actor_of(step) for step in VillageStep}

    assert actors[VillageStep.OPINION] == Actor.LABOUR_OFFICE
    assert actors[VillageStep.DECISION] == Actor.CHAIR
    assert actors[VillageStep.POSTING] == Actor.OFFICER


def test_a_village_without_a_list_waits_with_its_poor(this_round, village, officer, households):
    (line,) = board(this_round, user=officer, today=steps.TODAY)

    (row,) = board_rows([line])
    assert [each.step_label for each in row.villages] == ["Chưa lập danh sách"]
    assert (line.households, line.surveyed, line.done) == (2, 0, 0)
    assert row.villages[0].whom == officer.full_name


def test_the_board_has_the_telephone_number_of_whom_to_call(this_round, village, households):
    officer = factories.UserFactory(officer=True, commune=village.commune, phone="0269 3844 123")

    (line,) = board(this_round, user=officer, today=steps.TODAY)

    assert board_rows([line])[0].villages[0].whom == f"{officer.full_name} (0269 3844 123)"


def test_how_far_a_village_is(this_round, village, officer, households):
    review = steps.opened(this_round, village, officer, survey_due_on=dt.date(2021, 11, 10))
    steps.start(review, officer)
    steps.submitted_form(households[0], this_round, officer)

    (line,) = board(this_round, user=officer, today=steps.TODAY)

    found = line.villages[0]
    assert (found.households, found.surveyed, found.waiting) == (2, 1, 1)
    assert (found.due_on, found.days_late) == (dt.date(2021, 11, 10), 5)


def test_a_report_nobody_answers_is_the_districts_to_answer(
    this_round, village, officer, households
):
    steps.reported(this_round, village, officer, households)

    (line,) = board(this_round, user=officer, today=steps.TODAY)

    found = line.villages[0]
    assert (found.due_on, found.days_late) == (steps.OPINION_DUE, 14)
    assert board_rows([line])[0].villages[0].whom == "Phòng LĐ-TB&XH huyện"


@pytest.mark.parametrize(
    ("starts_on", "later", "expected"),
    [
        # 14/12 − 8 working days (posting, opinion) − 20 (survey, meeting).
        (dt.date(2021, 9, 1), 8, dt.date(2021, 11, 4)),
        (dt.date(2021, 9, 1), 0, dt.date(2021, 11, 16)),
        (dt.date(2021, 12, 1), 8, dt.date(2021, 12, 1)),
    ],
)
def test_a_list_is_due_counted_back_from_the_end_of_the_round(starts_on, later, expected):
    due = list_due_on(starts_on=starts_on, round_due_on=ROUND_DUE, later=later, holidays=())

    assert due == expected


def test_a_village_that_has_not_begun_is_late_too(this_round, village, officer, households):
    (line,) = board(this_round, user=officer, today=steps.TODAY)

    found = line.villages[0]
    assert found.review is None
    assert found.due_on == list_due_on(
        starts_on=this_round.starts_on, round_due_on=this_round.due_on, later=8, holidays=holidays()
    )
    assert (line.late, line.days_late) == (1, (steps.TODAY - found.due_on).days)


def test_the_worst_comes_first(this_round, village, officer, labour_office, households, standard):
    late = factories.VillageFactory()
    steps.poor_household(late, standard)
    their_officer = factories.UserFactory(officer=True, commune=late.commune)
    steps.opened(this_round, late, their_officer, survey_due_on=dt.date(2021, 11, 1))

    lines = board(this_round, user=labour_office, today=steps.TODAY)

    assert [line.commune for line in lines] == [late.commune, village.commune]
    assert (lines[0].late, lines[0].days_late, lines[1].days_late) == (1, 14, 11)


def test_people_of_a_commune_see_their_own(this_round, village, officer, other_commune, standard):
    steps.poor_household(factories.VillageFactory(commune=other_commune), standard)

    lines = board(this_round, user=officer, today=steps.TODAY)

    assert [line.commune for line in lines] == [village.commune]


def test_a_decided_village_has_nothing_left_to_do(
    this_round, village, officer, chair, labour_office, households
):
    steps.opine(report := steps.reported(this_round, village, officer, households), labour_office)
    steps.decide(report, chair)

    (line,) = board(this_round, user=officer, today=steps.TODAY)

    found = line.villages[0]
    assert (found.is_done, found.due_on) == (True, None)
    assert board_rows([line])[0].villages[0].whom == ""
    assert (line.done, line.concerned) == (1, 1)


def test_everybody_is_reminded_of_their_own_part(
    this_round, village, officer, chair, labour_office, households
):
    review = steps.posted(this_round, village, officer, households)
    (to_report,) = procedure_reminders(officer, steps.TODAY)
    report = steps.report([review], officer, sent_on=dt.date(2021, 11, 9))
    (to_answer,) = procedure_reminders(labour_office, steps.TODAY)
    nothing_yet = procedure_reminders(chair, steps.TODAY)
    steps.opine(report, labour_office, answered_on=dt.date(2021, 11, 12))
    (to_sign,) = procedure_reminders(chair, steps.TODAY)

    assert to_report.what == "Xã báo cáo huyện"
    assert (to_answer.what, to_answer.due_on) == ("Chờ ý kiến của huyện", dt.date(2021, 11, 16))
    assert nothing_yet == []
    assert to_sign.what == "Chờ quyết định công nhận"


def test_a_silent_district_lets_the_chair_go_on(this_round, village, officer, chair, households):
    steps.reported(this_round, village, officer, households)

    (to_sign,) = procedure_reminders(chair, steps.TODAY)

    assert to_sign.days_late == 14


def test_a_village_that_has_not_begun_is_due_on_the_same_day_everywhere(
    this_round, village, officer, households
):
    (line,) = board(this_round, user=officer, today=steps.TODAY)
    (reminder,) = procedure_reminders(officer, steps.TODAY)
    late = late_communes(this_round, steps.TODAY)

    found = line.villages[0]
    assert (reminder.due_on, reminder.days_late) == (found.due_on, found.days_late)
    assert late == {village.commune_id: line.lateness}
    assert line.lateness == Lateness(
        villages=1, late=1, days=found.days_late, total=found.days_late
    )


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (None, "2021-11-04"),
        ("LISTING", "2021-12-02"),
        ("MEETING", "2021-12-02"),
        ("REPORTING", "2021-12-09"),
        ("DECISION", "2021-12-14"),
        ("RECOGNISED", "2021-12-14"),
    ],
)
def test_steps_without_a_date_are_counted_back_from_the_end_of_the_round(step, expected):
    found = limits(
        starts_on=dt.date(2021, 9, 1), round_due_on=ROUND_DUE, posting=5, opinion=3, holidays=()
    )
    dates = StepDates(round_due_on=ROUND_DUE, limits=found)

    assert village_due_on(step, dates, is_to_be_listed=True) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize("stage", ["opened", "agreed", "posted", "reported"])
def test_the_board_and_the_causes_of_the_forecast_call_the_same_late(
    stage, this_round, village, officer, households, standard, labour_office
):
    getattr(steps, stage)(
        this_round, village, officer, *([] if stage == "opened" else [households])
    )
    steps.poor_household(factories.VillageFactory(), standard)
    day = dt.date(2021, 12, 20)

    lines = board(this_round, user=labour_office, today=day)

    late = late_communes(this_round, day)
    assert late == {line.commune.pk: line.lateness for line in lines}
    assert all(each.days for each in late.values())


def test_a_round_that_has_not_begun_or_is_closed_has_no_late_commune(this_round, households):
    before = this_round.starts_on - dt.timedelta(days=1)

    assert late_communes(this_round, before) == {}
    assert late_communes(None, steps.TODAY) == {}


def test_a_new_holiday_moves_the_deadlines_at_once(
    this_round, village, officer, labour_office, households, django_capture_on_commit_callbacks
):
    (before,) = board(this_round, user=officer, today=steps.TODAY)

    with django_capture_on_commit_callbacks(execute=True):
        add_holiday(day=this_round.due_on, name="Nghỉ bù", by=labour_office)
    (after,) = board(this_round, user=officer, today=steps.TODAY)

    assert after.due_on < before.due_on


def test_many_late_villages_come_before_one_that_is_later(
    this_round, village, officer, labour_office, households, standard
):
    """Two villages 11 days late, and one 14."""
    late = factories.VillageFactory()
    steps.poor_household(late, standard)
    their_officer = factories.UserFactory(officer=True, commune=late.commune)
    steps.opened(this_round, late, their_officer, survey_due_on=dt.date(2021, 11, 1))
    steps.poor_household(factories.VillageFactory(commune=village.commune), standard)

    lines = board(this_round, user=labour_office, today=steps.TODAY)

    assert [(line.commune, line.lateness.total) for line in lines] == [
        (village.commune, 22),
        (late.commune, 14),
    ]
