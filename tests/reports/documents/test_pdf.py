"""PDFs as they leave typst; texts of the circular are typed here, not taken from the code."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reports.documents import forms, paper, pdf
from reports.documents.paper import Column, Lines, Paper, Sheet, Table, Text
from reports.documents.pdf import Print, Unprintable
from rounds.models import Forum
from tests.reports.pdfs import fonts, is_tagged, pages, tags
from tests.rounds.town import closed, district
from tests.world import NOW, TODAY, World

N, N1 = TODAY.year, TODAY.year + 1


def words(one: Paper) -> list[str]:
    """Every text of a paper in the order in which it is set."""

    def walk(value: object) -> list[str]:
        if isinstance(value, dict):
            return [said for key in value for said in walk(value[key]) if key not in {"block", "kind"}]
        if isinstance(value, list):
            return [said for part in value for said in walk(part)]
        return [value] if isinstance(value, str) and value else []

    return [said for sheet in json.loads(one.canonical())["sheets"] for said in walk(sheet)]


def of(forum: Forum) -> list[Paper]:
    return forms.papers_of(forum, NOW)


def by_code(forum: Forum) -> dict[str, Paper]:
    return {one.code: one for one in of(forum)}


def test_every_form_of_a_kelurahan_and_a_kecamatan_is_a_tagged_pdf_with_its_fonts(world: World) -> None:
    papers = [*of(district(world)), *of(Forum.objects.get(region__name="Mawar"))]
    numbered = [one.code for one in papers if one.code[0].isdigit()]
    assert numbered == ["2.1", "2.2", "2.3", "2.4", "2.5", "1.1", "1.2", "1.3", "1.4", "1.5"]
    made = pdf.render(
        [Print(one, NOW, ("Forum",), mark="DRAF", address="https://contoh.id/dokumen/1/") for one in papers]
    )
    for one, content in zip(papers, made, strict=True):
        assert content.startswith(b"%PDF-"), one.code
        assert is_tagged(content), one.code
        described, embedded = fonts(content)
        assert described == embedded > 0, one.code
        assert tags(content, "H1") == len(one.sheets), one.code
        assert tags(content, "TH") > 0, one.code
        assert pages(content) >= len(one.sheets), one.code


def test_the_same_paper_gives_the_same_bytes(world: World) -> None:
    one = Print(of(closed(world))[0], NOW, ("Forum",))
    assert pdf.render([one]) == pdf.render([one])


def test_heads_of_a_table_stand_on_every_page() -> None:
    rows = tuple((number, f"Usulan {number}") for number in range(1, 201))
    table = Table((Column("No.", 1), Column("Uraian", 8)), rows, numbered=True)
    long = Paper("x", "Daftar panjang", (Sheet("Form x", ("DAFTAR",), (table,)),))
    assert pages(pdf.render([Print(long, NOW)])[0]) > 3
    assert "repeat: true" in pdf.TEMPLATE


def test_what_people_type_is_never_read_as_markup() -> None:
    evil = '#read("/etc/passwd") $x$ *tebal* @preview `kode` <a> \\ ]['
    one = Paper("x", evil, (Sheet(evil, (evil,), (Text(evil), Lines(((evil, evil),)))),))
    (content,) = pdf.render([Print(one, NOW, (evil,), author=evil)])
    assert is_tagged(content)


def test_a_paper_that_cannot_be_set_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Print(Paper("x", "X", (Sheet("", ("X",), ()),)), NOW)
    monkeypatch.setattr(pdf, "TEMPLATE", "#panic()")
    with pytest.raises(Unprintable):
        pdf.render([one])
    monkeypatch.setattr(pdf, "TEMPLATE", '#read("/etc/passwd")')
    with pytest.raises(Unprintable):
        pdf.render([one])
    monkeypatch.setattr(pdf, "TEMPLATE", "#let f(n) = f(n)\n#for n in range(100000000) { n }")
    monkeypatch.setattr(pdf, "SECONDS", 1)
    with pytest.raises(Unprintable):
        pdf.render([one])


def test_the_child_knows_nothing_of_the_product() -> None:
    source = Path(pdf.HERE / "compiler.py").read_text(encoding="utf-8")
    assert "RLIMIT_AS" in source
    assert "django" not in source.split('"""')[2]


