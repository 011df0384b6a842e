"""What the engine knows of a usulan, as it stood when the round was frozen: prioritisation.md 2.2."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import ProposerGroup
from proposals.models import Proposal, Survey
from proposals.querysets import ProposalQuerySet
from regions import codes
from rounds import engine, pool
from rounds.engine.values import Unfitness
from rounds.models import Bond, Candidate, Forum, Round

Kind = ProposerGroup.Kind
CLASSES = {Kind.BODY: "LEMBAGA", Kind.THEMATIC: "TEMATIK", Kind.RW: "RW", Kind.RT: "RT"}
FIT_REMEDY = "hal itu diperbaiki"


def in_scope(round_: Round) -> ProposalQuerySet:
    """Usulan of the forum in the scope of a draft round, and in no other counted round that is frozen."""
    terms = round_.terms
    found = pool.pool(round_.forum)
    if terms.only_kind:
        found = found.filter(kind=terms.only_kind)
    if terms.only_list:
        found = found.filter(list_kind=terms.only_list)
    if terms.only_agency_id:
        found = found.filter(agency_id=terms.only_agency_id)
    return found.select_related("group__region", "kelurahan", "kecamatan", "agency", "item")


def unfit(proposals: Iterable[Proposal]) -> dict[int, Unfitness]:
    """Usulan whose last finished survey says Tidak layak, by key; one query."""
    done = Survey.objects.filter(proposal__in=[p.pk for p in proposals], status=Survey.Status.DONE)
    last: dict[int, Survey] = {}
    for survey in done.select_related("done_by__office").order_by("done_at", "pk"):
        last[survey.proposal_id] = survey
    return {
        key: Unfitness(
            item="Survei lapangan: tidak layak",
            note=survey.note or "tidak layak menurut survei",
            office=survey.done_by.label if survey.done_by else "",
            date=f"{survey.done_at:%d-%m-%Y}" if survey.done_at else "",
            remedy=FIT_REMEDY,
        )
        for key, survey in last.items()
        if survey.verdict == Survey.Verdict.UNFIT
    }


def facts(forum: Forum, proposal: Proposal, unfitness: Unfitness | None) -> dict[str, Any]:
    """One candidate as plain values, under the published words."""
    group, home = proposal.group, _home(forum, proposal)
    people = proposal.people if proposal.people is not None else proposal.households
    return {
        "nomor": proposal.number,
        "wilayah": home[0],
        "kelompok": home[1],
        "kelas": CLASSES.get(Kind(group.kind), str(group.kind).upper()) if home[2] else "KELURAHAN",
        "jenis": proposal.list_kind,
        "sifat": proposal.kind,
        "bidang": proposal.item.get_sector_display() if proposal.item else "",
        "opd": (proposal.agency.short_name or proposal.agency.name) if proposal.agency else "",
        "sumber_dana": proposal.get_funding_display(),
        "biaya": proposal.current_amount,
        "harga": proposal.unit_price or 0,
        "penerima": people or 0,
        "penerima_kosong": people is None,
        "urutan": proposal.kelurahan_rank if forum.ranks_district else proposal.group_rank,
        "tidak_layak": None
        if unfitness is None
        else {name: getattr(unfitness, name) for name in ("item", "note", "office", "date", "remedy")},
    }


def _home(forum: Forum, proposal: Proposal) -> tuple[str, str, bool]:
    """Area and group as the forum sees them, and whether the group speaks (in a kecamatan the kelurahan does)."""
    group = proposal.group
    if not forum.ranks_district:
        area = f"RW {int(codes.cut(group.region.code, codes.RW).rpartition('.')[2]):02d}"
        return (area if group.kind in {Kind.RW, Kind.RT} else "", group.name, True)
    if proposal.kelurahan_rank and proposal.kelurahan:
        return (proposal.kelurahan.name, proposal.kelurahan.label, False)
    return ("", group.name, True)


def bonds(rows: Iterable[Bond]) -> Mapping[int, dict[str, list[Any]]]:
    """By usulan: the nomor it conflicts with, each with its note, and those it needs."""
    found: dict[int, dict[str, list[Any]]] = {}
    for row in rows:
        mine = found.setdefault(row.proposal_id, {"bertentangan": [], "syarat": []})
        if row.kind == Bond.Kind.CONFLICT:
            mine["bertentangan"].append([row.other.number, row.note])
        else:
            mine["syarat"].append(row.other.number)
    return found


def candidate(row: Candidate, *, place: int | None = None) -> engine.values.Candidate:
    """The frozen candidate as the engine reads it, without scores; `place` where the forum's order counts."""
    kept: Mapping[str, Any] = row.facts
    return engine.values.Candidate(
        number=kept["nomor"],
        cost=kept["biaya"],
        people=kept["penerima"],
        fund=kept["sumber_dana"],
        place=place,
        area=kept["wilayah"],
        group=kept["kelompok"],
        group_class=kept["kelas"],
        kind=kept["jenis"],
        nature=kept["sifat"],
        field=kept["bidang"],
        agency=kept["opd"],
        own_rank=kept["urutan"],
        unfit=Unfitness(**kept["tidak_layak"]) if kept["tidak_layak"] else None,
        conflicts=tuple((number, note) for number, note in kept.get("bertentangan", ())),
        requires=tuple(kept.get("syarat", ())),
        unit_price=kept["harga"],
    )
