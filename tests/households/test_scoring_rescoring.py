"""A round scored again by a changed table."""

import datetime as dt

import pytest

from common.clock import now
from households.choices import TableState
from households.models import (
    Assessment,
    AssessmentResult,
    Rescoring,
    RescoringChange,
    ScoringAnswer,
    ScoringItem,
    ScoringTable,
)
from households.queries.scoring import whole_tables
from households.rules.scoring import Answer, Item, Table
from households.services.rescoring import (
    CannotRescore,
    begin_rescoring,
    run_batch,
    run_to_the_end,
)
from households.services.rescoring_verdicts import judge_of
from households.services.scoring_results import fill_b1
from tests import factories
from tests.households.scoring_data import DEPENDANTS, SCHOOLING, SIZE, WORK, known, stored_table

pytestmark = pytest.mark.django_db

AT = factories.NOON + dt.timedelta(hours=2)


@pytest.fixture
def old_table(standard):
    return stored_table(standard)


@pytest.fixture
def new_table(old_table):
    """The next edition: a state job earns 100 points instead of 30."""
    ScoringTable.objects.filter(pk=old_table.pk).update(state=TableState.RETIRED)
    table = stored_table(old_table.standard)
    ScoringAnswer.objects.filter(item__table=table, key="state").update(points=100)
    return table


def form(table, this_round, village, *, work="state", **state):
    """A form whose B1 was computed by a table: 75 points, near enough to poor."""
    assessment = factories.AssessmentFactory(
        household__village=village, round=this_round, **{"submitted": True, **state}
    )
    result = factories.ResultFactory.build(assessment=assessment, standard=table.standard)
    fill_b1(result, table=table, answers={"work": work}, facts=known())
    result.status, result.basis = "POOR", "BY_INCOME"
    result.is_provisional = result.is_provisional and not assessment.is_approved
    result.save()
    return assessment


def rescore(table, this_round, by):
    rescoring = begin_rescoring(table=table, round_=this_round, by=by, at=AT)
    return run_to_the_end(rescoring_id=rescoring.pk, clock=lambda: AT)


def test_points_class_and_reasons_follow_the_new_table(
    old_table, new_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village)

    rescore(new_table, this_round, labour_office)

    result = assessment.results.get()
    assert (result.b1_points, result.status, result.basis) == (145, "NEAR_POOR", "")
    assert "Công chức = 100 điểm (trả lời trên phiếu)" in result.b1_explanation
    assert result.explanation.startswith("B1 = 145 nằm giữa 120 và 150")
    assert result.scoring_table == new_table


def test_what_changed_is_listed_before_and_after_with_the_reason(
    old_table, new_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village)

    rescoring = rescore(new_table, this_round, labour_office)

    change = RescoringChange.objects.get()
    assert change.rescoring == rescoring
    assert change.result.assessment == assessment
    assert (change.b1_before, change.b1_after) == (75, 145)
    assert (change.status_before, change.status_after) == ("POOR", "NEAR_POOR")
    assert "Công chức = 100 điểm" in change.explanation
    assert change.explanation.endswith("hộ cận nghèo")


def test_form_and_result_leave_history_with_who_began_it(
    old_table, new_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village)

    rescore(new_table, this_round, labour_office)

    of_form = assessment.history.latest("history_id")
    of_result = assessment.results.get().history.latest("history_id")
    assert (of_form.version, of_form.history_user, of_form.history_date) == (2, labour_office, AT)
    assert (of_result.b1_points, of_result.history_type) == (145, "~")
    assert of_result.history_change_reason == (
        "Chấm lại theo Bảng điểm Nông thôn Tây Nguyên, lần 2"
    )


def test_whoever_has_the_form_open_is_told_that_it_changed(
    old_table, new_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village)

    rescore(new_table, this_round, labour_office)

    assessment.refresh_from_db()
    assert assessment.version == 2


