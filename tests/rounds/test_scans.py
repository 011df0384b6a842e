"""Signed papers of a forum: what is taken in, what is refused, who reads them, and that nothing is published before."""

import zlib
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from PIL import Image

from proposals.models import Event
from proposals.photos import MAX_PIXELS
from rounds import actions, scanned
from rounds.models import Forum, Round, Scan
from rounds.scanned import read_scan
from tests.counting import queries
from tests.rounds import counted, town
from tests.rounds.counted import PDF, act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db


def picture(width: int = 1200, height: int = 1700, kind: str = "JPEG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, kind)
    return out.getvalue()


def packed(inside: bytes, name: bytes = b"/ObjStm") -> bytes:
    """A PDF with one packed object."""
    head = b"<< /Type %b /Filter /FlateDecode >>\nstream\n" % name
    return b"%PDF-1.5\n1 0 obj\n" + head + zlib.compress(inside) + b"\nendstream endobj\n%%EOF"


@pytest.mark.parametrize(
    ("content", "name"),
    [(PDF, "pindaian.pdf"), (packed(b"<< /Type /Page >>"), "pindaian.pdf"), (picture(), "pindaian.jpg")],
    ids=["pdf", "packed pdf", "jpg"],
)
def test_a_scan_keeps_its_bytes_under_our_own_name(content: bytes, name: str) -> None:
    found = read_scan(ContentFile(content, name="../berita\u202eacara.exe"))
    assert (found.name, found.read()) == (name, content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\x00", "bukan PDF atau JPG"),
        (picture(kind="PNG"), "bukan PDF atau JPG"),
        (b"", "bukan PDF atau JPG"),
        (b"<html>%PDF-1.4 %%EOF", "bukan PDF atau JPG"),
        (PDF[:40], "rusak atau tidak lengkap"),
        (picture()[:900], "rusak atau tidak lengkap"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"), "skrip, lampiran"),
        (PDF.replace(b"/Catalog", b"/Catalog /S /J#61va#53cript"), "skrip, lampiran"),
        (PDF.replace(b"/Catalog", b"/Catalog /S /Launch /F (cmd.exe)"), "skrip, lampiran"),
        (PDF.replace(b"/Catalog", b"/Names << /EmbeddedFiles 3 0 R >>"), "skrip, lampiran"),
        (packed(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "skrip, lampiran"),
        (packed(b"<< /S /JavaScript >>", b"/Obj#53tm"), "skrip, lampiran"),
        (packed(b"")[:60] + b" endstream %%EOF", "terkunci atau tidak dapat diperiksa"),
        (PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"), "terkunci atau tidak dapat diperiksa"),
    ],
)
def test_what_is_no_plain_scan_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(ValidationError, match=said) as refused:
        read_scan(ContentFile(content, name="pindaian.pdf"))
    assert len(refused.value.messages) == 1


def test_large_files_pixels_and_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match=r"terlalu besar \(21 MB\)"):
        read_scan(ContentFile(PDF + b" " * scanned.MAX_BYTES, name="a.pdf"))
    monkeypatch.setitem(MAX_PIXELS, "JPEG", 1_000_000)
    with pytest.raises(ValidationError, match="juta piksel"):
        read_scan(ContentFile(picture(), name="a.jpg"))
    monkeypatch.setattr(scanned, "MAX_PACKED", 1_000_000)
    with pytest.raises(ValidationError, match="tidak dapat diperiksa"):
        read_scan(ContentFile(packed(b" " * 2_000_000), name="a.pdf"))


@pytest.fixture
def closed(world: World) -> Forum:
    return town.closed(world)


def uploaded(**more: Any) -> dict[str, Any]:
    content = more.pop("content", PDF)
    return {"kind": "berita_acara", "remark": "", "file": SimpleUploadedFile("BA 01.pdf", content), **more}


def test_a_scan_is_kept_as_it_came_and_handed_out_as_a_download(closed: Forum, world: World) -> None:
    page, client = reverse("forum-pindaian", args=[closed.number]), world.client("kelurahan")
    answer = client.post(page, uploaded(), follow=True)
    assert "Pindaian tersimpan." in answer.content.decode()
    scan = Scan.objects.get(forum=closed)
    assert (scan.size, scan.digest) == (len(PDF), sha256(PDF).hexdigest())
    assert scan.digest in client.get(reverse("forum-satu", args=[closed.number])).content.decode()
    got = client.get(scan.get_absolute_url())
    assert b"".join(got.streaming_content) == PDF  # type: ignore[attr-defined]
    assert got["Content-Disposition"].startswith("attachment;")
    assert (got["X-Content-Type-Options"], got["Cache-Control"]) == ("nosniff", "private, no-store")
    body = Event.objects.on_subject(closed.cycle, f"forum:{closed.number}").last().body  # type: ignore[union-attr]
    assert (body["fields"], body["sidik"]) == (["pindaian"], scan.digest)
    Path(scan.file.path).unlink()
    assert client.get(scan.get_absolute_url()).status_code == 404
    assert world.client("rw").get(scan.get_absolute_url()).status_code == 404
    assert world.client("opd").get(scan.get_absolute_url()).status_code == 404
    assert world.client("mitra").get(scan.get_absolute_url()).status_code == 403
    assert world.client("publik").get(scan.get_absolute_url())["Location"].startswith("/masuk/")


def test_a_better_scan_takes_the_place_of_one_and_both_stay(closed: Forum, world: World) -> None:
    first = counted.sign(world, closed)
    better: dict[str, Any] = {"content": PDF + b"\n", "replaces": first}
    with pytest.raises(ValidationError, match="alasan penggantian"):
        counted.sign(world, closed, **better)
    with pytest.raises(ValidationError, match="isinya lain"):
        counted.sign(world, closed, **better, kind="lain", remark="Halaman dua tidak terbaca.")
    second = counted.sign(world, closed, **better, remark="Halaman dua tidak terbaca.")
    assert list(Scan.objects.signed_minutes(closed)) == [second]
    with pytest.raises(ValidationError, match="sudah diganti"):
        counted.sign(world, closed, content=PDF + b" ", replaces=first, remark="Halaman dua tidak terbaca.")
    with pytest.raises(ValidationError, match="sama sudah diunggah"):
        counted.sign(world, closed)
    html = world.client("lurah").get(reverse("forum-pindaian", args=[closed.number])).content.decode()
    assert "sudah diganti" in html
    assert first.digest in html


@pytest.mark.postgres
def test_a_scan_is_never_changed_or_deleted(closed: Forum, world: World) -> None:
    counted.sign(world, closed)
    acts: tuple[Callable[[], object], ...] = (
        lambda: Scan.objects.update(digest="0" * 64),
        lambda: Scan.objects.all()._raw_delete("default"),
    )
    for changing in acts:
        with pytest.raises(DatabaseError, match="pindaian tidak dapat diubah"), transaction.atomic():
            changing()


def test_a_refused_upload_says_why_and_keeps_what_was_typed(closed: Forum, world: World) -> None:
    page, client = reverse("forum-pindaian", args=[closed.number]), world.client("kelurahan")
    answer = client.post(page, uploaded(content=b"MZ", remark="Halaman 1 sampai 4"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "bukan PDF atau JPG" in html
    assert "Halaman 1 sampai 4" in html
    assert "Pilih berkasnya." in client.post(page, {"kind": "lain"}).content.decode()
    assert "Pilih isi pindaian." in client.post(page, uploaded(kind="surat")).content.decode()
    first = counted.sign(world, closed)
    again = client.post(page, uploaded(content=PDF + b" ", replaces=str(first.public_id)))
    assert "alasan penggantian" in again.content.decode()
    assert world.client("kecamatan").post(page, uploaded()).status_code == 403
    assert Scan.objects.count() == 1


def test_a_running_forum_takes_no_scan_and_none_has_more_than_forty(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    forum = town.opened(world)
    with pytest.raises(ValidationError, match="sesudah forum atau putarannya ditutup"):
        counted.sign(world, forum)
    page = world.client("lurah").get(reverse("forum-pindaian", args=[forum.number])).content.decode()
    assert "sesudah forum atau putarannya ditutup" in page
    assert "Simpan pindaian" not in page
    town.complete(world, forum)
    actions.closing.close_forum(forum, **act(world))
    monkeypatch.setattr(actions.scanning, "MOST", 1)
    counted.sign(world, forum)
    with pytest.raises(ValidationError, match="paling banyak 1 berkas"):
        counted.sign(world, forum, content=PDF + b" ")


def test_a_round_is_published_only_with_its_signed_berita_acara(world: World) -> None:
    round_ = counted.in_forum(world)
    actions.settling.close_round(round_, **act(world))
    client, page = world.client("lurah"), reverse("putaran", args=[round_.code])
    html = client.get(page).content.decode()
    assert "Unggah pindaian berita acara yang sudah ditandatangani." in html
    assert "Simpan pindaian" in html
    assert "Terbitkan berkas" not in html
    with pytest.raises(ValidationError, match="Unggah pindaian berita acara"):
        actions.publishing.publish(fresh(round_), by=None, at=counted.AFTER)
    counted.sign(world, round_.forum, kind="daftar_hadir")
    assert fresh(round_).status == Round.Status.CLOSED
    public = f"/putaran/{round_.code}/"
    assert "belum diunggah" in client.get(public).content.decode()
    said = uploaded(content=PDF + b"\n", putaran=round_.code)
    answer = client.post(reverse("forum-pindaian", args=[round_.forum.number]), said)
    assert answer["Location"] == page
    assert "Terbitkan berkas" in client.get(page).content.decode()
    actions.publishing.publish(fresh(round_), by=None, at=counted.AFTER)
    digest = sha256(PDF + b"\n").hexdigest()
    assert Event.objects.get(body__langkah="diterbitkan").body["pindaian"] == [digest]
    assert digest in world.client("publik").get(public).content.decode()


def test_few_and_many_scans_ask_the_same_of_the_database(closed: Forum, world: World) -> None:
    pages = [reverse(name, args=[closed.number]) for name in ("forum-pindaian", "forum-satu")]
    counted.sign(world, closed)
    client = world.client("lurah")
    few = [queries(client, page) for page in pages]
    for n in range(5):
        counted.sign(world, closed, content=PDF + b" " * (n + 1))
    assert [queries(client, page) for page in pages] == few
