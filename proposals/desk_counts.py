"""How many usulan stand in each tab of a desk: one query, each count on its own index and never past a limit."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from catalogue.money import grouped

from .desk_work import Tab

MOST = 2000
"""Beyond that a list says `2.000+`: nobody works through it in one sitting, and counting on would read the city."""


@dataclass(frozen=True)
class Counts:
    """How many usulan stand in each tab; `saya` and `terlambat` stand in another tab, too."""

    belum: int
    saya: int
    terlambat: int
    menunggu: int
    selesai: int

    @property
    def total(self) -> int:
        return self.belum + self.menunggu + self.selesai

    @property
    def done_of_all(self) -> str:
        """`41 dari 59`."""
        return f"{said(self.selesai)} dari {said(self.total)}"

    def of(self, tab: str) -> int:
        """The figure of one tab, at most `MOST`."""
        return int(getattr(self, tab))


def said(number: int) -> str:
    """`15`; `2.000+` where the counting stopped."""
    return grouped(MOST) + "+" if number >= MOST else grouped(number)


def counts(tabs: Mapping[str, Tab]) -> Counts:
    """Count the tabs of a desk.

    The queries are put together as text: each as Django writes it, which is several times quicker than to let Django
    nest them in one another.
    """
    written = [tab.ids()[:MOST].query.sql_with_params() for tab in tabs.values()]
    columns = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) counted)" for sql, _ in written)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [value for _, values in written for value in values])
        figures = cursor.fetchone()
    return Counts(**dict(zip(tabs, figures, strict=True)))
