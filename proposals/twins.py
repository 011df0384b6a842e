"""Which of the usulan that stand together may be one: pairs that are alike, until a person has decided on them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .likeness import ALIKE, NEAR_M, Likeness, Sketch, likeness, sketch
from .models import Apart, Proposal

_NEAR = NEAR_M / 111_320
"""NEAR_M in degrees to the north."""

Pair = tuple[int, int]
"""Keys of two usulan, the smaller first."""


@dataclass(frozen=True)
class Twins:
    """Two usulan that may be one."""

    one: Proposal
    other: Proposal
    likeness: Likeness

    @property
    def pair(self) -> Pair:
        return pair_of(self.one.pk, self.other.pk)


@dataclass(frozen=True)
class Alike:
    """Usulan that hang together by such pairs, the most alike pair first: read side by side, answered once."""

    pairs: tuple[Twins, ...]

    @property
    def members(self) -> list[Proposal]:
        """Each once, the oldest first."""
        known = {one.pk: one for two in self.pairs for one in (two.one, two.other)}
        return [known[key] for key in sorted(known)]

    @property
    def key(self) -> str:
        """By what a form names it."""
        return str(min(two.pair[0] for two in self.pairs))

    @property
    def same(self) -> str:
        """What is the same, in one line."""
        return ", ".join(self.pairs[0].likeness.reasons)


def gathered(pairs: Sequence[Twins]) -> list[Alike]:
    """Put pairs that share a usulan together, in the order of their first pair. Pure."""
    groups: dict[int, list[Twins]] = {}
    for two in pairs:
        one, other = (groups.get(key, []) for key in two.pair)
        joined = [*one, *([] if other is one else other), two]
        groups |= {key: joined for known in joined for key in known.pair}
    found = {id(some): some for some in groups.values()}.values()
    return [Alike(tuple(sorted(some, key=_likest))) for some in found]


def _likest(two: Twins) -> tuple[float, Pair]:
    """The most alike first, then the oldest."""
    return -two.likeness.score, two.pair


def pair_of(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def told_apart(proposals: Collection[Proposal]) -> set[Pair]:
    """Pairs among these that somebody called different; one query."""
    keys = [one.pk for one in proposals]
    return set(Apart.objects.filter(one__in=keys, other__in=keys).order_by().values_list("one", "other"))


def twins(proposals: Sequence[Proposal], decided: Collection[Pair] = ()) -> list[Twins]:
    """Pairs that are alike and not decided, the most alike first. Pure; compares neighbours only."""
    known = sorted(proposals, key=lambda one: one.pk)
    drawn = {one.pk: _sketch(one) for one in known}
    found = []
    for one, other in _neighbours(known):
        if (one.pk, other.pk) not in decided and _may_meet(one, drawn[one.pk], other, drawn[other.pk]):
            said = likeness(drawn[one.pk], drawn[other.pk])
            if said.score >= ALIKE:
                found.append(Twins(one, other, said))
    return sorted(found, key=_likest)


def _sketch(one: Proposal) -> Sketch:
    lat, lng = (None if part is None else float(part) for part in (one.lat, one.lng))
    return sketch(title=one.title, problem=one.problem, address=one.address, place=one.place, lat=lat, lng=lng)


def _may_meet(one: Proposal, mine: Sketch, other: Proposal, theirs: Sketch) -> bool:
    """Say no of two groups that name no place: each asks for its own uniforms, in the words of the kamus."""
    placed = (mine.pin and theirs.pin) or (mine.spots and theirs.spots)
    return one.group_id == other.group_id or bool(placed)


def _neighbours(known: Sequence[Proposal]) -> Iterator[tuple[Proposal, Proposal]]:
    """Two of one kelurahan, and two across a border whose pins lie near; those of whole kecamatan stand alone."""
    homes: dict[int, list[Proposal]] = {}
    for one in known:
        if one.kelurahan_id is not None:
            homes.setdefault(one.kelurahan_id, []).append(one)
    for home in homes.values():
        yield from combinations(home, 2)
    pinned = sorted((one for one in known if one.lat is not None), key=lambda one: (one.lat, one.pk))
    for place, one in enumerate(pinned):
        for other in pinned[place + 1 :]:
            if float(other.lat or 0) - float(one.lat or 0) > _NEAR:
                break
            if one.kelurahan_id != other.kelurahan_id:
                yield (one, other) if one.pk < other.pk else (other, one)
