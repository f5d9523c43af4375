import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from common.checks import database_is_of_this_version, own_apps, unknown_migrations


@pytest.fixture
def _from_another_version(db):
    MigrationRecorder(connection).record_applied("households", "0099_from_elsewhere")


def test_our_apps_are_those_in_the_repository():
    assert {"areas", "households", "targets"} <= own_apps()
    assert "auth" not in own_apps()


def test_a_database_of_this_version_is_accepted(db):
    assert unknown_migrations("default") == []
    assert database_is_of_this_version(databases=["default"]) == []


def test_a_migration_of_a_library_is_not_looked_at(db):
    MigrationRecorder(connection).record_applied("axes", "0999_later")

    assert unknown_migrations("default") == []


@pytest.mark.usefixtures("_from_another_version")
def test_a_database_of_another_version_is_refused_before_migrating():
    with pytest.raises(SystemCheckError, match="0099_from_elsewhere") as refusal:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False)

    assert "Nothing was changed" in str(refusal.value)
    assert "made anew" in str(refusal.value)
