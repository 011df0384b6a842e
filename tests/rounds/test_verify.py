"""`python -m rounds.verify`: equal, different (with file and line) or incomplete; alone, and on hostile archives."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds import archives, verify
from rounds.engine.bundle import files, record_from, zipped
from rounds.engine.bundle.checking import check, digest
from rounds.engine.record import Record
from rounds.engine.results import canonical_json
from tests.rounds.engine.drawn import beaten
from tests.rounds.engine.drawn_records import records
from tests.rounds.engine.examples import TIED_RULE, tied
from tests.rounds.engine.records import record_of, sub_district_record
from tests.rounds.engine.test_addenda import WITHDRAWN
from tests.rounds.engine.test_bundle import FIRST, FULL, chained, totals_only

ROOT = Path(__file__).resolve().parents[2]
RECORD = chained(chained(sub_district_record(moves=FULL), dropped=(WITHDRAWN,)))
FILES = files(RECORD)
ALONE = """
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "rounds"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Nothing())
from rounds.verify import main
code = main(sys.argv[1:])
assert "django" not in sys.modules
assert {name for name in sys.modules if name.startswith("rounds.")} <= {
    name for name in sys.modules if name.startswith(("rounds.engine", "rounds.verify", "rounds.archives"))
}
sys.exit(code)
"""
Kept = Callable[[bytes], Path]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Puts bytes into a file."""

    def keep(content: bytes) -> Path:
        path = tmp_path / "putaran.zip"
        path.write_bytes(content)
        return path

    return keep


def edited(name: str, before: bytes, after: bytes) -> dict[str, bytes]:
    assert before in FILES[name]
    return {**FILES, name: FILES[name].replace(before, after, 1)}


def told(found: dict[str, bytes]) -> tuple[int, list[str]]:
    report = check(found)
    return verify.exit_code(report), verify.told(report)


