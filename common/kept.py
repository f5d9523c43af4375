"""Results kept until the database changes (decision 44).

A result is kept together with the state of the database in which it was computed, and given again
only in the same state: no committed change, by whomever and in whichever process, can be missed.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import count
from typing import Any, TypeVar

from django.db import connection

_Result = TypeVar("_Result")
_MOST = 32  # results per process
# Inputs that other processes keep for some seconds (terms, the installation) do not live on in here.
_SECONDS = 30


class _Connections(threading.local):
    """The SQLite connection of this thread, and a number that no other one has."""

    raw: Any = None
    number: int = 0


_numbers = count(1)
_known = _Connections()
_results: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
_lock = threading.Lock()


def database_state() -> Hashable | None:
    """Return a value that is another one after each committed change of the database.

    None within a transaction, whose own changes it does not tell. PostgreSQL: the present snapshot,
    which lists the transactions that are visible; the same list means the same data. SQLite: what
    this connection has changed, and whether another one has; it holds for this connection only.
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_current_snapshot()::text")
            return (connection.settings_dict["NAME"], *cursor.fetchone())
        cursor.execute("PRAGMA data_version")
        version = cursor.fetchone()
    if _known.raw is not connection.connection:
        _known.raw, _known.number = connection.connection, next(_numbers)
    return (_known.number, *version, connection.connection.total_changes)


def kept(key: Hashable, compute: Callable[[], _Result]) -> _Result:
    """Return the result of `compute`, kept under a key until the database changes.

    The key must contain all that the result depends on beside the database. The result is shared:
    it must not be changed.
    """
    state = database_state()
    if state is None:
        return compute()
    whole, at = (state, key), time.monotonic()
    with _lock:
        known = _results.get(whole)
    if known is not None and at - known[0] < _SECONDS:
        found: _Result = known[1]
        return found
    made = compute()
    with _lock:
        _results[whole] = at, made
        _results.move_to_end(whole)
        while len(_results) > _MOST:
            _results.popitem(last=False)
    return made
