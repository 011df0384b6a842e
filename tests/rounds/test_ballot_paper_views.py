"""Paper: blanks are printed and counted, two people read each, and neither sees what the other read."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rounds import actions
from rounds.counting import stack
from rounds.models import PaperEntry, Round
from tests.counting import queries
from tests.rounds import counted
from tests.rounds.counted import act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db


def address(round_: Round) -> str:
    return reverse("putaran-kertas", args=[round_.code])


def on_paper(world: World, issued: int = 3, **more: Any) -> Round:
    """A round that collects on paper: so many blanks, two of them handed out."""
    round_ = counted.collecting(world, method="SUARA", **more)
    actions.balloting.count_stack(round_, issued=issued, unused=None, **act(world))
    people = list(round_.voters.order_by("number")[:2])
    actions.balloting.mark_present(round_, people, **act(world))
    for voter in people:
        actions.balloting.give_paper(voter, **act(world))
    return fresh(round_)


def read(client: Client, round_: Round, serial: str, *boxes: str, **more: str) -> Any:
    choices = {f"choice_{n}": text for n, text in enumerate(boxes, start=1)}
    return client.post(address(round_), {"aksi": "baca", "serial": serial, **choices, **more})


def test_the_stack_is_counted(world: World) -> None:
    round_, client = counted.collecting(world, method="SUARA"), world.client("kelurahan")
    assert client.post(address(round_), {"aksi": "hitung", "issued": "10"}).status_code == 302
    refused = client.post(address(round_), {"aksi": "hitung", "issued": "4", "unused": "5"}).content.decode()
    assert "melebihi yang dicetak" in refused
    assert 'value="5"' in refused
    assert stack.read(fresh(round_)).issued == 10
    assert "Tulis dengan angka" in client.post(address(round_), {"aksi": "hitung", "issued": "x"}).content.decode()


def test_two_people_read_a_blank_by_the_short_numbers(world: World) -> None:
    round_ = on_paper(world)
    known, first, second = counted.numbers(round_), world.client("kelurahan"), world.client("lurah")
    assert read(first, round_, "1", "2", "01").status_code == 302
    assert PaperEntry.objects.get().choices == [known[1], known[0]]
    page = second.get(address(round_)).content.decode()
    assert "Ketik lembar ini" in page
    assert "Dibaca sekali" in page
    assert "Menunggu orang lain" in first.get(address(round_)).content.decode()
    assert read(second, round_, "1", "2", "1").status_code == 302
    found = stack.read(fresh(round_))
    assert (found.valid, found.spoiled, found.waiting) == (1, 0, ())


def test_a_difference_goes_to_the_queue_and_the_second_reader_never_sees_the_first(world: World) -> None:
    round_ = on_paper(world)
    known, first, second = counted.numbers(round_), world.client("kelurahan"), world.client("lurah")
    read(first, round_, "1", "2")
    empty = second.get(address(round_)).content.decode()
    assert not any(number in empty for number in known)
    assert "tercatat" not in empty
    read(second, round_, "1", is_spoiled="on")
    page = second.get(address(round_)).content.decode()
    assert "Dibaca berbeda, 2 kali" in page
    refused = read(second, round_, "1", "1").content.decode()
    assert "sudah Anda baca" in refused


@pytest.mark.parametrize(
    ("serial", "boxes", "more", "sentence"),
    [
        ("9", ("1", "2"), {}, "Nomor lembar ini tidak ada."),
        ("", ("1", "2"), {}, "Tulis dengan angka"),
        ("1", ("1", "77"), {}, "Nomor 77 tidak ada di surat suara."),
        ("1", ("1", "1"), {}, "Satu nomor terisi dua kali."),
        ("1", ("", "1"), {}, "Ada pilihan yang terlewati."),
        ("1", (), {}, "Terisi 0 pilihan, paling sedikit 1."),
        ("1", ("1",), {"is_spoiled": "on"}, "Kosongkan kotak pilihan, atau lepas tanda rusak."),
    ],
)
def test_a_slip_is_told_and_nothing_typed_is_lost(
    world: World, serial: str, boxes: tuple[str, ...], more: dict[str, str], sentence: str
) -> None:
    round_ = on_paper(world)
    page = read(world.client("kelurahan"), round_, serial, *boxes, **more).content.decode()
    assert sentence in page
    for n, text in enumerate(boxes, start=1):
        assert not text or f'name="choice_{n}" value="{text}"' in page
    assert not PaperEntry.objects.exists()


def test_the_stack_adds_up_when_all_is_read(world: World) -> None:
    round_, first, second = on_paper(world), world.client("kelurahan"), world.client("lurah")
    for client in (first, second):
        read(client, round_, "1", "1", "2")
        read(client, round_, "2", is_spoiled="on")
    client.post(address(round_), {"aksi": "hitung", "issued": "3", "unused": "0"})
    assert "1 lembar belum terhitung." in first.get(address(round_)).content.decode()
    client.post(address(round_), {"aksi": "hitung", "issued": "3", "unused": "1"})
    found = stack.read(fresh(round_))
    assert found.adds_up
    assert (found.valid, found.spoiled, found.handed) == (1, 1, 2)
    assert "Jumlahnya cocok." in first.get(address(round_)).content.decode()


def test_every_blank_is_printed_with_its_number(world: World) -> None:
    round_, client = on_paper(world, issued=3), world.client("kelurahan")
    page = client.get(reverse("putaran-kertas-cetak", args=[round_.code])).content.decode()
    for serial in (1, 2, 3):
        assert f"Lembar <b>{serial}</b>" in page
    assert page.count("sheet__box") == 3 * 2
    assert all(page.count(number) == 3 for number in counted.numbers(round_))
    assert not any(name in page for name in counted.VOTERS)


def test_before_the_freeze_there_is_no_paper(world: World) -> None:
    round_, client = counted.drafted(world), world.client("kelurahan")
    assert "Belum ada surat suara." in client.get(address(round_)).content.decode()
    assert "Belum ada lembar." in client.get(reverse("putaran-kertas-cetak", args=[round_.code])).content.decode()
    assert read(client, round_, "1", "1").status_code == 200
    assert not PaperEntry.objects.exists()


def test_what_is_read_stays_out_of_logs_and_messages(world: World, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    round_, client = on_paper(world), world.client("kelurahan")
    read(client, round_, "1", "2", "1")
    known = counted.numbers(round_)
    own = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert not any(number in own for number in known)
    assert "Lembar 1 tercatat, pembacaan ke-1." in client.get(address(round_)).content.decode()


def test_the_page_asks_as_often_for_many_blanks(world: World) -> None:
    round_, first, second = on_paper(world, issued=9), world.client("kelurahan"), world.client("lurah")
    read(second, round_, "1", "1")
    few = queries(first, address(round_))
    for serial in range(2, 8):
        read(second, round_, str(serial), "1", "2")
        read(first, round_, str(serial), "1")
    assert queries(first, address(round_)) == few
