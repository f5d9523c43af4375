"""A form prefilled from last year's, its differences, and when they need a reason."""

import datetime as dt
from decimal import Decimal

import pytest

from households.queries.comparison import differences_from, past_of
from households.queries.parts import parts_of_form
from households.services import entry
from households.services.answers import CannotAssess
from households.words.review import difference_words
from tests import factories
from tests.households.form_data import NEW, OLD, family, said, standards
from tests.households.review_data import NOON, TODAY, approve, save, start, submit

LAST_AUTUMN = dt.date(2020, 10, 1)
HOUSE = Decimal("30.0")


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
def last(household, both, officer, chair):
    """The approved form of 2020, under the older standard alone: near-poor, without a toilet."""
    return reviewed(household, 2020, [both[0]], officer, chair, lacking=["toilet"])


def reviewed(household, year, of_round, officer, chair, *, points=135, lacking=(), **given):
    round_ = factories.RoundFactory(year=year, with_standards=of_round)
    draft = start(household, round_, officer, on=dt.date(year, 10, 1))
    results = [said(standard, points, lacking=lacking) for standard in of_round]
    given.setdefault("house_area", HOUSE)
    draft = save(draft, *results, by=officer, surveyed_on=dt.date(year, 10, 1), **given)
    return approve(submit(draft, by=officer), by=chair)


def written(draft, code):
    return draft.results.get(standard__code=code)


def told(draft):
    past = past_of(draft)
    found = difference_words(differences_from(past, draft, parts_of_form(draft, past.last)))
    return [
        (each.what, each.standard and each.standard.code, each.before, each.now) for each in found
    ]


def test_a_form_begins_with_the_facts_of_the_last_one(household, last, round_, officer):
    draft = start(household, round_, officer, on=TODAY)

    assert (draft.prefilled_from, draft.house_area) == (last, HOUSE)
    assert written(draft, OLD).answers["toilet"] is True
    assert written(draft, OLD).answers["water"] is False


def test_a_question_worded_differently_is_not_carried_over(household, last, round_, officer):
    draft = start(household, round_, officer, on=TODAY)

    assert written(draft, NEW).answers["toilet"] is None


def test_a_question_worded_alike_is_carried_into_the_other_standard(
    village, both, officer, chair, round_
):
    unknown = family(village, insured=None)
    draft = start(unknown, factories.RoundFactory(year=2020, with_standards=both[:1]), officer)
    draft = save(
        draft,
        said(both[0], health_insurance=True),
        by=officer,
        surveyed_on=LAST_AUTUMN,
        house_area=HOUSE,
    )
    approve(submit(draft, by=officer), by=chair)

    begun = start(unknown, round_, officer, on=TODAY)

    assert [result.answers["health_insurance"] for result in begun.results.all()] == [True] * 2


def test_a_total_of_points_is_never_carried_over(household, last, round_, officer):
    draft = start(household, round_, officer, on=TODAY)

    assert written(draft, OLD).b1_points is None


def test_what_the_register_decides_is_decided_anew(household, last, round_, officer):
    household.members.filter(position=2).update(has_health_insurance=False)

    draft = start(household, round_, officer, on=TODAY)

    assert written(draft, OLD).answers["health_insurance"] is True
    assert written(draft, OLD).overrides == {}


def test_an_answer_against_the_register_is_not_carried_over(
    household, both, officer, chair, round_
):
    draft = start(household, factories.RoundFactory(year=2020, with_standards=both[:1]), officer)
    otherwise = said(both[0], health_insurance=True, overrides={"health_insurance": "Mất thẻ"})
    draft = save(draft, otherwise, by=officer, surveyed_on=LAST_AUTUMN, house_area=HOUSE)
    approve(submit(draft, by=officer), by=chair)

    begun = start(household, round_, officer, on=TODAY)

    assert written(begun, OLD).answers["health_insurance"] is False


def test_a_correction_begins_with_the_whole_form(household, both, officer, chair):
    former = reviewed(household, 2021, both, officer, chair, change_reason="Bán đất")
    otherwise = {"correction_reason": "Nhầm nguồn nước", "on": TODAY}

    draft = start(household, former.round, officer, **otherwise)

    assert (draft.surveyed_on, draft.change_reason) == (former.surveyed_on, "Bán đất")
    assert written(draft, OLD).b1_points == 135
    assert written(draft, OLD).status == written(former, OLD).status


def test_only_what_is_copied_and_unchanged_is_marked_so(household, last, round_, officer):
    draft = start(household, round_, officer, on=TODAY)
    [old, new] = parts_of_form(draft, with_copied=True)

    marked = {each.indicator.key for each in old.questions if each.is_carried}

    assert "toilet" in marked
    assert "health_insurance" not in marked  # derived from the register
    assert not [each for each in new.questions if each.is_carried]
    old.result.answers["toilet"] = False
    assert "toilet" not in {each.indicator.key for each in old.questions if each.is_carried}


