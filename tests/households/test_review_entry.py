import datetime as dt
import uuid

import pytest

from common.errors import Conflict
from households.choices import AssessmentState, RoundKind
from households.models import Assessment, AssessmentResult
from households.queries.drafts import draft_facts
from households.services import entry
from households.services.answers import CannotAssess
from tests import factories
from tests.households.review_data import (
    KEYS,
    LATER,
    NOON,
    TODAY,
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


def test_a_new_form_asks_everything_of_every_standard(household, standard, officer):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])

    assessment = start(household, round_, officer)

    assert assessment.state == AssessmentState.DRAFT
    assert assessment.commune == household.commune
    assert [result.answers for result in assessment.results.all()] == [dict.fromkeys(KEYS)] * 2


def test_the_same_request_sent_twice_begins_one_form(household, this_round, officer):
    client_id = uuid.uuid4()

    first = start(household, this_round, officer, client_id=client_id)
    second = start(household, this_round, officer, client_id=client_id, at=LATER)

    assert first == second
    assert Assessment.objects.count() == 1


def test_a_request_key_of_another_household_is_refused(household, village, this_round, officer):
    first = start(household, this_round, officer)
    other = factories.HouseholdFactory(village=village)

    with pytest.raises(CannotAssess):
        start(other, this_round, officer, client_id=first.client_id)


def test_a_closed_round_takes_no_form(household, officer):
    closed = factories.RoundFactory(state="CLOSED")

    with pytest.raises(CannotAssess, match="đã khóa"):
        start(household, closed, officer)


def test_a_round_closed_after_the_page_was_opened_takes_no_form(household, this_round, officer):
    type(this_round).objects.update(state="CLOSED")

    with pytest.raises(CannotAssess, match="đã khóa"):
        start(household, this_round, officer)


def test_a_household_that_left_is_not_reviewed(village, this_round, officer):
    gone = factories.HouseholdFactory(village=village, state="MOVED", left_on=TODAY)

    with pytest.raises(CannotAssess, match="không còn cư trú"):
        start(gone, this_round, officer)


def test_a_household_has_one_form_at_work_in_a_round(household, this_round, officer):
    start(household, this_round, officer)

    with pytest.raises(CannotAssess, match="chưa duyệt"):
        start(household, this_round, officer)


def test_two_rounds_may_each_have_a_form_at_work(household, this_round, officer):
    in_year = factories.RoundFactory(kind=RoundKind.IN_YEAR)

    start(household, this_round, officer)
    start(household, in_year, officer)

    assert Assessment.objects.at_work().count() == 2


def test_a_correction_needs_a_reason(household, this_round, officer, chair):
    approved(household, this_round, officer, chair)

    with pytest.raises(CannotAssess, match="lý do đính chính") as refusal:
        start(household, this_round, officer)

    assert refusal.value.field == "correction_reason"


def test_a_correction_names_the_form_it_replaces(household, this_round, officer, chair):
    former = approved(household, this_round, officer, chair)

    correction = start(household, this_round, officer, correction_reason="Ghi nhầm điểm B1")

    assert correction.corrects == former
    assert correction.correction_reason == "Ghi nhầm điểm B1"


def test_a_complete_form_is_classified_with_its_reason(household, this_round, standard, officer):
    assessment = start(household, this_round, officer)

    save(assessment, facts(standard, points=135, lacking=3), by=officer)

    result = assessment.results.get()
    assert (result.status, result.b2_points) == ("POOR", 30)
    assert result.explanation == (
        "B1 = 135 nằm giữa 120 và 150; thiếu hụt 3 chỉ số = 30 điểm ≥ 30: hộ nghèo"
    )


def test_an_urban_household_is_judged_by_the_urban_line(standard, this_round, officer):
    town = factories.CommuneFactory(kind="TOWN", area_type="URBAN")
    household = factories.HouseholdFactory(village=factories.VillageFactory(commune=town))
    assessment = start(household, this_round, officer)

    save(assessment, facts(standard, points=140), by=officer)

    assert assessment.results.get().basis == "BY_INCOME"


def test_each_standard_of_the_round_judges_the_form(household, standard, officer):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])
    assessment = start(household, round_, officer)
    of_both = [facts(standard, points=110), facts(new_standard(), points=110)]

    save(assessment, *of_both, by=officer)

    found = assessment.results.values_list("standard__code", "status")
    assert set(found) == {("VN-2016-2020", "POOR"), ("VN-2022-2025", "NEAR_POOR")}


def test_an_unfinished_form_is_kept_without_a_class(household, this_round, standard, officer):
    assessment = start(household, this_round, officer)

    save(assessment, facts(standard, points=None, answers={"water": True}), by=officer)

    result = assessment.results.get()
    assert (result.status, result.b2_points) == ("", 10)
    assert result.answers == {"water": True, "toilet": None, "health_insurance": None}


def test_taking_an_answer_back_takes_the_class_back(household, this_round, standard, officer):
    assessment = filled(household, this_round, officer)

    save(assessment, facts(standard, points=None), by=officer)

    result = assessment.results.get()
    assert (result.status, result.explanation) == ("", "")


def test_saving_the_same_again_changes_nothing(household, this_round, standard, officer):
    assessment = filled(household, this_round, officer)
    version = assessment.version

    again = save(assessment, facts(standard), by=officer, version=1, at=LATER)

    assert again.version == version
    assert again.history.count() == version


