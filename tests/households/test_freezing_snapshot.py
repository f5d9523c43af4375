"""Closing a round stores its result: lines, population, units of that day."""

import datetime as dt

import pytest

from common.clock import now
from households.choices import RoundKind
from households.models import FrozenPopulation, FrozenRecord, Household, Snapshot
from households.queries.freezing import frozen_result, frozen_standards
from households.services.register import leave_household
from tests import factories
from tests.households.freezing_data import close, listed, relock, reopen
from tests.households.review_data import approved, new_standard


@pytest.fixture
def household(commune, standard):
    return listed(commune, standard)


def test_a_line_says_what_the_list_said_and_why(
    household, commune, this_round, standard, officer, chair, labour_office
):
    approved(household, this_round, officer, chair, points=160)

    close(this_round, labour_office)

    line = FrozenRecord.objects.get()
    assert (line.household_code, line.head_name) == (household.code, household.head_name)
    assert (line.commune_name, line.village_name) == (
        "Xã Ia O",
        household.village.full_name,
    )
    assert (line.opening_status, line.status, line.movement) == ("POOR", "NOT_POOR", "EXITED_ABOVE")
    assert line.explanation.startswith("B1 = 160")
    assert (line.opening_members, line.members) == (1, 1)
    assert (line.snapshot.standard, line.snapshot.frozen_by) == (standard, labour_office)


def test_what_is_renamed_afterwards_keeps_its_name_in_the_frozen_result(
    household, commune, this_round, standard, labour_office
):
    closed = close(this_round, labour_office)
    Household.objects.update(head_name="Tên mới")
    type(commune).objects.update(name="Xã mới")
    household.village.__class__.objects.update(name="Làng mới")

    line = FrozenRecord.objects.get()
    row = frozen_result(closed, standard).communes[0]

    assert line.head_name == household.head_name
    assert (line.commune_name, row.name) == ("Xã Ia O", "Xã Ia O")


def test_each_standard_of_a_round_has_a_result_of_its_own(
    household, this_round, standard, labour_office
):
    newer = new_standard()
    factories.RoundFactory(with_standards=[standard, newer])
    factories.PovertyRecordFactory(household=household, standard=newer, exited=True)

    closed = close(this_round, labour_office)

    assert frozen_standards(closed) == [standard, newer]
    assert [frozen_result(closed, one).total.figures["closing"] for one in (standard, newer)] == [
        1,
        0,
    ]


def test_an_in_year_round_freezes_the_list_and_leaves_the_years_population(
    household, standard, labour_office
):
    round_ = factories.RoundFactory(kind=RoundKind.IN_YEAR)

    closed = close(round_, labour_office)

    assert not FrozenPopulation.objects.exists()
    result = frozen_result(closed, standard)
    assert (result.total.figures["closing"], result.total.population) == (1, None)


def test_the_result_counts_as_the_list_did(
    household, commune, other_commune, this_round, standard, labour_office
):
    listed(commune, standard, exited=True)
    listed(commune, standard, relapsed=True)
    listed(other_commune, standard, near_poor=True)
    factories.HouseholdFactory(village__commune=other_commune)

    result = frozen_result(close(this_round, labour_office), standard)

    ia_o, ia_chia = sorted(result.communes, key=lambda row: row.name, reverse=True)
    assert (ia_o.figures["opening"], ia_o.figures["exits"], ia_o.figures["closing"]) == (2, 1, 2)
    assert (ia_chia.population.households, ia_chia.figures["near_poor_now"]) == (2, 1)
    assert (result.total.population.households, result.total.figures["relapsed"]) == (5, 1)
    assert result.total.rate == pytest.approx(2 / 5)


def test_a_commune_locked_again_shows_its_latest_edition_and_population(
    household, commune, this_round, standard, labour_office
):
    closed = close(this_round, labour_office)
    opened = reopen(closed, commune, labour_office)
    factories.HouseholdFactory(village__commune=commune)

    relock(opened, labour_office)

    row = frozen_result(closed, standard).communes[0]
    assert (row.edition, row.population.households) == (2, 2)
    assert list(FrozenPopulation.objects.values_list("edition", "households")) == [(1, 1), (2, 2)]


def test_nothing_is_frozen_while_a_round_is_open(this_round, standard):
    assert frozen_result(this_round, standard) is None


def test_a_closed_year_is_left_by_nobody_but_the_next_one(
    household, this_round, standard, officer, labour_office
):
    close(this_round, labour_office)

    leave_household(
        household_id=household.pk,
        version=household.version,
        state="MOVED",
        on=dt.date(2022, 1, 5),
        reason="Theo con",
        by=officer,
        at=now(),
        today=dt.date(2022, 1, 6),
    )

    assert not FrozenRecord.objects.get().has_left
    assert Snapshot.objects.count() == 1


def test_the_queries_of_a_result_do_not_grow(
    household, commune, this_round, standard, labour_office, django_assert_num_queries
):
    for _ in range(3):
        listed(factories.CommuneFactory(), standard)
    closed = close(this_round, labour_office)

    with django_assert_num_queries(3):
        assert len(frozen_result(closed, standard).communes) == 4
