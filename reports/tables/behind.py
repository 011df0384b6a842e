"""The list of usulan behind a figure: cut by what the figure's address says, with a total of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.urls import reverse

from accounts.models import ProposerGroup
from catalogue.models import KamusItem
from proposals.models import LevelDecision, Priority, Proposal, Theme
from proposals.models.decision import Level, Outcome
from proposals.reasons import Reason
from proposals.statuses import FACES, Status
from proposals.texts import mask_private
from reports.verdicts import VERDICTS, Verdict

from .ask import EMPTY, UNKNOWN, Ask, place_conditions
from .by_subject import programs
from .groups import RESIDENTS
from .shape import MONEY, TEXT, Cell, Column, Row, Table
from .source import PUBLIC, Condition, Source, one_of

PER_PAGE = 50
LINE = 200
"""Signs of a reason in a list; the page of the usulan has it whole."""


@dataclass(frozen=True)
class Said:
    """One cut of a list: how a person reads it, and what it asks."""

    words: str
    conditions: list[Condition]


NOTHING = Said("tidak dikenal", [one_of("status")])
"""An address that names what does not exist finds nothing, and says so."""


def _key(value: str) -> int | None:
    """The key that an address names; None for "not filled in"; -1 for what is no key."""
    if value == EMPTY:
        return None
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else -1


def _by_key(dim: str, named: Callable[[Ask, int], str]) -> Callable[[Ask, str], Said]:
    def say(ask: Ask, value: str) -> Said:
        key = _key(value)
        name = UNKNOWN if key is None else named(ask, key)
        return Said(name, [one_of(dim, key)]) if name else NOTHING

    return say


def _by_word(dim: str, labels: Mapping[str, str], empty: str) -> Callable[[Ask, str], Said]:
    def say(ask: Ask, value: str) -> Said:
        word = "" if value == EMPTY else value
        name = labels.get(word, "") if word else empty
        return Said(name, [one_of(dim, word)]) if name else NOTHING

    return say


def _list_kind(ask: Ask, value: str) -> Said:
    word = "" if value == EMPTY else value[:12]
    return Said(f"daftar {word}" if word else "Jenis daftar belum diisi", [one_of("list", word)])


def _place(ask: Ask, value: str) -> Said:
    key = ask.names.keys.get(value)
    return Said(ask.names.places[key].label, place_conditions(ask.names, value)) if key else NOTHING


def _own(ask: Ask, value: str) -> Said:
    return Said("usulan kecamatan sendiri", [one_of("kelurahan", None)])


def _outcome(ask: Ask, value: str) -> Said:
    wanted = [Verdict(one) for one in value.split(",") if one in Verdict.values]
    found = [status.value for status, came in VERDICTS[ask.upto].items() if came in wanted]
    return Said(" atau ".join(one.label for one in wanted), [one_of("status", *found)]) if wanted else NOTHING


def _status(ask: Ask, value: str) -> Said:
    wanted = [one for one in value.split(",") if one in PUBLIC]
    return Said(" atau ".join(Status(one).label for one in wanted), [one_of("status", *wanted)]) if wanted else NOTHING


def _program(ask: Ask, value: str) -> Said:
    key, known = _key(value), programs(ask.names.city)
    if key is None:
        items = KamusItem.objects.filter(version__city__code=ask.names.city).exclude(pk__in=known).order_by()
        return Said("Program belum diisi", [one_of("item", None, *items.values_list("pk", flat=True))])
    mine = {item: name for item, (program, name) in known.items() if program == key}
    return Said(next(iter(mine.values())), [one_of("item", *mine)]) if mine else NOTHING


def _whose(ask: Ask, value: str) -> Said:
    if value == "warga":
        return Said("RT dan RW", [one_of("group_kind", *RESIDENTS)])
    return Said("kelurahan dan lembaga", [one_of("group_kind", *(set(ProposerGroup.Kind.values) - RESIDENTS))])


def _group(ask: Ask, key: int) -> str:
    found = ProposerGroup.objects.filter(pk=key, city__code=ask.names.city).select_related("region").first()
    return found.name if found else ""


def _times(ask: Ask, value: str) -> Said:
    if value == "lagi":
        return Said("usulan berulang", [one_of("times", *range(2, 100))])
    key = _key(value)
    return Said(f"usulan ke-{key}", [one_of("times", key)]) if key and key > 0 else NOTHING


CUTS: dict[str, Callable[[Ask, str], Said]] = {
    "di": _place,
    "milik": _own,
    "hasil": _outcome,
    "keadaan": _status,
    "pd": _by_key("agency", lambda ask, key: ask.names.agency(key) if key in ask.names.agencies else ""),
    "program": _program,
    "prioritas": _by_key("priority", lambda ask, key: _named(Priority.objects.filter(pk=key, cycle=ask.cycle))),
    "tema": _by_key("theme", lambda ask, key: _named(Theme.objects.filter(pk=key, cycle=ask.cycle))),
    "sifat": _by_word("kind", dict(KamusItem.Kind.choices), "Jenis belum diisi"),
    "daftar": _list_kind,
    "alasan": _by_word("reason", dict(Reason.choices), "Tanpa kode alasan"),
    "pengusul": _whose,
    "kelompok": _by_key("group", _group),
    "ke": _times,
}
"""What an address may cut the list by, each a word of its own."""


def _named(found: Any) -> str:
    one = found.first()
    return str(one) if one else ""


def cut(ask: Ask, query: Mapping[str, str]) -> tuple[Source, list[str]]:
    """The usulan that an address leaves, and each cut in words."""
    source, words = (ask.years if query.get("semua") else ask.source), []
    if query.get("semua"):
        words.append("semua tahun rencana")
    for name, say in CUTS.items():
        if value := query.get(name, ""):
            said = say(ask, value)
            source = source.where(*said.conditions)
            words.append(said.words)
    return source, words


COLUMNS = (
    Column("No. usulan", TEXT),
    Column("Usulan", TEXT),
    Column("Kelompok", TEXT),
    Column("Lokasi", TEXT),
    Column("Perangkat daerah", TEXT),
    Column("Diusulkan (Rp)", MONEY),
    Column("Sekarang (Rp)", MONEY),
    Column("Status", TEXT),
    Column("Tingkat yang memutuskan", TEXT),
    Column("Alasan", TEXT),
)


def list_of_usulan(ask: Ask, source: Source, start: int = 0, stop: int | None = None) -> tuple[Table, dict[str, int]]:
    """Some rows of the list, and the totals of all of it: count, asked, amount."""
    sums = source.sums()
    found = source.page(start, stop)
    levels = _levels(ask, found)
    rows = tuple(Row(tuple(_cells(ask, one, levels.get(one.pk, "")))) for one in found)
    total = Row(
        (
            Cell(f"Jumlah {sums.count} usulan"),
            *(Cell("") for _ in range(4)),
            Cell(sums.asked),
            Cell(sums.amount),
            *(Cell("") for _ in range(3)),
        )
    )
    return Table(COLUMNS, rows, total), {"count": sums.count, "asked": sums.asked, "amount": sums.amount}


def _levels(ask: Ask, found: Sequence[Proposal]) -> dict[int, str]:
    """Which level spoke last on each, by id, as of the day that is asked for; of what missed its window Bappeda."""
    levels: dict[int, str] = {}
    for start in range(0, len(found), _PIECE):
        some = [one.pk for one in found[start : start + _PIECE]]
        said = LevelDecision.objects.filter(proposal__in=some, decided_at__lte=ask.moment).order_by("decided_at", "pk")
        for pk, level, outcome in said.values_list("proposal_id", "level", "outcome"):
            levels[pk] = "" if outcome == Outcome.UNDONE else Level(level).label
    return levels | {one.pk: "Bappeda" for one in found if one.status in _BY_BAPPEDA}


_PIECE = 5_000
_BY_BAPPEDA = {Status.NOT_DISCUSSED, Status.CANCELLED}


def _cells(ask: Ask, one: Proposal, level: str) -> list[Cell]:
    status, places = Status(one.status), ask.names.places
    area = places.get(one.kelurahan_id or one.kecamatan_id)
    code = Reason(one.reason_code).label if one.reason_code else ""
    face = FACES[status].word
    return [
        Cell(one.number, url=reverse("usulan", args=[one.number]) if one.is_public else ""),
        Cell(mask_private(one.title)),
        Cell(f"{one.group.name} {one.rank_label}".strip()),
        Cell(f"{one.place} {area.label if area else ''}".strip()),
        Cell(ask.names.short_agency(one.agency_id)),
        Cell(one.amount),
        Cell(one.current_amount),
        Cell(face if status.label == face else f"{face}: {status.label}"),
        Cell(level),
        Cell(shorten(": ".join(said for said in (code, mask_private(one.reason)) if said), LINE, placeholder="…")),
    ]
