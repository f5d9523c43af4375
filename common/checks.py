"""System check: a database made by another set of migrations is refused before anything changes."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def own_apps() -> frozenset[str]:
    """Return the labels of the apps in this repository."""
    return frozenset(
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == Path(settings.BASE_DIR)
    )


def unknown_migrations(alias: str) -> list[str]:
    """Return the applied migrations of our apps that this version does not have, as "app.name"."""
    connection = connections[alias]
    applied = MigrationRecorder(connection).applied_migrations()
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    labels = own_apps()
    return sorted(
        f"{app}.{name}" for app, name in applied if app in labels and (app, name) not in known
    )


@register(Tags.database)
def database_is_of_this_version(databases: Any = None, **kwargs: Any) -> list[Error]:
    """Return an error per database whose migrations were replaced or come from a later version.

    `migrate` runs database checks first, so such a database is left as it is.
    """
    return [
        Error(
            f"The database {connections[alias].settings_dict['NAME']} was made by another version"
            f" of this product: it has {len(unknown)} migrations that this version does not"
            f" have (the first is {unknown[0]}). Nothing was changed.",
            hint="Demo data has to be made anew: move the file away (or name another DATABASE_URL)"
            " and start again. For real data, use the version that made the database.",
            id="common.E001",
        )
        for alias in databases or ()
        if (unknown := unknown_migrations(alias))
    ]
