"""A long list of usulan written by a worker: checked again row by row, then all rows or none."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError

from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals.actions import jobs
from proposals.kept_upload import KeptUpload
from proposals.long_work import work
from proposals.models import Job
from proposals.resources import UsulanResource
from regions.import_report import ImportReport, number
from regions.models import Region

LONG = 1_000
"""Files with more rows to write than this are written by a worker."""
MAX_ROWS = 50_000


def ask(kept: KeptUpload, report: ImportReport, *, skip: bool, by: OfficeHolding, at: datetime) -> Job:
    """Put a checked file into the queue; `skip` leaves refused rows out, else one of them stops the file."""
    params = {"kept": asdict(kept), "skip": skip}
    return jobs.ask(Job.Kind.IMPORT, f"Impor {kept.name}", params, total=report.read, by=by, at=at)


def run(job_id: int, clock: Callable[[], datetime]) -> str:
    """Write the file of a job that waits; returns how it ended."""
    return work(job_id, lambda job: (_write(job, clock), ""), clock=clock)


def _write(job: Job, clock: Callable[[], datetime]) -> str:
    """Check and write, all rows or none; return what to say. The file goes, however it ends."""
    kept = KeptUpload(**job.params["kept"])
    try:
        return _checked_and_written(job, kept, clock)
    finally:
        kept.remove()


def _checked_and_written(job: Job, kept: KeptUpload, clock: Callable[[], datetime]) -> str:
    """Raises ValidationError where the office or a row no longer fits."""
    place = Region.objects.current().visible_to(job.by.scope).filter(code=kept.kelurahan).first()
    if place is None or kept.plan_year is None or not allows(job.by, "proposals.import_proposal"):
        raise ValidationError("Jabatan yang meminta tidak lagi boleh mengimpor daftar ini.")
    resource = UsulanResource(place, kept.plan_year, by=job.by)
    resource.heard = lambda done: jobs.step(job, done, at=clock())
    report = resource.read(kept.data(), max_rows=MAX_ROWS)
    if report.refused and not job.params["skip"]:
        raise ValidationError(
            f"Sejak diperiksa, {number(report.refused)} baris menjadi ditolak. Periksa berkasnya lagi."
        )
    jobs.step(job, report.read, at=clock())
    resource.write(at=clock())
    left = f" {number(report.refused)} baris dilewati." if report.refused else ""
    return f"{number(report.to_write)} usulan ditulis.{left}"
