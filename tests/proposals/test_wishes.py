"""What the kamus does not know is kept with its askers, reviewed, and answered to each of them."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from catalogue.models import KamusItem, KamusVersion
from proposals import actions
from proposals.models import Need, Notice, Wish, WishAsk
from tests.counting import queries
from tests.permissions import said, table
from tests.world import NOW, World

WANTED = "Gorong-gorong diameter 50 cm sepanjang 250 m"

ACTS = """
               saran  serahkan  jawab
    publik     masuk  masuk     masuk
    rt         tidak  tidak     tidak
    rw         tidak  tidak     tidak
    lembaga    tidak  tidak     tidak
    pendamping tidak  tidak     tidak
    kelurahan  tidak  tidak     tidak
    lurah      tidak  tidak     tidak
    kecamatan  tidak  tidak     tidak
    camat      tidak  tidak     tidak
    opd        boleh  tidak     tidak
    kepala_opd boleh  tidak     tidak
    mitra      tidak  tidak     tidak
    bappeda    tidak  boleh     boleh
    tapd       tidak  tidak     tidak
    dprd       tidak  tidak     tidak
    pimpinan   tidak  tidak     tidak
"""


def asked(world: World, text: str = WANTED, *, row: str = "rw", group: str = "rw01") -> Wish:
    return actions.wishing.ask(
        world.cycle,
        text=text,
        region=world.groups[group].region,
        group=world.groups[group],
        by=world.offices[row],
        at=NOW,
    )


def told(world: World) -> Need:
    return actions.needs.tell(
        world.cycle,
        region=world.regions["rt01"],
        problem="Gorong-gorong di gang kami terlalu kecil dan meluap.",
        wish=WANTED,
        address="Gang 2",
        submission_key=uuid4(),
        at=NOW,
    )


def next_item(world: World) -> KamusItem:
    """The same item in next year's kamus."""
    item = KamusItem.objects.get(pk=world.items["got"].pk)
    year = world.cycle.plan_year + 1
    item.pk, item.version = None, KamusVersion.objects.create(city=world.city, plan_year=year)
    item.save()
    return item


def answer(world: World, wish: Wish, status: str = "tidak", **more: Any) -> Wish:
    fields = {"answer": "Belum ada standar harganya tahun ini.", **more}
    return actions.wishing.answer(wish, status=status, by=world.offices["bappeda"], at=NOW, **fields)


def test_the_same_words_join_one_wish_and_each_asker_counts_once(world: World) -> None:
    wish = asked(world)
    assert asked(world, "gorong-gorong Diameter 50 cm, sepanjang 250 m") == wish
    asked(world, row="rw_tetangga", group="rw02")
    assert WishAsk.objects.filter(wish=wish).count() == 2
    assert asked(world, "Taman baca anak di balai RW") != wish


def test_the_nearest_items_and_the_agency_are_suggested(world: World) -> None:
    wish = asked(world, f"{world.items['got'].name} yang lebih besar")
    assert world.items["got"] in wish.nearest.all()
    assert wish.agency == world.items["got"].agency


def test_a_need_kept_in_the_bank_is_answered_on_its_receipt(world: World) -> None:
    need = actions.needs.answer(
        told(world),
        answer="Belum ada di kamus. Kami simpan untuk kamus tahun depan.",
        to_bank=True,
        by=world.offices["rw"],
        at=NOW,
    )
    wish = Wish.objects.get()
    assert wish.text == WANTED
    answer(world, wish)
    need.refresh_from_db()
    assert "Belum ada standar harganya tahun ini." in need.answer
    assert Notice.objects.get(need=need).link == need.get_absolute_url()


def test_every_asker_is_told_of_the_answer(world: World) -> None:
    wish = asked(world)
    asked(world, row="rw_tetangga", group="rw02")
    answer(world, wish, "jadi_item", item=next_item(world), answer="Ada di kamus tahun depan.")
    groups = set(Notice.objects.values_list("group", flat=True))
    assert groups == {world.groups["rw01"].pk, world.groups["rw02"].pk}
    with pytest.raises(ValidationError, match="sudah dijawab"):
        answer(world, wish)


def test_an_item_of_this_year_is_no_answer(world: World) -> None:
    with pytest.raises(ValidationError, match="Buat itemnya lebih dulu"):
        answer(world, asked(world), "jadi_item", item=world.items["got"])


def test_joined_wishes_bring_their_askers_along(world: World) -> None:
    first, second = asked(world), asked(world, "Saluran besar sekali di jalan utama", row="rw_tetangga", group="rw02")
    answer(world, second, "gabung", joined=first, answer="Sama dengan permintaan RW 01.")
    assert WishAsk.objects.filter(wish=first).count() == 2
    answer(world, first)
    assert Notice.objects.count() == 2


@pytest.mark.parametrize("text", ["pendek", "         "])
def test_too_short_a_wish_is_refused(world: World, text: str) -> None:
    with pytest.raises(ValidationError, match="paling sedikit 10 huruf"):
        asked(world, text)


def test_a_group_writes_into_the_bank_and_reads_the_answer(world: World) -> None:
    client = world.client("rw")
    url = reverse("bank-tulis", args=[world.groups["rw01"].pk])
    bad = client.post(url, {"text": "Lift 0812 3456 7890 tolong", "region": world.regions["rt01"].pk})
    assert "Jangan tulis nomor telepon" in bad.content.decode()
    assert "Lift 0812" in bad.content.decode()
    assert client.post(url, {"text": WANTED, "region": world.regions["rt01"].pk}).status_code == 302
    answer(world, Wish.objects.get())
    assert "Belum ada standar harganya" in client.get(url).content.decode()


def test_bappeda_answers_on_the_page(world: World) -> None:
    wish = asked(world)
    client = world.client("bappeda")
    url = reverse("bank-satu", args=[wish.public_id])
    assert "Pilih satu jawaban." in client.post(url, {"aksi": "jawab"}).content.decode()
    data = {"aksi": "jawab", "status": "bukan_kewenangan", "answer": "Jalan provinsi, kami teruskan."}
    assert client.post(url, data).status_code == 302
    wish.refresh_from_db()
    assert wish.status == Wish.Status.FOREIGN


@pytest.mark.parametrize(("row", "act", "result"), table(ACTS))
def test_who_advises_and_who_answers(world: World, row: str, act: str, result: str) -> None:
    wish = asked(world)
    wish.agency = world.agencies["pu"]
    wish.save()
    typed: dict[str, dict[str, Any]] = {
        "saran": {"advice": "Dapat menjadi item, satuan meter."},
        "serahkan": {"agency": world.agencies["pu"].pk},
        "jawab": {"status": "tidak", "answer": "Tidak tahun ini."},
    }
    response = world.client(row).post(reverse("bank-satu", args=[wish.public_id]), {"aksi": act, **typed[act]})
    assert said(response) == result


@pytest.mark.parametrize("url", ["/kantor/bank/", "satu"])
def test_many_wishes_and_askers_do_not_ask_more(world: World, url: str) -> None:
    first = asked(world)
    address = reverse("bank-satu", args=[first.public_id]) if url == "satu" else url

    def count() -> int:
        return queries(world.client("bappeda"), address)

    asked(world, row="rw_tetangga", group="rw02")
    few = count()
    for number, word in enumerate(("taman", "lampu", "pompa", "lapangan", "tangga", "jembatan")):
        asked(world, f"{word} besar nomor {number} untuk warga", row="rw_tetangga", group="rw02")
    for key in ("pkk", "rt01"):
        asked(world, row="kelurahan", group=key)
    assert count() == few
