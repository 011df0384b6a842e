"""What the tests of counted rounds start from: a round of Kelurahan Mawar at each step of its life."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from rounds import actions
from rounds.actions.attendance import Person
from rounds.actions.preparing import Mandate
from rounds.models import Candidate, Forum, Limit, Round, Scan, Voter
from tests.rounds import town
from tests.world import NOW, World

OPENS, CLOSES = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
AFTER = CLOSES + timedelta(minutes=1)
VOTERS = ("Sumiati", "Bagus", "Wahyuni", "Darto", "Lastri", "Rahmat")
ASSESSORS = ("kelurahan", "lurah", "pendamping")


def act(world: World, row: str = "lurah", at: datetime = NOW) -> dict[str, Any]:
    return {"by": world.offices[row], "at": at}


def fresh(round_: Round) -> Round:
    return Round.objects.for_page().get(pk=round_.pk)


def drafted(
    world: World,
    *,
    method: str = "GABUNGAN",
    count: int = 4,
    pagu: int = 80_000_000,
    one_area: bool = False,
    **terms: Any,
) -> Round:
    """A round of all that Mawar accepted, ready to be frozen: six voters (each of an RW), three assessors, one pagu."""
    forum = town.opened(world, count)
    town.complete(world, forum)
    actions.attendance.record_attendance(
        forum, [Person(f"Tamu {n}", "P", "RT", "RT") for n in range(30)], by=world.offices["kelurahan"], at=NOW
    )
    round_ = actions.preparing.prepare_round(forum, title="Semua usulan", method=method, **act(world))
    round_ = fresh(round_)
    for name, value in {"choices": 2, "choices_least": 1, **terms}.items():
        setattr(round_.terms, name, value)
    round_.terms.save()
    round_.opens_at, round_.closes_at = OPENS, CLOSES
    round_.save()
    round_.limits.all().delete()
    Limit.objects.create(
        round=round_, code="PAGU", label="pagu", per="sumber_dana", unit=Limit.Unit.RUPIAH, maximum=pagu
    )
    if method != Round.Method.CONSENSUS:
        actions.preparing.set_assessors(round_, [world.offices[row] for row in ASSESSORS], **act(world))
        areas = ["RW 01" if one_area else f"RW {n:02d}" for n, _ in enumerate(VOTERS, start=1)]
        people = [Mandate(name, area, "Delegasi rembuk RW") for name, area in zip(VOTERS, areas, strict=True)]
        actions.preparing.set_voters(round_, people, **act(world))
    return apart(world, round_)


def apart(world: World, round_: Round) -> Round:
    """Call all different that is alike: usulan of the tests share their words."""
    if waiting := actions.freezing.likenesses(fresh(round_)):
        pairs = [two.pair for some in waiting for two in some.pairs]
        actions.twinning.decide_twins(round_, different=pairs, reason="Tempatnya berbeda.", **act(world))
    return fresh(round_)


def frozen(world: World, **more: Any) -> Round:
    return fresh(actions.freezing.freeze(drafted(world, **more), **act(world)))


def collecting(world: World, **more: Any) -> Round:
    return fresh(actions.freezing.start_collecting(frozen(world, **more), **act(world)))


def numbers(round_: Round) -> list[str]:
    """Nomor in the frozen order."""
    return [row.facts["nomor"] for row in round_.candidates.order_by("position")]


def score_all(world: World, round_: Round, points: dict[str, int] | int = 50) -> None:
    """Every assessor gives every candidate the same points on each criterion."""
    codes = [one.code for one in round_.criteria.order_by("place")]
    for row in ASSESSORS:
        given = {
            number: {code: points if isinstance(points, int) else points[number] for code in codes}
            for number in numbers(round_)
        }
        actions.assessing.give_scores(round_, given, **act(world, row))


def vote(world: World, round_: Round, voter: Voter, choices: list[str]) -> str:
    """A delegate comes, gets a code and casts a ballot."""
    present = [*round_.voters.filter(is_present=True), voter]
    actions.balloting.mark_present(round_, present, **act(world, "kelurahan"))
    code = actions.balloting.give_code(voter, **act(world, "kelurahan"))
    return actions.balloting.cast(code, choices, at=NOW)


def vote_all(world: World, round_: Round, choices: list[str]) -> None:
    for voter in round_.voters.order_by("number"):
        vote(world, round_, voter, choices)


def counted(world: World, *, points: dict[int, int] | None = None, **more: Any) -> Round:
    """A round that was computed: the first candidate of the frozen order was scored highest, and all voted for it."""
    round_ = collecting(world, **more)
    known = numbers(round_)
    score_all(world, round_, {number: 100 - 25 * n for n, number in enumerate(known)})
    vote_all(world, round_, known[:2])
    actions.computing.count_round(round_, **act(world, at=AFTER))
    return fresh(round_)


def in_forum(world: World, **more: Any) -> Round:
    return fresh(actions.computing.bring_to_forum(counted(world, **more), **act(world)))


PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def sign(world: World, forum: Forum, row: str = "lurah", content: bytes = PDF, **more: Any) -> Scan:
    """The berita acara of a forum comes back with its signatures and is uploaded."""
    said = {"kind": Scan.Kind.MINUTES, **more}
    return actions.scanning.keep_scan(forum, ContentFile(content, name="pindaian.pdf"), **said, **act(world, row))


def candidate(round_: Round, number: str) -> Candidate:
    return next(row for row in round_.candidates.select_related("proposal") if row.facts["nomor"] == number)


def forum(round_: Round) -> Forum:
    return Forum.objects.get(pk=round_.forum_id)


def tied(world: World) -> Round:
    """A computed round in which two usulan, alike in score, people and cost, stand on either side of the line."""
    world.accepted(group="rw01", item="got", volume="60")
    world.accepted(group="rw02", item="got", volume="60", by=world.offices["rw_tetangga"])
    round_ = collecting(world, count=0, method="SKOR", pagu=30_000_000)
    score_all(world, round_, 50)
    actions.computing.count_round(round_, **act(world, at=AFTER))
    return fresh(round_)
