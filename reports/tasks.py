"""What a worker does for reports: `manage.py db_worker` takes it from the queue."""

from django.utils import timezone
from django_tasks import task

from proposals.actions import jobs

from . import export_jobs


@task()
def write_export(job_id: int) -> str:
    """Write the file of one job; returns how it ended."""
    jobs.sweep(at=timezone.now())
    return export_jobs.run(job_id, timezone.now)
