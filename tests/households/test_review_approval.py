import datetime as dt

import pytest

from common.errors import Conflict, Refused
from households.choices import Arrival, AssessmentState, Movement, RoundKind
from households.models import Household, PovertyRecord, Round
from households.services import approval
from households.services.answers import CannotApprove
from tests import factories
from tests.households.review_data import (
    NOON,
    TODAY,
    approve,
    approved,
    facts,
    filled,
    give_back,
    new_standard,
    save,
    start,
    submit,
    submitted,
)


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village)


@pytest.fixture
def opening_list(standard):
    """Another household's row: the standard has an opening list this year."""
    return factories.PovertyRecordFactory(standard=standard)


def poor(household, standard, **given):
    return factories.PovertyRecordFactory(household=household, standard=standard, **given)


def record_of(household):
    return PovertyRecord.objects.get(household=household, year=2021)


def test_approval_is_signed_and_closes_the_form(household, this_round, officer, chair):
    assessment = approved(household, this_round, officer, chair)

    assert assessment.state == AssessmentState.APPROVED
    assert (assessment.approved_by, assessment.approved_at) == (chair, NOON)


@pytest.mark.parametrize(
    ("points", "lacking", "status", "movement"),
    [
        (135, 3, "POOR", Movement.STAYED_POOR),
        (135, 0, "NEAR_POOR", Movement.EXITED_TO_NEAR_POOR),
        (151, 3, "NOT_POOR", Movement.EXITED_ABOVE),
    ],
)
def test_a_poor_household_stays_or_exits_as_its_form_says(
    household, this_round, standard, officer, chair, points, lacking, status, movement
):
    poor(household, standard)

    approved(household, this_round, officer, chair, points=points, lacking=lacking)

    record = record_of(household)
    assert (record.opening_status, record.status, record.movement) == ("POOR", status, movement)


def test_a_movement_is_dated_with_the_working_day(household, this_round, standard, officer, chair):
    poor(household, standard)

    approved(household, this_round, officer, chair, points=151)

    assert record_of(household).moved_on == TODAY


def test_a_household_that_stays_poor_has_not_moved(household, this_round, standard, officer, chair):
    poor(household, standard)

    approved(household, this_round, officer, chair, points=100)

    assert record_of(household).moved_on is None


def test_a_near_poor_household_falls(household, this_round, standard, officer, chair):
    poor(household, standard, near_poor=True)

    approved(household, this_round, officer, chair, points=100)

    assert record_of(household).movement == Movement.FELL_FROM_NEAR_POOR


def test_a_household_that_once_exited_relapses(
    household, this_round, standard, opening_list, officer, chair
):
    poor(household, standard, year=2019, exited=True)

    approved(household, this_round, officer, chair, points=100)

    assert record_of(household).movement == Movement.RELAPSED


def test_an_exit_before_the_product_counts_as_an_exit(
    village, this_round, opening_list, officer, chair
):
    household = factories.HouseholdFactory(village=village, earlier_exit_year=2017)

    approved(household, this_round, officer, chair, points=100)

    assert record_of(household).movement == Movement.RELAPSED


def test_a_household_that_came_this_year_is_another_increase(
    village, this_round, opening_list, officer, chair
):
    household = factories.HouseholdFactory(
        village=village, arrival=Arrival.SPLIT, arrived_on=dt.date(2021, 3, 1)
    )

    approved(household, this_round, officer, chair, points=100)

    assert record_of(household).movement == Movement.ARRIVED


def test_a_household_that_came_in_an_earlier_year_is_new_poor(
    village, this_round, opening_list, officer, chair
):
    household = factories.HouseholdFactory(
        village=village, arrival=Arrival.MOVED_IN, arrived_on=dt.date(2020, 3, 1)
    )

    approved(household, this_round, officer, chair, points=100)

    assert record_of(household).movement == Movement.FIRST_POOR


