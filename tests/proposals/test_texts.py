"""What is cleaned from typed text, and what is warned about."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals import texts


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Gang 4\x00 \u202ebuntu ", "Gang 4 buntu"),
        ("a\ud800b", "ab"),
        ("baris satu\r\nbaris dua", "baris satu\nbaris dua"),
        ("e" + "\u0301" * 190, "\u00e9" + "\u0301" * 3),
    ],
)
def test_invisible_and_broken_signs_go(typed: str, kept: str) -> None:
    assert texts.clean(typed) == kept


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_what_is_cleaned_can_be_stored_and_is_stable(typed: str) -> None:
    cleaned = texts.clean(typed)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert texts.clean(cleaned) == cleaned


def test_a_nik_and_a_phone_number_are_warned_about_and_masked() -> None:
    told = "Hubungi 0812-3456-7890, NIK 3573010101010001"
    assert len(texts.private_warnings(told)) == 2
    masked = texts.mask_private(told)
    assert "3573" not in masked
    assert "0812" not in masked
    assert texts.private_warnings("Jalan rusak 120 m, Rp 43.800.000") == []


def test_a_rank_in_the_text_is_found() -> None:
    assert texts.names_rank("Jalan rusak (RW 05 P2)")
    assert not texts.names_rank("Jalan rusak di RW 05")


NAMES = """
Rumah Bapak Slamet Riyadi RT 03 banjir       | Rumah Bapak [nama ditutup] RT 03 banjir
Depan rumah pak slamet tergenang             | Depan rumah pak [nama ditutup] tergenang
Sdr. Budi, Gang 4                            | Sdr. [nama ditutup], Gang 4
Bpk. H. Sutrisno dan Ibu Hj. Siti Aminah     | Bpk. [nama ditutup] dan Ibu [nama ditutup]
BAPAK SLAMET DEPAN MASJID                    | BAPAK [nama ditutup] DEPAN MASJID
Hubungi bu Tini. Got buntu                   | Hubungi bu [nama ditutup]. Got buntu
Sebelah rumah Pak Haji Ali                   | Sebelah rumah Pak [nama ditutup]
tanah milik bu sri di timur                  | tanah milik bu [nama ditutup] di timur
"""
NO_NAMES = """
Ibu hamil dan ibu menyusui sulit lewat
IBU HAMIL, IBU-IBU PKK, BAPAK-BAPAK
Bapak-bapak kerja bakti, ibu2 memasak
Ibu PKK, Ibu Posyandu, Pak RT 03 dan bu RW sudah tahu
RT/RW, Bapak/Ibu warga, Yth. Bapak Wali Kota
Kesehatan Ibu dan Anak, Pelatihan Ibu Rumah Tangga
Pak Lurah, Bapak Camat, Bu Guru, ibu kota
Gang Pak Kasim, Jl. Ibu Kartini, TK Ibu Pertiwi
rumah ibu yang sakit, warung bu di pojok
Gang Bunga, Pakis Baru, Ibukota, paku, buruh
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_names_after_bapak_and_ibu_are_warned_about_and_masked(line: str) -> None:
    told, masked = (part.strip() for part in line.split("|"))
    assert texts.mask_private(told) == masked
    assert texts.mask_private(masked) == masked
    assert texts.private_warnings(told) == ["Jangan tulis nama orang di sini. Halaman ini dibaca umum."]


@pytest.mark.parametrize("told", NO_NAMES.strip().splitlines())
def test_what_is_no_name_stays(told: str) -> None:
    assert texts.mask_private(told) == told
    assert texts.private_warnings(told) == []


@pytest.mark.parametrize("long", ["Bapak A" * 7000, "bu " * 17_000, "Pak " + "A" * 50_000, "'" * 50_000 + "pak "])
def test_masking_a_monstrous_text_takes_no_time(long: str) -> None:
    began = perf_counter()
    texts.mask_private(long)
    assert perf_counter() - began < 1
