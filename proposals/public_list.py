"""The public list of usulan: its rows, its boxes with counts, the filters in force, and its lines as CSV."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse

from catalogue.models import KamusItem
from catalogue.money import decimal_text

from .filters import WORDS, Facets, UsulanFilter
from .models import Proposal
from .querysets import ProposalQuerySet
from .statuses import FACES, Status
from .texts import mask_private
from .why import reason_of, short_reason

PER_PAGE = 25
LINE = 160
"""Signs of a reason beside the chip; the page of the usulan has it whole."""
_SHOWN = (
    *("number", "title", "status", "status_at", "due_at", "reason_code", "reason", "volume", "current_volume", "unit"),
    *("current_amount", "group_rank", "cycle_id", "kecamatan_id", "kelurahan_id", "agency_id", "submitted_at"),
    *("group__name", "parent__number", "times_proposed", "first_year", "review_on"),
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    proposal: Proposal
    url: str
    title: str
    reason: str


@dataclass(frozen=True)
class Option:
    """One box of the filter."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Box:
    """A group of boxes under one heading."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Tag:
    """One filter in force, and the address of the list without it."""

    label: str
    url: str


class KnownCount(Paginator[Proposal]):
    """Pages of a list whose length the counts of the boxes have told already."""

    def __init__(self, found: ProposalQuerySet, count: int) -> None:
        super().__init__(found, PER_PAGE)
        self.count = count


def loaded(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Load what rows show, newest first; places, agencies and cycles come from the filter, which has them already."""
    return proposals.select_related("group", "parent").only(*_SHOWN).order_by("-submitted_at", "-pk")


def rows(proposals: Iterable[Proposal], filters: UsulanFilter) -> list[Row]:
    """Lines with their reason; private things in them are covered."""
    places = {place.pk: place for place in filters.places.values()}
    cycles = {cycle.pk: cycle for cycle in filters.cycles}
    found, home = [], reverse("daftar-usulan")  # a usulan's page lies below the list: no look-up per row
    for one in proposals:
        if one.kecamatan_id in places:
            one.kecamatan = places[one.kecamatan_id]
        if one.kelurahan_id in places:
            one.kelurahan = places[one.kelurahan_id]
        if one.cycle_id in cycles:
            one.cycle = cycles[one.cycle_id]
        if agency := filters.agencies.get(str(one.agency_id)):
            one.agency = agency
        found.append(
            Row(one, f"{home}{one.number}/", mask_private(one.title), shorten(short_reason(one), LINE, placeholder="…"))
        )
    return found


def boxes(filters: UsulanFilter, facets: Facets) -> list[Box]:
    """The groups of boxes with their counts; words that no usulan has are left out unless chosen."""
    chosen = filters.form.cleaned_data
    offered = (
        ("tahun", "Tahun rencana", [(str(one.plan_year), f"RKPD {one.plan_year}") for one in filters.cycles]),
        ("status", "Status", list(WORDS.items())),
        ("jenis", "Jenis", list(KamusItem.Kind.choices)),
    )
    found = []
    for name, label, choices in offered:
        counts: dict[str, int] = getattr(facets, name)
        options = [
            Option(value, text, counts.get(value, 0), value in chosen[name])
            for value, text in dict(choices).items()
            if counts.get(value) or value in chosen[name]
        ]
        found.append(Box(name, label, options))
    return found


def tags(filters: UsulanFilter, query: QueryDict) -> list[Tag]:
    """Each filter in force as a word that can be taken away."""
    chosen = filters.form.cleaned_data
    said: list[tuple[str, str, str]] = []
    if chosen["q"]:
        said.append(("q", "", f"“{chosen['q']}”"))
    said += [("tahun", year, f"RKPD {year}") for year in chosen["tahun"]]
    said += [(name, "", filters.places[chosen[name]].label) for name in ("kecamatan", "kelurahan") if chosen[name]]
    said += [("status", slug, WORDS[slug]) for slug in chosen["status"]]
    said += [("jenis", kind, KamusItem.Kind(kind).label) for kind in chosen["jenis"]]
    if chosen["opd"]:
        said.append(("opd", "", filters.agencies[chosen["opd"]].short_name))
    return [Tag(label, _without(query, name, value)) for name, value, label in said]


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    for idle in ("page", "saring", *(["kelurahan"] if name == "kecamatan" else [])):
        left.pop(idle, None)
    left.setlist(name, [one for one in left.getlist(name) if value and one != value])
    return f"?{address(left)}"


def address(query: QueryDict) -> str:
    """The filter as the end of an address; an empty year says that all years are meant, not the running one."""
    said = query.copy()
    said.setlist("tahun", said.getlist("tahun") or [""])
    return said.urlencode()


HEADS = (
    "No. Usulan",
    "Tahun Rencana",
    "Kecamatan",
    "Kelurahan",
    "Kelompok Pengusul",
    "Prioritas Kelompok",
    "Usulan",
    "Permasalahan",
    "RT/RW",
    "Alamat Lokasi",
    "Volume",
    "Satuan",
    "Perkiraan Biaya (Rp)",
    "Perangkat Daerah",
    "Status",
    "Alasan",
)
_PATHS = (
    "number",
    "cycle__plan_year",
    "kecamatan__name",
    "kelurahan__name",
    "group__name",
    "group_rank",
    "title",
    "problem",
    "place",
    "address",
    "current_volume",
    "unit",
    "current_amount",
    "agency__name",
    "status",
    "reason_code",
    "reason",
)


class _Echo:
    """A file that hands back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(proposals: ProposalQuerySet) -> Iterator[bytes]:
    """Yield the list line by line, as Indonesian Excel opens it; text never becomes a formula, private things are
    covered.
    """
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield writer.writerow(HEADS).encode()
    found = proposals.order_by("-submitted_at", "-pk").values_list(*_PATHS)
    for *plain, volume, unit, amount, agency, status, code, reason in found.iterator(chunk_size=2000):
        cells = [
            *(safe(value) for value in plain),
            decimal_text(volume).replace(".", "") if volume is not None else "",
            safe(unit),
            str(amount),
            safe(agency),
            FACES[Status(status)].word,
            safe(reason_of(code, reason)),
        ]
        yield writer.writerow(cells).encode()


def safe(value: str | int | None) -> str:
    """Cover private things in a text, and put an apostrophe before what a spreadsheet would run as a formula."""
    text = mask_private(str(value)) if value is not None else ""
    return f"'{text}" if text.startswith(_RISKY) else text
