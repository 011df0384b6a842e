"""The life of a counted round: what each step needs, what it fixes, what it writes."""

import csv
import json
import re
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from proposals.models import Event, Proposal
from proposals.statuses import Status
from rounds import actions, pool, sheet
from rounds.counting.records import record_of
from rounds.engine.bundle.reasons import reason_file
from rounds.engine.record import compute
from rounds.models import Ballot, Criterion, Receipt, Round, Run
from tests.rounds import counted, town
from tests.rounds.counted import AFTER, act, fresh
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def test_a_round_takes_its_usulan_out_of_the_halls_list_and_annulled_gives_them_back(world: World) -> None:
    round_ = counted.drafted(world)
    forum = counted.forum(round_)
    before = {proposal.number for proposal in pool.pool(forum)}
    actions.freezing.freeze(round_, **act(world))
    assert set(counted.numbers(round_)) == before
    assert not pool.pool(forum).exists()
    assert sheet.read(town.round_of(forum)).total == 0
    actions.freezing.annul(fresh(round_), reason="Forum memilih tanpa hitungan.", **act(world))
    assert {proposal.number for proposal in pool.pool(forum)} == before


def test_freezing_names_all_that_is_missing_at_once(world: World) -> None:
    round_ = counted.drafted(world, choices=9)
    Criterion.objects.filter(round=round_, code="K").update(weight=10)
    round_.limits.all().delete()
    actions.preparing.set_assessors(round_, [], **act(world))
    with pytest.raises(ValidationError) as refused:
        actions.freezing.freeze(round_, **act(world))
    said = " ".join(refused.value.messages)
    for piece in ("berjumlah 70", "Penilai baru 0", "calonnya hanya 4", "belum berpagu"):
        assert piece in said
    assert fresh(round_).status == Round.Status.DRAFT


def test_only_the_head_freezes(world: World) -> None:
    round_ = counted.drafted(world)
    with pytest.raises(ValidationError, match="Hanya lurah"):
        actions.freezing.freeze(round_, **act(world, "kelurahan"))
    assert actions.freezing.freeze(round_, **act(world, "lurah")).rule_hash


def test_thawing_makes_a_new_version_only_before_anything_was_given(world: World) -> None:
    round_ = counted.frozen(world)
    with pytest.raises(ValidationError, match="alasannya"):
        actions.freezing.thaw(round_, reason="", **act(world))
    round_ = actions.freezing.thaw(round_, reason="Bobot belum disepakati.", **act(world))
    assert (round_.status, round_.version, round_.rule) == (Round.Status.DRAFT, 2, "")
    round_ = counted.fresh(actions.freezing.freeze(fresh(round_), **act(world)))
    round_ = actions.freezing.start_collecting(round_, **act(world))
    with pytest.raises(ValidationError, match="Langkah itu tidak ada lagi"):
        actions.freezing.thaw(round_, reason="Bobot belum disepakati.", **act(world))


def test_the_window_is_only_moved_later(world: World) -> None:
    round_ = counted.collecting(world)
    later = counted.CLOSES.replace(microsecond=1)
    why = "Delegasi masih di jalan karena banjir."
    with pytest.raises(ValidationError, match="diundurkan"):
        actions.freezing.extend(round_, until=NOW, reason=why, **act(world))
    assert actions.freezing.extend(round_, until=later, reason=why, **act(world)).closes_at == later
    with pytest.raises(ValidationError, match="tidak dibuka lagi"):
        actions.freezing.extend(round_, until=AFTER.replace(year=2099), reason=why, **act(world, at=AFTER))


def test_scoring_again_replaces_and_what_is_no_level_is_refused(world: World) -> None:
    round_ = counted.collecting(world)
    number = counted.numbers(round_)[0]
    assert actions.assessing.give_scores(round_, {number: {"K": 75}}, **act(world)) == 1
    assert actions.assessing.give_scores(round_, {number: {"K": 75}}, **act(world)) == 0
    assert actions.assessing.give_scores(round_, {number: {"K": 25}}, **act(world)) == 1
    assert list(round_.scores.order_by("version").values_list("version", "points")) == [(1, 75), (2, 25)]
    with pytest.raises(ValidationError, match="tingkat rubrik"):
        actions.assessing.give_scores(round_, {number: {"K": 60}}, **act(world))
    with pytest.raises(ValidationError, match="bukan penilai"):
        actions.assessing.give_scores(round_, {number: {"K": 75}}, **act(world, "camat"))


