"""The hint of what is alike: how many twins it finds, how often it is right, and what it costs as the city grows."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db import connection, transaction

from accounts.models import ProposerGroup
from catalogue.money import grouped
from proposals import spelling
from proposals.actions.numbering import take_numbers
from proposals.likeness import ALIKE, likeness
from proposals.models import Proposal
from proposals.similar import Asked, hint
from proposals.statuses import Status
from regions import codes

from .city import City, build, fill
from .measure import Counter, Figure, Goal
from .twins import Told, tell

KAUMAN = "35.73.02.1007"
KELURAHAN = 57
RECALL, PRECISION, CPU_MS = 0.90, 0.70, 20.0
"""The goals of the issue."""


@dataclass(frozen=True)
class Quality:
    """Of the planted twins so many were found; of the hints so many were right; CPU of one hint without database."""

    count: int
    twins: int
    found: int
    hints: int
    right: int
    cpu_ms: float

    @property
    def recall(self) -> float:
        return self.found / self.twins if self.twins else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.hints if self.hints else 1.0

    def words(self) -> str:
        """`10.000 usulan, 709 kembar: ketemu 0,938, tepat 0,924`."""
        found, right = (f"{share:.3f}".replace(".", ",") for share in (self.recall, self.precision))
        return f"{grouped(self.count)} usulan, {grouped(self.twins)} kembar: ketemu {found}, tepat {right}"


def quality(count: int, *, kelurahan: int = KELURAHAN, seed: int = 7) -> Quality:
    """Ask for each usulan, in the order of coming, what is like it among those of its kelurahan that came before."""
    told = tell(count, kelurahan=kelurahan, seed=seed)
    sketches = [one.sketch() for one in told]
    before: dict[int, list[int]] = {}
    found = hints = right = 0
    began = time.process_time()
    for place, one in enumerate(told):
        known = before.setdefault(one.kelurahan, [])
        alike = [other for other in known if likeness(sketches[place], sketches[other]).score >= ALIKE]
        good = [other for other in alike if _first(told, other) == _first(told, place)]
        hints, right = hints + len(alike), right + len(good)
        found += one.twin_of is not None and bool(good)
        known.append(place)
    cpu_ms = (time.process_time() - began) * 1000 / max(count, 1)
    return Quality(count, sum(one.twin_of is not None for one in told), found, hints, right, cpu_ms)


def _first(told: Sequence[Told], place: int) -> int:
    twin = told[place].twin_of
    return place if twin is None else twin


def figures(city: City, count: int) -> Iterator[Figure]:
    """Two lines of the benchmark: how good the hint is, and one hint in Kauman among so many usulan elsewhere."""
    measured = quality(count)
    if count >= 1000 and (measured.recall < RECALL or measured.precision < PRECISION):
        raise RuntimeError(f"the hint is not good enough: {measured.words()}")
    yield Figure(f"Petunjuk mirip, {measured.words()}", 0, measured.cpu_ms, measured.cpu_ms, 1, 0.0, Goal())
    with transaction.atomic():
        yield _asked(city, _planted(city), count)
        transaction.set_rollback(True)


def growth(now: datetime, sizes: Sequence[int]) -> Iterator[Figure]:
    """One hint in Kauman while the rest of the city grows to each of the sizes."""
    city = build(now, sizes[0])
    questions = _planted(city)
    yield _asked(city, questions, sizes[0])
    for before, size in pairwise(sizes):
        fill(city, size - before, elsewhere=KAUMAN)
        yield _asked(city, questions, size)


def _planted(city: City) -> list[Asked]:
    """Store some 175 usulan in Kauman, as one of 57 kelurahan has of 10,000; return what their twins ask."""
    told = tell(220, kelurahan=1, share=0.2, seed=11)
    groups = {
        int(group.region.code.rpartition(".")[2]): group
        for group in city.people.of_kelurahan(KAUMAN, ProposerGroup.Kind.RW)
    }
    new = [one for one in told if one.twin_of is None]
    numbers = take_numbers(city.cycle, len(new))
    Proposal.objects.bulk_create(_usulan(city, groups, one, number) for one, number in zip(new, numbers, strict=True))
    area = city.places[KAUMAN]
    return [Asked(area, one.title, one.problem, one.address, one.place) for one in told if one.twin_of is not None]


def _usulan(city: City, groups: dict[int, ProposerGroup], told: Told, number: str) -> Proposal:
    group = groups.get(told.rw) or next(iter(groups.values()))
    return Proposal(
        cycle=city.cycle,
        number=number,
        group=group,
        entered_at=city.now,
        submitted_at=city.now,
        status=Status.SUBMITTED,
        status_at=city.now,
        kecamatan=city.places[codes.cut(KAUMAN, codes.DISTRICT)],
        kelurahan=city.places[KAUMAN],
        region=group.region,
        place=told.place,
        address=told.address,
        title=told.title,
        problem=told.problem,
    )


def _asked(city: City, questions: Sequence[Asked], elsewhere: int) -> Figure:
    """The mean of all questions, each with nothing remembered from the one before."""
    hint(questions[0], city.cycle)
    counter, found, cpu, wall = Counter(), 0, 0.0, 0.0
    with connection.execute_wrapper(counter):
        for question in questions:
            spelling.forget()
            cpu_start, wall_start = time.process_time(), time.perf_counter()
            answer = hint(question, city.cycle)
            cpu += time.process_time() - cpu_start
            wall += time.perf_counter() - wall_start
            found += bool(answer)
    asked = len(questions)
    share = round(found / asked * 100)
    name = f"Petunjuk mirip di antara {grouped(elsewhere)} usulan, {share} % ketemu"
    goal = Goal(sql=4, cpu_ms=CPU_MS)
    return Figure(name, counter.queries // asked, cpu * 1000 / asked, wall * 1000 / asked, 1, 0.0, goal)
