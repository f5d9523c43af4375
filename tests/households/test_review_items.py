"""B1 item by item: added up by the table in force, provisional until that table is verified."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from households.models import Assessment, AssessmentResult, ScoringTable
from households.queries.comparison import differences_from, past_of
from households.queries.parts import parts_of_form
from households.services.answers import CannotApprove, CannotAssess, ResultFacts
from households.services.scoring_reference import load_scoring_tables
from households.words.review import difference_words
from tests import factories
from tests.households.form_data import OLD, family, said, standards
from tests.households.review_data import NOON, TODAY, approve, page_url, save, start, submit

HOUSE = Decimal("30.0")


@pytest.fixture
def old(commune):
    commune.region = "CENTRAL_HIGHLANDS"
    commune.save()
    [old, _new] = standards()
    load_scoring_tables()
    return old


@pytest.fixture
def round_(old):
    return factories.RoundFactory(with_standards=[old])


@pytest.fixture
def household(village, old):
    return family(village)


@pytest.fixture
def draft(household, round_, officer):
    return start(household, round_, officer, on=TODAY)


def by_items(standard, **items):
    """Every indicator answered, B1 by its items: all but the work is in the register."""
    total = said(standard)
    answers = {"non_farm_work": "none"} | items
    return ResultFacts(standard_id=standard.pk, answers=total.answers, b1_answers=answers)


def verify(labour_office):
    ScoringTable.objects.update(
        is_complete=True,
        verified_by=labour_office,
        verified_at=NOON,
        verified_against="Phụ lục 3b.4, bản có dấu",
    )


def test_items_the_register_knows_are_added_up_with_their_reasons(draft, old, officer):
    save(draft, by_items(old), by=officer, house_area=HOUSE)

    result = draft.results.get()
    # Three people 40, one dependant 15, upper secondary school 5, farming 0, no pension 0.
    assert result.b1_points == 60
    assert "Số người trong hộ: 3 người = 40 điểm (theo sổ hộ)" in result.b1_explanation
    assert "Không có = 0 điểm (trả lời trên phiếu)" in result.b1_explanation
    assert result.is_provisional


def test_an_item_nobody_answered_leaves_the_points_open(draft, old, officer):
    facts = ResultFacts(standard_id=old.pk, b1_answers={})

    save(draft, facts, by=officer)

    result = draft.results.get()
    assert (result.b1_points, result.status) == (None, "")


def test_provisional_points_are_kept_as_a_draft_but_not_handed_in(draft, old, officer):
    draft = save(draft, by_items(old), by=officer, house_area=HOUSE)

    with pytest.raises(CannotAssess, match="tổng điểm B1 trên phiếu giấy"):
        submit(draft, by=officer)

    assert draft.results.get().status == "POOR"


def test_the_total_from_the_paper_takes_their_place(draft, old, officer):
    draft = save(draft, by_items(old), by=officer, house_area=HOUSE)

    draft = save(draft, said(old, 115), by=officer, house_area=HOUSE)

    result = draft.results.get()
    assert (result.b1_points, result.scoring_table, result.is_provisional) == (115, None, False)
    assert submit(draft, by=officer).is_submitted


def test_a_verified_complete_table_decides(draft, old, officer, chair, labour_office):
    verify(labour_office)
    draft = save(draft, by_items(old), by=officer, house_area=HOUSE)

    approved = approve(submit(draft, by=officer), by=chair)

    assert approved.results.get().status == "POOR"


def test_points_that_became_provisional_are_not_approved(draft, old, officer, chair, labour_office):
    verify(labour_office)
    draft = save(draft, by_items(old), by=officer, house_area=HOUSE)
    submitted = submit(draft, by=officer)
    AssessmentResult.objects.update(is_provisional=True)

    with pytest.raises(CannotApprove, match="tạm tính"):
        approve(submitted, by=chair)


@pytest.mark.parametrize("items", [{"cattle": "two"}, {"non_farm_work": "fishing"}])
def test_an_item_or_answer_the_table_does_not_know_is_refused(draft, old, officer, items):
    with pytest.raises(CannotAssess, match="Bảng điểm không có"):
        save(draft, by_items(old, **items), by=officer)


def test_without_a_table_the_total_is_asked_for(household, round_, draft, old, officer):
    ScoringTable.objects.update(state="RETIRED")

    with pytest.raises(CannotAssess, match="ghi tổng điểm B1"):
        save(draft, by_items(old), by=officer)


def test_a_register_that_changed_changes_the_points(draft, household, old, officer):
    draft = save(draft, by_items(old), by=officer, house_area=HOUSE)
    household.members.filter(position=3).delete()

    save(draft, by_items(old), by=officer, house_area=HOUSE)

    assert draft.results.get().b1_points == 50 + 20 + 5


def test_the_database_lets_no_provisional_points_through(draft, old, officer):
    draft = save(draft, by_items(old), by=officer, house_area=HOUSE)

    with (
        pytest.raises(DatabaseError, match="provisional_points_stay_a_draft"),
        transaction.atomic(),
    ):
        Assessment.objects.filter(pk=draft.pk).update(
            state="SUBMITTED", submitted_by=officer, submitted_at=NOON
        )


def test_the_database_lets_no_approved_points_become_provisional(draft, old, officer, chair):
    table = ScoringTable.objects.filter(standard=old).first()
    draft = save(draft, said(old, 115), by=officer, house_area=HOUSE)
    approve(submit(draft, by=officer), by=chair)

    with (
        pytest.raises(DatabaseError, match="provisional_points_stay_a_draft"),
        transaction.atomic(),
    ):
        AssessmentResult.objects.update(is_provisional=True, scoring_table=table)


def test_items_are_carried_into_the_next_year_by_the_same_table(
    household, old, officer, chair, labour_office
):
    verify(labour_office)
    last = factories.RoundFactory(year=2020, with_standards=[old])
    draft = start(household, last, officer, on=dt.date(2020, 10, 1))
    draft = save(
        draft,
        by_items(old, non_farm_work="state"),
        by=officer,
        surveyed_on=dt.date(2020, 10, 1),
        house_area=HOUSE,
    )
    approve(submit(draft, by=officer), by=chair)

    begun = start(household, factories.RoundFactory(with_standards=[old]), officer, on=TODAY)

    result = begun.results.get()
    assert result.b1_answers == {"non_farm_work": "state"}
    assert result.b1_points == 90
    household.members.filter(position=3).delete()
    begun = save(begun, by_items(old, non_farm_work="none"), by=officer, house_area=HOUSE)
    past = past_of(begun)
    found = difference_words(differences_from(past, begun, parts_of_form(begun)))
    told = {each.what: each.now for each in found}
    assert told["Số người trong hộ"] == "2 người = 50 điểm (theo sổ hộ)"
    assert told["Việc làm phi nông nghiệp ít nhất 3 trong 12 tháng qua"].startswith("Không có")


def sent(draft, old, **given):
    prefix = f"s{old.pk}_"
    answers = {f"{prefix}{each.key}": "no" for each in old.indicators.all()}
    form = {"version": draft.version, "surveyed_on": "14/11/2021", "house_area": "30"}
    return {**form, **answers, **{f"{prefix}{name}": value for name, value in given.items()}}


def test_the_page_offers_both_ways_and_shows_the_reasons(draft, old, officer, log_in):
    factories.InstallationFactory(is_demo=True)
    address = page_url("assessment_edit", draft)
    form = sent(draft, old, way="items", item_non_farm_work="other_non_farm")

    log_in(officer).post(address, form)
    page = log_in(officer).get(address).content.decode()

    assert draft.results.get().b1_points == 75
    assert "Tính theo từng mục" in page
    assert "3 người = 40 điểm (theo sổ hộ)" in page
    assert "lưu nháp được, muốn nộp phải ghi tổng điểm trên phiếu giấy" in page


def test_the_preview_adds_up_while_one_types(draft, old, officer, log_in):
    factories.InstallationFactory(is_demo=True)
    form = sent(draft, old, way="items", item_non_farm_work="none")

    page = log_in(officer).post(page_url("assessment_preview", draft), form).content.decode()

    assert f'id="s{old.pk}_b1_lines"' in page
    assert "B1 = <strong>60</strong>" in page
    assert draft.results.get().b1_points is None


def test_a_total_on_the_page_needs_no_table(draft, old, officer, log_in):
    factories.InstallationFactory(is_demo=True)

    log_in(officer).post(
        page_url("assessment_edit", draft), sent(draft, old, way="total", b1_points="133")
    )

    assert draft.results.get().b1_points == 133


def test_a_table_of_the_commune_own_sheet_counts(draft, old):
    [area] = parts_of_form(draft, on=TODAY)

    assert area.table.area == "CENTRAL_HIGHLANDS"
    assert area.standard.code == OLD
