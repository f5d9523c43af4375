"""Scoring tables as rows: which applies where, what the database enforces, what is shipped."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from areas.models import Commune
from areas.services.reference import load_units
from households.choices import ScoringArea, TableState
from households.models import AssessmentResult, PovertyStandard, ScoringAnswer, ScoringTable
from households.queries.scoring import roster_facts, scoring_area_of, scoring_table_for
from households.rules.scoring import score
from households.services.reference import load_standards
from households.services.scoring_reference import load_scoring_tables
from households.services.scoring_results import enter_b1_total, fill_b1
from tests import factories
from tests.households.scoring_data import SURVEY, known, stored_table, verified

pytestmark = pytest.mark.django_db


def test_the_town_of_ia_grai_is_urban_and_its_communes_central_highlands():
    load_units()

    areas = {commune.name: scoring_area_of(commune) for commune in Commune.objects.all()}

    assert areas.pop("Ia Kha") == ScoringArea.URBAN
    assert set(areas.values()) == {ScoringArea.CENTRAL_HIGHLANDS}


def test_seven_partial_unverified_tables_are_shipped():
    load_standards()

    made = load_scoring_tables()

    assert made == 7
    assert all(table.is_provisional and table.is_in_force for table in ScoringTable.objects.all())
    assert not ScoringTable.objects.exclude(standard__code="VN-2016-2020").exists()


def test_the_points_of_tay_nguyen_and_the_town_are_those_of_the_copy(commune):
    load_standards()
    load_scoring_tables()
    commune.area_type = "URBAN"
    town, facts = commune, known(size=2, dependants=1, pensioners=1, highest_schooling="COLLEGE")
    old = PovertyStandard.objects.get(code="VN-2016-2020")

    rural = scoring_table_for(old, factories.CommuneFactory(), SURVEY)
    urban = scoring_table_for(old, town, SURVEY)

    assert score(rural.as_rule(), {"non_farm_work": "state"}, facts).total == 50 + 15 + 10 + 30 + 25
    assert score(urban.as_rule(), {"non_farm_work": "state"}, facts).total == 55 + 5 + 15 + 10 + 5


def test_loading_again_changes_nothing():
    load_standards()
    load_scoring_tables()
    ScoringAnswer.objects.filter(item__key="pension", key="one").update(points=1)

    assert load_scoring_tables() == 0
    assert ScoringAnswer.objects.filter(points=1).count() == 7


def test_without_the_standard_there_is_nothing_to_load():
    assert load_scoring_tables() == 0


def test_the_table_in_force_comes_whole_in_three_queries(
    standard, commune, django_assert_num_queries
):
    stored_table(standard)

    with django_assert_num_queries(3):
        table = scoring_table_for(standard, commune, SURVEY)
        table.as_rule()


@pytest.mark.parametrize("state", [TableState.DRAFT, TableState.RETIRED])
def test_only_a_table_in_force_applies(standard, commune, state):
    stored_table(standard, state=state)

    assert scoring_table_for(standard, commune, SURVEY) is None


@pytest.mark.parametrize(
    ("on", "applies"),
    [
        (dt.date(2020, 12, 31), False),
        (dt.date(2021, 1, 1), True),
        (dt.date(2021, 12, 31), True),
        (dt.date(2022, 1, 1), False),
    ],
)
def test_a_table_applies_within_its_dates(standard, commune, on, applies):
    stored_table(standard, valid_from=dt.date(2021, 1, 1), valid_to=dt.date(2021, 12, 31))

    assert (scoring_table_for(standard, commune, on) is not None) is applies


def test_a_commune_of_unknown_region_has_no_table(standard):
    stored_table(standard)
    nowhere = factories.CommuneFactory(region="")

    assert scoring_table_for(standard, nowhere, SURVEY) is None


def test_two_tables_of_an_area_are_not_in_force_together(standard):
    stored_table(standard)

    with pytest.raises(IntegrityError), transaction.atomic():
        stored_table(standard)


def test_a_table_is_verified_by_somebody_against_something_or_not_at_all(standard, labour_office):
    table = stored_table(standard)

    with pytest.raises(IntegrityError), transaction.atomic():
        ScoringTable.objects.filter(pk=table.pk).update(verified_by=labour_office)


def test_a_provisional_result_names_its_table():
    result = factories.ResultFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentResult.objects.filter(pk=result.pk).update(is_provisional=True)


@pytest.mark.parametrize(
    ("marks", "is_provisional"),
    [({}, True), ({"is_complete": True}, True), ("verified", True), ("both", False)],
)
def test_a_table_is_sound_only_when_verified_and_complete(
    standard, labour_office, marks, is_provisional
):
    marks = verified(labour_office) | {"is_complete": marks == "both"} if marks else {}

    assert stored_table(standard, **marks).is_provisional is is_provisional


def test_the_roster_is_read_as_of_the_day_of_the_survey():
    household = factories.HouseholdFactory(
        with_head__birth_date=dt.date(1961, 11, 15), with_head__work="RETIRED"
    )
    members = household.members.all()

    on_birthday = roster_facts(members, SURVEY)
    a_year_later = roster_facts(members, SURVEY.replace(year=2022))

    assert (on_birthday.dependants, on_birthday.pensioners) == (0, 1)
    assert a_year_later.dependants == 1


def test_a_computed_b1_is_put_down_with_its_answers_facts_and_reasons(standard):
    table, result = stored_table(standard), factories.ResultFactory(standard=standard)

    fill_b1(result, table=table, answers={"work": "state", "other": "x"}, facts=known())
    result.save()
    result.refresh_from_db()

    assert (result.b1_points, result.scoring_table, result.is_provisional) == (75, table, True)
    assert result.b1_answers == {"work": "state"}
    assert result.b1_facts == known().as_json()
    assert "Công chức = 30 điểm" in result.b1_explanation


def test_a_total_from_paper_is_never_provisional(standard):
    table, result = stored_table(standard), factories.ResultFactory(standard=standard)
    fill_b1(result, table=table, answers={}, facts=known())

    enter_b1_total(result, 130)
    result.save()

    assert (result.b1_points, result.scoring_table, result.is_provisional) == (130, None, False)
    assert (result.b1_answers, result.b1_facts, result.b1_explanation) == ({}, {}, "")
