"""Ganda: what both the musrenbang and a member of the DPRD ask for; decided by the mitra, or as yet only alike."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse

from proposals.likeness import ALIKE, Sketch, elsewhere, likeness, sketch
from proposals.models import Pokir, Proposal
from proposals.texts import mask_private
from regions import codes

from .ask import Ask
from .shape import MONEY, SHARE, TEXT, Cell, Column, Row, Table

MINE, THEIRS = "Usulan musrenbang", "Pokok pikiran DPRD"


@dataclass(frozen=True)
class Twin:
    """A usulan and a pokir that are alike; `is_same` where it was decided so. The score runs from 0 to 1."""

    proposal: Proposal
    pokir: Pokir
    score: float | None
    is_same: bool


def twins(ask: Ask) -> list[Twin]:
    """Pairs of one year in the scope, the decided first, then the most alike. Two queries, however many there are."""
    found = Pokir.objects.filter(ask.scope.q("region"), cycle=ask.cycle).exclude(status=Pokir.Status.DRAFT)
    pokir = list(found.select_related("region", "item").order_by("number", "pk"))
    near = _near(ask, pokir)
    pairs = []
    for one in pokir:
        theirs = _sketch_of(one)
        for proposal, mine in near[codes.cut(one.region.code, codes.KELURAHAN)]:
            if one.related_id == proposal.pk:
                pairs.append(Twin(proposal, one, likeness(mine, theirs).score, True))
            elif one.related_id is None and not elsewhere(mine, place=codes.spell([one.region.code])):
                score = likeness(mine, theirs).score
                if score >= ALIKE:
                    pairs.append(Twin(proposal, one, score, False))
    return sorted(
        pairs, key=lambda twin: (not twin.is_same, -(twin.score or 0), twin.pokir.number, twin.proposal.number)
    )


def _near(ask: Ask, pokir: list[Pokir]) -> dict[str, list[tuple[Proposal, Sketch]]]:
    """Public usulan at the kelurahan, or of the kecamatan, of some pokir, by that code; one query."""
    wanted = {codes.cut(one.region.code, codes.KELURAHAN) for one in pokir}
    keys = [ask.names.keys[code] for code in wanted if code in ask.names.keys]
    here = Q(kelurahan__in=keys) | Q(kecamatan__in=keys) | Q(pk__in=[one.related_id for one in pokir if one.related_id])
    found = Proposal.objects.public().filter(here, cycle=ask.cycle).select_related("group").order_by("number")
    near: dict[str, list[tuple[Proposal, Sketch]]] = defaultdict(list)
    related = {one.related_id: codes.cut(one.region.code, codes.KELURAHAN) for one in pokir}
    for one in found:
        drawn = sketch(title=one.title, problem=one.problem, address=one.address, place=one.place)
        places = {ask.names.places[key].code for key in (one.kelurahan_id, one.kecamatan_id) if key in ask.names.places}
        for code in (places & wanted) | ({related[one.pk]} if one.pk in related else set()):
            near[code].append((one, drawn))
    return near


def _sketch_of(one: Pokir) -> Sketch:
    title, place = one.item.name if one.item else one.title, codes.spell([one.region.code])
    return sketch(title=title, problem=one.problem, address=one.address, place=place)


def by_twin(ask: Ask) -> Table:
    """One row for each pair: both numbers, places and rupiah, how alike they are, what was decided."""
    found = twins(ask)
    columns = (
        Column("No. usulan", TEXT, MINE),
        Column("Kelompok", TEXT, MINE),
        Column("Usulan", TEXT, MINE),
        Column("Lokasi", TEXT, MINE),
        Column("Volume", TEXT, MINE),
        Column("Nilai (Rp)", MONEY, MINE),
        Column("No. pokir", TEXT, THEIRS),
        Column("Usulan", TEXT, THEIRS),
        Column("Lokasi", TEXT, THEIRS),
        Column("Nilai (Rp)", MONEY, THEIRS),
        Column("Kemiripan (%)", SHARE),
        Column("Keputusan", TEXT),
    )
    usulan = {twin.proposal.pk: twin.proposal.current_amount for twin in found}
    pokir = {twin.pokir.pk: twin.pokir.amount for twin in found}
    total = Row(
        (
            Cell(f"Jumlah {len(usulan)} usulan, {len(pokir)} pokir"),
            *(Cell("") for _ in range(4)),
            Cell(sum(usulan.values())),
            *(Cell("") for _ in range(3)),
            Cell(sum(pokir.values())),
            Cell(None),
            Cell(""),
        )
    )
    notes = ("Nilai usulan dan pokir yang berpasangan lebih dari sekali dihitung sekali dalam jumlah.",)
    return Table(columns, tuple(_row(ask, twin) for twin in found), total, notes)


def _row(ask: Ask, twin: Twin) -> Row:
    mine, theirs = twin.proposal, twin.pokir
    area = ask.names.places.get(mine.kelurahan_id or mine.kecamatan_id)
    score = None if twin.score is None else Decimal(round(twin.score * 100))
    return Row(
        (
            Cell(mine.number, url=reverse("usulan", args=[mine.number])),
            Cell(mine.group.name),
            Cell(mask_private(mine.title)),
            Cell(f"{mine.place} {area.label if area else ''}".strip()),
            Cell(mine.current_coefficient),
            Cell(mine.current_amount),
            Cell(theirs.number, url=reverse("pokir-satu", args=[theirs.pk])),
            Cell(mask_private(theirs.title)),
            Cell(f"{mask_private(theirs.address)} {theirs.region.label}".strip()),
            Cell(theirs.amount),
            Cell(score),
            Cell("sama" if twin.is_same else "belum diputuskan"),
        )
    )
