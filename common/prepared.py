"""Queries whose SQL is built once per process.

Building a query of many counts and subqueries with the ORM takes several times longer than the
database takes to answer it. A prepared query keeps the statement; each call binds its own numbers
and reads the database again: no figure is kept.

Django has no public way to keep a statement: `raw()` and cursors return no `values_list`, related
objects or converted columns. Two internals are relied on, and nothing else:

1. iterating over a queryset calls `queryset.query.get_compiler(...)` on that instance;
2. the compiler runs what its own `as_sql()` returns, and reads rows by the columns that `as_sql()`
   has set up on it before; a shallow copy of it does the same.

If the first changes, or the compiler no longer calls `as_sql`, each call raises NotPrepared.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Two sets of stand-ins, none a neighbour of another: years that dates can hold, valid as keys.
_FIRST, _SECOND = range(5003, 9000, 7), range(5021, 9900, 11)
_NEAREST = range(-1, 2)  # a builder may use the year before or after


class NotPrepared(Exception):
    """The statement depends on a number or day in another way than as a parameter.

    Also raised where Django ran another statement than the prepared one.
    """


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value is bound: its position among those bound, and what is added to a number."""

    argument: int
    added: int


@dataclass(frozen=True, slots=True)
class _Statement:
    rows: QuerySet
    compiler: Any
    sql: str
    params: Sequence[Any]


class PreparedQuery:
    """A function that builds a queryset from keys and years, called for its rows.

    Whole numbers and days are bound anew at each call; arguments of other types (a role, a state)
    are part of the statement, so there must be few of them. The builder reads nothing else.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        update_wrapper(self, build)
        self._build = build
        self._statements: dict[Hashable, _Statement | None] = {}

    def __call__(self, *arguments: Any) -> list[Any]:
        """Return the rows; one query. Raises NotPrepared."""
        bound = [each for each in arguments if _is_bound(each)]
        fixed = tuple(type(each) if _is_bound(each) else (each,) for each in arguments)
        key = (connection.vendor, fixed)
        if key not in self._statements:
            self._statements[key] = self._prepared(arguments)
        statement = self._statements[key]
        if statement is None:
            return list(self._build(*arguments))
        return _rows(statement, bound)

    def _prepared(self, arguments: Sequence[Any]) -> _Statement | None:
        """Build the statement twice with other numbers: the parameters that differ are bound."""
        if len(arguments) > len(_SECOND):
            return None
        try:
            one, other = (self._with(arguments, numbers) for numbers in (_FIRST, _SECOND))
        except EmptyResultSet:
            return None
        if one.sql != other.sql or len(one.params) != len(other.params):
            raise NotPrepared(f"{self._build.__qualname__} writes a number into its statement.")
        pairs = zip(one.params, other.params, strict=True)
        places = [first if first == second else _place(first, second) for first, second in pairs]
        return _Statement(one.rows, one.compiler, one.sql, places)

    def _with(self, arguments: Sequence[Any], numbers: Sequence[int]) -> _Statement:
        taken = iter(numbers)
        rows = self._build(*(_stand_in(one, taken) if _is_bound(one) else one for one in arguments))
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        return _Statement(rows, compiler, sql, tuple(params))


def _is_bound(value: Any) -> bool:
    return type(value) in {int, dt.date}


def _stand_in(value: Any, numbers: Iterator[int]) -> Any:
    number = next(numbers)
    return number if type(value) is int else dt.date(number, 1, 1)


def _place(first: Any, second: Any) -> _Place:
    """Return the argument from which a parameter comes: a number, or a day as the database has it."""
    for argument, (one, other) in enumerate(zip(_FIRST, _SECOND, strict=False)):
        if type(first) is int and type(second) is int:
            if first - one in _NEAREST and first - one == second - other:
                return _Place(argument, first - one)
        elif [str(first), str(second)] == [f"{one}-01-01", f"{other}-01-01"]:
            return _Place(argument, 0)
    raise NotPrepared(f"{first!r} and {second!r} are not the values given.")


def _value(place: _Place, bound: Sequence[Any]) -> Any:
    value = bound[place.argument]
    if type(value) is int:
        return value + place.added
    return connection.ops.adapt_datefield_value(value)


def _rows(statement: _Statement, bound: Sequence[Any]) -> list[Any]:
    """Run the statement with the values bound. Raises NotPrepared."""
    params = tuple(
        _value(each, bound) if isinstance(each, _Place) else each for each in statement.params
    )
    runs = []

    def as_sql(*_args: Any, **_kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        runs.append(params)
        return statement.sql, params

    compiler = copy(statement.compiler)
    compiler.connection, compiler.as_sql = connection, as_sql
    rows = statement.rows.all()
    rows.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
    found = list(rows)
    if not runs:  # these rows are those of the stand-ins
        raise NotPrepared("Django did not run the prepared statement.")
    return found
