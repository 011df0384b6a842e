"""Blanko kertas on screen: numbered, typed by two who see nothing of each other, chosen where they differ."""

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import Proposal
from rounds import actions
from rounds.models import Blank, Forum, Reading
from tests.counting import queries
from tests.rounds.test_transcribing import PEOPLE, act, printed, transcribing, usulan
from tests.rounds.town import planned
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def at(forum: Forum, code: str = "", name: str = "forum-kertas-satu") -> str:
    return reverse(name if code else "forum-kertas", args=[forum.number, *filter(None, [code])])


def sheet_data(world: World, **more: Any) -> dict[str, Any]:
    """What one person types on the page of a sheet."""
    return {name: value for name, value in usulan(world, **more).items() if name != "group"}


def type_it(client: Client, world: World, forum: Forum, code: str, **more: Any) -> Any:
    group = more.pop("group", world.groups["rw01"].pk)
    return client.post(f"{at(forum, code)}?kelompok={group}", sheet_data(world, **more))


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_sheets_are_numbered_counted_and_found_by_their_number(world: World) -> None:
    forum, client = planned(world), world.client("kelurahan")
    first = client.post(at(forum), {"aksi": "cetak", "cetak-kind": "usulan", "cetak-count": "20"}, follow=True)
    assert "Lembar U-001 sampai U-020 sudah bernomor." in text(first)
    assert f"/kantor/forum/{forum.number}/blanko/usulan.pdf?dari=1&sampai=20" in text(first)
    client.post(at(forum), {"aksi": "cetak", "cetak-kind": "usulan", "cetak-count": "5"})
    assert Blank.objects.filter(forum=forum).count() == 25
    aside = {"aksi": "sisih", "sisih-kind": "usulan", "sisih-first": "16", "sisih-last": "25", "sisih-mark": "kosong"}
    page = text(client.post(at(forum), aside, follow=True))
    assert "10 lembar dicatat tidak terpakai." in page
    assert "Belum jelas: 15 lembar" in page
    for said in ("u7", "U-007", " U-7 "):
        assert client.get(at(forum), {"lembar": said})["Location"] == at(forum, "U-007")
    for said in ("U-026", "7", "x", "U-0", "U-9999", "Ü-007", "\x00"):
        assert "belum pernah dicetak" in text(client.get(at(forum), {"lembar": said}, follow=True))
    assert client.get(at(forum, "U-026")).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"aksi": "cetak", "cetak-kind": "usulan", "cetak-count": "61"}, "Tulis angka 1 sampai 60."),
        ({"aksi": "cetak", "cetak-kind": "usulan", "cetak-count": "tiga"}, "Tulis angka 1 sampai 60."),
        ({"aksi": "cetak", "cetak-kind": "suara", "cetak-count": "3"}, "suara"),
        ({"aksi": "sisih", "sisih-kind": "usulan", "sisih-first": "0", "sisih-mark": "rusak"}, "Tulis nomor lembar"),
        (
            {"aksi": "sisih", "sisih-kind": "usulan", "sisih-first": "3", "sisih-last": "2", "sisih-mark": "rusak"},
            "Nomor sampai lebih kecil",
        ),
        (
            {"aksi": "sisih", "sisih-kind": "usulan", "sisih-first": "1", "sisih-last": "9", "sisih-mark": "rusak"},
            "tidak semuanya dicetak",
        ),
    ],
)
def test_a_slip_in_the_count_is_told(world: World, data: dict[str, str], sentence: str) -> None:
    blank = printed(world)[0]
    answer = world.client("kelurahan").post(at(blank.forum), data)
    assert (answer.status_code, sentence in text(answer)) == (200, True)
    assert list(Blank.objects.values_list("state", flat=True)) == ["dicetak"] * 3


