"""The figures beside the tabs of a desk."""

from dataclasses import dataclass

from catalogue.money import grouped

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
