"""Usulan and pokir that are alike: candidates of one kelurahan in one query a table, scored, told as stories.

What is looked at never grows with the city: the candidates are those of the same kelurahan (index `proposal_alike`), of
all years, and those whose pin lies within 250 m (index `proposal_pin`), so that the other side of a border is seen too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from math import cos, radians

from django.db.models import Q

from accounts.models import ProposerGroup
from regions import codes
from regions.models import Region

from .likeness import ALIKE, NEAR_M, Likeness, Sketch, elsewhere, likeness, sketch
from .models import Cycle, Pokir, Proposal
from .same_trouble import SHOWN, Hit, Story, stories
from .statuses import HIDDEN, Status
from .texts import mask_private

MOST = 1000
"""How many usulan of a kelurahan are looked at, the newest first: six years of the largest one."""

SHORT = 10
"""Fewer letters of a problem than this say nothing yet."""

_FIELDS = ("pk", "title", "problem", "address", "place", "lat", "lng", "previous_id")


@dataclass(frozen=True)
class Asked:
    """What somebody is writing: plain values, as far as they are known. `place` is said as people say it."""

    kelurahan: Region
    title: str = ""
    problem: str = ""
    address: str = ""
    place: str = ""
    lat: Decimal | None = None
    lng: Decimal | None = None
    own: int | None = None
    """The usulan itself, where it is stored already."""
    previous: int | None = None
    """What it takes up again: its own history is no twin."""
    group: ProposerGroup | None = None
    """Who asks: drafts of the own group are looked at too."""

    @property
    def says_something(self) -> bool:
        return bool(self.title) or len(self.problem.strip()) >= SHORT

    def sketch(self) -> Sketch:
        pin = (_float(self.lat), _float(self.lng))
        return sketch(
            title=self.title, problem=self.problem, address=self.address, place=self.place, lat=pin[0], lng=pin[1]
        )


def asked_of(proposal: Proposal) -> Asked | None:
    """The question that a stored usulan asks; None for one of a whole kecamatan. Needs kelurahan loaded."""
    if proposal.kelurahan is None:
        return None
    return Asked(
        proposal.kelurahan,
        proposal.title,
        proposal.problem,
        proposal.address,
        proposal.place,
        proposal.lat,
        proposal.lng,
        own=proposal.pk,
        previous=proposal.previous_id,
    )


@dataclass(frozen=True)
class PokirHit:
    """One pokir that is alike."""

    pokir: Pokir
    likeness: Likeness

    @property
    def title(self) -> str:
        return mask_private(self.pokir.title)


@dataclass(frozen=True)
class Hint:
    """What is alike: stories and pokir, the most alike first."""

    stories: list[Story] = field(default_factory=list)
    pokir: list[PokirHit] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.stories or self.pokir)

    @property
    def count(self) -> int:
        return len(self.stories) + len(self.pokir)


def hint(asked: Asked, cycle: Cycle) -> Hint:
    """Say what is alike in this cycle, in past ones, and among pokir; in four queries at most."""
    if not asked.says_something:
        return Hint()
    mine = asked.sketch()
    return Hint(stories(hits(asked, mine), cycle), pokir_hits(asked, mine))


def seen_from_desk(proposal: Proposal) -> tuple[Hint, list[Hit]]:
    """What is like a sent usulan, as the hint tells it and as bare hits; four queries at most. Needs cycle loaded."""
    asked = asked_of(proposal)
    if asked is None:
        return Hint(), []
    mine = asked.sketch()
    found = hits(asked, mine)
    return Hint(stories(found, proposal.cycle), pokir_hits(asked, mine)), found


def hits(asked: Asked, mine: Sketch | None = None, *, only: Q | None = None) -> list[Hit]:
    """Usulan that are alike, the most alike first; one query. `only` narrows the candidates."""
    mine = mine or asked.sketch()
    hidden = Q(status__in=HIDDEN)
    if asked.group is not None:
        hidden &= ~Q(status=Status.DRAFT, group=asked.group)
    found = Proposal.objects.filter(_near(asked)).exclude(hidden)
    if asked.own is not None:
        found = found.exclude(pk=asked.own)
    if only is not None:
        found = found.filter(only)
    alike = []
    for pk, title, problem, address, place, lat, lng, previous in found.order_by("-pk").values_list(*_FIELDS)[:MOST]:
        pin: dict[str, float | None] = {"lat": _float(lat), "lng": _float(lng)}
        if elsewhere(mine, place=place, **pin):
            continue
        theirs = sketch(title=title, problem=problem, address=address, place=place, **pin)
        said = likeness(mine, theirs)
        if said.score >= ALIKE:
            alike.append(Hit(pk, said, theirs, previous))
    alike = _without_history(alike, asked.previous)
    return sorted(alike, key=lambda hit: (-hit.likeness.score, -hit.pk))


def _without_history(found: list[Hit], previous: int | None) -> list[Hit]:
    """Leave out what the usulan itself goes back to, year by year."""
    before = {hit.pk: hit.previous for hit in found}
    history = set()
    while previous is not None and previous not in history:
        history.add(previous)
        previous = before.get(previous)
    return [hit for hit in found if hit.pk not in history]


def _near(asked: Asked) -> Q:
    near = Q(kelurahan=asked.kelurahan)
    if asked.lat is not None and asked.lng is not None:
        north = Decimal(str(round(NEAR_M / 111_320, 6)))
        east = Decimal(str(round(NEAR_M / 111_320 / max(cos(radians(float(asked.lat))), 0.1), 6)))
        near |= Q(lat__range=(asked.lat - north, asked.lat + north), lng__range=(asked.lng - east, asked.lng + east))
    return near


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def pokir_hits(asked: Asked, mine: Sketch) -> list[PokirHit]:
    """Pokir at the kelurahan, below it, or for its whole kecamatan; one query."""
    places = Q(region__code__within=asked.kelurahan.code) | Q(
        region__code=codes.cut(asked.kelurahan.code, codes.DISTRICT)
    )
    found = Pokir.objects.filter(places).exclude(status=Pokir.Status.DRAFT).select_related("region", "cycle", "item")
    alike = []
    for pokir in found.order_by("-pk")[:MOST]:
        place = codes.spell([pokir.region.code])
        if elsewhere(mine, place=place):
            continue
        title = pokir.item.name if pokir.item else pokir.title
        said = likeness(mine, sketch(title=title, problem=pokir.problem, address=pokir.address, place=place))
        if said.score >= ALIKE:
            alike.append(PokirHit(pokir, said))
    alike.sort(key=lambda hit: (-hit.likeness.score, -hit.pokir.pk))
    return alike[:SHOWN]


@dataclass(frozen=True)
class Pair:
    """Two usulan that are alike, by number."""

    one: Proposal
    other: Proposal
    likeness: Likeness


def pairs(proposals: Iterable[Proposal]) -> list[Pair]:
    """All pairs that are alike among loaded usulan, the most alike first."""
    sketched = [(proposal, _sketch_of(proposal)) for proposal in proposals]
    found = [
        Pair(one, other, said)
        for place, (one, mine) in enumerate(sketched)
        for other, theirs in sketched[place + 1 :]
        if (said := likeness(mine, theirs)).score >= ALIKE
    ]
    return sorted(found, key=lambda pair: (-pair.likeness.score, pair.one.number, pair.other.number))


def _sketch_of(proposal: Proposal) -> Sketch:
    return sketch(
        title=proposal.title,
        problem=proposal.problem,
        address=proposal.address,
        place=proposal.place,
        lat=_float(proposal.lat),
        lng=_float(proposal.lng),
    )


__all__ = ["Asked", "Hint", "Hit", "Pair", "Story", "asked_of", "hint", "hits", "pairs", "seen_from_desk", "stories"]
