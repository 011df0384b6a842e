"""The bundle of prioritisation.md 8 and 9: round trip, same bytes everywhere, secrecy, refusals."""

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine import pabulib
from rounds.engine.bundle import BundleError, Incomplete, bundle_name, document_hash, files, public, record_from, zipped
from rounds.engine.moves import CHANGE, IN, OUT
from rounds.engine.record import Record, compute
from rounds.engine.results import canonical_hash, canonical_json
from rounds.engine.scored import Recusal
from rounds.engine.values import Unfitness
from tests.rounds.engine.drawn import beaten
from tests.rounds.engine.drawn_records import records
from tests.rounds.engine.examples import GROUP_RULE, TIED_RULE, groups, move, tied
from tests.rounds.engine.processes import elsewhere
from tests.rounds.engine.records import record_of, sub_district_record
from tests.rounds.engine.test_addenda import WITHDRAWN, addendum

FIRST = "fd392ca17143d2f4c6df61160d778cf970a309cfece7708adaadc0d16b35aec0"
FULL = (move(OUT, "B-02"), move(OUT, "C-02"), move(CHANGE, "C-01", volume=9), move(IN, "C-01"))


def chained(record: Record, **more: Any) -> Record:
    """The record with one more addendum that names the last document."""
    one = replace(addendum(len(record.addenda) + 1, **more), previous=document_hash(record))
    return replace(record, addenda=(*record.addenda, one))


def rows(content: bytes) -> list[list[str]]:
    return [line.split(";") for line in content.decode().splitlines()]


def totals_only(record: Record) -> Record:
    """The same round where `terbit` is JUMLAH."""
    return replace(record, rule={**record.rule, "suara": {**record.rule["suara"], "terbit": "JUMLAH"}})


@beaten
@given(records())
def test_what_is_written_reads_back(record: Record) -> None:
    found = files(record)
    assert record_from(found) == public(record)
    assert files(record_from(found)) == found


@beaten
@given(records(), st.data())
def test_1_the_order_of_rows_changes_no_byte(record: Record, data: st.DataObject) -> None:
    fields = ("candidates", "values", "recusals", "dropped", *(["ballots"] if record.ballots else []))
    mixed: dict[str, Any] = {name: tuple(data.draw(st.permutations(getattr(record, name)))) for name in fields}
    assert files(replace(record, **mixed)) == files(record)


def test_the_files_of_the_first_example() -> None:
    found = files(sub_district_record())
    assert sorted(found) == [
        "01-APBD-PD.pb",
        "BACA.txt",
        "alasan.csv",
        "aturan.json",
        "hasil.csv",
        "kandidat.csv",
        "kesepakatan.csv",
        "nilai.csv",
        "ringkasan.json",
        "suara.csv",
        "undian.json",
    ]
    summary = json.loads(found["ringkasan.json"])
    assert summary["hasil"] == FIRST == sha256(found["hasil.csv"]).hexdigest()
    assert summary["aturan"] == sha256(found["aturan.json"]).hexdigest()
    assert summary["berkas"] == {n: sha256(c).hexdigest() for n, c in found.items() if n != "ringkasan.json"}
    assert (summary["biaya"], summary["terpilih"], summary["surat_suara"], summary["mesin"]) == (485_000_000, 5, 6, 1)
    assert all(b"\r" not in content for content in found.values())
    assert all(content.endswith(b"\n") for name, content in found.items() if not name.endswith(".json"))


def test_reasons_hold_numbers_and_sentences() -> None:
    found = files(sub_district_record())["alasan.csv"].decode().splitlines()
    loser = next(line for line in found if line.startswith("C-01;PAGU;2;"))
    assert '""biaya_maks"":90000000' in loser
    assert '""skor_min"":{""nilai"":""484/9"",""syarat"":"">""}' in loser
    assert '""kurang"":20000000' in loser
    assert "kurang Rp20.000.000. Cadangan nomor 2: diperiksa lebih dulu" in loser
    assert '""kategori""' not in loser


def test_moves_and_differences_stand_in_the_agreed_list() -> None:
    found = rows(files(sub_district_record(moves=FULL))["kesepakatan.csv"])
    assert [row[:4] for row in found if row[0] == "DAFTAR"][-1] == ["DAFTAR", "4", "C-01", "90000000"]
    moves = [row for row in found if row[0] == "PERUBAHAN"]
    assert moves[2] == [
        *("PERUBAHAN", "3", "C-01", "", "UBAH", "", "9", "Kesepakatan forum kecamatan", "Ketua", "MUFAKAT", "", "", "")
    ]
    assert [row[4] for row in found if row[0] == "SELISIH"] == ["KELUAR", "KELUAR", "MASUK", "UBAH"]


