"""What runs beside the requests: mails and reminders. `manage.py send_notices` does or queues them."""

from django.utils import timezone
from django_tasks import task

from proposals import import_jobs
from proposals.actions import telling
from proposals.models import Cycle


@task()
def deliver_notices() -> int:
    """Send the e-mails that are due; returns how many."""
    return telling.send_due(at=timezone.now())


@task()
def write_reminders() -> int:
    """Write the reminders that are due in the running cycle of every city; returns how many."""
    at = timezone.now()
    newest = {cycle.city_id: cycle for cycle in reversed(Cycle.objects.running(at))}
    return sum(telling.remind(cycle, at=at) for cycle in newest.values())


@task()
def write_import(job_id: int) -> str:
    """Write the file of one long import; returns how it ended."""
    return import_jobs.run(job_id, timezone.now)
