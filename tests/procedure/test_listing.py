"""Adding households to a list and removing them."""

import pytest

from procedure.services import listing
from procedure.services.steps import CannotProceed
from tests import factories
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(this_round, village, officer, households):
    return steps.opened(this_round, village, officer)


def add(review, household, officer, origin="FLAGGED_A"):
    return listing.add_to_list(review_id=review.pk, household=household, origin=origin, by=officer)


def remove(listed, officer, reason="Đi làm ăn xa, rà soát lần sau"):
    return listing.remove_from_list(listed_id=listed.pk, reason=reason, by=officer)


def test_a_household_is_added_by_hand_once(review, village, officer):
    household = factories.HouseholdFactory(village=village)

    first, second = add(review, household, officer), add(review, household, officer)

    assert first == second
    assert review.listed_households.count() == 3


def test_a_household_put_off_stands_on_the_next_list(review, officer, households):
    put_off = remove(review.listed_households.get(household=households[0]), officer)

    assert put_off.outcome == "REMOVED"
    assert listing.refill_list(review_id=review.pk, by=officer) == 0
    assert add(review, households[0], officer, "CURRENT_POOR").outcome == "OPEN"


def test_taking_off_needs_a_reason(review, officer):
    with pytest.raises(CannotProceed, match="lý do"):
        remove(review.listed_households.first(), officer, reason="")


def test_who_comes_to_belong_is_added(review, village, standard, officer):
    late = steps.poor_household(village, standard)

    added = listing.refill_list(review_id=review.pk, by=officer)

    assert added == 1
    assert review.listed_households.filter(household=late).exists()


def test_households_of_elsewhere_are_refused(review, officer):
    with pytest.raises(CannotProceed, match="không ở thôn này"):
        add(review, factories.HouseholdFactory(), officer)


def test_households_that_left_are_refused(review, village, officer):
    gone = factories.HouseholdFactory(village=village, state="MOVED", left_on=steps.LISTED)

    with pytest.raises(CannotProceed, match="không còn cư trú"):
        add(review, gone, officer)


def test_after_the_survey_the_list_stands(this_round, village, officer, households):
    review = steps.surveyed(this_round, village, officer, households)

    with pytest.raises(CannotProceed, match="rà soát ở lần sau"):
        add(review, factories.HouseholdFactory(village=village), officer)
    with pytest.raises(CannotProceed, match="không thêm bớt"):
        remove(review.listed_households.first(), officer)


def test_who_left_after_the_survey_is_taken_off(this_round, village, officer, households):
    review = steps.surveyed(this_round, village, officer, households)
    households[0].state, households[0].left_on = "MOVED", steps.MET
    households[0].save()

    listed = remove(review.listed_households.get(household=households[0]), officer)

    assert listed.outcome == "REMOVED"


def test_a_decided_household_comes_back_as_a_correction_only(
    this_round, village, officer, chair, labour_office, households, standard
):
    steps.opine(first := steps.reported(this_round, village, officer, households), labour_office)
    steps.decide(first, chair)
    steps.poor_household(village, standard)
    again = steps.opened(this_round, village, officer, on=steps.TODAY)

    with pytest.raises(CannotProceed, match="đính chính"):
        add(again, households[0], officer)
    assert add(again, households[0], officer, "CORRECTION").origin == "CORRECTION"


def test_a_list_without_households_is_not_opened(this_round, village, officer):
    with pytest.raises(CannotProceed, match="không có hộ nào chờ vào danh sách"):
        steps.opened(this_round, village, officer)
