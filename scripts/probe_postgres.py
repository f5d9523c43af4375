"""Test whether a PostgreSQL server can run the tests; runs in `.venv`, which has psycopg2.

Exit status 0 when a database could be created and dropped, else 1 with the reason on stderr.
"""

import contextlib
import os
import sys

import psycopg2

OLDEST = 140000  # Django 5.2 refuses servers before 14


def main() -> None:
    """Connect to the URL on the command line and test."""
    name = f"povertyapp_probe_{os.getpid()}"
    try:
        with contextlib.closing(psycopg2.connect(sys.argv[1], connect_timeout=5)) as connection:
            connection.autocommit = True
            if connection.server_version < OLDEST:
                sys.exit(f"PostgreSQL 14 or newer is needed, this is {connection.server_version}.")
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {name}")
                cursor.execute(f"DROP DATABASE {name}")
    except psycopg2.Error as error:
        sys.exit(str(error).strip())


if __name__ == "__main__":
    main()