def test_form_1_1_says_what_the_circular_says(world: World) -> None:
    forum = closed(world)
    said = words(by_code(forum)["1.1"])
    whole = "\n".join(said)
    for sentence in (
        f"BERITA ACARA KESEPAKATAN HASIL FORUM MUSRENBANG TAHUN {N}",
        f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {N1}",
        "KELURAHAN MAWAR KECAMATAN MELATI",
        f"Berkaitan dengan pelaksanaan Musrenbang Tahun {N} dalam rangka Penyusunan RKPD Tahun {N1} di Tingkat "
        "Kelurahan Mawar Kecamatan Melati Kota Contoh Provinsi Contoh, maka pada hari ini:",
        "Materi atau topik yang dibahas dalam musyawarah ini serta yang bertindak selaku unsur Pimpinan Rapat dan "
        "Narasumber adalah:",
        f"Usulan Kegiatan Pembangunan Prioritas Kelurahan Tahun {N1} sebagaimana daftar usulan terlampir;",
        f"Delegasi Kelurahan yang bertugas mengikuti Musrenbang Tahun {N} dalam rangka Penyusunan RKPD Tahun {N1} di "
        "tingkat Kecamatan Melati sebagaimana daftar terlampir;",
        "dimana kesepakatan tersebut diambil secara Musyawarah Mufakat/Aklamasi.",
        "PIMPINAN MUSRENBANG,",
        "NOTULIS/SEKRETARIS,",
        "LURAH MAWAR,",
        "Wakil dari Peserta Forum Musrenbang Kelurahan",
        "Hadir 2 orang, kurang dari 30.",
    ):
        assert sentence in whole
    assert "Dst." not in said
    assert [whole.index(part) for part in ("PIMPINAN", "Mengetahui", "LURAH MAWAR,", "Tanda Tangan")] == sorted(
        whole.index(part) for part in ("PIMPINAN", "Mengetahui", "LURAH MAWAR,", "Tanda Tangan")
    )


def test_form_2_1_keeps_the_wording_and_spelling_of_the_circular(world: World) -> None:
    whole = "\n".join(words(by_code(district(world))["2.1"]))
    for sentence in (
        f"BERITA ACARA KESEPAKATAN HASIL MUSRENBANG TAHUN {N}",
        "KECAMATAN MELATI",
        f"…………, …… Januari/Pebruari {N}",
        "Delegasi Kelurahan yang bertugas mengikuti Forum Perangkat Daerah dan Musrenbang dalam rangka Penyusunan "
        f"RKPD Tahun {N1} di tingkat Kota sebagaimana daftar terlampir;",
        "Akhir dari Forum Musrenbang Kecamatan, yaitu:",
        "(Musyawarah Mufakat/Aklamasi dan/atau Pemungutan Suara/Voting)",
        "Wakil dari Peserta Musrenbang Kecamatan",
        "CAMAT MELATI,",
        "Dst.",
    ):
        assert sentence in whole


def test_lists_of_people_have_the_columns_of_the_circular(world: World) -> None:
    kecamatan, kelurahan = by_code(district(world)), by_code(Forum.objects.get(region__name="Mawar"))

    def heads(one: Paper) -> list[str]:
        table = next(block for block in one.sheets[0].blocks if isinstance(block, Table))
        return [column.head for column in table.columns]

    assert heads(kelurahan["1.2"]) == [
        "No.",
        "Nama",
        "Lembaga/Instansi",
        "Alamat dan Nomor telepon",
        "L/P",
        "Tanda tangan",
    ]
    assert heads(kecamatan["2.2"])[3] == "Alamat dan Nomor telpon"
    assert heads(kelurahan["1.3"]) == heads(kecamatan["2.5"]) == [
        "No.", "Nama", "Laki-laki", "Perempuan", "Usia", "Alamat dan Nomor Telpon", "Pekerjaan/Profesi",
        "Kelompok/Unsur", "Keterangan",
    ]  # fmt: skip
    tables = [
        next(b for b in one.sheets[0].blocks if isinstance(b, Table)) for one in (kelurahan["1.3"], kecamatan["2.5"])
    ]
    assert [table.numbered for table in tables] == [False, True]
    assert tables[0].total[:2] == (None, "Total")
    assert [row[0] for row in tables[0].rows] == ["1.", "2.", "3.", "4.", "5."]
    present = next(block for block in kelurahan["1.2"].sheets[0].blocks if isinstance(block, Table))
    assert [row[1] for row in present.rows] == ["Sumiati", "Bagus", None, None, None]
    assert kelurahan["1.2"].is_landscape is False
    assert kelurahan["1.3"].is_landscape is kecamatan["2.5"].is_landscape is True


def test_what_is_stored_is_read_back_the_same(world: World) -> None:
    papers = [*of(district(world)), *of(Forum.objects.get(region__name="Mawar"))]
    for one in papers:
        assert paper.read(one.canonical()) == one
        assert paper.read(one.canonical()).canonical() == one.canonical()


def test_a4_is_narrower_than_f4() -> None:
    one = Paper("x", "X", (Sheet("", ("X",), ()),))
    wide, narrow = (pdf.render([Print(size, NOW)])[0] for size in (one, replace(one, size="a4")))
    assert b"609.4" in wide  # 215 mm
    assert b"595.2" in narrow  # 210 mm
