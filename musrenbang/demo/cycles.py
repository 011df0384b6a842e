"""The finished and the running cycle: stages, quotas, pagu, priorities and themes, set by Bappeda's verbs."""

from datetime import datetime

from accounts.models import OfficeHolding, ProposerGroup
from proposals.actions import stages
from proposals.models import Cycle, Priority, Quota, Stage, Target, Theme
from regions import codes

from .calendar import STAGES, Calendar
from .kamus import Entry
from .stories import STORIES
from .town import DINOYO, KLOJEN, LOWOKWARU, Town, Year

PRIORITIES: dict[str, tuple[str, ...]] = {
    "Kota siaga banjir dengan prasarana yang layak": (
        "Berkurangnya titik genangan di permukiman",
        "Bertambahnya jalan dan penerangan lingkungan yang baik",
    ),
    "Ekonomi warga pulih dan mandiri": (
        "Bertambahnya usaha mikro yang naik kelas",
        "Berkurangnya pencari kerja muda",
    ),
    "Keluarga sehat, terdidik, dan terlindungi": (
        "Turunnya balita kurang gizi",
        "Terlayaninya anak, warga lanjut usia, dan disabilitas",
    ),
    "Lingkungan bersih dan kampung rukun": (
        "Berkurangnya sampah yang dibuang",
        "Aktifnya lembaga kemasyarakatan kelurahan",
    ),
}

SERVES: dict[str, tuple[int, int]] = {
    "drainase": (0, 0), "bencana": (0, 0), "tebing": (0, 0),
    "jalan": (0, 1), "lampu": (0, 1), "lalin": (0, 1), "balai": (0, 1),
    "usaha": (1, 0), "koperasi": (1, 0), "tani": (1, 0), "digital": (1, 0), "seni": (1, 0),
    "kerja": (1, 1),
    "posyandu": (2, 0), "sanitasi": (2, 0),
    "paud": (2, 1), "sosial": (2, 1), "rumah": (2, 1),
    "sampah": (3, 0), "taman": (3, 0),
    "lembaga": (3, 1), "aman": (3, 1), "pemuda": (3, 1),
}  # fmt: skip
"""Which priority and which of its targets each story serves."""

KLOJEN_QUOTAS: dict[str, tuple[int, int, int]] = {
    "1001": (11, 6, 4),
    "1002": (14, 7, 5),
    "1003": (16, 8, 6),
    "1005": (14, 8, 5),
    "1006": (16, 8, 6),
    "1007": (14, 7, 5),
    "1008": (12, 7, 4),
    "1009": (17, 9, 6),
    "1010": (13, 6, 5),
    "1011": (11, 6, 4),
}
"""Quota of the lists SARPRAS, LK and PM in each kelurahan of Klojen that held a forum: 260 in all, as in its forum of
3 February 2021."""

DINOYO_QUOTAS = (8, 5, 3)
LISTS = ("SARPRAS", "LK", "PM")
DEFAULT_QUOTAS = (14, 7, 5)


def quotas_of(kelurahan: str) -> tuple[int, int, int]:
    """The quotas of the three lists in one kelurahan."""
    district, _, own = kelurahan.rpartition(".")
    known = KLOJEN_QUOTAS.get(own, DEFAULT_QUOTAS) if district == KLOJEN else DEFAULT_QUOTAS
    return DINOYO_QUOTAS if kelurahan == DINOYO else known


