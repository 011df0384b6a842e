"""What an addendum changes besides: moves on its proposal, errors mended with old and new value; all of it verified."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from proposals.models import LevelDecision
from proposals.statuses import Status
from rounds import actions, triggers, verify
from rounds.actions.amending import sign_addendum
from rounds.archives import opened
from rounds.counting import addenda
from rounds.counting.addenda import Draft
from rounds.engine.bundle import zipped
from rounds.engine.record import Correction
from rounds.models import Addendum, Round
from tests.rounds.counted import AFTER, act, fresh
from tests.rounds.test_addenda import JUTA, NO_ROWS, WHY, WITHDRAWN, closed, moved, proposal, verified
from tests.world import World

pytestmark = pytest.mark.django_db
__all__ = ["closed"]

DEAR = Correction("C-01", "biaya", "", str(15 * JUTA))
"""C-01 was written with a zero too many: 110 juta for 15."""


def test_the_forum_leaves_a_promotion_out_or_moves_one_with_its_reason(closed: Round, world: World) -> None:
    kept = Draft(dropped=WITHDRAWN, moves=(moved("KELUAR", "A-03"),), **WHY)
    row = sign_addendum(closed, kept, **act(world))
    assert row.promoted == []
    assert [one["perubahan"] for one in row.moves] == ["KELUAR"]
    assert proposal(closed, "A-03").status == Status.RESERVE_KEL
    first = Draft(moves=(moved("PINDAH", "C-02", place=1),), **WHY)
    found = addenda.propose(fresh(closed), first, **act(world))
    assert {one.number: one.sentence for one in found.changed} == {
        "C-02": "Urutan 1", "A-01": "Urutan 2", "B-01": "Urutan 3", "B-02": "Urutan 4",
    }  # fmt: skip
    sign_addendum(fresh(closed), first, **act(world))
    ranks = {number: proposal(closed, number).kelurahan_rank for number in ("C-02", "A-01", "B-01", "B-02")}
    assert ranks == {"C-02": 1, "A-01": 2, "B-01": 3, "B-02": 4}
    said = LevelDecision.objects.filter(proposal=proposal(closed, "C-02")).latest("version")
    assert (said.outcome, said.rank, said.round_numbers["adendum"]) == ("prioritas", 1, 2)
    assert said.reason.startswith("Keputusan forum: Kesepakatan forum")
    assert verified(closed.code)[0] == 0


def test_a_clerical_error_in_a_cost_is_mended_and_counts(closed: Round, world: World) -> None:
    found = addenda.propose(closed, Draft(corrections=(DEAR,), **WHY), **act(world))
    assert [(one.number, one.amount) for one in found.promoted] == [("C-01", 15 * JUTA)]
    assert found.corrections[0] == {
        "nomor": "C-01", "butir": "Biaya (rupiah)", "lama": "110.000.000", "baru": "15.000.000",
    }  # fmt: skip
    row = sign_addendum(closed, Draft(corrections=(DEAR,), **WHY), **act(world))
    assert row.corrections == [{"nomor": "C-01", "bidang": "biaya", "lama": "110000000", "baru": "15000000"}]
    came = proposal(closed, "C-01")
    assert (came.status, came.current_amount, came.kelurahan_rank) == (Status.PRIORITY_KEL, 15 * JUTA, 6)
    cheaper = Draft(corrections=(Correction("A-01", "biaya", "", str(140 * JUTA)),), **WHY)
    second = sign_addendum(fresh(closed), cheaper, **act(world))
    assert second.promoted == []
    winner = proposal(closed, "A-01")
    assert (winner.current_amount, winner.kelurahan_rank) == (140 * JUTA, 1)
    assert sum(one.amount for one in addenda.now(fresh(closed)).entries) == 490 * JUTA
    assert verified(closed.code)[0] == 0


def test_a_text_of_the_minutes_is_mended_and_changes_no_list(closed: Round, world: World) -> None:
    before = addenda.now(closed).entries
    text = Correction("", "tulisan", "Ketua RW 20", "Ketua RW 02")
    sign_addendum(closed, Draft(corrections=(text,), **WHY), **act(world))
    assert addenda.now(fresh(closed)).entries == before
    public = world.client("publik").get(f"/putaran/{closed.code}/").content.decode()
    for piece in ("Ralat", "Tulisan dalam berita acara", "<s>Ketua RW 20</s>", "<b>Ketua RW 02</b>"):
        assert piece in public


def test_the_bundle_holds_moves_and_ralat_and_any_change_is_named(closed: Round, world: World, tmp_path: Path) -> None:
    sign_addendum(closed, Draft(dropped=WITHDRAWN, moves=(moved("KELUAR", "A-03"),), **WHY), **act(world))
    sign_addendum(fresh(closed), Draft(corrections=(DEAR,), **WHY), **act(world))
    path = tmp_path / "putaran.zip"
    path.write_bytes(actions.publishing.publish(fresh(closed), by=None, at=AFTER))
    assert verify.main([str(path)]) == 0
    files = opened(path)
    assert (
        b'"ralat":[{"baru":"15000000","bidang":"biaya","lama":"110000000","nomor":"C-01"}]'
        in (files["adendum/2/adendum.json"])
    )
    assert b"PERUBAHAN" in files["adendum/1/kesepakatan.csv"]
    for name, old, new in (
        ("adendum/2/adendum.json", b'"lama":"110000000"', b'"lama":"110000001"'),
        ("adendum/2/adendum.json", b'"baru":"15000000"', b'"baru":"16000000"'),
        ("adendum/1/kesepakatan.csv", b"KELUAR", b"MASUK"),
        ("adendum/2/hasil.csv", b"15000000", b"15000001"),
    ):
        assert old in files[name]
        path.write_bytes(zipped({**files, name: files[name].replace(old, new)}))
        assert verify.main([str(path)]) == 1, name


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rank": 9}, "adendum 1, keputusan A-03: seharusnya [6, 60000000]; tertulis [9, 60000000]"),
        ({"amount": 1}, "adendum 1, keputusan A-03: seharusnya [6, 60000000]; tertulis [6, 1]"),
        ({"round_numbers": {}}, "adendum 1, keputusan A-03: seharusnya [6, 60000000]; tertulis null"),
    ],
)
def test_a_stored_decision_of_an_addendum_that_was_changed_is_named(
    closed: Round, world: World, change: dict[str, Any], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sign_addendum(closed, Draft(dropped=WITHDRAWN, **WHY), **act(world))
    assert verified(closed.code)[0] == 0
    LevelDecision.objects.filter(proposal=proposal(closed, "A-03"), round_numbers__adendum=1).update(**change)
    code, told = verified(closed.code)
    assert code == 1
    assert f"Berbeda: {said}" in told + capsys.readouterr().out
    triggers.lift(connection)
    Addendum.objects.update(corrections=[{"nomor": "", "bidang": "tulisan", "lama": "a", "baru": "b"}])
    triggers.install(connection)
    assert "adendum 1" in verified(closed.code)[1] + capsys.readouterr().out


def test_the_page_takes_moves_and_ralat_and_says_what_is_missing(closed: Round, world: World) -> None:
    url, client = f"/kantor/putaran/{closed.code}/adendum/", world.client("lurah")
    page = client.get(url).content.decode()
    assert "Ralat salah tulis" in page
    rows = NO_ROWS | {"ubah-TOTAL_FORMS": "2", "ralat-TOTAL_FORMS": "2"}
    typed = {**WHY, "limit": "", "amount": "", **rows, "langkah": "periksa"}
    move = {"ubah-0-number": "C-02", "ubah-0-kind": "PINDAH", "ubah-0-place": "1"}
    refused = client.post(url, typed | move)
    assert refused.status_code == 422
    assert "Tulis siapa yang meminta" in refused.content.decode()
    move |= {"ubah-0-reason": "Warga meminta didahulukan.", "ubah-0-asked_by": "RW 02", "ubah-0-votes_for": "20"}
    ralat = {"ralat-0-field": "biaya", "ralat-0-number": "C-01", "ralat-0-new": "15 juta"}
    assert "Isi angka bulat" in client.post(url, typed | move | ralat).content.decode()
    assert "Pilih usulan yang diralat." in client.post(
        url, typed | {"ralat-0-field": "biaya", "ralat-0-new": "15.000.000"}
    ).content.decode()  # fmt: skip
    ralat["ralat-0-new"] = "15.000.000"
    shown = client.post(url, typed | move | ralat).content.decode().replace("\xa0", " ")
    for piece in ("Usul adendum 1", "Urutan 1", "110.000.000", "C-01", "Tandatangani adendum"):
        assert piece in shown
    seen = typed | move | ralat | {"langkah": "tanda", "sebelum": addenda.now(closed).hash}
    assert "Adendum 1 ditandatangani" in client.post(url, seen, follow=True).content.decode()
    row = Addendum.objects.get()
    assert (row.moves[0]["suara"], row.corrections[0]["baru"]) == ([20, 0, 0], "15000000")


def test_a_place_that_the_kecamatan_has_taken_up_is_not_changed_any_more(closed: Round, world: World) -> None:
    taken = proposal(closed, "C-02")
    taken.status = Status.PRIORITY_KEC
    taken.save(update_fields=["status"])
    with pytest.raises(ValidationError, match="Prioritas kecamatan tidak dapat menjadi"):
        sign_addendum(closed, Draft(moves=(moved("PINDAH", "C-02", place=1),), **WHY), **act(world))
    assert not Addendum.objects.exists()
