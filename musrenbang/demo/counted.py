"""The forum of the demo that counts: one round collects, one is before the forum, one is published; all by verbs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from django.db.models import Sum

from accounts.models import OfficeHolding, ProposerGroup
from rounds.actions import (
    agreeing,
    assessing,
    attendance,
    balloting,
    computing,
    freezing,
    meeting,
    preparing,
    publishing,
    settling,
)
from rounds.actions.preparing import Mandate
from rounds.counting import snapshot
from rounds.counting.rule import has_ballots, has_scores
from rounds.engine.values import FUND
from rounds.models import Forum, Limit, Move, Round

from . import desk, forums, papers, usulan
from .town import JATIMULYO, Year

COLLECTING, BEFORE_FORUM, PUBLISHED = "Sarana prasarana", "Lembaga", "Pemberdayaan masyarakat"
ROUNDS = (
    (COLLECTING, "SARPRAS", Round.Method.BLEND),
    (BEFORE_FORUM, "LK", Round.Method.SCORES),
    (PUBLISHED, "PM", Round.Method.VOTES),
)
CHOICES = 2
MILLION = 1_000_000
SHARE = 60
"""How much of what is asked for the pagu of a round covers, in percent."""
MOVED = "Kegiatan ini dipakai tiga RW, jadi warga meminta didahulukan."


def tell(year: Year) -> None:
    """Let Jatimulyo send, verify and count; with dice of its own, so that the rest of the city stays as it was."""
    dice = Random("putaran")
    year = replace(year, town=replace(year.town, rng=dice))
    region, morning = year.town.places[JATIMULYO], year.calendar.this_morning()
    usulan.whole_kelurahan(year, region, counts=(14, 7, 6), first_day=-40, last_day=-12)
    desk.verify(year, region, at=year.calendar.at(-8, 9))
    forums.kelurahan(year, region, at=morning, close=False)
    counting = _Counting(year, dice)
    acts: tuple[tuple[int, Callable[[datetime], None]], ...] = (
        (27, counting.come),
        (30, counting.prepare),
        (35, counting.collect),
        (36, counting.give),
        (58, counting.count),
        (64, counting.settle),
    )
    for minutes, act in acts:
        year.town.agenda.add(morning + timedelta(minutes=minutes), act)


class _Counting:
    """What the lurah of Jatimulyo, its staff, assessors and delegates do with the three rounds."""

    def __init__(self, year: Year, dice: Random) -> None:
        people = year.town.people
        self.year, self.dice = year, dice
        self.lurah, self.staff = people.head(JATIMULYO), people.operator(JATIMULYO)
        self.assessors = (self.lurah, people.holdings[f"pendamping:{JATIMULYO}"], self.staff)

    def _forum(self) -> Forum:
        return Forum.objects.get(cycle=self.year.cycle, region__code=JATIMULYO, kind=Forum.Kind.KELURAHAN)

    def _round(self, title: str) -> Round:
        return Round.objects.for_page().get(forum=self._forum(), terms__title=title)

    def come(self, at: datetime) -> None:
        """Everybody has come; the hall has somebody to lead and somebody to write."""
        forum = self._forum()
        everybody = list(forums.of_kelurahan(self.year, forum.region))
        attendance.record_attendance(forum, everybody, by=self.staff, at=at)
        led = {"chair": "Sekretaris Kelurahan Jatimulyo", "secretary": "Notulis forum"}
        meeting.update_forum(forum, **led, method=Forum.Method.CONSENSUS, by=self.staff, at=at)

    def prepare(self, at: datetime) -> None:
        """Write the rule of each round as the admin page does, then freeze it."""
        groups = self.year.town.people.of_kelurahan(JATIMULYO, ProposerGroup.Kind.RW)
        mandates = [Mandate(f"Delegasi {one.name}", one.name, f"Rembuk {one.name}") for one in groups]
        for title, kind, method in ROUNDS:
            round_ = preparing.prepare_round(
                self._forum(), title=title, method=method, only_list=kind, by=self.lurah, at=at
            )
            self._write_rule(round_, at)
            preparing.set_assessors(round_, self.assessors if has_scores(round_) else (), by=self.lurah, at=at)
            preparing.set_voters(round_, mandates if has_ballots(round_) else (), by=self.lurah, at=at)
            freezing.freeze(round_, by=self.lurah, at=at)

    def collect(self, at: datetime) -> None:
        """Open the window of each round."""
        for title, _, _ in ROUNDS:
            freezing.start_collecting(self._round(title), by=self.lurah, at=at)

    def _write_rule(self, round_: Round, at: datetime) -> None:
        asked = snapshot.in_scope(round_).aggregate(sum=Sum("current_amount"))["sum"]
        round_.limits.all().delete()
        for code, label, per, unit, most in (
            ("PAGU", "pagu putaran", FUND, Limit.Unit.RUPIAH, asked * SHARE // 100 // MILLION * MILLION),
            ("KUOTA", "kuota", "kelompok", Limit.Unit.PROPOSALS, 2),
        ):
            Limit.objects.create(round=round_, code=code, label=label, per=per, unit=unit, maximum=most)
        terms = round_.terms
        terms.choices, terms.choices_least = CHOICES, 1
        terms.save()
        round_.opens_at, round_.closes_at = at + timedelta(minutes=5), at + timedelta(minutes=25)
        if terms.title == COLLECTING:
            round_.closes_at = self.year.calendar.at(1, 16)
        round_.save()
        preparing.rule_changed(round_, by=self.lurah, at=at)

    def give(self, at: datetime) -> None:
        """All score and all vote; of the round that still collects, one sheet and three ballots are missing."""
        for title, _, _ in ROUNDS:
            round_, waits = self._round(title), title == COLLECTING
            if has_scores(round_):
                for assessor in self.assessors[:-1] if waits else self.assessors:
                    self._score(round_, assessor, at)
            if has_ballots(round_):
                self._vote(round_, at, left=3 if waits else 0)

    def _score(self, round_: Round, assessor: OfficeHolding, at: datetime) -> None:
        codes = [one.code for one in round_.criteria.order_by("place")]
        given = {number: {code: self.dice.choice((25, 50, 75, 100)) for code in codes} for number in _numbers(round_)}
        assessing.give_scores(round_, given, by=assessor, at=at)

    def _vote(self, round_: Round, at: datetime, *, left: int) -> None:
        voters, numbers = list(round_.voters.order_by("number")), _numbers(round_)
        balloting.mark_present(round_, voters, by=self.staff, at=at)
        for voter in voters[: len(voters) - left]:
            code = balloting.give_code(voter, by=self.staff, at=at)
            balloting.cast(code, self.dice.sample(numbers, CHOICES), at=at)

    def count(self, at: datetime) -> None:
        """Count the two whose window is over and lay them before the forum."""
        for title in (BEFORE_FORUM, PUBLISHED):
            computing.count_round(self._round(title), by=self.lurah, at=at)
            computing.bring_to_forum(self._round(title), by=self.lurah, at=at)

    def settle(self, at: datetime) -> None:
        """The forum raises one winner of a list that it still talks about; the other list is closed and published."""
        round_ = self._round(BEFORE_FORUM)
        last = settling.agreed_list(round_).lines[-1].number
        row = next(one for one in round_.candidates.all() if one.facts["nomor"] == last)
        agreeing.change(
            round_, row, kind=Move.Kind.ORDER, place=1, reason=MOVED, asked_by="Ketua RW 03", by=self.lurah, at=at
        )
        settling.close_round(self._round(PUBLISHED), by=self.lurah, at=at)
        papers.sign(self._forum(), by=self.staff, at=at)
        publishing.publish(self._round(PUBLISHED), by=self.lurah, at=at)


def _numbers(round_: Round) -> list[str]:
    return [row.facts["nomor"] for row in round_.candidates.order_by("position")]