def test_a_delegate_votes_once_and_nothing_ties_the_ballot_to_the_person(world: World) -> None:
    round_ = counted.collecting(world)
    voter, known = round_.voters.order_by("number")[0], counted.numbers(round_)
    with pytest.raises(ValidationError, match="belum dicatat hadir"):
        actions.balloting.give_code(voter, **act(world))
    actions.balloting.mark_present(round_, [voter], **act(world))
    code = actions.balloting.give_code(voter, **act(world))
    with pytest.raises(ValidationError, match="tidak ada di surat suara"):
        actions.balloting.cast(code, ["tidak-ada"], at=NOW)
    receipt = actions.balloting.cast(code, known[:2], at=NOW)
    with pytest.raises(ValidationError, match="sudah dipakai"):
        actions.balloting.cast(code, known[:2], at=NOW)
    assert re.fullmatch(r"[a-z0-9]{12}", receipt)
    assert Receipt.objects.get(round=round_).code == receipt
    assert Ballot.objects.get(round=round_).choices == known[:2]
    fields = {field.name for field in Ballot._meta.get_fields()}
    assert fields == {"id", "round", "choices"}
    bodies = str(list(Event.objects.values_list("body", flat=True)))
    assert receipt not in bodies
    assert str(known[:2]) not in bodies


def test_a_blank_is_read_by_two_people_and_a_difference_by_a_third(world: World) -> None:
    round_ = counted.collecting(world, method="SUARA")
    known = counted.numbers(round_)
    voter = round_.voters.order_by("number")[0]
    actions.balloting.mark_present(round_, [voter], **act(world))
    actions.balloting.count_stack(round_, issued=2, unused=None, **act(world))
    actions.balloting.give_paper(voter, **act(world))

    def read(row: str, *choices: str) -> None:
        actions.balloting.read_paper(round_, serial=1, choices=list(choices), is_spoiled=False, **act(world, row))

    read("kelurahan", known[0])
    with pytest.raises(ValidationError, match="sudah Anda baca"):
        read("kelurahan", known[0])
    read("pendamping", known[1])
    with pytest.raises(ValidationError, match="nomor 1 belum dibaca sama"):
        actions.computing.count_round(round_, **act(world, at=AFTER))
    read("lurah", known[1])
    with pytest.raises(ValidationError, match="sudah dibaca sama"):
        read("bappeda", known[1])
    with pytest.raises(ValidationError, match="belum diisi"):
        actions.computing.count_round(round_, **act(world, at=AFTER))
    actions.balloting.count_stack(round_, issued=2, unused=1, **act(world))
    run = actions.computing.count_round(round_, **act(world, at=AFTER))
    assert {one.candidate.facts["nomor"]: one.ballots for one in run.results.all()}[known[1]] == "100,000"


def test_the_count_waits_for_the_window_the_scores_and_a_ballot(world: World) -> None:
    round_ = counted.collecting(world)
    with pytest.raises(ValidationError) as refused:
        actions.computing.count_round(round_, **act(world))
    said = " ".join(refused.value.messages)
    for piece in ("belum berakhir", "belum dinilai", "Belum ada surat suara"):
        assert piece in said


def test_ballots_are_written_anew_in_random_order_when_the_window_has_closed(world: World) -> None:
    round_ = counted.collecting(world)
    known = counted.numbers(round_)
    counted.score_all(world, round_)
    counted.vote_all(world, round_, known[:2])
    before = set(Ballot.objects.values_list("pk", flat=True))
    actions.computing.count_round(round_, **act(world, at=AFTER))
    after = set(Ballot.objects.values_list("pk", flat=True))
    assert len(after) == len(before) == len(counted.VOTERS)
    assert not before & after


