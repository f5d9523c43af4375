"""A user's own commune has the same figures as on the pages of all communes."""

import datetime as dt

import pytest

from areas.choices import Boundaries
from areas.models import Commune
from households.models import FrozenPopulation
from targets.queries.coverage import coverage
from targets.queries.own_year import own_year
from targets.queries.progress import progress
from tests import factories
from tests.targets.data import TODAY, listed

MERGER = dt.date(2025, 7, 1)
AFTER = dt.date(2025, 8, 1)


@pytest.fixture
def sister(db):
    return factories.CommuneFactory(code="23771", name="Ia Bă")


@pytest.fixture
def merged(plan, commune, sister):
    """Two communes of the district made one on 1 July 2025."""
    new = factories.CommuneFactory(code="23764", name="Ia Grai", district=None, valid_from=MERGER)
    old = Commune.objects.filter(pk__in=[commune.pk, sister.pk])
    old.update(merged_into=new, valid_to=MERGER - dt.timedelta(days=1))
    return new


def facts(row):
    return [
        (
            each.baseline_households,
            each.baseline_poor,
            each.flow,
            each.households,
            each.target_fall,
            each.chance,
        )
        for each in (row.everyone, row.minority)
    ]


def assert_same(plan, commune, *, as_of):
    found = own_year(plan, commune.pk, as_of=as_of)
    rows = progress(plan, as_of=as_of, boundaries=Boundaries.NEW).communes
    (row,) = [each for each in rows if each.pk == commune.pk]

    assert found.commune == commune
    assert found.figures.full_name == row.full_name
    assert facts(found.figures) == facts(row)
    assert found.coverage == coverage(plan).of(commune.pk)


def frozen(commune, **figures):
    FrozenPopulation.objects.create(
        year=2021,
        commune=commune,
        commune_code=commune.code,
        commune_name=commune.name,
        commune_kind=commune.kind,
        area_type=commune.area_type,
        persons=100,
        em_persons=30,
        frozen_at=factories.NOON,
        **figures,
    )


def named(plan, commune, **record):
    record = listed(commune, **record)
    factories.ExitRegistrationFactory(plan=plan, household=record.household)


def test_a_commune_of_the_plan(plan, commune, other_commune):
    listed(commune, exited=True)
    listed(commune, kinh=True, reviewed=False)
    named(plan, commune, reviewed=False)
    listed(other_commune)

    assert_same(plan, commune, as_of=TODAY)
    assert_same(plan, other_commune, as_of=TODAY)


def test_gains_of_the_year_before_are_expected_again(plan, commune):
    listed(commune, year=2020)
    listed(commune, first_poor=True, year=2020, kinh=True)
    listed(commune, first_poor=True, year=2020)
    listed(commune, relapsed=True)

    assert_same(plan, commune, as_of=TODAY)
    assert own_year(plan, commune.pk, as_of=TODAY).coverage.everyone.expected_gains == 2


def test_a_commune_without_a_share(plan, sister):
    listed(sister)

    assert_same(plan, sister, as_of=TODAY)


def test_a_commune_together_with_those_merged_into_it(plan, merged, commune, sister):
    listed(commune, exited=True)
    listed(sister, kinh=True)
    named(plan, sister, reviewed=False)

    assert_same(plan, merged, as_of=AFTER)


def test_a_frozen_year_counts_the_frozen_households(plan, commune):
    listed(commune)
    frozen(commune, households=40, em_households=9, edition=1)
    frozen(commune, households=41, em_households=8, edition=2)

    assert_same(plan, commune, as_of=TODAY)


def test_a_commune_that_was_merged_has_no_row_of_its_own(plan, merged, commune):
    assert own_year(plan, commune.pk, as_of=AFTER).figures is None


def test_two_queries_at_any_size(plan, merged, commune, sister, django_assert_num_queries):
    for each in (commune, sister, sister):
        listed(each)

    with django_assert_num_queries(2):
        own_year(plan, merged.pk, as_of=AFTER)
