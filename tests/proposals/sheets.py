"""Small sheets of our own, of the same shape as the lists that cities print."""

import csv
import io
from typing import Any

HEAD = (
    "no_sipd",
    "profil",
    "urusan",
    "usulan",
    "permasalahan",
    "alamat",
    "skpd_tujuan",
    "koefisien",
    "anggaran",
    "jenis",
)
KAMUS_HEAD = (
    "perangkat_daerah", "urusan_kode", "urusan", "program_kode", "program", "kegiatan_kode", "kegiatan",
    "subkegiatan_kode", "subkegiatan", "no", "uraian", "satuan", "harga_satuan", "harga_satuan_raw", "keterangan",
)  # fmt: skip


def usulan_row(n: int, **other: Any) -> dict[str, Any]:
    """One usulan of RW 01, ranked n, that the kamus of the world knows with price and unit."""
    return {
        "no_sipd": str(1000 + n),
        "profil": "Lurah Mawar",
        "urusan": "Kecamatan",
        "usulan": "Gorong-gorong Diameter 40 cm (Kecamatan Melati)",
        "permasalahan": f"Air menggenang di titik {n} (RW 01 P{n})",
        "alamat": "RT 01, 02 RW 01, Kota Contoh",
        "skpd_tujuan": "Kecamatan Melati",
        "koefisien": f"{n} m",
        "anggaran": 365_000 * n,
        "jenis": "SARPRAS",
    } | other


def usulan_csv(count: int, other: dict[int, dict[str, Any]] | None = None, **dialect: Any) -> bytes:
    """A list of usulan; `other` changes cells of single rows, counted from 1."""
    rows = [usulan_row(n, **(other or {}).get(n, {})) for n in range(1, count + 1)]
    return written(HEAD, rows, **dialect)


def kamus_csv(count: int, other: dict[int, dict[str, Any]] | None = None) -> bytes:
    """A kamus with `count` items in one sub kegiatan."""
    rows = [
        {
            "perangkat_daerah": "Kecamatan – Kelurahan",
            "urusan_kode": "7.01",
            "urusan": "KECAMATAN",
            "program_kode": "7.01.03",
            "program": "PROGRAM PEMBERDAYAAN",
            "kegiatan_kode": "7.01.03.2.02",
            "kegiatan": "Kegiatan Pemberdayaan",
            "subkegiatan_kode": "7.01.03.2.02.02",
            "subkegiatan": "Pembangunan Sarana",
            "no": n,
            "uraian": f"Gorong-gorong Diameter {n}0 cm (Kecamatan)",
            "satuan": "meter",
            "harga_satuan": 100_000 * n,
            "harga_satuan_raw": "",
            "keterangan": "Akan dilakukan survei",
        }
        | (other or {}).get(n, {})
        for n in range(1, count + 1)
    ]
    return written(KAMUS_HEAD, rows)


def written(head: tuple[str, ...], rows: list[dict[str, Any]], **dialect: Any) -> bytes:
    """Write rows as CSV in UTF-8."""
    out = io.StringIO()
    writer = csv.DictWriter(out, head, **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