def test_a_form_like_last_years_has_no_differences(household, last, round_, both, officer):
    draft = start(household, round_, officer, on=TODAY)
    results = [said(standard, lacking=["toilet"]) for standard in both]

    draft = save(draft, *results, by=officer, house_area=HOUSE)

    assert told(draft) == []


def test_differences_are_reported_with_their_standard(household, last, round_, both, officer):
    factories.MemberFactory(
        household=household, position=4, full_name="Siu Mới", has_health_insurance=True
    )
    draft = start(household, round_, officer, on=TODAY)
    results = [said(both[0], 160), said(both[1], 130)]

    draft = save(draft, *results, by=officer, house_area=Decimal("30.5"))

    # Ten square metres each became less than eight: reported too, under the standard of 2020.
    assert told(draft) == [
        ("status", OLD, "Hộ cận nghèo", "Không nghèo"),
        ("b1_points", OLD, "135", "160"),
        ("housing_area", OLD, "không thiếu hụt", "có thiếu hụt"),
        ("toilet", OLD, "có thiếu hụt", "không thiếu hụt"),
        ("house_area", None, "30,0 m²", "30,5 m²"),
        ("people", None, "3 người", "4 người; thêm: Siu Mới"),
    ]


def test_a_year_before_without_a_form_has_nothing_to_tell(household, round_, both, officer):
    draft = start(household, round_, officer, on=TODAY)
    draft = save(draft, *map(said, both), by=officer, house_area=HOUSE)

    assert told(draft) == []


@pytest.mark.parametrize(
    ("before", "limit", "asked"),
    [(215, 20, False), (216, 20, True), (175, 20, False), (174, 20, True), (400, None, False)],
)
def test_points_that_move_beyond_the_rounds_limit_need_a_reason(
    household, both, officer, chair, before, limit, asked
):
    reviewed(household, 2020, both[:1], officer, chair, points=before)  # not poor, as this year
    round_ = factories.RoundFactory(with_standards=both[:1], b1_change_limit=limit)
    draft = start(household, round_, officer, on=TODAY)
    draft = save(draft, said(both[0], 195), by=officer, house_area=HOUSE, change_reason="")

    refused = _refusal(draft, officer)

    assert ("lý do thay đổi so với năm trước" in refused) is asked


def _refusal(draft, officer):
    try:
        submit(draft, by=officer)
    except CannotAssess as error:
        return error.message
    return ""


def test_another_class_than_at_the_opening_needs_a_reason(household, round_, both, officer):
    factories.PovertyRecordFactory(household=household, standard=both[0])
    draft = start(household, round_, officer, on=TODAY)
    results = [said(both[0], 151), said(both[1], 151)]
    draft = save(draft, *results, by=officer, house_area=HOUSE, change_reason="")

    with pytest.raises(CannotAssess) as refusal:
        submit(draft, by=officer)

    assert refusal.value.message == (
        "Phiếu chưa đủ: lý do thay đổi so với năm trước"
        " (Chuẩn nghèo 2016–2020: từ hộ nghèo thành không nghèo)."
    )
    assert refusal.value.field == "change_reason"


def test_with_the_reason_the_form_goes_on(household, round_, both, officer):
    factories.PovertyRecordFactory(household=household, standard=both[0])
    draft = start(household, round_, officer, on=TODAY)
    results = [said(both[0], 151), said(both[1], 151)]

    draft = save(draft, *results, by=officer, house_area=HOUSE, change_reason="Cà phê được giá")

    assert submit(draft, by=officer).change_reason == "Cà phê được giá"


def test_the_same_class_needs_no_reason(household, round_, both, officer):
    factories.PovertyRecordFactory(household=household, standard=both[0])
    draft = start(household, round_, officer, on=TODAY)
    results = [said(both[0], 100), said(both[1], 100)]

    draft = save(draft, *results, by=officer, house_area=HOUSE, change_reason="")

    assert submit(draft, by=officer).is_submitted


def test_the_form_repeated_with_its_key_is_not_filled_again(household, last, round_, officer):
    first = start(household, round_, officer, on=TODAY)

    again = entry.start_assessment(
        household=household,
        round_=round_,
        client_id=first.client_id,
        by=officer,
        at=NOON,
        on=TODAY,
    )

    assert again == first
    assert again.history.count() == 1


def test_a_copied_reason_is_not_kept_for_another_class(household, both, officer, chair):
    former = reviewed(household, 2021, both, officer, chair, change_reason="Cà phê được giá")
    draft = start(household, former.round, officer, correction_reason="Ghi nhầm B1", on=TODAY)
    results = [said(standard, 60) for standard in both]
    draft = save(draft, *results, by=officer, house_area=HOUSE, change_reason="Cà phê được giá")

    with pytest.raises(CannotAssess, match="nói về kết quả cũ") as refusal:
        submit(draft, by=officer)

    assert refusal.value.field == "change_reason"
    draft = save(draft, *results, by=officer, house_area=HOUSE, change_reason="Mất rẫy cà phê")
    assert submit(draft, by=officer).change_reason == "Mất rẫy cà phê"
