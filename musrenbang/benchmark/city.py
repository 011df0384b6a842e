"""The city of the benchmark: the places, kamus and offices of the demo, and usulan by the thousand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import connection, transaction

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.land import LandStatus
from catalogue.models import Agency
from catalogue.money import cost
from musrenbang.demo import kamus, places, texts
from musrenbang.demo.people import People
from musrenbang.demo.people import load as load_people
from musrenbang.demo.stories import STORIES
from proposals.actions import drafting
from proposals.actions.numbering import take_numbers
from proposals.actions.recording import record_all
from proposals.models import Cycle, Event, LevelDecision, Photo, Proposal, Stage
from proposals.models.decision import Level, Outcome
from proposals.statuses import Status
from proposals.texts import search_text
from regions import codes
from regions.models import Region

STATES = (
    Status.SUBMITTED,
    Status.SUBMITTED,
    Status.ACCEPTED_KEL,
    Status.ACCEPTED_KEL,
    Status.PRIORITY_KEL,
    Status.PRIORITY_KEL,
    Status.PRIORITY_KEL,
    Status.RESERVE_KEL,
    Status.REJECTED,
    Status.PRIORITY_KEC,
)
REASON = "Forum mendahulukan titik yang tergenang setiap hujan."


@dataclass
class City:
    """What the acts need: the cycle, everybody, the kamus."""

    now: datetime
    cycle: Cycle
    people: People
    places: dict[str, Region]
    agencies: dict[str, Agency]
    entries: list[kamus.Entry]

    def holding(self, code: str) -> OfficeHolding:
        """Who holds the office of that code."""
        return next(holding for holding in self.people.holdings.values() if holding.office.code == code)

    def group(self, kelurahan: str, name: str) -> ProposerGroup:
        """The group of that name in a kelurahan or RW."""
        return self.people.groups[kelurahan, name]


def build(now: datetime, count: int) -> City:
    """Make the city with so many usulan whose rembuk and forums are open."""
    with transaction.atomic():
        made = _lay_out(now)
        fill(made, count)
    look_at_tables()
    return made


def look_at_tables() -> None:
    """Let PostgreSQL count its tables, as a running server would have done by now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _lay_out(now: datetime) -> City:
    found = places.load()
    city = found[places.CITY]
    agencies = kamus.load_agencies(city, kamus.districts_of(found))
    year = now.year + 1
    entries = kamus.load_version(city, year, agencies, percent=100)
    everybody = load_people(city, found, agencies, since=date(now.year - 1, 1, 1))
    cycle = Cycle.objects.create(city=city, held_year=now.year, plan_year=year, kamus=entries[0].item.version)
    for order, kind in enumerate(Stage.Kind, start=1):
        Stage.objects.create(
            cycle=cycle,
            kind=kind,
            order=order,
            name=kind.label,
            opens_at=now - timedelta(days=20),
            closes_at=now + timedelta(days=20 + order),
        )
    return City(now, cycle, everybody, found, agencies, entries)


def fill(city: City, count: int, *, elsewhere: str = "") -> None:
    """Write usulan, decisions and events in bulk, as the verbs would have left them; none in kelurahan `elsewhere`."""
    rng = Random(count)
    rws = [
        group
        for group in city.people.groups.values()
        if group.kind == ProposerGroup.Kind.RW and group.kelurahan_code != elsewhere
    ]
    numbers = take_numbers(city.cycle, count)
    proposals = Proposal.objects.bulk_create(
        [_usulan(city, rws[n % len(rws)], number, n, rng) for n, number in enumerate(numbers)], batch_size=500
    )
    bappeda = city.people.holdings["bappeda"]
    LevelDecision.objects.bulk_create(
        [_decision(city, one, bappeda) for one in proposals if one.status != Status.SUBMITTED], batch_size=500
    )
    for kind, some in (
        (Event.Kind.SUBMITTED, proposals),
        (Event.Kind.ACCEPTED, [one for one in proposals if one.status != Status.SUBMITTED]),
    ):
        body = {"before": Status.SUBMITTED.value, "level": Level.KELURAHAN.value, "reason": ""}
        record_all([(kind, one, "", body) for one in some], by=bappeda, at=city.now, cycle=city.cycle)