def test_the_first_year_of_a_standard_compares_with_nothing(household, officer, chair):
    round_ = factories.RoundFactory(with_standards=[new_standard()])

    approved(household, round_, officer, chair, points=100, lacking=3)

    record = record_of(household)
    assert (record.status, record.movement) == ("POOR", Movement.FIRST_YEAR)


def test_a_list_opened_without_the_year_before_is_compared_with(
    household, this_round, opening_list, officer, chair
):
    approved(household, this_round, officer, chair, points=100)

    assert record_of(household).movement == Movement.FIRST_POOR


def test_one_visit_moves_the_list_of_each_standard(household, standard, officer, chair):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])

    approved(household, round_, officer, chair, points=110, lacking=0)

    records = PovertyRecord.objects.filter(household=household)
    found = set(records.values_list("standard__code", "status"))
    assert found == {("VN-2016-2020", "POOR"), ("VN-2022-2025", "NEAR_POOR")}


def test_nobody_approves_what_they_entered(household, this_round, officer):
    assessment = submitted(household, this_round, officer)

    with pytest.raises(CannotApprove, match="người nhập"):
        approve(assessment, by=officer)


def test_nobody_approves_what_they_submitted_for_another(household, this_round, officer):
    colleague = factories.UserFactory()
    assessment = submit(filled(household, this_round, officer), by=colleague)

    with pytest.raises(CannotApprove, match="người nhập"):
        approve(assessment, by=colleague)


def test_a_draft_is_not_approved(household, this_round, officer, chair):
    assessment = filled(household, this_round, officer)

    with pytest.raises(CannotApprove, match="chờ duyệt"):
        approve(assessment, by=chair)


def test_approving_twice_is_approving_once(household, this_round, officer, chair):
    assessment = approved(household, this_round, officer, chair)

    again = approve(assessment, by=chair, version=1)

    assert again.version == assessment.version


def test_a_second_chair_is_told_that_the_form_is_done(household, this_round, officer, chair):
    assessment = approved(household, this_round, officer, chair)
    other = factories.UserFactory(chair=True)

    with pytest.raises(CannotApprove, match="chờ duyệt"):
        approve(assessment, by=other)


def test_a_form_sent_again_after_a_return_is_not_approved_unseen(
    household, this_round, standard, officer, chair
):
    seen = submitted(household, this_round, officer)
    draft = give_back(seen, by=chair)
    submit(save(draft, facts(standard, lacking=3), by=officer), by=officer)

    with pytest.raises(Conflict):
        approve(seen, by=chair, version=seen.version - 1)


def test_a_household_that_left_meanwhile_is_not_approved(household, this_round, officer, chair):
    assessment = submitted(household, this_round, officer)
    Household.objects.update(state="MOVED", left_on=TODAY)

    with pytest.raises(CannotApprove, match="không còn cư trú"):
        approve(assessment, by=chair)


def test_nothing_is_approved_once_the_year_is_closed(household, standard, officer, chair):
    in_year = factories.RoundFactory(kind=RoundKind.IN_YEAR)
    assessment = submitted(household, in_year, officer)
    factories.RoundFactory(kind=RoundKind.YEAR_END, state="CLOSED")

    with pytest.raises(Refused, match="cuối năm 2021 đã khóa"):
        approve(assessment, by=chair)


def test_a_refused_approval_leaves_everything_as_it_was(
    household, this_round, standard, officer, chair
):
    poor(household, standard)
    assessment = submitted(household, this_round, officer, points=151)
    other = factories.PovertyRecordFactory()
    factories.PovertyRecordFactory(household=other.household, year=2022)

    with pytest.raises(Refused, match="Năm 2022 đã mở"):
        approve(assessment, by=chair)

    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.SUBMITTED
    assert record_of(household).status == "POOR"


def test_an_approved_correction_replaces_the_form_and_moves_the_list(
    household, this_round, standard, officer, chair
):
    poor(household, standard)
    former = approved(household, this_round, officer, chair, points=151)

    approved(household, this_round, officer, chair, points=100, correction_reason="Ghi nhầm B1")

    former.refresh_from_db()
    assert former.state == AssessmentState.SUPERSEDED
    assert record_of(household).movement == Movement.STAYED_POOR


