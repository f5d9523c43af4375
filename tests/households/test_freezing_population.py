import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from common.clock import now
from common.errors import Refused
from households.choices import RoundKind
from households.models import FrozenPopulation
from households.queries.population import Population, population_by_commune
from households.services.freezing import freeze_population, unfreeze_population
from tests import factories


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village)


def kinh(village):
    group = factories.EthnicGroupFactory(kinh=True)
    return factories.HouseholdFactory(village=village, ethnicity=group)


def test_a_year_that_is_not_frozen_counts_who_lives_here_now(household, village, commune):
    kinh(village)
    factories.HouseholdFactory(village=village, state="MOVED", left_on=dt.date(2021, 5, 1))

    found = population_by_commune(year=2021)

    assert found == {commune.pk: Population(households=2, em_households=1, persons=2, em_persons=1)}


def test_a_frozen_year_keeps_its_figures_when_the_register_moves_on(
    household, village, commune, labour_office
):
    freeze_population(year=2020, at=now(), by=labour_office)
    kinh(village)

    assert population_by_commune(year=2020)[commune.pk].households == 1
    assert population_by_commune(year=2021)[commune.pk].households == 2


def test_a_frozen_year_keeps_the_unit_as_it_was(household, commune, labour_office):
    freeze_population(year=2020, at=now(), by=labour_office)
    type(commune).objects.update(name="Ia O mới", kind="TOWN", area_type="URBAN")

    row = FrozenPopulation.objects.get()

    kept = (row.commune_code, row.commune_name, row.commune_kind, row.area_type)
    assert kept == ("23782", "Ia O", "COMMUNE", "RURAL")


def test_freezing_a_year_twice_is_freezing_it_once(household, village, labour_office):
    first = freeze_population(year=2020, at=now(), by=labour_office)
    kinh(village)

    again = freeze_population(year=2020, at=now(), by=labour_office)

    assert (first, again) == (1, 0)


def test_what_was_frozen_for_an_open_year_can_be_taken_back(household, village, labour_office):
    freeze_population(year=2021, at=now(), by=labour_office)
    kinh(village)

    removed = unfreeze_population(year=2021)

    assert removed == 1
    assert {row.households for row in population_by_commune(year=2021).values()} == {2}


def test_what_was_frozen_with_a_closed_year_stays(household, labour_office):
    freeze_population(year=2021, at=now(), by=labour_office)
    factories.RoundFactory(kind=RoundKind.YEAR_END, state="CLOSED")

    with pytest.raises(Refused, match="đã khóa"):
        unfreeze_population(year=2021)
    with pytest.raises(IntegrityError, match="frozen_result_stays"), transaction.atomic():
        FrozenPopulation.objects.all().delete()


def test_frozen_figures_are_never_changed(household, labour_office):
    freeze_population(year=2021, at=now(), by=labour_office)

    with pytest.raises(IntegrityError, match="frozen_result_stays"), transaction.atomic():
        connection.cursor().execute("UPDATE households_frozenpopulation SET households = 9")
