"""The table at the door: mandates, who is here, codes and blanks."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from proposals.models import Event
from rounds import actions
from rounds.actions.attendance import Person
from rounds.actions.preparing import Mandate
from rounds.models import Round, Voter
from tests.counting import queries
from tests.rounds import counted
from tests.rounds.counted import act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db


def address(round_: Round) -> str:
    return reverse("putaran-suara", args=[round_.code])


def post(client: Client, round_: Round, **body: Any) -> Any:
    return client.post(address(round_), body)


def names(round_: Round) -> list[str]:
    return list(round_.voters.order_by("number").values_list("name", flat=True))


def test_elected_delegates_are_taken_over_once_and_hand_written_mandates_stay(world: World) -> None:
    round_, client = counted.drafted(world), world.client("kelurahan")
    actions.delegating.elect(round_.forum, [Person("Sri Wahyuni", "P"), Person("Agus", "L")], **act(world))
    assert post(client, round_, aksi="ambil").status_code == 302
    assert post(client, round_, aksi="ambil").status_code == 302
    assert names(round_) == [*counted.VOTERS, "Sri Wahyuni", "Agus"]


def test_one_person_of_one_area_is_the_same_however_both_were_typed(world: World) -> None:
    round_ = counted.drafted(world)
    known, again = Mandate("Yatno", "RW 07", "Rembuk"), Mandate(" yatno", "rw 07 ", "Rembuk")
    with pytest.raises(ValidationError, match="tertulis dua kali"):
        actions.preparing.set_voters(round_, [known, again], **act(world))
    actions.mandates.add_mandate(round_, known, **act(world))
    with pytest.raises(ValidationError, match="sudah ada di daftar"):
        actions.mandates.add_mandate(round_, again, **act(world))
    assert names(round_) == [*counted.VOTERS, "Yatno"]


def test_a_mandate_is_added_and_removed_and_a_second_one_is_refused_with_what_was_typed(world: World) -> None:
    round_, client = counted.drafted(world), world.client("kelurahan")
    typed = {"name": "Yatno", "area": "RW 07", "mandate": "Rembuk RW 07, 12 Januari 2026"}
    assert post(client, round_, aksi="tambah", **typed).status_code == 302
    assert names(round_)[-1] == "Yatno"
    again = post(client, round_, aksi="tambah", **typed).content.decode()
    assert "Yatno dari RW 07 sudah ada di daftar." in again
    assert 'value="Rembuk RW 07, 12 Januari 2026"' in again
    bare = post(client, round_, aksi="tambah", name="Tini", area="RW 01").content.decode()
    assert "Tulis rapat yang memberi mandat." in bare
    assert 'value="Tini"' in bare
    assert post(client, round_, aksi="hapus", nomor="1").status_code == 302
    assert names(round_) == [*counted.VOTERS[1:], "Yatno"]
    assert [voter.number for voter in round_.voters.order_by("number")] == list(range(1, 7))


def test_a_frozen_list_of_mandates_takes_no_change(world: World) -> None:
    round_, client = counted.frozen(world), world.client("kelurahan")
    for body in ({"aksi": "ambil"}, {"aksi": "hapus", "nomor": "1"}):
        assert "berstatus Beku" in post(client, round_, **body).content.decode()
    assert names(round_) == list(counted.VOTERS)
    with pytest.raises(ValidationError, match="berstatus Beku"):
        actions.mandates.remove_mandate(round_, 1, **act(world))


def test_two_tables_at_the_door_do_not_undo_each_other(world: World) -> None:
    round_, client = counted.frozen(world), world.client("kelurahan")
    one, two, three, *_ = list(round_.voters.order_by("number"))
    actions.balloting.mark_present(round_, [one, two], **act(world))
    post(client, round_, aksi="hadir", semula=[one.pk], hadir=[one.pk, three.pk])
    assert set(round_.voters.filter(is_present=True)) == {one, two, three}
    post(client, round_, aksi="hadir", semula=[one.pk, two.pk, three.pk], hadir=[two.pk, three.pk])
    assert set(round_.voters.filter(is_present=True)) == {two, three}


def test_a_code_is_shown_once_on_a_card_and_kept_as_a_digest(world: World) -> None:
    round_, client = counted.collecting(world), world.client("kelurahan")
    voter = round_.voters.order_by("number")[0]
    answer = post(client, round_, aksi="hadir", hadir=[voter.pk], kode=voter.pk)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    code = page.partition('<p class="kartu__kode">')[2].partition("<")[0]
    found = actions.balloting.voter_of(code)
    assert found == voter
    assert code not in client.get(address(round_)).content.decode()
    assert code.replace("-", "") not in str(list(Event.objects.values_list("body", flat=True)))
    voter.refresh_from_db()
    assert code.replace("-", "") not in voter.digest


def test_all_who_are_here_get_their_codes_at_once(world: World) -> None:
    round_, client = counted.collecting(world), world.client("kelurahan")
    people = list(round_.voters.order_by("number"))
    actions.balloting.mark_present(round_, people[:4], **act(world))
    actions.balloting.give_paper(people[0], **act(world))
    page = post(client, round_, aksi="kode-semua").content.decode()
    assert page.count('class="kartu__kode"') == 3
    assert post(client, round_, aksi="kode-semua").status_code == 302
    assert round_.voters.exclude(digest="").count() == 3


def test_paper_is_handed_out_once_and_only_to_who_is_here(world: World) -> None:
    round_, client = counted.collecting(world), world.client("kelurahan")
    voter, other, *_ = list(round_.voters.order_by("number"))
    refused = post(client, round_, aksi="hadir", hadir=[other.pk], kertas=voter.pk).content.decode()
    assert f"{voter.name} belum dicatat hadir." in refused
    assert f'value="{other.pk}" checked' in refused
    assert post(client, round_, aksi="hadir", hadir=[voter.pk], kertas=voter.pk).status_code == 302
    again = post(client, round_, aksi="hadir", kertas=voter.pk).content.decode()
    assert "sudah menerima surat suara" in again
    assert Voter.objects.get(pk=voter.pk).channel == Voter.Channel.PAPER


def test_the_page_tells_how_many_and_never_what(world: World) -> None:
    round_ = counted.collecting(world)
    voter, known = round_.voters.order_by("number")[0], counted.numbers(round_)
    receipt = counted.vote(world, round_, voter, known[:2])
    page = world.client("lurah").get(address(round_)).content.decode()
    assert "Sudah memilih dengan ponsel" in page
    assert receipt not in page
    assert not any(number in page for number in known)


@pytest.mark.parametrize("state", ["drafted", "collecting"])
def test_the_list_asks_as_often_for_many(world: World, state: str) -> None:
    round_, client = counted.drafted(world), world.client("kelurahan")
    few = queries(client, address(round_))
    for n in range(5):
        more = actions.preparing.Mandate(f"Orang {n}", "RW 09", "Rembuk RW 09")
        actions.mandates.add_mandate(round_, more, **act(world))
    if state == "collecting":
        actions.freezing.freeze(round_, **act(world))
        actions.freezing.start_collecting(fresh(round_), **act(world))
    assert queries(client, address(round_)) == few


def test_a_round_of_scores_alone_hands_out_nothing(world: World) -> None:
    round_, client = counted.collecting(world, method="SKOR"), world.client("kelurahan")
    voter = round_.voters.order_by("number")[0]
    assert "Beri kode kepada" not in client.get(address(round_)).content.decode()
    for given in ("kode", "kertas"):
        refused = post(client, round_, aksi="hadir", hadir=[voter.pk], **{given: voter.pk}).content.decode()
        assert "Putaran ini tidak memakai surat suara." in refused
    assert not round_.voters.exclude(channel="").exists()


def test_an_unknown_act_or_delegate_is_not_found(world: World) -> None:
    round_, client = counted.collecting(world), world.client("kelurahan")
    assert post(client, round_, aksi="lain").status_code == 404
    assert post(client, round_, aksi="hadir", kode="999999").status_code == 404
