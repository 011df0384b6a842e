"""BA perubahan of one usulan: locked with the change, printed as it was, proved by its public page."""

import json
from decimal import Decimal
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from proposals.actions.amending import Field
from proposals.models import Amendment, Proposal
from reports.documents import amended
from reports.documents.paper import Lines, Signatures, Table, Text
from reports.models import Document
from tests.proposals.on_desk import fresh
from tests.proposals.test_amending import LETTER, change, locked
from tests.reports.pdfs import is_tagged
from tests.world import World


def address(one: Amendment, kind: str) -> str:
    return reverse("ba-perubahan-berkas", args=[one.pk, kind])


def test_the_paper_says_what_was_what_is_and_why(world: World) -> None:
    done = change(world, locked(world), Field.VOLUME, Decimal(100))
    found = amended.paper(done)
    sheet = found.sheets[0]
    assert sheet.label == "Bukan formulir resmi"
    assert sheet.titles == (
        "BERITA ACARA PERUBAHAN USULAN",
        f"NOMOR {LETTER['number']}",
        f"MUSRENBANG TAHUN {world.cycle.held_year} DALAM RANGKA PENYUSUNAN RKPD TAHUN {world.cycle.plan_year}",
    )
    lines = next(dict(block.rows) for block in sheet.blocks if isinstance(block, Lines))
    assert (lines["Nomor usulan"], lines["Pengusul"]) == (done.proposal.number, done.proposal.group.name)
    assert next(block.rows for block in sheet.blocks if isinstance(block, Table)) == (("Volume", "120 m²", "100 m²"),)
    said = [block.text for block in sheet.blocks if isinstance(block, Text)]
    assert f"Alasan: {LETTER['reason']}" in said
    assert "Perkiraan biaya sesudah perubahan: Rp\u00a020.000.000." in said
    signed = next(block for block in sheet.blocks if isinstance(block, Signatures))
    assert [one.above[-1] for one in signed.people] == ["RW 01,", "ADMIN BAPPEDA,"]


def test_the_change_locks_its_paper_and_a_later_one_leaves_it(world: World) -> None:
    proposal = locked(world)
    first = change(world, proposal, Field.VOLUME, Decimal(100))
    assert change(world, fresh(proposal), Field.VOLUME, Decimal(100)) == first
    document = Document.objects.get(amendment=first)
    said = json.loads(document.text)
    assert (said["usulan"], said["ba_perubahan"]) == (proposal.number, LETTER["number"])
    client = world.client("bappeda")
    printed = client.get(address(first, "pdf")).content
    assert is_tagged(printed)
    change(world, fresh(proposal), Field.ADDRESS, "Gang 7, depan musala", number="050/13")
    Proposal.objects.update(title="Judul lain")
    assert Document.objects.exclude(amendment=None).count() == 2
    assert client.get(address(first, "pdf")).content == printed
    assert b"Judul lain" not in client.get(address(first, "xlsx")).content
    page = world.client("publik").get(document.get_absolute_url()).content.decode()
    for part in ("Berita acara perubahan usulan", LETTER["number"], document.digest, sha256(printed).hexdigest()):
        assert part in page
    assert "Ada versi yang lebih baru" not in page


def test_a_paper_that_cannot_be_written_refuses_the_change(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = locked(world)

    def broken(_: Amendment) -> None:
        raise ValidationError("Dokumen tidak dapat dibuat.")

    monkeypatch.setattr(amended, "paper", broken)
    with pytest.raises(ValidationError, match="Dokumen tidak dapat dibuat"):
        change(world, proposal, Field.VOLUME, Decimal(100))
    assert fresh(proposal).current_volume == Decimal(120)


def test_offices_of_the_desk_find_it_at_the_usulan_and_others_do_not(world: World) -> None:
    proposal = locked(world)
    done = change(world, proposal, Field.VOLUME, Decimal(100))
    for row, is_linked in (("camat", True), ("rw", False), ("publik", False)):
        page = world.client(row).get(proposal.get_absolute_url()).content.decode()
        assert LETTER["number"] in page
        assert (address(done, "pdf") in page) == is_linked, row
    client = world.client("bappeda")
    assert address(done, "xlsx") in client.get(reverse("ba-perubahan")).content.decode()
    assert address(done, "pdf") in client.get(reverse("ba-perubahan-satu", args=[proposal.number])).content.decode()
