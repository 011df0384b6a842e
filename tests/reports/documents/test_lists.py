"""Titles, heads and notes are typed here from the circular, not taken from the code."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.models import LevelDecision, Proposal
from regions.models import Region
from reports.documents.agreed import open_form, priority_form, work_form
from reports.documents.lists import open_paper, priority_paper, work_paper
from reports.documents.paper import Paper
from reports.documents.signing import Official
from reports.documents.wording import Wording, worded
from reports.documents.workbook import workbook
from tests.world import NOW, TODAY, World

N, N1 = TODAY.year, TODAY.year + 1
WORDS = Wording("Kota Contoh", "Contoh", "Contoh")
CAMAT = Official("CAMAT MELATI")


def decide(world: World, level: str, *rows: tuple[Proposal, int | None]) -> None:
    """Close a forum: each usulan with its rank, or without one (left out, with a reason)."""
    by = world.offices["lurah" if level == "kelurahan" else "camat"]
    record_outcomes(
        [
            ForumOutcome(
                proposal,
                rank is not None,
                rank,
                proposal.volume,
                proposal.amount,
                reason_code="" if rank else "pagu",
                reason="" if rank else "Sisa pagu tidak cukup, kurang Rp 1.000.000.",
            )
            for proposal, rank in rows
        ],
        level=level,
        forum_number="F-1",
        forum_label="Forum",
        round_code="R-1",
        by=by,
        at=NOW,
    )


@pytest.fixture
def forum(world: World) -> dict[str, Proposal]:
    """Kelurahan Mawar after its forum: two of the PU, one of Kecamatan Melati, one on APBD Kelurahan, one left out."""
    made = {
        "paving": world.accepted(item="paving", volume="33.5"),
        "paving2": world.accepted(group="pkk", item="paving", volume="10"),
        "got": world.accepted(item="got", volume="120"),
        "gerobak": world.accepted(group="pkk", item="gerobak", volume="2", receiver="LPMK Mawar"),
        "left": world.accepted(group="pkk", item="pelatihan", volume="20"),
    }
    Proposal.objects.filter(pk=made["gerobak"].pk).update(funding="apbd_kel")
    decide(
        world,
        "kelurahan",
        (made["paving2"], 1),
        (made["got"], 2),
        (made["paving"], 3),
        (made["gerobak"], 4),
        (made["left"], None),
    )
    return made


def sheets(paper: Paper) -> tuple[dict[str, list[list[Any]]], dict[str, str]]:
    """Rows by sheet name, and the raw XML of each sheet."""
    data = workbook(paper)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = {
        name: [[*row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }
    with ZipFile(BytesIO(data)) as parts:
        xml = {
            name: parts.read(f"xl/worksheets/sheet{n}.xml").decode() for n, name in enumerate(book.sheet_names, start=1)
        }
    return rows, xml


def text(row: list[Any]) -> list[Any]:
    """A row without its empty cells."""
    return [cell for cell in row if cell != ""]


def test_form_1_4_has_the_titles_heads_and_notes_of_the_circular(world: World, forum: dict[str, Proposal]) -> None:
    form = work_form("1.4", world.cycle, world.regions["mawar"], "Melati")
    rows, xml = sheets(work_paper(form, WORDS))
    assert list(rows) == ["Form 1.4 (1)", "Form 1.4 (2)"]
    said = [text(row) for row in rows["Form 1.4 (1)"] if text(row)]
    assert said[:10] == [
        ["Form 1.4"],
        [f"DAFTAR USULAN KEGIATAN PEMBANGUNAN PRIORITAS KELURAHAN TAHUN {N1}"],
        ["DENGAN SUMBER PENDANAAN APBD PERANGKAT DAERAH"],
        [f"(MUSRENBANG {N})"],
        ["Kelurahan", ": Mawar"],
        ["Kecamatan", ": Melati"],
        ["Kota", ": KOTA CONTOH"],
        ["Perangkat Daerah Pengampu: Dinas Pekerjaan Umum"],
        ["No. (Prioritas)", "Usulan", "Kelompok Sasaran", "Lokasi", "Keterangan"],
        ["Uraian", "Volume", "Satuan", "Perkiraan Harga per Satuan", "Total Perkiraan Biaya"],
    ]
    assert said[10] == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"]
    assert said[11] == [
        1.0,
        "Pavingisasi tanpa kerb",
        10.0,
        "m²",
        200000.0,
        2000000.0,
        "Warga sekitar",
        "Gang 4, depan balai RW",
        "PKK Pokja 2 P1",
    ]
    assert said[12][:3] == [2.0, "Pavingisasi tanpa kerb", 33.5]
    assert said[12][7:] == ["Gang 4, depan balai RW, RW 01", "RW 01 P1"]
    assert said[13:] == [
        ["Catatan:"],
        ["1. Satu usulan, satu (lembar) proposal;"],
        ["2. Format adalah untuk proposal yang dokumentasi usulan/lokasinya dijadikan satu;"],
        [
            "3. Proposal dan dokumentasi usulan/lokasi dapat dipisah, dan diunggah secara terpisah sebagaimana "
            "Form Usulan."
        ],
    ]
    assert ["Perangkat Daerah Pengampu: Kecamatan Melati"] in [text(row) for row in rows["Form 1.4 (2)"]]
    page = xml["Form 1.4 (1)"]
    assert 'paperSize="14"' in page
    assert 'orientation="landscape"' in page
    assert 'fitToHeight="0"' in page
    assert {'<mergeCell ref="B13:F13"/>', '<mergeCell ref="A13:A14"/>', '<mergeCell ref="I13:I14"/>'} <= {
        f"<mergeCell {part}" for part in page.split("<mergeCell ")[1:] for part in [part.split("</")[0]]
    }


def test_form_1_5_holds_what_the_kelurahan_pays_itself(world: World, forum: dict[str, Proposal]) -> None:
    form = work_form("1.5", world.cycle, world.regions["mawar"], "Melati")
    rows, _ = sheets(work_paper(form, WORDS))
    said = [text(row) for row in rows["Form 1.5"] if text(row)]
    assert said[0] == ["Form 1.5"]
    assert said[2] == ["DENGAN SUMBER PENDANAAN APBD KELURAHAN"]
    assert not [row for row in said if str(row[0]).startswith("Perangkat Daerah Pengampu")]
    assert [row[:2] for row in said if row[0] == 1.0] == [[1.0, "Pengadaan gerobak sampah"]]
    assert ["Catatan:"] in said


def test_a_form_without_rows_leaves_lines_to_write_on(world: World) -> None:
    form = work_form("1.4", world.cycle, world.regions["mawar"], "Melati")
    assert [sheet.rows for sheet in form.sheets] == [()]
    rows, _ = sheets(work_paper(form, WORDS))
    assert ["Perangkat Daerah Pengampu:"] in [text(row) for row in rows["Form 1.4"]]


def test_other_sources_are_marked_as_no_official_form(world: World, forum: dict[str, Proposal]) -> None:
    LevelDecision.objects.filter(proposal=forum["got"], outcome="prioritas").update(funding="apbd_prov")
    form = work_form("1.4", world.cycle, world.regions["mawar"], "Melati")
    assert [(sheet.source, sheet.is_official, len(sheet.rows)) for sheet in form.sheets] == [
        ("APBD PERANGKAT DAERAH", True, 2),
        ("APBD PROVINSI", False, 1),
    ]
    rows, _ = sheets(work_paper(form, WORDS))
    assert text(rows["Form 1.4 (2)"][0]) == ["Bukan formulir resmi"]


def test_form_2_3_orders_by_agency_and_rank_of_the_kecamatan(world: World, forum: dict[str, Proposal]) -> None:
    world.cycle.priorities.get()
    Proposal.objects.filter(pk=forum["got"].pk).update(
        priority=world.cycle.priorities.get(), target=world.cycle.priorities.get().targets.get()
    )
    fresh = {name: Proposal.objects.get(pk=one.pk) for name, one in forum.items()}
    decide(
        world,
        "kecamatan",
        (fresh["paving"], 1),
        (fresh["got"], 2),
        (fresh["paving2"], 5),
        (fresh["gerobak"], None),
    )
    rows, xml = sheets(priority_paper(priority_form(world.cycle, world.regions["melati"]), WORDS, CAMAT))
    said = [text(row) for row in rows["Form 2.3"] if text(row)]
    assert said[:6] == [
        ["Form 2.3"],
        ["DAFTAR URUTAN KEGIATAN PRIORITAS KECAMATAN MENURUT PERANGKAT DAERAH"],
        ["Kecamatan", ": Melati"],
        ["Tahun", f": {N1}"],
        [
            "No.",
            "Prioritas Daerah",
            "Sasaran Daerah",
            "Program",
            "Kegiatan Prioritas",
            "Sasaran Kegiatan",
            "Lokasi (Kelurahan)",
            "Volume",
            "Pagu",
            "Perangkat Daerah Penanggung jawab",
        ],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
    ]
    assert [(row[0], row[-2], row[-1]) for row in said[6:9]] == [
        (1.0, 6700000.0, "Dinas Pekerjaan Umum"),
        (2.0, 2000000.0, "Dinas Pekerjaan Umum"),
        (1.0, 43800000.0, "Kecamatan Melati"),
    ]
    assert said[8] == [
        1.0,
        "Infrastruktur dasar",
        "Genangan berkurang",
        "Pengelolaan Drainase",
        "Gorong-gorong Diameter 40 cm",
        "Warga sekitar",
        "Mawar",
        "120 m",
        43800000.0,
        "Kecamatan Melati",
    ]
    assert said[9:11] == [["Mengetahui"], ["CAMAT MELATI,"]]
    assert [str(row[0]).rstrip("…") for row in said[11:]] == ["Nama", "Pangkat", "NIP"]
    assert 'orientation="landscape"' in xml["Form 2.3"]


def test_form_2_4_lists_what_was_not_agreed(world: World, forum: dict[str, Proposal]) -> None:
    fresh = {name: Proposal.objects.get(pk=one.pk) for name, one in forum.items()}
    decide(world, "kecamatan", (fresh["paving"], 1), (fresh["got"], None))
    rows, xml = sheets(open_paper(open_form(world.cycle, world.regions["melati"]), WORDS, CAMAT))
    said = [text(row) for row in rows["Form 2.4"] if text(row)]
    assert said[:5] == [
        ["Form 2.4"],
        ["DAFTAR KEGIATAN YANG BELUM DISEPAKATI"],
        [f"Tahun {N1}"],
        ["No.", "Kegiatan", "Lokasi (Kelurahan)", "Volume", "Kegiatan Prioritas"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ]
    assert said[5] == [1.0, "Gorong-gorong Diameter 40 cm", "Mawar", "120 m"]
    assert said[6:8] == [["Mengetahui"], ["CAMAT MELATI,"]]
    assert 'orientation="portrait"' in xml["Form 2.4"] or 'orientation="landscape"' not in xml["Form 2.4"]


def test_a_correction_replaces_the_earlier_decision_on_the_form(world: World, forum: dict[str, Proposal]) -> None:
    old = LevelDecision.objects.get(proposal=forum["got"], outcome="prioritas")
    old.pk, old.version, old.outcome, old.amount = None, old.version + 1, "cadangan", 0
    old.reason_code, old.reason = "pagu", "Pagu dikurangi setelah forum."
    old.save(force_insert=True)
    form = work_form("1.4", world.cycle, world.regions["mawar"], "Melati")
    assert [sheet.agency for sheet in form.sheets] == ["Dinas Pekerjaan Umum"]


def test_each_form_is_read_in_one_query(
    world: World, forum: dict[str, Proposal], django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        work_form("1.4", world.cycle, world.regions["mawar"], "Melati")
    with django_assert_num_queries(1):  # type: ignore[operator]
        priority_form(world.cycle, world.regions["melati"])
    with django_assert_num_queries(1):  # type: ignore[operator]
        open_form(world.cycle, world.regions["melati"])


def test_the_city_is_named_once() -> None:
    said = [worded(Region(name=name), Region(name="Jawa Timur"), None) for name in ("Malang", "Kota Malang")]
    assert {(words.city, words.city_name, words.city_in_capitals) for words in said} == {
        ("Kota Malang", "Malang", "KOTA MALANG")
    }


def test_form_2_4_takes_the_column_alasan_where_the_city_asks_for_it(world: World, forum: dict[str, Proposal]) -> None:
    fresh = Proposal.objects.get(pk=forum["got"].pk)
    decide(world, "kecamatan", (fresh, None))
    form = open_form(world.cycle, world.regions["melati"])
    rows, _ = sheets(open_paper(form, replace(WORDS, has_reasons=True), CAMAT))
    said = [text(row) for row in rows["Form 2.4"] if text(row)]
    assert said[3][-1] == "Alasan"
    assert said[5][-1] == "Sisa pagu tidak cukup, kurang Rp 1.000.000."
