"""Offices and holders from one sheet: every row checked, every fault listed, written once."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import LoginCode, Office, OfficeHolding, ProposerGroup, User
from accounts.resources import OfficeResource
from regions import codes
from regions.import_report import ImportReport, Outcome
from regions.models import Region
from regions.sheet_text import SheetRefused
from tests.proposals.sheets import written
from tests.regions.books import book
from tests.world import NOW, TODAY, World

HEAD = ("kelurahan", "rw", "rt", "lembaga", "jabatan", "nama", "telepon", "email", "mulai", "selesai", "sk", "status")


def row(**cells: Any) -> dict[str, Any]:
    """One RT of RW 01 with a holder; `cells` changes what matters to a test."""
    return dict.fromkeys(HEAD, "") | {"kelurahan": "Mawar", "rw": "1", "rt": "2", "nama": "Sri Wahyuni"} | cells


def sheet(*rows: dict[str, Any]) -> bytes:
    return written(HEAD, list(rows))


def check(world: World, data: bytes, by: str | None = None) -> tuple[OfficeResource, ImportReport]:
    resource = OfficeResource(world.city, on=TODAY, by=world.offices[by] if by else None)
    return resource, resource.read(data)


def take(world: World, data: bytes, by: str | None = None) -> ImportReport:
    resource, report = check(world, data, by)
    resource.write(at=NOW)
    return report


def said(report: ImportReport) -> str:
    return " ".join(text for line in report.lines for text in line.sentences)


def test_what_is_missing_is_made(world: World) -> None:
    report = take(
        world,
        sheet(
            row(telepon="0812 3456 7890", email="sri@contoh.id", mulai="2026-01-05", sk="SK 7/2026"),
            row(rw="RW II", rt="", nama="Budi Santoso", status="Plt."),
            row(rw="", rt="", lembaga="Karang Taruna", jabatan="Ketua", nama="Dewi"),
            row(rw="", rt="", jabatan="Operator kelurahan", nama="Rini", kelurahan="Kel. Kenanga"),
        ),
    )
    assert report.count(Outcome.NEW) == 3
    assert "Ganti pemegang" in said(report)  # RW 02 had a holder
    holding = OfficeHolding.objects.get(user__name="Sri Wahyuni")
    assert (holding.office.name, holding.office.code) == ("Ketua RT 02 RW 01 Kel. Mawar", "rt02rw01.mawar")
    assert (holding.user.username, holding.user.phone) == ("rt02rw01.mawar", "081234567890")
    assert (holding.starts, holding.decree, holding.user.has_usable_password()) == (
        date(2026, 1, 5),
        "SK 7/2026",
        False,
    )
    assert (holding.office.group.kind, holding.office.group.name) == ("rt", "RT 02 RW 01")  # type: ignore[union-attr]
    assert holding.history.count() == holding.user.history.count() == holding.office.history.count() == 1
    assert ProposerGroup.objects.filter(name="Karang Taruna", kind="lembaga").count() == 1
    operator = OfficeHolding.objects.get(user__name="Rini")
    assert (operator.role, operator.is_head, operator.office.region) == ("KEL", False, world.regions["kenanga"])
    acting = OfficeHolding.objects.get(user__name="Budi Santoso")
    assert (acting.label, acting.office) == ("Plt. Ketua RW 02 Kel. Mawar", world.offices["rw_tetangga"].office)


def test_the_same_file_twice_changes_nothing(world: World) -> None:
    data = sheet(row(telepon="812-3456-7890", mulai="5/1/2026"), row(rw="", rt="", lembaga="Posyandu", nama="Ani"))
    take(world, data)
    before = [OfficeHolding.history.count(), User.history.count(), Office.history.count()]
    report = take(world, data)
    assert (report.count(Outcome.SAME), report.to_write, said(report)) == (2, 0, "")
    assert [OfficeHolding.history.count(), User.history.count(), Office.history.count()] == before


def test_a_new_name_is_a_hand_over_and_the_old_term_stays(world: World) -> None:
    old = world.offices["rw"]
    LoginCode.objects.create(holding=old, digest="x" * 64, issued_at=NOW, expires_at=NOW)
    report = take(world, sheet(row(rt="", nama="Hj. Aminah", mulai="2026-02-01", sk="SK 9")))
    assert report.count(Outcome.CHANGED) == 1
    old.refresh_from_db()
    new = OfficeHolding.objects.get(user__name="Hj. Aminah")
    assert (old.ends, new.starts, new.office) == (date(2026, 1, 31), date(2026, 2, 1), old.office)
    assert new.user.username not in {"", old.user.username}
    assert not LoginCode.objects.open().exists()
    _early, refusal = check(world, sheet(row(rt="", nama="Orang Lain", mulai="2026-01-15")))
    assert "Tanggal mulai pemegang baru harus sesudahnya." in said(refusal)


def test_details_of_the_same_person_are_put_right(world: World) -> None:
    take(world, sheet(row(mulai="2026-01-05")))
    report = take(world, sheet(row(nama="SRI  WAHYUNI", telepon="08123456789", sk="SK 3")))
    assert report.count(Outcome.CHANGED) == 1
    holding = OfficeHolding.objects.get(user__name="Sri Wahyuni")
    assert (holding.user.phone, holding.decree, holding.starts) == ("08123456789", "SK 3", date(2026, 1, 5))
    assert "tidak digeser" in said(take(world, sheet(row(mulai="2026-01-09"))))


def test_a_person_with_two_offices_has_one_account(world: World) -> None:
    take(world, sheet(row(telepon="08123456789"), row(rt="", rw="", lembaga="LPMK", telepon="08123456789")))
    holdings = OfficeHolding.objects.filter(user__name="Sri Wahyuni")
    assert holdings.count() == 2
    assert len({holding.user_id for holding in holdings}) == 1
    shared = take(world, sheet(row(rt="", rw="", lembaga="BKM", nama="Wati", telepon="08123456789")))
    assert "juga dipakai orang lain" in said(shared)


REFUSALS = [
    (row(kelurahan="Entah"), "tidak ada di wilayah Anda"),
    (row(kelurahan="Mawaar"), "Maksudnya Mawar?"),
    (row(rt="9"), "RT 09 RW 01 tidak ada di Kel. Mawar"),
    (row(rw="77", rt=""), "RW 77 tidak ada"),
    (row(rw="", rt="1"), "Isi RW dari RT ini."),
    (row(rw="dua"), "bukan nomor RT atau RW"),
    (row(nama=""), "Isi nama pemegang jabatan."),
    (row(nama="<svg onload=alert(1)>"), "Tulis nama orangnya saja"),
    (row(nama="3573021234567890"), "Tulis nama orangnya saja"),
    (row(telepon="12"), "8 sampai 15 angka"),
    (row(email="bukan"), "Alamat email tidak benar."),
    (row(mulai="besok"), "Tanggal tidak terbaca"),
    (row(mulai="2026-02-01", selesai="2026-01-01"), "tidak boleh sebelum tanggal mulai"),
    (row(status="abadi"), "Definitif, Plt., atau Plh."),
    (row(lembaga="PKK"), "tidak keduanya"),
    (row(rw="", rt="", jabatan="Camat"), "Lurah, Operator, atau Pendamping"),
    (row(rw="", rt="", lembaga="<b>PKK</b>"), "Tulis nama lembaganya saja"),
]


@pytest.mark.parametrize(("cells", "sentence"), REFUSALS)
def test_a_row_that_cannot_be_is_refused_with_its_number(world: World, cells: dict[str, Any], sentence: str) -> None:
    good = row(rt="1", nama="Pak Baik")
    resource, report = check(world, sheet(good, cells))
    refused = [line for line in report.lines if line.outcome == Outcome.REFUSED]
    assert [line.row for line in refused] == [3]
    assert sentence in " ".join(refused[0].sentences)
    assert len(resource.listed) == 1


def test_all_faults_of_a_row_and_of_a_sheet_are_told_at_once(world: World) -> None:
    _, report = check(world, sheet(row(nama="", telepon="1"), row(kelurahan=""), row(rt="1"), row(rt="01", nama="Dua")))
    faults = {line.row: line.sentences for line in report.lines if line.outcome == Outcome.REFUSED}
    assert set(faults) == {2, 3, 5}
    assert len(faults[2]) == 2
    assert faults[5] == ("Jabatan ini sudah ada di baris 4. Sisakan satu baris.",)


def test_heads_in_any_order_case_and_spelling_are_read(world: World) -> None:
    data = b"NAMA PEMEGANG ;No. HP; RT;RW ;  Nama Kelurahan\nSri Wahyuni;081234567890;2;01;KELURAHAN MAWAR\n"
    report = take(world, data)
    assert report.count(Outcome.NEW) == 1
    assert OfficeHolding.objects.get(user__phone="081234567890").office.name == "Ketua RT 02 RW 01 Kel. Mawar"


def test_two_kelurahan_of_one_name_are_told_apart(world: World) -> None:
    Region.objects.create(code="99.01.02.1002", name="Mawar", type=Region.Type.KELURAHAN)
    cells = row(rw="", rt="", lembaga="LPMK")
    _, unclear = check(world, sheet(cells))
    assert "Ada 2 kelurahan bernama Mawar" in said(unclear)
    take(world, sheet(cells | {"kelurahan": "99.01.02.1002"}))
    assert Office.objects.get(name="Ketua LPMK Kel. Mawar").region.code == "99.01.02.1002"


def test_a_workbook_is_read_and_its_formulas_are_told(world: World) -> None:
    rows: list[list[Any]] = [list(HEAD[:6]), ["Mawar", 1, 2, "", "Ketua RT 02", "Sri Wahyuni"]]
    _, report = check(world, book(rows, formulas={"F2": ("=1+1", "Sri Wahyuni")}))
    assert (report.count(Outcome.NEW), len(report.warnings)) == (1, 1)
    with pytest.raises(SheetRefused, match="tidak ada"):
        check(world, b"nama;alamat\nA;B\n")
    with pytest.raises(ValidationError):
        check(world, b"PK\x03\x04 no zip at all")


def test_each_level_imports_only_what_it_looks_after(world: World) -> None:
    rows = {
        "rt": row(),
        "lurah": row(rw="", rt="", jabatan="Lurah", nama="Lurah Baru", mulai=str(TODAY)),
        "pendamping": row(rw="", rt="", jabatan="Pendamping", nama="Pendamping Baru", mulai=str(TODAY)),
        "sebelah": row(kelurahan="Kenanga", rt="", nama="Ketua Kenanga"),
        "kecamatan lain": row(kelurahan="Anggrek", rt="", nama="Ketua Anggrek"),
    }
    may = {
        "kelurahan": {"rt"},
        "kecamatan": {"rt", "lurah", "sebelah"},
        "bappeda": set(rows),
        "rw": set(),
        "opd": set(),
    }
    for by, wanted in may.items():
        found = {name for name, cells in rows.items() if not check(world, sheet(cells), by)[1].refused}
        assert found == wanted, by


def test_nobody_gets_at_the_account_of_somebody_higher_through_a_small_office(world: World) -> None:
    camat = world.offices["camat"].user
    camat.phone = "08111111111"
    camat.save()
    take(world, sheet(row(nama=camat.name, telepon="08111111111")), by="kelurahan")
    holding = OfficeHolding.objects.get(office__code="rt02rw01.mawar")
    assert holding.user != camat
    both = OfficeHolding.objects.create(office=Office.objects.get(code="lembaga"), user=camat, starts=date(2024, 1, 1))
    _, report = check(
        world, sheet(row(rw="", rt="", lembaga="PKK Pokja 2", nama=camat.name, telepon="0899999999")), "lurah"
    )
    assert "di luar wewenang Anda" in said(report)
    assert both.user.phone == "08111111111"


def many_rt(rw: int, count: int) -> bytes:
    """RW and RT enough in Kelurahan Kenanga, and a sheet that names a holder for each RT."""
    code = f"99.01.01.1002.{rw:03d}"
    places = [Region(code=code, name=f"RW {rw:02d}", type="rw", level=codes.RW)]
    places += [
        Region(code=f"{code}.{rt:03d}", name=f"RT {rt:02d}", type="rt", level=codes.RT) for rt in range(1, count + 1)
    ]
    Region.objects.bulk_create(places)
    names = ["Sri", "Budi", "Ani"]
    return sheet(
        *(
            row(
                kelurahan="Kenanga",
                rw=str(rw),
                rt=str(rt),
                nama=f"{names[rt % 3]} ke {rt}",
                telepon=f"0812{rw}{rt:06d}",
            )
            for rt in range(1, count + 1)
        )
    )


def test_more_rows_take_no_more_queries(world: World) -> None:
    def queries(data: bytes) -> int:
        with CaptureQueriesContext(connection) as found:
            assert take(world, data, by="kecamatan").refused == 0
        return len(found)

    assert queries(many_rt(11, 3)) == queries(many_rt(12, 30))


def test_the_command_is_dry_until_it_is_told_to_write(world: World, tmp_path: Path) -> None:
    path = tmp_path / "jabatan.csv"
    path.write_bytes(sheet(row(), row(rt="1", nama="Pak Baru", mulai=str(TODAY))))
    out = io.StringIO()
    call_command("import_offices", str(path), "--city", world.city.code, stdout=out)
    assert "2 jabatan dibaca, 1 baru, 0 sama, 1 berubah" in out.getvalue()
    assert not OfficeHolding.objects.filter(user__name="Sri Wahyuni").exists()
    call_command("import_offices", str(path), "--city", world.city.code, "--commit", stdout=out)
    assert OfficeHolding.objects.filter(user__name="Sri Wahyuni").count() == 1
    assert "Sudah ditulis." in out.getvalue()
