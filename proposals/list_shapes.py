"""The shapes in which lists of usulan come: Malang's 10 columns, SIPD's 26, our own, or one that somebody explained.

All become rows under the names of `FIELDS`, which the row form of `usulan_row` reads.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from regions.sheets import Cells, Columns, Row, Sheet, head_key

from . import sipd

FIELDS = {
    "no_sipd": "ID usulan SIPD",
    "usulan": "Usulan",
    "permasalahan": "Permasalahan",
    "alamat": "Alamat lokasi",
    "kecamatan": "Kecamatan",
    "kelurahan": "Kelurahan",
    "rt_rw": "RT/RW",
    "kelompok": "Kelompok pengusul",
    "prioritas": "Prioritas kelompok",
    "skpd_tujuan": "Perangkat daerah tujuan",
    "koefisien": "Koefisien (volume dan satuan)",
    "volume": "Volume",
    "satuan": "Satuan",
    "anggaran": "Anggaran (rupiah)",
    "jenis": "Jenis daftar",
    "tanggal": "Tanggal usul",
}
"""What a column may hold, and how a person is asked for it."""
NEEDED = ("no_sipd", "usulan")

LISTED = Columns(
    ("no_sipd", "usulan", "permasalahan", "alamat", "skpd_tujuan", "koefisien", "anggaran"),
    ("jenis", "profil", "urusan", "kelompok", "prioritas", "kecamatan", "kelurahan", "rt_rw", "tanggal"),
    also={
        "id_usulan": "no_sipd",
        "id_usulan_sipd": "no_sipd",
        "id_sipd": "no_sipd",
        "masalah": "permasalahan",
        "alamat_lokasi": "alamat",
        "opd_tujuan": "skpd_tujuan",
        "perangkat_daerah": "skpd_tujuan",
        "jenis_daftar": "jenis",
        "pengusul": "profil",
        "tanggal_usul": "tanggal",
    },
    has_footer=True,
)
"""Malang's shape."""

SIPD = Columns(
    ("id_usulan", "usulan", "masalah", "alamat_lokasi", "opd_tujuan_akhir", "volume", "satuan", "anggaran"),
    (
        "no", "tanggal_usul", "pengusul", "profil", "kabupaten", "kecamatan", "kelurahan", "usulan_ke",
        "opd_tujuan_awal", "status_existing", "catatan", "rekomendasi_sekwan_mitra",
        "rekomendasi_kelurahan_desa", "rekomendasi_kecamatan", "rekomendasi_skpd", "rekomendasi_tapd",
        "jenis_belanja", "sub_kegiatan",
    ),
    also={"id_usulan_sipd": "id_usulan", "kabupaten_kota": "kabupaten", "status": "status_existing"},
    has_footer=True,
)  # fmt: skip
"""SIPD's 26 columns; what SIPD and the levels decided there is not taken over."""

WORDS = (
    "tanggal_usul", "pengusul", "profil", "usulan", "masalah", "alamat_lokasi", "kabupaten", "kecamatan", "kelurahan",
    "usulan_ke", "opd_tujuan_awal", "opd_tujuan_akhir", "volume", "satuan", "anggaran", "jenis_belanja", "sub_kegiatan",
)  # fmt: skip
"""What goes back to SIPD in its own words where nobody decided otherwise; status and recommendations are ours."""
_MARK = "sipd."

_OWN_NUMBER = re.compile(r"\d{4}-\d{4}-\d{4,8}")
_SENDER = re.compile(r"(?:lurah|camat|kepala|sekretaris|ketua|admin|operator)\b", re.IGNORECASE)


def shape_of(heads: Cells) -> tuple[str, ...]:
    """What makes heads look the same: their words in order, spelling aside; columns without a head count not."""
    return tuple(key for head in heads if (key := head_key(head)))


def explained(names: dict[str, str]) -> Columns:
    """The columns of a list whose heads somebody explained; heads that mean nothing are passed over."""
    optional = tuple(name for name in FIELDS if name not in NEEDED)
    return Columns(NEEDED, optional, also={head: field or "-" for head, field in names.items()}, has_footer=True)


def guess(heads: Cells) -> dict[str, str]:
    """What each head likely holds, by the names that lists we know give it; each of ours at most once."""
    found: dict[str, str] = {}
    for head in heads:
        field = LISTED.find(head) or _OF_SIPD.get(SIPD.find(head), "")
        key = head_key(head)
        field = field or next((name for name, words in _WORDS.items() if any(word in key for word in words)), "")
        if key and key not in found:
            found[key] = field if field in FIELDS and field not in found.values() else ""
    return found


