"""Serah terima: what is sent is kept as it was, what has arrived is compared with it, and differences have names."""

import hashlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals import handover
from proposals.actions import batching
from proposals.handover import Item
from proposals.models import Batch, BatchLine, Event, Proposal
from proposals.statuses import Status
from rounds.actions import closing
from tests.counting import queries
from tests.rounds.town import act, closed, complete, district
from tests.world import NOW, World

LIST = "/kantor/serah-terima/"
Hop = Batch.Hop


def text(response: Any) -> str:
    return str(response.content.decode()).replace("\u00a0", " ").replace("\u2011", "-")


def of_kelurahan(world: World) -> Batch:
    """The list of Kelurahan Mawar on its way to the kecamatan."""
    closed(world)
    return Batch.objects.get(hop=Hop.KELURAHAN)


def at_city(world: World) -> Batch:
    """The list of Kecamatan Melati on its way to Bappeda."""
    forum = complete(world, district(world), "camat")
    closing.close_forum(forum, **act(world, "camat"))
    return Batch.objects.get(hop=Hop.DISTRICT)


def said(batch: Batch) -> list[str]:
    return [one["said"] for one in batch.differences]


def test_a_group_hands_its_list_to_the_kelurahan_with_constant_queries(world: World) -> None:
    def sending(count: int) -> int:
        drafts = [world.draft() for _ in range(count)]
        with CaptureQueriesContext(connection) as asked:
            world.send(*drafts)
        return len(asked)

    sending(1)  # what is asked once per process is known after it
    assert sending(2) == sending(6)
    first, second, third = Batch.objects.filter(hop=Hop.GROUP).order_by("number")
    assert [(one.number, one.count) for one in (first, second, third)] == [(1, 1), (2, 2), (3, 6)]
    assert first.group == world.groups["rw01"]
    assert first.amount == sum(first.lines.values_list("amount", flat=True))


def test_the_digest_is_that_of_sorted_lines(world: World) -> None:
    batch = of_kelurahan(world)
    rows = batch.lines.order_by("number").values_list("number", "volume", "amount")
    lines = "".join(f"{number};{volume:.2f};{amount}\n" for number, volume, amount in rows)
    assert batch.digest == hashlib.sha256(lines.encode()).hexdigest()
    assert handover.digest(reversed(handover.sent_items(batch))) == batch.digest


def test_the_closing_of_a_forum_sends_its_priorities_only(world: World) -> None:
    batch = of_kelurahan(world)
    priorities = Proposal.objects.filter(status=Status.PRIORITY_KEL)
    assert set(batch.lines.values_list("proposal", flat=True)) == set(priorities.values_list("pk", flat=True))
    assert batch.count == priorities.count() > 0
    assert batch.amount == sum(priorities.values_list("current_amount", flat=True))
    assert batch.sender == "Kel. Mawar"


def test_the_kecamatan_signs_for_a_list_that_is_whole(world: World) -> None:
    batch = of_kelurahan(world)
    client = world.client("kecamatan")
    assert "Menunggu Anda terima (1)" in text(client.get(LIST))
    assert "Diterima lengkap" in text(client.get(batch.get_absolute_url()))
    answer = client.post(batch.get_absolute_url(), follow=True)
    assert f"Dikirim {batch.count}, diterima {batch.count}. Cocok." in text(answer)
    batch.refresh_from_db()
    assert (batch.received_count, batch.received_amount, batch.differences) == (batch.count, batch.amount, [])
    assert Event.objects.filter(kind=Event.Kind.LIST_RECEIVED, body__count=batch.count).count() == 1
    again = batching.receive(batch, by=world.offices["camat"], at=NOW)
    assert again.received_by == world.offices["kecamatan"]
    assert "Menunggu Anda terima" not in text(client.get(LIST))


def test_what_is_missing_changed_and_added_is_named(world: World) -> None:
    batch = of_kelurahan(world)
    gone, smaller = Proposal.objects.filter(batch_lines__batch=batch).order_by("number")[:2]
    Proposal.objects.filter(pk=gone.pk).update(status=Status.RESERVE_KEL)
    Proposal.objects.filter(pk=smaller.pk).update(current_volume=Decimal("12.5"), current_amount=1_000_000)
    late = world.accepted(group="rw01")
    Proposal.objects.filter(pk=late.pk).update(status=Status.PRIORITY_KEL)
    page = text(world.client("camat").get(batch.get_absolute_url()))
    assert "Terima dengan 4 selisih" in page
    assert f"<b>{late.number}</b>: Tidak ada di daftar yang dikirim." in page
    batch = batching.receive(batch, by=world.offices["camat"], at=NOW)
    assert batch.received_count == batch.count
    assert [one["number"] for one in batch.differences] == [gone.number, smaller.number, smaller.number, late.number]
    assert said(batch)[0] == "Tidak ada lagi di daftar ini. Statusnya Cadangan kelurahan."
    assert said(batch)[1].endswith("menjadi 12,5.")
    assert said(batch)[2].replace("\u00a0", " ").endswith("menjadi Rp 1.000.000.")
    assert "Ada selisih" in text(world.client("camat").get(LIST))


