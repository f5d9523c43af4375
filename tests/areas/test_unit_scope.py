"""After a merger users see their commune and its old communes, and nothing more."""

import pytest

from areas.models import Commune, Village
from households.models import Household, Member
from targets.models import CommuneTarget
from tests import factories


@pytest.fixture
def merged(commune):
    """A new commune made of `commune` and another."""
    new = factories.CommuneFactory(name="Ia Mới")
    sister = factories.CommuneFactory(name="Ia Cũ")
    Commune.objects.filter(pk__in=[commune.pk, sister.pk]).update(merged_into=new)
    return new


@pytest.fixture
def of_the_new(merged):
    return factories.UserFactory(officer=True, commune=merged)


def households_everywhere():
    return {
        commune.name: factories.HouseholdFactory(village__commune=commune).pk
        for commune in Commune.objects.all()
    }


def test_people_of_the_new_commune_see_the_union(of_the_new, other_commune):
    pks = households_everywhere()

    seen = set(Household.objects.visible_to(of_the_new).values_list("pk", flat=True))

    assert seen == {pks["Ia Mới"], pks["Ia Cũ"], pks["Ia O"]}


def test_people_of_an_old_commune_see_nothing_more(merged, officer, other_commune):
    pks = households_everywhere()

    assert [row.pk for row in Household.objects.visible_to(officer)] == [pks["Ia O"]]


def test_people_of_another_commune_see_nothing_more(merged, other_commune):
    pks = households_everywhere()
    stranger = factories.UserFactory(officer=True, commune=other_commune)

    assert [row.pk for row in Household.objects.visible_to(stranger)] == [pks["Ia Chia"]]


def test_the_scope_is_part_of_the_one_query(of_the_new, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(Household.objects.visible_to(of_the_new))


@pytest.mark.parametrize("model", [Commune, Village, Member, CommuneTarget])
def test_every_table_of_a_commune_follows_the_scope(model, of_the_new, other_commune):
    households_everywhere()
    for commune in Commune.objects.all():
        factories.CommuneTargetFactory(commune=commune)

    assert model.objects.visible_to(of_the_new).count() == 3


def test_a_disabled_user_sees_nothing(of_the_new):
    households_everywhere()
    of_the_new.is_active, of_the_new.commune = False, None

    assert not Household.objects.visible_to(of_the_new).exists()
