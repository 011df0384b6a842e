"""Refusals that the database itself makes, on both engines, for whoever comes past the verbs: one row per refusal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

ALWAYS = "TRUE"


@dataclass(frozen=True)
class Guard:
    """One refusal: before which act on which table (and columns), when, and in which words."""

    table: str
    act: str
    when: str
    said: str
    columns: str = ""

    @property
    def name(self) -> str:
        return "_".join(filter(None, (self.table, "no", self.act.lower(), self.columns.partition(",")[0])))

    @property
    def row(self) -> str:
        return "NEW" if self.act == "INSERT" else "OLD"

    @property
    def event(self) -> str:
        return f"{self.act} OF {self.columns}" if self.columns else self.act

    @property
    def condition(self) -> str:
        return self.when.format(row=self.row)


def put(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Write guards into the database, where their table and columns stand."""
    with connection.cursor() as cursor:
        for guard in _possible(connection, cursor, guards):
            for statement in _postgres(guard) if connection.vendor == "postgresql" else _sqlite(guard):
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Take guards out of the database."""
    with connection.cursor() as cursor:
        for guard in guards:
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


def _possible(connection: BaseDatabaseWrapper, cursor: Any, guards: Sequence[Guard]) -> Iterator[Guard]:
    """Those whose table and columns are there already."""
    tables, columns = set(connection.introspection.table_names(cursor)), dict[str, set[str]]()
    for guard in guards:
        if guard.table not in tables:
            continue
        if guard.columns and guard.table not in columns:
            found = connection.introspection.get_table_description(cursor, guard.table)
            columns[guard.table] = {column.name for column in found}
        if not guard.columns or set(guard.columns.split(", ")) <= columns[guard.table]:
            yield guard


def _sqlite(guard: Guard) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.said}'); END"
    ]


def _postgres(guard: Guard) -> list[str]:
    name, back = guard.name, "OLD" if guard.act == "DELETE" else "NEW"
    on = f"BEFORE {guard.event} ON {guard.table}"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {guard.condition} THEN RAISE EXCEPTION '{guard.said}'; END IF; RETURN {back}; END $$",
        f"CREATE OR REPLACE TRIGGER {name} {on} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