def test_the_run_keeps_codes_numbers_and_sentences(world: World) -> None:
    round_ = counted.counted(world)
    run = Run.objects.get(round=round_)
    codes = {one.candidate.facts["nomor"]: one.code for one in run.results.select_related("candidate")}
    assert sorted(codes.values()) == ["MENANG", "MENANG", "MENANG", "PAGU"]
    lost = run.results.get(code="PAGU")
    assert "kurang Rp" in lost.sentences[0]
    told = {row["nomor"]: json.loads(row["angka"]) for row in csv.DictReader(_reasons(round_), delimiter=";")}
    for one in run.results.select_related("candidate"):
        assert {name: found for name, found in one.numbers.items() if name != "penentu"} == told[
            one.candidate.facts["nomor"]
        ]
    assert lost.numbers["penentu"] == told[lost.candidate.facts["nomor"]]["percobaan"][-1]["gagal"][0]
    assert lost.numbers["penentu"]["kurang"] > 0
    assert any("Akan terpilih bila biayanya paling banyak" in sentence for sentence in lost.sentences)
    assert run.result.startswith("nomor;kode;sapuan")


def test_the_forum_changes_the_list_with_reasons_and_never_over_the_pagu(world: World) -> None:
    round_ = counted.in_forum(world)
    results = {one.code: one for one in actions.settling.last_results(round_)}
    lost = results["PAGU"].candidate
    why: dict[str, Any] = {"reason": "Titik ini banjir paling parah.", "asked_by": "Ketua RW 02"}
    with pytest.raises(ValidationError, match="terlampaui"):
        actions.agreeing.change(round_, lost, kind="MASUK", **why, **act(world))
    with pytest.raises(ValidationError, match="Alasan paling sedikit"):
        actions.agreeing.change(round_, lost, kind="MASUK", reason="ya", asked_by="RW", **act(world))
    last = actions.settling.agreed_list(round_).lines[-1].number
    actions.agreeing.change(round_, counted.candidate(round_, last), kind="KELUAR", **why, **act(world))
    with pytest.raises(ValidationError, match="diubah orang lain"):
        actions.agreeing.change(round_, lost, kind="MASUK", expected=0, **why, **act(world))
    assert last not in actions.settling.agreed_list(round_).amounts


def test_closing_writes_every_outcome_with_its_sentence(world: World) -> None:
    round_ = counted.in_forum(world)
    round_ = actions.settling.close_round(round_, **act(world))
    assert round_.status == Round.Status.CLOSED
    found = {p.number: p for p in Proposal.objects.filter(candidacies__round=round_)}
    statuses = sorted(p.status for p in found.values())
    assert statuses == sorted([Status.PRIORITY_KEL] * 3 + [Status.RESERVE_KEL])
    lost = next(p for p in found.values() if p.status == Status.RESERVE_KEL)
    assert "kurang Rp" in lost.reason
    assert lost.reason_code == "pagu"
    actions.closing.close_forum(counted.forum(round_), **act(world))


def test_a_round_of_the_forums_own_order_needs_neither_scores_nor_ballots(world: World) -> None:
    round_ = counted.frozen(world, method="MUFAKAT")
    actions.freezing.start_collecting(round_, **act(world))
    run = actions.computing.count_round(fresh(round_), **act(world, at=AFTER))
    assert run.results.filter(code="MENANG").count() == 3


def test_the_page_of_a_loser_says_what_the_pagu_lacked_though_nothing_was_left(world: World) -> None:
    round_ = counted.in_forum(world, pagu=33_900_000)
    actions.settling.close_round(round_, **act(world))
    lost = next(row for row in round_.runs.get().results.order_by("place") if "penentu" in row.numbers)
    numbers = lost.candidate.proposal.decisions.get(forum_number=round_.forum.number).round_numbers
    assert (numbers["kode"], numbers["sisa"]) == ("PAGU", 0)
    said = world.client("publik").get(f"/usulan/{lost.candidate.proposal.number}/").content.decode()
    assert "Pagu: tidak cukup" in said
    assert "Kuota: penuh" not in said


def _reasons(round_: Round) -> StringIO:
    return StringIO(reason_file(compute(record_of(round_))).decode())
