"""The database enforces the rules that no CHECK can express, after any migration."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from common import triggers

pytestmark = pytest.mark.django_db


def test_every_rule_is_in_the_database():
    assert {rule.name for rule in triggers.registered()} == triggers.installed(connection)


def test_every_table_of_a_rule_exists():
    known = set(connection.introspection.table_names())

    assert {name for rule in triggers.registered() for name in (rule.table, *rule.tables)} <= known


def test_no_two_rules_share_a_name_and_no_name_is_too_long():
    names = [rule.name for rule in triggers.registered()]

    assert len(set(names)) == len(names)
    assert max(map(len, names)) < 63


def test_every_refusal_of_the_database_has_a_sentence():
    assert {rule.marker for rule in triggers.registered()} == set(triggers.sentences())


def test_rules_can_be_taken_off_and_put_on_again_any_number_of_times():
    triggers.remove(connection)
    triggers.remove(connection)
    off = triggers.installed(connection)
    triggers.install(connection)
    triggers.install(connection)

    assert off == set()
    assert {rule.name for rule in triggers.registered()} == triggers.installed(connection)


def test_a_migrate_without_work_leaves_the_rules_on():
    call_command("migrate", verbosity=0, stdout=StringIO())

    assert {rule.name for rule in triggers.registered()} == triggers.installed(connection)
