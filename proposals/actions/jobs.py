"""Verbs of long work: asked for by an office, done by a worker, cancelled by who asked, forgotten after a day.

A worker writes each step with one statement of its own, outside every transaction, so that the page sees it at once.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.models import Job

KEPT_FOR = timedelta(days=1)
MAX_OPEN = 3


class Stopped(Exception):
    """The work was cancelled while it ran."""


@transaction.atomic
def ask(kind: Job.Kind, title: str, params: dict[str, Any], *, total: int, by: OfficeHolding, at: datetime) -> Job:
    """Put work into the queue; the caller enqueues its task after the commit. Three at a time for one office."""
    OfficeHolding.objects.select_for_update(of=("self",)).get(pk=by.pk)
    running = [job for job in Job.objects.filter(by=by, ended_at=None) if not job.is_silent(at)]
    if len(running) >= MAX_OPEN:
        raise ValidationError(f"Masih ada {len(running)} pekerjaan yang berjalan. Tunggu atau batalkan salah satunya.")
    return Job.objects.create(kind=kind, title=title[:200], params=params, total=total, by=by, asked_at=at)


def begin(job_id: int, *, at: datetime) -> Job | None:
    """Take work from the queue; None where it was cancelled or somebody else has it."""
    waiting = Job.objects.filter(pk=job_id, status=Job.Status.WAITING)
    if not waiting.update(status=Job.Status.RUNNING, beat_at=at):
        return None
    return Job.objects.select_related("by__office__region").get(pk=job_id)


def step(job: Job, done: int, *, at: datetime) -> None:
    """Write how much is done. Raises Stopped where it was cancelled."""
    if not Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING).update(done=done, beat_at=at):
        raise Stopped


def finish(job: Job, said: str, *, at: datetime, file_name: str = "") -> None:
    """Ready; a file may be fetched for a day."""
    _end(job, Job.Status.DONE, said, at=at, file_name=file_name, expires_at=at + KEPT_FOR if file_name else None)


def fail(job: Job, said: str, *, at: datetime) -> None:
    """Say that it failed and why; what it had written of its file goes."""
    if _end(job, Job.Status.FAILED, said, at=at):
        job.path.unlink(missing_ok=True)


def cancel(job: Job, *, by: OfficeHolding, at: datetime) -> None:
    """Stop it: a waiting job at once, a running one at its next step. Only the office that asked."""
    if job.by.office_id != by.office_id:
        raise ValidationError("Hanya jabatan yang meminta dapat membatalkannya.")
    if not _end(job, Job.Status.CANCELLED, "", at=at):
        raise ValidationError("Pekerjaan ini sudah berakhir, jadi tidak dapat dibatalkan.")


def _end(job: Job, status: Job.Status, said: str, *, at: datetime, **more: Any) -> bool:
    """End an open job once; False where it had ended before."""
    ended = {"status": status, "said": said[:500], "ended_at": at, **more}
    return bool(Job.objects.filter(pk=job.pk, ended_at=None).update(**ended))


def sweep(*, at: datetime) -> int:
    """Remove the files that have expired; returns how many."""
    old = list(Job.objects.filter(expires_at__lte=at).exclude(file_name=""))
    for job in old:
        job.path.unlink(missing_ok=True)
    Job.objects.filter(pk__in=[job.pk for job in old]).update(file_name="")
    return len(old)
