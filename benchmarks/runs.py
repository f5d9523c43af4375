"""One run on the database of this process."""

from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from benchmarks.cases import CASES
from benchmarks.timing import Measured


def prepare_database() -> None:
    """Migrate and load the full demo."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo")


def run_all(only: str = "") -> list[Measured]:
    """Measure every case whose name contains `only`."""
    with override_settings(
        ROOT_URLCONF="benchmarks.urls", ALLOWED_HOSTS=["testserver"], DEBUG=False
    ):
        return [case.run() for case in CASES if only in case.name]


def name_on_this_engine(name: str) -> str:
    """Return the plain name on SQLite, the default, and the name with the engine elsewhere."""
    return name if connection.vendor == "sqlite" else f"{name}_{connection.vendor}"
