"""A group writes, repairs and withdraws; what it typed is kept, what is refused is said."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proposals import actions
from proposals.models import Event, Proposal, Stage
from proposals.statuses import Status
from tests.counting import queries
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


def test_what_the_kamus_does_not_know_goes_to_the_bank_with_the_words_typed(world: World) -> None:
    group, words = world.groups["rw01"].pk, 'lift "kaca" & 50%'
    link = f"/kelompok/{group}/bank/?cari=lift%20%22kaca%22%20%26%2050%25"
    alone = {"cari": words, "kelompok": str(group)}
    assert link in text(page(world, "rw", reverse("pilihan-kamus"), **alone))
    data = {"cari": words, "aksi": "cari", "problem": "Got", "submission_key": key()}
    drawn = text(world.client("rw").post(group_url(world, "kelompok-baru"), data))
    assert link in drawn
    assert f"/kelompok/kamus/?kelompok={group}" in drawn
    assert 'value="lift &quot;kaca&quot; &amp; 50%"' in text(world.client("rw").get(link))
    assert "/bank/" not in text(page(world, "rw", group_url(world, "kelompok-baru"))), "nothing was searched yet"
    for odd in ("", "x", "-1", "9" * 30):
        assert "/bank/" not in text(page(world, "rw", reverse("pilihan-kamus"), cari="lift", kelompok=odd))


def test_the_page_of_a_group_says_how_much_news_is_unread(world: World) -> None:
    url, client, at = group_url(world, "kelompok-satu"), world.client("rw"), NOW - timedelta(minutes=30)

    def accept(count: int) -> None:
        for _ in range(count):
            actions.deciding.accept(world.sent(), by=world.offices["kelurahan"], at=at, expected=None)

    assert "kabar baru" not in text(client.get(url))
    accept(1)
    few = queries(client, url)
    accept(2)
    assert '<a href="/kotak-masuk/">3 kabar baru</a>' in text(client.get(url))
    assert queries(client, url) == few
    for row in ("kelurahan", "pendamping"):
        assert "kabar baru" not in text(world.client(row).get(url)), row
    client.post("/kotak-masuk/dibaca/")
    assert "kabar baru" not in text(client.get(url))


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
