"""What an item is, told from its words."""

import pytest

from catalogue import wording


@pytest.mark.parametrize(
    ("name", "unit", "kind", "lane"),
    [
        ("Pavingisasi tanpa kerb", "m²", "fisik", "SARPRAS"),
        ("Gorong-gorong Diameter 40 cm", "m", "fisik", "SARPRAS"),
        ("Pengadaan dan Pemasangan Cermin Tikung", "unit", "fisik", "SARPRAS"),
        ("PJU Tiang Hole 40Watt", "titik", "fisik", "SARPRAS"),
        ("Pemeliharaan/penataan taman lingkungan", "paket", "fisik", "SARPRAS"),
        ("Pengadaan gerobak sampah", "unit", "barang", "SARPRAS"),
        ("Alat Musik Hadrah", "paket", "barang", "SARPRAS"),
        ("Hand Traktor", "unit", "barang", "SARPRAS"),
        ("Pelatihan usaha mikro", "orang", "non_fisik", "PM"),
        ("Pelatihan barista", "orang", "non_fisik", "PM"),
        ("Penyelenggaraan Pembinaan Lembaga Kemasyarakatan", "orang", "non_fisik", "LK"),
        ("Sosialisasi TB-HIV pada masyarakat", "orang", "non_fisik", "LK"),
        ("Pembangunan dan Pengembangan Aplikasi", "aplikasi", "non_fisik", "LK"),
        ("Penyediaan alat bantu bagi disabilitas", "orang/paket", "non_fisik", "LK"),
    ],
)
def test_kind_and_list(name: str, unit: str, kind: str, lane: str) -> None:
    assert wording.kind_of(name, unit) == kind
    assert wording.list_kind_of(name, kind) == lane


@pytest.mark.parametrize(
    ("field_code", "kind", "sector"),
    [
        ("1.03", "fisik", "sarpras"),
        ("7.01", "fisik", "sarpras"),
        ("7.01", "barang", "manusia"),
        ("2.17", "non_fisik", "ekonomi"),
        ("3.31", "non_fisik", "ekonomi"),
        ("1.02", "non_fisik", "manusia"),
    ],
)
def test_bidang_by_urusan(field_code: str, kind: str, sector: str) -> None:
    assert wording.sector_of(field_code, kind) == sector


def test_needs_by_note() -> None:
    assert wording.needs_of("Syarat penerima Lembaga Kemasyarakatan")["needs_receiver"]
    assert not wording.needs_of("bukan penerima BPNTD")["needs_receiver"]
    assert wording.needs_of("Akan dilakukan survei oleh Perangkat Daerah")["needs_survey"]
    assert wording.needs_of("Gedung aset pemkot dengan kerusakan maks 45%")["needs_land"]
    assert not wording.needs_of("Jalan lingkungan eksisting Tanah, Rabat")["needs_land"]


def test_spellings_of_names_meet() -> None:
    assert wording.agency_key("Kecamatan – Kelurahan") == wording.agency_key("KECAMATAN dan Kelurahan ")
    assert wording.item_key("Pasang batu ampyang(Kecamatan Klojen)") == wording.item_key(
        "pasang  batu ampyang (Kecamatan)"
    )
    assert wording.item_key("Rehabilitasi (berat)") == "rehabilitasi berat"
    assert wording.short_name("Dinas Pekerjaan Umum, Penataan Ruang, Perumahan dan Kawasan Permukiman") == "DPUPRPKP"