def _usulan(city: City, group: ProposerGroup, number: str, n: int, rng: Random) -> Proposal:
    entry = city.entries[n % len(city.entries)]
    item, volume = entry.item, rng.choice(entry.volumes)
    problem, address, target = texts.tell(STORIES[entry.story], rng)
    kecamatan = city.places[codes.cut(group.region.code, codes.DISTRICT)]
    amount = cost(volume, item.unit_price or 0)
    at = city.now - timedelta(minutes=n)
    return Proposal(
        cycle=city.cycle,
        number=number,
        group=group,
        group_rank=n // 500 + 1,
        entered_by=city.people.speaker(group),
        entered_at=at,
        submitted_at=at,
        submitted_by=city.people.speaker(group),
        kecamatan=kecamatan,
        kelurahan=city.places[group.kelurahan_code],
        region=group.region,
        place=group.region.name,
        address=address,
        item=item,
        title=item.name,
        kind=item.kind,
        list_kind=item.list_kind,
        agency=item.agency,
        agency_first=item.agency,
        problem=problem,
        target_group=target,
        households=rng.randrange(10, 90),
        land_status=LandStatus.CITY,
        volume=volume,
        unit=item.unit,
        unit_price=item.unit_price,
        amount=amount,
        current_volume=volume,
        current_amount=amount,
        status=STATES[n % len(STATES)],
        status_at=at,
        reason=REASON if STATES[n % len(STATES)] in {Status.RESERVE_KEL, Status.REJECTED} else "",
        search_text=search_text(number, item.name, address, group.region.name, problem),
    )


def _decision(city: City, proposal: Proposal, by: OfficeHolding) -> LevelDecision:
    rejected = proposal.status == Status.REJECTED
    return LevelDecision(
        cycle=city.cycle,
        proposal=proposal,
        level=Level.KELURAHAN,
        version=1,
        outcome=Outcome.REJECTED if rejected else Outcome.ACCEPTED,
        volume=0 if rejected else proposal.volume,
        amount=0 if rejected else proposal.amount,
        unit_price=proposal.unit_price,
        reason_code="prioritas" if rejected else "",
        reason=REASON if rejected else "",
        decided_by=by,
        decided_at=city.now,
    )


def drafts(city: City, group: ProposerGroup, count: int) -> list[Proposal]:
    """Write complete drafts of a group by the verb."""
    entry = next(entry for entry in city.entries if entry.story == "drainase")
    written = [
        drafting.start(
            city.cycle,
            group,
            by=city.people.speaker(group),
            at=city.now,
            item=entry.item,
            problem=f"Air got meluap ke gang setiap hujan lebih dari satu jam, titik {n}.",
            address=f"Gang {n + 1}, depan balai RW",
            target_group="Warga gang",
            households=30,
            volume=entry.volumes[0],
            land_status=LandStatus.CITY,
        )
        for n in range(count)
    ]
    Photo.objects.bulk_create(
        Photo(proposal=draft, image="foto/got.jpg", width=800, height=600, added_at=city.now) for draft in written
    )
    return written


def listed(city: City, count: int) -> bytes:
    """Write a list of Kauman as SIPD prints it, as CSV: so many rows, each with its group and rank in the text."""
    rng = Random(count)
    lines = ["no_sipd,profil,urusan,usulan,permasalahan,alamat,skpd_tujuan,koefisien,anggaran,jenis"]
    for n in range(count):
        entry = city.entries[n % len(city.entries)]
        problem, address, _ = texts.tell(STORIES[entry.story], rng)
        volume, rw = rng.choice(entry.volumes), n % 5 + 1
        cells = (
            str(900_000 + n),
            "Lurah Kauman",
            "Kecamatan",
            entry.item.name,
            f"{problem} (RW {rw:02d} P{n // 5 + 1})",
            f"{address}, RT 01 RW {rw:02d}",
            entry.item.agency.name,
            f"{volume} {entry.item.unit}",
            str(cost(volume, entry.item.unit_price or 0)),
            entry.item.list_kind,
        )
        lines.append(",".join(f'"{cell}"' for cell in cells))
    return "\n".join(lines).encode()
