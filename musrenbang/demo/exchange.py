"""Lists on their way in the demo: who signed for them, what SIPD answered, long work in the queue, other spellings."""

from dataclasses import replace
from datetime import timedelta

from django.http import QueryDict

from accounts.models import OfficeHolding
from proposals.actions import batching, jobs, naming
from proposals.handover import sent_items
from proposals.models import Batch, Job
from reports import export_jobs
from reports.forms import ListFilter

from .town import DINOYO, KLOJEN, Year

SPELLINGS = {"Dinas PU": "pu", "DPUPR": "pu", "Dinas Kes. Kota": "kes", "Kec Klojen Kota": KLOJEN}
FULL = "Baris 1.204: ID usulan ini sudah ada di baris 87. Hapus salah satunya, lalu unggah lagi."


def tell(last: Year, year: Year) -> None:
    """Sign for most lists of this year, compare last year's with SIPD, and leave two long works in the queue."""
    people = year.town.people
    bappeda, at = people.holdings["bappeda"], year.town.now
    _sign(year, Batch.Hop.GROUP, people.operator(DINOYO), leave=2)
    _sign(year, Batch.Hop.KELURAHAN, people.operator(KLOJEN), leave=1)
    _sign(year, Batch.Hop.DISTRICT, bappeda, leave=0)
    batch = batching.send_to_sipd(last.cycle, by=bappeda, at=at)
    first, *others = sent_items(batch)
    came_back = [replace(first, amount=first.amount + 1_000_000), *others[:-1]]
    batching.receive(batch, by=bappeda, at=at, found=came_back)
    _queue(last, bappeda)
    known = year.town.agencies
    told: dict[tuple[str, str], int | None] = {
        ("opd", said): known[key].pk for said, key in SPELLINGS.items() if key in known
    }
    naming.tell_spellings(year.town.city, told, by=bappeda, at=at)


def _sign(year: Year, hop: Batch.Hop, by: OfficeHolding, *, leave: int) -> None:
    """Sign for the first lists that came to an office; the last ones still wait."""
    at = year.town.now
    came = Batch.objects.filter(by.scope.q("region"), cycle=year.cycle, hop=hop, received_at=None)
    found = list(came.order_by("number"))
    for batch in found[: max(0, len(found) - leave)][:6]:
        batching.receive(batch, by=by, at=at)


def _queue(last: Year, by: OfficeHolding) -> None:
    """A list of last year that is ready, and an import that says why it stopped."""
    at = last.town.now - timedelta(minutes=40)
    form = ListFilter(QueryDict(f"tahun={last.cycle.plan_year}"), holding=by)
    ready = export_jobs.ask(form, "sipd", "xlsx", total=form.proposals().count(), by=by, at=at)
    export_jobs.run(ready.pk, lambda: at + timedelta(seconds=4))
    stopped = jobs.ask(Job.Kind.IMPORT, "Impor usulan-kota.xlsx", {}, total=2_310, by=by, at=at)
    if begun := jobs.begin(stopped.pk, at=at):
        jobs.step(begun, 1_000, at=at)
        jobs.fail(begun, FULL, at=at + timedelta(seconds=9))
