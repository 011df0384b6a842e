"""The list of SIPD comes back: our own export changes nothing, and what others changed there is seen."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from proposals import actions
from proposals.models import Proposal
from proposals.resources import UsulanResource
from regions.import_report import ImportReport, Outcome
from reports import sipd_list
from reports.sheets import csv_lines, xlsx
from tests.proposals.sheets import usulan_csv
from tests.world import NOW, World


def exported(world: World, kind: str = "csv") -> bytes:
    found = Proposal.objects.public().filter(kelurahan=world.regions["mawar"])
    lines = sipd_list.rows(found, world.cycle.city)
    if kind == "csv":
        return b"".join(csv_lines(sipd_list.COLUMNS, lines))
    with xlsx("Usulan", sipd_list.COLUMNS, lines) as file:
        return BytesIO(file.read()).getvalue()


def check(world: World, data: bytes) -> ImportReport:
    return UsulanResource(world.regions["mawar"], world.cycle.plan_year).read(data)


def take(world: World, data: bytes) -> ImportReport:
    resource = UsulanResource(world.regions["mawar"], world.cycle.plan_year)
    report = resource.read(data)
    resource.write(at=NOW)
    return report


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_importing_our_own_export_changes_nothing(world: World, kind: str) -> None:
    odd: dict[int, dict[str, Any]] = {
        2: {"koefisien": "569.5 m", "anggaran": 170_850_000, "alamat": "Jalan Kenari, dekat balai"},
        3: {"permasalahan": "Got buntu, hubungi 0812 3456 7890 (PKK Pokja 2 P1)", "jenis": "LK"},
        4: {"permasalahan": "Talud retak di tepi sungai", "koefisien": "sesuai RAB"},
    }
    take(world, usulan_csv(4, odd))
    world.sent(group="pkk", item="pelatihan", volume="107.5")
    accepted = actions.deciding.accept_changed(
        world.sent(group="rw02", by=world.offices["rw_tetangga"]),
        volume=Decimal(70),
        reason="Diukur ulang bersama warga.",
        by=world.offices["lurah"],
        at=NOW,
        expected=None,
    )
    actions.deciding.reject(
        world.sent(),
        reason_code="lahan",
        reason="Lahan milik perorangan.",
        may_repeat=True,
        by=world.offices["lurah"],
        at=NOW,
        expected=None,
    )
    report = check(world, exported(world, kind))
    assert [(line.outcome, line.sentences) for line in report.lines if line.outcome != Outcome.SAME] == []
    assert report.read == 7
    before = list(Proposal.objects.order_by("pk").values())
    take(world, exported(world, kind))
    assert list(Proposal.objects.order_by("pk").values()) == before
    assert accepted.current_volume == 70


def test_what_was_changed_in_sipd_is_seen_and_taken(world: World) -> None:
    take(world, usulan_csv(2))
    data = (
        exported(world)
        .replace(b"Air menggenang di titik 2", b"Air meluap di titik 2")
        .replace(b";730000;", b";740000;")
    )
    report = take(world, data)
    assert [line.outcome for line in report.lines] == [Outcome.SAME, Outcome.CHANGED]
    changed = Proposal.objects.get(sipd_id="1002")
    assert (changed.problem, changed.amount) == ("Air meluap di titik 2", 740_000)


FRESH = (
    "DAFTAR USULAN;;;;;;;;;;;;;;;;;;;;;;;;;\n"
    ";;;;;;;;;;;;;;;;;;;;;;;;;\n"
    "NO ; id  usulan;Tanggal Usul;Pengusul;Profil;USULAN;Masalah ;Alamat Lokasi;Kabupaten;Kecamatan;Kelurahan;"
    "Usulan Ke;OPD Tujuan Awal;OPD Tujuan Akhir;Status (Existing);Catatan;Rekomendasi Sekwan/Mitra;"
    "Rekomendasi Kelurahan/Desa;Rekomendasi Kecamatan;Rekomendasi SKPD;Rekomendasi TAPD;Volume;Satuan;Anggaran;"
    "Jenis Belanja;Sub Kegiatan\n"
    "(1);(2);(3);(4);(5);(6);(7);(8);(9);(10);(11);(12);(13);(14);(15);(16);(17);(18);(19);(20);(21);(22);(23);(24);"
    "(25);(26)\n"
    "1;777;12 Januari 2000;Lurah Mawar;Lurah Mawar;Gorong-gorong Diameter 40 cm;Gang tergenang (RW 01 P1);RT 01 RW 01;"
    "Kota Contoh;Melati;Kel. Mawar;1;undefined;Kecamatan Melati;undefined;undefined;;;;;;3;m; Rp 1.095.000,00 ;;\n"
    "2;778;undefined;RW 01;undefined;Gorong-gorong Diameter 40 cm;Got retak;RT 02 RW 01;Kota Contoh;Melati;MAWAR;1;;"
    "Kecamatan Melati;;;;;;;;1;m; 365.000 ;;\n"
    ";;;;;;;;;;;;;;;;;;;;;JUMLAH;;1.460.000;;\n"
    ";;;;;;Contoh, 12 Januari 2000;;;;;;;;;;;;;;;;;;;\n"
)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_as_people_print_it_is_read_around_title_numbering_sum_and_signature(world: World, coding: str) -> None:
    report = take(world, FRESH.encode(coding))
    assert [(line.row, line.outcome) for line in report.lines] == [(5, Outcome.NEW), (6, Outcome.NEW)]
    assert any("Baris 7 sampai 8 di bawah tabel" in said for said in report.warnings)
    first, second = Proposal.objects.filter(sipd_id__in=["777", "778"]).order_by("sipd_id")
    assert (first.amount, str(first.volume), first.group.name, first.group_rank) == (1_095_000, "3.00", "RW 01", 1)
    assert f"{first.submitted_at:%d-%m-%Y}" == "12-01-2000"
    assert (second.group.name, second.group_rank, second.problem) == ("RW 01", None, "Got retak")
    assert (first.agency and first.agency.name) == "Kecamatan Melati"
