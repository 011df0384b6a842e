"""A list of SIPD goes in, through a forum, and out again: cell by cell as it came, but for what was decided."""

import csv
import io
from decimal import Decimal

from proposals import actions
from proposals.models import Proposal, Quota, SipdWords
from proposals.resources import UsulanResource
from regions.import_report import Outcome
from reports import sipd_list
from reports.sheets import csv_lines
from rounds import actions as halls
from tests.rounds import town
from tests.world import NOW, World

HEADS = ";".join(column.head for column in sipd_list.COLUMNS)
LISTED = f"""{HEADS}
1;2001;12 Januari 2000;Lurah Mawar;Lurah Mawar;Gorong-gorong Diameter 40 cm(Kecamatan Melati);Jalan tergenang,, (RW.1 P2);RT 01, 02 RW 01, Kota Contoh;KOTA CONTOH;Kec. Melati;MAWAR;2;Kec. Melati;Kecamatan Melati;Usulan Baru;;;;;;;60;Meter;21900000;Belanja Modal;
2;2002;2000-01-13 08:30;Lurah Mawar;Lurah Mawar;Gorong-gorong Diameter 40 cm (Kecamatan Melati);Got buntu (RW 01 P1);RT 01 RW 01, Kota Contoh;Kota Contoh;Melati;Mawar;1;Kecamatan Melati;Kecamatan Melati;Usulan Baru;;;;;;;569,5;m;207867500;;
3;2003;2000-01-13 08:31;Lurah Mawar;Lurah Mawar;Pavingisasi tanpa kerb (Dinas Pekerjaan Umum);Jalan licin (RW 02 P1);RW 02;Kota Contoh;Melati;Mawar;1;DINAS PEKERJAAN UMUM;Dinas Pekerjaan Umum;Usulan Baru;belum dicek;;;;;;100;M2;20000000;;
4;2004;13/01/2000;Lurah Mawar;Lurah Mawar;Pelatihan usaha mikro (Kecamatan Melati);Menambah ekonomi (PKK Pokja 2 P1);Kelurahan Mawar, Kota Contoh;Kota Contoh;Melati;Mawar;1;;Kecamatan Melati;Usulan Baru;;;;;;;35;Orang;10500000;;
5;2005;;Lurah Mawar;Lurah Mawar;Pengadaan Angklung (Dinas Antah);Kurangnya sarana kesenian (Karang Taruna P1);Balai RW 01;Kota Contoh;Melati;Mawar;1;Dinas Antah;Dinas Antah;Usulan Baru;;;;;;;1;Paket;10000000;Belanja Barang;1.02.03 Kesenian
6;2006;;Lurah Mawar;Lurah Mawar;Talud;Tepi sungai longsor;RT 02 RW 01;Kota Contoh;Melati;Mawar;1;;;Usulan Baru;;;;;;;sesuai RAB;;;;
"""  # noqa: E501
DECIDED = (
    "Status (Existing)", "Catatan", "Rekomendasi Sekwan/Mitra", "Rekomendasi Kelurahan/Desa", "Rekomendasi Kecamatan",
    "Rekomendasi SKPD", "Rekomendasi TAPD", "Sub Kegiatan",
)  # fmt: skip
"""Columns that levels fill; the sub kegiatan is the kamus item's."""
SUB = "1.03.06.2.01.0001 Pembangunan Saluran"
BEYOND = "Belum terpilih karena kuota daftar SARPRAS sudah penuh (2 dari 2) saat gilirannya."


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def exported(world: World) -> list[dict[str, str]]:
    lines = sipd_list.rows(Proposal.objects.public(), world.cycle.city)
    return cells(b"".join(csv_lines(sipd_list.COLUMNS, lines)).decode("utf-8-sig"))


def changed(came: list[dict[str, str]], went: list[dict[str, str]]) -> set[tuple[str, str]]:
    """Which cells differ, by id and column; numbers are compared as numbers."""
    pairs = [(one, two, head) for one, two in zip(came, went, strict=True) for head in one]
    return {(one["ID Usulan"], head) for one, two, head in pairs if number(one[head]) != number(two[head])}


def number(text: str) -> str | Decimal:
    plain = text.replace(",", ".")
    return Decimal(plain) if plain.replace(".", "", 1).isdigit() else text