@pytest.mark.parametrize("state", ["approved", "paper", "urban", "other round", "unchanged"])
def test_other_forms_are_left_alone(
    old_table, new_table, this_round, village, labour_office, state
):
    given = {"submitted": False, "approved": True} if state == "approved" else {}
    round_ = this_round
    if state == "other round":
        round_ = factories.RoundFactory(kind="IN_YEAR", with_standards=[old_table.standard])
    place = village
    if state == "urban":
        place = factories.VillageFactory(commune__area_type="URBAN")
    work = "none" if state == "unchanged" else "state"
    assessment = form(
        new_table if state == "unchanged" else old_table, round_, place, work=work, **given
    )
    if state == "paper":
        assessment.results.update(scoring_table=None, is_provisional=False)
    before = assessment.results.values().get()

    rescoring = rescore(new_table, this_round, labour_office)

    assert assessment.results.values().get() == before
    assert Assessment.objects.get(pk=assessment.pk).version == assessment.version
    assert not rescoring.changes.exists()
    assert not assessment.history.filter(history_date=AT).exists()


def with_one_more_item(standard):
    asked = Item(
        key="tv",
        label="Ti vi",
        source="ASKED",
        answers=(
            Answer(key="yes", label="Có", points=10),
            Answer(key="no", label="Không", points=0),
        ),
    )
    rule = Table(items=(SIZE, DEPENDANTS, SCHOOLING, WORK, asked))
    return stored_table(standard, rule=rule)


def test_a_submitted_form_the_new_table_asks_more_of_is_listed_but_left_as_it_is(
    old_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village)
    ScoringTable.objects.filter(pk=old_table.pk).update(state=TableState.RETIRED)
    table = with_one_more_item(old_table.standard)

    rescoring = rescore(table, this_round, labour_office)

    change = rescoring.changes.get()
    assert (change.is_applied, change.b1_after) == (False, None)
    assert change.explanation == "Bảng điểm mới còn thiếu câu trả lời: Ti vi"
    assert assessment.results.get().b1_points == 75


def test_a_draft_the_new_table_asks_more_of_loses_its_b1_until_answered(
    old_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village, submitted=False)
    ScoringTable.objects.filter(pk=old_table.pk).update(state=TableState.RETIRED)
    table = with_one_more_item(old_table.standard)

    rescore(table, this_round, labour_office)

    result = assessment.results.get()
    assert (result.b1_points, result.status, result.scoring_table) == (None, "", table)


def test_a_draft_with_open_indicators_gets_points_but_no_class(
    old_table, new_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village, submitted=False)
    assessment.results.update(
        answers={"water": True, "toilet": None, "health_insurance": False}, status="", basis=""
    )

    rescore(new_table, this_round, labour_office)

    result = assessment.results.get()
    assert (result.b1_points, result.status, result.explanation) == (145, "", "")


def test_verifying_a_table_and_scoring_again_takes_the_provisional_mark_away(
    old_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village)
    ScoringTable.objects.filter(pk=old_table.pk).update(
        is_complete=True,
        verified_by=labour_office,
        verified_at=AT,
        verified_against="TT 17/2016, PL 3b.4",
    )

    rescoring = rescore(old_table, this_round, labour_office)

    result = assessment.results.get()
    assert (result.is_provisional, result.b1_points) == (False, 75)
    assert (rescoring.total, rescoring.done, rescoring.changes.count()) == (1, 1, 1)


def test_begun_twice_it_is_one_run(new_table, this_round, labour_office):
    first = begin_rescoring(table=new_table, round_=this_round, by=labour_office, at=AT)
    second = begin_rescoring(table=new_table, round_=this_round, by=labour_office, at=AT)

    assert first == second


def test_run_again_it_changes_nothing_more(
    old_table, new_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village)
    rescore(new_table, this_round, labour_office)

    again = rescore(new_table, this_round, labour_office)

    assert (again.total, again.changes.count()) == (1, 0)
    assert Assessment.objects.get(pk=assessment.pk).version == 2
    assert Rescoring.objects.count() == 2


