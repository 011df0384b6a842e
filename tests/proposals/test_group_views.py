"""A group writes, orders, sends, repairs and withdraws; staff do it on its behalf."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals import actions
from proposals.models import Event, Need, Proposal, Quota, Stage
from proposals.statuses import Status
from tests.world import NOW, TINY_JPEG, World, key

GOT = {
    "volume": "120",
    "problem": "Got buntu dan air masuk rumah tiap hujan.",
    "address": "Gang 4",
    "target_group": "Warga RT 01",
    "households": "40",
    "land_status": "aset_pemkot",
}


def page(world: World, row: str, url: str, **data: Any) -> Any:
    return world.client(row).get(url, data)


def text(response: Any) -> str:
    return str(response.content.decode())


def group_url(world: World, name: str = "kelompok-satu", group: str = "rw01") -> str:
    return reverse(name, args=[world.groups[group].pk])


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


def test_a_group_lands_on_its_own_page_and_staff_on_the_choice(world: World) -> None:
    assert page(world, "rw", "/kelompok/")["Location"] == group_url(world)
    assert page(world, "kelurahan", "/kelompok/")["Location"] == reverse("usulan-atas-nama")


def test_the_page_of_a_group_says_what_each_draft_lacks(world: World) -> None:
    world.draft(problem="", target_group="")
    said = text(page(world, "rw", group_url(world)))
    assert "Isi kelompok sasaran, misalnya warga RT 04." in said
    assert "Belum lengkap" in said
    assert "ditutup" in said
    assert "20 hari lagi" in said or "19 hari lagi" in said


def test_a_returned_usulan_stands_on_top_with_reason_and_deadline(world: World) -> None:
    back = world.sent()
    actions.deciding.send_back(
        back,
        reason_code="dokumen",
        reason="Foto dari arah selatan belum ada.",
        due_at=NOW + timedelta(days=2),
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    world.draft()
    said = text(page(world, "rw", group_url(world)))
    assert said.index("Foto dari arah selatan belum ada.") < said.index("<h2>Draf")
    assert "Perbaiki sebelum" in said


def test_a_new_usulan_is_kept_as_a_draft(world: World) -> None:
    url = group_url(world, "kelompok-baru")
    data = {"item": world.items["got"].pk, **GOT, "locations": [world.regions["rt01"].pk], "submission_key": key()}
    answer = world.client("rw").post(url, data)
    draft = Proposal.objects.get()
    assert answer["Location"] == reverse("draf", args=[draft.public_id])
    assert (draft.status, draft.amount, draft.place) == (Status.DRAFT, 43_800_000, "RT 01 RW 01")
    assert draft.entered_by == world.offices["rw"]


def test_the_same_form_sent_twice_makes_one_draft(world: World) -> None:
    url, data = group_url(world, "kelompok-baru"), {"item": world.items["got"].pk, **GOT, "submission_key": key()}
    client = world.client("rw")
    first, second = client.post(url, data), client.post(url, data)
    assert first["Location"] == second["Location"]
    assert Proposal.objects.count() == 1


def test_a_refused_form_keeps_what_was_typed_and_writes_nothing(world: World) -> None:
    data = {"item": world.items["got"].pk, **GOT, "volume": "-3", "submission_key": key()}
    answer = world.client("rw").post(group_url(world, "kelompok-baru"), data)
    assert answer.status_code == 200
    assert "Volume harus lebih dari 0." in text(answer)
    assert GOT["problem"] in text(answer)
    assert not Proposal.objects.exists()


def test_a_search_in_the_kamus_refuses_nothing_and_loses_nothing(world: World) -> None:
    data = {"cari": "selokan", "aksi": "cari", "problem": "Got", "volume": "x", "submission_key": key()}
    said = text(world.client("rw").post(group_url(world, "kelompok-baru"), data))
    assert "Gorong-gorong Diameter 40 cm" in said
    assert "Got" in said
    assert "errorlist" not in said
    assert not Proposal.objects.exists()


def test_the_search_while_typing_gives_the_list_alone(world: World) -> None:
    said = text(page(world, "rw", reverse("pilihan-kamus"), cari="gorong", item=str(world.items["paving"].pk)))
    assert "Gorong-gorong" in said
    assert "Pavingisasi" in said
    assert "<html" not in said
    assert "Tidak ada yang cocok" in text(page(world, "rw", reverse("pilihan-kamus"), cari="helikopter", item="x"))


def test_a_closed_stage_refuses_and_keeps_what_was_typed(world: World) -> None:
    Stage.objects.filter(kind=Stage.Kind.REMBUK).update(closes_at=NOW - timedelta(hours=1))
    data = {"item": world.items["got"].pk, **GOT, "submission_key": key()}
    answer = world.client("rw").post(group_url(world, "kelompok-baru"), data)
    assert "sudah ditutup" in text(answer)
    assert GOT["problem"] in text(answer)
    assert not Proposal.objects.exists()
    assert "Tulis usulan</a>" not in text(page(world, "rw", group_url(world)))


def test_private_numbers_warn_and_are_kept(world: World) -> None:
    data = {"item": world.items["got"].pk, **GOT, "problem": "Got buntu, hubungi 081234567890 untuk melihat."}
    answer = world.client("rw").post(group_url(world, "kelompok-baru"), {**data, "submission_key": key()}, follow=True)
    assert "Jangan tulis nomor telepon di sini." in text(answer)
    assert Proposal.objects.count() == 1


def test_a_draft_is_changed_and_a_stale_page_is_told(world: World) -> None:
    draft = world.draft()
    url = reverse("draf", args=[draft.public_id])
    client = world.client("rw")
    data = {"item": world.items["got"].pk, **GOT, "volume": "60,5", "versi": draft.version}
    assert client.post(url, data)["Location"] == url
    draft.refresh_from_db()
    assert (draft.volume, draft.amount) == (Decimal("60.50"), 22_082_500)
    stale = client.post(url, {**data, "volume": "77"})
    assert "baru saja" in text(stale)
    assert 'value="77"' in text(stale)


def test_photos_come_along_and_can_be_taken_off(world: World) -> None:
    draft = world.draft()
    url = reverse("draf", args=[draft.public_id])
    photo = SimpleUploadedFile("a.jpg", TINY_JPEG, content_type="image/jpeg")
    client = world.client("rw")
    client.post(url, {"item": world.items["got"].pk, **GOT, "photos": photo})
    assert draft.photos.count() == 2
    first = draft.photos.order_by("pk")[0]
    client.post(reverse("foto-hapus", args=[draft.public_id, first.public_id]))
    assert draft.photos.count() == 1


def test_a_file_that_is_no_picture_is_refused_beside_its_field(world: World) -> None:
    draft = world.draft()
    fake = SimpleUploadedFile("a.jpg", b"not a picture", content_type="image/jpeg")
    answer = world.client("rw").post(
        reverse("draf", args=[draft.public_id]), {"item": world.items["got"].pk, **GOT, "photos": fake}
    )
    assert answer.status_code == 200
    assert "foto" in text(answer).lower()
    assert draft.photos.count() == 1


def test_a_draft_is_given_up_after_one_question(world: World) -> None:
    draft = world.draft()
    url = reverse("draf-hapus", args=[draft.public_id])
    client = world.client("rw")
    assert "Hapus draf ini?" in text(client.get(url))
    client.post(url)
    client.post(url)
    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN
    assert Event.objects.filter(kind=Event.Kind.WITHDRAWN).count() == 1


def order(world: World, group: str = "rw01") -> list[str]:
    listed = Proposal.objects.filter(group=world.groups[group]).exclude(group_rank=None).in_group_order()
    return [str(proposal.public_id) for proposal in listed]


def test_arrows_move_one_place_and_can_be_taken_back(world: World) -> None:
    for _ in range(3):
        world.draft()
    a, b, c = order(world)
    url = group_url(world, "urutkan")
    client = world.client("rw")
    answer = client.post(url, {"naik": c})
    assert order(world) == [a, c, b]
    moved = text(client.get(answer["Location"]))
    assert "P3 menjadi P2. Urutan tersimpan." in moved
    client.post(url, {"pindah": c, "ke": "3"})
    assert order(world) == [a, b, c]
    client.post(url, {"turun": a})
    assert order(world) == [b, a, c]
    client.post(url, {"urutan": [c, b, a], "pindah": c})
    assert order(world) == [c, b, a]


@pytest.mark.parametrize(
    "said",
    [
        {"naik": "x"},
        {"urutan": ["x"]},
        {"pindah": "", "ke": "9"},
        {},
        {"urutan": ["00000000-0000-4000-8000-000000000000"]},
    ],
)
def test_a_move_that_makes_no_sense_changes_nothing(world: World, said: dict[str, Any]) -> None:
    world.draft()
    world.draft()
    before = order(world)
    assert world.client("rw").post(group_url(world, "urutkan"), said).status_code == 302
    assert order(world) == before


def test_the_quota_line_is_drawn_and_what_lies_below_is_not_sent_unasked(world: World) -> None:
    Quota.objects.filter(per=Quota.Per.GROUP).update(maximum=2)
    for _ in range(3):
        world.draft()
    said = text(page(world, "rw", group_url(world, "urutkan")))
    assert "Batas kuota: 2 usulan" in said
    assert "Kirim 2 usulan ke kelurahan" in said
    confirm = text(page(world, "rw", group_url(world, "kirim")))
    assert confirm.count(" checked") == 2
    assert "di luar kuota" in confirm


def test_kirim_numbers_and_locks_what_was_ticked_and_only_once(world: World) -> None:
    for _ in range(3):
        world.draft()
    a, b, _c = order(world)
    url = group_url(world, "kirim")
    client = world.client("rw")
    for _ in range(2):
        answer = client.post(url, {"usulan": [a, b]})
        assert answer["Location"] == group_url(world)
    sent = Proposal.objects.filter(status=Status.SUBMITTED)
    assert sorted(p.number for p in sent) == [f"9901-{world.cycle.plan_year}-00000{n}" for n in (1, 2)]
    assert Event.objects.filter(kind=Event.Kind.SUBMITTED).count() == 2


def test_an_incomplete_draft_is_listed_with_what_holds_it(world: World) -> None:
    world.draft(problem="")
    said = text(page(world, "rw", group_url(world, "kirim")))
    assert "Belum ikut dikirim" in said
    assert "Tulis masalahnya paling sedikit 20 huruf." in said
    refused = world.client("rw").post(group_url(world, "kirim"), {"usulan": order(world)})
    assert "Belum dapat dikirim" in text(refused)
    assert not Proposal.objects.filter(status=Status.SUBMITTED).exists()


@pytest.mark.parametrize("usulan", [[], ["x"], ["00000000-0000-4000-8000-000000000000"]])
def test_kirim_of_nothing_or_of_what_is_not_theirs_is_refused(world: World, usulan: list[str]) -> None:
    world.draft()
    assert "Belum dapat dikirim" in text(world.client("rw").post(group_url(world, "kirim"), {"usulan": usulan}))


def test_a_sent_usulan_is_taken_back_with_a_reason(world: World) -> None:
    sent = world.sent()
    url = reverse("tarik", args=[sent.public_id])
    client = world.client("rw")
    assert "Tulis alasannya paling sedikit 10 huruf." in text(client.post(url, {"reason": "salah"}))
    for _ in range(2):
        assert client.post(url, {"reason": "Sudah dikerjakan warga sendiri."})["Location"] == group_url(world)
    sent.refresh_from_db()
    assert sent.status == Status.WITHDRAWN


def test_a_decided_usulan_can_no_longer_be_taken_back(world: World) -> None:
    answer = world.client("rw").post(
        reverse("tarik", args=[world.accepted().public_id]), {"reason": "Sudah dikerjakan warga sendiri."}
    )
    assert "tidak dapat menjadi" in text(answer)


def test_a_returned_usulan_is_repaired_and_sent_again(world: World) -> None:
    back = world.sent()
    actions.deciding.send_back(
        back,
        reason_code="dokumen",
        reason="Foto dari selatan belum ada.",
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    back.refresh_from_db()
    url = reverse("draf", args=[back.public_id])
    client = world.client("rw")
    assert "Perbaiki dan kirim lagi" in text(client.get(url))
    data = {"item": world.items["got"].pk, **GOT, "volume": "100", "versi": back.version, "aksi": "kirim-lagi"}
    assert client.post(url, data)["Location"] == group_url(world)
    back.refresh_from_db()
    assert (back.status, back.volume) == (Status.SUBMITTED, Decimal(100))
    assert client.post(reverse("kirim-lagi", args=[back.public_id]))["Location"] == group_url(world)
    assert Event.objects.filter(kind=Event.Kind.RESUBMITTED).count() == 1


def test_the_page_of_a_sent_usulan_is_its_public_page(world: World) -> None:
    sent = world.sent()
    assert page(world, "rw", reverse("draf", args=[sent.public_id]))["Location"] == reverse(
        "usulan", args=[sent.number]
    )


def test_staff_write_for_a_group_and_both_are_recorded(world: World) -> None:
    data = {"item": world.items["got"].pk, **GOT, "submission_key": key()}
    world.client("kelurahan").post(group_url(world, "kelompok-baru", "rw02"), data)
    draft = Proposal.objects.get()
    assert (draft.group, draft.entered_by) == (world.groups["rw02"], world.offices["kelurahan"])
    world.client("kelurahan").post(group_url(world, "kirim", "rw02"), {"usulan": [str(draft.public_id)]})
    draft.refresh_from_db()
    assert draft.submitted_by == world.offices["kelurahan"]


def test_a_companion_writes_but_does_not_send(world: World) -> None:
    data = {"item": world.items["got"].pk, **GOT, "submission_key": key()}
    world.client("pendamping").post(group_url(world, "kelompok-baru"), data)
    assert Proposal.objects.count() == 1
    assert page(world, "pendamping", group_url(world, "kirim")).status_code == 403
    assert "Ketua kelompok atau kelurahan yang mengirim." in text(
        page(world, "pendamping", group_url(world, "urutkan"))
    )


def test_a_kelurahan_adds_a_lembaga_once(world: World) -> None:
    client, url = world.client("kelurahan"), reverse("usulan-atas-nama")
    first = client.post(url, {"name": "Karang Taruna Mawar", "kind": "lembaga"})
    second = client.post(url, {"name": "karang taruna mawar", "kind": "lembaga"})
    assert first["Location"] == second["Location"]
    assert "paling sedikit 3 huruf" in text(client.post(url, {"name": "x", "kind": "lembaga"}))
    assert "Tambah lembaga" not in text(page(world, "pendamping", url))


def test_a_kecamatan_cuts_the_groups_by_kelurahan(world: World) -> None:
    said = text(page(world, "kecamatan", reverse("usulan-atas-nama"), kelurahan="99.01.01.1002", jenis="rw"))
    assert said.count("Tulis usulan</a>") == 1


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


def count_queries(world: World, row: str, url: str) -> int:
    client = world.client(row)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["kelompok-satu", "urutkan", "kirim"])
def test_a_long_list_costs_no_more_queries_than_a_short_one(world: World, name: str) -> None:
    drafts = [world.draft(locations=[world.regions["rt01"]]) for _ in range(4)]
    world.send(drafts[0])
    few = count_queries(world, "rw", group_url(world, name))
    more = [world.draft(locations=[world.regions["rt02"]]) for _ in range(30)]
    world.send(*more[:10])
    assert count_queries(world, "rw", group_url(world, name)) == few


def test_a_full_inbox_costs_no_more_queries_than_a_short_one(world: World) -> None:
    for _ in range(3):
        tell(world)
    few = count_queries(world, "kelurahan", "/kebutuhan-masuk/")
    for _ in range(15):
        tell(world)
    assert count_queries(world, "kelurahan", "/kebutuhan-masuk/") == few
