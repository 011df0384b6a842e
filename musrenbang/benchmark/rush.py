"""The last evening: many writers press Kirim at once, each twice, and nothing may be lost or doubled."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import ProposerGroup
from proposals.models import Event, Proposal
from proposals.statuses import HIDDEN

from .city import City, drafts

ROUNDS = 4
"""How many usulan each writer sends, one after the other."""


@dataclass(frozen=True)
class Rush:
    """What came of it. `lost` were acknowledged and are not stored, `doubled` have two numbers or two events."""

    writers: int
    acknowledged: int
    lost: int
    doubled: int
    failed: int
    seconds: float
    p50_ms: float
    p95_ms: float
    worst_ms: float

    @property
    def is_clean(self) -> bool:
        """Say whether every writer got an answer, and every answer stands in the database once."""
        return not (self.lost or self.doubled or self.failed)

    def line(self) -> str:
        """One line of the table."""
        verdict = "tercapai" if self.is_clean else "BELUM"
        return (
            f"{self.writers} penulis serentak: {self.acknowledged} kiriman diterima, {self.lost} hilang, "
            f"{self.doubled} ganda, {self.failed} gagal; {self.acknowledged / self.seconds:.0f} per detik, "
            f"p50 {self.p50_ms:.0f} ms, p95 {self.p95_ms:.0f} ms, terlama {self.worst_ms:.0f} ms  {verdict}"
        )


def rush(city: City, writers: int) -> Rush:
    """Let so many RW send at once through the whole product; each sends every usulan twice, as a nervous thumb does."""
    groups = [group for group in city.people.groups.values() if group.kind == ProposerGroup.Kind.RW][:writers]
    waiting = [[str(draft.public_id) for draft in drafts(city, group, ROUNDS)] for group in groups]
    connection.close()
    start = Barrier(len(groups))
    began = time.perf_counter()
    with ThreadPoolExecutor(len(groups)) as pool:
        told = list(pool.map(lambda group, ids: _writer(city, group, ids, start), groups, waiting))
    seconds = time.perf_counter() - began
    answers = [answer for writer in told for answer in writer]
    return _count(writers, [one for some in waiting for one in some], answers, seconds)


Answer = tuple[str, int, float]
"""The usulan that was sent, the status of the answer, how long it took in milliseconds."""


def _writer(city: City, group: ProposerGroup, ids: Sequence[str], start: Barrier) -> list[Answer]:
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.force_login(city.people.speaker(group).user, backend="accounts.permissions.TableBackend")
    address, answers = reverse("kirim", args=[group.pk]), []
    connection.close()
    start.wait()
    for one in ids:
        for _ in range(2):
            before = time.perf_counter()
            status = client.post(address, {"usulan": [one]}).status_code
            answers.append((one, status, (time.perf_counter() - before) * 1000))
            connection.close()  # as a server does after each request; the test client does not
    return answers


def _count(writers: int, ids: Sequence[str], answers: Sequence[Answer], seconds: float) -> Rush:
    good = {one for one, status, _ in answers if status == 302}
    stored = Proposal.objects.filter(public_id__in=ids).exclude(status__in=HIDDEN).exclude(number="")
    numbers = {str(public_id): number for public_id, number in stored.values_list("public_id", "number")}
    sent = Event.objects.filter(kind=Event.Kind.SUBMITTED, proposal__in=stored).count()
    taken = sorted(took for _, _, took in answers)
    return Rush(
        writers=writers,
        acknowledged=len(good),
        lost=len(good - set(numbers)),
        doubled=len(numbers) - len(set(numbers.values())) + max(sent - len(numbers), 0),
        failed=sum(status != 302 for _, status, _ in answers),
        seconds=seconds,
        p50_ms=taken[len(taken) // 2],
        p95_ms=taken[int(len(taken) * 0.95)],
        worst_ms=taken[-1],
    )
