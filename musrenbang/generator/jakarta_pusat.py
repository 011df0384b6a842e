"""Jakarta Pusat, musrenbang 2024 for RKPD 2025, up to the day on which one sidang pleno opened eight kecamatan at once.

What was published of it is what goes in: the usulan of each kecamatan, the number of RW, how many usulan are works. The
rest (which RW asked for what, at which price) is made up evenly. What comes out is counted by `reports.rembuk`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import Office, OfficeHolding, ProposerGroup, User
from accounts.roles import Role
from catalogue.models import Agency, KamusItem, KamusVersion, Nomenclature
from catalogue.money import cost
from proposals.actions import stages
from proposals.actions.recording import record_all
from proposals.actions.taking import take_over
from proposals.listed import ListedGroup, ListedUsulan
from proposals.models import Cycle, Event, Quota, Stage
from proposals.models.proposal import Channel
from regions import codes
from regions.actions import Unit, load_units
from regions.models import Region
from regions.neighbourhoods import lay_out, spread
from rounds.actions import attendance, founding, meeting, minutes, opening
from rounds.actions.attendance import Person
from rounds.agendas import INVITED_PLENARY
from rounds.models import Attendance, Forum, Resolution

CITY, HELD_YEAR, PLAN_YEAR = "31.71", 2024, 2025
USULAN = {
    "Gambir": 137,
    "Sawah Besar": 195,
    "Kemayoran": 303,
    "Senen": 183,
    "Cempaka Putih": 113,
    "Menteng": 133,
    "Tanah Abang": 223,
    "Johar Baru": 164,
}
"""Usulan of the rembuk RW by kecamatan, as read out on 26 February 2024."""
RW_COUNT = 386
WORKS = 1072
"""So many of the usulan are works (fisik), the others goods (barang)."""
PER_RW = 5

K = Stage.Kind
STAGES = (
    (K.PREPARATION, "Jadwal, kamus, pagu", date(2023, 12, 11), date(2023, 12, 29)),
    (K.REMBUK, "Rembuk RW", date(2024, 1, 2), date(2024, 1, 26)),
    (K.KELURAHAN, "Pemeriksaan dan survei usulan", date(2024, 1, 15), date(2024, 3, 5)),
    (K.DISTRICT, "Musrenbang kecamatan terintegrasi", date(2024, 2, 26), date(2024, 3, 15)),
    (K.AGENCY, "Forum perangkat daerah", date(2024, 3, 18), date(2024, 3, 22)),
    (K.CITY, "Musrenbang kota", date(2024, 3, 25), date(2024, 3, 28)),
)
AGENCIES = (
    ("Suku Dinas Sumber Daya Air", "Sudin SDA"),
    ("Suku Dinas Bina Marga", "Sudin Bina Marga"),
    ("Suku Dinas Perumahan Rakyat dan Kawasan Permukiman", "Sudin PRKP"),
    ("Suku Dinas Lingkungan Hidup", "Sudin LH"),
    ("Suku Dinas Kesehatan", "Sudinkes"),
    ("Suku Dinas Penanggulangan Kebakaran dan Penyelamatan", "Sudin Gulkarmat"),
)
ITEMS = {
    KamusItem.Kind.PHYSICAL: (
        (0, "Perbaikan saluran tepi jalan lingkungan", "m", 1_450_000, 60),
        (1, "Perbaikan jalan lingkungan dengan aspal", "m²", 210_000, 300),
        (2, "Perbaikan jalan setapak dengan beton", "m²", 320_000, 120),
        (1, "Lampu penerangan jalan lingkungan", "titik", 4_800_000, 4),
        (0, "Pengerukan saluran penghubung", "m", 390_000, 150),
    ),
    KamusItem.Kind.GOODS: (
        (3, "Gerobak sampah", "unit", 6_200_000, 2),
        (4, "Alat ukur tumbuh kembang balita", "paket", 4_500_000, 1),
        (5, "Alat pemadam api ringan", "unit", 750_000, 6),
    ),
}
"""Agency, name, unit, example price, usual volume."""
SITTING_DAYS = tuple(date(2024, *day) for day in ((2, 27), (2, 28), (2, 29), (3, 1), (3, 4), (3, 5)))
DISTRICT_DAYS = tuple(date(2024, 3, day) for day in (6, 7, 8, 13))
ENDING_DAYS = tuple(date(2024, 3, day) for day in (14, 15))
TAKEN, PLANNED, OPENED = date(2024, 1, 24), date(2024, 2, 12), date(2024, 2, 26)
ELEMENTS = ("Pengurus RT", "PKK", "Karang Taruna", "Tokoh masyarakat")


@dataclass(frozen=True)
class Town:
    """The city with its offices by code, its RW by kelurahan, and the kamus items of each kind."""

    city: Region
    holdings: dict[str, OfficeHolding]
    rws: dict[str, list[ProposerGroup]]
    items: dict[str, list[tuple[KamusItem, int]]]

    @property
    def bappeda(self) -> OfficeHolding:
        return self.holdings[CITY]


def known() -> Cycle | None:
    """The cycle where it was generated before."""
    return Cycle.objects.filter(city__code=CITY, plan_year=PLAN_YEAR).select_related("city").first()


@transaction.atomic
def generate() -> Cycle:
    """Make the city, its cycle, the rembuk, the usulan, and the forum in four parts up to its opening."""
    town = _town()
    cycle = _cycle(town)
    _usulan(town)
    _rembuk(town, cycle)
    _four_parts(town, cycle)
    return cycle


def moment(day: date, hour: int = 9) -> datetime:
    """An hour of a day by the city's clock."""
    return datetime.combine(day, time(hour), tzinfo=timezone.get_current_timezone())


