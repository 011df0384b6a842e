"""How a worker does a long job: begun once, ended once, and every end written down with its reason."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError

from proposals.actions import jobs
from proposals.forms.refusal import sentences
from proposals.models import Job

_log = logging.getLogger(__name__)
BROKEN = "Ada kesalahan di peladen, sudah dicatat. Ulangi; bila terjadi lagi, hubungi pengelola peladen."
NO_ROOM = "Berkas tidak dapat ditulis di peladen. Mungkin ruang simpannya penuh; hubungi pengelola peladen."


def work(job_id: int, write: Callable[[Job], tuple[str, str]], *, clock: Callable[[], datetime]) -> str:
    """Do a job that waits by `write`, which returns what to say and the name of a file (or ""); says how it ended.

    A ValidationError of `write` is told as it is; whatever else breaks is logged and told as a fault of the server.
    """
    job = jobs.begin(job_id, at=clock())
    if job is None:
        return "cancelled"
    try:
        said, file_name = write(job)
    except jobs.Stopped:
        job.path.unlink(missing_ok=True)
        return "cancelled"
    except ValidationError as refusal:
        jobs.fail(job, sentences(refusal), at=clock())
    except Exception as wrong:  # noqa: BLE001 - the last door of a worker: what broke is told, whatever it was
        _log.exception("job %s failed", job.public_id)
        jobs.fail(job, NO_ROOM if isinstance(wrong, OSError) else BROKEN, at=clock())
    else:
        jobs.finish(job, said, at=clock(), file_name=file_name)
        return "done"
    return "failed"
