"""Migrate the database and collect static files in one start of Django.

Runs in `.venv` (the only script that imports Django): five `manage.py` starts would cost a second
each. Standard output holds only the demo accounts.
"""

import contextlib
import os
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection


def prepare(*, collect: bool) -> None:
    """Migrate, load the demo where allowed and the database is empty, collect static files."""
    django.setup()
    with contextlib.redirect_stdout(sys.stderr):
        # With the checks, which reject a database created by another set of migrations.
        print("Preparing the database …", flush=True)
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
        if settings.DEMO_ALLOWED:
            call_command("load_demo", if_empty=True, verbosity=0, after_commune=_progress)
        call_command("schedule_upkeep")
        if collect:
            print("Collecting the files of the pages …", flush=True)
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    if settings.DEMO_ALLOWED:
        call_command("demo_accounts")


def _progress(done: int, of: int) -> None:
    """Print the progress of the demo data, in one line of a terminal."""
    text = f"Loading the demo data: {done} of {of} communes"
    if sys.stdout.isatty():
        print(f"\r{text}", end="" if done < of else " …\n", flush=True)
    else:
        print(text, flush=True)


def main() -> None:
    """Prepare, and report a known failure in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "povertyapp.settings")
    try:
        prepare(collect="--collect" in sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"A setting is wrong: {error}")
    except CommandError as error:
        sys.exit(str(error))
    except OperationalError as error:
        database = connection.settings_dict
        place = database["HOST"] or "this machine"
        sys.exit(f"The database {database['NAME']} on {place} cannot be used: {error}")


if __name__ == "__main__":
    main()
