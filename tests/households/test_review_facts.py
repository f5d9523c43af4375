"""One visit, two standards: each fact entered once, and answers derived from the register."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from households.models import Assessment
from households.services.answers import CannotAssess
from tests import factories
from tests.households.form_data import DERIVED, NEW, OLD, family, said, standards
from tests.households.review_data import TODAY, save, start, submit

HOUSE = Decimal("30.0")  # ten square metres for each of the three


@pytest.fixture
def both(db):
    return standards()


@pytest.fixture
def round_(both):
    return factories.RoundFactory(with_standards=both)


@pytest.fixture
def household(village):
    return family(village)


@pytest.fixture
def draft(household, round_, officer):
    return start(household, round_, officer, on=TODAY)


def written(draft, code):
    return draft.results.get(standard__code=code)


def test_what_the_register_decides_stands_in_the_form_from_the_start(draft):
    assert set(written(draft, OLD).derived) == DERIVED[OLD] - {"housing_area"}
    assert set(written(draft, NEW).derived) == DERIVED[NEW] - {"housing_area"}
    assert written(draft, OLD).answers["health_insurance"] is False
    assert written(draft, OLD).answers["water"] is None


def test_one_visit_is_judged_by_both_standards(draft, both, officer):
    old, new = both
    lacking = ["housing_quality", "water", "toilet"]

    save(
        draft, said(old, lacking=lacking), said(new, lacking=lacking), by=officer, house_area=HOUSE
    )

    assert (written(draft, OLD).status, written(draft, OLD).b2_points) == ("POOR", 30)
    assert (written(draft, NEW).status, written(draft, NEW).b2_points) == ("POOR", 30)


def test_the_house_is_divided_among_its_people_for_both_standards(draft, both, officer):
    old, new = both

    save(draft, said(old), said(new), by=officer, house_area=Decimal("23.9"))

    words = "23,9 m² ÷ 3 khẩu = 7,9 m² một người, dưới 8 m²"
    assert [result.derived["housing_area"] for result in draft.results.all()] == [words] * 2
    assert [result.answers["housing_area"] for result in draft.results.all()] == [True] * 2


def test_a_question_asked_alike_is_answered_once_for_both(village, round_, both, officer):
    unknown = family(village, insured=None)
    draft = start(unknown, round_, officer, on=TODAY)

    save(draft, said(both[0], health_insurance=True), by=officer)

    assert [result.answers["health_insurance"] for result in draft.results.all()] == [True] * 2
    assert written(draft, NEW).b1_points is None


def test_two_answers_to_a_question_asked_alike_are_refused(village, round_, both, officer):
    draft = start(family(village, insured=None), round_, officer, on=TODAY)
    old, new = both

    with pytest.raises(CannotAssess, match="Bảo hiểm y tế"):
        save(
            draft,
            said(old, health_insurance=True),
            said(new, health_insurance=False),
            by=officer,
        )


def test_a_question_with_two_thresholds_is_two_questions(draft, both, officer):
    old, new = both

    save(draft, said(old, water=True), said(new, water=False), by=officer)

    answers = [result.answers["water"] for result in draft.results.order_by("standard")]
    assert answers == [True, False]


def test_an_answer_that_differs_from_the_register_needs_a_reason(draft, both, officer):
    old, new = both
    draft = save(draft, said(old, health_insurance=True), said(new), by=officer, house_area=HOUSE)

    with pytest.raises(CannotAssess, match="lý do trả lời khác sổ hộ: Bảo hiểm y tế"):
        submit(draft, by=officer)

    assert [result.overrides for result in draft.results.all()] == [{"health_insurance": ""}] * 2


def test_with_a_reason_the_persons_answer_counts_and_both_stay_readable(draft, both, officer):
    old, new = both
    reason = {"health_insurance": "Thẻ hết hạn từ tháng 9"}
    otherwise = said(old, health_insurance=True, overrides=reason)

    draft = save(draft, otherwise, said(new), by=officer, house_area=HOUSE)
    submitted = submit(draft, by=officer)

    assert submitted.is_submitted
    for result in draft.results.all():
        assert result.answers["health_insurance"] is True
        assert result.overrides == reason
        assert result.derived["health_insurance"].startswith("mọi người từ 6 tuổi")


def test_agreeing_with_the_register_needs_no_reason(draft, both, officer):
    old, new = both

    save(draft, said(old, health_insurance=False), said(new), by=officer)

    assert written(draft, OLD).overrides == {}


def test_the_register_as_it_is_when_the_form_is_saved_counts(draft, household, both, officer):
    household.members.filter(position=2).update(has_health_insurance=False)
    old, new = both

    save(draft, said(old), said(new), by=officer, house_area=HOUSE)

    assert written(draft, OLD).answers["health_insurance"] is True


def test_a_register_changed_after_saving_is_looked_at_before_submitting(
    draft, household, both, officer
):
    draft = save(draft, *map(said, both), by=officer, house_area=HOUSE)
    household.members.filter(position=2).update(has_health_insurance=False)

    with pytest.raises(CannotAssess, match="Sổ hộ đã thay đổi"):
        submit(draft, by=officer)

    again = save(draft, *map(said, both), by=officer, house_area=HOUSE)
    assert submit(again, by=officer).is_submitted


def test_saving_the_same_facts_again_changes_nothing(draft, both, officer):
    first = save(draft, *map(said, both), by=officer, house_area=HOUSE)

    again = save(draft, *map(said, both), by=officer, house_area=HOUSE, version=1)

    assert again.version == first.version


def test_the_form_keeps_who_was_in_the_household(draft, household):
    members = household.members.all()

    assert draft.people == {str(each.client_id): each.full_name for each in members}


def test_ages_are_those_of_the_survey_day(village, round_, both, officer):
    household = family(village)
    birthday = dt.date(2015, 11, 10)
    household.members.filter(position=3).update(birth_date=birthday, has_health_insurance=False)
    draft = start(household, round_, officer, on=TODAY)

    save(draft, *map(said, both), by=officer, surveyed_on=dt.date(2021, 11, 9))
    assert written(draft, OLD).answers["health_insurance"] is False
    draft.refresh_from_db()
    save(draft, *map(said, both), by=officer, surveyed_on=birthday.replace(year=2021))

    assert written(draft, OLD).answers["health_insurance"] is True


@pytest.mark.parametrize("area", [Decimal(0), Decimal(-1), Decimal("2000.1")])
def test_the_database_refuses_a_house_of_no_size(draft, area):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(house_area=area)