def test_a_run_that_was_cut_off_goes_on_where_it_stood(
    old_table, new_table, this_round, village, labour_office
):
    forms = [form(old_table, this_round, village) for _ in range(5)]
    rescoring = begin_rescoring(table=new_table, round_=this_round, by=labour_office, at=AT)
    judge = judge_of(whole_tables().get(pk=new_table.pk))

    cut_off = run_batch(rescoring_id=rescoring.pk, judge=judge, at=AT, size=2)
    finished = run_to_the_end(rescoring_id=rescoring.pk, clock=lambda: AT)

    assert (cut_off.done, cut_off.is_finished, cut_off.last_form) == (2, False, forms[1].pk)
    assert (finished.done, finished.is_finished) == (5, True)
    assert set(AssessmentResult.objects.values_list("b1_points", flat=True)) == {145}
    assert RescoringChange.objects.count() == 5


def test_a_finished_run_does_nothing_more(new_table, this_round, labour_office):
    rescoring = rescore(new_table, this_round, labour_office)

    assert run_to_the_end(rescoring_id=rescoring.pk, clock=now).finished_at == AT


def test_a_run_stops_where_its_table_is_no_longer_in_force(
    old_table, new_table, this_round, village, labour_office
):
    forms = [form(old_table, this_round, village) for _ in range(2)]
    rescoring = begin_rescoring(table=new_table, round_=this_round, by=labour_office, at=AT)
    judge = judge_of(whole_tables().get(pk=new_table.pk))
    run_batch(rescoring_id=rescoring.pk, judge=judge, at=AT, size=1)
    ScoringTable.objects.filter(pk=new_table.pk).update(state=TableState.RETIRED)

    stopped = run_to_the_end(rescoring_id=rescoring.pk, clock=now)

    assert (stopped.done, stopped.total, stopped.is_finished) == (1, 2, True)
    assert [one.results.get().b1_points for one in forms] == [145, 75]


def test_a_batch_takes_the_same_few_queries_whatever_its_size(
    old_table, new_table, this_round, village, labour_office, django_assert_max_num_queries
):
    for _ in range(6):
        form(old_table, this_round, village)
    rescoring = begin_rescoring(table=new_table, round_=this_round, by=labour_office, at=AT)
    judge = judge_of(whole_tables().get(pk=new_table.pk))

    with django_assert_max_num_queries(20):
        run_batch(rescoring_id=rescoring.pk, judge=judge, at=AT)


def test_a_draft_table_scores_nothing(standard, this_round, labour_office):
    table = stored_table(standard, state=TableState.DRAFT)

    with pytest.raises(CannotRescore, match="đang áp dụng"):
        begin_rescoring(table=table, round_=this_round, by=labour_office, at=AT)


def test_a_closed_round_is_not_scored_again(new_table, this_round, labour_office):
    this_round.state = "CLOSED"

    with pytest.raises(CannotRescore, match="đã khóa"):
        begin_rescoring(table=new_table, round_=this_round, by=labour_office, at=AT)


def test_a_round_of_another_standard_is_not_scored_by_this_table(new_table, labour_office):
    other = factories.RoundFactory(
        year=2022, with_standards=[factories.StandardFactory(code="VN-2022-2025")]
    )

    with pytest.raises(CannotRescore, match="không xác định theo chuẩn"):
        begin_rescoring(table=new_table, round_=other, by=labour_office, at=AT)


def test_an_item_that_was_dropped_no_longer_counts(
    old_table, new_table, this_round, village, labour_office
):
    assessment = form(old_table, this_round, village)
    ScoringItem.objects.filter(table=new_table, key="work").delete()

    rescore(new_table, this_round, labour_office)

    assert assessment.results.get().b1_points == 45
