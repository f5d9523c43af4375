"""Prepared queries return what the query built anew returns, and keep no rows."""

import datetime as dt

import pytest
from django.db.models import Case, F, Q, Value, When
from django.db.models.query import ModelIterable

from areas.models import Commune
from common.prepared import NotPrepared, PreparedQuery
from tests.factories import CommuneFactory, RoundFactory

pytestmark = pytest.mark.django_db


def of_commune(key):
    return Commune.objects.filter(pk=key).values_list("name", flat=True)


def test_each_call_binds_its_own_key():
    prepared = PreparedQuery(of_commune)
    one, other = CommuneFactory(), CommuneFactory()

    assert prepared(one.pk) == [one.name]
    assert prepared(other.pk) == [other.name]


def test_no_row_is_kept(django_assert_num_queries):
    prepared = PreparedQuery(of_commune)
    commune = CommuneFactory()
    prepared(commune.pk)
    Commune.objects.filter(pk=commune.pk).update(name="Ia Mới")

    with django_assert_num_queries(1):
        assert prepared(commune.pk) == ["Ia Mới"]


def test_the_statement_is_built_once_per_kind_of_argument():
    built = []

    def build(key, ordered_by):
        built.append(ordered_by)
        return Commune.objects.filter(pk=key).order_by(ordered_by).values_list("pk", flat=True)

    prepared = PreparedQuery(build)
    for key in (1, 2, 3):
        prepared(key, "name")
    prepared(1, "-name")

    assert built == ["name", "name", "-name", "-name"]  # twice each, with other stand-ins


def test_the_year_before_and_a_day_are_bound():
    def build(year, day):
        return Commune.objects.filter(valid_from__lte=day).values_list(
            Case(When(Q(code__isnull=False), then=Value(year - 1))), "valid_from"
        )

    prepared = PreparedQuery(build)
    commune = CommuneFactory()

    assert prepared(2021, commune.valid_from) == [(2020, commune.valid_from)]
    assert prepared(2022, commune.valid_from) == [(2021, commune.valid_from)]
    assert prepared(2021, commune.valid_from - dt.timedelta(days=1)) == []


def test_models_with_their_relations_and_annotations_are_read():
    def build(key):
        rows = Commune.objects.filter(pk=key).select_related("district")
        return rows.annotate(same=F("name"))

    commune = CommuneFactory()

    (found,) = PreparedQuery(build)(commune.pk)

    assert (found.district, found.same) == (commune.district, commune.name)


def test_parts_of_a_union_are_bound():
    def build(one, other):
        return of_commune(one).order_by().union(of_commune(other).order_by(), all=True)

    communes = [CommuneFactory(), CommuneFactory()]

    assert sorted(PreparedQuery(build)(*(each.pk for each in communes))) == sorted(
        each.name for each in communes
    )


def test_a_query_without_rows_is_answered():
    prepared = PreparedQuery(lambda key: Commune.objects.none())

    assert prepared(1) == prepared(2) == []


@pytest.mark.parametrize(
    "build",
    [
        lambda key: Commune.objects.all()[:key],
        lambda key: Commune.objects.filter(code=f"{key}"),
        lambda key: Commune.objects.filter(pk=2 * key),
    ],
    ids=["limit", "text", "product"],
)
def test_a_number_that_cannot_be_bound_is_refused(build):
    with pytest.raises(NotPrepared):
        PreparedQuery(build)(1)


class OfTheClass(ModelIterable):
    """Iterates as a Django that does not read `get_compiler` from the instance of the query."""

    def __iter__(self):
        query = self.queryset.query
        return iter(type(query).get_compiler(query, self.queryset.db).results_iter())


def test_rows_of_a_statement_that_is_not_the_prepared_one_are_refused():
    def build(key):
        rows = Commune.objects.filter(pk=key)
        rows._iterable_class = OfTheClass
        return rows

    with pytest.raises(NotPrepared, match="did not run"):
        PreparedQuery(build)(CommuneFactory().pk)


def test_columns_are_converted_as_in_the_query_built_anew():
    """Days and truth values, which SQLite has as texts and numbers."""

    def build(key):
        rows = Commune.objects.filter(pk=key).annotate(is_same=Q(pk=key))
        return rows.values("valid_from", "is_border", "is_same")

    key = CommuneFactory().pk

    (prepared,) = PreparedQuery(build)(key)

    (anew,) = build(key)
    assert [(each, type(each)) for each in prepared.values()] == [
        (each, type(each)) for each in anew.values()
    ]


def test_false_is_no_number():
    def build(is_open):
        return RoundFactory._meta.model.objects.filter(follows_procedure=is_open)

    round_ = RoundFactory(follows_procedure=True)
    prepared = PreparedQuery(build)

    assert prepared(True) == [round_]  # noqa: FBT003
    assert prepared(False) == []  # noqa: FBT003
