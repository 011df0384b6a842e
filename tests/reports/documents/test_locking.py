"""What a closing locks stays as it was: stored words, hashes, files, versions."""

import json
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import Error, transaction

from proposals.models import Proposal
from reports import actions
from reports.documents import forms, locked, pdf
from reports.documents.pdf import Print
from reports.models import Document, StoredFile
from rounds.actions import closing, scanning
from rounds.models import Forum
from tests.reports.pdfs import code_address, is_tagged
from tests.rounds.town import act, closed, complete, opened, planned
from tests.world import NOW, World

PAGE = "/kantor/forum/{}/dokumen/{}"


def noting(seen: list[Print]) -> Callable[[Sequence[Print]], list[bytes]]:
    """Take what would be printed instead of printing it."""

    def render(prints: Sequence[Print]) -> list[bytes]:
        seen.extend(prints)
        return [b"%PDF-"] * len(prints)

    return render


def test_a_closing_locks_every_form_in_its_transaction(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    forum = complete(world, opened(world))
    assert not Document.objects.exists()

    def broken(*_: object) -> None:
        raise ValidationError("Dokumen tidak dapat dibuat.")

    with monkeypatch.context() as patch:
        patch.setattr(forms, "papers_of", broken)
        with pytest.raises(ValidationError):
            closing.close_forum(forum, by=world.offices["lurah"], at=NOW)
    assert Forum.objects.get(pk=forum.pk).status == Forum.Status.OPEN
    closing.close_forum(forum, by=world.offices["lurah"], at=NOW)
    found = list(Document.objects.filter(forum=forum).order_by("code"))
    assert [(one.code, one.version) for one in found] == [
        *((f"1.{n}", 1) for n in range(1, 6)),
        ("belum-disepakati", 1),
    ]
    for one in found:
        assert sha256(one.text.encode()).hexdigest() == one.digest
        said = json.loads(one.text)
        assert (said["dokumen"], said["forum"], said["versi"], said["oleh"]) == (
            one.code,
            forum.number,
            1,
            "Lurah Mawar",
        )


def test_a_nil_forum_has_a_berita_acara_that_says_so(world: World) -> None:
    forum = planned(world)
    closing.nil_forum(forum, reason="Tidak ada warga yang datang", **act(world, "lurah"))
    assert "Usulan nihil: Tidak ada warga yang datang;" in Document.objects.get(forum=forum, code="1.1").text


def test_a_locked_paper_never_changes(world: World) -> None:
    forum = closed(world)
    client, address = world.client("lurah"), PAGE.format(forum.number, "1.4.pdf")
    first = client.get(address).content
    assert is_tagged(first)
    Proposal.objects.update(title="Judul lain", address="Alamat lain")
    Forum.objects.filter(pk=forum.pk).update(chair="Orang lain")
    assert client.get(address).content == first
    assert b"Judul lain" not in client.get(PAGE.format(forum.number, "1.4.xlsx")).content
    stored = StoredFile.objects.get(document__code="1.4", document__forum=forum)
    assert (stored.digest, stored.size) == (sha256(first).hexdigest(), len(first))


@pytest.mark.postgres
@pytest.mark.parametrize("change", ["document", "file", "delete_document", "delete_file"])
def test_the_database_refuses_to_change_a_locked_paper(world: World, change: str) -> None:
    document = Document.objects.filter(forum=closed(world)).earliest("pk")
    stored = actions.keep_file(document, b"%PDF-", at=NOW)
    acts = {
        "document": lambda: Document.objects.filter(pk=document.pk).update(text="{}"),
        "file": lambda: StoredFile.objects.filter(pk=stored.pk).update(digest="0"),
        "delete_document": lambda: Document.objects.filter(pk=document.pk)._raw_delete("default"),
        "delete_file": lambda: StoredFile.objects.filter(pk=stored.pk)._raw_delete("default"),
    }
    with pytest.raises(Error, match="terkunci"), transaction.atomic():
        acts[change]()


def test_the_first_print_is_kept_and_the_second_gets_it(world: World) -> None:
    document = Document.objects.filter(forum=closed(world)).earliest("pk")
    assert actions.keep_file(document, b"satu", at=NOW) == actions.keep_file(document, b"dua", at=NOW)
    assert StoredFile.objects.get().content() == b"satu"


def test_a_changed_list_becomes_the_next_version_and_the_first_stays(world: World) -> None:
    forum = closed(world)
    before = Document.objects.get(forum=forum, code="1.4")
    assert actions.lock_papers(forum, world.offices["lurah"], NOW) == []
    Proposal.objects.filter(agency=world.agencies["melati"]).update(target_group="Warga RW 09")
    made = actions.lock_papers(forum, world.offices["lurah"], NOW)
    assert [(one.code, one.version) for one in made] == [("1.4", 2)]
    page = world.client("lurah").get(PAGE.format(forum.number, "")).content.decode()
    assert "Versi 2" in page
    assert "1.4.pdf?versi=1" in page
    client = world.client("lurah")
    old = client.get(PAGE.format(forum.number, "1.4.pdf") + "?versi=1").content
    assert old != client.get(PAGE.format(forum.number, "1.4.pdf")).content
    assert client.get(PAGE.format(forum.number, "1.4.pdf") + "?versi=7").status_code == 404
    public = world.client("publik").get(before.get_absolute_url()).content.decode()
    assert "Ada versi yang lebih baru" in public
    assert made[0].get_absolute_url() in public


def test_the_qr_leads_to_a_public_page_with_both_hashes_and_no_person(world: World) -> None:
    forum = closed(world)
    document = Document.objects.get(forum=forum, code="1.2")
    client = world.client("publik")
    assert "belum pernah dicetak" in client.get(document.get_absolute_url()).content.decode()
    printed = world.client("lurah").get(PAGE.format(forum.number, "1.2.pdf")).content
    page = client.get(document.get_absolute_url()).content.decode()
    for said in ("Form 1.2, daftar hadir", forum.title, document.digest, sha256(printed).hexdigest(), "Lurah Mawar"):
        assert said in page
    assert "Sumiati" not in page


def test_the_foot_of_a_print_holds_the_address_that_its_qr_holds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    forum = closed(world)
    seen: list[Print] = []
    monkeypatch.setattr(pdf, "render", noting(seen))
    world.client("lurah").get(PAGE.format(forum.number, "1.1.pdf"))
    document = Document.objects.get(forum=forum, code="1.1")
    assert seen[0].address == f"http://testserver/dokumen/{document.digest}/"
    assert seen[0].address in " ".join(seen[0].foot)
    assert seen[0].mark == ""
    monkeypatch.undo()
    assert code_address(pdf.render(seen)[0]) == seen[0].address


def test_an_unknown_hash_gets_a_calm_sentence(world: World) -> None:
    answer = world.client("publik").get(f"/dokumen/{'a' * 64}/")
    assert answer.status_code == 404
    assert "Dokumen ini tidak tercatat" in answer.content.decode()
    assert world.client("publik").get("/dokumen/bukan-sidik/").status_code == 404


def test_a_draft_shows_the_order_as_it_stands_and_is_marked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    forum = opened(world)
    seen: list[Print] = []
    monkeypatch.setattr(pdf, "render", noting(seen))
    world.client("lurah").get(PAGE.format(forum.number, "1.4.pdf"))
    assert seen[0].mark == "DRAF"
    assert "Draf, belum dikunci." in seen[0].foot[1]
    assert seen[0].address == ""
    drafted = seen[0].paper
    complete(world, forum)
    closing.close_forum(forum, by=world.offices["lurah"], at=NOW)
    assert locked.paper_in(Document.objects.get(forum=forum, code="1.4").text) == drafted


def test_the_zip_of_a_closed_forum_holds_its_signed_scans(world: World) -> None:
    forum = closed(world)
    scanning.keep_scan(
        forum, ContentFile(b"%PDF-1.4 %%EOF", name="pindaian.pdf"), kind="berita_acara", **act(world, "lurah")
    )
    content = world.client("lurah").get(PAGE.format(forum.number, "semua.zip")).content
    with ZipFile(BytesIO(content)) as found:
        assert found.read("pindaian/1-berita_acara.pdf") == b"%PDF-1.4 %%EOF"
        assert len(found.namelist()) == 13
        stored = found.read(next(name for name in found.namelist() if re.match(r"form-1\.1-.*\.pdf", name)))
    assert StoredFile.objects.get(document__code="1.1").digest == sha256(stored).hexdigest()
