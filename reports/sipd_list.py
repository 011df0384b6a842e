"""The list of usulan in the 26 columns of SIPD, in its order: what Bappeda no longer retypes.

SIPD has no field for the proposing group and its rank. Kelurahan write both at the end of the problem, as in
`Jalan rusak (RW 05 P2)`, and so does this list; `proposals.sipd` reads it back. `Jenis Belanja` stays empty until the
agencies' budgets are known. Names of places, groups, agencies and sub kegiatan are read once, not joined to each row,
and decisions and SIPD's own words run beside the usulan in the same order: seven queries, however long the list.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from django.utils import timezone

from accounts.models import ProposerGroup
from catalogue.models import Agency, KamusItem
from proposals import sipd, sipd_words
from proposals.models import LevelDecision, SipdWords
from proposals.models.decision import Level, Outcome
from proposals.querysets import ProposalQuerySet
from proposals.statuses import Status
from proposals.texts import mask_private
from regions import codes
from regions.models import Region
from regions.sheets import head_key

from .listing import DATE, DECIMAL, MONEY, NUMBER, TEXT, Cell, Column

COLUMNS = (
    Column("No", NUMBER, "", 6),
    Column("ID Usulan", TEXT, "", 18),
    Column("Tanggal Usul", DATE, "", 16),
    Column("Pengusul", TEXT, "", 22),
    Column("Profil", TEXT, "", 22),
    Column("Usulan", TEXT, "", 40),
    Column("Masalah", TEXT, "", 50),
    Column("Alamat Lokasi", TEXT, "", 30),
    Column("Kabupaten", TEXT, "", 18),
    Column("Kecamatan", TEXT, "", 16),
    Column("Kelurahan", TEXT, "", 18),
    Column("Usulan Ke", NUMBER, "", 8),
    Column("OPD Tujuan Awal", TEXT, "", 30),
    Column("OPD Tujuan Akhir", TEXT, "", 30),
    Column("Status (Existing)", TEXT, "", 22),
    Column("Catatan", TEXT, "", 40),
    Column("Rekomendasi Sekwan/Mitra", TEXT, "", 30),
    Column("Rekomendasi Kelurahan/Desa", TEXT, "", 30),
    Column("Rekomendasi Kecamatan", TEXT, "", 30),
    Column("Rekomendasi SKPD", TEXT, "", 30),
    Column("Rekomendasi TAPD", TEXT, "", 30),
    Column("Volume", DECIMAL, "", 12),
    Column("Satuan", TEXT, "", 10),
    Column("Anggaran", MONEY, "", 17),
    Column("Jenis Belanja", TEXT, "", 16),
    Column("Sub Kegiatan", TEXT, "", 40),
)

LEVELS = (Level.PARTNER, Level.KELURAHAN, Level.DISTRICT, Level.AGENCY, Level.BUDGET)
"""Whose recommendation stands in the five columns, in their order."""

_PATHS = (
    "pk", "sipd_id", "number", "submitted_at", "group_id", "group_rank", "title", "problem", "address", "kecamatan_id",
    "kelurahan_id", "times_proposed", "agency_first_id", "agency_id", "status", "reason", "current_volume", "unit",
    "current_amount", "item_id",
)  # fmt: skip
_PIECE = 2000


def rows(proposals: ProposalQuerySet, city: Region) -> Iterator[list[Cell]]:
    """Yield one list of 26 cells per usulan of a city, oldest first. Volume and Anggaran are those decided last."""
    regions = Region.objects.within(city.code).filter(level__in=[codes.DISTRICT, codes.KELURAHAN]).order_by()
    places: dict[int | None, str] = dict(regions.values_list("pk", "name"))
    group_rows = ProposerGroup.objects.filter(city=city).order_by().values_list("pk", "name", "kind")
    groups = {pk: sipd.group_word(kind, name) for pk, name, kind in group_rows}
    agencies: dict[int | None, str] = dict(Agency.objects.filter(city=city).order_by().values_list("pk", "name"))
    items = KamusItem.objects.filter(version__city=city).order_by()
    works: dict[int | None, str] = {
        pk: f"{code} {name}" for pk, code, name in items.values_list("pk", "subactivity__code", "subactivity__name")
    }
    labels, zone = dict(Status.choices), timezone.get_current_timezone()
    cover = lru_cache(maxsize=1000)(mask_private)
    said, listed = _recommendations(proposals, cover), _words(proposals)
    found = proposals.order_by("pk").values_list(*_PATHS).iterator(chunk_size=_PIECE)
    for number, (
        pk, sipd_id, own_number, sent_at, group, rank, title, problem, address, kecamatan, kelurahan, times, first,
        agency, status, reason, volume, unit, amount, item,
    ) in enumerate(found, start=1):  # fmt: skip
        who = groups[group]
        trouble, where = mask_private(f"{problem}\0{address}").split("\0")  # one look instead of two
        cells: list[Cell] = [
            number,
            sipd_id or own_number,
            sipd_words.day(sent_at, zone),
            who,
            sipd.sender(places.get(kelurahan, ""), places.get(kecamatan, "")),
            title,
            sipd.join_group(trouble, who, rank),
            where,
            city.name,
            places.get(kecamatan),
            places.get(kelurahan),
            times,
            agencies.get(first),
            agencies.get(agency),
            labels[status],
            cover(reason) or None,
            *said(pk),
            volume,
            unit,
            amount,
            None,
            works.get(item),
        ]
        if pairs := listed(pk):
            for name in pairs:
                cells[_PLACE[name]] = sipd_words.told(pairs, name, cells[_PLACE[name]])
        yield cells


_PLACE = {head_key(column.head): place for place, column in enumerate(COLUMNS)}


def _words(proposals: ProposalQuerySet) -> Callable[[int], sipd_words.Pairs]:
    """How SIPD worded a usulan where we do otherwise, to be asked in the order of their ids; one query for all."""
    stored = SipdWords.objects.filter(proposal__in=proposals.order_by().values("pk")).order_by("proposal_id")
    pairs = stored.values_list("proposal_id", "cells").iterator(chunk_size=_PIECE)
    at, cells = -1, sipd_words.Pairs()

    def listed(pk: int) -> sipd_words.Pairs:
        nonlocal at, cells
        while at < pk:
            at, cells = next(pairs, (2**63, {}))
        return cells if at == pk else {}

    return listed


_NOTHING: tuple[Cell, ...] = (None,) * len(LEVELS)


def _recommendations(proposals: ProposalQuerySet, cover: Callable[[str], str]) -> Callable[[int], tuple[Cell, ...]]:
    """What the five levels said of a usulan, to be asked in the order of their ids; None where one said nothing.

    Read from one query that runs beside the list: of each level the last version counts, none where it was undone.
    `cover` hides what is private in a reason.
    """
    wanted = LevelDecision.objects.filter(proposal__in=proposals.order_by().values("pk"), level__in=LEVELS)
    stored = wanted.order_by("proposal_id", "level", "version").values_list("proposal_id", "level", "outcome", "reason")
    runs = groupby(stored.iterator(chunk_size=_PIECE), key=itemgetter(0))
    labels: dict[str, str] = dict(Outcome.choices)
    columns = {level.value: place for place, level in enumerate(LEVELS)}
    at, cells = -1, _NOTHING

    def said(pk: int) -> tuple[Cell, ...]:
        nonlocal at, cells
        while at < pk:
            at, decisions = next(runs, (2**63, ()))
            told: list[Cell] = list(_NOTHING)
            for _, level, outcome, reason in decisions:
                words = f"{labels[outcome]}: {cover(reason)}" if reason else labels[outcome]
                told[columns[level]] = None if outcome == Outcome.UNDONE else words
            cells = tuple(told)
        return cells if at == pk else _NOTHING

    return said
