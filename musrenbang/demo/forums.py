"""The forums of the demo: kelurahan forums that fix and send their list, and kecamatan forums that go on with them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import OfficeHolding, ProposerGroup
from proposals.actions.outcomes import mark_not_discussed
from proposals.models import Proposal
from regions.models import Region
from rounds.actions import attendance, closing, delegating, founding, meeting, opening, ordering
from rounds.actions.attendance import Person
from rounds.models import Candidate, Forum, Round

from . import delegates, papers, texts
from .town import Year

SUNDAY = 6
HALL = "Balai Kota Malang"
GUESTS = (
    ("Babinsa", "Koramil", "L"),
    ("Bhabinkamtibmas", "Polsek", "L"),
    ("Perwakilan Bappeda", "Bappeda", "P"),
    ("Tokoh agama", "Tokoh masyarakat", "L"),
    ("Tokoh masyarakat", "Tokoh masyarakat", "P"),
    ("Perwakilan komite sekolah", "Komite sekolah", "P"),
    ("Perwakilan pengusaha", "Pelaku usaha", "L"),
    ("Perwakilan kelompok tani", "Kelompok tani", "L"),
    ("Perwakilan kelompok difabel", "Musrenbang tematik", "P"),
    ("Perwakilan kelompok perempuan", "Musrenbang tematik", "P"),
)


def kelurahan(year: Year, region: Region, *, at: datetime, close: bool = True) -> None:
    """Put a kelurahan forum on the agenda: announced, opened, attended, ordered and, with `close`, sent on."""
    present = list(of_kelurahan(year, region))
    _hold(year, region, Forum.Kind.KELURAHAN, present if close else present[:17], at=at, close=close)


def district(year: Year, region: Region, *, at: datetime, close: bool = True, go_on: str = "") -> None:
    """Put a kecamatan forum on the agenda; `go_on` is the reason where kelurahan are missing."""
    present = list(_of_district(year, region))
    _hold(year, region, Forum.Kind.DISTRICT, present, at=at, close=close, go_on=go_on)


def _hold(
    year: Year, region: Region, kind: Forum.Kind, present: list[Person], *, at: datetime, close: bool, go_on: str = ""
) -> None:
    head, staff = year.town.people.head(region.code), year.town.people.operator(region.code)

    def forum() -> Forum:
        return Forum.objects.get(cycle=year.cycle, kind=kind, region=region)

    acts: list[tuple[int, Callable[[datetime], object]]] = [
        (0, lambda moment: _plan(year, region, kind, starts_at=moment, by=staff)),
        (10, lambda moment: opening.open_forum(forum(), by=head, at=moment, go_on_reason=go_on)),
        (15, lambda moment: _lead(forum(), region, by=staff, at=moment)),
        (25, lambda moment: attendance.record_attendance(forum(), present, by=staff, at=moment)),
        (50, lambda moment: _raise(forum(), by=staff, at=moment)),
        (70, lambda moment: _hold_back(forum(), by=staff, at=moment)),
    ]
    if close or kind == Forum.Kind.DISTRICT:
        acts.append((80, lambda moment: _elect(forum(), present, by=staff, at=moment)))
    if close:
        acts.append((200, lambda moment: _agree(forum(), by=staff, at=moment)))
        acts.append((205, lambda moment: closing.close_forum(forum(), by=head, at=moment)))
        acts.append((24 * 60 + 30, lambda moment: papers.sign(forum(), by=staff, at=moment)))
    for minutes, act in acts:
        year.town.agenda.add(at + timedelta(minutes=minutes), act)


def nil(year: Year, region: Region, *, at: datetime) -> None:
    """Put a forum to which nobody brought a usulan on the agenda."""
    people, agenda = year.town.people, year.town.agenda
    operator, kind = people.operator(region.code), Forum.Kind.KELURAHAN

    def end(moment: datetime) -> None:
        forum = Forum.objects.get(cycle=year.cycle, kind=kind, region=region)
        closing.nil_forum(forum, reason=texts.NIL, by=people.head(region.code), at=moment)

    agenda.add(at, lambda moment: _plan(year, region, kind, starts_at=moment, by=operator))
    agenda.add(at + timedelta(hours=2), end)


def missed(year: Year, region: Region, *, at: datetime) -> None:
    """Put the end of a kelurahan that held no forum in its window on the agenda: its usulan are tidak dibahas."""

    def mark(moment: datetime) -> None:
        late = list(Proposal.objects.filter(cycle=year.cycle, kelurahan=region).open())
        by = year.town.people.holdings["bappeda"]
        mark_not_discussed(year.cycle, late, stage="Musrenbang kelurahan", by=by, at=moment)

    year.town.agenda.add(at, mark)


def plan_ahead(year: Year, region: Region, *, starts_at: datetime, at: datetime) -> None:
    """Announce a kecamatan forum that is still to come; not on a Sunday."""
    starts_at += timedelta(days=int(timezone.localtime(starts_at).weekday() == SUNDAY))
    by = year.town.people.operator(region.code)
    year.town.agenda.add(
        at, lambda moment: _plan(year, region, Forum.Kind.DISTRICT, starts_at=starts_at, by=by, at=moment)
    )


def _plan(
    year: Year, region: Region, kind: Forum.Kind, *, starts_at: datetime, by: OfficeHolding, at: datetime | None = None
) -> Forum:
    district_level = kind == Forum.Kind.DISTRICT
    place = f"Kantor Kecamatan {region.name}" if district_level else f"Balai Kelurahan {region.name}"
    return founding.plan_forum(
        year.cycle,
        kind=kind,
        region=region,
        by=by,
        at=at or starts_at,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        place=place,
        mode=Forum.Mode.HYBRID if district_level else Forum.Mode.HALL,
        announced_on=(starts_at - timedelta(days=9)).date(),
        topic=f"Prioritas tahun {year.calendar.plan_year}, terutama penanganan banjir dan pemulihan ekonomi",
    )


def _elect(forum: Forum, present: list[Person], *, by: OfficeHolding, at: datetime) -> None:
    delegating.elect(forum, delegates.among(present), by=by, at=at)


def _lead(forum: Forum, region: Region, *, by: OfficeHolding, at: datetime) -> None:
    """Write down who leads and who speaks: somebody of the level above, and Bappeda."""
    is_district = forum.kind == Forum.Kind.DISTRICT
    level = "Kecamatan" if is_district else "Kelurahan"
    above = "Kepala bidang perencanaan" if is_district else "Kepala seksi pembangunan"
    meeting.update_forum(
        forum,
        chair=f"Sekretaris {level} {region.name}",
        chair_from="Tim penyelenggara",
        secretary="Notulis forum",
        secretary_from="Tenaga pendamping",
        speakers=[
            [above, "Bappeda Kota Malang" if is_district else "Kantor kecamatan"],
            ["Perencana ahli muda", "Bappeda Kota Malang"],
        ],
        by=by,
        at=at,
    )


def _agree(forum: Forum, *, by: OfficeHolding, at: datetime) -> None:
    meeting.update_forum(forum, method=Forum.Method.CONSENSUS, by=by, at=at)


def _longest(forum: Forum) -> list[Candidate]:
    """The list in which most is at stake, where it is long enough to argue about."""
    round_ = Round.objects.of_hall().get(forum=forum)
    lane = "DPUPRPKP" if forum.kind == Forum.Kind.DISTRICT else "SARPRAS"
    found = list(round_.candidates.filter(lane=lane).select_related("proposal").in_order())
    return found if len(found) >= 9 else []


def _raise(forum: Forum, *, by: OfficeHolding, at: datetime) -> None:
    """Let the hall raise a flood work to the second place."""
    low = _longest(forum)[3:]
    wet = next((candidate for candidate in low if "air" in candidate.proposal.problem.lower()), None)
    if wet is not None:
        reason = "Titik ini tergenang setiap hujan dan dilewati anak sekolah."
        ordering.move(wet, to=2, by=by, at=at, expected=None, reason=reason)


def _hold_back(forum: Forum, *, by: OfficeHolding, at: datetime) -> None:
    """Let the hall hold a usulan back, with a reason: not the first of its group, from the fifth place on."""
    low = _longest(forum)[4:]
    held = next((candidate for candidate in low if (candidate.proposal.group_rank or 1) > 1), None)
    if held is not None:
        code, reason = texts.HELD_BY_FORUM[held.round_id % 2]
        ordering.hold(held, reason_code=code, reason=reason, by=by, at=at, expected=None)


def of_kelurahan(year: Year, region: Region) -> Iterator[Person]:
    """Who comes to a kelurahan forum, by office: RW, lembaga, the guests whom the circular asks to invite."""
    people = year.town.people
    for number, group in enumerate(people.of_kelurahan(region.code, ProposerGroup.Kind.RW)):
        home = f"{group.name} Kelurahan {region.name}"
        yield Person(f"Ketua {group.name}", "P" if number % 4 == 2 else "L", group.name, "Ketua RW", home)
        yield Person(f"Wakil RT dari {group.name}", "P" if number % 2 else "L", group.name, "Ketua RT", home)
    for group in people.of_kelurahan(region.code, ProposerGroup.Kind.BODY):
        sex = "L" if group.name in {"LPMK", "Karang Taruna"} else "P"
        yield Person(f"Ketua {group.name}", sex, group.name, contact=f"Kelurahan {region.name}")
        yield Person(f"Anggota {group.name}", "P", group.name, contact=f"Kelurahan {region.name}")
    for name, institution, sex in GUESTS:
        yield Person(name, sex, institution, institution, f"Kelurahan {region.name}")


def _of_district(year: Year, region: Region) -> Iterator[Person]:
    """Who comes to a kecamatan forum: five delegates of each kelurahan, agencies, guests; the mayor by video."""
    for place in year.town.kelurahan_of(region.code):
        for number in range(1, 6):
            sex, home = "P" if number % 2 else "L", f"Kelurahan {place.name}"
            yield Person(f"Delegasi {number}", sex, home, "Delegasi kelurahan", f"RW {number:02d} {home}")
    for key, agency in year.town.agencies.items():
        if agency.region_id is None and key != "kec":
            online = key in {"kom", "ker"}
            yield Person("Perwakilan", "L", agency.short_name, "Perangkat daerah", HALL, is_online=online)
    for name, institution, sex in GUESTS:
        yield Person(name, sex, institution, institution, f"Kecamatan {region.name}")
    yield Person("Wali Kota", "L", "Pemerintah Kota Malang", "Pimpinan kota", HALL, is_online=True)
    yield Person("Ketua DPRD", "P", "DPRD", "Anggota DPRD", HALL)