def test_a_correction_counts_only_once_it_is_approved(
    household, this_round, standard, officer, chair
):
    poor(household, standard)
    former = approved(household, this_round, officer, chair, points=151)

    submitted(household, this_round, officer, points=100, correction_reason="Ghi nhầm B1")

    former.refresh_from_db()
    assert former.state == AssessmentState.APPROVED
    assert record_of(household).movement == Movement.EXITED_ABOVE


def test_the_later_survey_of_a_year_counts(household, this_round, standard, officer, chair):
    in_year = factories.RoundFactory(kind=RoundKind.IN_YEAR, starts_on=dt.date(2021, 1, 1))
    may = {"surveyed_on": dt.date(2021, 5, 20)}
    approved(household, in_year, officer, chair, points=100, **may)
    approved(household, this_round, officer, chair, points=151)

    approved(household, in_year, officer, chair, points=110, correction_reason="Sót điểm", **may)

    record = record_of(household)
    assert record.status == "NOT_POOR"
    assert record.result.assessment.round == this_round


def test_the_minority_mark_is_that_of_the_head_when_the_row_is_made(
    village, this_round, officer, chair
):
    kinh = factories.EthnicGroupFactory(kinh=True)
    household = factories.HouseholdFactory(village=village, ethnicity=kinh)

    approved(household, this_round, officer, chair)

    assert record_of(household).is_ethnic_minority is False


def test_a_returned_form_says_why(household, this_round, officer, chair):
    assessment = give_back(submitted(household, this_round, officer), by=chair, reason="Thiếu ảnh")

    assert (assessment.state, assessment.submitted_by) == (AssessmentState.DRAFT, None)
    assert assessment.return_reason == "Thiếu ảnh"


def test_a_form_is_not_returned_without_a_reason(household, this_round, officer, chair):
    assessment = submitted(household, this_round, officer)

    with pytest.raises(CannotApprove) as refusal:
        give_back(assessment, by=chair, reason="")

    assert refusal.value.field == "reason"


def test_a_draft_that_was_never_returned_is_not_returned_silently(
    household, this_round, officer, chair
):
    assessment = filled(household, this_round, officer)

    with pytest.raises(CannotApprove):
        give_back(assessment, by=chair, reason="")


def test_returning_twice_is_returning_once(household, this_round, officer, chair):
    assessment = give_back(submitted(household, this_round, officer), by=chair)

    again = give_back(assessment, by=chair, version=1)

    assert again.version == assessment.version


def test_an_approved_form_is_not_returned(household, this_round, officer, chair):
    assessment = approved(household, this_round, officer, chair)

    with pytest.raises(CannotApprove):
        give_back(assessment, by=chair)


def test_a_batch_approves_what_it_can_and_says_why_not(village, this_round, officer, chair):
    good, stale = (
        submitted(factories.HouseholdFactory(village=village), this_round, officer)
        for _ in range(2)
    )

    refused = approval.approve_assessments(
        versions={good.pk: good.version, stale.pk: 1}, by=chair, at=NOON, on=TODAY
    )

    good.refresh_from_db()
    assert good.is_approved
    assert list(refused) == [stale.pk]


def test_approval_writes_history_of_the_list_too(household, this_round, standard, officer, chair):
    record = poor(household, standard)

    approved(household, this_round, officer, chair, points=151)

    last = record.history.first()
    assert (last.movement, last.history_user) == (Movement.EXITED_ABOVE, chair)


def test_a_form_of_a_round_closed_meanwhile_is_not_saved(household, this_round, standard, officer):
    assessment = start(household, this_round, officer)
    Round.objects.update(state="CLOSED")

    with pytest.raises(Refused, match="đã khóa"):
        save(assessment, facts(standard), by=officer)
