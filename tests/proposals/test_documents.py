"""Files that the kamus asks for: read by their content, kept under our own name, handed out to those who work on it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from proposals import actions
from proposals.documents import BROKEN, NOT_A_DOCUMENT, label_of, read_document
from proposals.models import Document, Proposal
from proposals.photos import MAX_BYTES
from tests.permissions import said, table
from tests.world import NOW, World

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def picture(kind: str, size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, 120).save(out, kind, **more)
    return out.getvalue()


def upload(content: bytes, name: str = "surat.pdf", kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def pdf() -> ContentFile[bytes]:
    return ContentFile(PDF, name="berkas.pdf")


def paper(world: World, proposal: Proposal, **more: Any) -> Document:
    return actions.documents.add_document(
        proposal, pdf(), label="Surat domisili", by=world.offices["rw"], at=NOW, **more
    )


def test_a_pdf_is_kept_as_it_is_and_a_picture_is_drawn_anew() -> None:
    kept = read_document(upload(PDF))
    assert (kept.name, kept.read()) == ("berkas.pdf", PDF)
    comment = b"<script>alert(1)</script>"
    for kind in ("JPEG", "PNG"):
        drawn = read_document(upload(picture(kind) + comment, "surat.pdf"))
        content = drawn.read()
        assert drawn.name == "berkas.jpg"
        assert content.startswith(b"\xff\xd8\xff")
        assert comment not in content


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", NOT_A_DOCUMENT),
        (b"<html><script>alert(1)</script>", NOT_A_DOCUMENT),
        (b"<svg onload=alert(1)>", NOT_A_DOCUMENT),
        (b"MZ\x90\x00 program", NOT_A_DOCUMENT),
        (b"PK\x03\x04 docx", NOT_A_DOCUMENT),
        (b"\n%PDF-1.4 %%EOF", NOT_A_DOCUMENT),
        (picture("GIF"), NOT_A_DOCUMENT),
        (picture("TIFF"), NOT_A_DOCUMENT),
        (picture("BMP"), NOT_A_DOCUMENT),
        (picture("WEBP"), NOT_A_DOCUMENT),
        (picture("JPEG")[:40], NOT_A_DOCUMENT),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, NOT_A_DOCUMENT),
        (b"%PDF-1.4 cut off", BROKEN),
        (b"%PDF-1.4 %%EOF" + b"\0" * 5000, BROKEN),
    ],
)
def test_what_is_no_document_gets_one_clear_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_document(upload(content))
    assert refused.value.messages == [sentence]


def test_a_file_above_ten_megabytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValidationError) as refused:
        read_document(upload(PDF + b"\0" * MAX_BYTES))
    assert refused.value.messages == ["Berkas terlalu besar (11 MB). Pilih berkas di bawah 10 MB."]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("surat domisili.pdf", "surat domisili.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("a\0b.pdf", "ab.pdf"),
        ("surat\u202egpj.exe", "suratgpj.exe"),
        (".htaccess", "htaccess"),
        ("", "Berkas"),
        ("x" * 300, "x" * 80),
        ("KTP 3573012345678901.pdf", "KTP [NIK ditutup].pdf"),
        ("<svg onload=alert(1)>.pdf", "<svg onload=alert(1)>.pdf"),
    ],
)
def test_a_hostile_name_becomes_a_harmless_label(name: str, label: str) -> None:
    assert label_of(name) == label


def test_it_is_stored_under_our_own_name_with_its_digest(world: World) -> None:
    found = paper(world, world.draft())
    assert str(found.file.name) == f"berkas/{found.public_id.hex[:2]}/{found.public_id.hex}.pdf"
    assert (found.size, len(found.digest)) == (len(PDF), 64)


def test_a_draft_takes_files_and_a_sent_usulan_does_not(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    draft = world.draft()
    found = paper(world, draft)
    storage, name = found.file.storage, str(found.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.documents.remove_document(found, by=world.offices["rw"], at=NOW)
    assert not Document.objects.exists()
    assert not storage.exists(name)
    kept = paper(world, draft)
    world.send(draft)
    with pytest.raises(ValidationError, match="terkunci"):
        paper(world, draft)
    with pytest.raises(ValidationError, match="sudah dikirim tidak dapat dihapus"):
        actions.documents.remove_document(kept, by=world.offices["rw"], at=NOW)
    assert paper(world, draft, kind=Document.Kind.EVIDENCE).pk


def test_a_usulan_carries_a_dozen_files_at_most(world: World) -> None:
    draft = world.draft()
    for _ in range(actions.documents.MOST):
        paper(world, draft)
    with pytest.raises(ValidationError, match="Berkas paling banyak 12"):
        paper(world, draft)


DRAFT_AND_SENT = """
                  draf    terkirim
    publik        masuk   masuk
    rt            404     404
    rw            boleh   boleh
    lembaga       404     404
    pendamping    boleh   boleh
    kelurahan     boleh   boleh
    lurah         boleh   boleh
    kecamatan     boleh   boleh
    camat         boleh   boleh
    opd           404     boleh
    kepala_opd    404     boleh
    mitra         404     boleh
    bappeda       boleh   boleh
    tapd          404     404
    dprd          404     404
    pimpinan      404     404
"""


def test_only_offices_that_work_on_a_usulan_read_its_files(world: World) -> None:
    papers = {"draf": paper(world, world.draft(item="paving"))}
    sent = world.draft(item="paving")
    papers["terkirim"] = paper(world, sent)
    world.send(sent)
    for role, door, word in table(DRAFT_AND_SENT):
        answer: Any = world.client(role).get(papers[door].get_absolute_url())
        assert said(answer) == word, (role, door)
        if answer.streaming:
            b"".join(answer.streaming_content)
    for stranger in ("rw_tetangga", "lurah_tetangga", "camat_tetangga"):
        assert world.client(stranger).get(papers["terkirim"].get_absolute_url()).status_code == 404


def test_a_pdf_is_a_download_and_a_picture_a_picture(world: World) -> None:
    draft = world.draft()
    drawn = actions.documents.add_document(
        draft, read_document(upload(picture("PNG"))), label="Foto kegiatan", by=world.offices["rw"], at=NOW
    )
    for found, kind, disposition in (
        (paper(world, draft), "application/pdf", "attachment"),
        (drawn, "image/jpeg", "inline"),
    ):
        answer: Any = world.client("rw").get(found.get_absolute_url())
        assert answer["Content-Type"] == kind
        assert answer["Content-Disposition"].startswith(f"{disposition}; filename=")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        b"".join(answer.streaming_content)


def test_a_file_that_is_gone_from_the_disk_is_not_found(world: World, client: Client) -> None:
    found = paper(world, world.draft())
    found.file.storage.delete(str(found.file.name))
    assert world.client("rw").get(reverse("berkas", args=[found.public_id])).status_code == 404
