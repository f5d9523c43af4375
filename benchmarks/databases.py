"""A temporary database of each engine for one run."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql


@contextlib.contextmanager
def sqlite_database(folder: Path) -> Iterator[str]:
    """Return the URL of a new SQLite file in a folder."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=folder) as place:
        yield f"sqlite:///{Path(place) / 'bench.sqlite3'}"


@contextlib.contextmanager
def postgresql_database(server: str) -> Iterator[str]:
    """Return the URL of a new database on a PostgreSQL server."""
    name = f"bench_{os.getpid()}"
    _execute(server, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name)
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        _execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(server: str, statement: str, name: str) -> None:
    connection = psycopg2.connect(server)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))
    finally:
        connection.close()
