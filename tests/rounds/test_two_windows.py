"""Two windows that let something in at the same moment, where there is room for one: the pagu holds, by the lock alone.

Each trial lets both windows look at the list before either writes, as far as the lock permits that. A few trials run in
the suite, 1,000 by `make prove`. The same trial without the lock goes over the pagu: so it is the lock that is tested.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet

from rounds import actions, sheet, triggers
from rounds.actions import agreeing, ordering
from rounds.models import Candidate, Limit, Move, Round
from rounds.querysets import RoundQuerySet
from tests.racing import together
from tests.rounds import counted
from tests.rounds.town import lane, opened, round_of
from tests.world import NOW, World

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time, lock or not"),
]

PROVING = os.environ.get("MUSRENBANG_PROVE") == "1"
TRIALS = 1_000 if PROVING else 12
UNLOCKED = 100 if PROVING else 3
JUTA = 1_000_000
WHY = "Titik ini banjir paling parah."


class Crossing:
    """Where both windows wait for each other between looking and writing; `patience` in seconds, then they go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
        self.patience, self.barrier, look = 0.01, Barrier(2), getattr(module, name)

        def looked(*args: Any, **kwargs: Any) -> Any:
            try:
                return look(*args, **kwargs)
            finally:
                self.wait()

        monkeypatch.setattr(module, name, looked)

    def wait(self) -> None:
        """Wait for the other; alone where the lock keeps it out."""
        try:
            self.barrier.wait(self.patience)
        except BrokenBarrierError:
            return

    def try_together(self, *acts: Callable[[], Any]) -> list[ValidationError]:
        """One trial; returns the refusals."""
        self.barrier = Barrier(2)
        return [said for said in together(*acts) if isinstance(said, ValidationError)]


@contextmanager
def without_lock(monkeypatch: pytest.MonkeyPatch, crossing: Crossing) -> Iterator[None]:
    """Rounds are read without their lock, and both windows surely look before either writes."""
    with monkeypatch.context() as patch:
        patch.setattr(RoundQuerySet, "select_for_update", lambda rounds, **options: rounds.all())
        patch.setattr(crossing, "patience", 20)
        yield


def forget(moves: QuerySet[Move]) -> None:
    """Begin a trial anew: what the database guards for ever is taken away as only a test may."""
    triggers.lift(connection)
    moves.delete()
    triggers.install(connection)


def test_two_windows_of_the_hall_never_let_in_more_than_the_pagu_holds(
    city: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = round_of(opened(city))
    Limit.objects.filter(round=round_, code="KUOTA-DAFTAR-SARPRAS").delete()
    Limit.objects.filter(round=round_, code="PAGU").delete()
    Limit.objects.create(
        round=round_, code="KUOTA-DAFTAR-SARPRAS", label="kuota", per="daftar", only="SARPRAS", unit="usulan", maximum=1
    )
    Limit.objects.create(round=round_, code="PAGU", label="pagu", unit="rupiah", maximum=78 * JUTA)
    first, *waiting = lane(round_.forum, "SARPRAS")
    assert [row.result.code for row in sheet.read(round_).rows if row.candidate.pk != first.pk].count("KUOTA") == 2
    crossing = Crossing(monkeypatch, ordering, "refuse_over_pagu")

    def insist(candidate: Candidate, row: str) -> Callable[[], Any]:
        return lambda: ordering.insist(candidate, reason=WHY, by=city.offices[row], at=NOW)

    def trial() -> tuple[int, int]:
        """Rupiah of all that the forum has said yes to, and how many were refused."""
        Candidate.objects.filter(round=round_).update(mark="", reason="")
        refused = crossing.try_together(insist(waiting[0], "lurah"), insist(waiting[1], "kelurahan"))
        rows = sheet.read(round_).rows
        assert sum(row.candidate.cost for row in rows if row.result.chosen) <= 78 * JUTA
        promised = [row for row in rows if row.result.chosen or row.candidate.mark == Candidate.Mark.INSISTED]
        return sum(row.candidate.cost for row in promised), len(refused)

    locked = [trial() for _ in range(TRIALS)]
    assert {refused for _, refused in locked} == {1}
    assert max(promised for promised, _ in locked) <= 78 * JUTA
    with without_lock(monkeypatch, crossing):
        assert min(promised for promised, _ in [trial() for _ in range(UNLOCKED)]) > 78 * JUTA


def test_two_windows_on_an_agreed_list_never_go_over_its_pagu(city: World, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = counted.frozen(city, method=Round.Method.CONSENSUS, pagu=45 * JUTA)
    actions.freezing.start_collecting(round_, **counted.act(city))
    actions.computing.count_round(counted.fresh(round_), **counted.act(city, at=counted.AFTER))
    actions.computing.bring_to_forum(counted.fresh(round_), **counted.act(city))
    both = sorted(round_.candidates.all(), key=lambda row: -row.cost)[:2]
    assert sum(row.cost for row in both) > 45 * JUTA
    for number in actions.settling.agreed_list(counted.fresh(round_)).amounts:
        leave = counted.candidate(round_, number)
        agreeing.change(round_, leave, kind="KELUAR", reason=WHY, asked_by="Forum", **counted.act(city))
    emptied = list(Move.objects.filter(round=round_).values_list("pk", flat=True))
    crossing = Crossing(monkeypatch, agreeing, "agreed")

    def bring_in(candidate: Candidate, row: str) -> Callable[[], Any]:
        why: dict[str, Any] = {"reason": WHY, "asked_by": "Forum", **counted.act(city, row)}
        return lambda: agreeing.change(round_, candidate, kind="MASUK", **why)

    def trial() -> tuple[int, int]:
        """Rupiah of all that was brought in, and how many were refused."""
        forget(Move.objects.filter(round=round_).exclude(pk__in=emptied))
        refused = crossing.try_together(bring_in(both[0], "lurah"), bring_in(both[1], "kelurahan"))
        came = Move.objects.filter(round=round_, kind="MASUK").values_list("candidate__cost", flat=True)
        return sum(came), len(refused)

    locked = [trial() for _ in range(TRIALS)]
    assert {refused for _, refused in locked} == {1}
    assert max(cost for cost, _ in locked) <= 45 * JUTA
    with without_lock(monkeypatch, crossing):
        assert min(cost for cost, _ in [trial() for _ in range(UNLOCKED)]) > 45 * JUTA
