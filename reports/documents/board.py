"""The notice board: one A4 per RW and RT that says what was asked for, where each usulan stands, and why."""

from collections.abc import Iterable, Sequence

from catalogue.money import rupiah
from proposals.models import Cycle, Proposal
from proposals.statuses import FACES, Status
from proposals.texts import mask_private
from regions import codes
from regions.models import Region

from .paper import MIDDLE, Column, Paper, Sheet, Table, Text

COLUMNS = (
    Column("No.", 6, MIDDLE),
    Column("Yang kita usulkan", 36),
    Column("Volume dan biaya", 22),
    Column("Sampai di mana", 18),
    Column("Alasan", 40),
)
NOTHING = "Belum ada usulan yang dikirim dari sini."
LONGEST = 160


def boards(cycle: Cycle, places: Sequence[Region], *, is_past: bool) -> Paper:
    """One sheet for each place, in order; `is_past` heads them as last year's. One query for all."""
    found = _usulan(cycle, places)
    kelurahan = _kelurahan(places)
    sheets = tuple(_sheet(cycle, place, kelurahan, _at(place, found), is_past=is_past) for place in places)
    word = "Hasil usulan" if is_past else "Papan pengumuman"
    name = f"{word} {places[0].label} tahun {cycle.plan_year}" if places else word
    return Paper("papan", name, sheets, size="a4")


def _usulan(cycle: Cycle, places: Sequence[Region]) -> list[Proposal]:
    """All public usulan of the kelurahan of these places."""
    above = {codes.cut(place.code, codes.KELURAHAN) for place in places}
    known = Proposal.objects.public().filter(cycle=cycle, kelurahan__code__in=above)
    return list(known.select_related("group__region", "region").order_by("group__name", "group_rank", "number"))


def _kelurahan(places: Sequence[Region]) -> dict[str, str]:
    above = {codes.cut(place.code, codes.KELURAHAN) for place in places}
    return dict(Region.objects.current().filter(code__in=above).values_list("code", "name"))


def _at(place: Region, found: Iterable[Proposal]) -> list[Proposal]:
    """Those of the place and of what lies in it; of a whole kelurahan what its bodies asked for."""
    if place.level == codes.KELURAHAN:
        return [one for one in found if one.group.region.code == place.code]
    return [one for one in found if f"{one.group.region.code}.".startswith(f"{place.code}.")]


def _sheet(
    cycle: Cycle, place: Region, kelurahan: dict[str, str], usulan: Sequence[Proposal], *, is_past: bool
) -> Sheet:
    where = f"KELURAHAN {kelurahan.get(codes.cut(place.code, codes.KELURAHAN), '').upper()}"
    name = f"LEMBAGA DAN {where}" if place.level == codes.KELURAHAN else f"{_name(place)} {where}"
    titles = (
        "HASIL USULAN KITA TAHUN LALU" if is_past else "YANG KITA USULKAN",
        name,
        f"MUSRENBANG {cycle.held_year} UNTUK TAHUN {cycle.plan_year}",
    )
    rows = tuple(
        (
            number,
            f"{one.title} ({one.group.name} {one.rank_label}".strip() + ")",
            f"{one.coefficient}, {rupiah(one.current_amount)}",
            FACES[Status(one.status)].word,
            _short(mask_private(one.reason)),
        )
        for number, one in enumerate(usulan, start=1)
    )
    if not rows:
        return Sheet("", titles, (Text(NOTHING),))
    return Sheet("", titles, (Table(COLUMNS, rows),))


def _name(place: Region) -> str:
    """`RW 05`, `RT 02 RW 05`."""
    said = place.name.upper()
    return said if place.level == codes.RW else f"{said} RW {int(place.code.split('.')[4]):02d}"


def _short(reason: str) -> str:
    return reason if len(reason) <= LONGEST else f"{reason[:LONGEST].rsplit(' ', 1)[0]} …"
