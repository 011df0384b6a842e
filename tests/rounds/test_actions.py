"""The verbs of forums: opening, attendance, order, closing, and what each refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from proposals import actions as usulan
from proposals.models import Ceiling, Event, LevelDecision, Proposal, Quota, Stage
from proposals.statuses import Status
from rounds import actions, blockers, sheet
from rounds.actions.attendance import Person
from rounds.models import Candidate, Forum, Limit, Move
from tests.rounds.town import accepted, act, closed, complete, lane, opened, planned, results, round_of
from tests.world import NOW, World

ordering = actions.ordering


def said(refused: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(refused.value.messages)


def blocking(forum: Forum) -> list[str]:
    forum = Forum.objects.select_related("region", "cycle").get(pk=forum.pk)
    found = round_of(forum)
    return [b.code for b in blockers.close_blockers(forum, found, sheet.read(found), blockers.present(forum))]


# --- opening ---


def test_there_is_one_forum_per_place_and_year(world: World) -> None:
    forum = planned(world)
    assert planned(world) == forum
    assert forum.number == f"9901-{world.cycle.plan_year}-F011001"
    assert Event.objects.filter(kind=Event.Kind.FORUM_RECORDED).count() == 1


def test_only_the_head_opens_and_closes(world: World) -> None:
    accepted(world)
    forum = planned(world)
    for row in ("kelurahan", "camat", "lurah_tetangga", "bappeda"):
        with pytest.raises(ValidationError, match="Hanya lurah"):
            actions.opening.open_forum(forum, **act(world, row))
    forum = complete(world, actions.opening.open_forum(forum, **act(world, "lurah")))
    with pytest.raises(ValidationError, match="Hanya lurah"):
        actions.closing.close_forum(forum, **act(world, "kelurahan"))
    assert actions.closing.close_forum(forum, **act(world, "lurah")).status == Forum.Status.CLOSED


def test_opening_takes_accepted_usulan_by_list_and_group_rank(world: World) -> None:
    proposals = accepted(world)
    own = world.accepted(group="kelurahan", item="gerobak", volume="1")
    world.sent(group="rw01", volume="50")
    forum = actions.opening.open_forum(planned(world), **act(world, "lurah"))
    assert {c.proposal for c in lane(forum, "SARPRAS")} == {*proposals[:3], own}
    assert [c.proposal.group_rank for c in lane(forum, "SARPRAS")] == [1, 1, 1, 2]
    assert [c.position for c in lane(forum, "SARPRAS")] == [1, 2, 3, 4]
    assert [c.proposal for c in lane(forum, "LK")] == [proposals[3]]


def test_opening_twice_opens_once(world: World) -> None:
    forum = opened(world)
    actions.opening.open_forum(forum, **act(world, "lurah"))
    assert forum.rounds.count() == 1
    assert Event.objects.filter(kind=Event.Kind.FORUM_OPENED).count() == 1


def test_limits_stay_as_they_were_at_opening(world: World) -> None:
    forum = opened(world)
    Quota.objects.filter(per=Quota.Per.LIST).update(maximum=1)
    Ceiling.objects.update(amount=1)
    limits = {limit.code: limit.maximum for limit in Limit.objects.filter(round__forum=forum).order_by("code")}
    assert limits == {"KUOTA-DAFTAR-SARPRAS": 10, "PAGU": 300_000_000}


def test_the_quota_of_the_kelurahan_beats_the_quota_of_the_city(world: World) -> None:
    Quota.objects.create(cycle=world.cycle, per="daftar", list_kind="SARPRAS", region=world.regions["mawar"], maximum=2)
    forum = opened(world)
    assert list(results(forum).values()).count("KUOTA") == 1


def test_a_closed_stage_opens_no_forum_and_stops_its_order(world: World) -> None:
    accepted(world)
    forum = planned(world)
    late = NOW + timedelta(days=30)
    with pytest.raises(ValidationError, match="ditutup"):
        actions.opening.open_forum(forum, by=world.offices["lurah"], at=late)
    actions.opening.open_forum(forum, **act(world, "lurah"))
    first = lane(forum, "SARPRAS")[0]
    with pytest.raises(ValidationError, match="ditutup"):
        ordering.move(first, to=2, by=world.offices["lurah"], at=late, expected=0)
    Stage.objects.filter(kind="kelurahan").update(closed_at=NOW)
    with pytest.raises(ValidationError, match="ditutup"):
        actions.closing.close_forum(complete(world, forum), **act(world, "lurah"))
    assert Move.objects.count() == 0


def test_a_forum_without_usulan_does_not_open(world: World) -> None:
    with pytest.raises(ValidationError, match="Belum ada usulan"):
        actions.opening.open_forum(planned(world), **act(world, "lurah"))


# --- the meeting ---


def test_the_log_keeps_no_names_of_the_meeting(world: World) -> None:
    complete(world, opened(world))
    body = str([event.body for event in Event.objects.order_by("seq")])
    for name in ("Sumiati", "Bagus", "Aminah", "Joko"):
        assert name not in body


def test_the_same_person_is_recorded_once(world: World) -> None:
    forum = opened(world)
    people = [Person("Siti", "P", "PKK"), Person("Siti", "P", "PKK"), Person("Siti", "P", "Posyandu")]
    assert actions.attendance.record_attendance(forum, people, **act(world)) == (2, 1)
    assert actions.attendance.record_attendance(forum, people, **act(world)) == (0, 3)
    with pytest.raises(ValidationError):
        actions.attendance.record_attendance(forum, [Person("Agus", "X")], **act(world))
    first = forum.attendances.first()
    assert first is not None
    assert actions.attendance.remove_attendance(forum, first.pk, **act(world))
    assert not actions.attendance.remove_attendance(forum, first.pk, **act(world))
    assert forum.attendances.count() == 1


def test_a_closed_forum_takes_no_more_data(world: World) -> None:
    forum = closed(world)
    with pytest.raises(ValidationError, match="terkunci"):
        actions.meeting.update_forum(forum, chair="Orang lain", **act(world))
    with pytest.raises(ValidationError, match="terkunci"):
        actions.attendance.record_attendance(forum, [Person("Agus", "L")], **act(world))
    with pytest.raises(ValidationError, match="terkunci"):
        ordering.move(lane(forum, "SARPRAS")[0], to=2, expected=None, **act(world))


def test_consensus_keeps_no_votes(world: World) -> None:
    forum = opened(world)
    voted = actions.meeting.update_forum(forum, method="suara", votes_for=30, votes_against=2, **act(world))
    assert voted.votes_for == 30
    assert actions.meeting.update_forum(forum, method="mufakat", **act(world)).votes_for is None


# --- order ---


def test_a_move_keeps_the_places_whole_and_is_recorded(world: World) -> None:
    forum = opened(world)
    before = lane(forum, "SARPRAS")
    ordering.move(before[2], to=1, expected=0, **act(world))
    after = lane(forum, "SARPRAS")
    assert [c.pk for c in after] == [before[2].pk, before[0].pk, before[1].pk]
    assert [c.position for c in after] == [1, 2, 3]
    moved = Move.objects.get()
    assert (moved.kind, moved.before, moved.after) == (Move.Kind.ORDER, 3, 1)
    assert round_of(forum).revision == 1
    event = Event.objects.get(kind=Event.Kind.ROUND_MOVED)
    assert event.body["moves"] == [{"usulan": before[2].proposal.number, "jenis": "PINDAH", "dari": 3, "ke": 1}]


def test_of_two_moves_from_one_page_the_second_is_told(world: World) -> None:
    forum = opened(world)
    first, second, third = lane(forum, "SARPRAS")
    ordering.move(third, to=1, expected=0, **act(world, "lurah"))
    with pytest.raises(ValidationError, match="baru saja diubah oleh Lurah Mawar") as refused:
        ordering.move(second, to=1, expected=0, **act(world))
    assert refused.value.code == "conflict"
    assert [c.pk for c in lane(forum, "SARPRAS")] == [third.pk, first.pk, second.pk]


def test_the_same_move_twice_has_one_effect(world: World) -> None:
    forum = opened(world)
    last = lane(forum, "SARPRAS")[2]
    for _ in range(2):
        ordering.move(last, to=1, expected=0, **act(world))
        ordering.hold(lane(forum, "LK")[0], reason_code="prioritas", reason="Ditunda satu tahun", **act(world))
    assert Move.objects.count() == 2


def test_a_whole_order_records_the_fewest_moves(world: World) -> None:
    forum = opened(world, 8)
    rows = lane(forum, "SARPRAS")
    numbers = [c.proposal.number for c in rows]
    wanted = [numbers[4], *numbers[:4], *numbers[5:]]
    for _ in range(2):
        ordering.set_order(round_of(forum), lane="SARPRAS", numbers=wanted, expected=0, **act(world))
    assert [c.proposal.number for c in lane(forum, "SARPRAS")] == wanted
    assert [(m.before, m.after) for m in Move.objects.order_by("pk")] == [(5, 1)]
    with pytest.raises(ValidationError, match="Daftar usulan berubah"):
        ordering.set_order(round_of(forum), lane="SARPRAS", numbers=wanted[1:], expected=1, **act(world))


def test_a_move_can_be_taken_back(world: World) -> None:
    forum = opened(world)
    before = [c.pk for c in lane(forum, "SARPRAS")]
    ordering.move(lane(forum, "SARPRAS")[2], to=1, expected=0, **act(world))
    ordering.undo(round_of(forum), expected=1, **act(world))
    assert [c.pk for c in lane(forum, "SARPRAS")] == before
    assert Move.objects.count() == 2


def test_holding_back_needs_a_reason_that_people_can_read(world: World) -> None:
    forum = opened(world)
    first = lane(forum, "SARPRAS")[0]
    for code, reason in (("", "Alasan yang cukup panjang"), ("prioritas", "pendek"), ("lainnya", "kurang dari tiga")):
        with pytest.raises(ValidationError):
            ordering.hold(first, reason_code=code, reason=reason, **act(world))
    ordering.hold(first, reason_code="prioritas", reason="Dikerjakan swadaya tahun ini", **act(world))
    assert results(forum)[first.proposal.number] == "TAHAN"
    ordering.clear(first, **act(world))
    assert results(forum)[first.proposal.number] == "MENANG"


def test_the_forum_may_pass_a_quota_with_a_reason_but_no_pagu(world: World) -> None:
    Quota.objects.filter(per="daftar").update(maximum=2)
    Ceiling.objects.filter(region=world.regions["mawar"]).update(amount=100_000_000)
    forum = opened(world)
    last = lane(forum, "SARPRAS")[2]
    assert results(forum)[last.proposal.number] == "KUOTA"
    with pytest.raises(ValidationError, match="10 huruf"):
        ordering.insist(last, reason="perlu", **act(world))
    ordering.insist(last, reason="Menutup genangan di jalan utama", **act(world))
    assert results(forum)[last.proposal.number] == "MENANG"
    ordering.clear(last, **act(world))
    Limit.objects.filter(code="PAGU").update(maximum=60_000_000)
    first = next(c for c in lane(forum, "SARPRAS") if results(forum)[c.proposal.number] == "PAGU")
    with pytest.raises(ValidationError, match="Pagu tidak boleh dilewati"):
        ordering.insist(first, reason="Menutup genangan di jalan utama", **act(world))
    assert not Candidate.objects.filter(mark="masuk").exists()


def test_no_move_pushes_out_what_the_forum_let_in(world: World) -> None:
    Quota.objects.filter(per="daftar").update(maximum=1)
    Ceiling.objects.filter(region=world.regions["mawar"]).update(amount=60_000_000)
    forum = opened(world)
    dear = max(lane(forum, "SARPRAS"), key=lambda row: row.cost)
    ordering.move(dear, to=1, expected=None, **act(world))
    ordering.move(dear, to=3, expected=None, **act(world))
    second = lane(forum, "SARPRAS")[1]
    ordering.insist(second, reason="Menutup genangan di jalan utama", **act(world))
    assert results(forum)[second.proposal.number] == "MENANG"
    before = [row.proposal.number for row in lane(forum, "SARPRAS")]
    said = f"{second.proposal.number} yang sudah dimasukkan forum tidak termuat lagi. Pagu tidak boleh dilewati"
    with pytest.raises(ValidationError, match=said):
        ordering.move(dear, to=1, expected=None, **act(world))
    with pytest.raises(ValidationError, match=said):
        ordering.undo(round_of(forum), expected=None, **act(world))
    with pytest.raises(ValidationError, match=said):
        ordering.set_order(
            round_of(forum), lane="SARPRAS", numbers=[before[2], *before[:2]], expected=None, **act(world)
        )
    assert [row.proposal.number for row in lane(forum, "SARPRAS")] == before
    ordering.clear(second, **act(world))
    ordering.move(dear, to=1, expected=None, **act(world))
    assert lane(forum, "SARPRAS")[0] == dear


# --- while it runs ---


def test_what_the_desk_decides_meanwhile_blocks_until_it_is_taken_in(world: World) -> None:
    forum = complete(world, opened(world))
    first = lane(forum, "SARPRAS")[0].proposal
    usulan.deciding.reject(
        first, reason_code="lahan", reason="Lahan milik perorangan", may_repeat=True, expected=None, **act(world)
    )
    late = world.accepted(group="pkk", item="pelatihan", volume="10")
    assert blocking(forum) == ["daftar-berubah"]
    with pytest.raises(ValidationError, match="Perbarui daftarnya"):
        actions.closing.close_forum(forum, **act(world, "lurah"))
    assert actions.opening.take_in(forum, **act(world)) == (1, 1)
    assert actions.opening.take_in(forum, **act(world)) == (0, 0)
    assert [c.proposal for c in lane(forum, "LK")][-1] == late
    assert [c.position for c in lane(forum, "SARPRAS")] == [1, 2]
    assert blocking(forum) == []


# --- closing ---


def test_a_forum_names_all_that_is_missing_and_stays_open(world: World) -> None:
    forum = opened(world)
    waiting = world.sent(group="rw01", volume="50")
    assert blocking(forum) == ["hadir", "pimpinan", "notulis", "cara", "belum-diputus"]
    with pytest.raises(ValidationError) as refused:
        actions.closing.close_forum(forum, **act(world, "lurah"))
    assert waiting.number in said(refused)
    assert len(refused.value.messages) == 5
    assert Forum.objects.get(pk=forum.pk).status == Forum.Status.OPEN
    assert not LevelDecision.objects.filter(forum_number=forum.number).exists()


def test_voting_needs_counts_that_fit_the_hall(world: World) -> None:
    forum = complete(world, opened(world))
    actions.meeting.update_forum(forum, method="suara", **act(world))
    assert blocking(forum) == ["suara"]
    actions.meeting.update_forum(forum, votes_for=40, votes_against=1, **act(world))
    assert blocking(forum) == ["suara"]
    actions.meeting.update_forum(forum, votes_for=2, votes_against=0, **act(world))
    assert blocking(forum) == []


def test_closing_writes_every_outcome_and_sends_the_list(world: World) -> None:
    Ceiling.objects.filter(region=world.regions["mawar"]).update(amount=70_000_000)
    forum = complete(world, opened(world))
    held = lane(forum, "LK")[0]
    ordering.hold(held, reason_code="prioritas", reason="Pelatihan serupa sudah ada", **act(world))
    closed_forum = actions.closing.close_forum(forum, **act(world, "lurah"))
    assert closed_forum.status == Forum.Status.CLOSED
    by_status = {p.number: p.status for p in Proposal.objects.filter(cycle=world.cycle).order_by("number")}
    assert sorted(by_status.values()) == ["cadangan_kel", "cadangan_kel", "prioritas_kel", "prioritas_kel"]
    priorities = Proposal.objects.filter(status=Status.PRIORITY_KEL).order_by("kelurahan_rank")
    assert [p.kelurahan_rank for p in priorities] == [1, 2]
    out = Proposal.objects.get(status=Status.RESERVE_KEL, reason_code="pagu")
    assert out.reason.startswith("Belum terpilih karena pagu Kel. Mawar tidak cukup: sisa Rp")
    decision = LevelDecision.objects.get(proposal=out, forum_number=forum.number)
    assert decision.round_numbers["kurang"] > 0
    assert decision.round_numbers["cadangan"] == 1
    own = Proposal.objects.get(pk=held.proposal_id)
    assert (own.reason_code, own.reason) == ("prioritas", "Pelatihan serupa sudah ada")
    assert Event.objects.filter(kind=Event.Kind.LIST_SENT).count() == 1
    assert Candidate.objects.filter(round__forum=forum, decision=None).count() == 0


def test_closing_twice_writes_once(world: World) -> None:
    forum = closed(world)
    count = LevelDecision.objects.count()
    actions.closing.close_forum(forum, **act(world, "lurah"))
    assert LevelDecision.objects.count() == count
    assert Event.objects.filter(kind=Event.Kind.FORUM_CLOSED).count() == 1


def test_closing_what_was_not_seen_is_refused(world: World) -> None:
    forum = complete(world, opened(world))
    ordering.move(lane(forum, "SARPRAS")[2], to=1, expected=0, **act(world))
    with pytest.raises(ValidationError, match="Urutan berubah"):
        actions.closing.close_forum(forum, expected=0, **act(world, "lurah"))
    assert actions.closing.close_forum(forum, expected=1, **act(world, "lurah")).status == Forum.Status.CLOSED


def test_nihil_is_for_a_kelurahan_where_nothing_waits(world: World) -> None:
    waiting = accepted(world, 1)
    forum = planned(world)
    with pytest.raises(ValidationError, match="Masih ada 1 usulan"):
        actions.closing.nil_forum(forum, reason="Tidak ada yang datang", **act(world, "lurah"))
    usulan.deciding.reject(
        waiting[0], reason_code="lahan", reason="Lahan milik perorangan", may_repeat=True, expected=None, **act(world)
    )
    with pytest.raises(ValidationError, match="10 huruf"):
        actions.closing.nil_forum(forum, reason="kosong", **act(world, "lurah"))
    with pytest.raises(ValidationError, match="Hanya lurah"):
        actions.closing.nil_forum(forum, reason="Tidak ada yang datang", **act(world))
    for _ in range(2):
        assert actions.closing.nil_forum(forum, reason="Tidak ada yang datang", **act(world, "lurah")).status == "nihil"
    assert Event.objects.filter(kind=Event.Kind.FORUM_NIL).count() == 1


@pytest.mark.parametrize("verb", ["open", "close"])
def test_the_queries_of_a_verb_do_not_grow(world: World, verb: str) -> None:
    def cost(count: int) -> int:
        with transaction.atomic():
            accepted(world, count)
            forum = planned(world)
            with CaptureQueriesContext(connection) as opening:
                forum = actions.opening.open_forum(forum, **act(world, "lurah"))
            complete(world, forum)
            with CaptureQueriesContext(connection) as closing:
                actions.closing.close_forum(forum, **act(world, "lurah"))
            transaction.set_rollback(True)
        return len(opening if verb == "open" else closing)

    assert cost(3) == cost(30)
