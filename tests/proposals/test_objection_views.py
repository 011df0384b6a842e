"""Keberatan on screen: the group sees the way and its deadline, the level above answers, everybody reads both."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from proposals.actions.objecting import object_to
from proposals.models import Objection, Proposal
from proposals.statuses import Status
from tests.proposals.on_desk import LATER, days, fresh, rejected
from tests.world import NOW, TINY_JPEG, World

LIST = "/kantor/keberatan/"
TEXT = "Lahannya sudah dihibahkan kepada kota, suratnya ada di kelurahan."


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def refused(world: World) -> Proposal:
    """A usulan refused an hour ago."""
    proposal = rejected(world)
    Proposal.objects.filter(pk=proposal.pk).update(status_at=NOW - timedelta(hours=1))
    return fresh(proposal)


def test_the_group_objects_from_its_own_page(world: World, refused: Proposal) -> None:
    rw, address = world.client("rw"), reverse("keberatan-sampaikan", args=[refused.number])
    assert address in text(rw.get(reverse("kelompok-satu", args=[refused.group_id])))
    said = text(rw.get(address))
    assert "Paling lambat" in said
    assert "hari lagi" in said
    assert "Sekarang baru 5" in text(rw.post(address, {"text": "Tidak"}))
    assert rw.post(address, {"text": TEXT}).status_code == 302
    objection = Objection.objects.get()
    assert (objection.on_paper, objection.letter) == (False, None)
    public = text(world.client("publik").get(reverse("usulan", args=[refused.number])))
    assert TEXT in public
    assert "Dijawab Kecamatan Melati paling lambat" in public
    assert address not in text(rw.get(reverse("kelompok-satu", args=[refused.group_id])))
    assert "hanya sekali" in text(rw.get(address))


def test_the_kelurahan_writes_down_what_came_on_paper(world: World, refused: Proposal) -> None:
    address = reverse("keberatan-sampaikan", args=[refused.number])
    client = world.client("kelurahan")
    assert "Catat keberatan" in text(client.get(address))
    scan = SimpleUploadedFile("surat.jpg", TINY_JPEG, content_type="image/jpeg")
    assert client.post(address, {"text": TEXT, "letter": scan}).status_code == 302
    objection = Objection.objects.get()
    assert objection.on_paper
    assert objection.letter is not None
    assert "Buka surat keberatan" in text(world.client("camat").get(reverse("keberatan-jawab", args=[refused.number])))


def test_too_late_is_said_before_anything_is_typed(world: World, refused: Proposal) -> None:
    Proposal.objects.filter(pk=refused.pk).update(status_at=days(-9))
    said = text(world.client("rw").get(reverse("keberatan-sampaikan", args=[refused.number])))
    assert "Batas keberatan sudah lewat" in said
    assert "<textarea" not in said


def test_the_kecamatan_grants_and_the_desk_sees_it_again(world: World, refused: Proposal) -> None:
    object_to(refused, text=TEXT, by=world.offices["rw"], at=LATER)
    address, camat = reverse("keberatan-jawab", args=[refused.number]), world.client("camat")
    assert address in text(camat.get(LIST))
    assert "Keberatan" in text(camat.get("/kantor/"))
    assert "Pilih dikabulkan atau tetap." in text(camat.post(address, {"answer": "Surat hibah sah."}))
    for row in ("kelurahan", "bappeda"):
        assert world.client(row).post(address, {"decision": "dikabulkan", "answer": "Sah."}).status_code == 403
    done = camat.post(address, {"decision": "dikabulkan", "answer": "Surat hibah sudah diperiksa dan sah."})
    assert done.status_code == 302
    assert fresh(refused).status == Status.SUBMITTED
    assert refused.number in text(world.client("kelurahan").get("/kantor/usulan-masuk/"))
    public = text(world.client("publik").get(reverse("usulan", args=[refused.number])))
    assert "Surat hibah sudah diperiksa dan sah." in public
    assert "Keberatan dikabulkan" in public
    again = text(camat.post(address, {"decision": "tetap", "answer": "Keputusan tetap seperti semula."}))
    assert "baru saja dijawab" in again


def test_a_late_answer_stands_in_the_list_of_who_owes_it(world: World, refused: Proposal) -> None:
    objection = object_to(refused, text=TEXT, by=world.offices["rw"], at=LATER)
    Objection.objects.filter(pk=objection.pk).update(due_on=timezone.localdate(days(-2)))
    assert "terlambat 2 hari" in text(world.client("camat").get(LIST))
    assert "1 terlambat" in text(world.client("camat").get("/kantor/"))
    assert "Menunggu jawaban kantor lain" in text(world.client("kelurahan").get(LIST))
    assert refused.number.split("-")[-1] not in text(world.client("camat_tetangga").get(LIST))


def test_private_numbers_in_an_objection_are_covered_for_the_public(world: World, refused: Proposal) -> None:
    object_to(refused, text=f"{TEXT} Hubungi 0812 3456 7890.", by=world.offices["rw"], at=LATER)
    assert "0812 3456 7890" not in text(world.client("publik").get(reverse("usulan", args=[refused.number])))


def test_the_list_asks_the_same_of_three_and_of_thirty(world: World) -> None:
    client, found = world.client("camat"), []
    for count in (3, 27):
        for _ in range(count):
            object_to(rejected(world), text=TEXT, by=world.offices["rw"], at=LATER)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        found.append(len(asked))
    assert found[0] == found[1]
