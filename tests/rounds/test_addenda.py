"""Addenda of a closed round, with the figures of prioritisation.md 10.6: winners stay, the signature gives effect."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from proposals.models import Event, LevelDecision, Proposal
from proposals.statuses import Status
from rounds import actions, triggers, verify
from rounds.actions.amending import confirm_addendum_lot, draw_addendum_lot, sign_addendum
from rounds.counting import addenda, snapshot
from rounds.counting.addenda import Draft
from rounds.engine.moves import Move
from rounds.engine.record import Correction, Money
from rounds.models import Addendum, Limit, Lot, Round
from tests.counting import queries
from tests.rounds import counted
from tests.rounds.counted import AFTER, act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db

JUTA = 1_000_000
FUND = "APBD-PD"
LISTED = (
    ("A-01", "A", 150),
    ("A-02", "A", 120),
    ("B-01", "B", 140),
    ("A-03", "A", 60),
    ("C-01", "C", 110),
    ("B-02", "B", 45),
    ("C-02", "C", 30),
    ("C-03", "C", 20),
)
"""10.1 in the order of its scores; C-03, below the threshold there, is unfit here."""
WITHDRAWN = {"A-02": "Pengusul mengundurkan diri."}
NO_ROWS = {f"{rows}-{name}": "0" for rows in ("ubah", "ralat") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
WHY: dict[str, Any] = {"reason": "Satu usulan terpilih gugur.", "minutes": "BA/12/2026"}


def frozen_as_in_the_example(world: World, monkeypatch: pytest.MonkeyPatch, left: str = "C-03") -> Round:
    round_ = counted.drafted(world, count=len(LISTED), method=Round.Method.CONSENSUS, pagu=500 * JUTA)
    Limit.objects.create(round=round_, code="KEL", label="kuota", per="wilayah", unit="usulan", maximum=2)
    given, known = iter(LISTED), snapshot.facts

    def facts(*args: Any) -> dict[str, Any]:
        number, area, cost = next(given)
        unfit = {"item": "Ambang", "note": "nilai 9", "office": "", "date": "", "remedy": ""}
        mine = {"nomor": number, "wilayah": area, "sumber_dana": FUND, "biaya": cost * JUTA, "harga": 0}
        return known(*args) | mine | {"tidak_layak": unfit if number == left else None}

    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "facts", facts)
        return fresh(actions.freezing.freeze(round_, **act(world)))


@pytest.fixture
def closed(world: World, monkeypatch: pytest.MonkeyPatch) -> Round:
    return closed_as_in_the_example(world, monkeypatch)


def closed_as_in_the_example(world: World, monkeypatch: pytest.MonkeyPatch) -> Round:
    round_ = frozen_as_in_the_example(world, monkeypatch)
    actions.freezing.start_collecting(round_, **act(world))
    actions.computing.count_round(fresh(round_), **act(world, at=AFTER))
    actions.computing.bring_to_forum(fresh(round_), **act(world))
    actions.settling.close_round(fresh(round_), **act(world))
    counted.sign(world, round_.forum)
    return fresh(round_)


def proposal(round_: Round, number: str) -> Proposal:
    return counted.candidate(round_, number).proposal


def moved(kind: str, number: str, **more: Any) -> Move:
    said = {"reason": "Kesepakatan forum sesudah adendum.", "asked_by": "Lurah"}
    return Move(kind=kind, number=number, **said | more)


def money(juta: int) -> tuple[Money, ...]:
    return (Money("PAGU", (FUND,), juta * JUTA),)


def test_who_withdraws_makes_room_and_the_first_reserve_comes_up(closed: Round, world: World) -> None:
    before = addenda.now(closed)
    assert [one.number for one in before.entries] == ["A-01", "A-02", "B-01", "B-02", "C-02"]
    found = addenda.propose(closed, Draft(dropped=WITHDRAWN, **WHY), **act(world))
    assert [(one.number, one.amount) for one in found.promoted] == [("A-03", 60 * JUTA)]
    assert [room.left for room in found.rooms] == [75 * JUTA]
    assert "kurang Rp35.000.000" in next(one.sentence for one in found.waiting if one.number == "C-01")
    assert not Addendum.objects.exists()

    row = sign_addendum(closed, Draft(dropped=WITHDRAWN, **WHY), expected=before.hash, **act(world))
    assert (row.number, row.promoted, row.previous_hash) == (1, ["A-03"], before.hash)
    came, left, stayed = (proposal(closed, number) for number in ("A-03", "A-02", "B-02"))
    assert (came.status, came.kelurahan_rank) == (Status.PRIORITY_KEL, 6)
    assert (left.status, left.kelurahan_rank, left.reason_code) == (Status.RESERVE_KEL, None, "lainnya")
    assert left.reason == "Gugur dengan adendum 1 putaran Semua usulan: Pengusul mengundurkan diri."
    assert (stayed.status, stayed.kelurahan_rank) == (Status.PRIORITY_KEL, 4)
    versions = LevelDecision.objects.filter(proposal__in=[came, left]).order_by("proposal", "version")
    assert [(one.version, one.outcome) for one in versions.filter(round_code=closed.code, proposal=came)][-1:] == [
        (3, "prioritas")
    ]
    assert "adendum 1 putaran" in versions.filter(proposal=left).last().forum_label  # type: ignore[union-attr]
    body = Event.objects.get(body__langkah="adendum ditandatangani").body
    assert (body["gugur"], body["naik"], body["sidik"]) == (["A-02"], ["A-03"], row.document_hash)


def test_more_money_promotes_nobody_it_does_not_reach_and_nobody_loses(closed: Round, world: World) -> None:
    before = addenda.now(closed)
    found = addenda.propose(closed, Draft(money=money(20), **WHY), **act(world))
    assert found.promoted == []
    said = {one.number: one.sentence for one in found.waiting}
    assert "kurang Rp75.000.000" in said["C-01"]
    assert "sudah penuh (2 dari 2)" in said["A-03"]
    row = sign_addendum(closed, Draft(money=money(20), **WHY), **act(world))
    assert row.promoted == []
    assert addenda.now(closed).entries == before.entries


def test_the_second_addendum_follows_on_the_first(closed: Round, world: World) -> None:
    first = sign_addendum(closed, Draft(dropped=WITHDRAWN, **WHY), **act(world))
    second = sign_addendum(closed, Draft(money=money(35), **WHY), **act(world))
    assert (second.number, second.promoted, second.previous_hash) == (2, ["C-01"], first.document_hash)
    assert proposal(closed, "C-01").kelurahan_rank == 7
    assert sum(one.amount for one in addenda.now(closed).entries) == 535 * JUTA


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft(reason="ya", minutes="BA", dropped=WITHDRAWN), "alasan adendum paling sedikit 10"),
        (Draft(reason=WHY["reason"], minutes=" ", dropped=WITHDRAWN), "nomor berita acara"),
        (Draft(**WHY), "Pilih usulan yang gugur, tulis"),
        (Draft(dropped={"A-02": "ya"}, **WHY), "A-02: tulis alasan gugurnya"),
        (Draft(dropped={"C-01": "Tidak ada dalam daftar."}, **WHY), "C-01 tidak ada dalam daftar sekarang"),
        (Draft(money=money(-40), **WHY), "tidak dapat menyusul"),
        (Draft(money=(Money("LAIN", (), 1),), **WHY), "tidak dapat menyusul"),
        (Draft(moves=(moved("KELUAR", "A-02"),), **WHY), "A-02 sudah terpilih"),
        (Draft(moves=(moved("MASUK", "C-01"),), **WHY), "terlampaui Rp95.000.000"),
        (Draft(moves=(moved("PINDAH", "A-02", place=1, reason="ya"),), **WHY), "Alasan paling sedikit 10"),
        (Draft(corrections=(Correction("X", "biaya", "", "1"),), **WHY), "Pilih usulan yang diralat"),
        (Draft(corrections=(Correction("C-01", "biaya", "", "110000000"),), **WHY), "sama dengan yang tertulis"),
        (Draft(corrections=(Correction("C-01", "biaya", "", "0"),), **WHY), "tidak dapat menyusul"),
        (Draft(corrections=(Correction("A-01", "biaya", "", "999000000"),), **WHY), "tidak dapat menyusul"),
    ],
)
def test_what_is_missing_is_said(closed: Round, world: World, draft: Draft, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        sign_addendum(closed, draft, **act(world))
    assert not Addendum.objects.exists()


def test_the_head_alone_signs_what_was_shown_and_only_a_closed_round(closed: Round, world: World) -> None:
    draft = Draft(dropped=WITHDRAWN, **WHY)
    with pytest.raises(ValidationError, match="Hanya lurah"):
        sign_addendum(closed, draft, **act(world, "kelurahan"))
    with pytest.raises(ValidationError, match="baru saja ditandatangani"):
        sign_addendum(closed, draft, expected="0" * 64, **act(world))
    open_ = Round.objects.filter(pk=closed.pk)
    triggers.lift(connection)
    open_.update(status=Round.Status.AGREED)
    triggers.install(connection)
    with pytest.raises(ValidationError, match="Langkah itu tidak ada lagi"):
        sign_addendum(closed, draft, **act(world))


def with_a_tie(world: World) -> tuple[Round, Draft]:
    """A closed round that funded neither of two alike, and money for one of them."""
    world.accepted(group="rw01", item="got", volume="60")
    world.accepted(group="rw02", item="got", volume="60", by=world.offices["rw_tetangga"])
    round_ = counted.collecting(world, count=0, method="SKOR", pagu=10 * JUTA)
    counted.score_all(world, round_, 50)
    actions.computing.count_round(round_, **act(world, at=AFTER))
    actions.computing.bring_to_forum(fresh(round_), **act(world))
    actions.settling.close_round(fresh(round_), **act(world))
    fund = counted.candidate(round_, counted.numbers(round_)[0]).facts["sumber_dana"]
    return fresh(round_), Draft(money=(Money("PAGU", (fund,), 20 * JUTA),), **WHY)


def test_a_tie_that_an_addendum_meets_is_drawn_by_one_and_confirmed_by_another(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    round_, draft = with_a_tie(world)
    with pytest.raises(ValidationError, match="dibenarkan orang lain dahulu"):
        sign_addendum(round_, draft, **act(world))
    drawn: dict[str, Any] = {"seed": "483920", "witnesses": ("Sari", "Budi")}
    with pytest.raises(ValidationError, match="dua saksi"):
        draw_addendum_lot(round_, draft, seed="483920", witnesses=("Sari",), **act(world))
    with pytest.raises(ValidationError, match="Undian belum diketik"):
        confirm_addendum_lot(round_, **act(world))
    draw_addendum_lot(round_, draft, **drawn, **act(world))
    with pytest.raises(ValidationError, match="dibenarkan orang lain dahulu"):
        sign_addendum(round_, draft, **act(world))
    with pytest.raises(ValidationError, match="orang lain daripada yang mengetiknya"):
        confirm_addendum_lot(round_, **act(world))
    with pytest.raises(ValidationError, match="tidak diulang"):
        draw_addendum_lot(round_, draft, **drawn, **act(world))
    confirm_addendum_lot(round_, **act(world, "kelurahan"))
    with pytest.raises(ValidationError, match="sudah dibenarkan"):
        confirm_addendum_lot(round_, **act(world, "kelurahan"))
    row = sign_addendum(round_, draft, **act(world))
    assert (len(row.promoted), row.seed, row.witnesses) == (1, "483920", ["Sari", "Budi"])
    with pytest.raises(ValidationError, match="tidak ada undian"):
        draw_addendum_lot(round_, draft, **drawn, **act(world))
    assert verified(round_.code)[0] == 0
    triggers.lift(connection)
    Lot.objects.filter(round=round_).update(seed="118275")
    triggers.install(connection)
    assert verified(round_.code)[0] == 1
    assert "Berbeda: adendum 1, undian: seharusnya" in capsys.readouterr().out


def test_the_page_takes_the_lot_and_the_second_person_confirms_it(world: World) -> None:
    round_, draft = with_a_tie(world)
    url, client = f"/kantor/putaran/{round_.code}/adendum/", world.client("lurah")
    one = draft.money[0]
    typed = {**WHY, "limit": f"PAGU|{one.key[0]}", "amount": "20.000.000", **NO_ROWS}
    shown = client.post(url, {**typed, "langkah": "periksa"}).content.decode()
    assert "Ada seri yang menentukan" in shown
    assert "Tandatangani adendum" not in shown
    refused = client.post(url, {**typed, "langkah": "undi", "seed": "483920", "witnesses": "Sari"})
    assert refused.status_code == 422
    assert "dua saksi" in refused.content.decode()
    drawn = client.post(url, {**typed, "langkah": "undi", "seed": "483920", "witnesses": "Sari\nBudi"}).content.decode()
    assert "Menunggu orang kedua membenarkannya" in drawn
    page, other = f"/kantor/putaran/{round_.code}/", world.client("kelurahan")
    assert "Undian adendum" in other.get(page).content.decode()
    assert "Undian adendum dibenarkan" in other.post(f"{page}langkah/benar-adendum/", follow=True).content.decode()
    assert "Undian adendum</h2>" not in other.get(page).content.decode()
    ready = client.post(url, {**typed, "langkah": "periksa"}).content.decode()
    assert "Seri diputus dengan angka undian 483920" in ready
    seen = {**typed, "langkah": "tanda", "sebelum": addenda.now(round_).hash}
    assert "Adendum 1 ditandatangani" in client.post(url, seen, follow=True).content.decode()


def verified(code: str) -> tuple[int, str]:
    try:
        call_command("verify_round", code)
    except CommandError as error:
        return error.returncode, str(error)
    return 0, ""


def test_the_bundle_holds_the_addenda_and_the_chain_is_checked(
    closed: Round, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actions.publishing.publish(closed, by=None, at=AFTER)
    sign_addendum(fresh(closed), Draft(dropped=WITHDRAWN, **WHY), **act(world))
    sign_addendum(fresh(closed), Draft(money=money(35), **WHY), **act(world))
    path = tmp_path / "putaran.zip"
    path.write_bytes(actions.publishing.publish(fresh(closed), by=None, at=AFTER))
    assert verify.main([str(path)]) == 0
    assert verified(closed.code)[0] == 0
    changes: tuple[dict[str, Any], ...] = ({"reason": "Alasan lain."}, {"promoted": []}, {"document_hash": "0" * 64})
    for change in changes:
        point = transaction.savepoint()
        triggers.lift(connection)
        Addendum.objects.filter(number=1).update(**change)
        triggers.install(connection)
        assert verified(closed.code)[0] == 1, change
        transaction.savepoint_rollback(point)
    assert "Berbeda: adendum 1" in capsys.readouterr().out


@pytest.mark.postgres
def test_a_signed_addendum_is_never_changed(closed: Round, world: World) -> None:
    sign_addendum(closed, Draft(dropped=WITHDRAWN, **WHY), **act(world))
    acts: tuple[Callable[[], object], ...] = (
        lambda: Addendum.objects.update(seed="1"),
        lambda: Addendum.objects.all()._raw_delete("default"),
    )
    for changing in acts:
        with pytest.raises(DatabaseError, match="tidak dapat diubah"), transaction.atomic():
            changing()


def test_the_page_shows_the_proposal_before_it_is_signed(closed: Round, world: World) -> None:
    url = f"/kantor/putaran/{closed.code}/adendum/"
    client = world.client("lurah")
    assert url in client.get(f"/kantor/putaran/{closed.code}/").content.decode()
    assert "Lihat usul perubahan" in client.get(url).content.decode()
    typed = {**WHY, "gugur-A-02": WITHDRAWN["A-02"], "limit": "", "amount": "", **NO_ROWS}
    shown = client.post(url, {**typed, "langkah": "periksa"}).content.decode()
    for piece in ("Usul adendum 1", "A-03", "Rp 75.000.000", "Tandatangani adendum"):
        assert piece in shown.replace("\xa0", " ")
    assert "Lihat usul perubahan" in client.post(url, {**typed, "langkah": "ubah"}).content.decode()
    assert not Addendum.objects.exists()
    seen = {**typed, "langkah": "tanda", "sebelum": addenda.now(closed).hash}
    assert "Adendum 1 ditandatangani" in client.post(url, seen, follow=True).content.decode()
    again = client.post(url, seen)
    assert again.status_code == 422
    assert "A-02" in again.content.decode()
    assert Addendum.objects.count() == 1
    public = client.get(f"/putaran/{closed.code}/").content.decode()
    for piece in (
        "Adendum 1",
        WHY["reason"],
        WHY["minutes"],
        WITHDRAWN["A-02"],
        "Naik:",
        "Daftar ini keadaan saat putaran ditutup",
    ):
        assert piece in public


def test_the_page_takes_money_with_its_limit_and_the_same_queries(closed: Round, world: World) -> None:
    url = f"/kantor/putaran/{closed.code}/adendum/"
    client = world.client("lurah")
    typed = {**WHY, "limit": "", "amount": "20.000.000", **NO_ROWS, "langkah": "periksa"}
    assert "Pilih pagu yang bertambah" in client.post(url, typed).content.decode()
    assert "Tulis tambahannya" in client.post(url, typed | {"limit": "PAGU|APBD-PD", "amount": ""}).content.decode()
    assert "Tidak ada usulan yang naik" in client.post(url, typed | {"limit": "PAGU|APBD-PD"}).content.decode()
    sign_addendum(closed, Draft(money=money(1), **WHY), **act(world))
    few = queries(client, url)
    sign_addendum(fresh(closed), Draft(money=money(2), **WHY), **act(world))
    assert queries(client, url) == few


def test_a_round_that_is_not_closed_has_no_addendum(world: World) -> None:
    round_ = counted.frozen(world)
    page = world.client("lurah").get(f"/kantor/putaran/{round_.code}/adendum/").content.decode()
    assert "Putaran belum ditutup" in page
    assert (
        f"/kantor/putaran/{round_.code}/adendum/"
        not in world.client("lurah").get(f"/kantor/putaran/{round_.code}/").content.decode()
    )