def test_a_usulan_that_the_receiver_refused_was_received(world: World) -> None:
    batch = of_kelurahan(world)
    Proposal.objects.filter(batch_lines__batch=batch).update(status=Status.REJECTED)
    assert batching.receive(batch, by=world.offices["camat"], at=NOW).differences == []


def test_only_the_receiver_signs(world: World) -> None:
    batch = of_kelurahan(world)
    for row in ("kelurahan", "bappeda", "camat_tetangga"):
        with pytest.raises(PermissionDenied):
            batching.receive(batch, by=world.offices[row], at=NOW)
    assert world.client("lurah").post(batch.get_absolute_url()).status_code == 403
    assert world.client("lurah").get(batch.get_absolute_url()).status_code == 200


def test_bappeda_receives_the_kecamatan_and_hands_to_sipd(world: World) -> None:
    with pytest.raises(ValidationError, match="belum ada yang dikirim"):
        batching.send_to_sipd(world.cycle, by=world.offices["bappeda"], at=NOW)
    batch = at_city(world)
    assert batching.receive(batch, by=world.offices["bappeda"], at=NOW).differences == []
    client = world.client("bappeda")
    answer = client.post(reverse("serah-terima-kirim"), follow=True)
    sent = Batch.objects.get(hop=Hop.SIPD)
    assert f"{sent.count} usulan dicatat sebagai kiriman ke SIPD" in text(answer)
    assert batching.send_to_sipd(world.cycle, by=world.offices["bappeda"], at=NOW) == sent
    assert Event.objects.filter(kind=Event.Kind.LIST_EXPORTED).count() == 1
    file = b"".join(client.get(reverse("serah-terima-berkas", args=[sent.pk, "csv"])))
    assert "Pilih berkasnya" in text(client.post(sent.get_absolute_url(), {}))
    upload = SimpleUploadedFile("sipd.csv", file, content_type="text/csv")
    answer = client.post(sent.get_absolute_url(), {"berkas": upload}, follow=True)
    assert f"Dikirim {sent.count}, diterima {sent.count}. Cocok." in text(answer)


def test_what_sipd_lost_or_changed_is_named_and_another_list_refused(world: World) -> None:
    at_city(world)
    sent = batching.send_to_sipd(world.cycle, by=world.offices["bappeda"], at=NOW)
    items = handover.sent_items(sent)
    head = "ID Usulan;Usulan;Masalah;Alamat Lokasi;OPD Tujuan Akhir;Volume;Satuan;Anggaran\n"

    def upload(rows: list[Item]) -> Any:
        lines = [f"{one.number};Got;Buntu;Gang 4;DPU;{one.volume};m;{one.amount}" for one in rows]
        file = SimpleUploadedFile("sipd.csv", (head + "\n".join(lines)).encode(), content_type="text/csv")
        return world.client("bappeda").post(sent.get_absolute_url(), {"berkas": file}, follow=True)

    assert "Tidak satu pun usulan" in text(upload([Item("9999", Decimal("1"), 1)]))
    assert "ada dua kali" in text(upload([items[0], items[0]]))
    assert len(items) > 1
    text(upload([Item(items[0].number, items[0].volume, 5), *items[2:]]))
    sent.refresh_from_db()
    assert sent.received_count == sent.count - 1
    assert [one["kind"] for one in sent.differences] == ["berubah", "hilang"]


@pytest.mark.parametrize("page", ["list", "one"])
def test_the_pages_ask_as_much_for_many_as_for_few(world: World, page: str) -> None:
    def asked(count: int) -> int:
        world.send(*[world.draft() for _ in range(count)])
        batch = Batch.objects.filter(hop=Hop.GROUP).order_by("-number")[0]
        return queries(world.client("kelurahan"), LIST if page == "list" else batch.get_absolute_url())

    asked(1)
    assert asked(2) == asked(6)


@pytest.mark.postgres
def test_the_database_keeps_what_was_sent_and_what_was_signed(world: World) -> None:
    world.sent()
    batch = Batch.objects.get(hop=Hop.GROUP)
    line = batch.lines.get()

    def refused(change: Callable[[], object], words: str) -> None:
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            change()

    one, lines = Batch.objects.filter(pk=batch.pk), BatchLine.objects.filter(pk=line.pk)
    refused(lambda: one.update(amount=1), "dikirim tidak dapat diubah")
    refused(lambda: one._raw_delete("default"), "dikirim tidak dapat dihapus")
    refused(lambda: lines.update(amount=1), "dikirim tidak dapat diubah")
    refused(lambda: lines._raw_delete("default"), "dikirim tidak dapat dihapus")
    batching.receive(batch, by=world.offices["lurah"], at=NOW)
    refused(lambda: one.update(received_count=9), "tanda terima tidak dapat diubah")
    more = BatchLine(batch=batch, proposal=line.proposal, number="lain", volume=None, amount=0)
    refused(more.save, "sudah diterima tidak dapat ditambah")
    assert (one.get().received_count, batch.lines.count()) == (1, 1)