def test_the_second_sees_nothing_of_the_first_and_comes_to_the_next_sheet(world: World) -> None:
    forum = printed(world)[0].forum
    first, second = world.client("kelurahan"), world.client("lurah")
    assert "Pilih kelompok" in text(first.get(at(forum, "U-001")))
    group = world.groups["rw01"].pk
    answer = type_it(first, world, forum, "U-001", address="Gang Kenari 9")
    assert answer["Location"] == f"{at(forum, 'U-002')}?kelompok={group}"
    assert "sudah Anda ketik" in text(first.get(at(forum, "U-001")))
    page = text(second.get(f"{at(forum, 'U-001')}?kelompok={group}"))
    assert "Kenari" not in page
    assert "selected>Gorong" not in page
    done = type_it(second, world, forum, "U-001", address="gang kenari, 9")
    assert done["Location"].startswith(at(forum, "U-002"))
    listed = text(second.get(at(forum)))
    assert "sudah dicatat" in listed
    assert "diketik Operator Kel. Mawar dan Lurah Mawar" in listed
    assert f"/usulan/tulis/{Proposal.objects.get().public_id}" in listed or "Gorong-gorong Diameter 40 cm" in listed
    assert type_it(second, world, forum, "U-001").status_code == 200
    assert Proposal.objects.count() == 1


def test_what_differs_is_shown_field_by_field_and_chosen(world: World) -> None:
    forum = printed(world)[0].forum
    second = world.client("lurah")
    type_it(world.client("kelurahan"), world, forum, "U-001")
    warned = text(
        second.get(type_it(second, world, forum, "U-001", volume="102,5", land_status="sengketa")["Location"])
    )
    assert "diketik berbeda" in warned
    address = at(forum, "U-001", "forum-kertas-beda")
    assert address in text(second.get(at(forum)))
    third = world.client("pendamping")
    page = text(third.get(address))
    for said in ("120,5", "102,5", "sengketa", "Operator Kel. Mawar", "Lurah Mawar", "Bukan keduanya"):
        assert said in page
    assert page.count('name="pilih-') == 2 * 3
    halved = text(third.post(address, {"aksi": "pilih", "pilih-volume": "lain", "volume": "seratus"}))
    assert "Pilih bacaan yang benar" in halved
    assert "Tulis volume dengan angka" in halved
    assert 'value="seratus"' in halved
    data = {"aksi": "pilih", "pilih-volume": "lain", "volume": "112,5", "pilih-land_status": "2"}
    assert third.post(address, data)["Location"] == at(forum)
    made = Proposal.objects.get()
    assert (str(made.volume), made.land_status, made.address) == ("112.50", "sengketa", "Gang 4")
    assert "tidak menunggu pilihan" in text(third.get(address, follow=True))


def test_another_group_and_a_whole_reading_are_chosen_too(world: World) -> None:
    forum = printed(world)[0].forum
    second, third = world.client("lurah"), world.client("pendamping")
    other = world.groups["rw02"].pk
    type_it(world.client("kelurahan"), world, forum, "U-001")
    type_it(second, world, forum, "U-001", group=other, locations=[])
    address = at(forum, "U-001", "forum-kertas-beda")
    assert "Pilih dulu kelompok" in text(third.get(address))
    refused = third.post(f"{address}?kelompok={other}", {"aksi": "pilih", "pilih-locations": "1"})
    assert "di luar kelompok ini" in text(refused)
    assert third.post(address, {"aksi": "2"}).status_code == 302
    assert Proposal.objects.get().group == world.groups["rw02"]
    type_it(second, world, forum, "U-002")
    assert third.post(at(forum, "U-002"), {"aksi": "kosong"}).status_code == 302
    page = text(third.get(at(forum, "U-002", "forum-kertas-beda")))
    assert "Gorong-gorong Diameter 40 cm (m)" in page
    assert "seluruh bacaan kedua" not in page
    assert third.post(at(forum, "U-002", "forum-kertas-beda"), {"aksi": "2"}).status_code == 200
    assert third.post(at(forum, "U-002", "forum-kertas-beda"), {"aksi": "kosong"}).status_code == 302
    assert Blank.objects.get(number=2).state == Blank.State.UNUSED