def test_where_only_totals_are_published_no_file_tells_a_ballot() -> None:
    record = totals_only(sub_district_record())
    found = files(record)
    assert "suara.csv" not in found
    assert not [name for name in found if name.endswith(".pb")]
    assert found["suara_jumlah.csv"].startswith(b"nomor;poin\nA-01;11/1\nA-02;6/1\n")
    assert found["hasil.csv"] == files(sub_district_record())["hasil.csv"]
    other = replace(record, ballots=tuple(reversed(record.ballots or ())))
    assert files(other) == found
    assert files(public(record)) == found


def test_under_five_ballots_only_totals_are_published() -> None:
    ballots = sub_district_record().ballots or ()
    assert "suara.csv" in files(sub_district_record(ballots=ballots[:5]))
    assert "suara.csv" not in files(sub_district_record(ballots=ballots[:4]))


def test_an_election_reads_as_pabulib_and_gives_the_same_points() -> None:
    for voting in ({}, {"bentuk": "SETUJU"}, {"min": 1}):
        record = sub_district_record()
        record = replace(record, rule={**record.rule, "suara": {**record.rule["suara"], **voting}})
        election = pabulib.read(files(record)["01-APBD-PD.pb"])
        assert election.warnings == ()
        assert election.budget == 500_000_000
        assert len(election.ballots) == 6
        assert election.vote_type == ("approval" if voting.get("bentuk") else "ordinal")
        assert {p.key: p.points for p in election.projects}["A-01"] == (5 if voting.get("bentuk") else 11)


def test_each_sumber_dana_has_its_own_election_with_all_ballots() -> None:
    record = sub_district_record()
    candidates = [replace(c, fund="DBH; cukai") if c.area == "C" else c for c in record.candidates]
    found = files(replace(record, candidates=tuple(candidates)))
    assert [name for name in found if name.endswith(".pb")] == ["01-APBD-PD.pb", "02-DBH-cukai.pb"]
    election = pabulib.read(found["02-DBH-cukai.pb"])
    assert sorted(election.ballots) == [(), (), (), ("C-01",), ("C-01",), ("C-01", "C-02")]
    assert election.warnings == ()


def test_the_lot_is_published() -> None:
    record = record_of((tied(), TIED_RULE), "483920", witnesses=("Sari", "Budi"))
    found = json.loads(files(record)["undian.json"])
    assert found["posisi"] == {"V-01": 1, "W-01": 2, "Y-01": 3, "X-02": 4, "Z-01": 5, "X-01": 6}
    assert found["saksi"] == ["Sari", "Budi"]
    assert found["seri"] == [{"anggota": ["Y-01", "Z-01"], "sapuan": "NILAI"}]


def test_each_addendum_names_the_document_before_it() -> None:
    record = chained(chained(sub_district_record(moves=FULL), dropped=(WITHDRAWN,)))
    found = files(record)
    chain = json.loads(found["ringkasan.json"])["dokumen"]
    first, second = (json.loads(found[f"adendum/{n}/adendum.json"]) for n in (1, 2))
    assert [first["sebelum"], second["sebelum"]] == chain[:2]
    assert [sha256(found[f"adendum/{n}/adendum.json"]).hexdigest() for n in (1, 2)] == chain[1:]
    assert chain[0] == canonical_hash(
        {
            "aturan": canonical_hash(record.rule),
            "hasil": FIRST,
            "kesepakatan": sha256(found["kesepakatan.csv"]).hexdigest(),
            "kode": "KEC-A",
            "versi": 1,
        }
    )
    assert first["hasil"] == sha256(found["adendum/1/hasil.csv"]).hexdigest()
    assert b"A-03;MENANG;NILAI;5;;60000000;1835/36\n" in found["adendum/1/hasil.csv"]
    assert {"adendum/1/alasan.csv", "adendum/1/kesepakatan.csv"} <= set(found)


def test_guarantees_left_short_stand_in_the_summary() -> None:
    found = json.loads(files(record_of((groups(), GROUP_RULE)))["ringkasan.json"])["jaminan_tak_terpenuhi"]
    assert [(one["label"], one["tercapai"], one["jumlah"]) for one in found] == [("LBG Karang Taruna", 1, 2)]
    assert found[0]["usulan"] == [{"gagal": [], "kode": "AMBANG", "nomor": "KT-2"}]


def test_what_a_spreadsheet_would_run_has_an_apostrophe() -> None:
    record = sub_district_record(recusals=(Recusal("A-01", 4, '=HYPERLINK("x";"y")'),))
    assert b'A-01;;4;;"\'=HYPERLINK(""x"";""y"")"\n' in files(record)["nilai.csv"]


def test_what_may_not_be_published_is_refused() -> None:
    unread = replace(addendum(), previous="0" * 64)
    for record, why in (
        (record_of((tied(), TIED_RULE)), "a tie waits"),
        (sub_district_record(moves=(move(IN, "C-01"),)), "refused: pagu APBD-PD terlampaui"),
        (sub_district_record(addenda=(unread,)), "would not read back"),
    ):
        with pytest.raises(ValueError, match=why):
            files(record)


