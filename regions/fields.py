"""The column that holds a region code, and the one search it needs: everything at or below a code."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

from .codes import is_code


class RegionCodeField(models.CharField[str, str]):
    """A region code as text. On PostgreSQL Django adds the byte-wise index that `within` reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)


@RegionCodeField.register_lookup
class Within(Lookup[Any]):
    """`code__within="35.73"` finds 35.73 and all below it.

    Codes hold digits and dots only, and `/` is the character after the dot: so the subtree is one range from the code
    to the code with `/`, which both databases answer from the index. A LIKE would not, on SQLite. An expression is
    taken for a code as it is.
    """

    lookup_name = "within"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        column, params = self.process_lhs(compiler, connection)
        low, high = ("~>=~", "~<~") if connection.vendor == "postgresql" else (">=", "<")
        if hasattr(self.rhs, "as_sql"):
            value, given = self.process_rhs(compiler, connection)
            sql = f"({column} {low} {value} AND {column} {high} ({value} || '/'))"
            return sql, (*params, *given, *params, *given)
        code = str(self.rhs)
        if not is_code(code):
            return "1 = 0", ()
        sql = f"({column} {low} %s AND {column} {high} %s)"
        return sql, (*params, code, *params, f"{code}/")