def _town() -> Town:
    if not Region.objects.current().filter(code=CITY).exists():
        call_command("load_regions", root=CITY, commit=True, verbosity=0, stdout=StringIO())
    official = list(Region.objects.current().within(CITY).filter(level__lte=codes.KELURAHAN).in_order())
    kelurahan = [place.code for place in official if place.level == codes.KELURAHAN]
    below = (
        place
        for code, rws in zip(reversed(kelurahan), spread(len(kelurahan), RW_COUNT), strict=True)
        for place in lay_out(code, rws, 0)
    )
    load_units((Unit(place.code, place.name, place.type) for place in below), write=True)
    places = {place.code: place for place in Region.objects.current().within(CITY).in_order()}
    groups = ProposerGroup.objects.bulk_create(
        ProposerGroup(city=places[CITY], kind=ProposerGroup.Kind.RW, name=place.name, region=place)
        for place in places.values()
        if place.level == codes.RW
    )
    rws: dict[str, list[ProposerGroup]] = {code: [] for code in kelurahan}
    for group in groups:
        rws[group.kelurahan_code].append(group)
    return Town(places[CITY], _offices(places, groups), rws, _kamus(places[CITY]))


def _offices(places: dict[str, Region], groups: Sequence[ProposerGroup]) -> dict[str, OfficeHolding]:
    """An office with a holder for each place, by region code. Nobody can log in: there are no passwords."""
    city = places[CITY]
    of_group = {group.region.code: group for group in groups}

    def office(place: Region) -> Office:
        frame: dict[str, Any] = {"city": city, "region": place, "code": f"jakpus.{place.code}"}
        if place.level == codes.CITY:
            return Office(name=f"Suku Badan Perencanaan {place.name}", role=Role.BAP, **frame)
        if place.level == codes.DISTRICT:
            return Office(name=f"Camat {place.name}", role=Role.KEC, is_head=True, **frame)
        if place.level == codes.KELURAHAN:
            return Office(name=f"Lurah {place.name}", role=Role.KEL, is_head=True, **frame)
        kelurahan = places[codes.parent_of(place.code)].name
        group = of_group[place.code]
        return Office(name=f"Ketua {place.name} Kel. {kelurahan}", role=Role.RW, group=group, **frame)

    offices = Office.objects.bulk_create(office(place) for place in places.values())
    nobody = make_password(None)
    users = User.objects.bulk_create(User(username=one.code, name=one.name, password=nobody) for one in offices)
    terms = OfficeHolding.objects.bulk_create(
        OfficeHolding(office=one, user=user, starts=date(2022, 1, 1)) for one, user in zip(offices, users, strict=True)
    )
    return {holding.office.region.code: holding for holding in terms}


def _kamus(city: Region) -> dict[str, list[tuple[KamusItem, int]]]:
    version = KamusVersion.objects.create(city=city, plan_year=PLAN_YEAR, status=KamusVersion.Status.PUBLISHED)
    agencies = [Agency.objects.create(city=city, name=name, short_name=short) for name, short in AGENCIES]
    frame: dict[str, Any] = {"city": city, "plan_year": PLAN_YEAR}
    above = None
    for level, code, name in (
        (Nomenclature.Level.PROGRAM, "1.03.10", "Program lingkungan permukiman"),
        (Nomenclature.Level.ACTIVITY, "1.03.10.2.01", "Pemenuhan kebutuhan lingkungan RW"),
        (Nomenclature.Level.SUBACTIVITY, "1.03.10.2.01.0001", "Prasarana dan barang lingkungan RW"),
    ):
        above = Nomenclature.objects.create(level=level, code=code, name=name, parent=above, **frame)
    found: dict[str, list[tuple[KamusItem, int]]] = {}
    numbers = count(1)
    for kind, rows in ITEMS.items():
        for agency, name, unit, price, volume in rows:
            item = KamusItem(
                version=version,
                agency=agencies[agency],
                subactivity=above,
                number=next(numbers),
                name=name,
                unit=unit,
                unit_price=price,
                kind=kind,
                sector="sarpras",
                list_kind="SARPRAS",
                needs_survey=kind == KamusItem.Kind.PHYSICAL,
                note="Harga contoh.",
            )
            item.full_clean()
            item.save()
            found.setdefault(kind, []).append((item, volume))
    return found