def test_an_archive_and_its_folder_are_equal(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = kept(zipped(FILES))
    folder = tmp_path / "folder"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    (folder / ".DS_Store").write_bytes(b"x")
    for path in (archive, folder):
        assert verify.main([str(path)]) == 0
        said = capsys.readouterr().out.splitlines()
        assert said[0] == "Sama: putaran KEC-A versi 1."
        assert said[2] == f"Sidik hasil    {FIRST}"


@pytest.mark.parametrize(
    "record",
    [sub_district_record(), totals_only(sub_district_record()), record_of((tied(), TIED_RULE), "483920")],
    ids=["ballots", "totals", "lot"],
)
def test_the_worked_examples_verify(record: Record) -> None:
    assert told(files(record))[0] == 0


def test_it_runs_where_nothing_is_installed(kept: Kept) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for content, code in ((zipped(FILES), 0), (zipped(edited("hasil.csv", b"MENANG", b"PAGU")), 1), (b"x", 2)):
        path = str(kept(content))
        for run in (["-S", "-m", "rounds.verify", path], ["-S", "-c", ALONE, path]):
            done = subprocess.run([sys.executable, *run], cwd=ROOT, env=environment, capture_output=True, check=False)
            assert (done.returncode, done.stderr) == (code, b"")


def test_an_old_terminal_gets_the_same_answer(kept: Kept) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    found = edited("alasan.csv", "≥".encode() if "≥".encode() in FILES["alasan.csv"] else b"kuota", "√≥".encode())
    done = subprocess.run(
        [sys.executable, "-S", "-m", "rounds.verify", str(kept(zipped(found)))],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("name", "before", "after", "sentence"),
    [
        (
            "hasil.csv",
            b"C-01;PAGU;;;2;0;130/3",
            b"C-01;PAGU;;;3;0;130/3",
            "hasil.csv baris 7: seharusnya C-01;PAGU;;;2;0;130/3; tertulis C-01;PAGU;;;3;0;130/3",
        ),
        (
            "hasil.csv",
            b"647/18\nC-03",
            b"647/18\n\nC-03",
            "hasil.csv baris 9: seharusnya C-03;AMBANG;;;;0;9/1; tertulis ",
        ),
        ("kandidat.csv", b"45000000;90", b"45000001;90", "kandidat.csv: seharusnya SHA-256 "),
        ("kandidat.csv", b"45000000;90", b"045000000;90", "kandidat.csv baris 6: biaya bukan angka: 045000000"),
        (
            "kandidat.csv",
            b"45000000;90",
            b'"45000000";90',
            "kandidat.csv baris 6: seharusnya B-02;B;",
        ),
        ("nilai.csv", b"A-01;K;1;100", b"A-01;K;1;75", "nilai.csv: seharusnya SHA-256 "),
        ("suara.csv", b"B-01;B-02;A-01", b"B-01;A-01;B-02", "suara.csv baris 5: seharusnya B-01;A-01;B-02"),
        ("aturan.json", b'"ambang":20', b'"ambang":21', "aturan.json: seharusnya SHA-256 "),
        ("undian.json", b'"benih":null', b'"benih":"1"', "undian.json baris 1: seharusnya "),
        ("kesepakatan.csv", b"Ketua", b"Bendahara", "kesepakatan.csv: seharusnya SHA-256 "),
        (
            "kesepakatan.csv",
            b"DAFTAR;4;C-01;90000000",
            b"DAFTAR;4;C-01;90000001",
            "kesepakatan.csv baris 5: seharusnya ",
        ),
        (
            "01-APBD-PD.pb",
            b"budget;500000000",
            b"budget;500000001",
            "01-APBD-PD.pb baris 10: seharusnya budget;500000000",
        ),
        ("adendum/1/adendum.json", b'"sebelum":"', b'"sebelum":"0', "adendum/1/adendum.json baris 1: seharusnya "),
        ("adendum/1/adendum.json", b"BA-1", b"BA-2", "adendum/1/adendum.json: seharusnya SHA-256 "),
        ("adendum/2/hasil.csv", b"FORUM", b"NILAI", "adendum/2/hasil.csv baris "),
        ("ringkasan.json", b'"terpilih":5', b'"terpilih":6', "ringkasan.json baris 1: seharusnya …"),
        ("ringkasan.json", b'"kode":"KEC-A"', b'"kode":"KEC-B"', "01-APBD-PD.pb baris 3: seharusnya "),
        ("BACA.txt", b"Musrenbang", b"musrenbang", "BACA.txt baris 8: seharusnya 2. Ambil kode sumber Musrenbang"),
    ],
)
def test_the_first_difference_is_named(name: str, before: bytes, after: bytes, sentence: str) -> None:
    code, lines = told(edited(name, before, after))
    assert code == 1
    assert lines[0].startswith(f"Berbeda: {sentence}"), lines


def test_what_follows_from_an_edited_candidate_is_named_too() -> None:
    _, lines = told(edited("kandidat.csv", b"45000000;90", b"45000001;90"))
    assert any(
        line.startswith("Berbeda: hasil.csv baris 6: seharusnya B-02;MENANG;NILAI;4;;45000001") for line in lines
    )


def test_an_edit_that_also_mends_its_hash_still_differs() -> None:
    found = edited("nilai.csv", b"A-01;K;1;100", b"A-01;K;1;75")
    old, new = (digest(some["nilai.csv"]).encode() for some in (FILES, found))
    found["ringkasan.json"] = found["ringkasan.json"].replace(old, new)
    code, lines = told(found)
    assert code == 1
    assert lines[0].startswith("Berbeda: 01-APBD-PD.pb") or "hasil.csv" in " ".join(lines)


def test_a_round_that_cannot_be_computed_is_different() -> None:
    code, lines = told(edited("kandidat.csv", b"A-02;A;", b"A-01;A;"))
    assert code == 1
    assert lines[-1].startswith("Berbeda: hasil.csv: tidak dapat dihitung dari isi bundel: a value or a recusal")


@beaten
@given(records(), st.data())
def test_13_any_edit_of_any_file_is_found_and_named(record: Record, data: st.DataObject) -> None:
    found = files(record)
    assert told(found)[0] == 0
    name = data.draw(st.sampled_from(sorted(found)))
    content = found[name]
    at = data.draw(st.integers(0, len(content) - 1))
    other = data.draw(
        st.one_of(
            st.integers(0, 255).map(lambda byte: content[:at] + bytes([byte]) + content[at + 1 :]),
            st.sampled_from((b"0", b";", b"\n", b'"', b" ")).map(lambda more: content[:at] + more + content[at:]),
            st.just(content[:at] + content[at + 1 :]),
            st.just(b"".join(sorted(content.splitlines(keepends=True)))),
        )
    )
    if other == content:
        return
    code, lines = told({**found, name: other})
    assert code == 1 or (code == 2 and name == "ringkasan.json"), (name, lines)
    assert lines[0].startswith(("Berbeda: ", "Tidak lengkap: "))


@beaten
@given(records(), st.data())
def test_13_any_row_left_out_or_doubled_is_found(record: Record, data: st.DataObject) -> None:
    found = files(record)
    name = data.draw(st.sampled_from([name for name in sorted(found) if name.endswith((".csv", ".pb", ".txt"))]))
    lines = found[name].splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    for other in ([*lines[:at], *lines[at + 1 :]], [*lines[:at], lines[at], *lines[at:]]):
        assert told({**found, name: b"".join(other)})[0] == 1


def test_what_is_missing_or_too_much() -> None:
    for name in FILES:
        code, lines = told({other: content for other, content in FILES.items() if other != name})
        assert code == 2, name
        assert lines[0].startswith("Tidak lengkap: ")
    assert told({**FILES, "lain.csv": b""}) == (1, ["Berbeda: lain.csv: seharusnya (tidak ada); tertulis berkas ini"])


def test_a_bundle_of_another_engine_cannot_be_judged() -> None:
    code, lines = told(edited("ringkasan.json", b'"mesin":1', b'"mesin":2'))
    assert (code, lines) == (
        2,
        ["Tidak lengkap: ringkasan.json: dibuat mesin versi 2 skema 1, program ini versi 1 skema 1"],
    )


def test_a_rule_that_would_run_for_ever_is_not_computed() -> None:
    guarantee = {"hanya": {}, "jumlah": 10**9, "kode": "X", "per": ["wilayah"], "urut": "SKOR"}
    rule = canonical_json({**RECORD.rule, "jaminan": [guarantee]})
    code, lines = told({**FILES, "aturan.json": rule})
    assert code == 2
    assert lines[0].startswith("Tidak lengkap: aturan.json: putaran terlalu besar")
    for field, value in (("k", 10**9), ("bentuk", [])):
        data = {**RECORD.rule, "suara": {**RECORD.rule["suara"], field: value}}
        assert told({**FILES, "aturan.json": canonical_json(data)})[0] == 1


@pytest.mark.parametrize(
    "rule", [b"[]", b"{}", b"[" * 100_000, b'{"a":' * 900 + b"1" + b"}" * 900, b"1" * 5_000, b"NaN"]
)
def test_odd_json_is_different_and_nothing_breaks(rule: bytes) -> None:
    for name in ("aturan.json", "undian.json", "ringkasan.json", "adendum/1/adendum.json"):
        assert told({**FILES, name: rule})[0] == 1, name
    deep = canonical_json(RECORD.rule)[:-1] + b',"x":' + b"[" * 3_000 + b"]" * 3_000 + b"}"
    assert told({**FILES, "aturan.json": deep})[0] == 1


def packed(entries: list[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    from io import BytesIO  # noqa: PLC0415

    content = BytesIO()
    with zipfile.ZipFile(content, "w", how) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return content.getvalue()


def test_a_bundle_that_was_packed_again_is_equal(kept: Kept) -> None:
    entries = [("adendum/", b""), ("adendum/1/", b""), *FILES.items()]
    assert verify.main([str(kept(packed(entries)))]) == 0


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([("../hasil.csv", b"")], "memuat berkas yang tidak dikenal: ../hasil.csv"),
        ([("/etc/hasil.csv", b"")], "memuat berkas yang tidak dikenal"),
        ([("adendum/../hasil.csv", b"")], "memuat berkas yang tidak dikenal"),
        ([("hasil.csv\x1b[31m.exe", b"")], "memuat berkas yang tidak dikenal: hasil.csv?[31m.exe"),
        ([("a\\hasil.csv", b"")], "memuat berkas yang tidak dikenal"),
        ([("hasil.csv", b"1"), ("hasil.csv", b"2")], "memuat hasil.csv dua kali"),
        ([(f"{n}.csv", b"") for n in range(archives.MOST_FILES + 1)], "terlalu besar"),
    ],
)
def test_hostile_archives_are_not_read(
    kept: Kept, capsys: pytest.CaptureFixture[str], entries: list[tuple[str, bytes]], sentence: str
) -> None:
    assert verify.main([str(kept(packed(entries)))]) == 2
    assert f"Tidak lengkap: putaran.zip {sentence}" in capsys.readouterr().out


def test_a_bomb_is_not_unpacked(
    kept: Kept, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000_000)
    assert verify.main([str(kept(packed([("hasil.csv", bytes(1_000_001))])))]) == 2
    assert "terlalu besar" in capsys.readouterr().out
    assert verify.main([str(kept(packed(list(FILES.items()), zipfile.ZIP_BZIP2)))]) == 2
    assert "dimampatkan dengan cara lain" in capsys.readouterr().out


def test_what_is_no_archive(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main([str(tmp_path / "tidak-ada.zip")]) == 2
    whole = zipped(FILES)
    for content in (b"", b"x" * 100, whole[:-30], whole[: len(whole) // 2]):
        assert verify.main([str(kept(content))]) == 2
    assert "tidak ditemukan" in capsys.readouterr().out
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "hasil.csv").symlink_to(tmp_path / "putaran.zip")
    assert verify.main([str(folder)]) == 2
    assert "memuat tautan" in capsys.readouterr().out
    (folder / "hasil.csv").unlink()
    assert verify.main([str(folder)]) == 2
    assert "ringkasan.json: berkas tidak ada" in capsys.readouterr().out


@beaten
@given(st.data())
def test_a_byte_turned_in_an_archive_is_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = zipped(files(sub_district_record()))
    at = data.draw(st.integers(0, len(whole) - 1))
    path = tmp_path_factory.mktemp("bundel") / "putaran.zip"
    path.write_bytes(whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :])
    code = verify.main([str(path)])
    if code == 0:  # a date or another field that says nothing about the files
        assert record_from(archives.opened(path)) == sub_district_record()


def test_a_dropped_reserve_and_published_points_verify_together() -> None:
    record = replace(totals_only(RECORD), dropped=(("C-03", WITHDRAWN[1]),), addenda=())
    assert told(files(chained(record)))[0] == 0
