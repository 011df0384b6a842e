"""A list as a file: written straight into an answer, or by a worker into a file of its own with its progress told."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals.actions import jobs
from proposals.long_work import work
from proposals.models import Job
from proposals.windows import say
from regions.import_report import number
from regions.models import Region

from . import listing, sipd_list
from .forms import ListFilter
from .listing import Cell, Column
from .sheets import csv_lines, xlsx

LONG = 20_000
"""Lists above this many rows are written by a worker."""
STEP = 2_000
SHAPES = {"sipd": ("reports.export_sipd", "Daftar SIPD"), "daftar": ("reports.export_list", "Daftar usulan")}
"""Which permission a shape of list takes, and what it is called."""


def lines_of(shape: str, form: ListFilter) -> tuple[Sequence[Column], Iterable[list[Cell]]]:
    """The columns and rows of a filtered list in a shape."""
    if shape == "sipd":
        city = Region.objects.current().get(code=form.holding.city_code)
        return sipd_list.COLUMNS, sipd_list.rows(form.proposals(), city)
    return listing.COLUMNS, listing.rows(form.proposals())


def ask(form: ListFilter, shape: str, kind: str, *, total: int, by: OfficeHolding, at: datetime) -> Job:
    """Put the export of a filtered list into the queue."""
    params = {"shape": shape, "kind": kind, "query": form.query.urlencode()}
    title = f"{SHAPES[shape][1]} {form.in_words()} ({kind.upper()})"
    return jobs.ask(Job.Kind.EXPORT, title, params, total=total, by=by, at=at)


def run(job_id: int, clock: Callable[[], datetime]) -> str:
    """Write the file of a job that waits; returns how it ended."""
    return work(job_id, lambda job: _write(job, clock), clock=clock)


def _write(job: Job, clock: Callable[[], datetime]) -> tuple[str, str]:
    """Write the file; return what to say and the name under which it is fetched."""
    shape, kind = job.params["shape"], job.params["kind"]
    perm, title = SHAPES[shape]
    if not allows(job.by, perm):
        raise ValidationError("Jabatan yang meminta tidak lagi boleh mengunduh daftar ini.")
    form = ListFilter(QueryDict(job.params["query"]), holding=job.by)
    columns, lines = lines_of(shape, form)
    told = _told(lines, job, clock)
    name = f"{title.lower().replace(' ', '-')}.{kind}"
    job.file_name = name
    job.path.parent.mkdir(parents=True, exist_ok=True)
    with job.path.open("wb") as file:
        if kind == "csv":
            file.writelines(csv_lines(columns, told))
        else:
            with xlsx(title, columns, told, note=f"{title} {form.in_words()}, tanggal cetak {say(clock())}") as book:
                shutil.copyfileobj(book, file, 1024 * 1024)
    return f"{number(job.done)} usulan di dalam berkas.", name


def _told(lines: Iterable[list[Cell]], job: Job, clock: Callable[[], datetime]) -> Iterator[list[Cell]]:
    """Pass rows on and tell the job every two thousand; stops where it was cancelled."""
    for row in lines:
        if job.done % STEP == 0:
            jobs.step(job, job.done, at=clock())
        job.done += 1
        yield row
    jobs.step(job, job.done, at=clock())