def _cycle(town: Town) -> Cycle:
    kamus = town.items[KamusItem.Kind.PHYSICAL][0][0].version
    cycle = Cycle.objects.create(city=town.city, held_year=HELD_YEAR, plan_year=PLAN_YEAR, kamus=kamus)
    frame: dict[str, Any] = {"by": town.bappeda, "at": moment(STAGES[0][2], 8)}
    for order, (kind, name, first, last) in enumerate(STAGES, start=1):
        window: dict[str, Any] = {"opens_at": moment(first, 8), "closes_at": moment(last, 16)}
        stage = Stage.objects.create(cycle=cycle, kind=kind, order=order, name=name, **window)
        stages.schedule_stage(stage, **window, **frame)
    stages.set_quota(cycle, per=Quota.Per.GROUP, group_kind=ProposerGroup.Kind.RW, maximum=PER_RW, **frame)
    return cycle


def _usulan(town: Town) -> None:
    """Each kelurahan's list is taken over by the verb of imports, as lists kept elsewhere are."""
    serial = count()
    for district in Region.objects.current().within(CITY).at(codes.DISTRICT).in_order():
        own = {code: rws for code, rws in town.rws.items() if code.startswith(f"{district.code}.")}
        groups = sum(map(len, own.values()))
        shares = iter(spread(groups, USULAN[district.name]))
        for code, rws in own.items():
            rows = [
                row for group, asked in zip(rws, shares, strict=False) for row in _asked(town, group, asked, serial)
            ]
            kelurahan = Region.objects.current().get(code=code)
            take_over(kelurahan, PLAN_YEAR, rows, by=town.bappeda, at=moment(TAKEN))


def _asked(town: Town, group: ProposerGroup, asked: int, serial: Iterator[int]) -> Iterator[ListedUsulan]:
    """The usulan of one RW; works and goods come evenly mixed, so that each stretch has the share of the whole."""
    everything = sum(USULAN.values())
    listed = ListedGroup(ProposerGroup.Kind.RW, group.name, group.region)
    for rank in range(1, asked + 1):
        n = next(serial)
        is_work = (n + 1) * WORKS // everything > n * WORKS // everything
        items = town.items[KamusItem.Kind.PHYSICAL if is_work else KamusItem.Kind.GOODS]
        item, usual = items[n % len(items)]
        volume = Decimal(usual + n % 3)
        yield ListedUsulan(
            row=n + 1,
            sipd_id=f"JP-{PLAN_YEAR}-{n + 1:05d}",
            group=listed,
            locations=(group.region,),
            fields={
                "channel": Channel.MUSRENBANG,
                "item": item,
                "title": item.name,
                "kind": item.kind,
                "list_kind": item.list_kind,
                "agency": item.agency,
                "agency_first": item.agency,
                "problem": f"{item.name} diperlukan warga {group.name} dan disepakati dalam rembuk RW.",
                "address": f"Lingkungan {group.name}",
                "volume": volume,
                "unit": item.unit,
                "unit_price": item.unit_price,
                "amount": cost(volume, item.unit_price or 0),
                "group_rank": rank,
            },
        )


def _rembuk(town: Town, cycle: Cycle) -> None:
    """Every RW has held its rembuk. Written in bulk as the verbs leave it: six verbs for each of 386 take minutes."""
    forums = [
        _held(cycle, group, town.holdings[group.region.code], n)
        for n, group in enumerate(group for rws in town.rws.values() for group in rws)
    ]
    for forum, name in zip(forums, _names(town), strict=True):
        forum.name, forum.number = name, founding.number_of(forum)
        forum.clean_fields()
    Forum.objects.bulk_create(forums, batch_size=200)
    Attendance.objects.bulk_create(
        (
            Attendance(
                forum=forum,
                name=f"Warga {n}",
                sex="P" if n % 2 else "L",
                institution=forum.name,
                element=ELEMENTS[n % len(ELEMENTS)],
            )
            for forum in forums
            for n in range(1, 13)
        ),
        batch_size=500,
    )
    Resolution.objects.bulk_create(
        Resolution(forum=forum, place=1, text="Urutan usulan RW disepakati untuk dibahas dalam sidang kelompok.")
        for forum in forums
    )
    for forum in forums:
        subject, body = meeting.subject(forum), {"forum": forum.title}
        kinds = (
            (Event.Kind.FORUM_RECORDED, {"fields": ["rencana"]}),
            (Event.Kind.FORUM_OPENED, body),
            (Event.Kind.FORUM_CLOSED, body | {"decisions": 1, "region": forum.region.code}),
        )
        acts: list[Any] = [(kind, None, subject, said) for kind, said in kinds]
        record_all(acts, by=forum.closed_by, at=forum.closed_at or moment(TAKEN), cycle=cycle)