def test_an_attendance_sheet_is_typed_by_two_and_read_again_by_who_may_read_names(world: World) -> None:
    blank = printed(world, "hadir", 2)[1]
    forum, first, helper = blank.forum, world.client("kelurahan"), world.client("pendamping")
    address = at(forum, "H-002")
    assert "Nama, baris 21" in text(first.get(address))
    for data, said in (
        ({"1-name": "Siti"}, "Pilih L atau P."),
        ({"2-contact": "0811"}, "Tulis namanya, atau kosongkan seluruh baris."),
        ({"20-sex": "X", "20-name": "A"}, "X"),
        ({"1-name": "x" * 121, "1-sex": "L"}, "120"),
        ({"1-name": "\x00 \u200b"}, "Belum ada nama."),
    ):
        assert said in text(first.post(address, data))
    assert not Reading.objects.exists()
    first.post(address, PEOPLE)
    helper.post(address, PEOPLE | {"1-name": "Siti Amanah"})
    beda = at(forum, "H-002", "forum-kertas-beda")
    assert helper.get(beda).status_code == 403
    assert beda not in text(helper.get(at(forum)))
    page = text(first.get(beda))
    assert ("Siti Aminah" in page, "Siti Amanah" in page, "bagus" in page) == (True, True, False)
    assert first.post(beda, {"aksi": "pilih", "pilih-1-name": "2"}).status_code == 302
    assert list(forum.attendances.values_list("name", flat=True)) == ["Siti Amanah", "bagus"]


def test_a_rembuk_types_for_its_own_group_alone(world: World) -> None:
    rembuk = rembuk_of(world)
    printed(world, forum=rembuk)
    chair, staff = world.client("rw"), world.client("kelurahan")
    assert "Pilih kelompok" not in text(chair.get(at(rembuk, "U-001")))
    for client in (chair, staff):
        client.post(f"{at(rembuk, 'U-001')}?kelompok={world.groups['rw02'].pk}", sheet_data(world))
    assert Proposal.objects.get().group == world.groups["rw01"]
    assert world.client("rw_tetangga").get(at(rembuk)).status_code == 404


def rembuk_of(world: World) -> Forum:
    group = world.groups["rw01"]
    more: dict[str, Any] = {"kind": Forum.Kind.REMBUK, "region": group.region, "group": group}
    return actions.founding.plan_forum(world.cycle, **more, by=world.offices["rw"], at=NOW)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"volume": "dua"}, "Tulis volume dengan angka"),
        ({"item": 999999}, "Item ini tidak ada di kamus"),
        ({"item": "x'--"}, "Item ini tidak ada di kamus"),
        ({"item": "", "problem": ""}, "tulis masalahnya lebih dulu"),
        ({"wanted": "Gapura"}, "Kosongkan, karena pekerjaannya"),
        ({"locations": ["9" * 30]}, "di luar kelompok ini"),
        ({"households": "-4"}, "Penerima manfaat"),
        ({"problem": "a" * 501}, "500"),
        ({"address": "Gang 4 (RW 01 P2)"}, "Jangan tulis urutan"),
    ],
)
def test_a_slip_on_a_sheet_is_told_and_nothing_typed_is_lost(world: World, more: dict[str, Any], said: str) -> None:
    forum = printed(world)[0].forum
    page = text(type_it(world.client("kelurahan"), world, forum, "U-001", **({"target_group": "Warga Gang 4"} | more)))
    assert said in page
    assert "Warga Gang 4" in page
    assert not Reading.objects.exists()


def test_the_pages_ask_as_often_for_many_sheets(world: World) -> None:
    forum = printed(world, count=9)[0].forum
    printed(world, "hadir", 3, forum)
    client = world.client("lurah")
    both = [transcribing.type_sheet, transcribing.type_sheet]

    def work(numbers: list[int]) -> None:
        for number in numbers:
            blank = forum.blanks.get(kind="usulan", number=number)
            both[0](blank, usulan(world), **act(world))
            both[1](blank, usulan(world, volume=str(number) if number % 2 else "120,5"), **act(world, "pendamping"))

    work([1, 2])
    few = queries(client, at(forum))
    beda = queries(client, at(forum, "U-001", "forum-kertas-beda"))
    work([3, 4, 5, 6, 7])
    assert queries(client, at(forum)) == few
    blank = forum.blanks.get(kind="usulan", number=9)
    both[0](blank, usulan(world), **act(world))
    changed = usulan(world, volume="9", problem="Lain sekali.", address="Gang 5", households=3, receiver="PKK")
    both[1](blank, changed, **act(world, "pendamping"))
    assert queries(client, at(forum, "U-009", "forum-kertas-beda")) == beda
