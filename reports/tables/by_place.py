"""By place: the recap as Bekasi prints it, the kinds as Jakarta Pusat does, and how far the input has come."""

from collections import defaultdict
from dataclasses import replace

from catalogue.models import KamusItem
from reports.recap import percent
from reports.verdicts import Verdict

from .ask import Area, Ask, Cut
from .groups import QUOTA, GroupLine, group_cells, groups, of_area
from .shape import COUNT, GROUPS, MONEY, SHARE, TEXT, Cell, Chart, Column, Counter, Row, Sums, Table, figure

PLACE = (Column("Kode", TEXT), Column("Wilayah", TEXT))
WHOLE: Cut = ()
KINDS = (*KamusItem.Kind.values, "")


def by_place(ask: Ask) -> Table:
    """Usulan of RW and of the others against their quota; accepted and refused with rupiah (Bekasi)."""
    told, lines = Counter(), _groups(ask)
    for code, (status,), sums in ask.by_area("status"):
        told.add((code, ask.verdict(status)), sums)
        told.add(("", ask.verdict(status)), sums)
    columns = (
        *PLACE,
        *(replace(column, over="Usulan RT dan RW") for column in QUOTA),
        Column("Usulan", COUNT, "Diterima"),
        Column("Nilai (Rp)", MONEY, "Diterima"),
        Column("Usulan", COUNT, "Tidak diterima"),
        Column("Nilai (Rp)", MONEY, "Tidak diterima"),
        *(replace(column, over="Usulan kelurahan dan lembaga") for column in QUOTA),
    )
    rows = tuple(Row((*_name(area), *_place(area.cut, area.code, told, lines[area.code]))) for area in ask.areas)
    every = [one for code in lines for one in lines[code]]
    return Table(
        columns,
        rows,
        Row((Cell("Jumlah"), Cell(""), *_place(WHOLE, "", told, every))),
        (
            "Diterima dan tidak diterima menghitung semua pengusul. Sisanya belum diputuskan, ditunda, atau digabung.",
            "Nilai diterima menurut keputusan terakhir, nilai lain menurut kiriman.",
        ),
        Chart("Diusulkan warga dan diterima", 1, 3, 6, "diusulkan RT dan RW", "diterima"),
    )


def _name(area: Area) -> tuple[Cell, Cell]:
    return Cell(area.code), Cell(area.name)


def _place(cut: Cut, code: str, told: Counter, lines: list[GroupLine]) -> tuple[Cell, ...]:
    took, lost = told[code, Verdict.ACCEPTED], told[code, Verdict.REFUSED]
    accepted, refused = ((*cut, ("hasil", one.value)) for one in (Verdict.ACCEPTED, Verdict.REFUSED))
    return (
        *group_cells([one for one in lines if one.is_resident], cut, "warga"),
        figure(took.count, "count", accepted),
        figure(took.amount, "amount", accepted),
        figure(lost.count, "count", refused),
        figure(lost.asked, "asked", refused),
        *group_cells([one for one in lines if not one.is_resident], cut, "lain"),
    )


def _groups(ask: Ask) -> dict[str, list[GroupLine]]:
    found: dict[str, list[GroupLine]] = defaultdict(list)
    for code, one in of_area(ask, groups(ask)):
        found[code].append(one)
    return found


def by_kind(ask: Ask) -> Table:
    """Wilayah, total, fisik n and %, barang n and %, non-fisik n and % (Jakarta Pusat, 2024)."""
    found = Counter()
    for code, (kind,), sums in ask.by_area("kind"):
        for key in ((code, kind), (code,), ("", kind), ("",)):
            found.add(key, sums)
    heads = [("Usulan fisik", "fisik"), ("Pengadaan barang", "barang"), ("Non-fisik", "non_fisik")]
    if found["", ""].count:
        heads.append(("Belum diisi", ""))
    columns = [Column("Wilayah", TEXT), Column("Usulan")]
    for head, _ in heads:
        columns += [Column("Usulan", COUNT, head), Column("%", SHARE, head)]

    def cells(code: str, cut: Cut) -> tuple[Cell, ...]:
        whole = found[(code,)].count
        made = [figure(whole, "count", cut)]
        for _, kind in heads:
            part = found[code, kind].count
            made += [figure(part, "count", (*cut, ("sifat", kind or "kosong"))), Cell(percent(part, whole))]
        return tuple(made)

    return Table(
        tuple(columns),
        tuple(Row((Cell(area.name), *cells(area.code, area.cut))) for area in ask.areas),
        Row((Cell("Jumlah"), *cells("", WHOLE))),
        ("Persen dari usulan wilayah yang sama.",),
        Chart("Usulan per wilayah, fisik di antaranya", 0, 1, 2, "semua usulan", "fisik"),
    )


def by_quota(ask: Ask) -> Table:
    """How many groups of residents have sent, against their quota, and who has not begun."""
    lines = _groups(ask)
    columns = (
        Column("Wilayah", TEXT),
        *(replace(column, head="Sisa" if column.head == "Selisih" else column.head) for column in QUOTA[:3]),
        Column("Terpakai (%)", SHARE),
        Column("Kelompok", COUNT, "RT dan RW"),
        Column("Sudah mengirim", COUNT, "RT dan RW"),
        Column("Belum mengirim", COUNT, "RT dan RW"),
        Column("Sudah mengirim", COUNT, "Kelurahan dan lembaga"),
        Column("Belum mengirim", COUNT, "Kelurahan dan lembaga"),
    )
    every = [one for code in lines for one in lines[code]]
    return Table(
        columns,
        tuple(Row((Cell(area.name), *_progress(area.cut, lines[area.code]))) for area in ask.areas),
        Row((Cell("Jumlah"), *_progress(WHOLE, every))),
        ("Kelompok yang belum mengirim terbaca di balik angkanya.",),
        Chart("Kuota dan usulan yang sudah masuk", 0, 1, 2, "kuota", "sudah masuk"),
    )


def _progress(cut: Cut, lines: list[GroupLine]) -> tuple[Cell, ...]:
    own, others = ([one for one in lines if one.is_resident == resident] for resident in (True, False))
    quota, sent, rest, _ = group_cells(own, cut, "warga")
    used = percent(int(sent.value or 0), int(quota.value or 0))
    return (
        quota,
        sent,
        rest,
        Cell(used),
        _many(own, cut, "warga"),
        *_begun(own, cut, "warga"),
        *_begun(others, cut, "lain"),
    )


def _many(lines: list[GroupLine], cut: Cut, whose: str, sent: str = "") -> Cell:
    where = (*cut, ("pengusul", whose), *((("kirim", sent),) if sent else ()))
    return figure(len(lines), "groups", where, GROUPS)


def _begun(lines: list[GroupLine], cut: Cut, whose: str) -> tuple[Cell, Cell]:
    have = [one for one in lines if one.sent != Sums()]
    not_yet = [one for one in lines if one.sent == Sums()]
    return _many(have, cut, whose, "sudah"), _many(not_yet, cut, whose, "belum")
