"""The numbered paper of a forum in figures: what became of each sheet, and which are not accounted for."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Prefetch

from .models import Blank, Forum, Reading
from .models.blanks import HANDS

State = Blank.State
OPEN = (State.PRINTED, State.ONCE, State.DIFFERS)
"""Nobody knows yet what the sheet holds."""


@dataclass(frozen=True)
class Pile:
    """All sheets of one kind that a forum ever printed: printed = used + left over + spoiled + open."""

    kind: str
    sheets: tuple[Blank, ...]

    @property
    def label(self) -> str:
        return Blank.Kind(self.kind).label

    @property
    def printed(self) -> int:
        return len(self.sheets)

    @property
    def used(self) -> int:
        return self._count(State.USED)

    @property
    def unused(self) -> int:
        return self._count(State.UNUSED)

    @property
    def spoiled(self) -> int:
        return self._count(State.SPOILED)

    @property
    def open(self) -> list[Blank]:
        """Those that are not accounted for."""
        return [one for one in self.sheets if one.state in OPEN]

    @property
    def prints(self) -> list[tuple[Blank, Blank]]:
        """The first and the last sheet of each time that sheets were printed, the latest first."""
        times = [list(sheets) for _, sheets in groupby(self.sheets, key=lambda one: one.printed_at)]
        return [(sheets[0], sheets[-1]) for sheets in reversed(times)]

    @property
    def differing(self) -> list[Blank]:
        return [one for one in self.sheets if one.state == State.DIFFERS]

    def _count(self, state: Blank.State) -> int:
        return sum(one.state == state for one in self.sheets)


def read(forum: Forum, user_id: int | None = None) -> list[Pile]:
    """The piles of a forum as one typist sees them (`is_mine`: typed by that person), with who typed; two queries."""
    mine = Reading.objects.filter(blank=OuterRef("pk"), by__user=user_id)
    known = forum.blanks.annotate(is_mine=Exists(mine)).select_related("proposal").order_by("kind", "number")
    hands = Reading.objects.filter(hand__lte=HANDS).defer("values").select_related("by__office").order_by("hand")
    sheets = list(known.prefetch_related(Prefetch("readings", hands, to_attr="hands")))
    return [Pile(kind, tuple(one for one in sheets if one.kind == kind)) for kind in Blank.Kind.values]


def waiting(forum: Forum, kind: str) -> list[Blank]:
    """The sheets of one kind that are not accounted for; one query."""
    return list(forum.blanks.filter(kind=kind, state__in=OPEN).order_by("number"))


def after(pile: Iterable[Blank], number: int) -> Blank | None:
    """The next sheet that one typist has still to type, on from a number, then from the first. Needs `is_mine`."""
    mine = [one for one in pile if one.state in {State.PRINTED, State.ONCE} and not getattr(one, "is_mine", False)]
    return next((one for one in mine if one.number > number), mine[0] if mine else None)
