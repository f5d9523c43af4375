"""The tests create their tables from the models; here the migrations make the same ones."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from benchmarks.databases import postgresql_database, sqlite_database
from scripts.project import ROOT, clean_environment


def server_url() -> str:
    """Return the URL of the PostgreSQL server of this test run."""
    database = connection.settings_dict
    user, password = (quote(database[name], safe="") for name in ("USER", "PASSWORD"))
    secret = f":{password}" if password else ""
    return f"postgres://{user}{secret}@{database['HOST']}:{database['PORT'] or 5432}/postgres"


@pytest.fixture
def migrated(db, tmp_path: Path, django_db_blocker) -> Iterator[object]:
    """An empty database to which all migrations were applied."""
    is_sqlite = connection.vendor == "sqlite"
    place = sqlite_database(tmp_path) if is_sqlite else postgresql_database(server_url())
    with place as url:
        variables = clean_environment(
            DATABASE_URL=url, DJANGO_SETTINGS_MODULE="tests.settings", PATH=os.environ["PATH"]
        )
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=variables, check=True)
        one = connection.copy()
        one.settings_dict["NAME"] = (
            url.removeprefix("sqlite:///") if is_sqlite else url.rsplit("/")[-1]
        )
        yield one
        one.close()


def tables(one) -> dict[str, set[object]]:
    """Return the columns, constraints and indexes of every table of the product's apps."""
    found: dict[str, set[object]] = {}
    with one.cursor() as cursor:
        for table in sorted(one.introspection.table_names(cursor)):
            if not table.startswith(OWN):
                continue
            described = one.introspection.get_table_description(cursor, table)
            constraints = one.introspection.get_constraints(cursor, table)
            found[table] = {
                (column.name, column.type_code, column.null_ok) for column in described
            } | {
                (named(name), *(str(each[key]) for key in sorted(each) if key != "definition"))
                for name, each in constraints.items()
            }
    return found


def named(name: str) -> str:
    """Return a constraint's own name; names that the engine chooses do not count."""
    return name if name in DECLARED else ""


def triggers(one) -> set[tuple[object, ...]]:
    statement = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if one.vendor == "sqlite"
        else "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    )
    with one.cursor() as cursor:
        cursor.execute(statement)
        return set(cursor.fetchall())


OWN = tuple(f"{app}_" for app in settings.INSTALLED_APPS if (ROOT / app / "migrations").is_dir())


def _declared() -> set[str]:
    return {
        each.name
        for model in apps.get_models()
        for each in (*model._meta.constraints, *model._meta.indexes)
    }


DECLARED = _declared()


def test_the_migrations_make_the_tables_of_the_models(migrated):
    of_migrations, of_models = tables(migrated), tables(connection)

    assert len(of_models) > 80
    assert of_migrations.keys() == of_models.keys()
    different = {
        table: of_migrations[table] ^ of_models[table]
        for table in of_models
        if of_migrations[table] != of_models[table]
    }
    assert different == {}
    assert triggers(migrated) == triggers(connection)