def test_a_computed_list_that_is_there_is_not_computed_again() -> None:
    record = sub_district_record()
    assert files(record, compute(record)) == files(record)


def test_text_is_one_in_nfc_whoever_typed_it() -> None:
    written = {form: record_of((groups(), GROUP_RULE), witnesses=(form,)) for form in ("\u00e9", "e\u0301")}
    assert len({tuple(files(record).items()) for record in written.values()}) == 1
    limit = replace(GROUP_RULE.limits[1], only={"kelas": ("e\u0301",)})
    candidates = [replace(c, group_class="\u00e9") if c.group == "PKK" else c for c in groups()]
    found = compute(record_of((candidates, replace(GROUP_RULE, limits=(GROUP_RULE.limits[0], limit), guarantees=()))))
    assert found.results["PKK-1"].code == "KUOTA"


def test_the_archive_is_the_same_whenever_it_is_made() -> None:
    record = sub_district_record()
    found = zipped(files(record))
    assert found == zipped(dict(reversed(files(record).items())))
    with ZipFile(BytesIO(found)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files(record)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert bundle_name(replace(record, code="35.73/02 RW")) == "putaran-35-73-02-RW-v1.zip"


def test_10_another_process_and_hash_seed_give_the_same_archive_without_any_package() -> None:
    code = (
        "from hashlib import sha256\n"
        "from rounds.engine.bundle import files, zipped\n"
        "from tests.rounds.engine.records import sub_district_record\n"
        "print(sha256(zipped(files(sub_district_record()))).hexdigest())\n"
    )
    mine = sha256(zipped(files(sub_district_record()))).hexdigest()
    assert [one.strip() for one in elsewhere(code)] == [mine, mine]


@pytest.mark.parametrize(
    ("name", "before", "after", "why"),
    [
        ("kandidat.csv", b"nomor;wil", b"nomer;wil", "kandidat.csv baris 1: judul kolom"),
        ("kandidat.csv", b"A-02;A;", b"A-02;A;;", "kandidat.csv baris 3: ada 20 kolom"),
        ("kandidat.csv", b"120000000", b"120.000.000", "kandidat.csv baris 3: biaya bukan angka: 120.000.000"),
        ("kandidat.csv", b"A-02;", b'"A-02;', "kandidat.csv baris 3: tidak terbaca sebagai tabel"),
        ("kandidat.csv", b"A-02", b"A-\xff", "kandidat.csv baris 3: bukan teks UTF-8"),
        ("nilai.csv", b"A-01;K;1;100;", b"A-01;;1;100;", "nilai.csv baris 2: bukan nilai"),
        ("suara.csv", b"A-01;A-02;B-01", b"A-01;;B-01", "suara.csv baris 2: ada pilihan sesudah"),
        ("undian.json", b"null", b"1.5", "undian.json baris 1: bukan JSON"),
        ("undian.json", b"null", b"15", "undian.json baris 1: isi JSON"),
        ("aturan.json", b"LEWATI", b"LEWAT", "aturan.json baris 1: aturan tidak dikenal"),
        ("ringkasan.json", b'"versi"', b'"fersi"', "ringkasan.json baris 1: isi JSON"),
        ("kesepakatan.csv", b"DAFTAR;1", b"DAFTARX;1", "kesepakatan.csv baris 2: bagian harus"),
    ],
)
def test_what_cannot_be_read_is_named_by_file_and_line(name: str, before: bytes, after: bytes, why: str) -> None:
    found = files(sub_district_record())
    assert before in found[name]
    with pytest.raises(BundleError) as refusal:
        record_from({**found, name: found[name].replace(before, after, 1)})
    assert str(refusal.value).startswith(why)


def test_what_is_missing_is_named() -> None:
    found = files(sub_district_record())
    for name in found:
        rest = {other: content for other, content in found.items() if other != name}
        if name.endswith(".pb"):
            assert record_from(rest)
        else:
            with pytest.raises(Incomplete):
                record_from(rest)


def test_voices_that_the_rule_does_not_know_are_refused() -> None:
    found = files(sub_district_record())
    totals = {"suara_jumlah.csv": b"nomor;poin\n"}
    with pytest.raises(BundleError, match=r"suara.csv sudah ada"):
        record_from({**found, **totals})
    rule = {**sub_district_record().rule, "metode": "SKOR", "alfa": 100}
    with pytest.raises(BundleError, match="aturan tidak mengenal suara"):
        record_from({**found, "aturan.json": canonical_json(rule)})


def test_unfitness_reads_back_with_every_field() -> None:
    gone = (("C-03", Unfitness("lahan", "milik; perorangan", "OPD", "2026-01-12", "hibah")),)
    record = sub_district_record(dropped=gone)
    assert record_from(files(record)).dropped == gone
