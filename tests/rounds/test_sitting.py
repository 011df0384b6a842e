"""A sidang kelompok says one of three words on each surveyed usulan; the closing writes them and tells the proposer."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from proposals.lifeline import lifeline
from proposals.models import LevelDecision, Notice, Proposal, Survey
from proposals.statuses import Status
from proposals.undo_rules import last_event, why_not_undo
from proposals.why import short_reason
from rounds import actions, sheet, sitting
from rounds.actions.sitting import decide
from rounds.board import board
from rounds.models import Candidate, Forum
from tests.counting import queries
from tests.rounds import town
from tests.rounds.town import act
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db

ENDS = ("tahun_berjalan", "ditolak")
LAND: dict[str, Any] = {
    "verdict": "ditolak",
    "reason_code": "lahan",
    "reason": "Lahan milik perorangan dan pemiliknya menolak.",
}
NOW_PAID: dict[str, Any] = {
    "verdict": "tahun_berjalan",
    "reason": "Dikerjakan DPU lewat pemeliharaan saluran triwulan ini.",
}


def survey(world: World, proposal: Proposal) -> Survey:
    """A visit that found the usulan fit."""
    by = world.offices["opd"]
    return Survey.objects.create(
        proposal=proposal, agency=proposal.agency, status=Survey.Status.DONE, planned_on=TODAY, planned_by=by,
        planned_at=NOW, verdict="layak", volume=proposal.current_volume, amount=proposal.current_amount,
        note="Saluran terukur.", done_by=by, done_at=NOW,
    )  # fmt: skip


def opened(world: World, count: int = 4, surveyed: int = 3) -> Forum:
    """The sidang kelompok of Mawar, running; of its usulan so many were surveyed."""
    for proposal in town.accepted(world, count)[:surveyed]:
        survey(world, proposal)
    parent = actions.founding.plan_in_parts(world.cycle, **act(world, "bappeda"))
    forum = parent.parts.get(kind=Forum.Kind.GROUP, region=world.regions["mawar"])
    return actions.opening.open_forum(forum, **act(world, "lurah"))


def case(forum: Forum, number: int) -> Candidate:
    return sitting.cases(town.round_of(forum))[number].candidate


def decided(world: World) -> tuple[Forum, list[Candidate]]:
    """A closed sidang: the first goes on, the second is done this year, the third is refused, the last unsurveyed."""
    forum = opened(world)
    rows = [case(forum, n) for n in range(3)]
    words: tuple[dict[str, Any], ...] = ({"verdict": "diteruskan"}, NOW_PAID, LAND)
    for row, said in zip(rows, words, strict=True):
        decide(row, **said, **act(world))
    town.complete(world, forum)
    actions.closing.close_forum(forum, **act(world, "lurah"))
    return forum, rows


def test_the_three_words_become_decisions_that_the_proposer_reads(world: World) -> None:
    forum, rows = decided(world)
    first, second, third = (Proposal.objects.for_list().get(pk=row.proposal_id) for row in rows)
    assert [one.status for one in (first, second, third)] == [
        Status.PRIORITY_KEL, Status.THIS_YEAR, Status.REJECTED,
    ]  # fmt: skip
    said = {one.proposal_id: one for one in LevelDecision.objects.filter(forum_number=forum.number)}
    assert [said[row.proposal_id].outcome for row in rows] == ["prioritas", "tahun_berjalan", "ditolak"]
    assert [said[row.proposal_id].round_numbers["putusan"] for row in rows] == [row["verdict"] for row in (
        {"verdict": "diteruskan"}, NOW_PAID, LAND)]  # fmt: skip
    refused = said[third.pk]
    assert (refused.amount, str(refused.volume)) == (0, "0.00")
    assert (refused.reason_code, refused.reason) == ("lahan", LAND["reason"])
    assert said[second.pk].amount == second.current_amount
    titles = [lifeline(one)[-1].title if one.status != Status.PRIORITY_KEL else "" for one in (second, third)]
    assert titles == ["Diakomodir tahun berjalan", "Tidak diterima"]
    assert any(step.title.startswith("Diteruskan ke kota: prioritas 1") for step in lifeline(first))
    told = {notice.proposal_id: notice.text for notice in Notice.objects.filter(event__kind__in=ENDS)}
    assert NOW_PAID["reason"] in told[second.pk]
    assert LAND["reason"] in told[third.pk]
    assert "anggaran tahun berjalan" in short_reason(second)
    public = world.client("publik").get(reverse("usulan", args=[second.number])).content.decode()
    assert "Dikerjakan tahun ini" in public
    assert forum.title in public
    result = world.client("publik").get(reverse("hasil-forum-satu", args=[forum.number])).content.decode()
    assert "1 usulan diakomodir tahun berjalan, 1 usulan ditolak." in result
    assert LAND["reason"] in result
    mawar = next(one for one in board(world.cycle, world.regions["mawar"].code) if one.forum == forum)
    assert (mawar.chosen, mawar.reserve) == (2, 0)


def test_one_that_does_not_go_on_takes_no_quota_and_no_pagu(world: World) -> None:
    forum = opened(world)
    before = sheet.read(town.round_of(forum))
    row = case(forum, 0)
    decide(row, **NOW_PAID, **act(world))
    after = sheet.read(town.round_of(forum))
    assert before.spent - after.spent == row.cost
    shown = after.row(row.proposal.number)
    assert shown is not None
    assert shown.state == "diakomodir tahun berjalan"
    with pytest.raises(ValidationError, match="Sidang sudah memutus"):
        actions.ordering.hold(row, reason_code="pagu", reason="Pagu habis tahun ini.", **act(world))
    decide(case(forum, 0), verdict="diteruskan", **act(world))
    assert sheet.read(town.round_of(forum)).spent == before.spent
    assert case(forum, 0).reason == ""


def test_every_surveyed_usulan_is_decided_before_the_sidang_is_closed(world: World) -> None:
    forum = opened(world)
    town.complete(world, forum)
    with pytest.raises(ValidationError, match="3 usulan yang disurvei belum diputus sidang"):
        actions.closing.close_forum(forum, **act(world, "lurah"))
    html = world.client("lurah").get(reverse("forum-satu", args=[forum.number])).content.decode()
    assert "Putuskan usulan yang disurvei" in html


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"verdict": "mungkin"}, "Pilih salah satu keputusan"),
        ({"verdict": ""}, "Pilih salah satu keputusan"),
        ({"verdict": "ditolak"}, "Pilih alasan dari daftar"),
        (LAND | {"reason": "lahan"}, "paling sedikit 10 huruf"),
        ({"verdict": "tahun_berjalan"}, "Tulis anggaran atau kegiatannya"),
    ],
)
def test_what_is_missing_in_a_word_is_said(world: World, said: dict[str, Any], sentence: str) -> None:
    forum = opened(world, 1, 1)
    with pytest.raises(ValidationError, match=sentence):
        decide(case(forum, 0), **said, **act(world))
    assert not Candidate.objects.exclude(verdict="").exists()


def test_only_a_sidang_decides_and_only_what_was_surveyed(world: World) -> None:
    forum = opened(world)
    round_ = town.round_of(forum)
    left = round_.candidates.exclude(proposal__in=sitting.surveys(round_)).get()
    with pytest.raises(ValidationError, match="belum disurvei"):
        decide(left, **LAND, **act(world))
    row = case(forum, 0)
    decide(row, **LAND, expected=0, **act(world))
    assert decide(case(forum, 0), **LAND, expected=0, **act(world)).revision == 1
    with pytest.raises(ValidationError, match="baru saja diubah"):
        decide(case(forum, 1), **LAND, expected=0, **act(world))
    Forum.objects.filter(pk=forum.pk).update(kind=Forum.Kind.KELURAHAN, parent=None)
    with pytest.raises(ValidationError, match="Hanya sidang kelompok"):
        decide(case(forum, 1), **LAND, **act(world))


def test_the_page_opens_one_form_keeps_what_was_typed_and_saves(world: World) -> None:
    forum = opened(world)
    page, client = reverse("forum-sidang", args=[forum.number]), world.client("kelurahan")
    key = case(forum, 0).proposal.number
    html = client.get(page).content.decode()
    assert "3 belum diputus" in html
    assert "Simpan keputusan" not in html
    assert "Simpan keputusan" in client.get(page, {"usulan": key}).content.decode()
    typed: dict[str, Any] = {"usulan": key, "revisi": 0, **LAND, "reason": "lahan"}
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert "paling sedikit 10 huruf" in refused.content.decode()
    assert client.post(page, typed | LAND)["Location"].endswith(f"#u-{key}")
    assert "2 belum diputus" in client.get(page).content.decode()
    assert LAND["reason"] in client.get(page, {"usulan": key}).content.decode()
    assert world.client("camat").post(page, typed).status_code == 403
    assert "Simpan keputusan" not in world.client("camat").get(page, {"usulan": key}).content.decode()
    other = town.planned(world, "melati")
    assert world.client("camat").get(reverse("forum-sidang", args=[other.number])).status_code == 404


def test_few_and_many_cases_ask_the_same_of_the_database(world: World) -> None:
    forum = opened(world, 8, 2)
    page, client = reverse("forum-sidang", args=[forum.number]), world.client("lurah")
    few = queries(client, page)
    for proposal in Proposal.objects.filter(surveys=None, status=Status.ACCEPTED_KEL):
        survey(world, proposal)
    assert len(sitting.cases(town.round_of(forum))) == 8
    assert queries(client, page) == few


def test_a_desk_does_not_take_back_what_the_sidang_said(world: World) -> None:
    _, rows = decided(world)
    event = last_event(Proposal.objects.get(pk=rows[2].proposal_id))
    assert (
        why_not_undo(event, world.offices["lurah"], NOW)
        == "Keputusan ini dibuat forum, jadi tidak dapat dibatalkan meja."
    )
