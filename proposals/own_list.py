"""Our own list of usulan, as `Unduh daftar` writes it, read again: the same columns under the names of SIPD's list.

So a list that left the house, was looked through, and comes back is recognised row by row. It is read by the heads
only; who writes it (`reports.listing`) stands above this app.
"""

from dataclasses import replace

from regions.sheets import Columns, Row, Sheet

COLUMNS = Columns(
    (
        "no_usulan",
        "kelurahan",
        "kelompok_pengusul",
        "usulan",
        "permasalahan",
        "alamat_lokasi",
        "perangkat_daerah",
        "volume_diusulkan",
        "satuan",
        "biaya_diusulkan_rp",
    ),
    (
        "tanggal_usul",
        "kecamatan",
        "prioritas_kelompok",
        "rt_rw",
        "jenis",
        "jenis_daftar",
        "kelompok_sasaran",
        "harga_per_satuan_rp",
        "volume_sekarang",
        "biaya_sekarang_rp",
        "sumber_pendanaan",
        "prioritas_kelurahan",
        "prioritas_kecamatan",
        "status",
        "status_kerja",
        "kode_alasan",
        "alasan",
        "asal_usulan",
        "id_usulan_sipd",
    ),
)


def as_listed(sheet: Sheet) -> Sheet:
    """Name the columns of our own list as SIPD's list names them."""
    return replace(sheet, rows=[_as_listed(row) for row in sheet.rows])


def _as_listed(row: Row) -> Row:
    said = row.values
    return replace(
        row,
        values={
            "no_usulan": said["no_usulan"],
            "no_sipd": said.get("id_usulan_sipd", ""),
            "kelurahan": said["kelurahan"],
            "kecamatan": said.get("kecamatan", ""),
            "kelompok": said["kelompok_pengusul"],
            "prioritas": said.get("prioritas_kelompok", ""),
            "usulan": said["usulan"],
            "permasalahan": said["permasalahan"],
            "rt_rw": said.get("rt_rw", ""),
            "alamat": said["alamat_lokasi"],
            "skpd_tujuan": said["perangkat_daerah"],
            "koefisien": f"{said['volume_diusulkan']} {said['satuan']}".strip(),
            "anggaran": said["biaya_diusulkan_rp"],
            "jenis": said.get("jenis_daftar", ""),
        },
    )
