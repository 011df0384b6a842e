"""The pages of pindah, BA Desk and BA perubahan: who proposes, who decides, who locks, who amends by letter."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.actions import moving
from proposals.actions.locking import lock_desk
from proposals.models import AgencyMove, Amendment, Document, Stage
from tests.proposals.on_desk import fresh, needs_survey, planned, prioritised, rejected
from tests.world import NOW, World

MOVES, DESK, LETTERS = "/kantor/pindah/", "/kantor/ba-desk/", "/kantor/ba-perubahan/"
WHY = "Saluran ini di jalan kota, bukan di gang."


def text(response: Any) -> str:
    return str(response.content.decode())


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_kelurahan_proposes_and_mitra_decides(world: World) -> None:
    proposal = prioritised(world)
    address = reverse("pindah-satu", args=[proposal.number])
    kelurahan, mitra = world.client("kelurahan"), world.client("mitra")
    data = {"agency": world.agencies["kecamatan"].pk, "reason": WHY}
    assert "Pilih perangkat daerahnya." in text(kelurahan.post(address, {"reason": WHY}))
    assert "paling sedikit 10 huruf" in text(kelurahan.post(address, data | {"reason": "pindah"}))
    assert kelurahan.post(address, data).status_code == 302
    assert "Menunggu mitra Bappeda" in text(kelurahan.get(address))
    assert WHY in text(mitra.get(MOVES))
    assert "Tulis jawabannya" in text(mitra.post(address, {"decision": "tetap"}))
    assert mitra.post(address, {"decision": "dipindah"}).status_code == 302
    assert fresh(proposal).agency == world.agencies["melati"]
    second = world.client("bappeda").post(address, {"decision": "tetap", "answer": "Tetap saja dulu."}, follow=True)
    assert "baru saja diputuskan Mitra Bappeda" in text(second)
    assert "Pindah ke Kecamatan Melati" in text(world.client("publik").get(reverse("usulan", args=[proposal.number])))


def test_mitra_moves_at_once_and_an_ended_usulan_stays(world: World) -> None:
    proposal, ended = prioritised(world), rejected(world, item="paving")
    address = reverse("pindah-satu", args=[proposal.number])
    data = {"agency": world.agencies["kecamatan"].pk, "reason": WHY}
    assert world.client("mitra").post(address, data).status_code == 302
    assert AgencyMove.objects.get().status == AgencyMove.Status.MOVED
    assert "Tidak dapat dipindah lagi" in text(world.client("mitra").get(reverse("pindah-satu", args=[ended.number])))


def test_the_list_of_moves_asks_the_same_of_three_and_of_thirty(world: World) -> None:
    client, found = world.client("bappeda"), []
    for count in (3, 27):
        for _ in range(count):
            by = world.offices["kelurahan"]
            moving.propose_move(prioritised(world), agency=world.agencies["kecamatan"], reason=WHY, by=by, at=NOW)
            by = world.offices["bappeda"]
            moving.move_agency(prioritised(world), agency=world.agencies["kecamatan"], reason=WHY, by=by, at=NOW)
        found.append(queries(client, MOVES))
    assert found[0] == found[1]


def test_the_camat_locks_after_seeing_what_is_open(world: World) -> None:
    needs_survey(world)
    survey = planned(world)
    operator, camat = world.client("kecamatan"), world.client("camat")
    said = text(operator.get(DESK))
    assert "survei belum selesai" in said
    assert "Camat yang mengunci BA Desk." in said
    assert operator.post(DESK).status_code == 403
    assert "Selesaikan, atau tulis alasan" in text(camat.post(DESK))
    assert camat.post(DESK, {"go_on_reason": "Survei menyusul pekan depan."}).status_code == 302
    assert fresh(survey.proposal).desk_locked_at is not None
    assert "Semua usulan di meja ini sudah dikunci." in text(camat.get(DESK))
    assert camat.post(DESK).status_code == 302


def test_bappeda_reads_each_desk_and_a_closed_desk_says_so(world: World) -> None:
    proposal = prioritised(world)
    client = world.client("bappeda")
    assert proposal.number in text(client.get(DESK, {"kecamatan": "99.01.01"}))
    assert proposal.number not in text(client.get(DESK, {"kecamatan": "99.01.02"}))
    assert client.get(DESK, {"kecamatan": "99.01.77"}).status_code == 404
    assert client.post(DESK).status_code == 403
    Stage.objects.filter(kind=Stage.Kind.DESK).update(closed_at=NOW)
    assert "Tahap ini tidak terbuka" in text(world.client("camat").get(DESK))


def test_the_desk_asks_the_same_of_three_and_of_thirty(world: World) -> None:
    needs_survey(world)
    client, found = world.client("camat"), []
    for count in (3, 27):
        for _ in range(count):
            planned(world)
        found.append(queries(client, DESK))
    assert found[0] == found[1]


def test_bappeda_amends_by_letter_and_everybody_reads_old_and_new(world: World) -> None:
    proposal = prioritised(world)
    client, address = world.client("bappeda"), reverse("ba-perubahan-satu", args=[proposal.number])
    assert "Belum dikunci BA Desk" in text(client.get(address))
    lock_desk(world.cycle, world.regions["melati"], by=world.offices["camat"], at=NOW)
    assert address in text(client.get(LETTERS, {"cari": proposal.number}))
    assert "Tidak ada usulan terkunci" in text(client.get(LETTERS, {"cari": "helikopter"}))
    data = {"field": "volume", "number": "050/12/2027", "reason": "Diukur ulang bersama warga."}
    assert "Isi nilai yang baru." in text(client.post(address, data))
    assert "sama dengan sekarang" in text(client.post(address, data | {"volume": "120"}))
    letter = SimpleUploadedFile("surat.pdf", b"%PDF-1.4 isi %%EOF", content_type="application/pdf")
    assert client.post(address, data | {"volume": "100", "letter": letter}).status_code == 302
    amendment = Amendment.objects.get()
    assert (amendment.old, amendment.new) == ("120 m²", "100 m²")
    assert Document.objects.get().kind == Document.Kind.AMENDMENT
    said = text(world.client("publik").get(reverse("usulan", args=[proposal.number])))
    assert "120 m² menjadi <b>100 m²</b>" in said
    assert "050/12/2027" in said
    assert "100 m²" in text(client.get(LETTERS))
    assert client.post(address, data | {"field": "locations", "locations": []}).status_code == 200
    places = {"field": "locations", "locations": [world.regions["rt01"].pk]}
    assert client.post(address, data | places).status_code == 302
    assert fresh(proposal).place == "RT 01 RW 01"