def finished(town: Town, entries: list[Entry], *, by: OfficeHolding) -> Year:
    """Make the cycle of the year before, with every limit and priority."""
    calendar = Calendar(town.now, years_back=1)
    cycle = Cycle.objects.create(
        city=town.city,
        held_year=calendar.held_year,
        plan_year=calendar.plan_year,
        kamus=entries[0].item.version,
    )
    start = calendar.start()
    for order, (kind, name, first, last) in enumerate(STAGES, start=1):
        window = {"opens_at": calendar.at(first, 8), "closes_at": calendar.at(last, 16)}
        stage = Stage.objects.create(cycle=cycle, kind=kind, order=order, name=name, **window)
        stages.schedule_stage(stage, **window, by=by, at=start)
    for group_kind, maximum in ((ProposerGroup.Kind.RW, 5), (ProposerGroup.Kind.RT, 3), (ProposerGroup.Kind.BODY, 6)):
        stages.set_quota(cycle, per=Quota.Per.GROUP, group_kind=group_kind, maximum=maximum, by=by, at=start)
    for list_kind, maximum in zip(LISTS, DEFAULT_QUOTAS, strict=True):
        stages.set_quota(cycle, per=Quota.Per.LIST, list_kind=list_kind, maximum=maximum, by=by, at=start)
    stages.set_quota(cycle, per=Quota.Per.KELURAHAN, maximum=12, by=by, at=start)
    stages.set_quota(cycle, per=Quota.Per.DISTRICT, maximum=110, by=by, at=start)
    for place in town.places.values():
        if place.level == codes.KELURAHAN:
            rw = len(town.people.of_kelurahan(place.code, ProposerGroup.Kind.RW))
            stages.set_ceiling(cycle, region=place, amount=(900 + 60 * rw) * 1_000_000, by=by, at=start)
        elif place.level == codes.DISTRICT:
            stages.set_ceiling(cycle, region=place, amount=2_150_000_000, by=by, at=start)
    for agency in town.agencies.values():
        stages.set_ceiling(cycle, region=town.city, agency=agency, amount=12_000_000_000, by=by, at=start)
    for number, (name, targets) in enumerate(PRIORITIES.items(), start=1):
        priority = Priority.objects.create(cycle=cycle, code=f"P{number}", name=name)
        for place_of, target in enumerate(targets, start=1):
            Target.objects.create(priority=priority, code=f"{number}.{place_of}", name=target)
    for theme in dict.fromkeys(story.theme for story in STORIES.values()):
        Theme.objects.create(cycle=cycle, name=theme)
    return Year(town, cycle, calendar, entries)


def running(town: Town, last: Year, entries: list[Entry], *, by: OfficeHolding, at: datetime) -> Year:
    """Make the cycle of this year by copying the last, as Bappeda does, with quotas of their own for Klojen."""
    calendar = Calendar(town.now)
    cycle = stages.copy_cycle(
        last.cycle,
        held_year=calendar.held_year,
        plan_year=calendar.plan_year,
        kamus=entries[0].item.version,
        by=by,
        at=at,
    )
    made = {Stage.Kind(stage.kind): stage for stage in cycle.stages.in_order()}
    for kind, _, first, last_day in STAGES:
        opens_at, closes_at = calendar.at(first, 8), calendar.at(last_day, 16)
        stages.schedule_stage(made[kind], opens_at=opens_at, closes_at=closes_at, by=by, at=at)
    for code in [*(f"{KLOJEN}.{own}" for own in KLOJEN_QUOTAS), DINOYO]:
        for list_kind, maximum in zip(LISTS, quotas_of(code), strict=True):
            region = town.places[code]
            stages.set_quota(
                cycle, per=Quota.Per.LIST, list_kind=list_kind, region=region, maximum=maximum, by=by, at=at
            )
    year = Year(town, cycle, calendar, entries)
    _extend(
        year,
        made[Stage.Kind.REMBUK],
        "Balai RW dipakai mengungsi, jadi rembuk di Lowokwaru mundur.",
        told=-25,
        last_day=4,
        by=by,
    )
    _extend(
        year,
        made[Stage.Kind.KELURAHAN],
        "Menyusul perpanjangan rembuk di Kecamatan Lowokwaru.",
        told=-6,
        last_day=8,
        by=by,
    )
    return year


def _extend(year: Year, stage: Stage, reason: str, *, told: int, last_day: int, by: OfficeHolding) -> None:
    """Put it on the agenda that Lowokwaru gets a window of its own, told on one day, until another."""
    closes_at, lowokwaru = year.calendar.at(last_day, 16), year.town.places[LOWOKWARU]
    year.town.agenda.add(
        year.calendar.at(told, 10),
        lambda at: stages.extend_stage(stage, region=lowokwaru, closes_at=closes_at, reason=reason, by=by, at=at),
    )
