"""Needs are read where they belong, and become a draft or get an answer once."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from proposals import actions
from proposals.models import Need, Proposal
from tests.counting import queries
from tests.world import NOW, World


def page(world: World, row: str, url: str, **data: Any) -> Any:
    return world.client(row).get(url, data)


def text(response: Any) -> str:
    return str(response.content.decode())


def tell(world: World, where: str = "rt01", **more: Any) -> Need:
    fields: dict[str, Any] = {
        "problem": "Selokan depan rumah buntu dan meluap.",
        "address": "Gang 2",
        "teller_name": "Bu Sri",
        "teller_phone": "081234567890",
        "submission_key": None,
        "at": NOW,
    }
    return actions.needs.tell(world.cycle, region=world.regions[where], **{**fields, **more})


def test_needs_of_ones_own_place_are_read_with_the_teller_by_rt_rw_and_kelurahan_only(world: World) -> None:
    tell(world)
    for row in ("rt", "rw", "kelurahan", "lurah"):
        assert "081234567890" in text(page(world, row, "/kebutuhan-masuk/")), row
    for row in ("pendamping", "kecamatan", "bappeda"):
        said = text(page(world, row, "/kebutuhan-masuk/"))
        assert "Selokan depan rumah" in said, row
        assert "081234567890" not in said, row
        assert "Bu Sri" not in said, row
    for row in ("rw_tetangga", "lurah_tetangga"):
        assert "Selokan" not in text(page(world, row, "/kebutuhan-masuk/")), row


def test_a_need_becomes_a_draft_once(world: World) -> None:
    need = tell(world, item=world.items["got"], volume=Decimal(25))
    url = reverse("kebutuhan-ambil", args=[need.public_id])
    client = world.client("rw")
    first, second = client.post(url), client.post(url)
    draft = Proposal.objects.get()
    assert first["Location"] == second["Location"] == reverse("draf", args=[draft.public_id])
    assert (draft.group, draft.volume, draft.place) == (world.groups["rw01"], Decimal(25), "RT 01 RW 01")
    assert "Sudah dijawab" in text(page(world, "rw", "/kebutuhan-masuk/", tab="selesai"))


def test_a_kelurahan_chooses_which_group_takes_a_need(world: World) -> None:
    need = tell(world)
    assert "RT 01 RW 01</option>" in text(page(world, "kelurahan", "/kebutuhan-masuk/"))
    url = reverse("kebutuhan-ambil", args=[need.public_id])
    client = world.client("kelurahan")
    client.post(url, {"kelompok": world.groups["kenanga_rw01"].pk})
    assert not Proposal.objects.exists()
    client.post(url, {"kelompok": world.groups["rw01"].pk})
    assert Proposal.objects.get().group == world.groups["rw01"]


def test_a_need_is_answered_or_kept_in_the_bank(world: World) -> None:
    one, other = tell(world), tell(world)
    client = world.client("rw")
    url = reverse("kebutuhan-jawab", args=[one.public_id])
    assert "paling sedikit 10 huruf" in text(client.post(url, {"answer": "tidak"}))
    client.post(url, {"answer": "Sudah ditangani kerja bakti bulan lalu."})
    client.post(
        reverse("kebutuhan-jawab", args=[other.public_id]),
        {"answer": "Belum ada di kamus; kami simpan.", "to_bank": "on"},
    )
    assert [need.status for need in Need.objects.order_by("pk")] == [Need.Status.ANSWERED, Need.Status.BANKED]
    assert "Muat ulang halaman" in text(client.post(url, {"answer": "Jawaban kedua yang lain."}))


def test_a_full_inbox_costs_no_more_queries_than_a_short_one(world: World) -> None:
    for _ in range(3):
        tell(world)
    few = queries(world.client("kelurahan"), "/kebutuhan-masuk/")
    for _ in range(15):
        tell(world)
    assert queries(world.client("kelurahan"), "/kebutuhan-masuk/") == few
