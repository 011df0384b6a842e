"""The sheet of an assessor and the progress of all: who sees what, what is saved, what is refused."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from proposals.models import Event
from rounds import actions
from rounds.counting import score_sheet
from rounds.models import Recusal, Round, Score
from rounds.views import scores as page_of_scores
from tests.counting import queries
from tests.rounds import counted
from tests.rounds.counted import act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db


def address(round_: Round) -> str:
    return reverse("putaran-nilai", args=[round_.code])


def give(client: Client, round_: Round, **points: str) -> Any:
    """Levels for the first candidate, and whatever else is named."""
    number = counted.numbers(round_)[0]
    said = {f"nilai-{number}-{code}": text for code, text in points.items() if code in {"K", "M", "S"}}
    return client.post(address(round_), said | {name: text for name, text in points.items() if name not in "KMS"})


def test_an_assessor_scores_page_by_page(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(page_of_scores, "A_PAGE", 2)
    round_, client = counted.collecting(world), world.client("pendamping")
    page = client.get(address(round_)).content.decode()
    assert "0 dari 4 dinilai" in page
    assert "100: Membahayakan orang" in page
    assert "Anda Penilai 3." in page
    answer = give(client, round_, K="75", M="50", S="25", ke="2")
    assert answer["Location"].endswith("?hal=2")
    assert sorted(Score.objects.values_list("points", flat=True)) == [25, 50, 75]
    assert "1 dari 4 dinilai" in client.get(address(round_)).content.decode()
    again = client.get(f"{address(round_)}?hal=1").content.decode()
    assert again.count(" selected") == 3
    give(client, round_, K="100")
    assert Score.objects.filter(points=100, version=2).count() == 1


def test_a_level_that_is_none_is_refused_and_the_page_keeps_what_was_chosen(world: World) -> None:
    round_, client = counted.collecting(world), world.client("pendamping")
    for text in ("60", "tinggi", "²"):
        page = give(client, round_, K=text, M="50").content.decode()
        assert "pilih salah satu tingkat rubrik untuk Keterdesakan" in page
        assert '<option value="50" selected>' in page
    assert not Score.objects.exists()


def test_an_interest_is_declared_with_a_reason_before_scoring(world: World) -> None:
    round_, client = counted.collecting(world), world.client("pendamping")
    first, second, *_ = counted.numbers(round_)
    short = give(client, round_, K="75", mundur=second, **{f"alasan-{second}": "ya"}).content.decode()
    assert "Nilai belum tersimpan." in short
    assert '<option value="75" selected>' in short
    assert not Score.objects.exists()
    assert "Tulis alasannya paling sedikit 10 huruf." in short
    assert 'value="ya"' in short
    why = "Rumah saya di gang itu."
    give(client, round_, K="75", mundur=second, **{f"alasan-{second}": why})
    assert Recusal.objects.get().reason == why
    assert Score.objects.count() == 1
    page = client.get(address(round_)).content.decode()
    assert why in page
    assert f'name="nilai-{second}-K"' not in page
    late = client.post(address(round_), {"mundur": first, f"alasan-{first}": why}).content.decode()
    assert "sudah Anda nilai" in late
    assert client.post(address(round_), {"mundur": "tidak-ada"}).status_code == 404


def test_the_own_group_and_the_own_rw_are_never_scored(world: World) -> None:
    round_ = counted.drafted(world, assessors_needed=1)
    actions.preparing.set_assessors(
        round_, [world.offices[row] for row in ("rw", "rt", "lembaga", "kelurahan")], **act(world)
    )
    actions.freezing.freeze(round_, **act(world))
    round_ = fresh(actions.freezing.start_collecting(fresh(round_), **act(world)))
    groups = {row.facts["nomor"]: row.facts["kelompok"] for row in round_.candidates.all()}
    left = {(one.assessor.number, groups[one.candidate.facts["nomor"]]) for one in Recusal.objects.all()}
    assert left == {(1, "RW 01"), (2, "RW 01"), (3, "PKK Pokja 2")}
    own = next(number for number, group in groups.items() if group == "RW 01")
    with pytest.raises(ValidationError, match="tidak Anda nilai"):
        actions.assessing.give_scores(round_, {own: {"K": 75}}, **act(world, "rw"))
    page = world.client("rw").get(address(round_)).content.decode()
    assert actions.assessing.OWN in page
    assert f'name="nilai-{own}-K"' not in page


def test_the_office_of_the_forum_sees_how_far_and_no_points_before_the_count(world: World) -> None:
    round_ = counted.collecting(world)
    give(world.client("pendamping"), round_, K="75", M="75", S="75")
    client = world.client("kelurahan")
    assert "Anda Penilai 1." in client.get(address(round_)).content.decode()
    page = client.get(f"{address(round_)}?lihat=kemajuan").content.decode()
    assert "1 dari 4" in page
    assert "75" not in page.partition("<table")[2].partition("</table>")[0]
    assert "Beda nilai antarpenilai" not in page
    assert (
        "Kemajuan penilai" not in world.client("pendamping").get(f"{address(round_)}?lihat=kemajuan").content.decode()
    )


def test_after_the_count_a_wide_spread_is_flagged(world: World) -> None:
    round_ = counted.collecting(world)
    number = counted.numbers(round_)[0]
    counted.score_all(world, round_, 50)
    actions.assessing.give_scores(round_, {number: {"K": 100}}, **act(world, "lurah"))
    counted.vote_all(world, round_, counted.numbers(round_)[:2])
    actions.computing.count_round(round_, **act(world, at=counted.AFTER))
    round_ = fresh(round_)
    found = {one.number: one for one in score_sheet.spreads(round_)}
    assert found[number].cells[0] == ("Keterdesakan", 50)
    assert [one.number for one in found.values() if one.is_wide] == [number]
    page = world.client("lurah").get(f"{address(round_)}?lihat=kemajuan").content.decode()
    assert page.count("chip--back") == 1
    assert "Sekarang hanya dapat dibaca." in world.client("pendamping").get(address(round_)).content.decode()


def test_who_is_no_assessor_may_not(world: World) -> None:
    round_ = counted.collecting(world)
    for row, status in (("kecamatan", 403), ("bappeda", 403), ("opd", 404), ("lembaga", 404), ("lurah_tetangga", 404)):
        assert world.client(row).get(address(round_)).status_code == status
        assert world.client(row).post(address(round_), {}).status_code == status


def test_no_points_stand_in_an_event(world: World) -> None:
    round_ = counted.collecting(world)
    give(world.client("pendamping"), round_, K="75", M="25")
    body = Event.objects.order_by("seq").last()
    assert body is not None
    assert body.body == {"langkah": "nilai diberikan", "penilai": 3, "nilai": 2}


def test_the_sheet_asks_as_often_for_many(world: World) -> None:
    round_ = counted.collecting(world)
    clients = [(world.client("pendamping"), ""), (world.client("lurah"), "?lihat=kemajuan")]
    few = [queries(client, f"{address(round_)}{query}") for client, query in clients]
    counted.score_all(world, round_)
    assert [queries(client, f"{address(round_)}{query}") for client, query in clients] == few


def test_the_office_of_an_assessor_is_led_to_the_sheet(world: World) -> None:
    round_ = counted.collecting(world)
    for row, is_led in (("pendamping", True), ("mitra", False)):
        assert (address(round_) in world.client(row).get("/kantor/").content.decode()) == is_led