_OF_SIPD = {
    "id_usulan": "no_sipd",
    "usulan": "usulan",
    "masalah": "permasalahan",
    "alamat_lokasi": "alamat",
    "opd_tujuan_akhir": "skpd_tujuan",
    "volume": "volume",
    "satuan": "satuan",
    "anggaran": "anggaran",
    "kecamatan": "kecamatan",
    "kelurahan": "kelurahan",
    "tanggal_usul": "tanggal",
}
_OF_SIPD_BACK = {
    "usulan": "usulan",
    "permasalahan": "masalah",
    "alamat": "alamat_lokasi",
    "skpd_tujuan": "opd_tujuan_akhir",
    "anggaran": "anggaran",
}
_WORDS = {
    "no_sipd": ("id_", "sipd", "nomor_usul", "no_usul"),
    "permasalahan": ("masalah", "keluhan", "latar"),
    "alamat": ("alamat", "lokasi", "letak"),
    "skpd_tujuan": ("opd", "skpd", "dinas", "perangkat"),
    "anggaran": ("anggaran", "biaya", "nilai", "pagu", "rp"),
    "koefisien": ("koefisien",),
    "volume": ("volume", "jumlah"),
    "satuan": ("satuan", "sat"),
    "rt_rw": ("rt_rw", "rt"),
    "kelompok": ("kelompok", "pengusul", "lembaga"),
    "prioritas": ("prioritas", "urutan"),
    "kelurahan": ("kelurahan", "desa"),
    "kecamatan": ("kecamatan",),
    "tanggal": ("tanggal", "tgl"),
    "usulan": ("usulan", "kegiatan", "pekerjaan", "uraian"),
}
"""Words in a head that give it away, the telling ones first."""


def whole(sheet: Sheet) -> Sheet:
    """Put volume and unit into one coefficient, where a list has them in two columns."""
    return replace(sheet, rows=[_whole(row) for row in sheet.rows])


def _whole(row: Row) -> Row:
    said = row.values
    if "koefisien" in said or "volume" not in said:
        return row
    return replace(row, values=said | {"koefisien": f"{said['volume']} {said.get('satuan', '')}".strip()})


def from_sipd(sheet: Sheet) -> Sheet:
    """Name SIPD's columns as Malang's list names them; group and rank stay in the problem, or are the sender's."""
    return replace(sheet, rows=[_from_sipd(row) for row in sheet.rows])


def _from_sipd(row: Row) -> Row:
    said = row.values
    problem, group, rank = _group(said["masalah"], said.get("pengusul", ""))
    key = said["id_usulan"]
    values = {
        "no_usulan" if _OWN_NUMBER.fullmatch(key) else "no_sipd": key,
        "kelurahan": said.get("kelurahan", ""),
        "kecamatan": said.get("kecamatan", ""),
        "kelompok": group,
        "prioritas": rank,
        "usulan": said["usulan"],
        "permasalahan": problem,
        "alamat": said["alamat_lokasi"],
        "skpd_tujuan": said["opd_tujuan_akhir"] or said.get("opd_tujuan_awal", ""),
        "koefisien": f"{said['volume']} {said['satuan']}".strip() if said["volume"] else "",
        "anggaran": said["anggaran"],
        "tanggal": said.get("tanggal_usul", ""),
        "bentuk": "sipd",
        **{f"{_MARK}{name}": said[name] for name in WORDS if name in said},
    }
    return replace(row, values={"no_sipd": "", **values})


def words_of(values: Mapping[str, str]) -> dict[str, str]:
    """What a row says in its own words, under SIPD's names; empty for our own list, which holds ours."""
    if marked := {key.removeprefix(_MARK): said for key, said in values.items() if key.startswith(_MARK)}:
        return marked
    if "no_usulan" in values:
        return {}
    volume, unit = re.fullmatch(r"([\d.,\s-]*)(.*)", values.get("koefisien", ""), re.DOTALL).groups()  # type: ignore[union-attr]
    named = {"volume": volume.strip(), "satuan": unit.strip(), "profil": values.get("profil", "")}
    return named | {_OF_SIPD_BACK[name]: values[name] for name in _OF_SIPD_BACK if name in values}


def _group(problem: str, sender: str) -> tuple[str, str, str]:
    """Problem, group and rank: `Got buntu (RW 05 P2)` of sender RW 05; the sender alone where the problem is silent."""
    if sender and not _SENDER.match(sender):
        if match := re.fullmatch(rf"(.*?)\s*\({re.escape(sender)}(?: P(\d{{1,3}}))?\)", problem, re.DOTALL):
            return match[1], sender, match[2] or ""
        if not sipd.split_group(problem)[1]:
            return problem, sender, ""
    return problem, "", ""
