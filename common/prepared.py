"""Queries whose SQL is built once per process.

Building a query of many counts and subqueries with the ORM takes several times longer than the
database takes to answer it. A prepared query keeps the statement; each call binds its own numbers
and reads the database again: no figure is kept.
"""

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Two sets of stand-ins, none a neighbour of another: years that dates can hold, valid as keys.
_FIRST, _SECOND = range(5003, 9000, 61), range(5021, 9900, 67)
_NEAREST = range(-1, 2)  # a builder may use the year before or after


class NotPrepared(Exception):
    """The statement depends on a number in another way than as a parameter."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number is bound: its position among the arguments, and what is added to it."""

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

    Whole numbers are bound anew at each call; arguments of other types (a role, a state) are part
    of the statement, so there must be few of them. The builder reads nothing else.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        update_wrapper(self, build)
        self._build = build
        self._statements: dict[Hashable, _Statement | None] = {}

    def __call__(self, *arguments: Any) -> list[Any]:
        """Return the rows; one query. Raises NotPrepared."""
        numbers = [each for each in arguments if _is_number(each)]
        fixed = tuple(None if _is_number(each) else (each,) for each in arguments)
        key = (connection.vendor, fixed)
        if key not in self._statements:
            self._statements[key] = self._prepared(arguments)
        statement = self._statements[key]
        if statement is None:
            return list(self._build(*arguments))
        return _rows(statement, numbers)

    def _prepared(self, arguments: Sequence[Any]) -> _Statement | None:
        """Build the statement twice with other numbers: the parameters that differ are bound."""
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
        rows = self._build(*(next(taken) if _is_number(one) else one for one in arguments))
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        return _Statement(rows, compiler, sql, tuple(params))


def _is_number(value: Any) -> bool:
    return type(value) is int


def _place(first: Any, second: Any) -> _Place:
    if _is_number(first) and _is_number(second):
        for argument, (one, other) in enumerate(zip(_FIRST, _SECOND, strict=False)):
            added = first - one
            if added in _NEAREST and added == second - other:
                return _Place(argument, added)
    raise NotPrepared(f"{first!r} and {second!r} are not the numbers given.")


def _rows(statement: _Statement, numbers: Sequence[int]) -> list[Any]:
    params = tuple(
        numbers[each.argument] + each.added if isinstance(each, _Place) else each
        for each in statement.params
    )
    compiler = copy(statement.compiler)
    compiler.connection = connection
    compiler.as_sql = lambda *_args, **_kwargs: (statement.sql, params)
    rows = statement.rows.all()
    rows.query.get_compiler = lambda *_args, **_kwargs: compiler
    return list(rows)
