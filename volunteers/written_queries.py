"""Queries that Django writes as SQL once, and not each time that they are asked.

To put a query together and write it takes Django longer than it takes the database to answer, and every page asks the
same ones. Only the wording is kept; it is asked anew each time, with the values of the moment. Here in the lowest
package, because all of them ask. docs/adr/5-written-queries.md says what it is for.
"""

from collections.abc import Callable, Iterator
from copy import copy
from functools import lru_cache, wraps
from itertools import count
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


def written_once(build: Callable[..., QuerySet[Row]]) -> Callable[..., list[Row]]:
    """For a function that makes a query out of values: calling it asks, and returns the rows.

    Values are passed by position, and `build` is given a `Parameter` for each: a list of them for a list, None for
    None. What decides how the query reads is passed by keyword, and comes as it is. `build` is called once for each
    wording, so all that the query depends on must be an argument, the time and the language too.
    """

    @wraps(build)
    def ask(*values: Any, **choices: Any) -> list[Row]:
        query = written(build, tuple(map(_shape, values)), tuple(choices.items()))
        return query.ask([one for value in values for one in (value if isinstance(value, list) else [value])])

    return ask


class Parameter(Expression):
    """Stands in a query for a value that is not known yet; `place` is its place among all of the query's values."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", [self]


class WrittenQuery(NamedTuple, Generic[Row]):
    queryset: QuerySet[Row]
    compiler: SQLCompiler  # Having written, it knows what each column is for. Never used itself, but copied.
    sql: str
    params: tuple[Any, ...]

    def ask(self, values: list[Any]) -> list[Row]:
        compiler = copy(self.compiler)
        compiler.connection = connection = connections[DEFAULT_DB_ALIAS]  # this thread's
        params = tuple(
            _adapted(values[param.place], connection) if isinstance(param, Parameter) else param
            for param in self.params
        )
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)  # type: ignore[method-assign] # of a copy
        queryset = self.queryset.all()
        queryset.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign] # of a copy
        return list(queryset)


@lru_cache(maxsize=500)
def written(build: Callable[..., QuerySet[Row]], shapes: tuple, choices: tuple) -> WrittenQuery[Row]:
    places = count()
    queryset = build(*(_parameters(shape, places) for shape in shapes), **dict(choices)).using(DEFAULT_DB_ALIAS)
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:  # It asks for one of none, and the compiler knows what no SQL means.
        sql, params = "", ()
    return WrittenQuery(queryset, compiler, sql, tuple(params))


def _shape(value: Any) -> int | str:
    """What the wording depends on."""
    if isinstance(value, list):
        return len(value)
    return "none" if value is None else "one"


def _parameters(shape: int | str, places: Iterator[int]) -> Any:
    if isinstance(shape, int):
        return [Parameter(next(places)) for _ in range(shape)]
    place = next(places)
    return None if shape == "none" else Parameter(place)


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """As the database takes it: SQLite knows neither UUID nor time zone."""
    if value is None:  # One of a list, where it matches nothing.
        return None
    field = BigIntegerField() if type(value) is int else Value(value).output_field
    return field.get_db_prep_value(value, connection)