def _held(cycle: Cycle, group: ProposerGroup, by: OfficeHolding, n: int) -> Forum:
    """The rembuk of one RW, in the evening of one of the days of January."""
    starts = moment(date(2024, 1, 4) + timedelta(days=n % 18), 19)
    ends = starts + timedelta(hours=2)
    return Forum(
        cycle=cycle,
        kind=Forum.Kind.REMBUK,
        region=group.region,
        group=group,
        status=Forum.Status.CLOSED,
        starts_at=starts,
        ends_at=ends,
        place=f"Balai {group.name}",
        announced_on=(starts - timedelta(days=7)).date(),
        chair=f"Ketua {group.name}",
        secretary="Sekretaris RW",
        method=Forum.Method.CONSENSUS,
        opened_at=starts,
        opened_by=by,
        closed_at=ends,
        closed_by=by,
    )


def _names(town: Town) -> Iterator[str]:
    """What the verb would call each rembuk: `RW 05 Kelurahan Gambir`."""
    known = dict(Region.objects.current().within(CITY).at(codes.KELURAHAN).values_list("code", "name"))
    return (f"{group.name} Kelurahan {known[code]}" for code, rws in town.rws.items() for group in rws)


def _four_parts(town: Town, cycle: Cycle) -> None:
    """The forum in four parts by its verbs: all dates are set, the pleno pembuka has been held."""
    by = town.bappeda
    parent = founding.plan_in_parts(cycle, by=by, at=moment(PLANNED))
    days = {
        Forum.Kind.GROUP: SITTING_DAYS,
        Forum.Kind.DISTRICT: DISTRICT_DAYS,
        Forum.Kind.ENDING: ENDING_DAYS,
    }
    serial = dict.fromkeys(days, 0)
    for part in parent.parts.select_related("region").order_by("region__code", "pk"):
        if part.kind not in days:
            continue
        kind = Forum.Kind(part.kind)
        starts = moment(days[kind][serial[kind] % len(days[kind])])
        serial[kind] += 1
        _date(part, starts, place=f"Kantor {part.region.get_type_display()} {part.region.name}", by=by)
    hall = "Kantor Wali Kota Jakarta Pusat"
    _date(parent, moment(OPENED), place=hall, by=by, until=moment(ENDING_DAYS[-1], 16))
    opening.open_forum(parent, by=by, at=moment(OPENED))
    _open_all(parent, hall, by=by)


def _date(
    forum: Forum, starts: datetime, *, place: str, by: OfficeHolding, until: datetime | None = None, **more: Any
) -> None:
    meeting.update_forum(
        forum,
        starts_at=starts,
        ends_at=until or starts + timedelta(hours=4),
        place=place,
        announced_on=PLANNED,
        by=by,
        at=moment(PLANNED, 10),
        **more,
    )


def _open_all(parent: Forum, hall: str, *, by: OfficeHolding) -> None:
    """The one pleno that opens all kecamatan at once, in the hall and by video."""
    first = parent.parts.get(kind=Forum.Kind.OPENING)
    more: dict[str, Any] = {"mode": Forum.Mode.HYBRID, "chair": by.office.name, "secretary": "Sekretariat musrenbang"}
    _date(first, moment(OPENED), place=hall, by=by, **more)
    opening.open_forum(first, by=by, at=moment(OPENED))
    present = [
        Person(f"{element} {n}", "P" if n % 2 else "L", element, element, is_online=n > 2)
        for element in INVITED_PLENARY
        for n in range(1, 5)
    ]
    attendance.record_attendance(first, present, by=by, at=moment(OPENED, 10))
    decided = (
        "Musrenbang kecamatan terintegrasi dibuka untuk semua kecamatan sekaligus.",
        "Usulan fisik disurvei perangkat daerah sebelum dan di antara sidang kelompok.",
    )
    minutes.write_minutes(first, decided, by=by, at=moment(OPENED, 12))
    minutes.close_meeting(first, by=by, at=moment(OPENED, 12))
