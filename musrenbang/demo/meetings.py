"""The forums of the demo that rank no list: rembuk, tematik, desk, perangkat daerah, kota."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from accounts.models import OfficeHolding, ProposerGroup
from rounds.actions import attendance, delegating, founding, meeting, minutes, opening
from rounds.actions.attendance import Person
from rounds.models import Forum

from . import delegates
from .town import BLIMBING, KAUMAN, KLOJEN, LOWOKWARU, SUKUN, TULUSREJO, Year

Kind = Forum.Kind

CLUSTERS: dict[str, tuple[str, ...]] = {
    Forum.Cluster.DISABLED: (
        "Trotoar dan halte di jalan utama dibuat landai dan berjalur pemandu.",
        "Pelatihan kerja bagi difabel diadakan di tiap kecamatan.",
        "Dua wakil difabel hadir dalam forum kelurahan, kecamatan, dan kota.",
    ),
    Forum.Cluster.CHILDREN: (
        "Taman bermain kelurahan dilengkapi pagar dan lampu.",
        "Forum Anak diundang dalam setiap rembuk RW.",
    ),
}
REMBUK = (
    "Masalah utama: saluran tersumbat di dekat balai RW dan lampu jalan yang padam.",
    "Urutan usulan disepakati seperti yang dikirim ketua kelompok.",
    "Warga menyiapkan tenaga gotong royong saat pekerjaan berlangsung.",
)
DESK = (
    "Usulan yang tumpang tindih dengan pekerjaan perangkat daerah dikembalikan dengan alasannya.",
    "Usulan fisik yang belum jelas ukurannya disurvei sebelum musrenbang kecamatan.",
)
AGENCY = (
    "Usulan prioritas kecamatan dicocokkan dengan rancangan rencana kerja dan pagu.",
    "Setiap usulan yang diterima dicatat pada sub kegiatannya.",
)
CITY = (
    "Rancangan RKPD disepakati menurut prioritas daerah dan sumber pendanaan.",
    "Usulan yang belum terdanai dicatat untuk tahun berikutnya.",
    "Penanganan banjir dan pemulihan ekonomi menjadi prioritas utama.",
)


def last_year(year: Year) -> None:
    """A city forum at the end of the finished cycle, and the forum of one agency before it."""
    people, calendar = year.town.people, year.calendar
    head = people.holdings["kepala:pu"]
    of_agency = {"agency": head.office.agency}
    _meet(year, Kind.AGENCY, of_agency, at=calendar.at(13, 9), by=head, decided=AGENCY, present=_guests(24))
    bappeda = people.holdings["bappeda"]
    _meet(year, Kind.CITY, {}, at=calendar.at(21, 9), by=bappeda, decided=CITY, present=_guests(156))


def this_year(year: Year) -> None:
    """Rembuk held and to come, two klaster, three desks, and what is planned up to the city."""
    people, calendar, town = year.town.people, year.calendar, year.town
    for code, day, names in ((KAUMAN, -40, ("RW 05", "PKK")), (TULUSREJO, -9, ("RW 01", "RW 03"))):
        for number, name in enumerate(names):
            group = people.groups[_place(year, code, name), name]
            who, moment = people.speaker(group), calendar.at(day + number, 19, 30)
            own = {"group": group}
            _meet(year, Kind.REMBUK, own, at=moment, by=who, decided=REMBUK, present=_residents(group), sends=3)
    own = {"group": people.groups[_place(year, TULUSREJO, "RW 02"), "RW 02"]}
    _ahead(year, Kind.REMBUK, own, starts_at=calendar.at(2, 19, 30), by=people.speaker(own["group"]))
    bappeda = people.holdings["bappeda"]
    for number, (cluster, decided) in enumerate(CLUSTERS.items()):
        moment, of = calendar.at(-32 + 2 * number, 9), {"cluster": cluster}
        _meet(year, Kind.THEMATIC, of, at=moment, by=bappeda, decided=decided, present=_guests(28), sends=2)
    for number, district in enumerate((KLOJEN, BLIMBING, SUKUN)):
        moment, camat = calendar.at(-4, 9 + number), people.head(district)
        _meet(year, Kind.DESK, {}, at=moment, by=camat, decided=DESK, present=_guests(18))
    pu = people.holdings["staf:pu"]
    _ahead(year, Kind.AGENCY, {"agency": pu.office.agency}, starts_at=calendar.at(14, 9), by=pu)
    _ahead(year, Kind.CITY, {}, starts_at=calendar.at(21, 9), by=bappeda)
    _ahead(year, Kind.DESK, {}, starts_at=calendar.at(1, 13), by=people.operator(town.places[LOWOKWARU].code))


def _place(year: Year, kelurahan: str, name: str) -> str:
    """The code of the region at which a group of a kelurahan stands."""
    found = [where for where, known in year.town.people.groups if known == name and where.startswith(kelurahan)]
    return found[0]


def _plan(
    year: Year, kind: Kind, own: dict[str, Any], *, starts_at: datetime, by: OfficeHolding, at: datetime
) -> Forum:
    """Note a forum at the place of the office, or of the group."""
    group: ProposerGroup | None = own.get("group")
    region = group.region if group else by.office.region
    return founding.plan_forum(
        year.cycle,
        kind=kind,
        region=region,
        by=by,
        at=at,
        **own,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        place=_hall(kind, group, region.name),
        mode=Forum.Mode.HYBRID if kind in {Kind.CITY, Kind.THEMATIC} else Forum.Mode.HALL,
        announced_on=(starts_at - timedelta(days=9)).date(),
    )


def _hall(kind: Kind, group: ProposerGroup | None, name: str) -> str:
    if group:
        return f"Balai {group.name}" if group.kind == ProposerGroup.Kind.RW else f"Balai Kelurahan {name}"
    return f"Kantor Kecamatan {name}" if kind == Kind.DESK else "Balai Kota Malang"


def _ahead(year: Year, kind: Kind, own: dict[str, Any], *, starts_at: datetime, by: OfficeHolding) -> None:
    """Put it on the agenda that a forum to come is announced, some days ago."""
    at = year.calendar.at(-3, 10)
    year.town.agenda.add(at, lambda moment: _plan(year, kind, own, starts_at=starts_at, by=by, at=moment))


def _meet(
    year: Year,
    kind: Kind,
    own: dict[str, Any],
    *,
    at: datetime,
    by: OfficeHolding,
    decided: Sequence[str],
    present: Sequence[Person],
    sends: int = 0,
) -> None:
    """Put a whole meeting on the agenda: planned, opened and attended, then its minutes written, and closed."""

    def hold(moment: datetime) -> None:
        forum = _plan(year, kind, own, starts_at=moment, by=by, at=moment)
        opening.open_forum(forum, by=by, at=moment)
        attendance.record_attendance(forum, present, by=by, at=moment)
        year.town.agenda.add(moment + timedelta(hours=3), lambda then: end(forum, then))

    def end(forum: Forum, moment: datetime) -> None:
        if sends:
            delegating.elect(forum, delegates.among(present, sends), by=by, at=moment)
        minutes.write_minutes(forum, decided, by=by, at=moment)
        said = {"chair": by.office.name, "secretary": "Notulis rapat", "method": Forum.Method.CONSENSUS}
        meeting.update_forum(forum, **said, by=by, at=moment)
        minutes.close_meeting(forum, by=by, at=moment)

    year.town.agenda.add(at, hold)


def _residents(group: ProposerGroup) -> list[Person]:
    """Who comes to a rembuk, by part: no person is real."""
    parts = ("Pengurus", "PKK", "Karang Taruna", "Tokoh masyarakat", "Kader posyandu")
    return [
        Person(f"Warga {number}", "P" if number % 2 else "L", group.name, parts[number % len(parts)], group.name)
        for number in range(1, 23)
    ]


def _guests(count: int) -> list[Person]:
    """Who comes to a forum above the kelurahan, by part."""
    parts = ("Perangkat daerah", "Kecamatan", "DPRD", "Perguruan tinggi", "Dunia usaha", "Organisasi masyarakat")
    return [
        Person(f"Utusan {number}", "P" if number % 3 else "L", parts[number % len(parts)], parts[number % len(parts)])
        for number in range(1, count + 1)
    ]
