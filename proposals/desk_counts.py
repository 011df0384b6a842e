"""How many usulan stand in each tab of a desk: one query, each count on its own index and never past a limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Subquery

from catalogue.money import grouped

from .models import Cycle
from .querysets import ProposalQuerySet

MOST = 2000
"""Beyond that a list says `2.000+`: nobody works through it in one sitting, and counting on would read the city."""


class _Count(Subquery):
    """The number of rows of a query, as a figure of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


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


def counts(tabs: Mapping[str, ProposalQuerySet], cycle: Cycle) -> Counts:
    """Count the tabs of a desk."""
    figures: dict[str, Any] = {
        f"n_{name}": _Count(found.order_by().values("pk")[:MOST]) for name, found in tabs.items()
    }
    row: Any = Cycle.objects.filter(pk=cycle.pk).values(**figures).get()
    return Counts(**{name: row[f"n_{name}"] for name in tabs})