def take(world: World, text: str) -> list[Outcome]:
    resource = UsulanResource(world.regions["mawar"], world.cycle.plan_year)
    report = resource.read(text.encode())
    resource.write(at=NOW)
    return [line.outcome for line in report.lines]


def test_a_list_comes_back_from_a_forum_changed_only_in_what_was_decided(world: World) -> None:
    assert take(world, LISTED) == [Outcome.NEW] * 6
    came = cells(LISTED)
    assert changed(came, exported(world)) == {
        *((one["ID Usulan"], "Status (Existing)") for one in came),
        ("2003", "Catatan"),
        *((number, "Sub Kegiatan") for number in ("2001", "2002", "2003", "2004")),
    }
    assert take(world, LISTED) == [Outcome.SAME] * 6

    for one in Proposal.objects.exclude(group__kind="kelurahan").order_by("pk"):
        actions.deciding.accept(one, by=world.offices["kelurahan"], at=NOW, expected=None)
    talud = Proposal.objects.get(sipd_id="2006")
    actions.deciding.reject(
        talud, reason_code="teknis", reason="Belum ada RAB.", may_repeat=True, by=world.offices["kecamatan"], at=NOW,
        expected=None,
    )  # fmt: skip
    Quota.objects.filter(per="daftar").update(maximum=2)
    forum = halls.opening.open_forum(town.planned(world), by=world.offices["lurah"], at=NOW)
    town.complete(world, forum)
    halls.closing.close_forum(forum, by=world.offices["lurah"], at=NOW)

    went = exported(world)
    assert {head for _, head in changed(came, went)} == {"Status (Existing)", "Catatan", *DECIDED[3:4], "Sub Kegiatan"}
    told = {one["ID Usulan"]: tuple(one[head] for head in DECIDED) for one in went}
    beyond = [f"{BEYOND} Cadangan nomor {place}." for place in (1, 2)]
    assert told == {
        "2001": ("Cadangan kelurahan", beyond[1], "", f"Cadangan: {beyond[1]}", "", "", "", SUB),
        "2002": ("Cadangan kelurahan", beyond[0], "", f"Cadangan: {beyond[0]}", "", "", "", SUB),
        "2003": ("Prioritas kelurahan", "", "", "Menjadi prioritas", "", "", "", SUB),
        "2004": ("Prioritas kelurahan", "", "", "Menjadi prioritas", "", "", "", SUB),
        "2005": ("Prioritas kelurahan", "", "", "Menjadi prioritas", "", "", "", "1.02.03 Kesenian"),
        "2006": ("Ditolak", "Belum ada RAB.", "", "Ditolak: Belum ada RAB.", "", "", "", ""),
    }
    assert take(world, "\n".join([HEADS, *(";".join(one.values()) for one in went)])) == [Outcome.SAME] * 6


def test_what_was_decided_since_is_never_covered_by_an_old_word(world: World) -> None:
    take(world, LISTED)
    got = Proposal.objects.get(sipd_id="2001")
    actions.deciding.accept_changed(
        got, volume=Decimal(50), reason="Diukur ulang bersama warga.", by=world.offices["lurah"], at=NOW, expected=None
    )
    Proposal.objects.filter(pk=got.pk).update(agency=world.agencies["pu"], unit="m²", problem="Got ambles")
    first = exported(world)[0]
    assert (first["Volume"], first["Satuan"], first["OPD Tujuan Akhir"]) == ("50,00", "m²", "Dinas Pekerjaan Umum")
    assert (first["Masalah"], first["Usulan"]) == (
        "Got ambles (RW 01 P2)",
        "Gorong-gorong Diameter 40 cm(Kecamatan Melati)",
    )


def test_names_and_numbers_of_persons_are_not_kept_for_the_way_back(world: World) -> None:
    take(world, LISTED.replace("1;2001;12 Januari 2000;Lurah Mawar;Lurah Mawar", "1;2001;;Budi Santoso;Siti Aminah"))
    take(world, LISTED.replace("Got buntu (RW 01 P1)", "Got buntu, hubungi 0812 3456 7890 (RW.1 P1)"))
    kept = "".join(str(one.cells) for one in SipdWords.objects.order_by("pk"))
    assert "Budi" not in kept
    assert "Siti" not in kept
    first, second = exported(world)[:2]
    assert (first["Pengusul"], first["Profil"]) == ("RW 01", "Lurah Mawar")
    assert "0812" not in second["Masalah"]
