"""Each decision is told once, with its reason, after the minutes in which it can be undone; mails go out once."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.actions import recording, telling
from proposals.models import Event, Notice, NoticeMail, NoticeReading, Proposal
from proposals.telling import TOLD, UNDO_MINUTES, whatsapp
from tests.world import NOW, World

LATER = NOW + timedelta(minutes=UNDO_MINUTES)


def rejected(world: World, proposal: Proposal | None = None, **more: Any) -> Proposal:
    fields: dict[str, Any] = {"reason_code": "lahan", "reason": "Lahan milik warga, izin belum ada.", **more}
    return actions.deciding.reject(
        proposal or world.sent(),
        may_repeat=True,
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
        **fields,
    )


def test_a_refusal_is_told_once_with_its_reason_to_the_group_that_asked(world: World) -> None:
    proposal = rejected(world)
    notice = Notice.objects.get(proposal=proposal)
    assert notice.group == world.groups["rw01"]
    assert "Lahan milik warga, izin belum ada." in notice.text
    assert proposal.number in notice.text
    assert "keberatan" in notice.text
    assert notice.link == proposal.get_absolute_url()


def test_a_desks_decision_leaves_after_ten_minutes_and_a_forums_at_once(world: World) -> None:
    notice = Notice.objects.get(proposal=rejected(world))
    assert not Notice.objects.left_by(LATER - timedelta(seconds=1)).exists()
    assert Notice.objects.left_by(LATER).get() == notice
    assert TOLD[Event.Kind.PRIORITISED] == timedelta(0)


def test_what_was_undone_within_its_minutes_is_never_told(world: World) -> None:
    proposal = rejected(world)
    recording.record(
        Event.Kind.UNDONE, by=world.offices["kelurahan"], at=NOW, cycle=world.cycle, proposal=proposal, reason="Keliru"
    )
    assert not Notice.objects.left_by(LATER).exists()


def test_private_things_in_a_reason_are_covered(world: World) -> None:
    rejected(world, reason="Hubungi 081234567890 dulu, lahan belum jelas.")
    assert "081234567890" not in Notice.objects.get().text


def test_both_proposers_of_a_merge_are_told(world: World) -> None:
    parent, child = world.sent(), world.sent(group="rw02")
    actions.deciding.merge(child, parent=parent, by=world.offices["kelurahan"], at=NOW, expected=None)
    told = {notice.group: notice.title for notice in Notice.objects.order_by("pk")}
    assert set(told) == {world.groups["rw01"], world.groups["rw02"]}


def test_moves_and_drafts_are_not_told(world: World) -> None:
    world.draft()
    world.sent()
    assert not Notice.objects.exists()


def test_telling_many_does_not_ask_more(world: World) -> None:
    sent = [world.sent() for _ in range(4)]
    counts = []
    for some in (sent[:1], sent[1:]):
        acts: list[recording.Act] = [(Event.Kind.PRIORITISED, proposal, "", {"rank": 1}) for proposal in some]
        with CaptureQueriesContext(connection) as seen:
            recording.record_all(acts, by=world.offices["lurah"], at=NOW, cycle=world.cycle)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def address(world: World, row: str = "rw") -> None:
    world.offices[row].user.email = "rw01@example.test"
    world.offices[row].user.save(update_fields=["email"])


def test_a_mail_goes_out_once_after_the_notice_has_left(world: World) -> None:
    address(world)
    rejected(world)
    assert telling.send_due(at=NOW) == 0
    assert telling.send_due(at=LATER) == 1
    assert telling.send_due(at=LATER) == 0
    [message] = mail.outbox
    assert message.to == ["rw01@example.test"]
    assert "Lahan milik warga" in message.body
    assert "http://127.0.0.1:8000/usulan/" in message.body


def test_the_resident_whose_need_became_the_usulan_is_told_too(world: World) -> None:
    need = actions.needs.tell(
        world.cycle,
        region=world.regions["rt01"],
        problem="Selokan depan rumah buntu dan meluap.",
        address="Gang 2",
        submission_key=None,
        at=NOW,
    )
    need.teller_email = "warga@example.test"
    need.proposal = world.sent()
    need.status = need.Status.TAKEN
    need.save()
    rejected(world, need.proposal)
    assert telling.send_due(at=LATER) == 1
    assert mail.outbox[0].to == ["warga@example.test"]


def test_a_mail_that_fails_is_tried_again_and_never_more_than_five_times(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address(world)
    rejected(world)

    def refuse(*args: Any, **kwargs: Any) -> int:
        raise SMTPException("full")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    for turn in range(8):
        assert telling.send_due(at=LATER + timedelta(hours=turn)) == 0
    stored = NoticeMail.objects.get()
    assert (stored.tries, stored.sent_at, stored.problem) == (5, None, "SMTPException")


def test_a_mail_that_another_run_has_taken_is_left_to_it(world: World) -> None:
    address(world)
    rejected(world)
    telling._queue(list(Notice.objects.all()))
    NoticeMail.objects.update(tries=1, tried_at=LATER)
    assert telling.send_due(at=LATER + timedelta(minutes=5)) == 0
    assert telling.send_due(at=LATER + timedelta(minutes=10)) == 1


def test_a_notice_without_any_address_is_no_error(world: World) -> None:
    rejected(world)
    assert telling.send_due(at=LATER) == 0
    assert not NoticeMail.objects.exists()


def test_reading_and_handing_over_are_noted_once(world: World) -> None:
    rejected(world)
    holding = world.offices["rw"]
    inbox = Notice.objects.inbox_of(holding).left_by(LATER)
    assert Notice.objects.unread_by(holding).left_by(LATER).count() == 1
    assert telling.mark_read(inbox, by=holding, at=LATER) == 1
    assert telling.mark_read(inbox, by=holding, at=LATER) == 0
    assert telling.hand_over(inbox, by=world.offices["kelurahan"], at=LATER) == 1
    assert NoticeReading.objects.get().how == NoticeReading.How.INBOX
    assert not Notice.objects.unread_by(holding).exists()


def test_the_text_to_forward_says_what_why_and_where(world: World) -> None:
    rejected(world)
    text = whatsapp(Notice.objects.get(), "https://musrenbang.example.go.id/usulan/1/")
    assert text.startswith("*Tidak diterima: ")
    assert "Lahan milik warga" in text
    assert text.endswith("https://musrenbang.example.go.id/usulan/1/")


def test_the_command_does_both_jobs_or_queues_them(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("send_notices")
    assert "0 e-mails sent" in capsys.readouterr().out
    call_command("send_notices", queue=True)
    assert "Queued" in capsys.readouterr().out
