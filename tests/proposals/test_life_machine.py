"""Hypothesis drives the life-line as a state machine: any office tries any verb at any time, in any order.

After each step: no path skips a decision, no level's record is lost or rewritten, no locked field is edited, and the
log tells the same story as the rows. `MUSRENBANG_PROVE=1` runs it longer (`make prove`).
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.models import OfficeHolding
from proposals import actions
from proposals.actions import amending, locking, objecting, planning, readiness, surveying, undoing
from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.actions.surveying import Findings
from proposals.models import Amendment, Event, LevelDecision, Objection, Proposal, Survey
from proposals.models.decision import Level, Outcome
from proposals.standing import KEY, standing, stood
from proposals.statuses import BACK, NEXT, Status
from tests.world import NOW, TODAY, World, build

S = Status
REASON = "Lahannya belum jelas milik siapa."
LOCKED = ("title", "unit", "unit_price", "volume", "amount", "problem", "address", "item_id", "group_id", "number")
"""What the proposer wrote; from Kirim on it changes only while returned, or by BA perubahan."""

DECIDED = {
    S.ACCEPTED_KEL: Level.KELURAHAN,
    S.RETURNED: Level.KELURAHAN,
    S.PRIORITY_KEL: Level.KELURAHAN,
    S.RESERVE_KEL: Level.KELURAHAN,
    S.FEASIBLE: Level.DESK,
    S.PRIORITY_KEC: Level.DISTRICT,
    S.NOT_AGREED: Level.DISTRICT,
}
"""Where a usulan stands only because a level has decided."""

PROVING = os.environ.get("MUSRENBANG_PROVE") == "1"
pick = st.integers(0, 5)


class Life(RuleBasedStateMachine):
    """A few usulan of one kelurahan, the offices around them, and a clock that goes on by itself."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.world: World = build()
        self.now: datetime = NOW
        self.decisions: dict[int, tuple[Any, ...]] = {}
        self.sent: dict[int, tuple[Any, ...]] = {}

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def one(self, number: int) -> Proposal | None:
        """One of the usulan; None while there is none."""
        found = list(Proposal.objects.for_list().order_by("pk"))
        return found[number % len(found)] if found else None

    def office(self, row: str) -> OfficeHolding:
        return self.world.offices[row]

    def try_to(self, verb: Callable[..., Any], *things: Any, **more: Any) -> None:
        """Do it; what a verb refuses leaves nothing behind."""
        with suppress(ValidationError, PermissionDenied), transaction.atomic():
            verb(*things, at=self.now, **more)

    def try_with(self, place: int, verb: Callable[..., Any], **more: Any) -> None:
        proposal = self.one(place)
        if proposal is not None:
            self.try_to(verb, proposal, **more)

    # --- time and the proposer ---------------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 15, 60 * 30]))
    def time_goes_on(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(send=st.booleans())
    def write(self, send: bool) -> None:
        if Proposal.objects.count() < 6:
            draft = self.world.draft(at=self.now)
            if send:
                ids = [draft.public_id]
                self.try_to(actions.sending.submit, self.world.cycle, draft.group, ids, by=self.office("rw"))

    @rule(number=pick, volume=st.sampled_from([Decimal(50), Decimal(90)]))
    def change(self, number: int, volume: Decimal) -> None:
        self.try_with(number, actions.drafting.change, by=self.office("rw"), volume=volume)

    @rule(number=pick)
    def send_again(self, number: int) -> None:
        self.try_with(number, actions.sending.resubmit, by=self.office("rw"))

    @rule(number=pick)
    def withdraw(self, number: int) -> None:
        self.try_with(number, actions.sending.withdraw, by=self.office("rw"), reason="Sudah dikerjakan warga.")

    @rule(number=pick)
    def discard(self, number: int) -> None:
        self.try_with(number, actions.drafting.discard, by=self.office("rw"))

    # --- the desk ----------------------------------------------------------------------------------------------------

    @rule(number=pick)
    def accept(self, number: int) -> None:
        self.try_with(number, actions.deciding.accept, by=self.office("kelurahan"), expected=None)

    @rule(number=pick)
    def accept_changed(self, number: int) -> None:
        more = {"volume": Decimal(70), "reason": "Diukur ulang bersama warga.", "expected": None}
        self.try_with(number, actions.deciding.accept_changed, by=self.office("kelurahan"), **more)

    @rule(number=pick, other=pick)
    def merge(self, number: int, other: int) -> None:
        parent = self.one(other)
        self.try_with(number, actions.deciding.merge, parent=parent, by=self.office("lurah"), expected=None)

    @rule(number=pick)
    def send_back(self, number: int) -> None:
        more = {"reason_code": "dokumen", "reason": "Foto hanya satu sisi jalan.", "expected": None}
        self.try_with(number, actions.deciding.send_back, by=self.office("kelurahan"), **more)

    @rule(number=pick)
    def reject(self, number: int) -> None:
        more = {"reason_code": "lahan", "reason": REASON, "may_repeat": True, "expected": None}
        self.try_with(number, actions.deciding.reject, by=self.office("kelurahan"), **more)

    @rule(number=pick)
    def undo(self, number: int) -> None:
        self.try_with(number, undoing.undo, by=self.office("kelurahan"))

    @rule(number=pick)
    def hold(self, number: int) -> None:
        by, day = self.office("kelurahan"), TODAY + timedelta(days=60)
        self.try_with(number, readiness.open_obstacle, kind="lahan", text="Lahannya belum jelas.", due_on=day, by=by)
        self.try_with(number, readiness.hold, reason=REASON, review_on=day, by=by, expected=None)

    # --- forums, survey, BA Desk -------------------------------------------------------------------------------------

    @rule(number=pick, chosen=st.booleans(), level=st.sampled_from([Level.KELURAHAN, Level.DISTRICT]))
    def forum(self, number: int, chosen: bool, level: str) -> None:
        proposal = self.one(number)
        if proposal is None:
            return
        outcome = ForumOutcome(
            proposal=proposal,
            chosen=chosen,
            rank=1 if chosen else None,
            volume=proposal.current_volume,
            amount=proposal.current_amount,
            reason_code="" if chosen else "pagu",
            reason="" if chosen else "Sisa pagu tidak cukup.",
        )
        more = {"level": level, "forum_number": "F-1", "forum_label": "Forum Mawar", "round_code": "R-1"}
        self.try_to(record_outcomes, [outcome], by=self.office("lurah"), **more)

    @rule(number=pick, verdict=st.sampled_from(list(Survey.Verdict)))
    def survey(self, number: int, verdict: str) -> None:
        proposal = self.one(number)
        if proposal is None:
            return
        by = self.office("opd")
        self.try_to(planning.plan, [proposal], planned_on=TODAY + timedelta(days=30), surveyor=None, by=by)
        planned = Survey.objects.filter(proposal=proposal, status="terjadwal").first()
        if planned is not None:
            volume = Decimal(60) if verdict == Survey.Verdict.CHANGED else None
            found = Findings(verdict=verdict, volume=volume, note="Diukur di lapangan bersama ketua RT.")
            code = "teknis" if verdict == Survey.Verdict.UNFIT else ""
            self.try_to(surveying.finish, planned, found, reason_code=code, by=by)

    @rule()
    def lock_desk(self) -> None:
        more = {"go_on_reason": "Survei sisanya menyusul pekan depan.", "by": self.office("camat")}
        self.try_to(locking.lock_desk, self.world.cycle, self.world.regions["melati"], **more)

    @rule(number=pick)
    def amend(self, number: int) -> None:
        more = {"field": "volume", "value": Decimal(80), "number": "BA-1/2026", "reason": "Diukur ulang bersama OPD."}
        self.try_with(number, amending.amend, by=self.office("bappeda"), **more)

    @rule(number=pick)
    def object_to(self, number: int) -> None:
        text = "Lahannya sudah dihibahkan, suratnya ada di kelurahan."
        self.try_with(number, objecting.object_to, text=text, by=self.office("rw"))

    @rule(granted=st.booleans(), row=st.sampled_from(["kecamatan", "bappeda", "kelurahan"]))
    def answer_objection(self, granted: bool, row: str) -> None:
        waiting = Objection.objects.filter(status="menunggu").first()
        if waiting is not None:
            answer = "Surat hibahnya sudah kami periksa."
            self.try_to(objecting.answer_objection, waiting, granted=granted, answer=answer, by=self.office(row))

    # --- what holds after every step ---------------------------------------------------------------------------------

    @invariant()
    def every_step_is_in_the_table(self) -> None:
        if not hasattr(self, "world"):
            return
        for event in Event.objects.order_by("seq"):
            before, after = event.body.get("before"), event.body.get("after")
            if before and after and before != after:
                known = NEXT[Status(before)] | BACK.get(Status(before), frozenset())
                assert Status(after) in known, f"{before} → {after} by {event.kind}"

    @invariant()
    def no_path_skips_a_decision(self) -> None:
        if not hasattr(self, "world"):
            return
        for proposal in Proposal.objects.filter(status__in=DECIDED).order_by("pk"):
            level = DECIDED[Status(proposal.status)]
            standing = LevelDecision.objects.filter(proposal=proposal, level=level).exclude(outcome=Outcome.UNDONE)
            assert standing.exists(), f"{proposal.status} without a decision of {level}"

    @invariant()
    def no_record_of_a_level_is_lost_or_rewritten(self) -> None:
        if not hasattr(self, "world"):
            return
        fields = [field.attname for field in LevelDecision._meta.concrete_fields]
        now = {row[0]: row for row in LevelDecision.objects.order_by("pk").values_list("pk", *fields)}
        for pk, row in self.decisions.items():
            assert now.get(pk) == row
        self.decisions = now
        versions: dict[tuple[int, str], list[int]] = {}
        rows = LevelDecision.objects.order_by("proposal_id", "level", "version")
        for proposal, level, version in rows.values_list("proposal_id", "level", "version"):
            versions.setdefault((proposal, level), []).append(version)
        assert all(found == list(range(1, len(found) + 1)) for found in versions.values())

    @invariant()
    def no_locked_field_is_edited(self) -> None:
        if not hasattr(self, "world"):
            return
        amended = set(Amendment.objects.order_by("pk").values_list("proposal_id", flat=True))
        now: dict[int, tuple[Any, ...]] = {}
        for proposal in Proposal.objects.exclude(number="").order_by("pk"):
            values = tuple(getattr(proposal, name) for name in LOCKED)
            before = self.sent.get(proposal.pk)
            if before is not None and proposal.status != S.RETURNED and proposal.pk not in amended:
                assert before == values, proposal.number
            if proposal.status != S.RETURNED:
                now[proposal.pk] = values
        self.sent = now

    @invariant()
    def the_log_has_no_gaps_and_tells_the_status(self) -> None:
        if not hasattr(self, "world"):
            return
        numbers = list(Event.objects.order_by("seq").values_list("seq", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        for proposal in Proposal.objects.exclude(number="").order_by("pk"):
            said = [
                event.body["after"]
                for event in Event.objects.filter(proposal=proposal).order_by("seq")
                if event.body.get("after")
            ]
            if said:
                last = Event.objects.filter(proposal=proposal).order_by("seq").last()
                assert last is not None
                if last.body.get("after"):
                    assert said[-1] == proposal.status

    @invariant()
    def the_log_keeps_how_each_usulan_stands(self) -> None:
        if not hasattr(self, "world"):
            return
        last = {one.proposal_id: one for one in Event.objects.filter(proposal__isnull=False).order_by("seq")}
        for proposal in Proposal.objects.exclude(status=S.DRAFT).order_by("pk"):
            assert {KEY: stood(last[proposal.pk].body)} == standing(proposal), proposal.number


def test_no_order_of_acts_breaks_the_life_of_a_usulan(db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    here = 4 if connection.vendor == "postgresql" else 12  # the same machine ran on SQLite just before
    count, steps = (400, 50) if PROVING else (here, 25)
    run_state_machine_as_test(
        Life,
        settings=hypothesis_settings(
            max_examples=count,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
