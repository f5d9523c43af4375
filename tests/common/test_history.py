"""Every way of writing a row records its author."""

import pytest

from areas.models import EthnicGroup
from common.history import (
    conflict_over,
    create_many,
    delete_with_history,
    log_many,
    save_with_history,
    update_many,
)
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.UserFactory()


def groups(count):
    return [
        factories.EthnicGroupFactory.build(code_1979=str(n), code_2009=str(n), name=str(n))
        for n in range(count)
    ]


def test_saving_names_the_person_and_the_reason(person):
    group = factories.EthnicGroupFactory()

    save_with_history(group, by=person, reason="Thử")

    last = group.history.first()
    assert (last.history_user, last.history_change_reason) == (person, "Thử")


def test_deleting_keeps_what_was_and_who_did_it(person):
    group = factories.EthnicGroupFactory()

    delete_with_history(group, by=person)

    last = EthnicGroup.history.first()
    assert (last.history_type, last.history_user, last.name) == ("-", person, "Gia Rai")


def test_bulk_paths_leave_history_too(person):
    made = create_many(groups(3), by=person)
    for group in made:
        group.aliases = "x"
    update_many(made, ["aliases"], by=person)

    assert EthnicGroup.history.filter(history_type="+", history_user=person).count() == 3
    assert EthnicGroup.history.filter(history_type="~", history_user=person).count() == 3


def test_bulk_paths_with_nothing_do_nothing(person):
    assert create_many([], by=person) == []
    assert update_many([], ["name"], by=person) == 0


def test_a_conflict_names_who_changed_the_row_last(person):
    group = factories.EthnicGroupFactory()
    save_with_history(group, by=person)

    conflict = conflict_over(group)

    assert conflict.changed_by == person.full_name
    assert conflict.changed_at == group.history.first().history_date


def test_a_set_changed_in_one_update_leaves_its_history_in_one_insert(
    person, django_assert_num_queries
):
    create_many(groups(3), by=None)
    rows = EthnicGroup.objects.filter(aliases="x")
    EthnicGroup.objects.exclude(name="0").update(aliases="x")

    with django_assert_num_queries(1):
        written = log_many(rows, by=person, at=NOON, reason="Đổi cả loạt")

    last = EthnicGroup.history.filter(history_date=NOON, history_change_reason="Đổi cả loạt")
    assert written == last.count() == 2
    assert {(row.name, row.aliases, row.history_type, row.history_user) for row in last} == {
        ("1", "x", "~", person),
        ("2", "x", "~", person),
    }
