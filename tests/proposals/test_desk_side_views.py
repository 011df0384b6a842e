"""Beside a decision: undo, questions with owners, Ditunda, colleagues and notes; and the page of those who answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from proposals import actions
from proposals.actions.readiness import open_obstacle
from proposals.models import DeskNote, Document, Obstacle, Proposal
from proposals.photos import MAX_BYTES
from proposals.statuses import Status
from tests.counting import queries
from tests.permissions import said, table
from tests.proposals.test_documents import PDF, upload
from tests.world import NOW, TODAY, World

DAY = f"{TODAY + timedelta(days=9):%Y-%m-%d}"

MAY = """
               urungkan  catat  tugaskan  tanyakan  tunda  kesiapan
    publik     masuk     masuk  masuk     masuk     masuk  masuk
    rt         tidak     tidak  tidak     tidak     tidak  boleh
    rw         tidak     tidak  tidak     tidak     tidak  boleh
    lembaga    tidak     tidak  tidak     tidak     tidak  boleh
    pendamping tidak     tidak  tidak     tidak     tidak  tidak
    kelurahan  boleh     boleh  boleh     boleh     boleh  boleh
    lurah      boleh     boleh  boleh     boleh     boleh  boleh
    kecamatan  tidak     boleh  boleh     boleh     tidak  boleh
    camat      tidak     boleh  boleh     boleh     tidak  boleh
    opd        tidak     tidak  tidak     tidak     tidak  boleh
    kepala_opd tidak     tidak  tidak     tidak     tidak  boleh
    mitra      tidak     boleh  boleh     boleh     tidak  boleh
    bappeda    tidak     boleh  boleh     boleh     tidak  tidak
    tapd       tidak     tidak  tidak     tidak     tidak  tidak
    dprd       tidak     tidak  tidak     tidak     tidak  tidak
    pimpinan   tidak     tidak  tidak     tidak     tidak  tidak
