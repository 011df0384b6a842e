"""The desk lists what came in, decides with reasons, and tells the second of two deciders."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from proposals import actions
from proposals.models import LevelDecision, Proposal, Stage
from proposals.statuses import Status
from tests.counting import queries
from tests.world import NOW, World

LIST = "/kantor/usulan-masuk/"
WHY = {"reason_code": "dokumen", "reason": "Foto dari arah selatan belum ada."}


def text(response: Any) -> str:
    return str(response.content.decode())


def desk(proposal: Proposal) -> str:
    return reverse("putuskan", args=[proposal.number])


def status_of(proposal: Proposal) -> str:
    proposal.refresh_from_db()
    return proposal.status


def decide(world: World, proposal: Proposal, row: str = "kelurahan", **said: Any) -> Any:
    return world.client(row).post(desk(proposal), {"version": proposal.version, **said})


def test_the_list_counts_what_is_done_and_keeps_its_filter_in_the_links(world: World) -> None:
    one, two = world.sent(), world.sent(group="pkk", item="pelatihan")
    world.accepted()
    client = world.client("kelurahan")
    said = text(client.get(LIST))
    assert "1 dari 3 selesai" in said
    assert "Belum 2" in said
    assert one.number in said
    cut = text(client.get(LIST, {"jenis": "lembaga"}))
    assert one.number not in cut
    assert f"{desk(two)}?jenis=lembaga" in cut
    assert "Tidak ada yang cocok dengan saringan ini." in text(client.get(LIST, {"cari": "helikopter"}))
    assert "Semua usulan yang masuk sudah diperiksa." not in said


@pytest.mark.parametrize(
    "query", [{"kelompok": "x"}, {"jenis": "'"}, {"opd": "9" * 30}, {"tab": "apa"}, {"page": "-1"}]
)
def test_a_filter_that_makes_no_sense_shows_the_whole_list(world: World, query: dict[str, str]) -> None:
    one = world.sent()
    assert one.number in text(world.client("kelurahan").get(LIST, query))


def test_the_page_of_one_shows_sums_checks_similar_and_what_was_decided(world: World) -> None:
    world.sent(volume="60")
    one = world.sent(land_status="tidak_tahu")
    actions.deciding.accept_changed(
        one, volume=Decimal(100), reason="Menurut ukur di lapangan.", by=world.offices["lurah"], at=NOW, expected=None
    )
    said = text(world.client("kelurahan").get(desk(one)))
    for words in (
        "Rp 43.800.000".replace(" ", "\u00a0", 1),
        "diterima 100 m",
        "perlu bukti",
        "Usulan yang mirip",
        "Menurut ukur di lapangan.",
        "Lurah Mawar",
    ):
        assert words in said, words
    assert "Pemegang" not in said


def test_each_of_the_five_choices_is_written_with_its_reason(world: World) -> None:
    parent = world.sent()
    accepted, changed, back, merged, refused = (world.sent() for _ in range(5))
    decide(world, accepted, outcome="terima")
    decide(world, changed, outcome="terima_ubah", volume="80,5", reason="Menurut ukur di lapangan.")
    decide(world, back, outcome="kembalikan", **WHY, due_at=f"{NOW + timedelta(days=3):%Y-%m-%d}")
    decide(world, merged, outcome="gabung", parent=parent.pk)
    decide(world, refused, outcome="tolak", reason_code="lahan", reason="Lahannya masih sengketa di pengadilan.")
    assert [status_of(p) for p in (accepted, changed, back, merged, refused)] == [
        Status.ACCEPTED_KEL,
        Status.ACCEPTED_KEL,
        Status.RETURNED,
        Status.MERGED,
        Status.REJECTED,
    ]
    assert (changed.volume, changed.current_volume) == (Decimal(120), Decimal("80.50"))
    assert back.due_at is not None
    assert merged.parent == parent
    assert not LevelDecision.objects.get(proposal=refused).may_repeat


def test_after_saving_the_next_undecided_one_follows(world: World) -> None:
    one, two, three = (world.sent() for _ in range(3))
    assert decide(world, two, outcome="terima")["Location"] == desk(three)
    assert decide(world, three, outcome="terima")["Location"] == desk(one)
    assert decide(world, one, outcome="terima")["Location"] == LIST


def test_the_filter_stays_when_the_next_one_follows(world: World) -> None:
    one, two = world.sent(), world.sent(group="pkk", item="pelatihan")
    three = world.sent()
    client = world.client("kelurahan")
    answer = client.post(f"{desk(one)}?jenis=rw", {"version": one.version, "outcome": "terima"})
    assert answer["Location"] == f"{desk(three)}?jenis=rw"
    assert status_of(two) == Status.SUBMITTED


def test_a_missing_reason_is_said_and_what_was_typed_is_kept(world: World) -> None:
    one = world.sent()
    answer = decide(world, one, outcome="kembalikan", reason="foto?")
    assert answer.status_code == 200
    assert "Pilih alasan dari daftar." in text(answer)
    assert "foto?" in text(answer)
    assert status_of(one) == Status.SUBMITTED


def test_of_two_deciders_one_wins_and_the_other_is_told_by_whom(world: World) -> None:
    one = world.sent()
    seen = one.version
    decide(world, one, "lurah", outcome="terima")
    late = world.client("kelurahan").post(
        desk(one), {"version": seen, "outcome": "tolak", "reason_code": "lahan", "reason": "Lahannya masih sengketa."}
    )
    assert late.status_code == 200
    assert "Lurah Mawar" in text(late)
    assert "Lahannya masih sengketa." in text(late)
    assert status_of(one) == Status.ACCEPTED_KEL
    assert LevelDecision.objects.count() == 1
    assert f'name="version" value="{one.version}"' in text(late)


def test_the_same_decision_sent_twice_is_one_decision(world: World) -> None:
    one = world.sent()
    data = {"version": one.version, "outcome": "terima"}
    client = world.client("kelurahan")
    client.post(desk(one), data)
    assert client.post(desk(one), data).status_code == 200
    assert LevelDecision.objects.count() == 1


def test_a_parent_is_searched_without_losing_the_rest(world: World) -> None:
    one, other = world.sent(), world.sent(group="pkk", item="pelatihan")
    said = text(
        world.client("kelurahan").post(
            desk(one), {"aksi": "cari-induk", "cari_induk": "pelatihan", "outcome": "gabung", "reason": "Tempat sama."}
        )
    )
    assert other.number in said
    assert "Tempat sama." in said
    assert "errorlist" not in said


def test_a_closed_stage_shows_why_instead_of_the_choices(world: World) -> None:
    one = world.sent()
    Stage.objects.filter(kind__in=["rembuk", "kelurahan"]).update(closes_at=NOW - timedelta(hours=1))
    said = text(world.client("kelurahan").get(desk(one)))
    assert "sudah ditutup" in said
    assert "Simpan, lalu lanjut" not in said
    assert "sudah ditutup" in text(decide(world, one, outcome="terima"))
    assert status_of(one) == Status.SUBMITTED


def test_each_level_decides_what_the_level_below_wrote_itself(world: World) -> None:
    own = world.sent(group="kelurahan")
    assert "bukan wewenang meja Anda" in text(world.client("kelurahan").get(desk(own)))
    assert decide(world, own, "kelurahan", outcome="terima").status_code == 403
    assert own.number not in text(world.client("kelurahan").get(LIST))
    assert own.number in text(world.client("kecamatan").get(LIST))
    decide(world, own, "kecamatan", outcome="terima")
    assert status_of(own) == Status.ACCEPTED_KEL


def test_drafts_and_unknown_numbers_are_not_on_the_desk(world: World) -> None:
    world.draft()
    client = world.client("kelurahan")
    assert client.get(reverse("putuskan", args=["9901-2000-000001"])).status_code == 404
    assert "Semua usulan yang masuk sudah diperiksa." in text(client.get(LIST))


def test_a_long_work_list_costs_no_more_queries_than_a_short_one(world: World) -> None:
    world.send(*[world.draft(locations=[world.regions["rt01"]]) for _ in range(3)])
    first = Proposal.objects.order_by("number")[0]
    few = queries(world.client("kelurahan"), LIST), queries(world.client("kelurahan"), desk(first))
    world.send(*[world.draft(locations=[world.regions["rt01"]]) for _ in range(30)])
    assert (queries(world.client("kelurahan"), LIST), queries(world.client("kelurahan"), desk(first))) == few