def test_two_people_cannot_overwrite_each_other(household, this_round, standard, officer):
    assessment = start(household, this_round, officer)
    colleague = factories.UserFactory(full_name="Rơ Châm Hyơi")
    save(assessment, facts(standard, lacking=3), by=colleague)

    with pytest.raises(Conflict) as lost:
        save(assessment, facts(standard, lacking=1), by=officer, version=1)

    assert lost.value.changed_by == "Rơ Châm Hyơi"
    assert assessment.results.get().b2_points == 30


def test_the_one_who_saved_last_is_the_one_who_entered(household, this_round, standard, officer):
    assessment = start(household, this_round, officer)
    colleague = factories.UserFactory()

    save(assessment, facts(standard), by=colleague, at=LATER)

    assessment.refresh_from_db()
    assert (assessment.entered_by, assessment.entered_at) == (colleague, LATER)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY + dt.timedelta(days=1), "không được sau hôm nay"),
        (dt.date(2021, 8, 31), "từ 01/09/2021"),
    ],
)
def test_the_survey_lies_between_the_start_of_the_round_and_today(
    household, this_round, standard, officer, day, words
):
    assessment = start(household, this_round, officer)

    with pytest.raises(CannotAssess, match=words) as refusal:
        save(assessment, facts(standard), by=officer, surveyed_on=day)

    assert refusal.value.field == "surveyed_on"


def test_a_question_nobody_asked_is_refused(household, this_round, standard, officer):
    assessment = start(household, this_round, officer)

    with pytest.raises(CannotAssess, match="nutrition"):
        save(assessment, facts(standard, answers={"nutrition": True}), by=officer)


def test_a_standard_of_another_round_is_refused(household, this_round, officer):
    assessment = start(household, this_round, officer)

    with pytest.raises(CannotAssess, match="không áp dụng"):
        save(assessment, facts(new_standard()), by=officer)


def test_a_standard_given_twice_is_refused(household, this_round, standard, officer):
    assessment = start(household, this_round, officer)

    with pytest.raises(CannotAssess, match="một lần"):
        save(assessment, facts(standard), facts(standard), by=officer)


def test_a_submitted_form_is_not_edited(household, this_round, standard, officer):
    assessment = submitted(household, this_round, officer)

    with pytest.raises(CannotAssess):
        save(assessment, facts(standard, lacking=3), by=officer)


def test_submitting_names_what_is_missing(household, this_round, standard, officer):
    assessment = start(household, this_round, officer)
    partly = facts(standard, points=None, answers={"water": True})
    assessment = save(assessment, partly, by=officer, surveyed_on=None)

    with pytest.raises(CannotAssess) as refusal:
        submit(assessment, by=officer)

    assert refusal.value.message == (
        "Phiếu chưa đủ: ngày khảo sát; tổng điểm B1 (Chuẩn nghèo 2016–2020); "
        "2 chỉ số thiếu hụt (Chuẩn nghèo 2016–2020)."
    )


def test_submitting_is_signed(household, this_round, officer):
    assessment = submitted(household, this_round, officer)

    assert assessment.state == AssessmentState.SUBMITTED
    assert assessment.submitted_by == officer


def test_submitting_twice_is_submitting_once(household, this_round, officer):
    assessment = submitted(household, this_round, officer)

    again = submit(assessment, by=officer, version=1)

    assert again.version == assessment.version


def test_a_form_changed_meanwhile_is_not_submitted_unseen(household, this_round, standard, officer):
    assessment = filled(household, this_round, officer)
    save(assessment, facts(standard, lacking=3), by=factories.UserFactory())

    with pytest.raises(Conflict):
        submit(assessment, by=officer)


def test_a_discarded_draft_is_gone_and_its_history_stays(household, this_round, officer):
    assessment = filled(household, this_round, officer)
    key = assessment.pk

    entry.discard_assessment(assessment_id=key, version=assessment.version, by=officer, at=NOON)

    assert not Assessment.objects.filter(pk=key).exists()
    assert not AssessmentResult.objects.exists()
    last = Assessment.history.filter(id=key).first()
    assert (last.history_type, last.history_user) == ("-", officer)


def test_a_submitted_form_is_not_discarded(household, this_round, officer):
    assessment = submitted(household, this_round, officer)

    with pytest.raises(CannotAssess):
        entry.discard_assessment(
            assessment_id=assessment.pk, version=assessment.version, by=officer, at=NOON
        )


def test_a_returned_form_is_corrected_and_submitted_again(household, this_round, officer, chair):
    assessment = give_back(submitted(household, this_round, officer), by=chair)

    again = submit(assessment, by=officer)

    assert again.state == AssessmentState.SUBMITTED
    assert again.return_reason == ""


def test_every_step_leaves_a_row_of_history_with_its_person(household, this_round, officer, chair):
    assessment = approved(household, this_round, officer, chair)

    people = assessment.history.order_by("history_id").values_list("history_user", flat=True)

    assert list(people) == [officer.pk] * 3 + [chair.pk]


def test_facts_read_before_another_save_are_read_again(household, this_round, standard, officer):
    draft = start(household, this_round, officer)
    read = draft_facts(Assessment.objects.get(pk=draft.pk), TODAY)
    colleague = factories.UserFactory()
    save(draft, facts(standard, points=110), by=colleague)

    again = save(draft, facts(standard, points=110), by=officer, read=read)

    assert (again.version, again.entered_by) == (2, colleague)
    with pytest.raises(Conflict):
        save(draft, facts(standard, points=111), by=officer, version=1, read=read)
