"""Verbs of notices: read, handed over on paper, sent by e-mail, and the reminders before a deadline.

Nothing here runs inside a person's request but `mark_read` and `hand_over`; the jobs are safe to run twice and at once.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q

from accounts.models import Office, OfficeHolding
from proposals.models import Cycle, Notice, NoticeMail, NoticeReading
from proposals.querysets import NoticeQuerySet
from proposals.reminders import due_reminders
from proposals.telling_to import addresses_of

MAX_TRIES = 5
LEASE = timedelta(minutes=10)
BATCH = 200


@transaction.atomic
def mark_read(notices: NoticeQuerySet, *, by: OfficeHolding, at: datetime) -> int:
    """Note that an office has read the notices of its inbox; those read before stay as they were. Returns how many."""
    unread = notices.exclude(readings__office_id=by.office_id).values_list("pk", flat=True)
    rows = [NoticeReading(notice_id=pk, office_id=by.office_id, by=by, at=at) for pk in unread]
    NoticeReading.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def hand_over(notices: Iterable[Notice], *, by: OfficeHolding, at: datetime) -> int:
    """Note that the kelurahan gave the notices to their groups, for every office of each; returns how many notices."""
    wanted = list(notices)
    offices: dict[int, list[int]] = {}
    groups = {notice.group_id for notice in wanted if notice.group_id}
    for office in Office.objects.filter(group__in=groups).order_by("pk"):
        offices.setdefault(office.group_id or 0, []).append(office.pk)
    rows = [
        NoticeReading(notice=notice, office_id=office, how=NoticeReading.How.HANDED, by=by, at=at)
        for notice in wanted
        for office in offices.get(notice.group_id or 0, [])
    ]
    NoticeReading.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(wanted)


def send_due(*, at: datetime, limit: int = 500) -> int:
    """Send the e-mails of all notices that have left and were not mailed yet; returns how many were sent.

    A mail is claimed before it is sent, so two runs at once send it once; one that fails is tried again, five times.
    """
    left = Notice.objects.left_by(at).filter(mailed=False).select_related("group", "agency").order_by("pk")[:limit]
    _queue(list(left))
    sent = 0
    open_mails = NoticeMail.objects.filter(sent_at=None, tries__lt=MAX_TRIES, notice__withdrawn_at=None)
    for mail in open_mails.select_related("notice").order_by("pk"):
        if _claimed(mail, at) and _sent(mail):
            NoticeMail.objects.filter(pk=mail.pk).update(sent_at=at, problem="")
            sent += 1
    return sent


@transaction.atomic
def _queue(notices: Sequence[Notice]) -> None:
    """Write one row per notice and address; a notice is queued once."""
    rows = [
        NoticeMail(notice_id=pk, address=address)
        for pk, found in addresses_of(notices).items()
        for address in sorted(found)
    ]
    NoticeMail.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed=True)


def _claimed(mail: NoticeMail, at: datetime) -> bool:
    """Take the next try of a mail for ten minutes; False where another run has it."""
    free = NoticeMail.objects.filter(pk=mail.pk, tries=mail.tries, sent_at=None)
    free = free.filter(Q(tried_at=None) | Q(tried_at__lte=at - LEASE))
    return bool(free.update(tries=F("tries") + 1, tried_at=at))


def _sent(mail: NoticeMail) -> bool:
    address = f"{settings.BASE_URL}{mail.notice.link}" if mail.notice.link else settings.BASE_URL
    text = f"{mail.notice.text}\n\n{address}\n\nPesan ini dikirim otomatis. Jawaban tidak dibaca."
    try:
        EmailMessage(mail.notice.title, text, to=[mail.address]).send()
    except (OSError, SMTPException) as failed:
        NoticeMail.objects.filter(pk=mail.pk).update(problem=type(failed).__name__)
        return False
    return True


@transaction.atomic
def remind(cycle: Cycle, *, at: datetime) -> int:
    """Write the reminders that are due now, each once; a run that came late writes the one due today, no other."""
    due = due_reminders(cycle, at)
    known = set(Notice.objects.filter(cycle=cycle, key__in=[one.key for one in due]).values_list("key", flat=True))
    rows = [
        Notice(
            cycle=cycle,
            key=one.key,
            group_id=one.group_id,
            proposal_id=one.proposal_id,
            title=one.title,
            text=one.text,
            link=one.link,
            created_at=at,
            leaves_at=at,
        )
        for one in due
        if one.key not in known
    ]
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(rows)