"""


UNDO = "data-undo"


def ask(world: World, proposal: Proposal, **more: Any) -> Obstacle:
    fields: dict[str, Any] = {"kind": "lahan", "text": "Status lahan belum diketahui.", "owner": "kelurahan", **more}
    by = world.offices["kelurahan"]
    return open_obstacle(proposal, due_on=TODAY + timedelta(days=9), by=by, at=NOW, **fields)


def post(world: World, row: str, proposal: Proposal, act: str, **data: Any) -> Any:
    return world.client(row).post(reverse("meja-sisi", args=[proposal.number, act]), data)


@pytest.mark.parametrize(("row", "door", "answer"), table(MAY))
def test_who_acts_beside_a_decision(world: World, row: str, door: str, answer: str) -> None:
    proposal = world.sent()
    ask(world, proposal)
    client = world.client(row)
    if door == "kesiapan":
        assert said(client.get(reverse("kesiapan"))) == answer
    elif door == "urungkan":
        assert said(client.post(reverse("urungkan", args=[proposal.number]))) == answer
    else:
        data: dict[str, dict[str, Any]] = {
            "catat": {"text": "Tanyakan lahannya."},
            "tugaskan": {"to": ""},
            "tanyakan": {"kind": "ukuran", "text": "Panjang belum diukur.", "owner": "pengusul", "due_on": DAY},
            "tunda": {"reason": "Menunggu kejelasan lahan.", "review_on": DAY, "version": proposal.version},
        }
        assert said(post(world, row, proposal, door, **data[door])) == answer


def test_the_desk_undoes_what_it_has_just_decided(world: World) -> None:
    proposal = world.sent()
    client = world.client("kelurahan")
    url = reverse("putuskan", args=[proposal.number])
    assert client.post(url, {"outcome": "terima", "version": proposal.version}).status_code == 302
    assert UNDO in client.get(url).content.decode()
    assert client.post(reverse("urungkan", args=[proposal.number])).status_code == 302
    proposal.refresh_from_db()
    assert proposal.status == Status.SUBMITTED
    page = client.post(reverse("urungkan", args=[proposal.number]), follow=True).content.decode()
    assert "sudah ada langkah lain" in page
    assert UNDO not in page


def test_a_refused_hold_keeps_what_was_typed(world: World) -> None:
    proposal = world.sent()
    page = post(world, "kelurahan", proposal, "tunda", reason="Menunggu surat hibah.", review_on=DAY, version=0)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Menunggu surat hibah." in text
    assert "baru saja" in text or "Ditunda hanya bila" in text


def test_a_held_usulan_waits_for_others_until_its_day(world: World) -> None:
    proposal = world.sent()
    ask(world, proposal)
    data = {"reason": "Menunggu kejelasan lahan.", "review_on": DAY, "version": proposal.version}
    assert post(world, "kelurahan", proposal, "tunda", **data).status_code == 302
    client = world.client("kelurahan")
    assert proposal.title in client.get("/kantor/usulan-masuk/?tab=menunggu").content.decode()
    assert "Semua usulan yang masuk sudah diperiksa." in client.get("/kantor/usulan-masuk/").content.decode()


def test_tabs_count_ones_own_and_what_is_late(world: World) -> None:
    proposal = world.sent()
    Proposal.objects.filter(pk=proposal.pk).update(status_at=NOW - timedelta(days=8))
    post(world, "kelurahan", proposal, "tugaskan", to=world.offices["lurah"].pk)
    page = world.client("lurah").get("/kantor/usulan-masuk/?tab=saya").content.decode()
    assert "Milik saya 1" in page
    assert "Terlambat 1" in page
    assert "Milik saya 0" in world.client("kelurahan").get("/kantor/usulan-masuk/").content.decode()


def test_notes_stay_at_their_desk(world: World) -> None:
    proposal = world.sent()
    assert post(world, "lurah", proposal, "catat", text="Tanyakan hibahnya.").status_code == 302
    assert (
        "Tanyakan hibahnya."
        in world.client("kelurahan").get(reverse("putuskan", args=[proposal.number])).content.decode()
    )
    assert "Tulis catatannya dulu." in post(world, "lurah", proposal, "catat", text=" ").content.decode()
    assert DeskNote.objects.count() == 1


def test_an_unknown_act_is_no_page(world: World) -> None:
    assert world.client("kelurahan").get(reverse("meja-sisi", args=[world.sent().number, "hapus"])).status_code == 404


def test_the_owner_answers_and_others_do_not_find_it(world: World) -> None:
    obstacle = ask(world, world.sent())
    url = reverse("kesiapan-selesai", args=[obstacle.pk])
    for row in ("rw", "opd", "kecamatan", "lurah_tetangga"):
        assert world.client(row).get(url).status_code == 404, row
    client = world.client("kelurahan")
    assert "Status lahan belum diketahui." in client.get(reverse("kesiapan")).content.decode()
    assert "paling sedikit 10 huruf" in client.post(url, {"result": "ya"}).content.decode()
    data = {"result": "Tanah milik pemerintah kota.", "land_status": "aset_pemkot"}
    assert client.post(url, data).status_code == 302
    assert "Tidak ada yang menunggu Anda." in client.get(reverse("kesiapan")).content.decode()


def test_a_file_proves_how_it_was_cleared_and_the_desk_reads_it(world: World) -> None:
    proposal = world.sent()
    obstacle = ask(world, proposal)
    url, data = reverse("kesiapan-selesai", args=[obstacle.pk]), {"result": "Tanah milik pemerintah kota."}
    for row in ("rw", "opd", "kecamatan", "lurah_tetangga"):
        assert world.client(row).post(url, {**data, "evidence": upload(PDF)}).status_code == 404, row
    assert not Document.objects.exists()
    client = world.client("kelurahan")
    assert 'enctype="multipart/form-data"' in client.get(url).content.decode()
    assert client.post(url, {**data, "evidence": upload(PDF, "sertifikat.pdf")}).status_code == 302
    obstacle.refresh_from_db()
    document = Document.objects.get()
    assert (obstacle.evidence, document.proposal, document.kind) == (document, proposal, Document.Kind.EVIDENCE)
    page = reverse("putuskan", args=[proposal.number])
    assert "Bukti: sertifikat.pdf" in client.get(page).content.decode()
    for row, status in (("rw", 200), ("kelurahan", 200), ("lurah_tetangga", 404)):
        answer: Any = world.client(row).get(document.get_absolute_url())
        assert answer.status_code == status, row
        if answer.streaming:
            b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("content", "result", "sentence"),
    [
        (b"MZ program", "Tanah milik kota, sesuai sertifikat.", "bukan PDF, JPG, atau PNG"),
        (PDF + b"\0" * MAX_BYTES, "Tanah milik kota, sesuai sertifikat.", "Pilih berkas di bawah 10 MB"),
        (PDF, "Milik", "paling sedikit 10 huruf"),
    ],
)
def test_a_refused_proof_leaves_what_was_typed_and_stores_nothing(
    world: World, content: bytes, result: str, sentence: str
) -> None:
    obstacle = ask(world, world.sent())
    data = {"result": result, "land_status": "aset_pemkot", "evidence": upload(content)}
    page = world.client("kelurahan").post(reverse("kesiapan-selesai", args=[obstacle.pk]), data).content.decode()
    assert sentence in page
    assert f'value="{result}"' in page
    assert '<option value="aset_pemkot" selected>' in page
    obstacle.refresh_from_db()
    assert (obstacle.cleared_at, Document.objects.count()) == (None, 0)


def test_a_group_answers_what_it_was_asked(world: World) -> None:
    obstacle = ask(world, world.sent(), kind="ukuran", text="Panjang belum diukur.", owner="pengusul")
    url = reverse("kesiapan-selesai", args=[obstacle.pk])
    assert world.client("rw").post(url, {"result": "Panjangnya 120 meter."}).status_code == 302
    assert world.client("rw_tetangga").get(url).status_code == 404


@pytest.mark.parametrize("url", ["/kantor/kesiapan/", "/kantor/usulan-masuk/"])
def test_many_do_not_ask_more(world: World, url: str) -> None:
    world.cycle.quotas.all().delete()

    def count() -> int:
        return queries(world.client("kelurahan"), url)

    def fill(number: int) -> None:
        for _ in range(number):
            ask(world, world.sent())

    fill(3)
    few = count()
    fill(12)
    assert count() == few


def test_the_desks_page_asks_as_much_for_many_questions(world: World) -> None:
    proposal = world.sent()
    url = reverse("putuskan", args=[proposal.number])

    def count() -> int:
        return queries(world.client("kelurahan"), url)

    ask(world, proposal)
    post(world, "lurah", proposal, "catat", text="Satu catatan.")
    few = count()
    for kind in ("ukuran", "kondisi", "dokumen"):
        ask(world, proposal, kind=kind)
    for number in range(5):
        post(world, "lurah", proposal, "catat", text=f"Catatan {number}.")
    assert count() == few


def test_undo_is_not_offered_where_nothing_was_decided(world: World) -> None:
    proposal = actions.deciding.accept(
        world.sent(), by=world.offices["kelurahan"], at=NOW - timedelta(minutes=30), expected=None
    )
    page = world.client("kelurahan").get(reverse("putuskan", args=[proposal.number])).content.decode()
    assert UNDO not in page
