"""Queries that Django writes once in a process, with holes for what differs from one request to the next.

To write a query of several levels takes Django longer than the database needs to answer it. A query with holes is an
ordinary queryset, made by the same lines as one with values; only its text is remembered.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class Hole(Expression):
    """Stands in a query where a value will stand, which is known by that name."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, Any]:
        """Leave itself among the parameters."""
        return "%s", [self]

    def filled(self, known: Mapping[str, Any]) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(known[self.name], connection)


class Keys(Hole):
    """Stands for any number of primary keys, `pk__in=Keys("keys")`: one parameter, so that the text stays the same."""

    def __init__(self, name: str) -> None:
        super().__init__(name, BigIntegerField())

    def as_sqlite(self, *_: Any, **__: Any) -> tuple[str, list[Any]]:
        return "(SELECT value FROM json_each(%s))", [self]

    def as_postgresql(self, *_: Any, **__: Any) -> tuple[str, list[Any]]:
        return "(SELECT value::bigint FROM json_array_elements_text(%s))", [self]

    def filled(self, known: Mapping[str, Any]) -> str:
        return json.dumps(known[self.name])


def fill(params: Iterable[Any], known: Mapping[str, Any]) -> list[Any]:
    """The parameters of a query with values in its holes."""
    return [one.filled(known) if isinstance(one, Hole) else one for one in params]


@dataclass(frozen=True)
class Written:
    """A query as text, and its parameters with holes among them."""

    sql: str
    params: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> "Written":
        """Let Django write a query."""
        sql, params = rows.query.sql_with_params()
        return cls(sql, tuple(params))


def fetch(sql: str, params: Iterable[Any], known: Mapping[str, Any]) -> list[Any]:
    """Fill the holes and read all rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, fill(params, known))
        return list(cursor.fetchall())


class Prepared(Generic[Row]):
    """A queryset with holes that gives ordinary objects, its related ones and its prefetches included."""

    def __init__(self, make: Callable[[], QuerySet[Row]]) -> None:
        self._make = make

    @cached_property
    def _ready(self) -> tuple[QuerySet[Row], SQLCompiler, Written]:
        rows = self._make()
        compiler = rows.query.get_compiler(connection=connection)  # a proxy: each thread has a connection of its own
        sql, params = compiler.as_sql()
        return rows, compiler, Written(sql, tuple(params))

    def read(self, **known: Any) -> list[Row]:
        """Fill the holes and read."""
        rows, compiler, written = self._ready
        rows, compiler, params = rows.all(), copy(compiler), tuple(fill(written.params, known))
        compiler.as_sql = lambda *_, **__: (written.sql, params)  # type: ignore[method-assign]
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(rows)
